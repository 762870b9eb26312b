"""Questions, answered from the seeds: the figure, its citations, and what is said where there is none."""

from dataclasses import replace
from datetime import date

import pytest

from bot.answering.answers import answer
from bot.answering.outcome import (
    Answer,
    Clarify,
    Figure,
    Help,
    Missing,
    NoData,
    NotPublished,
    NotUnderstood,
    Outcome,
    OutOfScope,
    UncitedError,
)
from bot.understanding.amounts import Bound
from bot.understanding.question import (
    Ambiguous,
    Assumption,
    Elsewhere,
    ImpossibleDate,
    Intent,
    NotAQuestion,
    Question,
    When,
)
from store.models import WAR_START, Kind, Period, Qualifier, Scope
from store.series import Grain
from store.snapshot import Snapshot

JUNE_2024 = date(2024, 6, 2)
AUGUST_2026 = date(2026, 8, 8)


def month(year: int, number: int) -> When:
    unit = Grain.MONTH.around(date(year, number, 1))
    return When(unit.start, unit.end)


MAY_2024 = month(2024, 5)


def asked(snapshot: Snapshot, question: Question, now: date = JUNE_2024) -> Answer:
    outcome = answer(question, snapshot, now)
    assert isinstance(outcome, Answer), outcome
    return outcome


def refused(snapshot: Snapshot, question: Question, now: date = JUNE_2024) -> NoData:
    outcome = answer(question, snapshot, now)
    assert isinstance(outcome, NoData), outcome
    return outcome


def values(outcome: Answer) -> list[float | None]:
    return [figure.value for figure in outcome.figures]


class TestFigures:
    def test_may_2024_is_the_difference_of_two_reports_and_cites_both(self, seeded: Snapshot) -> None:
        figure = asked(seeded, Question(Intent.FIGURE, whens=(MAY_2024,))).figures[0]
        assert (figure.metric, figure.party, figure.claimant, figure.value) == (
            "personnel",
            "russia",
            "ukraine",
            38_940,
        )
        assert [source.published for source in figure.citations] == [date(2024, 6, 1), date(2024, 5, 1)]
        assert str(figure.derivation) == "report of 2024-06-01 minus report of 2024-05-01"

    def test_what_was_not_named_is_disclosed(self, seeded: Snapshot) -> None:
        bare = asked(seeded, Question(Intent.FIGURE, whens=(MAY_2024,)))
        assert bare.assumptions == {Assumption.METRIC, Assumption.PARTY, Assumption.CLAIMANT}
        full = Question(Intent.FIGURE, metrics=("tanks",), party="russia", claimants=("ukraine",), whens=(MAY_2024,))
        assert asked(seeded, full).assumptions == frozenset()

    def test_the_other_metrics_follow_where_none_was_named(self, seeded: Snapshot) -> None:
        context = asked(seeded, Question(Intent.FIGURE, whens=(MAY_2024,))).context
        assert {figure.metric: figure.value for figure in context.companions}["artillery"] == 1160
        named = asked(seeded, Question(Intent.FIGURE, metrics=("tanks",), whens=(MAY_2024,)))
        assert named.context.companions == ()

    def test_a_record_names_what_it_broke_and_what_has_broken_it_since(self, seeded: Snapshot) -> None:
        question = Question(Intent.FIGURE, whens=(MAY_2024,))
        then = asked(seeded, question).context.standing
        assert then is not None
        assert then.record is not None
        assert then.record.broke is not None
        assert then.record.broke.loss.value == 29_970
        assert then.broken_by is None
        later = asked(seeded, question, AUGUST_2026).context.standing
        assert later is not None
        assert later.broken_by is not None
        assert later.broken_by.loss.period.start == date(2024, 10, 1)

    def test_the_change_is_on_the_month_before(self, seeded: Snapshot) -> None:
        before = asked(seeded, Question(Intent.FIGURE, whens=(MAY_2024,))).context.before
        assert before is not None
        assert before.value == 26_960

    def test_other_claimants_stand_beside_and_are_not_merged(self, seeded: Snapshot) -> None:
        context = asked(seeded, Question(Intent.FIGURE, whens=(MAY_2024,))).context
        assert [(figure.claimant, figure.kind, figure.value) for figure in context.beside] == [
            ("uk", Kind.DAILY_AVERAGE, 1200)
        ]
        assert [figure.value for figure in context.restated] == [38_940]

    def test_nothing_published_after_the_day_of_asking_is_used(self, seeded: Snapshot) -> None:
        early = answer(Question(Intent.FIGURE, whens=(MAY_2024,)), seeded, date(2024, 5, 31))
        assert not isinstance(early, Answer) or early.figures[0].so_far
        for day in (date(2022, 3, 1), date(2023, 12, 12), date(2024, 6, 1), JUNE_2024):
            for claimant in seeded.catalogue.claimants:
                outcome = answer(Question(Intent.FIGURE, claimants=(claimant,)), seeded, day)
                if isinstance(outcome, Answer):
                    assert all(source.published <= day for source in outcome.citations)

    def test_a_total_on_a_date_is_the_report_of_that_date(self, seeded: Snapshot) -> None:
        on_the_first = When(None, date(2024, 6, 1), moment=True, as_published=True)
        figure = asked(seeded, Question(Intent.FIGURE, whens=(on_the_first,))).figures[0]
        assert (figure.kind, figure.value, figure.derivation) == (Kind.CUMULATIVE, 508_780, None)
        assert figure.period == Period(WAR_START, date(2024, 6, 1))

    def test_a_total_by_the_end_of_a_month_is_the_next_days_report(self, seeded: Snapshot) -> None:
        end_of_may = When(date(2024, 5, 1), date(2024, 5, 31), moment=True)
        figure = asked(seeded, Question(Intent.FIGURE, whens=(end_of_may,))).figures[0]
        assert (figure.value, figure.period.end) == (508_780, date(2024, 5, 31))

    def test_a_year_that_holds_the_start_of_the_war_counts_from_nothing(self, seeded: Snapshot) -> None:
        year = When(date(2022, 1, 1), date(2022, 12, 31))
        figure = asked(seeded, Question(Intent.FIGURE, metrics=("tanks",), whens=(year,))).figures[0]
        assert figure.value == 3031

    def test_days_before_the_war_are_not_said_to_be_counted(self, seeded: Snapshot) -> None:
        question = Question(Intent.FIGURE, metrics=("tanks",), whens=(When(date(2014, 1, 1), date(2022, 12, 31)),))
        figure = asked(seeded, question).figures[0]
        assert (figure.period, figure.value) == (Period(WAR_START, date(2022, 12, 31)), 3031)

    def test_a_running_period_is_answered_so_far(self, seeded: Snapshot) -> None:
        year = When(date(2024, 1, 1), date(2024, 12, 31))
        figure = asked(seeded, Question(Intent.FIGURE, whens=(year,))).figures[0]
        assert figure.so_far
        assert figure.period == Period(date(2024, 1, 1), date(2024, 5, 31))

    def test_the_statement_of_a_day_answers_where_no_report_reaches(self, seeded: Snapshot) -> None:
        day = When(None, date(2023, 12, 12), moment=True, as_published=True)
        figure = asked(seeded, Question(Intent.FIGURE, whens=(day,), kind=Kind.CUMULATIVE)).figures[0]
        assert (figure.value, figure.claim is not None) == (340_650, True)

    def test_two_touching_months_are_added_up_by_their_outer_reports(self, seeded: Snapshot) -> None:
        both = Question(Intent.FIGURE, whens=(month(2025, 2), month(2025, 1)), combined=True)
        figure = asked(seeded, both, AUGUST_2026).figures[0]
        assert (figure.value, figure.period) == (84_810, Period(date(2025, 1, 1), date(2025, 2, 28)))

    def test_the_killed_alone_are_answered_with_the_definition_and_the_captured_not_at_all(
        self, seeded: Snapshot
    ) -> None:
        killed = Question(Intent.FIGURE, whens=(MAY_2024,), scopes=frozenset({Scope.KILLED}))
        assert set(asked(seeded, killed).figures[0].scope) > {Scope.KILLED}
        captured = replace(killed, scopes=frozenset({Scope.CAPTURED}))
        assert refused(seeded, captured).why is Missing.NOT_SEPARATE


class TestClaimants:
    def test_a_named_claimant_is_answered_with_its_own_newest_figure(self, seeded: Snapshot) -> None:
        figure = asked(seeded, Question(Intent.FIGURE, claimants=("uk",))).figures[0]
        assert (figure.claimant, figure.value, figure.qualifier) == ("uk", 500_000, Qualifier.ABOUT)

    def test_a_speakers_words_are_found_by_name(self, seeded: Snapshot) -> None:
        figure = asked(seeded, Question(Intent.FIGURE, claimants=("uk",), speaker="docherty")).figures[0]
        assert (figure.value, figure.qualifier, figure.scope) == (
            450_000,
            Qualifier.ABOUT,
            (Scope.KILLED, Scope.WOUNDED),
        )

    def test_another_claimants_figure_never_stands_in(self, seeded: Snapshot) -> None:
        missing = refused(seeded, Question(Intent.FIGURE, claimants=("nato",), whens=(MAY_2024,)))
        assert missing.why is Missing.NO_CLAIM
        assert missing.nearest is not None

    def test_a_claim_of_one_day_is_set_against_the_report_of_that_day(self, seeded: Snapshot) -> None:
        day = When(date(2023, 12, 12), date(2023, 12, 12), moment=True, as_published=True)
        compared = asked(seeded, Question(Intent.COMPARE, claimants=("us", "ukraine"), whens=(day,)))
        assert [(figure.claimant, figure.value) for figure in compared.figures] == [
            ("us", 315_000),
            ("ukraine", 340_650),
        ]

    def test_ukraines_losses_are_never_answered_with_russias(self, seeded: Snapshot) -> None:
        outcome = answer(Question(Intent.FIGURE, party="ukraine"), seeded, JUNE_2024)
        assert isinstance(outcome, Clarify)
        assert {choice.party for choice in outcome.choices} == {"ukraine"}
        assert {claimant for choice in outcome.choices for claimant in choice.claimants} >= {"ukraine", "russia"}
        assert refused(seeded, Question(Intent.FIGURE, party="ukraine", whens=(MAY_2024,))).question.party == "ukraine"

    def test_a_range_keeps_both_ends_and_no_middle(self, seeded: Snapshot) -> None:
        figure = asked(seeded, Question(Intent.FIGURE, claimants=("nato",)), date(2022, 3, 23)).figures[0]
        assert (figure.value, figure.low, figure.high) == (None, 7_000, 15_000)

    def test_a_total_is_no_answer_to_what_a_year_cost_unless_its_claimant_is_asked(self, seeded: Snapshot) -> None:
        year = When(date(2024, 1, 1), date(2024, 12, 31))
        question = Question(Intent.FIGURE, party="ukraine", whens=(year,))
        assert {figure.kind for figure in asked(seeded, question, AUGUST_2026).figures} == {Kind.PERIOD_TOTAL}
        named = asked(seeded, replace(question, claimants=("ukraine",)), AUGUST_2026).figures[0]
        assert (named.kind, named.value) == (Kind.CUMULATIVE, 43_000)


class TestRankings:
    def test_the_record_comes_first_and_the_one_it_broke_second(self, seeded: Snapshot) -> None:
        record = Question(Intent.RECORD, metrics=("artillery",), grain=Grain.MONTH)
        assert values(asked(seeded, record, date(2024, 1, 15))) == [947, 691]
        assert values(asked(seeded, record)) == [1160, 976]

    def test_a_record_within_a_year_is_the_highest_of_that_year(self, seeded: Snapshot) -> None:
        year = When(date(2023, 1, 1), date(2023, 12, 31))
        assert values(asked(seeded, Question(Intent.RECORD, whens=(year,), grain=Grain.MONTH)))[0] == 29_970

    def test_whether_a_month_was_a_record_is_answered_yes_or_no(self, seeded: Snapshot) -> None:
        yes = asked(seeded, Question(Intent.RECORD, whens=(MAY_2024,), polar=True))
        assert (yes.affirmed, values(yes)) == (True, [38_940, 29_970])
        no = asked(seeded, Question(Intent.RECORD, whens=(month(2024, 4),), polar=True))
        assert no.affirmed is False
        assert values(no) == [38_940, 29_970, 26_960]

    def test_a_rank_is_in_order_and_as_long_as_asked(self, seeded: Snapshot) -> None:
        ranked = asked(seeded, Question(Intent.RANK, count=4, grain=Grain.MONTH))
        assert values(ranked) == [38_940, 29_970, 28_550, 28_450]

    def test_the_periods_that_are_named_are_ranked_among_themselves(self, seeded: Snapshot) -> None:
        question = Question(Intent.RANK, whens=(month(2024, 3), MAY_2024, month(2024, 2)))
        found = asked(seeded, question)
        assert [figure.period.start.month for figure in found.figures] == [5, 2, 3]
        lowest = asked(seeded, replace(question, lowest=True))
        assert [figure.period.start.month for figure in lowest.figures] == [3, 2, 5]

    def test_units_are_sought_in_each_of_several_periods(self, seeded: Snapshot) -> None:
        years = tuple(When(date(year, 1, 1), date(year, 12, 31)) for year in (2023, 2024))
        record = asked(seeded, Question(Intent.RECORD, whens=years, grain=Grain.MONTH), AUGUST_2026)
        assert record.figures[0].period == month(2024, 12).period
        ranked = asked(seeded, Question(Intent.RANK, whens=years, grain=Grain.MONTH, count=5), AUGUST_2026)
        assert len(ranked.figures) == 5
        assert {figure.period.days for figure in ranked.figures} <= {28, 29, 30, 31}

    def test_all_of_a_few_units_are_ranked_and_of_many_the_first(self, seeded: Snapshot) -> None:
        year = When(date(2024, 1, 1), date(2024, 12, 31))
        quarters = Question(Intent.RANK, whens=(year,), grain=Grain.QUARTER)
        assert len(values(asked(seeded, quarters, AUGUST_2026))) == 4
        assert len(values(asked(seeded, replace(quarters, grain=Grain.MONTH), AUGUST_2026))) == 3

    def test_a_trend_is_in_time_order(self, seeded: Snapshot) -> None:
        trend = asked(seeded, Question(Intent.TREND, metrics=("tanks",)))
        starts = [figure.period.start for figure in trend.figures]
        assert starts == sorted(starts)
        assert len(starts) == 12

    def test_a_claimant_without_a_series_has_no_record(self, seeded: Snapshot) -> None:
        assert refused(seeded, Question(Intent.RECORD, claimants=("uk",))).why is Missing.NO_SERIES

    def test_days_cannot_be_ranked_from_monthly_reports(self, seeded: Snapshot) -> None:
        missing = refused(seeded, Question(Intent.RECORD, grain=Grain.DAY))
        assert missing.nearest is not None
        assert missing.nearest.grain is Grain.MONTH


class TestBounds:
    def test_whether_a_total_has_passed_a_number_is_told_with_the_newest_total_first(self, seeded: Snapshot) -> None:
        bound = Bound(400_000)
        found = asked(seeded, Question(Intent.FIGURE, polar=True, bound=bound))
        assert found.affirmed is True
        newest, passed, before = found.figures
        assert newest.value == 508_780
        assert (before.value or 0) < 400_000 < (passed.value or 0) < 508_780

    def test_the_newest_total_is_told_once_where_it_is_the_one_that_passed_it(self, seeded: Snapshot) -> None:
        found = asked(seeded, Question(Intent.FIGURE, polar=True, bound=Bound(500_000)))
        assert values(found) == [508_780, 469_840]

    def test_whose_words_were_asked_for_takes_no_report_away(self, seeded: Snapshot) -> None:
        question = Question(Intent.FIGURE, claimants=("ukraine",), speaker="syrskyi", asks_when=True)
        assert values(asked(seeded, replace(question, bound=Bound(500_000))))[0] == 508_780

    def test_when_a_total_passed_a_number_is_told_by_the_report_that_did(self, seeded: Snapshot) -> None:
        found = asked(seeded, Question(Intent.FIGURE, asks_when=True, bound=Bound(500_000)))
        assert len(found.figures) < 3
        assert (found.figures[0].value or 0) > 500_000


class TestOtherIntents:
    def test_a_comparison_has_a_figure_a_side_in_the_order_asked(self, seeded: Snapshot) -> None:
        compared = asked(seeded, Question(Intent.COMPARE, whens=(month(2024, 4), MAY_2024)))
        assert values(compared) == [26_960, 38_940]
        metrics = asked(seeded, Question(Intent.COMPARE, metrics=("tanks", "artillery"), whens=(MAY_2024,)))
        assert values(metrics) == [428, 1160]

    def test_a_year_to_date_is_compared_with_as_many_days_of_the_other(self, seeded: Snapshot) -> None:
        now = date(2024, 6, 1)
        so_far = When(date(2024, 1, 1), now)
        year_before = When(date(2023, 1, 1), date(2023, 6, 1))
        found = asked(seeded, Question(Intent.COMPARE, whens=(so_far, year_before)), now)
        assert [figure.period.end for figure in found.figures] == [date(2024, 5, 31), date(2023, 5, 31)]

    def test_one_side_is_compared_with_the_unit_before(self, seeded: Snapshot) -> None:
        assert values(asked(seeded, Question(Intent.COMPARE, whens=(MAY_2024,)))) == [38_940, 26_960]

    def test_an_average_is_the_loss_divided_by_the_days(self, seeded: Snapshot) -> None:
        average = asked(seeded, Question(Intent.AVERAGE, whens=(MAY_2024,))).figures[0]
        assert (average.kind, average.value) == (Kind.DAILY_AVERAGE, 1256.129)

    def test_the_latest_figure_is_the_newest_report(self, seeded: Snapshot) -> None:
        latest = asked(seeded, Question(Intent.LATEST)).figures[0]
        assert (latest.value, latest.reported_on) == (508_780, date(2024, 6, 1))

    def test_definitions_and_sources_are_cited(self, seeded: Snapshot) -> None:
        for intent in (Intent.DEFINITION, Intent.SOURCES):
            told = asked(seeded, Question(intent, metrics=("special_equipment",)))
            assert told.citations
            assert told.figures == ()

    def test_help_states_no_figure(self, seeded: Snapshot) -> None:
        assert answer(Question(Intent.HELP), seeded, JUNE_2024) == Help()


class TestRefusals:
    @pytest.mark.parametrize(
        ("when", "why"),
        [
            (When(date(2014, 1, 1), date(2014, 12, 31)), Missing.BEFORE_THE_WAR),
            (When(date(2024, 5, 12), date(2024, 5, 12)), Missing.NO_REPORT),
        ],
    )
    def test_a_missing_figure_says_why_and_names_the_nearest(self, seeded: Snapshot, when: When, why: Missing) -> None:
        missing = refused(seeded, Question(Intent.FIGURE, metrics=("tanks",), whens=(when,)))
        assert missing.why is why
        assert missing.nearest is not None
        assert isinstance(answer(missing.nearest, seeded, JUNE_2024), Answer)

    def test_a_metric_not_yet_reported_says_since_when_it_is(self, seeded: Snapshot) -> None:
        question = Question(Intent.FIGURE, metrics=("submarines",), whens=(month(2023, 5),))
        missing = refused(seeded, question)
        assert (missing.why, missing.since) == (Missing.NOT_REPORTED_YET, date(2023, 10, 1))

    def test_the_future_is_not_published_and_says_when_it_is_due(self, seeded: Snapshot) -> None:
        december = Question(Intent.FIGURE, metrics=("tanks",), whens=(month(2030, 12),))
        outcome = answer(december, seeded, JUNE_2024)
        assert isinstance(outcome, NotPublished)
        assert outcome.due == date(2031, 1, 1)
        assert outcome.nearest is not None

    def test_days_after_the_newest_stored_report_are_no_data(self, seeded: Snapshot) -> None:
        missing = refused(seeded, Question(Intent.FIGURE, whens=(month(2026, 10),)), date(2026, 11, 22))
        assert (missing.why, missing.newest) == (Missing.NO_REPORT, date(2026, 8, 1))

    @pytest.mark.parametrize(
        ("understood", "kind"),
        [
            (Elsewhere("price", Question(Intent.FIGURE)), OutOfScope),
            (NotAQuestion("unknown"), NotUnderstood),
            (Ambiguous((Question(Intent.FIGURE), Question(Intent.LATEST))), Clarify),
            (
                ImpossibleDate("31 june", Question(Intent.FIGURE, whens=(When(date(2023, 6, 30), date(2023, 6, 30)),))),
                Clarify,
            ),
        ],
    )
    def test_each_other_reading_has_its_own_outcome_with_a_next_step(
        self, seeded: Snapshot, understood: Elsewhere | NotAQuestion | Ambiguous | ImpossibleDate, kind: type[Outcome]
    ) -> None:
        outcome = answer(understood, seeded, JUNE_2024)
        assert isinstance(outcome, kind)
        assert len(outcome.choices if isinstance(outcome, Clarify) else outcome.suggestions) >= 2  # type: ignore[union-attr]


class TestCitations:
    def test_a_figure_cannot_be_built_without_a_citation(self) -> None:
        with pytest.raises(UncitedError):
            Figure(
                metric="tanks",
                party="russia",
                claimant="ukraine",
                kind=Kind.PERIOD_TOTAL,
                period=Period(WAR_START, WAR_START),
                value=1,
                citations=(),
            )

    def test_an_answer_cannot_be_built_without_a_citation(self) -> None:
        with pytest.raises(UncitedError):
            Answer(question=Question(Intent.DEFINITION), intent=Intent.DEFINITION, citations=())
