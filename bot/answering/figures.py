"""Answers with figures side by side: one, several, a comparison, an average, the latest."""

from dataclasses import replace
from itertools import pairwise, product
from typing import Final

from bot.answering.asked import Asked
from bot.answering.context import companions_of, context_of
from bot.answering.lookup import Gap, Wanted, look_up
from bot.answering.outcome import Clarify, Figure, Missing, Outcome, Unclear
from bot.answering.suggestions import DEFAULT_CLAIMANT, MOST_CHOICES, question_for
from bot.understanding.question import Intent, When
from store.models import Kind, Scope
from store.series import DAY, unit_of

MOST_SIDES: Final = 8
"""How many figures one comparison shows."""


def figure_answer(asked: Asked) -> Outcome:
    """One figure, or several metrics of the same days, with what belongs beside it."""
    question = asked.question
    metric = asked.metrics[0]
    when = question.whens[0] if question.whens else None
    claimants = asked.claimants(metric)
    if not claimants:
        return asked.refusal(asked.wanted(metric, DEFAULT_CLAIMANT, when), Gap(Missing.NO_CLAIM))
    if len(claimants) > 1 and not question.claimants:
        choices = tuple(question_for(asked.wanted(metric, claimant, when), question.intent) for claimant in claimants)
        return Clarify(choices[:MOST_CHOICES], Unclear.CLAIMANT)
    if question.combined and len(question.whens) > 1:
        return _combined(asked)
    wanted = asked.wanted(metric, claimants[0], when)
    if not _counts_apart(asked, wanted):
        return asked.refusal(replace(wanted, scopes=frozenset()), Gap(Missing.NOT_SEPARATE))
    headline = asked.look_up(wanted)
    if not isinstance(headline, Figure):
        return headline
    more = [
        found
        for other in asked.metrics[1:]
        if isinstance(found := look_up(asked.snapshot, replace(wanted, metric=other), asked.now), Figure)
    ]
    alone = not question.metrics and not question.every_metric
    context = context_of(headline, asked.snapshot, asked.now, companions=alone)
    # "Has Russia lost any submarines?": the figure itself is the yes or the no.
    plain = question.number is None and question.less is None and question.bound is None
    says_whether = question.polar and plain and question.intent is Intent.FIGURE
    affirmed = bool(headline.value or headline.high) if says_whether else None
    return asked.answered((headline, *more), context, affirmed=affirmed)


def _counts_apart(asked: Asked, wanted: Wanted) -> bool:
    """Whether the claimant's reports can speak of the fate asked about.

    Daily reports count killed, wounded, missing and captured together. Asked about the killed they are answered
    with, the definition said; asked about the captured alone, or the killed and nobody else, they would mislead.
    """
    if not wanted.scopes or not asked.series(wanted.metric, wanted.claimant):
        return True
    if wanted.speaker or wanted.body:
        return True
    if asked.question.strict:
        return wanted.scopes >= set(asked.snapshot.catalogue.claimants[wanted.claimant].scope)
    lethal = {Scope.KILLED, Scope.DESTROYED, Scope.DAMAGED}
    return bool(wanted.scopes & lethal) or wanted.scopes >= {Scope.WOUNDED, Scope.MISSING}


def _combined(asked: Asked) -> Outcome:
    """Several periods added up; they must touch, so that the sum is again the difference of two reports."""
    periods = sorted(when.period for when in asked.question.whens if when.period)
    touching = all(later.start == earlier.end + DAY for earlier, later in pairwise(periods))
    if not periods or not touching:
        return compare_answer(asked)
    whole = When(periods[0].start, periods[-1].end)
    return figure_answer(replace(asked, question=replace(asked.question, whens=(whole,), combined=False)))


def compare_answer(asked: Asked) -> Outcome:
    """Two or more sides: periods, metrics or claimants, in the order asked."""
    question = asked.question
    if not question.claimants and not asked.claimants(asked.metrics[0]):
        return figure_answer(asked)
    claimants = asked.claimants(asked.metrics[0])[: 1 if not question.claimants else None]
    whens = question.whens or (None,)
    sides = [asked.wanted(metric, by, when) for by, metric, when in product(claimants, asked.metrics, whens)]
    if len(claimants) > 1:
        sides = _aligned(asked, sides)
    if len(sides) == 1 and (previous := _unit_before(sides[0], asked)):
        sides = [sides[0], previous]
    figures: list[Figure] = []
    for wanted in sides[:MOST_SIDES]:
        found = asked.look_up(_as_far(wanted, sides[0], figures))
        if not isinstance(found, Figure):
            return found
        figures.append(found)
    if len(figures) < 2:
        return figure_answer(replace(asked, question=replace(question, intent=Intent.FIGURE)))
    return asked.answered(tuple(figures), affirmed=_affirmed(asked, figures))


def _as_far(wanted: Wanted, first: Wanted, figures: list[Figure]) -> Wanted:
    """A side as many days long as the first, where that ends today and is reported up to yesterday: "year to date"."""
    period = wanted.when.period if wanted.when else None
    leading = first.when.period if first.when else None
    if not figures or not period or not leading or abs(period.days - leading.days) > 1:
        return wanted
    told = figures[0].period
    if unit_of(period) or wanted.when is None or leading.start != told.start or told.end != leading.end - DAY:
        return wanted
    return replace(wanted, when=replace(wanted.when, end=period.end - DAY))


def _affirmed(asked: Asked, figures: list[Figure]) -> bool | None:
    """Whether the first side is the greater (or the lesser, as asked); None where neither was asked."""
    less = asked.question.less
    first, second = figures[0].value, figures[1].value
    asks = asked.question.polar or asked.question.follows is not None
    if less is None or not asks or len(figures) != 2 or first is None or second is None:
        return None
    return first < second if less else first > second


def _aligned(asked: Asked, sides: list[Wanted]) -> list[Wanted]:
    """Sides by different claimants, on one kind and day: a claimant who reports daily follows the other's claim.

    A total stated for one day is never set against what a month lost.
    """
    claims = [
        found
        for wanted in sides
        if asked.series(wanted.metric, wanted.claimant) is None
        and isinstance(found := look_up(asked.snapshot, wanted, asked.now), Figure)
    ]
    if not claims:
        return sides
    lead = claims[0]
    when = When(lead.period.start, lead.period.end)
    if lead.kind is Kind.CUMULATIVE:
        when = When(None, lead.period.end, moment=True, as_published=True)
    return [
        replace(wanted, when=when, kind=lead.kind, speaker=None, body=None)  # whose words, is said of the other
        if asked.series(wanted.metric, wanted.claimant)
        else wanted
        for wanted in sides
    ]


def _unit_before(wanted: Wanted, asked: Asked) -> Wanted | None:
    """The unit before: what a comparison with only one side is against."""
    period = wanted.when.period if wanted.when else None
    grain = unit_of(period) if period else None
    if period is None or grain is None or not asked.series(wanted.metric, wanted.claimant):
        return None
    unit = grain.before(period)
    return replace(wanted, when=When(unit.start, unit.end))


def average_answer(asked: Asked) -> Outcome:
    """Losses a day."""
    question = replace(asked.question, kind=Kind.DAILY_AVERAGE)
    several = len(question.claimants) > 1 or (len(question.whens) > 1 and not question.combined)
    return (compare_answer if several else figure_answer)(replace(asked, question=question))


def latest_answer(asked: Asked) -> Outcome:
    """The newest report: its totals, and what its day added."""
    question = asked.question
    metric = asked.metrics[0]
    claimants = asked.claimants(metric)
    if len(claimants) != 1 or not asked.series(metric, claimants[0]):
        return figure_answer(asked)
    total = asked.look_up(asked.wanted(metric, claimants[0], None))
    if not isinstance(total, Figure):
        return total
    day = look_up(
        asked.snapshot,
        asked.wanted(metric, claimants[0], When(total.period.end, total.period.end)),
        asked.now,
    )
    figures = (total, *((day,) if isinstance(day, Figure) else ()))
    context = context_of(total, asked.snapshot, asked.now, companions=False)
    if not question.metrics:
        context = replace(context, companions=companions_of(total, asked.snapshot, asked.now))
    return asked.answered(figures, context)
