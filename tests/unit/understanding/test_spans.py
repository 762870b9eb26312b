"""Calendar arithmetic."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.periods import spans
from bot.understanding.periods.spans import Unit
from store.models import Period


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [
        (2018, date(2018, 4, 1), date(2018, 4, 8)),
        (2022, date(2022, 4, 17), date(2022, 4, 24)),
        (2023, date(2023, 4, 9), date(2023, 4, 16)),
        (2024, date(2024, 3, 31), date(2024, 5, 5)),
        (2025, date(2025, 4, 20), date(2025, 4, 20)),
        (2026, date(2026, 4, 5), date(2026, 4, 12)),
    ],
)
def test_both_easters_fall_where_the_churches_keep_them(year: int, western: date, eastern: date) -> None:
    assert spans.western_easter(year) == western
    assert spans.eastern_easter(year) == eastern


@pytest.mark.parametrize(
    ("unit", "start", "end"),
    [
        (Unit.DAY, date(2024, 2, 14), date(2024, 2, 14)),
        (Unit.WEEK, date(2024, 2, 12), date(2024, 2, 18)),
        (Unit.WEEKEND, date(2024, 2, 17), date(2024, 2, 18)),
        (Unit.TEN_DAYS, date(2024, 2, 11), date(2024, 2, 20)),
        (Unit.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        (Unit.QUARTER, date(2024, 1, 1), date(2024, 3, 31)),
        (Unit.SEASON, date(2023, 12, 1), date(2024, 2, 29)),
        (Unit.HALF, date(2024, 1, 1), date(2024, 6, 30)),
        (Unit.YEAR, date(2024, 1, 1), date(2024, 12, 31)),
        (Unit.DECADE, date(2020, 1, 1), date(2029, 12, 31)),
    ],
)
def test_the_unit_around_a_day(unit: Unit, start: date, end: date) -> None:
    assert spans.around(date(2024, 2, 14), unit) == Period(start, end)


def test_a_step_back_from_a_long_month_ends_on_the_last_day_of_a_short_one() -> None:
    assert spans.step(date(2024, 3, 31), -1, Unit.MONTH) == date(2024, 2, 29)


def test_a_whole_month_moved_stays_a_whole_month() -> None:
    february = Period(date(2024, 2, 1), date(2024, 2, 29))
    assert spans.moved(february, -1, Unit.YEAR) == Period(date(2023, 2, 1), date(2023, 2, 28))
    assert spans.moved(february, 1, Unit.MONTH) == Period(date(2024, 3, 1), date(2024, 3, 31))


@given(day=st.dates(date(1900, 1, 1), date(2100, 1, 1)), count=st.integers(-(10**6), 10**6), unit=st.sampled_from(Unit))
def test_no_step_leaves_the_calendar(day: date, count: int, unit: Unit) -> None:
    assert spans.EARLIEST <= spans.step(day, count, unit) <= spans.LATEST


@given(day=st.dates(date(1900, 1, 1), date(2100, 1, 1)), unit=st.sampled_from(Unit))
def test_the_thirds_of_a_period_follow_each_other_without_a_gap(day: date, unit: Unit) -> None:
    whole = spans.around(day, unit)
    early, middle, late = (spans.part(whole, third) for third in range(3))
    if whole.days < 3:
        assert early == middle == late == whole
    else:
        assert early.start == whole.start
        assert middle.start == early.end + spans.DAY
        assert late.start == middle.end + spans.DAY
        assert late.end == whole.end


def test_a_week_belongs_to_the_month_that_has_its_thursday() -> None:
    october = spans.month(2018, 10)
    assert spans.nth_week(october, 1) == Period(date(2018, 10, 1), date(2018, 10, 7))
    assert spans.nth_week(october, -1) == Period(date(2018, 10, 22), date(2018, 10, 28))


def test_there_is_no_fifth_monday_in_a_month_of_four() -> None:
    assert spans.nth_weekday(spans.month(2024, 5), 1, 4) == Period(date(2024, 5, 27), date(2024, 5, 27))
    assert spans.nth_weekday(spans.month(2024, 5), 1, 5) is None
    assert spans.iso_week(2023, 53) is None
