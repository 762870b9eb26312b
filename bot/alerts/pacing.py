"""How fast Telegram may be written to, so that it never has to say "too many requests" (pure: time is passed in).

Telegram publishes three limits: about 30 messages a second in all, one a second to one chat, 20 a minute to one
group. It counts a message at a moment that nobody else sees: after it has left, and before the answer is back. So the
room that a message takes in a limit is free again when the limit's time has passed since its *answer*, and however
long the ways are, and however much they vary, no limit is broken. What that costs is the time of an answer: 30
messages in 1.01 seconds where one takes 10 ms.
"""

from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

HASTE: Final = 0.01
"""Seconds by which a turn may come before its time to make up for one that came late: timers are never on time."""

MOST_ANSWERS_IN_A_ROW: Final = 9
"""How many answers may overtake an alert that waits: however much is asked, every tenth turn is an alert's."""

ASKING: Final = 10.0
"""Seconds after an answer in which the next is expected: alerts keep a place free for it, and it waits for none."""

_FEW_CHATS: Final = 1_000
"""So many chats are not worth a look for those that can be forgotten."""

_INFINITY: Final = float("inf")


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


Leaving = Callable[[], AbstractContextManager[None]]
"""Entered when a message leaves and left when its answer is here: in between it can't be called back."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a message is, for its place in the line."""

    broadcast: bool = False
    """An alert: it lets answers to questions go first."""
    paid: bool = False
    """Paid for, so that it is held to the limit of those."""
    leaving: Leaving = nullcontext
    """Whoever has to know when it leaves."""


ANSWER: Final = Turn()


class Window:
    """Room for `limit` messages in any `seconds`, at whatever moment from its leaving to its answer each is counted.

    Of the messages that are counted within some `seconds`, look at the one that left last. The others had left before
    it, and were not answered longer than `seconds` before it: those are fewer than `limit`, or it would have waited.
    """

    __slots__ = ("_answers", "_limit", "_seconds", "_under_way")

    def __init__(self, limit: int, seconds: float) -> None:
        """Let at most `limit` be counted in any `seconds`."""
        self._limit: Final = limit
        self._seconds: Final = seconds
        self._under_way = 0
        self._answers: Final[deque[float]] = deque(maxlen=limit)

    def next(self, places: int = 1) -> float:
        """When there is room for so many more; infinity where that takes an answer first."""
        beyond = self._under_way + len(self._answers) - self._limit + places - 1
        if beyond < 0:
            return -_INFINITY
        return self._answers[beyond] + self._seconds if beyond < len(self._answers) else _INFINITY

    @property
    def empty_from(self) -> float:
        """From when on nothing that went matters any more; infinity while something is under way."""
        if self._under_way:
            return _INFINITY
        return self._answers[-1] + self._seconds if self._answers else -_INFINITY

    def leaves(self) -> None:
        """A message leaves."""
        self._under_way += 1

    def answered(self, now: float) -> None:
        """The answer to one that left is here, or it is given up."""
        self._under_way -= 1
        self._answers.append(now)


class Spacing:
    """Turns at even distances, so that what there is room for doesn't go in bursts."""

    __slots__ = ("_step", "next")

    def __init__(self, limit: int) -> None:
        """Let about `limit` go in a second."""
        self._step: Final = 1 / limit
        self.next = -_INFINITY
        """When the next turn is."""

    def take(self, now: float) -> None:
        """Take the next turn."""
        # A rest saves nothing up: but for a little haste, the turns are counted from now.
        self.next = max(self.next, now - HASTE) + self._step


class _Rate:
    """So many messages a second, to whomever, at even distances; but no answer waits for its distance to an alert."""

    __slots__ = ("_answers", "_asking_until", "_messages", "_window")

    def __init__(self, limit: int) -> None:
        self._window: Final = Window(limit, 1.0)
        self._messages: Final = Spacing(limit)
        self._answers: Final = Spacing(limit)
        self._asking_until = -_INFINITY

    def next(self, turn: Turn, *, overdue: bool) -> float:
        room = self._window.next()
        if overdue or not turn.broadcast:
            return max(self._answers.next, room)
        beside_an_answer = max(room, min(self._window.next(2), self._asking_until))
        return max(self._messages.next, beside_an_answer)

    def leaves(self, turn: Turn, now: float) -> None:
        self._window.leaves()
        self._messages.take(now)
        if not turn.broadcast:
            self._answers.take(now)
            self._asking_until = now + ASKING

    def answered(self, now: float) -> None:
        self._window.answered(now)


class Pace:
    """When a message to a chat may go: tells, is told what went and was answered, and keeps to demands to wait."""

    def __init__(self, limits: Limits | None = None) -> None:
        """Keep to `limits`, by default to those that Telegram publishes."""
        self._limits: Final = limits or Limits()
        self._free: Final = _Rate(self._limits.overall)
        self._paid: Final = _Rate(self._limits.paid)
        self._chats: dict[int | str, tuple[Window, ...]] = {}
        self._many_chats = _FEW_CHATS
        self._not_before = -_INFINITY

    @property
    def not_before(self) -> float:
        """Before this moment nothing may be asked of Telegram at all."""
        return self._not_before

    def halt(self, until: float) -> None:
        """Nothing goes before `until`; no later halt, and nothing that succeeds, ends an earlier one sooner."""
        self._not_before = max(self._not_before, until)

    def ready(self, turn: Turn, *, overdue: bool = False) -> float:
        """When the next message of a kind goes to whomever; infinity where that takes an answer first.

        Args:
            turn: the kind.
            overdue: an alert that has been overtaken often enough, and goes as an answer would.
        """
        return max(self._not_before, self._rate(turn).next(turn, overdue=overdue))

    def room(self, chat: int | str | None) -> float:
        """When `chat` can be written to again; None is no chat in particular."""
        return max((window.next() for window in self._chats.get(chat, ())), default=-_INFINITY) if chat else -_INFINITY

    def leaves(self, chat: int | str | None, now: float, turn: Turn = ANSWER) -> None:
        """A message to `chat` leaves now; `answered` has to follow, whatever becomes of it."""
        self._rate(turn).leaves(turn, now)
        for window in self._windows(chat, now):
            window.leaves()

    def answered(self, chat: int | str | None, now: float, turn: Turn = ANSWER) -> None:
        """The answer to a message to `chat` is here, or it is given up."""
        self._rate(turn).answered(now)
        for window in self._windows(chat, now):
            window.answered(now)

    def _rate(self, turn: Turn) -> _Rate:
        return self._paid if turn.paid else self._free

    def _windows(self, chat: int | str | None, now: float) -> tuple[Window, ...]:
        if chat is None:
            return ()
        if chat not in self._chats:
            self._forget(now)
            one = Window(1, self._limits.chat_seconds)
            group = Window(self._limits.group, self._limits.group_seconds)
            self._chats[chat] = (one, group) if _is_group(chat) else (one,)
        return self._chats[chat]

    def _forget(self, now: float) -> None:
        """Where there are many chats, let go of those whose last messages keep no other waiting."""
        if len(self._chats) >= self._many_chats:
            self._chats = {
                chat: windows
                for chat, windows in self._chats.items()
                if any(window.empty_from > now for window in windows)
            }
            self._many_chats = max(_FEW_CHATS, 2 * len(self._chats))


def _is_group(chat: int | str) -> bool:
    """Whether an id is that of a group or channel: those are negative, or names."""
    return not isinstance(chat, int) or chat < 0


Who = TypeVar("Who")


@dataclass(frozen=True, slots=True, eq=False)
class Waiting(Generic[Who]):
    """Somebody in the line, and the message that they wait to send."""

    who: Who
    chat: int | str | None
    turn: Turn


class _Row(Generic[Who]):
    """Those of the line whose messages are of one kind, in the order they came."""

    __slots__ = ("_kind", "_pace", "waiting")

    def __init__(self, pace: Pace, kind: Turn) -> None:
        self._pace: Final = pace
        self._kind: Final = kind
        self.waiting: Final[list[Waiting[Who]]] = []

    def first(self, now: float, *, overdue: bool) -> Waiting[Who] | None:
        """The first who can go now: one whose chat has to wait lets others go before."""
        if not self.waiting or self._pace.ready(self._kind, overdue=overdue) > now:
            return None
        return next((one for one in self.waiting if self._pace.room(one.chat) <= now), None)

    def wake_at(self, *, overdue: bool) -> float:
        """When somebody can go; infinity where nobody can before an answer comes."""
        ready, soonest = self._pace.ready(self._kind, overdue=overdue), _INFINITY
        for one in self.waiting:
            soonest = min(soonest, max(ready, self._pace.room(one.chat)))
            if soonest <= ready:
                break
        return soonest


class Line(Generic[Who]):
    """Messages that wait for their turn: answers before alerts, and each kind in the order it came."""

    def __init__(self, pace: Pace) -> None:
        """Keep to `pace`."""
        self._pace: Final = pace
        self._answers: Final[tuple[_Row[Who], ...]] = tuple(_Row(pace, Turn(paid=paid)) for paid in (False, True))
        self._alerts: Final[tuple[_Row[Who], ...]] = tuple(
            _Row(pace, Turn(broadcast=True, paid=paid)) for paid in (False, True)
        )
        self._in_a_row = 0

    def join(self, waiting: Waiting[Who]) -> None:
        """Stand at the end of the line."""
        self._row(waiting).append(waiting)

    def leave(self, waiting: Waiting[Who]) -> None:
        """Wait no longer; whoever is not in the line has left it already."""
        row = self._row(waiting)
        row[:] = [one for one in row if one is not waiting]

    def next(self, now: float) -> Waiting[Who] | None:
        """Who goes now; None where everybody has to wait."""
        rows = (*self._alerts, *self._answers) if self._overdue else (*self._answers, *self._alerts)
        one = next((first for row in rows if (first := row.first(now, overdue=self._overdue)) is not None), None)
        if one is None:
            return None
        overtaken = not one.turn.broadcast and any(row.waiting for row in self._alerts)
        self._in_a_row = self._in_a_row + 1 if overtaken else 0
        self._row(one).remove(one)
        self._pace.leaves(one.chat, now, one.turn)
        return one

    def wake_at(self) -> float | None:
        """When somebody in the line can go; None where nobody can before an answer comes, or the line is empty."""
        soonest = min(row.wake_at(overdue=self._overdue) for row in (*self._answers, *self._alerts))
        return soonest if soonest < _INFINITY else None

    @property
    def _overdue(self) -> bool:
        """Whether it is an alert's turn."""
        return self._in_a_row >= MOST_ANSWERS_IN_A_ROW

    def _row(self, waiting: Waiting[Who]) -> list[Waiting[Who]]:
        return (self._alerts if waiting.turn.broadcast else self._answers)[waiting.turn.paid].waiting
