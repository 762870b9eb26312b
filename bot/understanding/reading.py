"""A text, read as a question: the one of its sentences that asks, with what the others tell it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.understanding.asking import OF_FIGURES, read_sentence
from bot.understanding.follow_ups import chosen
from bot.understanding.names import is_unread
from bot.understanding.periods import read_periods
from bot.understanding.question import (
    Ambiguous,
    Intent,
    NotAQuestion,
    Question,
    Understood,
    When,
)
from bot.understanding.sentences import asks, sentences
from bot.understanding.text import Shape
from bot.understanding.words import Item, Words, load_words
from store.models import Kind, Period


def read_question(
    text: str, *, now: date, previous: Question | Sequence[Question] | None = None, words: Words | None = None
) -> Understood:
    """What `text` asks, as of `now`.

    Args:
        text: as typed; no more than `MAX_LENGTH` characters of it are read.
        now: the day of asking, by which "last month" and years left out are filled in.
        previous: the question asked before in this conversation, which "and tanks?" builds on; several where they
            were asked back and one may be chosen ("the first one").
        words: what people call things; those of `seeds/words/` unless given.
    """
    words = words or load_words()
    items = words.read(text)
    if not any(item.shape is not Shape.MARK for item in items):
        return NotAQuestion("empty")
    asked = (previous,) if isinstance(previous, Question) else tuple(previous or ())
    if len(asked) > 1:
        if (place := chosen(items)) and place <= len(asked):
            return asked[place - 1]
        if (dated := _of_the_days_named(items, asked, now)) is not None:
            return dated
        readings = [_read_on(items, words, now, choice) for choice in asked]
        going_on = [read for read in readings if isinstance(read, Question) and read.follows is not None]
        if len(going_on) == len(asked):
            return Ambiguous(tuple(dict.fromkeys(going_on)))
    return _read_on(items, words, now, asked[0] if asked else None)


def _of_the_days_named(items: Sequence[Item], asked: Sequence[Question], now: date) -> Question | None:
    """The one of the questions asked back that is of the days a text names: "7 August, sorry"."""
    if any(item.values("metrics") for item in items):
        return None
    near = next((when.period for choice in asked for when in choice.whens if when.period), None)
    ends = {mention.end for mention in read_periods(items, now=now, month_first=None, near=near).mentions}
    found = [choice for choice in asked if choice.whens and choice.whens[0].end in ends]
    return found[0] if len(found) == 1 and len(ends) == 1 else None


def _read_on(items: Sequence[Item], words: Words, now: date, previous: Question | None) -> Understood:
    """The question, its typing errors corrected or asked back."""
    rivalled = [index for index, item in enumerate(items) if item.rivals and item.rivals != item.meanings]
    if rivalled:
        doubtful = rivalled[0]
        other = items[doubtful]._replace(meanings=items[doubtful].rivals)
        readings = [
            _read(variant, now, previous) for variant in (items, (*items[:doubtful], other, *items[doubtful + 1 :]))
        ]
        questions = tuple(dict.fromkeys(reading for reading in readings if isinstance(reading, Question)))
        if len(questions) > 1:
            return Ambiguous(questions)
    read = _read(items, now, previous)
    if isinstance(read, NotAQuestion) and read.why in {"unread", "unknown"}:
        return _guessed(items, words, now, previous) or read
    return read


def _guessed(items: Sequence[Item], words: Words, now: date, previous: Question | None) -> Question | Ambiguous | None:
    """What a text asks if its one unread word is too short to be corrected ("tnks in november"); None for nothing.

    Where it can be but one word, that is read and owned up to; else the readings are asked back.
    """
    unread = [index for index, item in enumerate(items) if is_unread(item)]
    if len(unread) != 1:
        return None
    (place,) = unread
    variants = ((*items[:place], guess, *items[place + 1 :]) for guess in words.guesses(items[place]))
    readings = (_read(variant, now, previous) for variant in variants)
    # Where nothing else speaks of losses a guess at when is none: "send a mem" is not of May.
    others = any(_tells(item) for item in (*items[:place], *items[place + 1 :])) or previous is not None
    told = (
        read
        for read in readings
        if isinstance(read, Question) and (read.metrics or (others and (read.whens or read.kind)))
    )
    # A figure of no days is the total so far, whether or not it says so; two forms of one word are no two questions.
    whole = (
        replace(read, kind=Kind.CUMULATIVE) if read.intent is Intent.FIGURE and not read.whens else read
        for read in told
    )
    questions = tuple({replace(read, corrections=()): read for read in whole}.values())
    return questions[0] if len(questions) == 1 else Ambiguous(questions) if questions else None


def _tells(item: Item) -> bool:
    """Whether an item says of what figures are asked, or that they are."""
    return any(item.values(kind) for kind in ("metrics", "parties", "claimants", "scopes", "cues"))


def _read(items: Sequence[Item], now: date, previous: Question | None) -> Understood:
    """A text of several sentences as the one that asks, if it tells all it asks about; else as a whole."""
    parts = sentences(items)
    if len(parts) > 1:
        asking = [
            (part, read)
            for place, part in enumerate(parts)
            if asks(part)
            and not _only_checks(part)
            and _is_whole(
                read := read_sentence(
                    part, now, _told_before(parts[:place], now, previous), _named_last(parts[:place], now)
                )
            )
        ]
        if len(asking) == 1:
            ((part, read),) = asking
            others = [other for other in parts if other is not part]
            if isinstance(read, Question):
                read = _about_what(read, others)
                if read.whens or not _speaks_of_time(others, now):
                    return read
                if told := _then(part, others, now):
                    return replace(read, whens=(told,))
    return read_sentence(items, now, previous)


def _told_before(parts: Sequence[Sequence[Item]], now: date, previous: Question | None) -> Question | None:
    """The question that a sentence goes on with: the one before, of the metric that the text turns to first.

    "Back to ships. How many of them in 2022?"
    """
    if previous is None or not parts:
        return previous
    read = read_sentence(parts[-1], now, previous)
    turns = isinstance(read, Question) and read.follows is not None and read.metrics != previous.metrics
    return read if turns and isinstance(read, Question) else previous


def _only_checks(part: Sequence[Item]) -> bool:
    """Whether a sentence asks nothing but whether what was said before is right: "Is April right?"."""
    checks = any("tag" in item.values("cues") for item in part)
    return checks and not any(item.values("metrics") or "losses" in item.values("cues") for item in part)


def _is_whole(read: Understood) -> bool:
    """Whether a sentence alone is a question about losses."""
    return isinstance(read, Question) and bool(
        read.metrics or read.every_metric or read.claimants or (read.whens and read.intent is not Intent.SOURCES)
    )


def _about_what(question: Question, others: Sequence[Sequence[Item]]) -> Question:
    """A question that names no metric, of the one whose losses another sentence told of."""
    if question.metrics or question.every_metric or question.intent not in OF_FIGURES:
        return question
    told = [part for part in others if any("losses" in item.values("cues") for item in part)]
    named = {metric for part in told for item in part for metric in item.values("metrics")}
    return replace(question, metrics=tuple(named)) if len(named) == 1 else question


def _speaks_of_time(parts: Sequence[Sequence[Item]], now: date) -> bool:
    return any(read_periods(part, now=now, month_first=None).mentions for part in parts)


def _then(asking: Sequence[Item], others: Sequence[Sequence[Item]], now: date) -> When | None:
    """The days that another sentence named, where the one that asks says "then"."""
    if not any("link:then" in item.values("calendar") for item in asking):
        return None
    mentions = [mention for part in others for mention in read_periods(part, now=now, month_first=None).mentions]
    period = mentions[0].period if len(mentions) == 1 else None
    return When(period.start, period.end) if period else None


def _named_last(parts: Sequence[Sequence[Item]], now: date) -> Period | None:
    """The last period that these sentences name: what "that month" counts from in the next."""
    mentions = [mention for part in parts for mention in read_periods(part, now=now, month_first=None).mentions]
    return next((mention.period for mention in reversed(mentions) if mention.period), None)
