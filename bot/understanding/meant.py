"""Which of the periods and signs in a sentence are meant: what it takes back, leaves out or only mentions is not."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from bot.understanding.names import COUNTED, Names, grain_in, negated
from bot.understanding.periods import Grain as Length
from bot.understanding.periods import Marker, Mention, Reading, resolve
from bot.understanding.question import Question
from bot.understanding.text import Shape
from bot.understanding.words import NEGATING, Item
from store.models import Period
from store.series import DAY, Grain

RANKED: Final = frozenset({"highest", "lowest", "rank"})
"""Cues of a record or a rank."""


SIDE_BY_SIDE: Final = frozenset(
    {"compare", "or", "and", "difference", "more", "fewer", "more_than", "less_than", "combined", "changed", "trend"}
)
"""Cues that may set two periods side by side."""


def cues_meant(items: Sequence[Item], names: Names, dates: Reading, previous: Question | None) -> Names:
    """The names, with the cues that two signs side by side come to, and the unit of what is ranked."""
    ranked = names.cues & RANKED
    if ranked and names.grain is None:
        names = names._replace(grain=_grain_of_range(items, dates.mentions))
    if names.cues >= {"latest", "per_day"} and not (dates.mentions or ranked or "average" in names.cues):
        # "the latest daily figures" are the newest day's.
        names = names._replace(cues=names.cues - {"latest", "per_day"} | {"past_day"})
    if "past_day" in names.cues and "average" in names.cues:
        # "в середньому за добу" is a day's average, not the newest day.
        names = names._replace(cues=names.cues - {"past_day"} | {"per_day"})
    elif names.cues >= {"past_day", "per_day"} and not (dates.mentions or ranked):
        # "втрати за добу" are the newest day's; "а за добу?" asks for those before, a day.
        names = names._replace(cues=names.cues - ({"past_day"} if previous else {"per_day"}))
    if previous is not None and "latest" in names.cues and (names.metrics or dates.mentions) and _turns(items):
        names = names._replace(cues=names.cues - {"latest"})  # "now APCs" goes on, "how many now?" asks for the newest
    return names


def periods_meant(
    items: Sequence[Item], names: Names, dates: Reading, before: Period | None, now: date
) -> tuple[list[Mention], bool]:
    """The periods that are asked about, and whether a part of one of them is to be left out.

    Args:
        items: the sentence.
        names: what it names.
        dates: the periods in it.
        before: the days spoken of before, which "that month" counts from.
        now: the day of asking.
    """
    counted = [resolve(each, before) if each.unanchored and before else each for each in dates.mentions]
    mentions = _each_once(counted)
    set_apart = bool(names.cues & {"difference", "why_differ", "compare"}) or (
        names.cues & {"changed", "more", "fewer"} and ("losses" in names.cues or "changed" in names.cues)
    )
    if len(mentions) == 1 and set_apart:
        mentions = _ends_compared(mentions[0]) or mentions
    mentions = _not_taken_back(items, _dated(names, mentions))
    kept = _not_left_out(items, mentions) if any(item.values("cues") & NEGATING for item in items) else mentions
    return _not_to_come(kept, now), _within(mentions, kept) or _leaves_out_all(items, mentions)


def of_one_day(names: Names, mentions: list[Mention], now: date) -> tuple[Names, list[Mention]]:
    """The names and periods, where losses "a day" are asked of one day: "добові втрати за 1 січня" are its own.

    Of today they are those of the newest day reported: "що на сьогодні за день".
    """
    averaged = "per_day" in names.cues and "average" not in names.cues and not names.cues & RANKED
    if not averaged or not _are_one_day(mentions, now):
        return names, mentions
    of_today = mentions[0].whole_war or (mentions[0].end is not None and mentions[0].end >= now)
    cues = names.cues - {"per_day"} | ({"past_day"} if of_today else {"lost"})
    return names._replace(cues=cues), [] if of_today else mentions


def _grain_of_range(items: Sequence[Item], mentions: Sequence[Mention]) -> Grain | None:
    """The unit that a range is put in: "rank the years 2022 to 2025"."""
    ranges = [mention for mention in mentions if mention.grain is Length.SPAN and not mention.rolling]
    units = [grain_in(items[mention.first : mention.first + 2]) for mention in ranges]
    return next((unit for unit in units if unit is not None), None)


def _turns(items: Sequence[Item]) -> bool:
    """Whether a text opens with "now" or the like: in a conversation it turns to the next thing."""
    first = next((item for item in items if item.shape is not Shape.MARK), None)
    return first is not None and first.values("cues") >= {"and", "latest"}


def _each_once(mentions: list[Mention]) -> list[Mention]:
    """The periods without those that are named again, as in "On Christmas, what was lost on that day?"."""
    if len(mentions) < 2:
        return mentions
    once: dict[object, Mention] = {}
    for each in mentions:
        named = (each.start, each.end, each.rolling)
        if named not in once or (each.marker is Marker.IN and each.grain is Length.DAY):
            once[named] = each
    return _ending(list(once.values()))


def _ending(mentions: list[Mention]) -> list[Mention]:
    """The periods without "since the invasion" beside the day it runs to: "as of 1 May, since the invasion"."""
    if len(mentions) > 2 and _adds_up(mentions[0], mentions[1:]):
        return mentions[:1]  # "autumn 2022 (September, October, November)"
    if len(mentions) == 2 and (mentions[0].unanchored or mentions[0].shift) and mentions[0].grain is mentions[1].grain:
        told = [each for each in mentions if not each.shift]
        return told if len(told) == 1 and mentions[1].first - mentions[0].last == 1 else mentions
    ends = [each for each in mentions if each.marker is Marker.AS_OF]
    return ends if len(ends) == 1 and all(each.whole_war for each in mentions if each not in ends) else mentions


def _adds_up(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether periods are just the parts of another, one after the other."""
    periods = [part.period for part in parts]
    if whole.period is None or any(period is None for period in periods):
        return False
    told = [period for period in periods if period is not None]
    in_order = all(left.end + DAY == right.start for left, right in pairwise(told))
    return in_order and (told[0].start, told[-1].end) == (whole.period.start, whole.period.end)


def _ends_compared(mention: Mention) -> list[Mention] | None:
    """The two ends of a range of whole units ("fell from 2024 to 2025"), None where it is no such range."""
    period = mention.period
    if (
        period is None
        or mention.grain is not Length.SPAN
        or mention.rolling
        or mention.marker not in {Marker.IN, Marker.BARE}
    ):
        return None
    for grain, length in ((Grain.YEAR, Length.YEAR), (Grain.QUARTER, Length.QUARTER), (Grain.MONTH, Length.MONTH)):
        first, last = grain.around(period.start), grain.around(period.end)
        if first.start == period.start and last.end == period.end and first != last:
            ends = (first, last)
            return [mention._replace(start=end.start, end=end.end, grain=length) for end in ends]
    return None


def _dated(names: Names, mentions: list[Mention]) -> list[Mention]:
    """The periods without the months of no year beside one that has its own, where nothing sets the two side by side.

    "My colleague June wants those of July 2024."
    """
    if len(mentions) < 2 or names.cues & SIDE_BY_SIDE:
        return mentions
    loose = [
        each for each in mentions if each.assumed_year and each.grain is Length.MONTH and each.marker is Marker.BARE
    ]
    exact = [each for each in mentions if each not in loose and not each.assumed_year and each.grain is Length.MONTH]
    return [each for each in mentions if each not in loose] if exact else mentions


def _not_taken_back(items: Sequence[Item], mentions: list[Mention]) -> list[Mention]:
    """The periods without those that the text takes back: "in June, no wait, July"."""
    if len(mentions) < 2:
        return mentions
    said = [index for index, item in enumerate(items) if "rather" in item.values("cues")]
    return [mention for mention in mentions if said and mention.first > said[-1]] or mentions


def _not_left_out(items: Sequence[Item], mentions: list[Mention]) -> list[Mention]:
    """The periods without those that stand behind "not" or "except"."""
    return [mention for mention in mentions if not negated(items, mention.first)] or mentions


def _leaves_out_all(items: Sequence[Item], mentions: Sequence[Mention]) -> bool:
    """Whether the only days that are named are to be left out: "losses excluding 2022"."""
    excepting = {"without", "excepted"}
    said = [index for index, item in enumerate(items) if item.values("cues") & excepting]
    behind = bool(said) and all(mention.first > said[0] and negated(items, mention.first) for mention in mentions)
    return behind and bool(mentions)


def _within(mentions: Sequence[Mention], kept: Sequence[Mention]) -> bool:
    """Whether what was left out is a part of what was kept."""
    return any(
        outer.period and inner.period and _holds(outer.period, inner)
        for inner in mentions
        if inner not in kept
        for outer in kept
    )


def _holds(outer: Period, inner: Mention) -> bool:
    """Whether a mention lies within a period; one without a year lies in any year: "2023 without May"."""
    within = inner.period
    if within is None:
        return False
    inside = outer.start <= within.start and within.end <= outer.end
    return inside or (inner.assumed_year and outer.days >= 2 * within.days)


def _not_to_come(mentions: list[Mention], now: date) -> list[Mention]:
    """The periods without the day to come that somebody needs figures of the past for: "tomorrow I have a talk"."""
    over = [each for each in mentions if each.start is None or each.start <= now]
    told = all(each.grain is Length.DAY and each.marker is Marker.BARE for each in mentions if each not in over)
    return over if over and told else mentions


def _are_one_day(mentions: Sequence[Mention], now: date) -> bool:
    """Whether one day is named, and it is not one to come; "so far" is up to today."""
    if len(mentions) != 1:
        return False
    (mention,) = mentions
    so_far = mention.whole_war and mention.marker is Marker.UNTIL
    return so_far or (mention.grain is Length.DAY and (mention.start or now) <= now)


def without_counts(items: Sequence[Item]) -> Sequence[Item]:
    """The items, with the number of a ranking hidden: "top 3 quarters" names no third quarter."""
    return [
        item._replace(text="", shape=Shape.MARK, meanings={})
        if index and _counts(items, index) and _is_ranking_number(item)
        else item
        for index, item in enumerate(items)
    ]


def _counts(items: Sequence[Item], index: int) -> bool:
    """Whether a cue of a ranking stands before an item, or before its dash: "top 3", "топ-3"."""
    before = index - 2 if items[index - 1].text == "-" and index > 1 else index - 1
    return bool(items[before].values("cues") & COUNTED)


def _is_ranking_number(item: Item) -> bool:
    return (item.shape is Shape.NUMBER and len(item.text) <= 2) or any(
        value.startswith("num:") for value in item.values("calendar")
    )
