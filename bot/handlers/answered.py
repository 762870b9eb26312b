"""Which message of the bot answers which question, so that an edited question gets its answer edited."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from telegram import Message

from bot.handlers.sending import Outgoing

MOST_REMEMBERED: Final = 5_000
"""Questions; people edit within minutes, and an answer takes a few hundred bytes to remember."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it was sent."""

    message_id: int
    outgoing: Outgoing


class Answered:
    """The newest answers; the oldest are forgotten."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        """Remember `most` answers."""
        self._most: Final = most
        self._answers: Final[OrderedDict[tuple[int, int], Answer]] = OrderedDict()

    def remember(self, question: Message, answer: Answer) -> None:
        """`answer` is what `question` got."""
        self._answers[question.chat.id, question.message_id] = answer
        self._answers.move_to_end((question.chat.id, question.message_id))
        while len(self._answers) > self._most:
            self._answers.popitem(last=False)

    def to(self, question: Message) -> Answer | None:
        """What `question` got, where that is remembered."""
        return self._answers.get((question.chat.id, question.message_id))
