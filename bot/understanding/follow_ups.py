"""A question that builds on the one before it: "and tanks?", "is that a record?", "compare with April"."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.understanding.doubt import FRAGMENT_WORDS
from bot.understanding.intents import AVERAGE_CUES, RANKING, TOPIC_CUES
from bot.understanding.names import Names
from bot.understanding.periods import Grain as Length
from bot.understanding.periods import Mention
from bot.understanding.question import Assumption, Intent, Question, When
from bot.understanding.sentences import ENDS
from bot.understanding.text import Shape
from bot.understanding.words import COURTESIES, Item
from store.models import Kind, Period
from store.series import Grain

SETTING_AGAINST: Final = frozenset({"more_than", "less_than", "compare", "more", "fewer"})
"""Cues that set what was answered against something else."""

SETTING_BOTH: Final = frozenset({"compare", "combined", "difference", "more", "fewer"})
"""Cues that, with nothing else named, speak of the last two questions: "add them up", "which of the two was worse?"."""

ASKING_ALONE: Final = TOPIC_CUES - AVERAGE_CUES - {"compare", "total", "cumulative"}
"""Cues by which a short text asks something of its own."""

LEAST_YEAR: Final = 365
"""So many days are a whole year: another year takes its place."""

REPORTING: Final = "ukraine"
"""Who is meant where a figure is set against a claimant and its own was not named: the one who reports daily."""


def goes_on(items: Sequence[Item], names: Names, question: Question, previous: Question) -> bool:
    """Whether a text builds on the question before it: it opens like one, points back, or is but a fragment."""
    words = [item for item in items if item.shape is not Shape.MARK and not _is_small_talk(item)]
    if words and ("and" in words[0].values("cues") or _last_opens(items)):
        return _names_something(names, question) or not (names.unread or names.beside)
    if question.scopes and not (question.whens or names.cues & ASKING_ALONE) and len(words) <= FRAGMENT_WORDS:
        return True  # "only the dead?"
    if not names.metrics and len(words) <= FRAGMENT_WORDS and _asks_for_another_part(items, previous):
        return True
    if _names_no_losses(names, question):
        if question.intent in RANKING:
            return True  # "wow. record?", "which was the worst year?"
        if (question.whens or _asks_how_many(names)) and not (names.unread or names.beside):
            return True  # "how many in the first quarter?"
    if question.bound is not None:
        return False
    if "compare" in names.cues and question.whens and not (question.metrics or names.cues & {"losses", "how_many"}):
        return len(question.whens) + len(question.claimants) < 2  # "compare it with the same month last year"
    if "is_it" in names.cues and names.cues & SETTING_AGAINST and not question.metrics:
        return True  # "is that more than in May of last year?"
    if names.cues & {"is_it"} and not question.whens and not question.metrics:
        return True
    bare = not (question.whens or question.metrics or question.claimants)
    if bare and names.cues & (AVERAGE_CUES | {"sources", "reliability", "why", "changed", "before_that", "after_that"}):
        return True
    if bare and previous.follows and len(words) <= FRAGMENT_WORDS and names.cues & SETTING_BOTH:
        return True
    if bare and len(words) <= FRAGMENT_WORDS and names.cues & {"cumulative", "total", "running_total"}:
        return "losses" not in names.cues
    dated = question.whens and Assumption.YEAR not in question.assumptions
    asks_alone = names.cues & ASKING_ALONE or (dated and question.metrics)
    named = question.whens or question.metrics or question.claimants
    return bool(named) and not asks_alone and len(words) <= FRAGMENT_WORDS and not (names.unread or names.beside)


def _names_no_losses(names: Names, question: Question) -> bool:
    """Whether a text says nothing of what the losses are of, not even that they are any."""
    said = question.metrics or question.every_metric or question.claimants or question.scopes or names.parties[1:]
    asks_of_figures = question.intent in {Intent.DEFINITION, Intent.SOURCES, Intent.HELP, Intent.LATEST}
    losses = "losses" in names.cues and "lost" not in names.cues
    return not (said or asks_of_figures or losses)


def _last_opens(items: Sequence[Item]) -> bool:
    """Whether the last sentence opens like one that goes on: "sorry, wrong chat. And July?"."""
    ends = [index for index, item in enumerate(items[:-1]) if item.shape is Shape.MARK and item.text in ENDS]
    return bool(ends) and "and" in items[ends[-1] + 1].values("cues")


def _asks_for_another_part(items: Sequence[Item], previous: Question) -> bool:
    """Whether a text names another quarter or half than the one before: "the third?"."""
    asked_of = period_of(previous)
    part = asked_of is not None and any(grain_of_period(asked_of) is grain for grain in (Grain.QUARTER,))
    return part and any(value.startswith("ord:") for item in items for value in item.values("calendar"))


def _asks_how_many(names: Names) -> bool:
    return "how_many" in names.cues and bool(names.cues & {"lost", "per_day", "average", "total", "cumulative"})


def chosen(items: Sequence[Item]) -> int:
    """Which of the questions asked back a text chooses, by its place ("the second one", "2"); 0 where it chooses none."""
    telling = [item for item in items if item.shape is not Shape.MARK and not _says_no_place(item)]
    if len(telling) != 1:
        return 0
    (place,) = telling
    if place.shape is Shape.NUMBER:
        return int(place.text) if len(place.text) == 1 else 0
    return next((int(value[4:]) for value in place.values("calendar") if value.startswith("ord:")), 0)


def _says_no_place(item: Item) -> bool:
    """Whether an item may stand around a place without saying more: "the … one, please"."""
    ties = all(value.startswith("link:") or value == "num:1" for value in item.values("calendar"))
    return ties and bool(item.meanings) and not item.meanings.keys() - {"filler", "calendar", "alerts"}


def _is_small_talk(item: Item) -> bool:
    """Whether an item says nothing, or thanks or greets: what may stand before "and tanks?"."""
    if item.values("cues"):
        return item.values("cues") <= COURTESIES and item.meanings.keys() <= {"cues", "filler"}
    return bool(item.meanings) and item.meanings.keys() <= {"filler"}


def _spans_several(question: Question, grain: Grain) -> bool:
    """Whether a question's days hold several units: the worst month of them can be asked for."""
    period = question.whens[0].period if question.whens else None
    return period is not None and grain.around(period.start).end < period.end


def _names_something(names: Names, question: Question) -> bool:
    """Whether a text says anything that a question could differ in from the one before."""
    return bool(question.whens or question.metrics or question.claimants or names.parties or names.cues - {"and"})


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
    summed = names.cues & {"total", "cumulative"} and not names.cues & (AVERAGE_CUES | {"combined"})
    if previous.intent in RANKING | {Intent.AVERAGE} and summed and question.intent is Intent.FIGURE:
        # "Not the average, the total": of the same days; "and the total that month?" behind its worst day.
        previous = replace(previous, intent=Intent.FIGURE, kind=None)
        question = replace(question, kind=None)
    intent = question.intent
    told = question.whens or names.cues & {"how_many", "total", "cumulative"}
    if intent is Intent.FIGURE and (
        previous.intent in RANKING | {Intent.AVERAGE} or (previous.intent is Intent.DEFINITION and not told)
    ):
        intent = previous.intent
    if intent is Intent.SOURCES and "difference" in names.cues and "why" not in names.cues and previous.follows:
        intent = Intent.COMPARE  # "what's the difference between those two?"
    if intent is Intent.FIGURE and _compares_metrics(previous) and question.whens and not question.metrics:
        return _compared_again(question, names, replace(previous, whens=question.whens))
    if _is_same_comparison(question, previous) and intent in {Intent.FIGURE, Intent.COMPARE}:
        return _compared_again(question, names, previous)
    if intent is Intent.COMPARE and not question.whens and "compare" not in names.cues:
        intent = Intent.FIGURE
    if "why" in names.cues and intent is Intent.FIGURE:
        intent = Intent.SOURCES
    question = _counted_from(question, previous, mentions)
    asked_of = period_of(previous)
    whens, claimants = _whens(question, names, previous, mentions), question.claimants or previous.claimants
    if whens and whens not in {question.whens, previous.whens}:
        question = replace(question, kind=None)  # "the whole month" is no total
    grain = question.grain or (names.grain if intent in RANKING else None)
    if intent is Intent.RECORD and "is_it" in names.cues and question.whens and not grain and asked_of:
        grain = grain_of_period(asked_of)  # "is that the highest of that year?"
    if intent in RANKING and grain and not (question.whens or "is_it" in names.cues or _spans_several(previous, grain)):
        whens = ()  # "which was the worst year?" behind a month looks at them all
    sums = names.cues & SETTING_BOTH and intent in {Intent.FIGURE, Intent.COMPARE, Intent.TREND}
    if previous.follows and sums and not _names_something_new(question):
        return _the_last_two(question, previous.follows, previous, combined="combined" in names.cues)
    # Of "compare with April" the period reader takes the whole.
    free = [item for at, item in enumerate(items) if not any(each.first <= at < each.last for each in mentions)]
    compares = any(item.values("cues") & {"compare", "more_than", "less_than"} for item in free)
    if question.bound is None and compares and intent in {Intent.FIGURE, Intent.COMPARE}:
        # "more than in April?": the question before is the first side.
        intent = Intent.COMPARE
        if len(question.metrics) == 1 and not (question.whens or question.claimants):
            question = replace(question, metrics=(*previous.metrics[:1], *question.metrics))
        if len(question.whens) == 1 and not question.claimants:
            whens = (*previous.whens[:1], *question.whens)
        if question.claimants:
            claimants = tuple(dict.fromkeys((*(previous.claimants or (REPORTING,)), *question.claimants)))
    # "Are the wounded counted?" asked of a fate, what follows doesn't.
    scopes = previous.scopes if previous.intent is not Intent.DEFINITION or intent is Intent.DEFINITION else frozenset()
    if question.polar and names.cues & {"more", "fewer"} and len(question.whens) == 1 and intent is Intent.FIGURE:
        intent, whens = Intent.COMPARE, (*question.whens, *previous.whens[:1])  # "was autumn higher?"
    new_claimant = bool(question.claimants) and question.claimants != previous.claimants
    return replace(
        question,
        intent=intent,
        metrics=question.metrics or previous.metrics,
        party=question.party or previous.party,
        claimants=claimants,
        speaker=question.speaker or (None if new_claimant else previous.speaker),
        body=question.body or (None if new_claimant else previous.body),
        whens=whens,
        kind=question.kind or (None if question.whens else previous.kind),
        scopes=question.scopes or scopes,
        strict=question.strict or (previous.strict and not question.scopes and bool(scopes)),
        grain=grain or (previous.grain if intent is previous.intent else None),
        lowest=question.lowest or (previous.lowest if intent is previous.intent else False),
        every_metric=question.every_metric or (previous.every_metric and not question.metrics),
        combined=question.combined or (previous.combined and not question.whens),
        follows=replace(previous, follows=None),
    )


def _whens(question: Question, names: Names, previous: Question, mentions: Sequence[Mention]) -> tuple[When, ...]:
    """The days asked about: those the text names, else those of the question before."""
    if any(mention.whole_war for mention in mentions):
        return question.whens
    if "instead" in names.cues and question.whens and previous.whens:
        return (_in_year_of(previous.whens[0], question.whens[0]), *question.whens[1:])
    if names.cues & {"before_that", "after_that"} and not question.whens and previous.whens:
        return _beside(previous.whens[0], later="after_that" in names.cues)
    whole = question.intent in {Intent.FIGURE, Intent.AVERAGE} and "total" in names.cues and names.grain
    if whole and not question.whens and previous.whens and (period := previous.whens[0].period):
        around = names.grain.around(period.start) if names.grain else period  # "the whole month" behind one of its days
        return (When(around.start, around.end),)
    return question.whens or previous.whens


def _counted_from(question: Question, previous: Question, mentions: Sequence[Mention]) -> Question:
    """A question of days counted from the one before, or of another day, asks for the same of them.

    "A year earlier" of a total is one, and so is "and on the 6th?".
    """
    if len(mentions) == 1 and mentions[0].around and _is_a_total(previous):  # "and what was it a year ago?"
        day = When(mentions[0].start, mentions[0].end, moment=True, as_published=True)
        return replace(question, whens=(day,), kind=Kind.CUMULATIVE)
    if not (question.whens and previous.whens and mentions):
        return question
    first = previous.whens[0]
    days = all(mention.grain is Length.DAY for mention in mentions) and question.kind is None
    if not (days or all(mention.unanchored for mention in mentions)):
        return question
    if first.period is None or any(
        when.period is None or when.period.days != first.period.days for when in question.whens
    ):
        return question
    whens = (replace(when, moment=first.moment, as_published=first.as_published) for when in question.whens)
    return replace(question, whens=tuple(whens), kind=question.kind or previous.kind)


def _is_a_total(question: Question) -> bool:
    """Whether a question asked for a total up to a day."""
    moment = any(when.moment for when in question.whens)
    return question.kind is Kind.CUMULATIVE or question.intent is Intent.LATEST or moment


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


def _compared_again(question: Question, names: Names, previous: Question) -> Question:
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


def _in_year_of(when: When, other: When) -> When:
    """`when` in the year that `other` is: "sorry, I meant 2023" takes back the year alone."""
    period, year = when.period, other.period
    if period is None or year is None or year != Grain.YEAR.around(year.start) or period.days >= LEAST_YEAR:
        return other
    years = year.start.year - period.start.year
    start, end = _moved(period.start, years), _moved(period.end, years)
    unit = grain_of_period(period)
    if unit is not None:
        whole = unit.around(start)
        start, end = whole.start, whole.end
    return replace(when, start=start, end=end, rolling_days=None)


def _moved(day: date, years: int) -> date:
    """The same day of another year; 29 February is the last of the month there."""
    return day.replace(year=day.year + years, day=min(day.day, monthrange(day.year + years, day.month)[1]))


def grain_of_period(period: Period) -> Grain | None:
    """The unit that a period is."""
    return next((grain for grain in Grain if grain.around(period.start) == period), None)


def _beside(when: When, *, later: bool) -> tuple[When, ...]:
    """The unit before or after, or as many days."""
    period = when.period
    if period is None:
        return (when,)
    unit = grain_of_period(period)
    days = timedelta(days=period.days if later else -period.days)
    if unit is None:
        beside = Period(period.start + days, period.end + days)
    else:
        beside = unit.around(period.end + timedelta(days=1)) if later else unit.before(period)
    return (replace(when, start=beside.start, end=beside.end, rolling_days=None),)


def period_of(question: Question | None) -> Period | None:
    """The days of the question before, which "the month before" counts from."""
    return question.whens[0].period if question and question.whens else None
