"""Runs of daily reports for tests: totals that grow by given rises, from a given day on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate

from store.catalogue import load_catalogue
from store.models import Report
from store.series import DAY, Series
from store.snapshot import SeriesName, build_snapshot
from tests.entries import a_source

START = date(2024, 5, 1)
STEADY = (1_010, 980, 1_000, 1_030, 990, 960, 1_020)
"""A week of rises such as a steady series has."""


def rises(count: int, week: Sequence[int] = STEADY) -> list[int]:
    """So many rises, week after week the same."""
    return [week[index % len(week)] for index in range(count)]


def totals(changes: Iterable[int], first: int = 500_000) -> list[int]:
    """What totals come to that begin with `first`."""
    return list(accumulate(changes, initial=first))


def reports(values: Iterable[int | Mapping[str, int]], *, start: date = START, provider: str = "ministry",
            metric: str = "personnel", **differences: object) -> list[Report]:  # fmt: skip
    """A report a day with these totals, of one metric or of several."""
    return [
        Report.model_validate(
            {
                "party": "russia",
                "claimant": "ukraine",
                "report_date": day,
                "provider": provider,
                "values": {metric: value} if isinstance(value, int) else value,
                "source": a_source(day),
                **differences,
            }
        )
        for index, value in enumerate(values)
        for day in (start + timedelta(days=index),)
    ]


def changed(run: list[Report], day: date, **differences: object) -> list[Report]:
    """The reports with that of one day another."""
    return [one.model_copy(update=differences) if one.report_date == day else one for one in run]


def without(run: list[Report], *days: date) -> list[Report]:
    """The reports without those of some days."""
    return [one for one in run if one.report_date not in days]


def series(run: Iterable[Report], metric: str = "personnel") -> Series:
    """The series that reports make."""
    return build_snapshot(load_catalogue(), run, ()).series[SeriesName("russia", "ukraine", metric)]


def day(number: int) -> date:
    """The date of the report of that number, from 0."""
    return START + number * DAY
