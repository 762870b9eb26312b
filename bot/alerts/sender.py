"""What delivers messages: the port that Telegram's side fulfils, and what can become of a message."""

from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.alerts.pacing import Leaving
from bot.replies.reply import Reply
from store.subscriptions import Address, Unreachable


class ActionKind(StrEnum):
    """What a button under an alert does."""

    CHART = "chart"
    """Draw the series: the value is the key of a subject (`bot.replies.charts`)."""
    COMPARE = "compare"
    """Set the figure against the unit before: the value is the key of a subject, too."""
    STOP = "stop"
    """Stop what led to the alert: the value is its subscription's key."""


@dataclass(frozen=True, slots=True)
class Action:
    """A button: what it does, what it says, and with what."""

    kind: ActionKind
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Message:
    """An alert or a digest in words, with its buttons."""

    reply: Reply
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrived:
    """Telegram has taken the message."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The chat cannot be reached, now or later: nothing more is to be sent there."""

    why: Unreachable


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has become another one; the message has not arrived."""

    to: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """The message may have arrived: there was no answer in time."""


@dataclass(frozen=True, slots=True)
class NotSent:
    """It has not arrived, through no fault of the chat's, and every attempt that was allowed has been made."""

    why: str


Delivery = Arrived | Gone | Moved | Unknown | NotSent
"""What became of one message."""


class Sender(Protocol):
    """Sends messages, as fast as it is allowed to: pacing, waiting and repeated attempts are its business.

    It never raises because of a chat, of Telegram or of the network: what happened is what it returns.
    """

    async def send(self, address: Address, message: Message, leaving: Leaving = nullcontext) -> Delivery:
        """Send a message, and tell what became of it.

        Args:
            address: where to.
            message: what.
            leaving: entered whenever the message leaves, and left with its answer, or with the error that came
                instead. Whoever cancels the sending in between will not know whether it has arrived.
        """
