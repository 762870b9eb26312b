"""What holds for the period reader whatever the text."""

import sys
import tomllib
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.periods import Marker, Reading, read_periods, resolve
from bot.understanding.periods.holidays import holiday
from bot.understanding.periods.line import sense_of
from bot.understanding.text import MAX_LENGTH
from bot.understanding.words import Item, load_words
from store.models import Period

NOW = date(2024, 6, 2)
LANGUAGES = ("en", "ru", "uk")


def calendar(language: str) -> dict[str, list[str]]:
    text = (resources.files("seeds") / "words" / language / "calendar.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)["calendar"]
    return table


WORDS = sorted(
    {phrase.replace("~", " ").split()[0] for each in LANGUAGES for row in calendar(each).values() for phrase in row}
)
NUMBERS = [
    "0",
    "1",
    "2",
    "7",
    "12",
    "24",
    "30",
    "31",
    "99",
    "2023",
    "2024",
    "9999",
    "0001",
    "31.06",
    "2024-02-30",
    "1/2/3",
]
MARKS = ["-", ",", ".", "/", "'", "(", ")", "?", "th", "+"]

pieces = st.one_of(st.sampled_from(WORDS), st.sampled_from(NUMBERS), st.sampled_from(MARKS))
calendar_texts = st.lists(pieces, max_size=12).map(" ".join)
days = st.dates(date(2022, 2, 24), date(2030, 12, 31))


def check(items: Sequence[Item], reading: Reading) -> None:
    taken = 0
    for mention in reading.mentions:
        assert taken <= mention.first < mention.last <= len(items)
        taken = mention.last
        assert mention.start is not None or mention.end is not None
        assert mention.start is None or mention.end is None or mention.start <= mention.end
        assert (mention.marker is Marker.SINCE) <= (mention.end is None)
        assert (mention.marker is Marker.UNTIL) <= (mention.start is None)
        assert len(mention.alternatives) != 1
        assert resolve(mention, Period(NOW, NOW)).last == mention.last
    assert reading.taken.isdisjoint(reading.unread)
    assert all(0 <= index < len(items) for index in reading.unread)


@given(text=calendar_texts, now=days, month_first=st.sampled_from([True, False, None]))
@settings(max_examples=300, deadline=None)
def test_any_calendar_words_are_read_without_error_into_mentions_in_order(
    text: str, now: date, month_first: bool | None
) -> None:
    items = load_words().read(text)
    check(items, read_periods(items, now=now, month_first=month_first))


@given(text=st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all_is_read_without_error(text: str) -> None:
    items = load_words().read(text)
    check(items, read_periods(items, now=NOW))


@given(day=st.dates(date(2000, 1, 1), date(2040, 12, 31)), ahead=st.integers(0, 400))
@settings(deadline=None)
def test_a_date_is_the_same_day_however_it_is_written(day: date, ahead: int) -> None:
    now = min(day + timedelta(days=ahead), date(2040, 12, 31))
    months = next(row for key, row in calendar("en").items() if key == f"month:{day.month}")
    for text in (
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day.day} {months[0]} {day.year}",
        f"{months[0]} {day.day}, {day.year}",
    ):
        (mention,) = read_periods(load_words().read(text), now=now).mentions
        assert (mention.start, mention.end) == (day, day)


@given(day=days, ahead=st.integers(0, 300))
@settings(deadline=None)
def test_a_day_without_a_year_is_the_newest_one_not_after_the_clock(day: date, ahead: int) -> None:
    now = day + timedelta(days=ahead)
    (mention,) = read_periods(load_words().read(f"{day.day} {day:%B}"), now=now).mentions
    assert mention.start == day
    assert mention.assumed_year


def calls(act: Callable[[], object]) -> int:
    """How many Python functions are called: a measure of work that no busy machine disturbs."""
    number = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal number
        number += event == "call"

    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(None)
    return number


HOSTILE = [
    "a day before ",
    "first week of ",
    "last week of ",
    "last 3 days of ",
    "1 and ",
    "12, ",
    "1/2/",
    "2024-",
    "may - ",
    "from may to ",
    "since the end of ",
    "early ",
    "the ",
    "two days before the first monday of ",
    "1 day, ",
    "1h",
    "q1 ",
    "twenty ",
    "перша декада ",
    "за 3 дні до ",
    "того ж року ",
    "1a",
    "in 2o",
    "blorp 2024 ",
    "last 1 2 ",
    "may, ",
    "(may 2024",
    "a year ago, ",
    "half of ",
    "month of second anniversary ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_work_grows_no_faster_than_the_text(piece: str) -> None:
    def work(length: int) -> int:
        items = load_words().read((piece * length)[:length])
        return calls(lambda: read_periods(items, now=NOW))

    assert work(MAX_LENGTH) <= 2.5 * work(MAX_LENGTH // 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_calendar_value_of_the_word_files_has_a_sense(language: str) -> None:
    for value in calendar(language):
        sense = sense_of(frozenset({value}))
        if sense.holiday:
            assert holiday(sense.holiday).at(2024, 0) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_all_months_weekdays_seasons_and_units(language: str) -> None:
    named = set(calendar(language))
    wanted = {f"month:{number}" for number in range(1, 13)} | {f"weekday:{number}" for number in range(1, 8)}
    wanted |= {f"season:{season}" for season in ("winter", "spring", "summer", "autumn")}
    wanted |= {f"unit:{unit}" for unit in ("day", "week", "month", "quarter", "half", "year")}
    wanted |= {f"ord:{number}" for number in (*range(1, 21), 30)} | {f"num:{number}" for number in range(1, 21)}
    assert wanted <= named


def test_a_value_that_the_calendar_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="moon:full"):
        sense_of(frozenset({"moon:full"}))
