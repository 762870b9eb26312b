"""Wordings of periods, kind by kind, in the three languages."""

from datetime import date

import pytest

from bot.understanding.periods import Mention, Reading, Rolling, Unit, read_periods, resolve
from bot.understanding.words import load_words
from store.models import Period

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


class TestAppositions:
    @pytest.mark.parametrize(
        ("text", "want"),
        [
            ("losses a month ago, on 17 June", ("2026-06-17", "2026-06-17")),
            ("17 June (a month ago)", ("2026-06-17", "2026-06-17")),
            ("a year ago, in May", ("2025-05-01", "2025-05-31")),
            ("last summer, in July", ("2025-07-01", "2025-07-31")),
            ("last month (June 2026)", ("2026-06-01", "2026-06-30")),
            ("last Friday (17 July)", ("2026-07-17", "2026-07-17")),
            ("in May, on the 12th", ("2026-05-12", "2026-05-12")),
            ("last week, 13-19 July", ("2026-07-13", "2026-07-19")),
            ("last May (May 2025)", ("2025-05-01", "2025-05-31")),
            ("втрати на різдво, 25 грудня 2024", ("2024-12-25", "2024-12-25")),
            ("на Великдень (5 травня 2024)", ("2024-05-05", "2024-05-05")),
            ("місяць тому, 17 червня", ("2026-06-17", "2026-06-17")),
            ("потери год назад, 20 июля", ("2025-07-20", "2025-07-20")),
            ("потери в прошлом месяце (июнь)", ("2026-06-01", "2026-06-30")),
        ],
    )
    def test_of_two_mentions_of_one_time_the_more_exact_is_meant(self, text: str, want: tuple[str, str]) -> None:
        assert ends(text) == want

    @pytest.mark.parametrize("text", ["exactly one year ago today", "рік тому сьогодні", "год назад сегодня"])
    def test_a_year_ago_today_is_that_day(self, text: str) -> None:
        assert ends(text) == ("2025-07-22", "2025-07-22")
        assert only(text).around is None

    @pytest.mark.parametrize(
        "text",
        ["last month, last week", "May 2024, June 2024", "12 May, 14 May", "2024, 2025", "this May and last May"],
    )
    def test_a_list_stays_one(self, text: str) -> None:
        assert len(read(text).mentions) == 2

    def test_a_mention_takes_the_brackets_around_what_restates_it(self) -> None:
        items = load_words().read("losses last month (June 2026)")
        assert read_periods(items, now=NOW).taken == frozenset(range(1, len(items)))


class TestThatOneAndTheOther:
    @pytest.mark.parametrize("text", ["that Wednesday", "the other Wednesday", "в ту середу", "в ту среду"])
    def test_that_weekday_is_the_one_before_today(self, text: str) -> None:
        assert ends(text) == ("2026-07-15", "2026-07-15")

    @pytest.mark.parametrize("text", ["on the Tuesday of this week", "у вівторок цього тижня"])
    def test_a_weekday_may_be_picked_from_the_running_week(self, text: str) -> None:
        assert ends(text) == ("2026-07-21", "2026-07-21")

    @pytest.mark.parametrize(
        "text",
        [
            "losses this May compared to last May",
            "May 2026 compared to last May",
            "цього травня порівняно з минулим травнем",
            "в этом мае по сравнению с прошлым маем",
        ],
    )
    def test_the_last_may_set_against_the_newest_one_is_the_may_before(self, text: str) -> None:
        found = [mention.period for mention in read(text).mentions]
        assert found == [
            Period(date(2026, 5, 1), date(2026, 5, 31)),
            Period(date(2025, 5, 1), date(2025, 5, 31)),
        ]


class TestCalendarUnitsAndRollingOnes:
    @pytest.mark.parametrize(
        ("text", "want"),
        [
            ("in the past calendar year", ("2025-01-01", "2025-12-31")),
            ("last calendar month", ("2026-06-01", "2026-06-30")),
            ("past full week", ("2026-07-13", "2026-07-19")),
            ("за останній календарний місяць", ("2026-06-01", "2026-06-30")),
            ("за последний полный год", ("2025-01-01", "2025-12-31")),
        ],
    )
    def test_a_calendar_unit_is_whole(self, text: str, want: tuple[str, str]) -> None:
        assert ends(text) == want
        assert only(text).rolling is None

    @pytest.mark.parametrize(
        "text",
        [
            "over the last fortnight",
            "past fortnight",
            "past couple of weeks",
            "last 2 weeks",
            "last two calendar weeks",
            "за останні два тижні",
            "за последние две недели",
        ],
    )
    def test_a_fortnight_is_two_weeks(self, text: str) -> None:
        assert ends(text) == ("2026-07-06", "2026-07-19")
        assert only(text).rolling == Rolling(2, Unit.WEEK)

    @pytest.mark.parametrize(
        "text", ["losses за пів року", "за півроку", "за півроку танків", "за полгода", "over half a year"]
    )
    def test_half_a_year_is_as_many_days_up_to_yesterday(self, text: str) -> None:
        assert ends(text) == ("2026-01-22", "2026-07-21")

    @pytest.mark.parametrize("text", ["за пів місяця", "за полмесяца", "in half a month", "за останні пів місяця"])
    def test_half_a_month_is_fifteen_days(self, text: str) -> None:
        assert only(text).rolling == Rolling(15, Unit.DAY)
        assert ends(text) == ("2026-07-07", "2026-07-21")

    def test_half_a_year_ago_is_a_day(self) -> None:
        assert ends("півроку тому") == ("2026-01-22", "2026-01-22")
        assert ends("half a year ago") == ("2026-01-22", "2026-01-22")

    @pytest.mark.parametrize(
        ("text", "want"),
        [
            ("half of May 2025", ("2025-05-01", "2025-05-15")),
            ("first half of May 2025", ("2025-05-01", "2025-05-15")),
            ("the first two weeks of March 2025", ("2025-03-01", "2025-03-14")),
            ("за перші два тижні березня 2025", ("2025-03-01", "2025-03-14")),
            ("the month of the invasion's second anniversary", ("2024-02-01", "2024-02-29")),
            ("week of the second anniversary of the invasion", ("2024-02-19", "2024-02-25")),
            ("місяць другої річниці вторгнення", ("2024-02-01", "2024-02-29")),
        ],
    )
    def test_parts_of_months_and_months_around_days(self, text: str, want: tuple[str, str]) -> None:
        assert ends(text) == want


class TestRangesToTheEnd:
    @pytest.mark.parametrize(
        ("text", "want"),
        [
            ("from August 6 2024 until the end of that month", ("2024-08-06", "2024-08-31")),
            ("from 6 August 2024 to the end of the month", ("2024-08-06", "2024-08-31")),
            ("from March 2024 to the end of the year", ("2024-03-01", "2024-12-31")),
            ("since May 6 until the end of that week", ("2026-05-06", "2026-05-10")),
            ("з 6 серпня 2024 до кінця місяця", ("2024-08-06", "2024-08-31")),
            ("з березня 2024 до кінця того року", ("2024-03-01", "2024-12-31")),
            ("с 6 августа 2024 до конца месяца", ("2024-08-06", "2024-08-31")),
            ("from 5 May to 9 May 2024 inclusive", ("2024-05-05", "2024-05-09")),
        ],
    )
    def test_a_range_may_go_to_the_end_of_the_unit_that_it_begins_in(self, text: str, want: tuple[str, str]) -> None:
        assert ends(text) == want

    def test_a_year_is_no_part_of_itself(self) -> None:
        assert ends("from 2024 to the end of the year") == ("2024-01-01", "2026-12-31")

    @pytest.mark.parametrize(
        "text", ["up to and including December 2024", "до грудня 2024 включно", "до декабря 2024 включительно"]
    )
    def test_until_is_inclusive_where_it_says_so(self, text: str) -> None:
        assert ends(text) == (None, "2024-12-31")


class TestTheOneBefore:
    LAST_MONTH = Period(date(2026, 6, 1), date(2026, 6, 30))
    THIS_YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))

    @pytest.mark.parametrize("text", ["and the one before last?", "а за позаминулий?", "а позапрошлый?"])
    def test_the_one_before_last_has_the_unit_of_an_earlier_period(self, text: str) -> None:
        mention = only(text)
        assert mention.needs_earlier
        assert not resolve(mention, self.LAST_MONTH).needs_earlier
        assert resolve(mention, self.LAST_MONTH).period == Period(date(2026, 5, 1), date(2026, 5, 31))
        assert resolve(mention, self.THIS_YEAR).period == Period(date(2024, 1, 1), date(2024, 12, 31))

    @pytest.mark.parametrize("text", ["а попередній?", "а в предыдущем?", "and the previous?"])
    def test_the_previous_is_counted_from_the_earlier_period(self, text: str) -> None:
        mention = only(text)
        assert mention.unanchored
        may = Period(date(2024, 5, 1), date(2024, 5, 31))
        ten_days = Period(date(2024, 5, 11), date(2024, 5, 20))
        assert resolve(mention, may).period == Period(date(2024, 4, 1), date(2024, 4, 30))
        assert resolve(mention, ten_days).period == Period(date(2024, 5, 1), date(2024, 5, 10))

    @pytest.mark.parametrize(
        "text",
        [
            "the same month last year",
            "same period a year earlier",
            "a year before that",
            "той же місяць торік",
            "за цей же період торік",
            "за этот же период прошлого года",
            "за год до этого",
            "а в прошлом году за этот же период?",
            "last year in the same month",
            "порівняй з тим же місяцем торік",
        ],
    )
    def test_the_same_period_of_the_year_before(self, text: str) -> None:
        mention = only(text)
        assert mention.unanchored
        assert resolve(mention, self.LAST_MONTH).period == Period(date(2025, 6, 1), date(2025, 6, 30))

    @pytest.mark.parametrize(
        ("text", "want"),
        [
            ("позаминулого кварталу", ("2026-01-01", "2026-03-31")),
            ("позаминулої пятниці", ("2026-07-10", "2026-07-10")),
            ("за позапрошлое лето", ("2024-06-01", "2024-08-31")),
            ("в марте позапрошлого года", ("2024-03-01", "2024-03-31")),
        ],
    )
    def test_with_its_unit_it_needs_no_earlier_period(self, text: str, want: tuple[str, str]) -> None:
        assert ends(text) == want
        assert not only(text).unanchored


class TestWhatIsUnread:
    @pytest.mark.parametrize(
        ("text", "unread"),
        [
            ("losses last mnxxth", ["mnxxth"]),
            ("losses last 3 blorps", ["blorps"]),
            ("losses in the past xyzzy", ["xyzzy"]),
            ("losses in Blorp 2024", ["blorp"]),
            ("losses Blorp 2024", ["blorp"]),
            ("losses in Juny", ["juny"]),
            ("losses since the batle", ["batle"]),
            ("losses until frobday", ["frobday"]),
            ("losses as of blorp", ["blorp"]),
            ("losses in 2o23", ["2", "o", "23"]),
            ("losses in 202e", ["202", "e"]),
            ("losses in May 2o23", ["2", "o", "23"]),
            ("losses in 20244", ["20244"]),
            ("losses on 13.13.2023", ["13", ".", "13", ".", "2023"]),
            ("втрати у 2о23", ["2", "о", "23"]),
            ("втрати за блорп 2024", ["блорп"]),
            ("втрати з блорпня", ["блорпня"]),
            ("втрати до блорпа", ["блорпа"]),
            ("потери за прошлый хрюм", ["хрюм"]),
            ("потери с хрюмбеня", ["хрюмбеня"]),
        ],
    )
    def test_what_stands_where_a_period_must_and_is_none_is_said(self, text: str, unread: list[str]) -> None:
        items = load_words().read(text)
        reading = read_periods(items, now=NOW)
        assert [items[index].text for index in reading.unread] == unread
        assert reading.taken.isdisjoint(reading.unread)

    @pytest.mark.parametrize(
        "text",
        [
            "losses in May 2024",
            "losses in Kharkiv in 2024",
            "tanks lost to blorp",
            "losses in 155mm guns",
            "can I cite this in an academic paper",
            "losses in tanks",
            "losses over 38,940",
            "up to 5000 tanks",
            "in 2024-2025",
            "why more in 2024 than in 2023",
            "bezpilotnyky za 2023 rik",
            "втрати в танках",
            "до речі, втрати за травень",
            "скільки всього",
            "потери в среднем",
        ],
    )
    def test_nothing_else_is(self, text: str) -> None:
        assert read(text).unread == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("first and third quarter of 2023", [(1, 3), (7, 9)]),
        ("перший і другий квартал 2023", [(1, 3), (4, 6)]),
        ("second and first half of 2023", [(7, 12), (1, 6)]),
        ("first, second and fourth quarter of 2023", [(1, 3), (4, 6), (10, 12)]),
    ],
)
def test_ordinals_that_share_their_unit_are_periods_each(text: str, expected: list[tuple[int, int]]) -> None:
    mentions = read_periods(load_words().read(text), now=date(2024, 6, 2)).mentions
    found = [mention.period for mention in mentions]
    assert [(period.start.month, period.end.month) for period in found if period] == expected


@pytest.mark.parametrize(
    ("text", "year"), [("autumn 2022 soldiers", 2022), ("2022 troops lost", 2022), ("осінь 2022 солдатів", 2022)]
)
def test_a_year_of_the_war_is_one_though_people_follow(text: str, year: int) -> None:
    (mention,) = read_periods(load_words().read(text), now=date(2024, 2, 20)).mentions
    assert mention.start is not None
    assert mention.start.year == year
