"""Wordings of periods, kind by kind, in the three languages."""

from datetime import date

import pytest

from bot.understanding.periods import Mention, Reading, read_periods
from bot.understanding.words import load_words

NOW = date(2026, 7, 22)
"""A Wednesday."""


def read(text: str) -> Reading:
    return read_periods(load_words().read(text), now=NOW)


def only(text: str) -> Mention:
    (mention,) = read(text).mentions
    return mention


def ends(text: str) -> tuple[str | None, str | None]:
    """The first and the last day of the only period of a text."""
    mention = only(text)
    return mention.start.isoformat() if mention.start else None, mention.end.isoformat() if mention.end else None


class TestTwoDigitYears:
    @pytest.mark.parametrize(
        "text",
        [
            "втрати в лютому 25го",
            "втрати за лютий 25-го",
            "втрати лютого 25-го року",
            "потери за февраль 25-го",
            "потери в феврале 25го года",
        ],
    )
    def test_behind_a_month_a_number_with_the_ending_of_a_year_is_one(self, text: str) -> None:
        assert ends(text) == ("2025-02-01", "2025-02-28")

    @pytest.mark.parametrize(
        "text", ["24-го лютого 2025", "лютого 24-го 2025 року", "feb 24th, 2025", "24-го февраля 2025"]
    )
    def test_before_the_month_or_another_year_it_is_a_day(self, text: str) -> None:
        assert ends(text) == ("2025-02-24", "2025-02-24")

    def test_a_number_that_is_no_year_of_the_war_stays_a_day(self) -> None:
        assert ends("травня 12-го") == ("2026-05-12", "2026-05-12")
        assert ends("feb 25th") == ("2026-02-25", "2026-02-25")

    @pytest.mark.parametrize(
        "text",
        [
            "24-го року",
            "у 24 році",
            "в 24 году",
            "за двадцять четвертий рік",
            "за двадцять четвертий",
            "в двадцать четвертом году",
            "за двадцать четвертый",
            "in year twenty-four",
            "the year 24",
            "втрати 2024-го",
        ],
    )
    def test_a_year_may_be_two_digits_or_words_where_its_word_or_its_ending_says_so(self, text: str) -> None:
        assert ends(text) == ("2024-01-01", "2024-12-31")

    @pytest.mark.parametrize(
        "text", ["losses in twenty-four", "за 24 роки", "за двадцять четверте", "in year 24 hours"]
    )
    def test_any_other_such_number_is_no_year(self, text: str) -> None:
        assert read(text).mentions == ()

    def test_years_counted_back_are_no_year(self) -> None:
        assert ends("24 роки тому") == ("2002-07-22", "2002-07-22")
        assert ends("24 года назад") == ("2002-07-22", "2002-07-22")


class TestDaysThatNoMonthHas:
    @pytest.mark.parametrize(
        ("text", "nearest"),
        [
            ("losses 32 may 2024", date(2024, 5, 31)),
            ("losses on the 45th of June", date(2026, 6, 30)),
            ("May 32, 2024", date(2024, 5, 31)),
            ("втрати 32 травня 2024", date(2024, 5, 31)),
            ("потери 45 июня 2023", date(2023, 6, 30)),
        ],
    )
    def test_a_number_too_great_right_before_a_month_is_an_impossible_date(self, text: str, nearest: date) -> None:
        reading = read(text)
        assert reading.mentions == ()
        assert [wrong.nearest for wrong in reading.impossible] == [nearest]

    @pytest.mark.parametrize(
        "text", ["Ка 52 червень 2024", "T-72 june 2024", "top 45 june 2024", "99 may be enough", "may 45", "96 aug 96"]
    )
    def test_a_number_that_may_be_anything_else_is_no_date_at_all(self, text: str) -> None:
        assert read(text).impossible == ()


class TestYearsBeforeTheWar:
    @pytest.mark.parametrize(
        ("text", "year"),
        [
            ("losses in 1812", 1812),
            ("lost in 1066?", 1066),
            ("losses in 1943", 1943),
            ("in 1943 losses", 1943),
            ("втрати у 1914 році", 1914),
            ("втрати за 1812", 1812),
            ("потери в 1709 году", 1709),
            ("losses in 2100", 2100),
        ],
    )
    def test_four_digits_behind_a_word_that_opens_a_period_are_a_year(self, text: str, year: int) -> None:
        assert ends(text) == (f"{year}-01-01", f"{year}-12-31")

    @pytest.mark.parametrize(
        "text",
        [
            "losses over 1900",
            "did losses pass 1500",
            "in 1500 tanks",
            "in 1,500 days",
            "in 1200 villages",
            "between 1000 and 1500",
            "за 1500 танків",
            "1812 losses",
            "больше 1700",
        ],
    )
    def test_an_amount_is_no_year(self, text: str) -> None:
        assert read(text).mentions == ()
