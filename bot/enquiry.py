"""One question, all the way: understood, answered, put into words, with the conversation it belongs to."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from time import monotonic
from typing import Final

from bot.answering.answers import answer
from bot.answering.outcome import Answer, Clarify, Outcome
from bot.answering.suggestions import examples
from bot.replies.names import Names
from bot.replies.replies import reply_to
from bot.replies.reply import Reply
from bot.replies.wording import wording
from bot.understanding.question import Elsewhere, Intent, Question
from bot.understanding.reading import read_question
from bot.understanding.text import fold
from bot.understanding.words import Words, load_words
from store.models import Language
from store.snapshot import Snapshot

KEPT_FOR: Final = 2 * 60 * 60
"""Seconds after which a conversation is over: "and tanks?" of the next day is a question of its own."""

MOST_CONVERSATIONS: Final = 10_000
"""How many conversations are remembered at once; the one that was silent longest is forgotten first."""

CYRILLIC: Final = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяєії")
"""The letters that make a text one to reply to in Ukrainian, where the person's language is not known, as folded."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it came.

    Attributes:
        text: as typed.
        now: the day of asking; nothing published after it is used.
        language: the person's interface language; None to take it from the text.
        conversation: questions with the same value are one conversation, so that "and tanks?" is understood.
    """

    text: str
    now: date
    language: Language | None = None
    conversation: str | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """What came of a question."""

    outcome: Outcome
    reply: Reply
    language: Language


@dataclass(slots=True)
class Conversations:
    """The last question of each conversation, or those that were asked back, in memory and bounded.

    `clock` tells the time in seconds that only go on.
    """

    clock: Callable[[], float] = monotonic
    _last: OrderedDict[str, tuple[float, tuple[Question, ...]]] = field(default_factory=OrderedDict)

    def last(self, conversation: str | None) -> tuple[Question, ...]:
        """The question asked before, or the ones to choose from; none where nothing is remembered, or from long ago."""
        asked_at, questions = self._last.get(conversation or "", (0.0, ()))
        return questions if self.clock() - asked_at <= KEPT_FOR else ()

    def remember(self, conversation: str | None, questions: tuple[Question, ...]) -> None:
        """Keep a question as the last of its conversation, or several to choose from."""
        if not conversation or not questions:
            return
        self._last[conversation] = (self.clock(), questions)
        self._last.move_to_end(conversation)
        while len(self._last) > MOST_CONVERSATIONS:
            self._last.popitem(last=False)


class Enquiries:
    """Answers questions from whatever the store holds at the moment."""

    def __init__(
        self, snapshot: Callable[[], Snapshot], words: Words | None = None, clock: Callable[[], float] = monotonic
    ) -> None:
        """Answer from the snapshot that `snapshot` gives when a question comes; `clock` tells how long ago one came."""
        self._snapshot = snapshot
        self._words = words or load_words()
        self._conversations = Conversations(clock)

    def ask(self, asked: Asked) -> Response:
        """The answer to a question, in words."""
        language = asked.language or language_of(asked.text)
        previous = self._conversations.last(asked.conversation)
        understood = read_question(asked.text, now=asked.now, previous=previous, words=self._words)
        snapshot = self._snapshot()
        outcome = answer(understood, snapshot, asked.now)
        if isinstance(outcome, Clarify):
            self._conversations.remember(asked.conversation, outcome.choices)
        elif isinstance(understood, Question):
            self._conversations.remember(asked.conversation, (understood,))
        elif isinstance(understood, Elsewhere) and understood.question.metrics and understood.question.whens:
            # "Tank losses at Bakhmut in May?" is declined, but "and drones?" goes on with it.
            self._conversations.remember(asked.conversation, (understood.question,))
        return Response(outcome, reply_to(outcome, snapshot.catalogue, language, asked.now), language)

    def readings(self, asked: Asked, most: int = 5) -> tuple[Response, ...]:
        """Several readings of a text, best first, each with figures; none where nothing fits.

        An empty text gives the latest figures. Used where a person picks from a list before sending (inline mode).
        """
        language = asked.language or language_of(asked.text)
        questions = self._readings(asked, most)
        return tuple(
            response
            for question in questions
            if isinstance((response := self.told(question, asked.now, language)).outcome, Answer)
        )[:most]

    def _readings(self, asked: Asked, most: int) -> tuple[Question, ...]:
        if not asked.text.strip():
            metrics = ((), ("tanks",), ("artillery",), ("armoured_vehicles",), ("uavs",))
            return tuple(Question(Intent.LATEST, metrics=named) for named in metrics[:most])
        understood = read_question(asked.text, now=asked.now, words=self._words)
        if not isinstance(understood, Question):
            outcome = answer(understood, self._snapshot(), asked.now)
            return outcome.choices if isinstance(outcome, Clarify) else ()
        outcome = answer(understood, self._snapshot(), asked.now)
        if isinstance(outcome, Clarify):
            return outcome.choices
        return (understood, *_other_shapes(understood))

    def told(self, question: Question, now: date, language: Language) -> Response:
        """The answer to a question that was put together, not typed."""
        snapshot = self._snapshot()
        outcome = answer(question, snapshot, now)
        return Response(outcome, reply_to(outcome, snapshot.catalogue, language, now), language)

    def examples(self, language: Language, now: date) -> tuple[str, ...]:
        """Three questions that can be answered today, in full."""
        snapshot = self._snapshot()
        names = Names(snapshot.catalogue, wording(language))
        return tuple(names.question(question) for question in examples(snapshot, now))

    def sources(self, language: Language, now: date) -> Response:
        """Where the figures come from."""
        return self.told(Question(Intent.SOURCES), now, language)

    def about(self, language: Language, now: date) -> Response:
        """What the figures count, and that they are claims."""
        return self.told(Question(Intent.DEFINITION), now, language)

    def help(self, language: Language, now: date) -> Response:
        """What can be asked."""
        return self.told(Question(Intent.HELP), now, language)

    def latest(self, language: Language, now: date) -> Response:
        """The newest report."""
        return self.told(Question(Intent.LATEST), now, language)


def _other_shapes(question: Question) -> tuple[Question, ...]:
    """What else a short text may have meant: the total so far, losses a day, the record."""
    if question.intent is not Intent.FIGURE:
        return ()
    return (
        replace(question, intent=Intent.AVERAGE),
        replace(question, intent=Intent.LATEST, whens=(), kind=None),
        replace(question, intent=Intent.RECORD, whens=(), kind=None),
    )


def addressed(text: str) -> str | None:
    """A group's text without the mark that addresses it to a bot, or None where it has none.

    A mark is a command, or the name of a bot ("@…bot"), as Telegram's users write them.
    """
    if text.startswith("/"):
        return text
    words = text.split()
    rest = [word for word in words if not (word.startswith("@") and word.casefold().rstrip(",.:;!?").endswith("bot"))]
    return " ".join(rest) if len(rest) < len(words) else None


def language_of(text: str) -> Language:
    """The language to reply in, from the letters of a text: Ukrainian for Cyrillic, else English."""
    letters = fold(text)
    cyrillic = sum(letter in CYRILLIC for letter in letters)
    latin = sum("a" <= letter <= "z" for letter in letters)
    return "uk" if cyrillic > latin else "en"
