"""One sentence, read as a question: what its names, its periods and its signs of intent come to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.understanding.doubt import ENOUGH_READ, share_read
from bot.understanding.follow_ups import goes_on, period_of
from bot.understanding.following import following, may_be_who_says_so
from bot.understanding.intents import RANKING, TOPIC_CUES
from bot.understanding.meant import cues_meant, of_one_day, periods_meant, without_counts
from bot.understanding.names import COUNTED, Names, cues_of, read_names
from bot.understanding.periods import Mention, Reading, read_periods
from bot.understanding.putting import asks_yes_or_no, newest, question_put
from bot.understanding.question import (
    MAJOR_METRIC,
    Ambiguous,
    Elsewhere,
    Intent,
    NotAQuestion,
    Question,
    Understood,
    When,
)
from bot.understanding.refusing import (
    amounts_between,
    counts_something_else,
    narrowing,
    refused,
    standing_for_a_default,
    stray_numbers,
)
from bot.understanding.words import Item
from store.models import Period
from store.series import unit_of

OF_FIGURES: Final = frozenset(Intent) - {Intent.DEFINITION, Intent.SOURCES, Intent.HELP}
"""The intents that are answered with figures, which a word that was not read may change."""

OLDEST: Final = 100
"""How many there were above or below so small a number, and of no unit of time, asks of ages or the like."""


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
    dates = read_periods(without_counts(items) if said & COUNTED else items, now=now, month_first=None, near=near)
    names = read_names(items, dates.taken)
    names = cues_meant(items, names, dates, previous)
    mentions, excepted = periods_meant(items, names, dates, earlier or period_of(previous), now)
    names, mentions = of_one_day(names, mentions, now)
    question = question_put(names, mentions, polar=bool(said & {"yes_no", "tag"}) and asks_yes_or_no(items))
    if excepted:  # "2023 without May": each figure is of days in a row
        return Elsewhere("habit", question)
    found = refused(items, said, names, dates, mentions, question)
    if found is not None:
        return found
    if previous is not None and goes_on(items, names, question, previous, dates.mentions):
        asked_of = period_of(previous)
        if near is None and asked_of is not None:
            return read_sentence(items, now, previous, earlier, near=asked_of)
        if question.party and question.intent in OF_FIGURES and may_be_who_says_so(question, names, previous):
            sides = (question, replace(question, party=None, claimants=(question.party,)))
            return Ambiguous(tuple(following(side, names, items, previous, dates.mentions) for side in sides))
        question = following(question, names, items, previous, dates.mentions)
    else:
        timeless = not (mentions or question.kind or question.whens or question.bound or names.unread)
        if question.intent is Intent.FIGURE and names.grain and timeless and names.places:
            return NotAQuestion("unread", (str(names.places),))  # so many units of it, from when is not read
        if question.intent is Intent.FIGURE and names.grain and timeless:
            # "за тиждень танків": of the newest week.
            question = replace(question, whens=(newest(names.grain, now),))
        if chatter := _chatter(names, mentions):
            return chatter
    return _sure(question, items, names, dates, mentions)


def _is_put_as_struck(items: Sequence[Item]) -> bool:
    """Whether losses are put as what was struck: the best month for those "destroyed" is the highest."""
    return any(item.values("strikes") for item in items)


def _sure(
    question: Question, items: Sequence[Item], names: Names, dates: Reading, mentions: Sequence[Mention]
) -> Understood:
    """The question, unless something in the text may make it another one."""
    asks = question.intent is Intent.FIGURE or (question.intent is Intent.SOURCES and bool(mentions))
    if asks and not question.metrics and counts_something_else(items, dates.taken):
        return NotAQuestion("unknown")
    people = not set(question.metrics) - {MAJOR_METRIC}
    aged = people and question.bound is not None and question.bound.amount < OLDEST and "how_many" in names.cues
    if question.bound and aged and not (question.grain or question.asks_when or question.polar):
        return Elsewhere("detail", question, (str(question.bound.amount),))  # "how many of them were under 25?"
    unread = tuple(items[index].text for index in dates.unread) or standing_for_a_default(question, names)
    counted = question.count is not None and question.intent in RANKING  # "top 5", not "14 days?"
    if not unread and question.bound is None and question.number is None and not counted:
        unread = stray_numbers(items, dates.taken, all_of_them=question.follows is not None)
    unread = unread or amounts_between(items, dates.taken)
    if unread and question.intent in OF_FIGURES:
        return NotAQuestion("unread", unread)
    if question.intent in OF_FIGURES and (words := narrowing(items, names, dates.taken)):
        return Elsewhere("detail", question, words)
    if len(names.parties) > 1 and names.cues & {"compare", "or", "and"} and not question.claimants:
        # The two sides count in different ways, so their losses are not set against each other.
        return Ambiguous(tuple(replace(question, party=party, intent=Intent.FIGURE) for party in names.parties))
    if "best" in names.cues and question.intent in {Intent.RECORD, Intent.RANK} and not _is_put_as_struck(items):
        before = question.follows
        if before is not None and before.intent is Intent.RECORD:  # behind the worst the best is the lowest
            return replace(question, lowest=not before.lowest)
        return Ambiguous((question, replace(question, lowest=not question.lowest)))
    doubtful = next((mention for mention in mentions if len(mention.alternatives) > 1), None)
    place = mentions.index(doubtful) if doubtful is not None else len(question.whens)
    if doubtful is not None and place < len(question.whens):
        readings = tuple(_with_period(question, place, period) for period in _likely(doubtful, question, place))
        return Ambiguous(readings) if len(readings) > 1 else readings[0]
    return question


def _likely(doubtful: Mention, question: Question, place: int) -> tuple[Period, ...]:
    """The readings of a date, or the one that is of the same unit as what it is set beside: "may 24 vs may 23"."""
    beside = {unit_of(when.period) for at, when in enumerate(question.whens) if at != place and when.period}
    alike = tuple(period for period in doubtful.alternatives if unit_of(period) in beside)
    return alike if len(alike) == 1 and len(beside) == 1 else doubtful.alternatives


def _with_period(question: Question, place: int, period: Period) -> Question:
    whens = list(question.whens)
    whens[place] = _same_shape(whens[place], period)
    return replace(question, whens=tuple(whens))


def _same_shape(when: When, period: Period) -> When:
    return replace(when, start=period.start, end=period.end)


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
