"""When the public data sets are fetched again."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.schedule import FIRST_PAUSE, LONGEST_PAUSE, next_sync

KYIV = ZoneInfo("Europe/Kyiv")
TODAY, YESTERDAY = date(2024, 6, 10), date(2024, 6, 9)


def at(hour: int, minute: int = 0, day: int = 10) -> datetime:
    return datetime(2024, 6, day, hour, minute, tzinfo=KYIV)


def test_what_was_never_fetched_is_fetched_at_once() -> None:
    assert next_sync(None, newest=YESTERDAY, failures=0) is None


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (at(0, 10), at(6)),
        (at(5, 59), at(6)),
        (at(6), at(7)),
        (at(6, 1), at(7)),
        (at(9, 30), at(10)),
        (at(11, 59), at(12)),
        (at(12), at(6, day=11)),
        (at(20), at(6, day=11)),
    ],
)
def test_the_days_report_is_looked_for_at_each_full_hour_of_the_morning(last: datetime, due: datetime) -> None:
    assert next_sync(last, newest=YESTERDAY, failures=0) == due


@pytest.mark.parametrize("hour", [0, 6, 9, 12, 23])
def test_once_the_days_report_is_in_the_next_morning_is_early_enough(hour: int) -> None:
    assert next_sync(at(hour), newest=TODAY, failures=0) == at(6, day=11)


def test_without_any_report_it_is_looked_for_as_well() -> None:
    assert next_sync(at(6), newest=None, failures=0) == at(7)


def test_pauses_after_failures_double_up_to_a_bound() -> None:
    pauses = [due - at(8) for n in range(1, 60) if (due := next_sync(at(8), newest=TODAY, failures=n)) is not None]
    assert pauses[0] == FIRST_PAUSE
    assert all(later == min(2 * earlier, LONGEST_PAUSE) for earlier, later in pairwise(pauses))
    assert pauses[-1] == LONGEST_PAUSE


@pytest.mark.parametrize("day", [date(2024, 3, 31), date(2024, 10, 27)])
def test_the_morning_begins_at_six_by_kyivs_clocks_on_the_days_they_change(day: date) -> None:
    last = datetime(day.year, day.month, day.day, 1, 30, tzinfo=KYIV)
    due = next_sync(last, newest=day - timedelta(days=1), failures=0)
    assert due is not None
    assert (due.astimezone(KYIV).date(), due.astimezone(KYIV).hour) == (day, 6)


def test_it_does_not_matter_in_which_zone_a_moment_is_given() -> None:
    in_utc = at(6).astimezone(ZoneInfo("UTC"))
    assert next_sync(in_utc, newest=YESTERDAY, failures=0) == at(7)
