"""The daily reports of 2022 to 2026, one day at a time: the alerts are the records that there were, and no others."""

from collections import Counter
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
from store.series import Grain, Series
from store.snapshot import SeriesName, Snapshot, build_snapshot
from store.subscriptions import ThresholdWish
from store.tinydb.reading import figures_in_memory
from tests.records_by_hand import Told, lows, passings, reached, records

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


def bounds_of(name: SeriesName, series: Series) -> list[ThresholdWish]:
    """Bounds that are passed some times: nine tenths of the record of a day, two thirds of a week's and of a month's,
    and halves and quarters of the total."""
    wishes = []
    for grain, numerator, denominator in ((Grain.DAY, 9, 10), (Grain.WEEK, 2, 3), (Grain.MONTH, 2, 3)):
        record = series.chain(grain).records[-1].loss.value
        wishes.append(ThresholdWish(**name._asdict(), grain=grain, bound=max(1, record * numerator // denominator)))
    total = series.points[-1].total
    return [*wishes, *(ThresholdWish(**name._asdict(), bound=max(1, total * part // 4)) for part in (1, 2, 3))]


@pytest.fixture(scope="module")
def bounds(whole: Snapshot) -> dict[str, list[ThresholdWish]]:
    """The bounds that somebody wants to hear of, by metric."""
    return {name.metric: bounds_of(name, series) for name, series in whole.series.items()}


@pytest.fixture(scope="module")
def told(whole: Snapshot, bounds: dict[str, list[ThresholdWish]]) -> list[tuple[date, Finding]]:
    """Every finding of the replay, with the day on which it was told."""
    book, found = Book(), list[tuple[date, Finding]]()
    wishes = [wish for of_metric in bounds.values() for wish in of_metric]
    for day, after, changes in day_by_day(whole):
        detected = detect(book, after, changes, today=day, thresholds=wishes)
        found += [(day, finding) for finding in detected.findings]
        assert not detected.revised, day
        book = settle(detected.book, after)
    return found


def totals_of(series: Series) -> dict[date, int]:
    return {point.on: point.total for point in series.points}


def odd_in(series: Series) -> dict[date, int]:
    """The reports of a series that are odd in hindsight, and how much of their rises is held to be no loss."""
    parts = {
        one.on: max(one.part, 0) if one.flag in {Flag.CORRECTION, Flag.CONTRADICTED} else one.rise - (one.bound or 0)
        for one in series.flags
        if one.flag in {Flag.CORRECTION, Flag.CONTRADICTED, Flag.JUMP}
    }
    return {one.on: parts.get(one.on, 0) for one in series.flags if one.flag is not Flag.EARLY}


def by_hand(series: Series) -> set[Told]:
    """The records of a series by the plain computation, given what is odd about its reports."""
    return set(records(totals_of(series), odd_in(series), from_the_start=series.from_war_start))


def told_of(told: list[tuple[date, Finding]], metric: str) -> set[Told]:
    return {
        Told(day, one.news.value, str(one.grain), one.period.start, one.value, one.broke.value if one.broke else 0)
        for day, one in told
        if one.metric == metric and one.news in {News.RECORD, News.PASSED} and not one.lowest
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


@pytest.mark.parametrize("metric", METRICS)
def test_the_lowest_records_are_told_just_so(metric: str, told: list[tuple[date, Finding]], whole: Snapshot) -> None:
    series = whole.series[SeriesName("russia", "ukraine", metric)]
    expected = set(lows(totals_of(series), odd_in(series), from_the_start=series.from_war_start))
    found = {
        Told(day, "lowest", str(one.grain), one.period.start, one.value, one.broke.value if one.broke else 0)
        for day, one in told
        if one.metric == metric and one.lowest
    }

    assert sorted(found - expected) == [], "told, and no record"
    assert sorted(expected - found) == [], "a record, and not told"


@pytest.mark.parametrize("metric", METRICS)
def test_a_bound_is_told_whenever_a_unit_passes_it_that_follows_one_that_had_not(
    metric: str, told: list[tuple[date, Finding]], whole: Snapshot, bounds: dict[str, list[ThresholdWish]]
) -> None:
    series = whole.series[SeriesName("russia", "ukraine", metric)]
    totals, odd = totals_of(series), odd_in(series)
    expected = {
        passing
        for wish in bounds[metric]
        if wish.grain is not None
        for passing in passings(totals, odd, str(wish.grain), wish.bound, from_the_start=series.from_war_start)
    }
    found = {
        Told(day, "unit_over", str(one.grain), one.period.start, one.value, one.bound or 0)
        for day, one in told
        if one.metric == metric and one.news is News.UNIT_OVER
    }

    assert sorted(found - expected) == [], "told, and not passed"
    assert sorted(expected - found) == [], "passed, and not told"


@pytest.mark.parametrize("metric", METRICS)
def test_a_total_is_told_of_with_the_first_report_that_reaches_it(
    metric: str, told: list[tuple[date, Finding]], whole: Snapshot, bounds: dict[str, list[ThresholdWish]]
) -> None:
    series = whole.series[SeriesName("russia", "ukraine", metric)]
    totals, odd = totals_of(series), odd_in(series)
    expected = {
        (wish.bound, *told_on)
        for wish in bounds[metric]
        if wish.grain is None
        for told_on in reached(totals, odd, wish.bound, from_the_start=series.from_war_start)
    }
    found = {(one.bound, day, one.value) for day, one in told if one.metric == metric and one.grain is None}

    assert found == expected


def test_all_kinds_of_news_are_among_what_is_compared(told: list[tuple[date, Finding]]) -> None:
    kinds = Counter((one.news, one.lowest) for _, one in told)
    assert kinds[News.RECORD, False] > 300
    assert min(kinds[kind] for kind in ((News.RECORD, True), (News.PASSED, False), (News.TOTAL_REACHED, False))) > 20
    assert kinds[News.UNIT_OVER, False] > 100


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
