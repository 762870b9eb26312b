"""The daily reports of 2022 to 2026, one day at a time: the alerts are the records that there were, and no others."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.alerts.book import Book, settle
from bot.alerts.detection import detect
from store.alerts import Finding, News
from store.catalogue import load_catalogue
from store.flags import Flag
from store.ingest.contents import gather, read_contents, read_file
from store.models import Report
from store.points import Point
from store.ports import Changes
from store.series import Series
from store.snapshot import SeriesName, Snapshot, build_snapshot
from store.tinydb.reading import figures_in_memory
from tests.records_by_hand import Told, records

DATA = Path(__file__).parents[3] / "shared" / "data" / "2022-ukraine-russia-war-dataset"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the public series is not beside the project")

CORRECTION_DAYS = {
    "personnel": {date(2025, 2, 28)},
    "tanks": {date(2023, 5, 28)},
    "armoured_vehicles": {date(2022, 10, 13)},
    "mlrs": {date(2024, 11, 30), date(2025, 4, 22)},
    "air_defence": {date(2024, 8, 5), date(2025, 10, 3)},
    "aircraft": {date(2023, 10, 3), date(2024, 10, 3)},
    "special_equipment": {date(2024, 11, 30), date(2025, 10, 3)},
    "cruise_missiles": {date(2024, 3, 13), date(2025, 5, 4)},
}
"""The corrections that are known of, by the report that they came with."""


@pytest.fixture(scope="module")
def whole() -> Snapshot:
    """All that was ever reported, to tell what was odd about it in hindsight."""
    files = [read_file(path) for path in sorted(DATA.glob("*.json"))]
    entries = gather(read_contents(files), figures_in_memory()).entries
    return build_snapshot(load_catalogue(), [entry for entry in entries if isinstance(entry, Report)], ())


def day_by_day(whole: Snapshot) -> Iterator[tuple[date, Snapshot, Changes]]:
    """What was known after each report, and which report was new."""
    points: dict[SeriesName, tuple[Point, ...]] = {name: series.points for name, series in whole.series.items()}
    days = sorted({point.on for series in points.values() for point in series})
    known = dict.fromkeys(points, 0)
    for day in days:
        report = ""
        for name, series in points.items():
            if known[name] < len(series) and series[known[name]].on == day:
                report = series[known[name]].report.key
                known[name] += 1
        so_far = {
            name: Series(points[name][:count], from_war_start=whole.series[name].from_war_start)
            for name, count in known.items()
            if count
        }
        yield day, Snapshot(whole.catalogue, so_far, {}), Changes(added=(report,))


@pytest.fixture(scope="module")
def told(whole: Snapshot) -> list[tuple[date, Finding]]:
    """Every finding of the replay, with the day on which it was told."""
    book, found = Book(), list[tuple[date, Finding]]()
    for day, after, changes in day_by_day(whole):
        detected = detect(book, after, changes, today=day)
        found += [(day, finding) for finding in detected.findings]
        assert not detected.revised, day
        book = settle(detected.book, after)
    return found


def by_hand(series: Series) -> set[Told]:
    """The records of a series by the plain computation, given what is odd about its reports."""
    parts = {
        one.on: max(one.part, 0) if one.flag in {Flag.CORRECTION, Flag.CONTRADICTED} else one.rise - (one.bound or 0)
        for one in series.flags
        if one.flag in {Flag.CORRECTION, Flag.CONTRADICTED, Flag.JUMP}
    }
    odd = {one.on: parts.get(one.on, 0) for one in series.flags if one.flag is not Flag.EARLY}
    totals = {point.on: point.total for point in series.points}
    return set(records(totals, odd, from_the_start=series.from_war_start))


def told_of(told: list[tuple[date, Finding]], metric: str) -> set[Told]:
    return {
        Told(day, one.news.value, str(one.grain), one.period.start, one.value, one.broke.value if one.broke else 0)
        for day, one in told
        if one.metric == metric and not one.lowest
    }


A_DAY_LATER = {
    Told(date(2023, 6, 9), "passed", "year", date(2023, 1, 1), 107_050, 106_720): Told(
        date(2023, 6, 10), "passed", "year", date(2023, 1, 1), 107_940, 106_720
    )
}
"""A rise that no day before led to expect, and the days after it did: nothing was told until the next report."""

METRICS = [metric.id for metric in load_catalogue().metrics.values() if metric.reported_since]


@pytest.mark.parametrize("metric", METRICS)
def test_what_is_told_is_exactly_the_records_there_were(
    metric: str, told: list[tuple[date, Finding]], whole: Snapshot
) -> None:
    series = whole.series[SeriesName("russia", "ukraine", metric)]
    expected, found = {A_DAY_LATER.get(one, one) for one in by_hand(series)}, told_of(told, metric)

    assert sorted(found - expected) == [], "told, and no record"
    assert sorted(expected - found) == [], "a record, and not told"


@pytest.mark.parametrize("metric", CORRECTION_DAYS)
def test_nothing_is_told_of_a_metric_on_a_day_that_corrects_it(metric: str, told: list[tuple[date, Finding]]) -> None:
    assert not [one for day, one in told if one.metric == metric and day in CORRECTION_DAYS[metric]]


def test_nothing_is_told_twice(told: list[tuple[date, Finding]]) -> None:
    keys = [finding.key for _, finding in told]
    assert len(keys) == len(set(keys)) > 300


def test_the_days_that_are_known_as_the_worst_are_told(told: list[tuple[date, Finding]]) -> None:
    days = [
        (one.period.start, one.value)
        for _, one in told
        if one.metric == "personnel" and str(one.grain) == "day" and one.news is News.RECORD and not one.lowest
    ]
    assert days[-1] == (date(2024, 12, 19), 2_200)
    assert not {3_160, 2_710} & {value for _, value in days}


def test_a_month_that_the_ministry_called_a_record_is_told_with_what_it_broke(
    told: list[tuple[date, Finding]],
) -> None:
    day, may = next(
        (day, one)
        for day, one in told
        if one.metric == "personnel"
        and one.news is News.RECORD
        and one.period.start == date(2024, 5, 1)
        and str(one.grain) == "month"
    )
    assert (day, may.value) == (date(2024, 6, 1), 38_940)
    assert may.broke is not None
    assert (may.broke.value, may.broke.period.start) == (29_970, date(2023, 12, 1))


def test_importing_all_of_it_at_once_tells_nothing(whole: Snapshot) -> None:
    keys = tuple(dict.fromkeys(point.report.key for series in whole.series.values() for point in series.points))
    last = max(point.on for series in whole.series.values() for point in series.points)

    detected = detect(Book(), whole, Changes(added=keys), today=last)

    assert detected.findings == ()
    again = detect(detected.book, whole, Changes(unchanged=keys), today=last + timedelta(days=1))
    assert again.findings == ()
