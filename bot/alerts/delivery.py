"""An alert to all who want to hear of it: across restarts, nobody left out, and repeated only where it is uncertain.

The store holds one cursor for an alert, not a row for each reader. Addresses are noted as in flight before their
message is sent, in one write with what has become of the messages before. So after a crash only what was in flight
is uncertain, at most as many as there are slots.

The policy for what is uncertain, after a crash or where Telegram did not answer in time: it is sent again. Somebody
may then read an alert twice; the other way round somebody would never hear of it.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Final, Protocol, TypeVar

from bot.alerts.sender import Arrived, Delivery, Gone, Message, Moved, NotSent, Sender, Unknown
from bot.alerts.subscriptions import counts_at, findings_for, wanted
from store.alerts import OVER, Alert, AlertState, Correction, Finding, Outcome, correction_key
from store.ports import Alerts, Chats
from store.subscriptions import Address, Chat, DigestWish, Inactive, Subscription

_log: Final = logging.getLogger(__name__)

SLOTS: Final = 8
"""Messages under way at once: more than 30 a second need where Telegram takes a quarter of a second to answer."""

PAID_SLOTS: Final = 64
"""The same for a thousand a second."""

MOST_REPEATS: Final = 2
"""How often a message is sent again whose fate is unknown."""

_FLUSHED: Final = 100
"""Chats that are gone or have moved are noted when there are so many, and at the end: each note writes all chats."""

_MOST_HELD_AT_ONCE: Final = 200
"""So many addresses that are quiet go into one write."""

_LAST_WORDS: Final = 5.0
"""Seconds that messages under way are given to arrive when the bot stops."""

T = TypeVar("T")


class Keep(Protocol):
    """Runs a function in the store's thread."""

    async def __call__(self, work: Callable[[], T]) -> T:
        """What `work` gives."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One alert as it concerns one address.

    Attributes:
        alert: what is told; a finding that has been put right since is told as it stands, or not at all.
        subscriptions: the address's wishes that counted when it happened, and count now.
        corrections: those of its corrections that put right what the address was told.
    """

    alert: Alert
    subscriptions: tuple[Subscription, ...]
    corrections: tuple[Correction, ...] = ()


Writer = Callable[[Chat, Sequence[Telling]], Message | None]
"""Puts into one message what of some alerts an address wants to hear; None where that is nothing."""

QuietUntil = Callable[[Chat, datetime], datetime | None]
"""When a chat that is quiet now can be told again; None where it is not quiet."""


def counts_for(subscription: Subscription, alert: Alert) -> bool:
    """Whether a subscription was there when the alert was made, not muted then, and is not paused."""
    return not isinstance(subscription.wish, DigestWish) and counts_at(subscription, alert.created)


@dataclass(frozen=True, slots=True)
class Books:
    """What is known of chats and alerts, and how an address is told; used in the store's thread only."""

    chats: Chats
    alerts: Alerts
    writer: Writer
    quiet_until: QuietUntil
    now: Callable[[], datetime]

    def readers(self, alert: Alert) -> list[Address]:
        """The addresses that an alert may concern, in their order."""
        wishing = {one.address for one in self.chats.every_subscription() if counts_for(one, alert)}
        corrected = (self.alerts.recipients(told) for told in {one.alert for one in alert.corrections})
        return sorted(wishing.union(*corrected))

    def telling(self, alert: Alert, address: Address) -> Telling:
        """An alert as it concerns `address`."""
        here = tuple(one for one in self.chats.subscriptions(address.chat) if one.address == address)
        corrections = tuple(one for one in alert.corrections if self._was_told(address, one, here))
        counting = tuple(one for one in here if counts_for(one, alert))
        return Telling(self._as_it_stands(alert), counting, corrections)

    def _was_told(self, address: Address, correction: Correction, here: Iterable[Subscription]) -> bool:
        """Whether `address` was told what a correction puts right.

        What of an alert it was told is not kept: it is what the address wanted to hear of. Where none of the wishes
        is left that led to the alert, nobody knows; it is told of all that was wrong.
        """
        told = self.alerts.alert(correction.alert)
        if told is None or address not in self.alerts.recipients(told.id):
            return False
        led = [one.wish for one in here if one.created <= told.created and findings_for((one,), told.findings)]
        return not led or any(wanted(wish, correction.finding) for wish in led)

    def _as_it_stands(self, alert: Alert) -> Alert:
        """An alert, for those who hear of it only after its correction has been told to those who had got it."""
        findings = tuple(filter(None, map(self._put_right, alert.findings)))
        return alert if findings == alert.findings else alert.model_copy(update={"findings": findings})

    def _put_right(self, finding: Finding) -> Finding | None:
        told_by = self.alerts.told_by(correction_key(finding))
        correcting = self.alerts.alert(told_by) if told_by is not None else None
        if correcting is None or correcting.state not in OVER:
            return finding  # whoever is told now gets the correction afterwards
        correction = next(one for one in correcting.corrections if one.finding.key == finding.key)
        if not correction.stands or correction.value is None:
            return None
        return finding.model_copy(update={"value": correction.value, "sources": correction.sources})

    def message(self, address: Address, alerts: Iterable[Alert]) -> Message | None:
        """What to tell `address` of some alerts; None where it can or will not hear of them."""
        chat = self.chats.chat(address.chat)
        if chat is None or chat.inactive is not None:
            return None
        return self.writer(chat, [self.telling(alert, address) for alert in alerts])

    def quiet(self, address: Address) -> datetime | None:
        """Until when `address` is not to be disturbed."""
        chat = self.chats.chat(address.chat)
        return None if chat is None else self.quiet_until(chat, self.now())

    def note_gone(self, gone: Mapping[int, Gone]) -> None:
        """These chats can no longer be reached."""
        known = [(chat, gone[number]) for number in gone if (chat := self.chats.chat(number)) is not None]
        self.chats.put_chats(
            Chat.model_validate({**dict(chat), "inactive": Inactive(why=why.why, since=self.now())})
            for chat, why in known
        )

    def note_moves(self, moves: Mapping[int, int]) -> None:
        """These chats have other ids now."""
        for old, new in moves.items():
            self.alerts.move(old, new)
            self.chats.move(old, new)


@dataclass(slots=True)
class Fate:
    """What became of a message, and of its chat."""

    outcome: Outcome
    gone: Gone | None = None
    moved_to: int | None = None


class _Flight:
    """A message under way: while it waits it can be called back; once it has left, only after it has failed."""

    __slots__ = ("_called_back", "_left", "task")

    def __init__(self) -> None:
        self.task: asyncio.Task[Fate]
        self._called_back = asyncio.Event()
        self._left = False

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """While it may arrive, and for good once it has.

        Raises:
            asyncio.CancelledError: it has been called back.
        """
        if self._called_back.is_set():
            raise asyncio.CancelledError
        self._left = True
        try:
            yield
        except Exception:
            self._left = False
            if self._called_back.is_set():
                self.task.cancel()  # rather than try again
            raise

    def call_back(self) -> None:
        """Send it no more, if it has not arrived."""
        self._called_back.set()
        if not self._left:
            self.task.cancel()


@dataclass(slots=True)
class _Round:
    """What is waiting to be told of one alert, and what has happened since the last note."""

    alert: str
    waiting: deque[Address]
    done: dict[Address, Outcome] = field(default_factory=dict)
    gone: dict[int, Gone] = field(default_factory=dict)
    moves: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Step:
    """What comes next: messages to send; an empty one ends the round where nothing is under way."""

    letters: Mapping[Address, Message]
    running: bool


class Deliveries:
    """Tells one alert at a time, as fast as the sender takes it."""

    def __init__(self, books: Books, sender: Sender, keep: Keep, *, slots: int = SLOTS) -> None:
        """Tell what is in `books` by way of `sender`.

        Args:
            books: what is told to whom.
            sender: sends one message.
            keep: runs a function in the store's thread.
            slots: how many messages are under way at once.
        """
        self._books: Final = books
        self._sender: Final = sender
        self._keep: Final = keep
        self._slots: Final = slots
        self._under_way: Final[dict[Address, _Flight]] = {}
        self._moved: Final[dict[int, int]] = {}
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Take up nothing more: what is under way gets a few seconds to arrive."""
        self._stopping.set()

    def withdraw(self, chat: int) -> None:
        """What `chat` wants to hear has changed: look again before anything more is sent there."""
        for address, flight in self._under_way.items():
            if address.chat == chat:
                flight.call_back()

    def moved(self, chat: int, to: int) -> None:
        """`chat` has become another, which the store knows by now; what it has not been told it is told there.

        To be called in the store's thread.
        """
        self._moved[chat] = to

    async def tell(self, alert: str) -> None:
        """Tell an alert to everybody who has not been told, until all are, or it is paused, or the bot stops."""
        told = await self._keep(partial(self._open, alert))
        finished: asyncio.Queue[Address] = asyncio.Queue()
        while True:
            step = await self._keep(partial(self._step, told, self._slots - len(self._under_way)))
            for address, letter in step.letters.items():
                self._launch(address, letter, finished)
            if not self._under_way:
                break
            await self._some(finished, told)
        await self._keep(partial(self._close, told, finished=step.running))

    async def _some(self, finished: asyncio.Queue[Address], told: _Round) -> None:
        """Wait until something has become of one message or several."""
        if self._stopping.is_set():
            await asyncio.wait([flight.task for flight in self._under_way.values()], timeout=_LAST_WORDS)
            for flight in self._under_way.values():
                flight.task.cancel()
        addresses = [await finished.get()]
        while not finished.empty():
            addresses.append(finished.get_nowait())
        for address in addresses:
            task = self._under_way.pop(address).task
            if task.cancelled():
                if not self._stopping.is_set():
                    told.waiting.appendleft(address)
                continue
            fate = task.result()
            told.done[address] = fate.outcome
            if fate.moved_to is not None:
                told.moves[address.chat] = fate.moved_to
            if fate.gone is not None:
                told.gone[fate.moved_to or address.chat] = fate.gone

    def _launch(self, address: Address, letter: Message, finished: asyncio.Queue[Address]) -> None:
        flight = _Flight()
        flight.task = asyncio.create_task(self._send(address, letter, flight))
        flight.task.add_done_callback(lambda _: finished.put_nowait(address))
        self._under_way[address] = flight

    async def _send(self, address: Address, letter: Message, flight: _Flight) -> Fate:
        """Send one message to wherever its chat has gone."""
        moved_to: int | None = None
        repeats = 0
        while True:
            became = await self._attempt(address, letter, flight)
            if isinstance(became, Moved) and moved_to is None:
                moved_to = became.to
                address = Address(became.to, address.topic)
            elif isinstance(became, Unknown) and repeats < MOST_REPEATS:
                repeats += 1
            elif isinstance(became, Arrived):
                return Fate(Outcome.SENT, moved_to=moved_to)
            elif isinstance(became, Unknown):
                return Fate(Outcome.UNCERTAIN, moved_to=moved_to)
            else:
                return Fate(Outcome.FAILED, became if isinstance(became, Gone) else None, moved_to)

    async def _attempt(self, address: Address, letter: Message, flight: _Flight) -> Delivery:
        try:
            return await self._sender.send(address, letter, flight.leaving)
        except Exception as error:  # one message that cannot be sent must not end the telling of all
            _log.exception("A message could not be sent")
            return NotSent(type(error).__name__)

    # ------------------------------------------------------------------ in the store's thread

    def _open(self, alert: str) -> _Round:
        known = self._books.alerts.alert(alert)
        if known is None:
            raise LookupError(f"there is no alert {alert}")
        progress = self._books.alerts.progress(alert)
        behind = self._books.alerts.recipients(alert) | progress.in_flight
        ahead = [
            address
            for address in self._books.readers(known)
            if (progress.cursor is None or address > progress.cursor) and address not in behind
        ]
        if progress.in_flight:
            _log.info("Alert %s: %d messages are uncertain and sent again", alert, len(progress.in_flight))
        return _Round(alert, deque([*sorted(progress.in_flight), *ahead]))

    def _step(self, told: _Round, room: int) -> _Step:
        """Note what has happened and, in the same write, what is sent next."""
        while True:
            running = self._goes_on(told)
            letters, held = self._taken_up(told, room) if running else ({}, {})
            if told.done or letters or held:
                done = {self._now_at(address): outcome for address, outcome in told.done.items()}
                self._books.alerts.advance(told.alert, done=done, sending=(*letters, *held))
                told.done.clear()
            if held:
                self._books.alerts.hold(told.alert, held)
                told.done |= dict.fromkeys(held, Outcome.HELD)
            if len(told.gone) + len(told.moves) >= _FLUSHED:
                self._flush(told)
            if letters or not held:
                return _Step(letters, running)

    def _goes_on(self, told: _Round) -> bool:
        alert = self._books.alerts.alert(told.alert)
        return alert is not None and alert.state is AlertState.RUNNING and not self._stopping.is_set()

    def _taken_up(self, told: _Round, room: int) -> tuple[dict[Address, Message], dict[Address, datetime]]:
        """The next addresses: what to send them, and which of them are quiet until when."""
        alert = self._books.alerts.alert(told.alert)
        in_flight = self._books.alerts.progress(told.alert).in_flight
        letters: dict[Address, Message] = {}
        held: dict[Address, datetime] = {}
        while alert is not None and told.waiting and len(letters) < room and len(held) < _MOST_HELD_AT_ONCE:
            address = told.waiting.popleft()
            if address.chat in self._moved:
                address = self._now_at(address)
                if address in told.waiting or address in self._books.alerts.recipients(told.alert):
                    continue
            message = self._books.message(address, [alert])
            if message is None:
                if address in in_flight:
                    told.done[address] = Outcome.FAILED  # it has left, or changed its mind, in the meantime
            elif (until := self._books.quiet(address)) is not None:
                held[address] = until
            else:
                letters[address] = message
        return letters, held

    def _now_at(self, address: Address) -> Address:
        """Where an address is now that its chat may have moved."""
        return Address(self._moved.get(address.chat, address.chat), address.topic)

    def _flush(self, told: _Round) -> None:
        moves, gone = dict(told.moves), dict(told.gone)
        told.moves.clear()
        told.gone.clear()
        if moves:
            self._books.note_moves(moves)
        if gone:
            self._books.note_gone(gone)

    def _close(self, told: _Round, *, finished: bool) -> None:
        self._flush(told)
        alert = self._books.alerts.alert(told.alert)
        if finished and not told.waiting and alert is not None and alert.state is AlertState.RUNNING:
            self._books.alerts.set_state(told.alert, AlertState.FINISHED)
