"""What a period lost, and which units were records, from cumulative reports."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.models import WAR_START, Period, Qualifier, Report, Source
from store.points import Point
from store.series import DAY, Grain, Series, ranked, records_of

SOURCE = Source(publisher="Ministry", title="Report", url="https://example.org/report", published=date(2022, 3, 1))
LATER = date(2030, 1, 1)


def point(on: date, total: int, *, correction: int = 0) -> Point:
    report = Report(
        party="russia", claimant="ukraine", report_date=on, provider="ministry", values={"tanks": total}, source=SOURCE
    )
    return Point(report, total, Qualifier.EXACT, correction)


def daily(rises: list[int], start: date = WAR_START + DAY, first: int = 0) -> Series:
    """A series whose report of each day adds a rise."""
    total, points = first, []
    for index, rise in enumerate(rises):
        total += rise
        points.append(point(start + timedelta(days=index), total))
    return Series(points, from_war_start=start == WAR_START + DAY)


def test_a_period_lost_the_report_after_its_end_minus_the_report_of_its_first_day() -> None:
    series = Series([point(date(2024, 5, 1), 469_840), point(date(2024, 6, 1), 508_780)], from_war_start=True)
    loss = series.lost(Period(date(2024, 5, 1), date(2024, 5, 31)), LATER)
    assert loss is not None
    assert loss.value == 38_940
    assert loss.known_on == date(2024, 6, 1)


def test_a_period_is_unknown_until_its_last_report_is_out() -> None:
    series = Series([point(date(2024, 5, 1), 469_840), point(date(2024, 6, 1), 508_780)], from_war_start=True)
    may = Period(date(2024, 5, 1), date(2024, 5, 31))
    assert series.lost(may, date(2024, 5, 31)) is None
    assert series.lost(may, date(2024, 6, 1)) is not None


def test_the_total_before_the_war_is_nothing() -> None:
    series = daily([80, 66])
    assert series.lost(Period(WAR_START, WAR_START), LATER).value == 80  # type: ignore[union-attr]
    assert series.lost(Period(date(2022, 1, 1), date(2022, 2, 25)), LATER).value == 146  # type: ignore[union-attr]


def test_a_metric_that_is_first_reported_later_lost_nothing_known_before() -> None:
    stock = Series([point(date(2026, 5, 3), 1306), point(date(2026, 5, 4), 1310)], from_war_start=False)
    assert stock.lost(Period(date(2026, 5, 1), date(2026, 5, 3)), LATER) is None
    assert stock.lost(Period(WAR_START, date(2026, 5, 3)), LATER) is None
    assert stock.lost(Period(date(2026, 5, 3), date(2026, 5, 3)), LATER).value == 4  # type: ignore[union-attr]
    assert [loss.value for loss in stock.losses(Grain.DAY, LATER)] == [4]


def test_a_day_on_which_the_total_fell_counts_as_no_days_loss() -> None:
    series = daily([10, 5, -3, 7])
    assert [loss.value for loss in series.losses(Grain.DAY, LATER)] == [10, 5, 7]
    fallen = series.lost(Period(WAR_START, WAR_START + 3 * DAY), LATER)
    assert fallen is not None
    assert fallen.corrected


def test_a_day_whose_rise_holds_a_known_correction_is_no_record() -> None:
    reports = [point(date(2025, 2, 27), 1000), point(date(2025, 2, 28), 3710, correction=1650)]
    series = Series(reports, from_war_start=False)
    assert series.losses(Grain.DAY, LATER) == ()


def test_a_gap_in_the_reports_gives_no_figure_for_the_days_in_it() -> None:
    points = [point(date(2024, 5, day), 100 * day) for day in (1, 2, 5, 6)]
    series = Series(points, from_war_start=False)
    assert [loss.period.start.day for loss in series.losses(Grain.DAY, LATER)] == [1, 5]


def test_a_record_names_what_it_broke_and_a_tie_breaks_nothing() -> None:
    records = records_of(daily([5, 9, 9, 4, 12]).losses(Grain.DAY, LATER))
    assert [record.loss.value for record in records] == [5, 9, 12]
    assert [record.broke.loss.value if record.broke else None for record in records] == [None, 5, 9]


def test_a_record_is_visible_only_from_the_day_its_report_is_out() -> None:
    chain = daily([5, 9, 12]).chain(Grain.DAY)
    third_report = WAR_START + 3 * DAY
    assert [record.loss.value for record in chain.as_of(third_report - DAY)] == [5, 9]
    assert [record.loss.value for record in chain.as_of(third_report)] == [5, 9, 12]


def test_the_broken_first_month_of_the_war_is_no_lowest_record() -> None:
    days = (date(2022, 6, 1) - WAR_START).days
    chain = daily([1] * days).chain(Grain.MONTH, lowest=True)
    assert chain.records[0].loss.period.start == date(2022, 3, 1)


def test_ranks_put_the_earlier_of_two_equals_first() -> None:
    losses = daily([3, 8, 8, 1]).losses(Grain.DAY, LATER)
    assert [(loss.value, loss.known_on.day) for loss in ranked(losses)] == [(8, 26), (8, 27), (3, 25), (1, 28)]
    assert [loss.value for loss in ranked(losses, lowest=True)] == [1, 3, 8, 8]


@pytest.mark.parametrize(
    ("grain", "day", "expected"),
    [
        (Grain.WEEK, date(2024, 5, 15), Period(date(2024, 5, 13), date(2024, 5, 19))),
        (Grain.MONTH, date(2024, 2, 29), Period(date(2024, 2, 1), date(2024, 2, 29))),
        (Grain.QUARTER, date(2024, 5, 15), Period(date(2024, 4, 1), date(2024, 6, 30))),
        (Grain.YEAR, date(2024, 5, 15), Period(date(2024, 1, 1), date(2024, 12, 31))),
    ],
)
def test_a_grain_has_calendar_units(grain: Grain, day: date, expected: Period) -> None:
    assert grain.around(day) == expected


@given(st.lists(st.integers(0, 2000), min_size=1, max_size=200), st.data())
def test_the_losses_of_the_parts_of_a_period_add_up_to_its_own(rises: list[int], data: st.DataObject) -> None:
    series = daily(rises)
    last = WAR_START + (len(rises) - 1) * DAY
    cut = data.draw(st.dates(WAR_START, last))
    whole = series.lost(Period(WAR_START, last), LATER)
    first = series.lost(Period(WAR_START, cut), LATER)
    assert whole is not None
    assert first is not None
    second = series.lost(Period(cut + DAY, last), LATER) if cut < last else None
    assert whole.value == first.value + (second.value if second else 0) == sum(rises)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=120), st.booleans())
def test_every_record_beats_all_before_it(rises: list[int], lowest: bool) -> None:
    losses = daily(rises).losses(Grain.DAY, LATER)
    for record in records_of(losses, lowest=lowest):
        earlier = [loss.value for loss in losses if loss.known_on < record.loss.known_on]
        assert all(record.loss.value < value if lowest else record.loss.value > value for value in earlier)
