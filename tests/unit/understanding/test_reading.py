"""What a text asks, where more than one thing is said in it."""

from datetime import date

import pytest

from bot.understanding.amounts import Bound
from bot.understanding.question import Ambiguous, Assumption, Elsewhere, Intent, NotAQuestion, Question
from bot.understanding.reading import read_question
from bot.understanding.sentences import sentences
from bot.understanding.words import load_words
from store.models import Kind, Period, Scope

NOW = date(2024, 6, 15)
MAY = Period(date(2024, 5, 1), date(2024, 5, 31))


def question(text: str, previous: Question | None = None) -> Question:
    read = read_question(text, now=NOW, previous=previous)
    assert isinstance(read, Question), read
    return read


def days(read: Question) -> list[Period | None]:
    return [when.period for when in read.whens]


class TestSentences:
    def test_the_one_that_asks_is_read(self) -> None:
        told = "My uncle had 3 tractors on his farm. How many tanks did Russia lose in May 2024?"
        read = question(told)
        assert (read.metrics, days(read)) == (("tanks",), [MAY])

    def test_then_is_what_another_sentence_named(self) -> None:
        read = question("I keep seeing different numbers for May. How many men did Russia lose then, per Kyiv?")
        assert (read.intent, read.metrics, days(read)) == (Intent.FIGURE, ("personnel",), [MAY])

    def test_days_that_follow_in_a_sentence_of_their_own_belong_to_the_question(self) -> None:
        assert days(question("How many tanks did Russia lose? In May 2024 I mean.")) == [MAY]

    @pytest.mark.parametrize(
        "text",
        ["tanks vs. artillery in may 2024", "losses on 12.05.2024", "may 2024... tanks lost", "May 2024. Tanks?"],
    )
    def test_not_every_dot_ends_one(self, text: str) -> None:
        assert len(sentences(load_words().read(text))) == 1


class TestAmounts:
    @pytest.mark.parametrize(
        ("text", "amount"),
        [
            ("when did losses pass a million", 1_000_000),
            ("when did losses pass half a million", 500_000),
            ("when did losses exceed one and a half million", 1_500_000),
            ("when did tank losses top fifteen hundred", 1_500),
            ("when did losses cross two hundred fifty thousand", 250_000),
            ("коли втрати перевалили за півмільйона", 500_000),
            ("якого числа втрати перетнули п'ятнадцять тисяч танків", 15_000),
            ("когда потери превысили сто тысяч", 100_000),
        ],
    )
    def test_they_are_read_in_words(self, text: str, amount: int) -> None:
        assert question(text).bound == Bound(amount)

    def test_a_number_of_days_is_none(self) -> None:
        assert question("tank losses over two weeks in may 2024").bound is None

    def test_whether_so_many_were_lost_asks_for_at_least_so_many(self) -> None:
        read = question("have they lost half a million?")
        assert (read.bound, read.number, read.polar) == (Bound(500_000), None, True)

    def test_a_telephone_number_asks_nothing(self) -> None:
        assert isinstance(read_question("+380 44 235 07 81", now=NOW), NotAQuestion)


class TestTakingBack:
    @pytest.mark.parametrize(
        ("text", "metric"),
        [
            ("tanks, no wait, personnel in may 2024", "personnel"),
            ("russian armour, tanks specifically, may 2024", "tanks"),
            ("how many men, not machines, in may 2024", "personnel"),
            ("month by month breakdown of vehicles in 2023", "vehicles"),
            ("танки за травень 2024, ой ні, давай по артилерії", "artillery"),
        ],
    )
    def test_what_is_meant_in_the_end_is_read(self, text: str, metric: str) -> None:
        assert question(text).metrics == (metric,)

    def test_only_the_killed_are_asked_for_where_the_text_says_so(self) -> None:
        read = question("killed only, without wounded, russia april 2024")
        assert (read.scopes, read.strict) == (frozenset({Scope.KILLED}), True)
        assert not question("how many were killed in april 2024").strict

    def test_a_year_takes_back_the_year_alone(self) -> None:
        first = question("losses in february 2024")
        read = question("sorry i meant 2023", first)
        assert days(read) == [Period(date(2023, 2, 1), date(2023, 2, 28))]


class TestFollowUps:
    def test_a_comparison_goes_on_with_another_metric(self) -> None:
        first = question("compare artillery in april and may 2024")
        read = question("same for tanks", first)
        assert (read.intent, read.metrics, days(read)) == (Intent.COMPARE, ("tanks",), days(first))

    def test_a_total_a_year_earlier_is_a_total(self) -> None:
        first = question("total tanks as of 1 june 2024")
        read = question("and a year earlier?", first)
        assert (read.kind, read.whens[0].end, read.whens[0].moment) == (first.kind, date(2023, 6, 1), True)

    def test_since_the_war_began_is_no_longer_the_month_before(self) -> None:
        read = question("and since the start of the war?", question("tanks in april 2024"))
        assert (read.kind, read.whens) == (Kind.CUMULATIVE, ())

    def test_a_day_s_average_is_of_the_days_asked_about_before(self) -> None:
        read = question("а в середньому за день?", question("tanks in may 2024"))
        assert (read.intent, read.metrics, days(read)) == (Intent.AVERAGE, ("tanks",), [MAY])

    def test_the_average_can_be_left_again(self) -> None:
        average = question("average daily losses in may 2024")
        read = question("not the average, the total", average)
        assert (read.intent, read.kind, days(read)) == (Intent.FIGURE, None, [MAY])


class TestRefusing:
    @pytest.mark.parametrize(
        "text",
        [
            "xyzq losses january 2024",
            "artillery losses last mnxxth",
            "artillery losses in 2o23",
            "tanks destroyed ystrdxay",
        ],
    )
    def test_a_word_that_may_be_what_is_asked_about_is_not_passed_over(self, text: str) -> None:
        read = read_question(text, now=NOW)
        assert isinstance(read, NotAQuestion)
        assert read.unread

    @pytest.mark.parametrize("text", ["tnks in may 2024", "taks lost in may 2024", "toal tank losses"])
    def test_a_word_too_short_to_be_corrected_is_read_where_it_can_be_but_one(self, text: str) -> None:
        read = read_question(text, now=NOW)
        assert isinstance(read, Question)
        assert read.metrics == ("tanks",)
        assert Assumption.SPELLING in read.assumptions
        assert read.corrections

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("what percentage of russia's tanks is gone by now", "share"),
            ("яку частку своїх танків втратила росія", "share"),
            ("kill ratio russia vs ukraine", "ratio"),
            ("losses according to the united nations", "claimant"),
            ("втрати рф за даними мера", "claimant"),
            ("who counts the russian dead by name", "named"),
            ("how much military aid did the US send in 2023", "aid"),
            ("скільки шахедів збили за травень", "equipment_type"),
        ],
    )
    def test_what_is_not_held_is_declined_with_the_reason(self, text: str, reason: str) -> None:
        read = read_question(text, now=NOW)
        assert isinstance(read, Elsewhere)
        assert read.reason == reason

    def test_by_what_share_losses_fell_is_a_comparison(self) -> None:
        read = question("by what percentage did tank losses fall from 2022 to 2023?")
        assert (read.intent, len(read.whens)) == (Intent.COMPARE, 2)

    def test_the_two_sides_are_not_set_against_each_other(self) -> None:
        read = read_question("russian vs ukrainian losses in 2023", now=NOW)
        assert isinstance(read, Ambiguous)
        assert {reading.party for reading in read.readings} == {"russia", "ukraine"}


class TestTwoPeriods:
    @pytest.mark.parametrize(
        "text",
        [
            "was april 2024 bloodier than march?",
            "were losses in april 2024 lower than march?",
            "чи був квітень 2024 гірший за березень?",
        ],
    )
    def test_share_the_year_where_one_is_said_to_be_more_than_the_other(self, text: str) -> None:
        read = question(text)
        assert (read.intent, days(read)) == (
            Intent.COMPARE,
            [Period(date(2024, 4, 1), date(2024, 4, 30)), Period(date(2024, 3, 1), date(2024, 3, 31))],
        )

    def test_are_of_one_unit_where_a_date_could_be_of_two(self) -> None:
        read = question("may 24 vs may 23 troops")
        assert days(read) == [MAY, Period(date(2023, 5, 1), date(2023, 5, 31))]

    def test_are_set_side_by_side_where_one_would_be_a_range_backwards(self) -> None:
        read = question("серпень 2023 до серпня 2022, порівняння втрат живої сили")
        assert (read.intent, [period.start.year for period in days(read) if period]) == (Intent.COMPARE, [2023, 2022])

    def test_are_one_where_the_others_are_its_parts(self) -> None:
        read = question("personnel for autumn 2022 (September, October, November)")
        assert days(read) == [Period(date(2022, 9, 1), date(2022, 11, 30))]

    def test_are_a_total_where_one_only_says_since_when(self) -> None:
        read = question("скільки танків росія втратила на 24 лютого 2024 року від початку вторгнення?")
        assert (read.intent, read.whens[0].moment, len(read.whens)) == (Intent.FIGURE, True, 1)


class TestUnits:
    @pytest.mark.parametrize("text", ["monthly tank losses for 2023", "tank losses broken out monthly for 2023"])
    def test_one_after_the_other_is_a_trend(self, text: str) -> None:
        assert question(text).intent is Intent.TREND

    def test_of_just_one_are_a_figure(self) -> None:
        assert question("weekly: 13-19 may 2024 drones").intent is Intent.FIGURE

    def test_with_the_word_for_it_are_an_average(self) -> None:
        assert question("average monthly tank losses in 2023").intent is Intent.AVERAGE


class TestGuesses:
    def test_one_word_alone_that_may_be_a_month_is_none(self) -> None:
        assert isinstance(read_question("скинь мем якийсь", now=NOW), NotAQuestion)

    def test_a_preposition_glued_to_a_month_is_no_other_word(self) -> None:
        assert days(question("losses injuly 2023")) == [Period(date(2023, 7, 1), date(2023, 7, 31))]
