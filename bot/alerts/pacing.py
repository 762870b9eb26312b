"""How fast Telegram may be written to: a clock of turns that never lets a burst through (pure: time is passed in).

Telegram publishes three limits: about 30 messages a second in all, one a second to one chat, 20 a minute to one
group. It counts messages when they arrive, which is a little later than they left, and not always by the same; so
turns are given a little farther apart than the limits say.
"""

from collections import deque
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

MARGIN: Final = 0.022
"""Seconds by which the way to Telegram may take longer for one message than for another."""

SLACK: Final = 0.01
"""Seconds of delay that are made up for: timers are never quite on time."""

_HASTE: Final = 0.8
"""While a delay is made up for, messages still keep this part of their distance."""

_FINE: Final = 100
"""From so many messages a second on timers are too coarse for a distance between any two."""

MOST_ANSWERS_IN_A_ROW: Final = 9
"""How many answers may overtake an alert that is ready to go: however much is asked, every tenth turn is an alert's."""

_FORGOTTEN_EVERY: Final = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Telegram's limits, and the seconds for which they hold."""

    overall: int = 30
    """Messages a second."""
    paid: int = 1_000
    """Messages a second of those that are paid for; they do not count towards the others."""
    chat_seconds: float = 1.0
    """Seconds from one message to a chat to the next."""
    group: int = 20
    """Messages to one group or channel..."""
    group_seconds: float = 60.0
    """...in so many seconds."""


class Spacing:
    """Turns at even distances: never more than `limit` in any second, however they are asked for."""

    def __init__(self, limit: int) -> None:
        """Let at most `limit` through in any second."""
        self._step: Final = (1 + MARGIN) / limit
        self._least: Final = _HASTE * self._step if limit < _FINE else 0.0
        self._planned = self._last = float("-inf")
        self._taken: Final[deque[float]] = deque(maxlen=limit)

    @property
    def next(self) -> float:
        """When the next turn is."""
        soonest = max(self._planned, self._last + self._least)
        full = len(self._taken) == self._taken.maxlen
        return max(soonest, self._taken[0] + 1 + MARGIN) if full else soonest

    def take(self, now: float) -> None:
        """Take the next turn, which is due."""
        # A rest saves nothing up: but for the slack, the plan goes on from now.
        self._planned = max(self._planned, now - SLACK if self._taken else now) + self._step
        self._last = now
        self._taken.append(now)


class Pace:
    """When a message to a chat may go: tells, is told what went, and keeps to Telegram's demands to wait."""

    def __init__(self, limits: Limits | None = None) -> None:
        """Keep to `limits`, by default to those that Telegram publishes."""
        self._limits: Final = limits or Limits()
        self._free: Final = Spacing(self._limits.overall)
        self._paid: Final = Spacing(self._limits.paid)
        self._to_chat: dict[int | str, deque[float]] = {}
        self._not_before = float("-inf")
        self._forgotten = float("-inf")

    @property
    def not_before(self) -> float:
        """Before this moment nothing may be asked of Telegram at all."""
        return self._not_before

    def halt(self, until: float) -> None:
        """Nothing goes before `until`; no later halt, and nothing that succeeds, ends an earlier one sooner."""
        self._not_before = max(self._not_before, until)

    def ready(self, *, paid: bool) -> float:
        """When the next message goes to whomever."""
        return max(self._not_before, (self._paid if paid else self._free).next)

    def earliest(self, chat: int | str | None, *, paid: bool) -> float:
        """When the next message to `chat` may go; where None, it is to no chat in particular."""
        overall = self.ready(paid=paid)
        went = self._to_chat.get(chat) if chat is not None else None
        if not went:
            return overall
        limits = self._limits
        earliest = max(overall, went[-1] + limits.chat_seconds + MARGIN)
        if len(went) < limits.group or not _is_group(chat):
            return earliest
        return max(earliest, went[0] + limits.group_seconds + MARGIN)

    def goes(self, chat: int | str | None, now: float, *, paid: bool) -> None:
        """A message to `chat` goes now."""
        (self._paid if paid else self._free).take(now)
        if chat is not None:
            room = self._limits.group if _is_group(chat) else 1
            self._to_chat.setdefault(chat, deque(maxlen=room)).append(now)
        if now - self._forgotten > _FORGOTTEN_EVERY:
            self._forget(now)

    def _forget(self, now: float) -> None:
        """Let go of chats whose last message no longer keeps another waiting."""
        longest = max(self._limits.group_seconds, self._limits.chat_seconds) + MARGIN
        self._to_chat = {chat: went for chat, went in self._to_chat.items() if went[-1] + longest > now}
        self._forgotten = now


def _is_group(chat: int | str | None) -> bool:
    """Whether an id is that of a group or channel: those are negative, or names."""
    return not isinstance(chat, int) or chat < 0


Who = TypeVar("Who")


@dataclass(frozen=True, slots=True)
class Turn:
    """What a message is, for its place in the line."""

    broadcast: bool = False
    """An alert: it lets answers to questions go first."""
    paid: bool = False
    """Paid for, so that it is held to the limit of those."""


ANSWER: Final = Turn()


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[Who]):
    who: Who
    chat: int | str | None
    turn: Turn


class Line(Generic[Who]):
    """Messages that wait for their turn: answers before alerts, and each kind in the order it came.

    One whose chat has to wait lets others go first.
    """

    def __init__(self, pace: Pace) -> None:
        """Keep to `pace`."""
        self._pace: Final = pace
        self._answers: list[_Waiting[Who]] = []
        self._broadcasts: list[_Waiting[Who]] = []
        self._in_a_row = 0

    def __len__(self) -> int:
        return len(self._answers) + len(self._broadcasts)

    def join(self, who: Who, chat: int | str | None, turn: Turn = ANSWER) -> None:
        """Stand at the end of the line."""
        (self._broadcasts if turn.broadcast else self._answers).append(_Waiting(who, chat, turn))

    def leave(self, who: Who) -> None:
        """Wait no longer; whoever is not in the line has left it already."""
        for waiting in (self._answers, self._broadcasts):
            waiting[:] = [one for one in waiting if one.who is not who]

    def next(self, now: float) -> Who | None:
        """Who goes now; None where everybody has to wait."""
        answer = self._first(self._answers, now)
        broadcast = self._first(self._broadcasts, now)
        if answer is not None and (broadcast is None or self._in_a_row < MOST_ANSWERS_IN_A_ROW):
            # Only answers that something waited for count as overtaking.
            self._in_a_row = self._in_a_row + 1 if broadcast is not None else 0
            return self._go(self._answers, answer, now)
        if broadcast is not None:
            self._in_a_row = 0
            return self._go(self._broadcasts, broadcast, now)
        return None

    def wake_at(self) -> float | None:
        """When somebody in the line can go; None where the line is empty."""
        moments = [self._pace.earliest(one.chat, paid=one.turn.paid) for one in (*self._answers, *self._broadcasts)]
        return min(moments, default=None)

    def _first(self, waiting: list[_Waiting[Who]], now: float) -> int | None:
        if not waiting or min(self._pace.ready(paid=False), self._pace.ready(paid=True)) > now:
            return None
        for place, one in enumerate(waiting):
            if self._pace.earliest(one.chat, paid=one.turn.paid) <= now:
                return place
        return None

    def _go(self, waiting: list[_Waiting[Who]], place: int, now: float) -> Who:
        one = waiting.pop(place)
        self._pace.goes(one.chat, now, paid=one.turn.paid)
        return one.who
