"""A made-up report for every day of the war, from a formula simple enough to work any figure out by hand."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from store.catalogue import load_catalogue
from store.models import WAR_START, Report, Source

LAST_REPORT: Final = date(2026, 8, 8)

CYCLES: Final = {
    "personnel": 1999,
    "tanks": 41,
    "armoured_vehicles": 83,
    "artillery": 101,
    "mlrs": 13,
    "air_defence": 11,
    "aircraft": 5,
    "helicopters": 3,
    "uavs": 307,
    "cruise_missiles": 17,
    "warships": 2,
    "submarines": 2,
    "vehicles": 199,
    "special_equipment": 19,
    "ground_robots": 29,
}
"""What a day's losses are the remainder of; the one of personnel outlasts the war, so no two of its days are equal."""


def lost(metric: str, day: date) -> int:
    """What the made-up reports say was lost on one day."""
    return ((day - WAR_START).days * 811 + 5) % CYCLES[metric]


def daily_reports() -> Iterator[Report]:
    """A report a day, the first on the day after the war began, each metric from the day it is first reported."""
    since = {metric.id: metric.reported_since for metric in load_catalogue().metrics.values()}
    totals = dict.fromkeys(CYCLES, 0)
    day = WAR_START
    while day < LAST_REPORT:
        for metric in CYCLES:
            totals[metric] += lost(metric, day)
        day += timedelta(days=1)
        yield Report(
            party="russia",
            claimant="ukraine",
            report_date=day,
            provider="ministry",
            values={metric: total for metric, total in totals.items() if (first := since[metric]) and first <= day},
            source=Source(
                publisher="A made-up series", title=f"Report of {day}", url="https://example.org/daily", published=day
            ),
        )
