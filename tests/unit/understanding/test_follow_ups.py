"""Questions that go on with the one before: what they take from it, and which of them do."""

from datetime import date

import pytest

from bot.understanding.amounts import Bound
from bot.understanding.question import Ambiguous, Assumption, Intent, NotAQuestion, Question
from bot.understanding.reading import read_question
from store.models import Kind, Period
from store.series import Grain

NOW = date(2026, 8, 8)
MAY = Period(date(2025, 5, 1), date(2025, 5, 31))


def question(text: str, *previous: Question) -> Question:
    read = read_question(text, now=NOW, previous=previous)
    assert isinstance(read, Question), read
    return read


def conversation(*texts: str) -> Question:
    read = question(texts[0])
    for text in texts[1:]:
        read = question(text, read)
    return read


def days(read: Question) -> list[tuple[str, str]]:
    return [(f"{when.start:%Y-%m-%d}", f"{when.end:%Y-%m-%d}") for when in read.whens if when.start and when.end]


class TestAPeriodWithoutAYear:
    @pytest.mark.parametrize(
        ("text", "period"),
        [
            ("and in april?", ("2025-04-01", "2025-04-30")),
            ("and the second quarter?", ("2025-04-01", "2025-06-30")),
            ("а в січні?", ("2025-01-01", "2025-01-31")),
            ("а в июле того же года?", ("2025-07-01", "2025-07-31")),
            ("and january of the year before?", ("2024-01-01", "2024-01-31")),
            ("and in the winter before that?", ("2024-12-01", "2025-02-28")),
            ("drones in june?", ("2025-06-01", "2025-06-30")),
        ],
    )
    def test_is_the_nearest_to_what_was_asked_before(self, text: str, period: tuple[str, str]) -> None:
        read = conversation("trucks in may 2025", text)
        assert days(read) == [period]

    def test_is_in_another_year_where_that_is_nearer_by_far(self) -> None:
        assert days(conversation("tanks in november 2024", "and january?")) == [("2025-01-01", "2025-01-31")]

    def test_lies_within_the_year_that_was_asked_about(self) -> None:
        assert days(conversation("tanks in 2023", "and in october?")) == [("2023-10-01", "2023-10-31")]

    def test_is_never_ahead_of_the_clock(self) -> None:
        assert days(conversation("tanks in july 2026", "and december?")) == [("2025-12-01", "2025-12-31")]

    def test_is_said_to_be_filled_in(self) -> None:
        assert Assumption.YEAR in conversation("trucks in may 2025", "and in april?").assumptions

    def test_of_a_question_of_its_own_is_the_newest(self) -> None:
        read = conversation("trucks in may 2025", "how many helicopters did russia lose in july")
        assert days(read) == [("2026-07-01", "2026-07-31")]


class TestWhatGoesOn:
    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("how many in the spring?", Intent.FIGURE),
            ("how many were lost in 2023", Intent.FIGURE),
            ("5 march", Intent.FIGURE),
            ("now june", Intent.FIGURE),
            ("whole of 2024?", Intent.FIGURE),
            ("which was the worst year", Intent.RECORD),
            ("wow. record?", Intent.RECORD),
            ("sorry wrong chat. and july?", Intent.FIGURE),
            ("march then", Intent.FIGURE),
        ],
    )
    def test_a_text_that_leaves_the_losses_open(self, text: str, intent: Intent) -> None:
        read = conversation("tanks in may 2025", text)
        assert (read.intent, read.metrics) == (intent, ("tanks",))

    @pytest.mark.parametrize("text", ["losses in june 2025", "latest figures", "how many soldiers in 2024", "help"])
    def test_a_text_that_asks_alone_does_not(self, text: str) -> None:
        assert "tanks" not in conversation("tanks in may 2025", text).metrics

    def test_talk_about_something_else_does_not(self) -> None:
        read = read_question("weather in kyiv tomorrow?", now=NOW, previous=question("tanks in may 2025"))
        assert isinstance(read, NotAQuestion)

    def test_now_turns_to_the_next_thing_and_asks_for_nothing_new(self) -> None:
        read = conversation("trucks in may 2025", "now apcs")
        assert (read.intent, read.metrics, days(read)) == (
            Intent.FIGURE,
            ("armoured_vehicles",),
            [("2025-05-01", "2025-05-31")],
        )


class TestWhatIsTakenOver:
    def test_a_total_on_another_day_is_a_total(self) -> None:
        read = conversation("tanks on 5 march 2025", "and on the 6th?")
        assert (read.whens[0].moment, read.whens[0].end) == (True, date(2025, 3, 6))

    def test_what_another_day_lost_is_what_it_lost(self) -> None:
        read = conversation("tanks lost on 5 march 2025", "and on the 6th?")
        assert (read.whens[0].moment, days(read)) == (False, [("2025-03-06", "2025-03-06")])

    def test_the_worst_year_is_sought_in_all_of_them(self) -> None:
        read = conversation("tanks in may 2025", "which was the worst year?")
        assert (read.grain, read.whens) == (Grain.YEAR, ())

    def test_the_worst_month_of_a_year_is_sought_in_it(self) -> None:
        read = conversation("tanks in 2024", "and the worst month?")
        assert days(read) == [("2024-01-01", "2024-12-31")]

    def test_a_total_behind_a_record_is_no_record(self) -> None:
        read = conversation("worst day for tanks in may 2025", "and the total that month?")
        assert (read.intent, days(read)) == (Intent.FIGURE, [("2025-05-01", "2025-05-31")])

    def test_the_whole_month_is_the_one_around_a_day(self) -> None:
        read = conversation("losses on 2 july 2025", "whole month")
        assert (read.kind, days(read)) == (None, [("2025-07-01", "2025-07-31")])

    def test_a_comparison_of_metrics_goes_on_in_another_month(self) -> None:
        read = conversation("tanks or artillery in may 2025, which lost more", "and in june?")
        assert (read.intent, read.metrics, days(read)) == (
            Intent.COMPARE,
            ("tanks", "artillery"),
            [("2025-06-01", "2025-06-30")],
        )

    def test_the_next_one_is_the_unit_after(self) -> None:
        assert days(conversation("tanks in november 2025", "and the one after that?")) == [("2025-12-01", "2025-12-31")]

    def test_the_third_is_another_quarter(self) -> None:
        assert days(conversation("арта, другий квартал 2025", "третій?")) == [("2025-07-01", "2025-09-30")]

    def test_fates_asked_of_a_definition_end_with_it(self) -> None:
        read = conversation("summer 2023 losses", "does that include the wounded", "and summer 2024?")
        assert (read.intent, read.scopes) == (Intent.FIGURE, frozenset())

    def test_since_the_war_began_is_no_period_of_before(self) -> None:
        read = conversation("tanks in may 2025", "total to date?")
        assert (read.metrics, read.kind, read.whens) == (("tanks",), Kind.CUMULATIVE, ())

    def test_in_total_behind_a_month_is_the_total_so_far(self) -> None:
        read = conversation("tanks in november 2024", "dec?", "and in total")
        assert (read.kind, read.whens) == (Kind.CUMULATIVE, ())

    def test_the_total_behind_a_day_is_the_one_published_on_it(self) -> None:
        read = conversation("tanks lost on 1 january 2025", "the cumulative one I mean")
        when = read.whens[0]
        assert (when.moment, when.as_published, when.end) == (True, True, date(2025, 1, 1))

    def test_one_month_behind_month_by_month_is_its_figure(self) -> None:
        read = conversation("drones by month in 2026", "just june")
        assert (read.intent, days(read)) == (Intent.FIGURE, [("2026-06-01", "2026-06-30")])

    def test_how_many_behind_a_record_is_a_figure(self) -> None:
        read = conversation("worst year for drones", "how many in 2024 tho")
        assert (read.intent, days(read)) == (Intent.FIGURE, [("2024-01-01", "2024-12-31")])

    def test_days_can_be_given_another_end(self) -> None:
        read = conversation("artillery between 10 and 20 june 2026", "make that until the end of june")
        assert days(read) == [("2026-06-10", "2026-06-30")]

    def test_the_days_before_are_those_before_the_last_ones(self) -> None:
        read = conversation("losses in the last 10 days", "and the previous 10 days?")
        assert days(read) == [("2026-07-19", "2026-07-28")]

    def test_a_day_behind_is_it_a_record_is_of_what_was_a_record(self) -> None:
        read = conversation("losses in november 2023", "is it the highest month until now?", "and per day?")
        assert (read.intent, days(read)) == (Intent.AVERAGE, [("2023-11-01", "2023-11-30")])

    def test_whose_own_figure_is_of_the_same_losses(self) -> None:
        read = conversation("dead russians according to the uk", "ukraine's own figure?")
        assert (read.party, read.claimants) == ("russia", ("ukraine",))

    def test_what_somebody_says_is_of_the_same_metric(self) -> None:
        read = conversation("how many tanks has russia lost", "what does oryx say")
        assert (read.metrics, read.claimants) == (("tanks",), ("oryx",))

    def test_everything_keeps_the_days(self) -> None:
        read = conversation("give me april 2024", "everything please")
        assert (read.every_metric, days(read)) == (True, [("2024-04-01", "2024-04-30")])

    def test_a_text_that_turns_back_asks_of_what_it_turns_to(self) -> None:
        read = conversation("ships sunk, all time", "subs?", "back to ships. how many of them in 2022")
        assert (read.metrics, days(read)) == (("warships",), [("2022-01-01", "2022-12-31")])

    def test_what_is_left_out_of_everything_stays_left_out(self) -> None:
        read = conversation("everything except tanks in may 2025", "and in june?")
        assert (read.every_metric, read.excluded) == (True, ("tanks",))

    def test_an_average_stays_one_of_months(self) -> None:
        read = conversation("average losses per month in 2024", "and in 2023?")
        assert (read.intent, read.per) == (Intent.AVERAGE, Grain.MONTH)

    def test_a_rank_stays_as_long(self) -> None:
        assert conversation("top 5 days of 2024", "and 2023?").count == 5

    def test_a_bound_stays(self) -> None:
        read = conversation("did they lose more than 500 tanks in may 2025?", "and in june?")
        assert (read.bound, read.polar) == (Bound(500), True)

    def test_the_next_one_behind_the_end_of_a_year_is_the_end_of_the_next(self) -> None:
        read = conversation("how many troops by the end of 2022?", "and the one after that")
        assert (read.whens[0].moment, read.whens[0].end) == (True, date(2023, 12, 31))

    def test_last_february_behind_this_one_is_the_year_before(self) -> None:
        read = conversation("artillery in february 2026", "how does it compare to february?")
        assert days(read) == [("2026-02-01", "2026-02-28"), ("2025-02-01", "2025-02-28")]

    def test_the_half_of_that_month_is_of_the_one_spoken_of(self) -> None:
        read = conversation("losses 1-15 march 2025", "and the second half of that month")
        assert days(read) == [("2025-03-16", "2025-03-31")]

    def test_those_days_are_the_ones_asked_about(self) -> None:
        read = conversation("personnel in the last 30 days", "UAVs over those 30 days")
        assert (read.metrics, days(read), read.bound) == (("uavs",), [("2026-07-09", "2026-08-07")], None)

    def test_the_whole_of_a_season_is_of_the_same_metric(self) -> None:
        read = conversation("air defence in march 2026", "april", "all spring")
        assert (read.metrics, days(read)) == (("air_defence",), [("2026-03-01", "2026-05-31")])

    @pytest.mark.parametrize(
        ("before", "text", "start"),
        [
            ("tanks lost until march 2024", "and since?", date(2024, 3, 1)),
            ("втрати до 2024", "а після?", date(2024, 1, 1)),
            ("tanks in may 2024", "and since then?", date(2024, 6, 1)),
        ],
    )
    def test_what_came_since_is_all_after_the_days_asked_about(self, before: str, text: str, start: date) -> None:
        (when,) = conversation(before, text).whens
        assert (when.start, when.end) == (start, None)

    @pytest.mark.parametrize(
        ("before", "text"), [("найгірший місяць 2023", "а другий?"), ("worst month of 2023", "and the second?")]
    )
    def test_the_second_behind_a_record_is_a_rank(self, before: str, text: str) -> None:
        read = conversation(before, text)
        assert (read.intent, read.count) == (Intent.RANK, 2)

    def test_an_average_is_set_against_an_average(self) -> None:
        read = conversation("average daily losses in may 2024", "is that more than in april?", "and than in december?")
        assert (read.intent, read.kind, days(read)) == (
            Intent.COMPARE,
            Kind.DAILY_AVERAGE,
            [("2024-05-01", "2024-05-31"), ("2023-12-01", "2023-12-31")],
        )

    def test_the_lowest_of_what_was_compared_is_one_of_them(self) -> None:
        read = conversation("losses in 2022 vs 2023 vs 2024", "which was the lowest?")
        assert (read.intent, read.lowest, len(read.whens)) == (Intent.RANK, True, 3)

    def test_by_how_much_behind_a_comparison_is_of_the_same_two(self) -> None:
        read = conversation("tanks in may 2024", "vs april", "which was worse?", "by how much?")
        assert (read.intent, days(read)) == (
            Intent.COMPARE,
            [("2024-05-01", "2024-05-31"), ("2024-04-01", "2024-04-30")],
        )

    def test_the_total_behind_two_periods_is_their_sum(self) -> None:
        read = conversation("tanks in 2023 and 2024", "total?")
        assert (read.intent, read.combined, read.kind, len(read.whens)) == (Intent.FIGURE, True, None, 2)

    def test_another_number_takes_the_place_of_the_one_that_was_passed(self) -> None:
        read = conversation("did losses exceed 40000 in may 2024?", "how about 30000?")
        assert (read.bound, read.polar, days(read)) == (Bound(30_000), True, [("2024-05-01", "2024-05-31")])

    def test_whether_another_month_was_a_record_is_asked_of_it(self) -> None:
        read = conversation("was may 2024 a record?", "was june?")
        assert (read.intent, read.polar, days(read)) == (Intent.RECORD, True, [("2024-06-01", "2024-06-30")])

    def test_the_worst_behind_the_best_is_the_highest(self) -> None:
        read = conversation("lowest month of 2024", "highest?")
        assert (read.intent, read.lowest) == (Intent.RECORD, False)

    @pytest.mark.parametrize(
        ("before", "text", "period"),
        [
            ("tanks in the last 7 days", "14 days?", ("2026-07-25", "2026-08-07")),
            ("tanks in the last 7 days", "last 30?", ("2026-07-09", "2026-08-07")),
            ("tanks 1 to 10 june 2025", "11 to 20", ("2025-06-11", "2025-06-20")),
        ],
    )
    def test_numbers_alone_are_of_what_was_counted(self, before: str, text: str, period: tuple[str, str]) -> None:
        assert days(conversation(before, text)) == [period]


class TestASideAlone:
    def test_may_be_whose_losses_are_meant_or_who_says_so(self) -> None:
        read = read_question(
            "and ukrainian ones?", now=NOW, previous=(question("Russian losses according to NATO in total"),)
        )
        assert isinstance(read, Ambiguous)
        sides = [(reading.party, reading.claimants) for reading in read.readings]
        assert sides == [("ukraine", ("nato",)), ("russia", ("ukraine",))]


class TestAQuestionAskedBack:
    def test_that_is_gone_on_with_unanswered_is_asked_back_again(self) -> None:
        asked = read_question("losses on 05/06/2023", now=NOW)
        assert isinstance(asked, Ambiguous)
        read = read_question("and planes?", now=NOW, previous=asked.readings)
        assert isinstance(read, Ambiguous)
        assert {reading.metrics for reading in read.readings} == {("aircraft",)}


class TestAnOrdinalAlone:
    @pytest.mark.parametrize(
        ("before", "text", "period"),
        [
            ("втрати за 12 грудня 2025", "а 13-го?", ("2025-12-13", "2025-12-13")),
            ("втрати за 12 грудня 2025", "ні, 13-го", ("2025-12-13", "2025-12-13")),
            ("tanks lost on 12 december 2025", "no, the 13th", ("2025-12-13", "2025-12-13")),
            ("гвинтокрили за 2023", "а за 22-й?", ("2022-01-01", "2022-12-31")),
            ("арта за 1 кв 2026", "а за 2-й?", ("2026-04-01", "2026-06-30")),
            ("ппо за перше півріччя 2025", "друге", ("2025-07-01", "2025-12-31")),
        ],
    )
    def test_is_another_day_quarter_or_year(self, before: str, text: str, period: tuple[str, str]) -> None:
        assert days(conversation(before, text)) == [period]

    def test_is_a_day_of_no_month_behind_a_year(self) -> None:
        read = read_question("and on the 12th?", now=NOW, previous=(question("losses in 2023"),))
        assert isinstance(read, NotAQuestion)

    def test_days_that_no_window_was_asked_of_are_not_passed_over(self) -> None:
        read = read_question("14 days?", now=NOW, previous=(question("tanks in 2024"),))
        assert isinstance(read, NotAQuestion)

    def test_is_not_passed_over_where_it_can_be_none(self) -> None:
        read = read_question("and 47?", now=NOW, previous=(question("tanks in may 2025"),))
        assert isinstance(read, NotAQuestion)


class TestTheLastTwo:
    @pytest.mark.parametrize("text", ["compare them", "which of the two was bloodier?", "by how much did it differ"])
    def test_are_set_against_each_other(self, text: str) -> None:
        read = conversation("tanks in may 2025", "and in june?", text)
        assert (read.intent, days(read)) == (
            Intent.COMPARE,
            [("2025-05-01", "2025-05-31"), ("2025-06-01", "2025-06-30")],
        )

    @pytest.mark.parametrize("text", ["add them up", "both months summed up"])
    def test_are_added_up(self, text: str) -> None:
        read = conversation("tanks in may 2025", "and in june?", text)
        assert (read.intent, read.combined, len(read.whens)) == (Intent.FIGURE, True, 2)

    def test_whether_one_was_higher_sets_it_against_the_other(self) -> None:
        read = conversation("artillery in spring 2024", "was autumn higher?")
        assert (read.intent, days(read)[1]) == (Intent.COMPARE, ("2024-03-01", "2024-05-31"))


class TestWhatWasAskedBack:
    def readings(self) -> tuple[Question, ...]:
        read = read_question("artillery 05/06/2023", now=NOW)
        assert isinstance(read, Ambiguous)
        return read.readings

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("the first one", date(2023, 6, 5)),
            ("2", date(2023, 5, 6)),
            ("другий варіант", date(2023, 5, 6)),
            ("5 june", date(2023, 6, 5)),
            ("6 may, sorry", date(2023, 5, 6)),
        ],
    )
    def test_can_be_chosen_by_its_place_or_its_date(self, text: str, day: date) -> None:
        read = question(text, *self.readings())
        assert (read.metrics, read.whens[0].end) == (("artillery",), day)

    def test_is_forgotten_by_another_question(self) -> None:
        read = question("tanks in may 2025", *self.readings())
        assert (read.metrics, days(read)) == (("tanks",), [("2025-05-01", "2025-05-31")])
