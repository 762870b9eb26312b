"""What a question that goes on leaves out, taken from the one before: "and tanks?", "compare with April"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.understanding.amounts import Bound
from bot.understanding.follow_ups import (
    SETTING_AGAINST,
    SETTING_BOTH,
    asks_how_two_differ,
    period_of,
    spans_several,
)
from bot.understanding.following_days import counted_from, days_asked_about, in_other_year
from bot.understanding.intents import AVERAGE_CUES, RANKING
from bot.understanding.names import Names
from bot.understanding.periods import Mention
from bot.understanding.question import Intent, Question, When
from bot.understanding.words import Item
from store.models import Kind
from store.series import Grain, unit_of

TELLING: Final = frozenset({"own", "says", "estimate", "how_many"})
"""Cues by which a side is the one who says so."""

REPORTING: Final = "ukraine"
"""Who is meant where a figure is set against a claimant and its own was not named: the one who reports daily."""


def following(
    question: Question, names: Names, items: Sequence[Item], previous: Question, mentions: Sequence[Mention] = ()
) -> Question:
    """The question, with what it leaves out taken from the one before.

    Args:
        question: with all that the text itself says.
        names: what the text names.
        items: the text.
        previous: the question before.
        mentions: the periods in the text, not yet counted from those of the question before.
    """
    if question.party and _is_a_claimant_then(question, names, previous):
        question = replace(question, party=None, claimants=(question.party,))
    if _asks_for_the_total(question, names, previous):
        # "Not the average, the total": of the same days; "and the total that month?" behind its worst day.
        previous, question = replace(previous, intent=Intent.FIGURE, kind=None), replace(question, kind=None)
    intent = _intent(question, names, previous)
    if (again := _of_those_before(question, names, items, previous, mentions, intent)) is not None:
        return again
    if intent is Intent.COMPARE and not question.whens and "compare" not in names.cues:
        intent = Intent.FIGURE
    question = replace(counted_from(question, previous, mentions), intent=intent)
    whens = days_asked_about(question, names, items, previous, mentions)
    if whens and whens not in {question.whens, previous.whens}:
        question = replace(question, kind=None)  # "the whole month" is no total
    grain = _grain(question, names, previous)
    if intent in RANKING and grain and not (question.whens or "is_it" in names.cues or spans_several(previous, grain)):
        whens = ()  # "which was the worst year?" behind a month looks at them all
    question, whens = _set_against(question, names, items, previous, mentions, whens)
    intent = question.intent
    # "Are the wounded counted?" asked of a fate, what follows doesn't.
    told = previous.intent is not Intent.DEFINITION or intent is Intent.DEFINITION
    scopes = question.scopes or (previous.scopes if told else frozenset())
    same = intent is previous.intent
    bound = _bound(question, names, previous) if same else question.bound
    every = question.every_metric or (previous.every_metric and not question.metrics)
    new_claimant = bool(question.claimants) and question.claimants != previous.claimants
    return replace(
        question,
        metrics=question.metrics or previous.metrics,
        party=question.party or previous.party,
        claimants=question.claimants or previous.claimants,
        speaker=question.speaker or (None if new_claimant else previous.speaker),
        body=question.body or (None if new_claimant else previous.body),
        whens=whens,
        kind=question.kind or (None if question.whens else previous.kind),
        scopes=scopes,
        strict=question.strict or (previous.strict and not question.scopes and bool(scopes)),
        grain=grain or (previous.grain if same or {intent, previous.intent} <= RANKING else None),
        lowest=question.lowest or (previous.lowest and same and "highest" not in names.cues),
        every_metric=every,
        excluded=question.excluded or (previous.excluded if every and not question.every_metric else ()),
        per=question.per or (previous.per if same and intent is Intent.AVERAGE else None),
        count=question.count or (previous.count if same else None),
        bound=bound,
        number=None if bound is not None else question.number,
        polar=question.polar or (same and previous.polar and (bound is not None or intent is Intent.RECORD)),
        combined=question.combined or (previous.combined and not question.whens),
        follows=replace(previous, follows=None),
    )


def _of_those_before(
    question: Question,
    names: Names,
    items: Sequence[Item],
    previous: Question,
    mentions: Sequence[Mention],
    intent: Intent,
) -> Question | None:
    """The question before, or the last two, asked again in another way: "same for tanks", "by how much?", "total?"."""
    if _is_same_comparison(question, previous) and intent in {Intent.FIGURE, Intent.COMPARE}:
        return _asked_again(question, names, previous)
    if _names_something_new(question):
        return None
    again = _asked_again(question, names, previous)
    if (place := _place_asked(items, previous, mentions)) > 1:
        return replace(again, intent=Intent.RANK, count=place, polar=False)
    if _picks_among(question, previous):
        return replace(again, intent=Intent.RANK, lowest="lowest" in names.cues, less=None)
    if len(previous.whens) > 1 and names.cues & {"total", "combined"} and intent is Intent.FIGURE:
        return replace(again, intent=intent, kind=None, combined=True)  # "tanks in 2023 and 2024", "total?"
    both = names.cues & SETTING_BOTH or asks_how_two_differ(names, previous)
    if not both or intent not in {Intent.FIGURE, Intent.COMPARE, Intent.TREND}:
        return None
    if previous.intent is Intent.COMPARE and _has_sides(previous):
        return again  # "by how much?" behind "which was worse?"
    if previous.follows is None:
        return None
    return _the_last_two(question, previous.follows, previous, combined="combined" in names.cues)


def _bound(question: Question, names: Names, previous: Question) -> Bound | None:
    """The number that losses are set against: the one before, or another in its place ("and one million?")."""
    if question.bound or previous.bound is None or "how_many" in names.cues:
        return question.bound
    return replace(previous.bound, amount=question.number) if question.number else previous.bound


def may_be_who_says_so(question: Question, names: Names, previous: Question) -> bool:
    """Whether a side alone may be whose losses are asked for, or who says so: "and Ukraine's?" behind NATO's."""
    return _is_a_side_then(question, names, previous) and not names.cues & TELLING


def _is_a_claimant_then(question: Question, names: Names, previous: Question) -> bool:
    """Whether a side alone is who says so, as who says so was asked before: "Ukraine's own figure?" behind NATO's."""
    return _is_a_side_then(question, names, previous) and bool(names.cues & TELLING)


def _is_a_side_then(question: Question, names: Names, previous: Question) -> bool:
    """Whether nothing but the other side is named behind a question that named who says so."""
    owning = question.claimants == (question.party,)  # "Ukraine's own figure?"
    named = (question.claimants and not owning) or question.metrics or question.whens
    alone = not (named or question.scopes or names.cues & {"losses", "lost"})
    return alone and bool(previous.claimants) and previous.party != question.party


def _asks_for_the_total(question: Question, names: Names, previous: Question) -> bool:
    """Whether behind a record, a rank, a trend or an average the plain total is asked for."""
    summed = names.cues & {"total", "cumulative"} and not names.cues & (AVERAGE_CUES | {"combined"})
    return bool(summed) and question.intent is Intent.FIGURE and previous.intent in RANKING | {Intent.AVERAGE}


def _intent(question: Question, names: Names, previous: Question) -> Intent:
    """What is asked, where the text itself asks for no more than a figure, or why two differ."""
    differing = "difference" in names.cues and "why" not in names.cues and previous.follows is not None
    if question.intent is Intent.SOURCES and (differing or asks_how_two_differ(names, previous)):
        return Intent.COMPARE  # "what's the difference between those two?"
    if question.intent is not Intent.FIGURE:
        return question.intent
    if previous.intent is Intent.AVERAGE and question.whens and question.metrics:
        return Intent.FIGURE  # "and helicopters in the same year" is a question of its own
    told = question.whens or names.cues & {"how_many", "total", "cumulative", "says", "estimate"}
    if previous.intent is Intent.RECORD and previous.polar and question.whens and "how_many" not in names.cues:
        return Intent.RECORD  # "was June?" behind "was May a record?"
    if previous.intent in RANKING and question.whens and _is_plainly_asked(question, names, previous):
        return Intent.FIGURE
    if previous.intent in RANKING | {Intent.AVERAGE} or (previous.intent is Intent.DEFINITION and not told):
        return previous.intent
    if _compares_metrics(previous) and question.whens and not question.metrics:
        return Intent.COMPARE  # "and in June?" behind "tanks or artillery in May?"
    return Intent.SOURCES if "why" in names.cues else Intent.FIGURE


def _is_plainly_asked(question: Question, names: Names, previous: Question) -> bool:
    """Whether behind a record or a trend no more than one figure is asked for: "just June", "how many in 2024?"."""
    period = period_of(question)
    one = len(question.whens) == 1 and period is not None and unit_of(period) is (previous.grain or Grain.MONTH)
    return one or (previous.intent is not Intent.TREND and "how_many" in names.cues)


def _grain(question: Question, names: Names, previous: Question) -> Grain | None:
    """The unit of a record, a rank or a trend that is named, or that "is that the highest of that year?" is of."""
    grain = question.grain or (names.grain if question.intent in RANKING else None)
    asked_of = period_of(previous)
    if grain is None and question.intent is Intent.RECORD and "is_it" in names.cues and question.whens and asked_of:
        return unit_of(asked_of)
    return grain


def _set_against(
    question: Question,
    names: Names,
    items: Sequence[Item],
    previous: Question,
    mentions: Sequence[Mention],
    whens: tuple[When, ...],
) -> tuple[Question, tuple[When, ...]]:
    """The question and its days, set against the one before: "more than in April?", "was autumn higher?"."""
    trend = question.intent is Intent.TREND and "compare" in names.cues and len(question.whens) == 1
    if trend:  # "up or down vs June?"
        question = replace(question, intent=Intent.COMPARE, grain=None)
    if _goes_on_with_averages(question, names, previous):
        if len(question.whens) == 1 and names.cues & SETTING_AGAINST:
            pair = (*previous.whens[:1], *question.whens)  # "is that more than in April?" behind an average
            whens = pair if names.cues & {"compare", "more_than", "less_than"} else pair[::-1]
            question = replace(question, intent=Intent.COMPARE)
        return replace(question, kind=Kind.DAILY_AVERAGE), whens
    if question.intent not in {Intent.FIGURE, Intent.COMPARE} or question.bound is not None:
        return question, whens
    # Of "over the whole of 2024" the period takes "over".
    free = [item for at, item in enumerate(items) if not any(each.first <= at < each.last for each in mentions)]
    if any(item.values("cues") & {"compare", "more_than", "less_than"} for item in free):
        metrics, claimants = question.metrics, question.claimants
        if len(metrics) == 1 and not (question.whens or claimants):
            metrics = (*previous.metrics[:1], *metrics)
        if len(question.whens) == 1 and not claimants:
            against: tuple[When, ...] = question.whens
            if len(mentions) == 1 and mentions[0].around and previous.whens[0].period:
                years = mentions[0].around.start.year - previous.whens[0].period.start.year
                against = (in_other_year(previous.whens[0], years),)  # "compare to a year ago" is the same month of it
            if against == previous.whens[:1]:  # "last February", of February, is the one before
                against = tuple(in_other_year(when, -1) for when in against)
            whens = (*previous.whens[:1], *against)
        if claimants:
            claimants = tuple(dict.fromkeys((*(previous.claimants or (REPORTING,)), *claimants)))
        return replace(question, intent=Intent.COMPARE, metrics=metrics, claimants=claimants), whens
    which_way = question.polar and names.cues & {"more", "fewer"} and len(question.whens) == 1
    if which_way:
        return replace(question, intent=Intent.COMPARE), (*question.whens, *previous.whens[:1])
    return question, whens


def _goes_on_with_averages(question: Question, names: Names, previous: Question) -> bool:
    """Whether averages, not totals, are set against each other: not where "compare with April" names no "it"."""
    if previous.kind is not Kind.DAILY_AVERAGE or question.metrics or question.claimants:
        return False
    if question.intent is Intent.AVERAGE:
        return True
    points = names.cues & (SETTING_AGAINST - {"compare"} | {"is_it"})
    return question.intent is Intent.COMPARE and bool(points or previous.intent is Intent.COMPARE)


def _place_asked(items: Sequence[Item], previous: Question, mentions: Sequence[Mention]) -> int:
    """The place of a rank that an ordinal alone asks for behind a record ("and the second?"), 0 for none."""
    if previous.intent not in {Intent.RECORD, Intent.RANK} or mentions:
        return 0
    ordinals = (int(value[4:]) for item in items for value in item.values("calendar") if value.startswith("ord:"))
    return next(ordinals, 0)


def _picks_among(question: Question, previous: Question) -> bool:
    """Whether the highest or lowest of the periods that were compared is asked for: "which was the lowest?"."""
    several = previous.intent is Intent.COMPARE and len(previous.whens) > 1
    # "Which month holds it?" is of all.
    return several and question.grain is None and question.intent in {Intent.RECORD, Intent.RANK}


def _has_sides(question: Question) -> bool:
    return max(len(question.whens), len(question.claimants), len(question.metrics)) > 1


def _is_same_comparison(question: Question, previous: Question) -> bool:
    """Whether a comparison of periods or claimants goes on with another metric: "same for tanks"."""
    several = len(previous.whens) > 1 or len(previous.claimants) > 1
    return (
        previous.intent is Intent.COMPARE
        and several
        and bool(question.metrics)
        and not (question.whens or question.claimants or question.bound)
    )


def _compares_metrics(question: Question) -> bool:
    return question.intent is Intent.COMPARE and len(question.metrics) > 1 and len(question.whens) < 2


def _asked_again(question: Question, names: Names, previous: Question) -> Question:
    """The question before, of what else the text names."""
    return replace(
        previous,
        metrics=question.metrics or previous.metrics,
        party=question.party or previous.party,
        polar=question.polar,
        less=question.less,
        number=None,
        corrections=names.corrections,
        unread=names.unread,
        assumptions=question.assumptions,
        follows=replace(previous, follows=None),
    )


def _names_something_new(question: Question) -> bool:
    return bool(question.whens or question.metrics or question.claimants or question.party)


def _the_last_two(question: Question, first: Question, second: Question, *, combined: bool) -> Question:
    """The last two questions set against each other ("compare them"), or added up ("both together")."""
    both = replace(second, intent=Intent.FIGURE if combined else Intent.COMPARE, combined=combined)
    if first.whens != second.whens:
        both = replace(both, whens=(*first.whens[:1], *second.whens[:1]))
    elif first.metrics != second.metrics:
        both = replace(both, metrics=(*first.metrics[:1], *second.metrics[:1]))
    elif first.claimants != second.claimants:
        both = replace(both, claimants=tuple(dict.fromkeys((*first.claimants, REPORTING, *second.claimants)))[:2])
    return replace(
        both, corrections=question.corrections, unread=question.unread, follows=replace(second, follows=None)
    )
