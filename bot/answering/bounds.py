"""Answers about a bound: when a total passed it, which units passed it, whether a figure did."""

from dataclasses import replace
from datetime import date

from bot.answering.asked import Asked
from bot.answering.figures import figure_answer
from bot.answering.lookup import Gap, look_up
from bot.answering.outcome import Answer, Figure, Outcome
from bot.answering.rankings import MOST_RANKS, figure_of_unit, no_units, ranking_of
from bot.answering.suggestions import DEFAULT_CLAIMANT
from bot.understanding.amounts import Bound
from bot.understanding.question import Intent, Question, When
from store.models import Kind, Period
from store.series import Grain, ranked


def bound_answer(asked: Asked, bound: Bound) -> Outcome:
    """What the series says of a bound, by how the question puts it."""
    question = asked.question
    claimant = next(iter(asked.claimants(asked.metrics[0])), DEFAULT_CLAIMANT)
    one_unit = len(question.whens) == 1 and question.whens[0].period in _units(question)
    if one_unit or not asked.series(asked.metrics[0], claimant):
        return _figure_passed(asked, bound)
    if question.grain is not None:
        return _units_passed(asked, bound, first=question.asks_when)
    if question.asks_when or not question.whens:
        passed = _total_passed(asked, bound)
        return passed if question.asks_when or not question.polar else _so_far(asked, passed)
    return _figure_passed(asked, bound)


def _units(question: Question) -> tuple[Period, ...]:
    """The unit that the days asked about begin with, by the grain asked for: "on a day" and that very day."""
    period = question.whens[0].period
    return (question.grain.around(period.start),) if question.grain and period else ()


def _passes(value: float | None, bound: Bound) -> bool:
    return value is not None and (value < bound.amount if bound.below else value > bound.amount)


def _total_passed(asked: Asked, bound: Bound) -> Outcome:
    """The first report whose total reached the bound, and the one before it; or the newest total, not there yet."""
    found = ranking_of(asked)
    if not isinstance(found, tuple):
        return found
    series, claimant, _, _ = found
    points = [point for point in series.points if point.on <= asked.now]
    place = next((index for index, point in enumerate(points) if point.total >= bound.amount), None)
    reports = points[-1:] if place is None else [points[place], *points[max(0, place - 1) : place]]
    figures = tuple(figure for point in reports if isinstance(figure := _total_on(asked, claimant, point.on), Figure))
    return asked.answered(figures, affirmed=place is not None)


def _so_far(asked: Asked, passed: Outcome) -> Outcome:
    """Whether a total has passed a bound: with the newest total first, and when it passed it."""
    newest = figure_answer(replace(asked, question=replace(asked.question, bound=None, intent=Intent.FIGURE)))
    if not isinstance(passed, Answer) or not isinstance(newest, Answer) or not passed.affirmed:
        return passed
    if newest.figures[0].citations == passed.figures[0].citations:
        return passed  # the newest report is the one that passed it
    return asked.answered((*newest.figures[:1], *passed.figures), affirmed=True)


def _total_on(asked: Asked, claimant: str, day: date) -> Figure | Gap:
    when = When(None, day, moment=True, as_published=True)
    # Whose words they are is of single statements; reports are nobody's.
    wanted = replace(asked.wanted(asked.metrics[0], claimant, when), kind=Kind.CUMULATIVE, speaker=None, body=None)
    return look_up(asked.snapshot, wanted, asked.now)


def _units_passed(asked: Asked, bound: Bound, *, first: bool) -> Outcome:
    """How many units passed the bound, and which: the first, or all in rank order."""
    found = ranking_of(asked)
    if not isinstance(found, tuple):
        return found
    series, claimant, grain, within = found
    losses = series.losses(grain, asked.now, within)
    if not losses:
        return no_units(asked, claimant, grain, within)
    passing = [loss for loss in losses if _passes(loss.value, bound)]
    if not passing and first and grain is Grain.DAY:
        # "On which day did the tally cross 500,000?" asks of the total: no single day comes near.
        return _total_passed(asked, bound)
    if not passing:
        extreme = ranked(losses, lowest=bound.below)[0]
        answered = asked.answered((figure_of_unit(asked, extreme, claimant),), affirmed=False)
        return replace(answered, passed=0)
    shown = passing[:1] if first else ranked(passing, lowest=bound.below)[:MOST_RANKS]
    answered = asked.answered(tuple(figure_of_unit(asked, loss, claimant) for loss in shown), affirmed=True)
    return replace(answered, passed=len(passing))


def _figure_passed(asked: Asked, bound: Bound) -> Outcome:
    """Whether the figure for the days named passed the bound."""
    when = next(iter(asked.question.whens), None)
    metric = asked.metrics[0]
    found = asked.look_up(asked.wanted(metric, next(iter(asked.claimants(metric)), DEFAULT_CLAIMANT), when))
    if not isinstance(found, Figure):
        return found
    return asked.answered((found,), affirmed=_passes(found.value, bound))
