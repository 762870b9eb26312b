"""How a sentence puts its question: as a total or a day's losses, as a yes or a no, in which unit and which way."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.understanding.amounts import LEAST_CHECKED, Bound
from bot.understanding.intents import AVERAGE_CUES, RANKING, asks_why_two, grain_of, longer_unit, read_intent, sides_of
from bot.understanding.names import Names
from bot.understanding.periods import Grain as Length
from bot.understanding.periods import Marker, Mention
from bot.understanding.periods.spans import Unit
from bot.understanding.question import MAJOR_METRIC, Assumption, Intent, Question, When
from bot.understanding.text import Shape
from bot.understanding.words import COURTESIES, Item
from store.models import Kind
from store.series import Grain

NEWEST_DAY: Final = When(None, None, rolling_days=1)
"""The newest day reported: "in the past day", the words of the daily reports."""


def question_put(names: Names, mentions: Sequence[Mention], *, polar: bool) -> Question:
    """The question with all that the text itself says, and nothing else."""
    intent = read_intent(names, mentions, polar=polar)
    if intent is Intent.AVERAGE and _is_one_unit(names, mentions):
        names = names._replace(cues=names.cues - AVERAGE_CUES)
        intent = Intent.FIGURE
    bound, number = names.amounts.bound, names.amounts.number
    if number is not None and bound is None and "when" in names.cues:
        # "When did they lose the 5,000th tank?"
        bound, number = Bound(number), None
    if number is not None and polar and "lost" in names.cues and not mentions:
        # "Have they lost half a million?" is not asked to the last man, nor is "in any month".
        bound, number = Bound(number), None
        intent = Intent.RANK if grain_of(names) else intent
    if number is not None and (names.places or (number < LEAST_CHECKED and not polar)):
        number = None
    told = not bound or names.cues & {"total", "average"}
    kind = _kind(names, mentions) if intent not in RANKING and told else None
    whens = tuple(_when(mention, names, kind) for mention in mentions if not mention.whole_war)
    if intent is Intent.COMPARE and kind is None and all(mention.grain is Length.DAY for mention in mentions):
        # Of days that are set against each other each is asked for what it lost.
        whens = tuple(replace(when, moment=False, as_published=False) for when in whens)
    if "past_day" in names.cues and not mentions and intent not in RANKING:
        whens = (NEWEST_DAY,)
    return Question(
        intent=intent,
        metrics=names.metrics,
        excluded=names.excluded,
        party=names.parties[0] if names.parties else None,
        claimants=names.claimants,
        speaker=names.speaker,
        body=names.body,
        whens=whens,
        kind=kind,
        scopes=names.scopes,
        strict=names.strict,
        grain=grain_of(names) if intent in RANKING or (bound and kind is None) else None,
        lowest="lowest" in names.cues,
        count=names.places,
        combined="combined" in names.cues,
        every_metric=_all_metrics(names),
        polar=polar and not ("or" in names.cues and sides_of(names, mentions) > 1),
        number=number,
        bound=bound,
        asks_when="when" in names.cues,
        less=_less(names),
        per=_per(names) if intent is Intent.AVERAGE else None,
        changed="changed" in names.cues and intent is Intent.SOURCES,
        differing="why_differ" in names.cues or asks_why_two(names),
        corrections=names.corrections,
        unread=names.unread,
        assumptions=_assumed(names, mentions),
    )


def _is_one_unit(names: Names, mentions: Sequence[Mention]) -> bool:
    """Whether "weekly" only says what a period is, which is one such unit: "weekly: 11-17 August 2025"."""
    period = mentions[0].period if len(mentions) == 1 else None
    unit = longer_unit(names)
    if unit is None or period is None or "average" in names.cues:
        return False
    return unit.around(period.start) == period


def _assumed(names: Names, mentions: Sequence[Mention]) -> frozenset[Assumption]:
    """What had to be filled in or corrected to read a text."""
    years = {Assumption.YEAR for mention in mentions if mention.assumed_year}
    return frozenset(years | {Assumption.SPELLING} if names.corrections else years)


def _kind(names: Names, mentions: Sequence[Mention]) -> Kind | None:
    cues = names.cues
    if cues & AVERAGE_CUES:
        return Kind.DAILY_AVERAGE
    if any(mention.whole_war for mention in mentions):
        return Kind.CUMULATIVE
    if cues & {"cumulative", "total"} and not any(_is_span(mention) for mention in mentions):
        return Kind.CUMULATIVE
    if "total" in cues and len(mentions) == 1 and mentions[0].edge == "early" and "lost" not in cues:
        return Kind.CUMULATIVE  # "the total at the start of 2024"
    return Kind.CUMULATIVE if "running_total" in cues else None


def _is_span(mention: Mention) -> bool:
    """Whether a period longer than a day is meant as a whole ("in May"), so that "in total" adds nothing."""
    return mention.grain is not Length.DAY and mention.marker in {Marker.IN, Marker.BARE, Marker.SINCE}


def _all_metrics(names: Names) -> bool:
    """Whether every metric is wanted: not where "equipment" only introduces the ones that are named."""
    if names.excluded and not names.metrics:
        return True
    if "all_metrics" not in names.cues:
        return False
    return not names.metrics or "others" in names.cues or MAJOR_METRIC in names.metrics


def _less(names: Names) -> bool | None:
    """Which way a comparison is asked: "more than in April?", "fewer than"."""
    if names.cues & {"less_than", "lowest", "fewer"}:
        return True
    return False if names.cues & {"more_than", "highest", "more"} else None


def _per(names: Names) -> Grain | None:
    """The unit of an average where it is longer than a day: "per month", "monthly average"."""
    return longer_unit(names) or names.grain


def _when(mention: Mention, names: Names, kind: Kind | None) -> When:
    moment = mention.marker is Marker.AS_OF
    if mention.grain is Length.DAY and mention.marker is Marker.ON:
        # "lost on 12 May" is what that day lost; "the figure on 12 May" is the total published then.
        moment = kind is Kind.CUMULATIVE or "lost" not in names.cues
    if mention.grain is Length.DAY and mention.marker in {Marker.BARE, Marker.IN}:
        moment = kind is Kind.CUMULATIVE
    if kind is Kind.CUMULATIVE and mention.edge == "early" and mention.start:
        return When(mention.start, mention.start, moment=True, as_published=True)
    if mention.edge == "end" and kind is None and "lost" in names.cues and "total" not in names.cues:
        moment = False  # "lost at the end of May" is what its last days lost
    unit = mention.around
    rolling = mention.rolling
    until_a_day = mention.marker is Marker.UNTIL and mention.grain is Length.DAY and not mention.inclusive
    return When(
        start=unit.start if unit else mention.start,
        end=unit.end if unit else mention.end,
        moment=moment,
        as_published=(moment and (mention.grain is Length.DAY or mention.edge == "early")) or until_a_day,
        rolling_days=rolling.count if rolling and rolling.unit is Unit.DAY else None,
    )


def newest(unit: Grain, now: date) -> When:
    """The newest whole unit."""
    if unit is Grain.DAY:
        return NEWEST_DAY
    period = unit.before(unit.around(now))
    return When(period.start, period.end)


def asks_yes_or_no(items: Sequence[Item]) -> bool:
    """Whether a text asks for a yes or a no.

    Behind "and" or a greeting it opens with a verb or particle that does, or it ends with a tag ("isn't it?").
    """
    words = [item for item in items if item.shape is not Shape.MARK]
    first = next((item for item in words if not _leads_in(item)), None)
    opens = first is not None and "yes_no" in first.values("cues")
    return opens or (len(words) > 1 and "tag" in words[-1].values("cues") and items[-1].text == "?")


def _leads_in(item: Item) -> bool:
    """Whether an item may stand before what a text opens with: "hi", "thanks", "and"."""
    cues = item.values("cues")
    return bool(cues) and cues <= COURTESIES | {"and"}
