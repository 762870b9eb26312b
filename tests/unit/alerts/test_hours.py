"""When a chat may be told something, and which digest is due."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.alerts.hours import due_digest, quiet_until
from store.models import Period
from store.series import DAY, Grain
from store.subscriptions import Chat, DigestWish, QuietHours, RecordWish
from tests.announcements import a_chat, a_subscription


def quiet(start: time, end: time, zone: str = "Europe/Kyiv") -> Chat:
    return a_chat(1, quiet=QuietHours(start=start, end=end), time_zone=zone)


def kyiv(hour: int, minute: int = 0, day: int = 10, month: int = 6) -> datetime:
    return datetime(2024, month, day, hour, minute, tzinfo=ZoneInfo("Europe/Kyiv"))


NIGHT = quiet(time(22), time(7, 30))


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (kyiv(21, 59), None),
        (kyiv(22), kyiv(7, 30, day=11)),
        (kyiv(23, 59), kyiv(7, 30, day=11)),
        (kyiv(0), kyiv(7, 30)),
        (kyiv(7, 29), kyiv(7, 30)),
        (kyiv(7, 30), None),
        (kyiv(12), None),
    ],
)
def test_quiet_hours_over_midnight_end_in_the_morning(now: datetime, until: datetime | None) -> None:
    assert quiet_until(NIGHT, now) == until


def test_quiet_hours_within_a_day() -> None:
    siesta = quiet(time(13), time(15))
    assert quiet_until(siesta, kyiv(14)) == kyiv(15)
    assert quiet_until(siesta, kyiv(12, 59)) is None
    assert quiet_until(siesta, kyiv(15)) is None


def test_a_chat_without_quiet_hours_is_never_quiet() -> None:
    assert quiet_until(a_chat(1), kyiv(3)) is None


def test_it_is_the_clock_on_the_chats_wall_that_counts() -> None:
    noon_in_kyiv = kyiv(12)
    toronto = quiet(time(22), time(7, 30), "America/Toronto")
    assert quiet_until(toronto, noon_in_kyiv) == datetime(2024, 6, 10, 7, 30, tzinfo=ZoneInfo("America/Toronto"))


def test_quiet_hours_that_end_in_the_hour_that_comes_twice_end_when_it_is_over() -> None:
    chat = quiet(time(22), time(3, 30))
    first_time, second_time = kyiv(3, 10, day=27, month=10), kyiv(3, 10, day=27, month=10).replace(fold=1)

    first, second = quiet_until(chat, first_time), quiet_until(chat, second_time)

    assert first is not None
    assert second is not None
    assert first.timestamp() - first_time.timestamp() == second.timestamp() - second_time.timestamp() == 20 * 60


ZONES = ("Europe/Kyiv", "America/Toronto", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC")


@given(
    now=st.integers(min_value=1_640_995_200, max_value=1_800_000_000).map(lambda at: datetime.fromtimestamp(at, UTC)),
    start=st.times(),
    end=st.times(),
    zone=st.sampled_from(ZONES),
)
def test_quiet_hours_end_later_than_now_and_within_a_day_and_the_hour_of_a_clock_that_is_set(
    now: datetime, start: time, end: time, zone: str
) -> None:
    if start == end:
        return
    until = quiet_until(quiet(start, end, zone), now)
    if until is not None:
        assert 0 < until.timestamp() - now.timestamp() <= 25 * 3600


CREATED = datetime(2024, 6, 5, 12, tzinfo=UTC)


def digest(grain: Grain, told_until: date | None = None, created: datetime = CREATED) -> Period | None:
    subscription = a_subscription(1, wish=DigestWish(grain=grain), created=created, told_until=told_until)
    return due_digest(subscription, date(2024, 6, 11))


def test_the_last_unit_that_is_over_and_reported_is_due() -> None:
    assert digest(Grain.DAY) == Period(date(2024, 6, 10), date(2024, 6, 10))
    assert digest(Grain.WEEK) == Period(date(2024, 6, 3), date(2024, 6, 9))


def test_a_unit_that_was_told_of_is_not_due_again() -> None:
    assert digest(Grain.DAY, told_until=date(2024, 6, 10)) is None
    assert digest(Grain.WEEK, told_until=date(2024, 6, 9)) is None
    assert digest(Grain.WEEK, told_until=date(2024, 6, 2)) == Period(date(2024, 6, 3), date(2024, 6, 9))


def test_a_digest_begins_with_the_unit_in_which_it_was_asked_for() -> None:
    assert digest(Grain.MONTH) is None, "May was over when it was asked for"
    in_may = datetime(2024, 5, 31, 12, tzinfo=UTC)
    assert digest(Grain.MONTH, created=in_may) == Period(date(2024, 5, 1), date(2024, 5, 31))


def test_of_units_that_were_missed_only_the_last_is_due() -> None:
    long_ago = CREATED - timedelta(days=60)
    assert digest(Grain.DAY, told_until=date(2024, 4, 10), created=long_ago) == Period(
        date(2024, 6, 11) - DAY, date(2024, 6, 11) - DAY
    )


def test_what_is_no_digest_is_never_due() -> None:
    assert due_digest(a_subscription(1, wish=RecordWish()), date(2024, 6, 11)) is None
