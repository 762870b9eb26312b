"""Beside the answering: alerts are told one after another, and what was held is told when its time comes."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from typing import Final, TypeVar

from bot.alerts.delivery import SLOTS, Books, Deliveries, Keep
from bot.alerts.sender import Arrived, Delivery, Gone, Message, Moved, NotSent, Sender, Unknown
from store.alerts import AlertState, Held, Outcome
from store.orders import Order
from store.subscriptions import Address, Chat, Subscription

T = TypeVar("T")

_log: Final = logging.getLogger(__name__)

LOOKS_EVERY: Final = 30.0
"""Seconds between looks at what is held: quiet hours end on a minute."""

OBEYS_EVERY: Final = 2.0
"""Seconds between looks at the orders that the terminal has left."""


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest that is due: what it says, and the last day that it tells of."""

    message: Message
    until: date


Digester = Callable[[Chat, Subscription], Digest | None]
"""The digest that is due for a subscription; None where none is."""


class AlertService:
    """Sees to it that each alert, and each digest, is told."""

    def __init__(
        self,
        books: Books,
        deliveries: Deliveries,
        sender: Sender,
        keep: Keep,
        *,
        digester: Digester = lambda _, __: None,
        orders: Callable[[], Iterable[Order]] = tuple,
    ) -> None:
        """Tell what is in `books`.

        Args:
            books: what is told to whom.
            deliveries: tells one alert.
            sender: sends one message.
            keep: runs a function in the store's thread.
            digester: writes the digests that are due.
            orders: takes what was ordered from the terminal.
        """
        self._books: Final = books
        self._deliveries: Final = deliveries
        self._sender: Final = sender
        self._keep: Final = keep
        self._digester: Final = digester
        self._orders: Final = orders
        self._loop: asyncio.AbstractEventLoop | None = None
        self._woken: Final = asyncio.Event()
        self._stopped: Final = asyncio.Event()

    def wake(self) -> None:
        """There is something to do: an alert was made, or goes on."""
        self._woken.set()

    def wake_from_another_thread(self) -> None:
        """As `wake`, for those who are not in the event loop's thread. Before `run` there is no need."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: the next process goes on
                self._loop.call_soon_threadsafe(self.wake)

    def stop(self) -> None:
        """Take up nothing more."""
        self._stopped.set()
        self._deliveries.stop()
        self.wake()

    def withdraw(self, chat: int) -> None:
        """What `chat` wants to hear has changed."""
        self._deliveries.withdraw(chat)

    def moved(self, chat: int, to: int) -> None:
        """`chat` has become another; see `Deliveries.moved`."""
        self._deliveries.moved(chat, to)

    async def run(self) -> None:
        """Tell what there is to tell, until stopped; alerts that a former process left unfinished first."""
        self._loop = asyncio.get_running_loop()
        obeying = asyncio.create_task(self._obey())
        try:
            while not self._stopped.is_set():
                self._woken.clear()
                try:
                    await self._tell_all()
                except Exception:
                    _log.exception("Telling alerts failed; it goes on in %.0f s", LOOKS_EVERY)
                await _within(LOOKS_EVERY, self._woken)
        finally:
            obeying.cancel()

    async def _obey(self) -> None:
        """Carry out what is ordered from the terminal, also while an alert is being told."""
        while not self._stopped.is_set():
            try:
                if await self._keep(self._carry_out):
                    self.wake()
            except Exception:
                _log.exception("Orders could not be carried out")
            await _within(OBEYS_EVERY, self._stopped)

    def _carry_out(self) -> bool:
        orders = tuple(self._orders())
        for order in orders:
            try:
                self._books.alerts.set_state(order.alert, order.state)
            except (LookupError, ValueError) as refused:
                _log.warning("An order was not carried out: %s", refused)
        return bool(orders)

    async def _tell_all(self) -> None:
        while not self._stopped.is_set() and (alert := await self._keep(self._next)) is not None:
            _log.info("Alert %s: being told", alert)
            await self._deliveries.tell(alert)
        await self._by_slots(await self._keep(self._books.alerts.held), self._releasing)
        await self._by_slots(await self._keep(self._books.chats.every_subscription), self._digesting)

    async def _by_slots(self, all_: Iterable[T], sending: Callable[[T], "Sending | None"]) -> None:
        """Send some messages at a time, and note in one go what became of them.

        Args:
            all_: what may be due.
            sending: sends one of them; asked just before, as a mind may change while others are told. None where
                it is not due, or is no more.
        """
        due = filter(None, map(sending, all_))
        while not self._stopped.is_set() and (next_ := await self._keep(lambda: list(islice(due, SLOTS)))):
            notes = await asyncio.gather(*(send() for send in next_))
            await self._keep(partial(self._note, notes))

    def _note(self, notes: Iterable["Note"]) -> None:
        notes = tuple(notes)
        books = self._books
        for note in notes:
            for alert in note.alerts:
                books.alerts.advance(alert, done={note.address: note.outcome})
            for alert in note.dropped:
                books.alerts.advance(alert, done={note.address: Outcome.FAILED})
        if released := [note.address for note in notes if note.alerts or note.dropped]:
            books.alerts.release(released)
        if told := [note.told for note in notes if note.told is not None]:
            known = {one.key for one in books.chats.every_subscription()}
            books.chats.subscribe(one for one in told if one.key in known)
        if gone := {note.address.chat: note.gone for note in notes if note.gone is not None}:
            books.note_gone(gone)
        if moves := {note.address.chat: note.moved_to for note in notes if note.moved_to is not None}:
            books.note_moves(moves)

    def _next(self) -> str | None:
        return next((one.id for one in self._books.alerts.alerts() if one.state is AlertState.RUNNING), None)

    def _releasing(self, held: Held) -> "Sending | None":
        """Sends what was held, once its chat is quiet no longer and none of it is paused."""
        books = self._books
        if books.quiet(held.address) is not None:
            return None
        alerts = [alert for one in held.alerts if (alert := books.alerts.alert(one)) is not None]
        if any(alert.state is AlertState.PAUSED for alert in alerts):
            return None
        told = [alert for alert in alerts if alert.state is not AlertState.CANCELLED]
        message = books.message(held.address, told)
        return partial(self._release, held, () if message is None else tuple(alert.id for alert in told), message)

    def _digesting(self, noted: Subscription) -> "Sending | None":
        """Sends a digest that is due."""
        if noted.wish.kind != "digest":
            return None
        chats, now = self._books.chats, self._books.now()
        one = next((one for one in chats.subscriptions(noted.chat) if one.key == noted.key), None)
        if one is None or one.paused or (one.muted_until is not None and now < one.muted_until):
            return None
        chat = chats.chat(one.chat)
        if chat is None or chat.inactive is not None or self._books.quiet(one.address) is not None:
            return None
        digest = self._digester(chat, one)
        return None if digest is None else partial(self._digest, one, digest)

    async def _release(self, held: Held, told: tuple[str, ...], message: Message | None) -> "Note":
        """Send what was held; None is not wanted any more. Where the network is at fault, it stays held.

        Args:
            held: what was held where.
            told: the alerts among it that the message tells of; the others are dropped.
            message: what is sent.
        """
        dropped = tuple(alert for alert in held.alerts if alert not in told)
        if message is None:
            return Note(held.address, dropped=dropped)
        became, moved_to = await self._send(held.address, message)
        if isinstance(became, NotSent):
            return Note(held.address)
        gone = became if isinstance(became, Gone) else None
        return Note(held.address, _outcome(became), told, dropped, gone, moved_to)

    async def _digest(self, subscription: Subscription, digest: Digest) -> "Note":
        """Send a digest. One that was under way in a crash comes again: at most as many as are sent at a time."""
        became, moved_to = await self._send(subscription.address, digest.message)
        told = None if isinstance(became, NotSent) else subscription.changed(told_until=digest.until)
        gone = became if isinstance(became, Gone) else None
        return Note(subscription.address, gone=gone, moved_to=moved_to, told=told)

    async def _send(self, address: Address, message: Message) -> tuple[Delivery, int | None]:
        became = await self._attempt(address, message)
        if not isinstance(became, Moved):
            return became, None
        return await self._attempt(Address(became.to, address.topic), message), became.to

    async def _attempt(self, address: Address, message: Message) -> Delivery:
        try:
            return await self._sender.send(address, message)
        except Exception as error:  # what became of those beside it has to be noted, or they are told again
            _log.exception("A message could not be sent")
            return NotSent(type(error).__name__)


Sending = Callable[[], Awaitable["Note"]]
"""Sends one message, and says what to note of it."""


@dataclass(frozen=True, slots=True)
class Note:
    """What became of a message that is no alert on its own."""

    address: Address
    outcome: Outcome = Outcome.SENT
    alerts: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    gone: Gone | None = None
    moved_to: int | None = None
    told: Subscription | None = None


def _outcome(became: Delivery) -> Outcome:
    if isinstance(became, Arrived):
        return Outcome.SENT
    return Outcome.UNCERTAIN if isinstance(became, Unknown) else Outcome.FAILED


async def _within(seconds: float, event: asyncio.Event) -> None:
    """Wait for an event, but no longer than so many seconds."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
