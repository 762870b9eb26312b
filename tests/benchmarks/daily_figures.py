"""A store's worth of daily figures, made up: four and a half years, every metric, every day."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from store.catalogue import load_catalogue
from store.models import WAR_START, Report, Source

LAST_REPORT = date(2026, 8, 8)


def daily_reports(seed: int = 24) -> Iterator[Report]:
    """A report a day from the first of the war to `LAST_REPORT`: some 24,000 figures."""
    random = Random(seed)  # noqa: S311  # figures to measure with, no secrets
    metrics = [metric for metric in load_catalogue().metrics.values() if metric.reported_since]
    totals = dict.fromkeys((metric.id for metric in metrics), 0)
    day = WAR_START + timedelta(days=1)
    while day <= LAST_REPORT:
        for metric in metrics:
            totals[metric.id] += random.randrange(2_000 if metric.id == "personnel" else 60)
        yield Report(
            party="russia",
            claimant="ukraine",
            report_date=day,
            provider="petroivaniuk",
            values={m.id: totals[m.id] for m in metrics if m.reported_since and m.reported_since <= day},
            source=Source(
                publisher="A made-up series", title=f"Day {day}", url="https://example.org/daily", published=day
            ),
        )
        day += timedelta(days=1)
