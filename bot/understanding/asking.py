"""One sentence, read as a question: what its names, its periods and its signs of intent come to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.understanding.amounts import LEAST_CHECKED, Bound
from bot.understanding.doubt import ENOUGH_READ, share_read
from bot.understanding.follow_ups import following, goes_on, period_of
from bot.understanding.intents import AVERAGE_CUES, RANKING, TOPIC_CUES, asks_why_two, grain_of, read_intent, sides_of
from bot.understanding.names import COUNTED, Names, cues_of, grain_in, negated, read_names
from bot.understanding.periods import Grain as Length
from bot.understanding.periods import Marker, Mention, Reading, read_periods, resolve
from bot.understanding.periods.spans import Unit
from bot.understanding.question import (
    MAJOR_METRIC,
    Ambiguous,
    Assumption,
    Elsewhere,
    Intent,
    NotAQuestion,
    Question,
    Understood,
    When,
)
from bot.understanding.refusing import counts_something_else, narrowing, refused, standing_for_a_default, stray_numbers
from bot.understanding.text import Shape
from bot.understanding.words import COURTESIES, NEGATING, Item
from store.models import Kind, Period
from store.series import Grain

OF_FIGURES: Final = frozenset(Intent) - {Intent.DEFINITION, Intent.SOURCES, Intent.HELP}
"""The intents that are answered with figures, which a word that was not read may change."""

OLDEST: Final = 100
"""How many there were above or below so small a number, and of no unit of time, asks of ages or the like."""

_LONGER: Final = {grain: f"per_{grain}" for grain in Grain if grain is not Grain.DAY}

NEWEST_DAY: Final = When(None, None, rolling_days=1)
"""The newest day reported: "in the past day", the words of the daily reports."""


def read_sentence(
    items: Sequence[Item],
    now: date,
    previous: Question | None,
    earlier: Period | None = None,
    near: Period | None = None,
) -> Understood:
    """What a sentence asks, as of `now`.

    Args:
        items: its words and marks.
        now: the day of asking.
        previous: the question asked before in this conversation.
        earlier: the last period that the sentences before it name, which "that month" counts from.
        near: the days of the question that this one goes on from, which a period without a year is the nearest to.
    """
    said = cues_of(items)
    dates = read_periods(_without_counts(items) if said & COUNTED else items, now=now, month_first=None, near=near)
    names = read_names(items, dates.taken)
    ranked = names.cues & {"highest", "lowest", "rank"}
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
    before = earlier or period_of(previous)
    mentions = _each_once(
        [resolve(mention, before) if mention.unanchored and before else mention for mention in dates.mentions]
    )
    set_apart = bool(names.cues & {"difference", "why_differ"}) or (
        names.cues & {"changed", "more", "fewer"} and "losses" in names.cues
    )
    if len(mentions) == 1 and set_apart:
        mentions = _ends_compared(mentions[0]) or mentions
    mentions = _not_taken_back(items, mentions)
    kept = _not_negated(items, mentions) if said & NEGATING else mentions
    excepted = _within(mentions, kept)
    mentions = _not_to_come(kept, now)
    if "per_day" in names.cues and "average" not in names.cues and not ranked and _are_one_day(mentions, now):
        # "добові втрати за 1 січня" are what that day lost, "що на сьогодні за день" the newest.
        of_today = mentions[0].whole_war or (mentions[0].end is not None and mentions[0].end >= now)
        names = names._replace(cues=names.cues - {"per_day"} | ({"past_day"} if of_today else set()))
        mentions = [] if of_today else mentions
    question = _question(names, mentions, polar=bool(said & {"yes_no", "tag"}) and _is_polar(items))
    if excepted:  # "2023 without May": each figure is of days in a row
        return Elsewhere("habit", question)
    found = refused(items, said, names, dates, mentions, question)
    if found is not None:
        return found
    if previous is not None and goes_on(items, names, question, previous):
        asked_of = period_of(previous)
        hangs = not mentions or any(each.assumed_year or each.shift for each in mentions)
        if near is None and asked_of is not None and hangs:
            return read_sentence(items, now, previous, earlier, near=asked_of)
        question = following(question, names, items, previous, dates.mentions)
    else:
        timeless = not (mentions or question.kind or question.whens or question.bound or names.unread)
        if question.intent is Intent.FIGURE and names.grain and timeless:
            # "за тиждень танків": of the newest week.
            question = replace(question, whens=(newest(names.grain, now),))
        if chatter := _chatter(names, mentions):
            return chatter
    return _sure(question, items, names, dates, mentions)


def _grain_of_range(items: Sequence[Item], mentions: Sequence[Mention]) -> Grain | None:
    """The unit that a range is put in: "rank the years 2022 to 2025"."""
    ranges = [mention for mention in mentions if mention.grain is Length.SPAN and not mention.rolling]
    units = [grain_in(items[mention.first : mention.first + 2]) for mention in ranges]
    return next((unit for unit in units if unit is not None), None)


def _turns(items: Sequence[Item]) -> bool:
    """Whether a text opens with "now" or the like: in a conversation it turns to the next thing."""
    first = next((item for item in items if item.shape is not Shape.MARK), None)
    return first is not None and first.values("cues") >= {"and", "latest"}


def _is_struck(items: Sequence[Item]) -> bool:
    """Whether losses are put as what was struck: the best month for those "destroyed" is the highest."""
    return any(item.values("strikes") for item in items)


def _sure(
    question: Question, items: Sequence[Item], names: Names, dates: Reading, mentions: Sequence[Mention]
) -> Understood:
    """The question, unless something in the text may make it another one."""
    asks = question.intent is Intent.FIGURE or (question.intent is Intent.SOURCES and bool(mentions))
    if asks and not question.metrics and counts_something_else(items, dates.taken):
        return NotAQuestion("unknown")
    aged = question.bound is not None and question.bound.amount < OLDEST and "how_many" in names.cues
    if question.bound and aged and not (question.grain or question.asks_when or question.polar):
        return Elsewhere("detail", question, (str(question.bound.amount),))  # "how many of them were under 25?"
    unread = tuple(items[index].text for index in dates.unread) or standing_for_a_default(question, names)
    if not unread and question.bound is None and question.count is None and question.number is None:
        unread = stray_numbers(items, dates.taken)
    if unread and question.intent in OF_FIGURES:
        return NotAQuestion("unread", unread)
    if question.intent in OF_FIGURES and (words := narrowing(items, names, dates.taken)):
        return Elsewhere("detail", question, words)
    if len(names.parties) > 1 and names.cues & {"compare", "or", "and"} and not question.claimants:
        # The two sides count in different ways, so their losses are not set against each other.
        return Ambiguous(tuple(replace(question, party=party, intent=Intent.FIGURE) for party in names.parties))
    if "best" in names.cues and question.intent in {Intent.RECORD, Intent.RANK} and not _is_struck(items):
        before = question.follows
        if before is not None and before.intent is Intent.RECORD:  # behind the worst the best is the lowest
            return replace(question, lowest=not before.lowest)
        return Ambiguous((question, replace(question, lowest=not question.lowest)))
    doubtful = next((mention for mention in mentions if len(mention.alternatives) > 1), None)
    if doubtful is not None:
        place = mentions.index(doubtful)
        return Ambiguous(
            tuple(
                replace(question, whens=(*question.whens[:place], _same_shape(question.whens[place], period)))
                for period in doubtful.alternatives
            )
        )
    return question


def _each_once(mentions: list[Mention]) -> list[Mention]:
    """The periods without those that are named again."""
    if len(mentions) < 2:
        return mentions
    return list({(each.start, each.end, each.rolling): each for each in reversed(mentions)}.values())[::-1]


def _not_taken_back(items: Sequence[Item], mentions: list[Mention]) -> list[Mention]:
    """The periods without those that the text takes back: "in June, no wait, July"."""
    if len(mentions) < 2:
        return mentions
    said = [index for index, item in enumerate(items) if "rather" in item.values("cues")]
    return [mention for mention in mentions if said and mention.first > said[-1]] or mentions


def _are_one_day(mentions: Sequence[Mention], now: date) -> bool:
    """Whether one day is named, and it is not one to come; "so far" is up to today."""
    if len(mentions) != 1:
        return False
    (mention,) = mentions
    so_far = mention.whole_war and mention.marker is Marker.UNTIL
    return so_far or (mention.grain is Length.DAY and (mention.start or now) <= now)


def _not_to_come(mentions: list[Mention], now: date) -> list[Mention]:
    """The periods without the day to come that somebody needs figures of the past for: "tomorrow I have a talk"."""
    over = [each for each in mentions if each.start is None or each.start <= now]
    told = all(each.grain is Length.DAY and each.marker is Marker.BARE for each in mentions if each not in over)
    return over if over and told else mentions


def _not_negated(items: Sequence[Item], mentions: list[Mention]) -> list[Mention]:
    """The periods without those that stand behind "not" or "except"."""
    return [mention for mention in mentions if not negated(items, mention.first)] or mentions


def _within(mentions: Sequence[Mention], kept: Sequence[Mention]) -> bool:
    """Whether what was left out is a part of what was kept."""
    return any(
        outer.period
        and inner.period
        and outer.period.start <= inner.period.start
        and inner.period.end <= outer.period.end
        for inner in mentions
        if inner not in kept
        for outer in kept
    )


def _ends_compared(mention: Mention) -> list[Mention] | None:
    """The two ends of a range of whole units ("fell from 2024 to 2025"), None where it is no such range."""
    period = mention.period
    if period is None or mention.grain is not Length.SPAN or mention.rolling or mention.marker is not Marker.IN:
        return None
    for grain, length in ((Grain.YEAR, Length.YEAR), (Grain.QUARTER, Length.QUARTER), (Grain.MONTH, Length.MONTH)):
        first, last = grain.around(period.start), grain.around(period.end)
        if first.start == period.start and last.end == period.end and first != last:
            ends = (first, last)
            return [mention._replace(start=end.start, end=end.end, grain=length) for end in ends]
    return None


def _without_counts(items: Sequence[Item]) -> Sequence[Item]:
    """The items, with the number of a ranking hidden: "top 3 quarters" names no third quarter."""
    return [
        item._replace(text="", shape=Shape.MARK, meanings={})
        if index and items[index - 1].values("cues") & COUNTED and _is_small(item)
        else item
        for index, item in enumerate(items)
    ]


def _is_small(item: Item) -> bool:
    return (item.shape is Shape.NUMBER and len(item.text) <= 2) or any(
        value.startswith("num:") for value in item.values("calendar")
    )


def newest(unit: Grain, now: date) -> When:
    """The newest whole unit."""
    if unit is Grain.DAY:
        return NEWEST_DAY
    period = unit.before(Period(now, now))
    return When(period.start, period.end)


def _same_shape(when: When, period: Period) -> When:
    return replace(when, start=period.start, end=period.end)


def _is_polar(items: Sequence[Item]) -> bool:
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


def _chatter(names: Names, mentions: Sequence[Mention]) -> NotAQuestion | None:
    """Why a text is no question, or None where it is one."""
    topic = names.cues & TOPIC_CUES
    about_losses = (
        names.metrics
        or names.scopes
        or "losses" in topic
        or (names.claimants and (topic or names.claimants[1:]))
        or (names.amounts.bound and "when" in names.cues)
    )
    asks_about_bot = names.cues & {"help", "definition", "sources", "reliability", "why_differ"}
    hinted = topic or names.claimants or names.parties or mentions
    if about_losses or asks_about_bot or (hinted and not (names.unread or names.beside)):
        read = len(names.metrics) + len(names.claimants) + len(names.parties) + len(names.cues) + len(mentions)
        if asks_about_bot or share_read(read, len(names.unread)) >= ENOUGH_READ:
            return None
    if names.cues & {"greeting"}:
        return NotAQuestion("greeting")
    if names.cues & {"thanks"}:
        return NotAQuestion("thanks")
    return NotAQuestion("unknown")


def _question(names: Names, mentions: Sequence[Mention], *, polar: bool) -> Question:
    """The question with all that the text itself says, and nothing else."""
    intent = read_intent(names, mentions, polar=polar)
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
        grain=grain_of(names) if intent in RANKING or bound else None,
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


def _all_metrics(names: Names) -> bool:
    """Whether every metric is wanted: not where "equipment" only introduces the ones that are named."""
    if names.excluded and not names.metrics:
        return True
    if "all_metrics" not in names.cues:
        return False
    return not names.metrics or "others" in names.cues or MAJOR_METRIC in names.metrics


def _is_span(mention: Mention) -> bool:
    """Whether a period longer than a day is meant as a whole ("in May"), so that "in total" adds nothing."""
    return mention.grain is not Length.DAY and mention.marker in {Marker.IN, Marker.BARE, Marker.SINCE}


def _less(names: Names) -> bool | None:
    """Which way a comparison is asked: "more than in April?", "fewer than"."""
    if names.cues & {"less_than", "lowest", "fewer"}:
        return True
    return False if names.cues & {"more_than", "highest", "more"} else None


def _per(names: Names) -> Grain | None:
    """The unit of an average where it is longer than a day: "per month", "monthly average"."""
    return next((grain for grain, cue in _LONGER.items() if cue in names.cues), names.grain)


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
        as_published=(moment and mention.grain is Length.DAY) or until_a_day,
        rolling_days=rolling.count if rolling and rolling.unit is Unit.DAY else None,
    )
