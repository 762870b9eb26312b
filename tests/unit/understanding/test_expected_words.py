"""Misspelt words of the calendar where the grammar expects one, and words that stay what they are elsewhere."""

from datetime import date

import pytest

from bot.understanding.periods import read_periods
from bot.understanding.words import load_words
from store.models import Period

NOW = date(2026, 7, 22)
MARCH_2024 = Period(date(2024, 3, 1), date(2024, 3, 31))
MAY_2024 = Period(date(2024, 5, 1), date(2024, 5, 31))
LAST_WEEK = Period(date(2026, 7, 13), date(2026, 7, 19))
LAST_MONTH = Period(date(2026, 6, 1), date(2026, 6, 30))


def periods(text: str) -> list[Period | None]:
    return [mention.period for mention in read_periods(load_words().read(text), now=NOW).mentions]


def corrections(text: str) -> list[tuple[str, str]]:
    return [correction for item in load_words().read(text) for correction in item.corrections]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("losses last mnth", LAST_MONTH),
        ("losses last monht", LAST_MONTH),
        ("losses previous mouth", LAST_MONTH),
        ("losses last weak", LAST_WEEK),
        ("losses last wek?", LAST_WEEK),
        ("losses last calendar mnth", LAST_MONTH),
        ("this mnth", Period(date(2026, 7, 1), date(2026, 7, 31))),
        ("last yaer", Period(date(2025, 1, 1), date(2025, 12, 31))),
        ("last sumer", Period(date(2025, 6, 1), date(2025, 8, 31))),
        ("last Thusday", Period(date(2026, 7, 16), date(2026, 7, 16))),
        ("last two weks", Period(date(2026, 7, 6), date(2026, 7, 19))),
        ("втрати минлого тижня", LAST_WEEK),
        ("втрати минулого тжня", LAST_WEEK),
        ("втрати минулого місця", LAST_MONTH),
        ("втрати за минулий ріг", Period(date(2025, 1, 1), date(2025, 12, 31))),
        ("втрати минулої пятнці", Period(date(2026, 7, 17), date(2026, 7, 17))),
        ("потери за прошлую ниделю", LAST_WEEK),
        ("потери за прошлый мсяц", LAST_MONTH),
        ("последние 3 мсяца", Period(date(2026, 4, 1), date(2026, 6, 30))),
    ],
)
def test_behind_last_or_this_a_word_close_to_a_unit_is_that_unit(text: str, want: Period) -> None:
    assert periods(text) == [want]
    assert len(corrections(text)) == 1


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("losses in Marsh 2024", MARCH_2024),
        ("losses mrach 2024", MARCH_2024),
        ("losses in my 2024", MAY_2024),
        ("losses in Octbr 2024", Period(date(2024, 10, 1), date(2024, 10, 31))),
        ("losses in Septmbr 2023", Period(date(2023, 9, 1), date(2023, 9, 30))),
        ("losses in sprng 2024", Period(date(2024, 3, 1), date(2024, 5, 31))),
        ("втрати в бернезі 2025", Period(date(2025, 3, 1), date(2025, 3, 31))),
        ("втрати за лптого 2024", Period(date(2024, 2, 1), date(2024, 2, 29))),
        ("втрати за жовтеь 2023", Period(date(2023, 10, 1), date(2023, 10, 31))),
        ("потери в мрте 2024", MARCH_2024),
        ("потери за мой 2024", MAY_2024),
    ],
)
def test_before_a_year_a_word_close_to_a_month_is_that_month(text: str, want: Period) -> None:
    assert periods(text) == [want]
    assert len(corrections(text)) == 1


def test_what_is_as_close_stays_a_rival() -> None:
    (juny,) = (item for item in load_words().read("losses juny 2023") if item.rivals)
    assert juny.values("calendar") | juny.rivals["calendar"] == {"month:6", "month:7"}


def test_an_abbreviation_is_no_rival_of_the_word_that_it_abbreviates_or_of_another() -> None:
    assert not any(item.rivals for item in load_words().read("last wek"))


@pytest.mark.parametrize(
    "text",
    [
        "this weak argument",
        "the last man standing",
        "last match of the season",
        "last team",
        "last mo",
        "we marched in my car",
        "is my weak point that mouth?",
        "в последний раз",
        "перше місце",
        "мир танков",
    ],
)
def test_an_ordinary_word_is_itself_where_no_period_is_expected(text: str) -> None:
    assert periods(text) == []
    assert corrections(text) == []


@pytest.mark.parametrize("text", ["losses in 2o23", "losses in 202e", "втрати у 2о23"])
def test_a_garbled_year_is_not_read_as_anything(text: str) -> None:
    assert periods(text) == []


def test_a_text_reads_the_same_before_and_after_the_other_languages_are_loaded() -> None:
    before = [periods(text) for text in ("losses last weak", "in my 2024", "in Marsh 2024")]
    load_words().complete()
    assert [periods(text) for text in ("losses last weak", "in my 2024", "in Marsh 2024")] == before
