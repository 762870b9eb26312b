"""What was held is told when its time comes, digests when they are due, orders at once."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.alerts.delivery import SLOTS, Books, Deliveries
from bot.alerts.pacing import Leaving
from bot.alerts.sender import Arrived, Delivery, Gone, Message, Moved, NotSent
from bot.alerts.service import AlertService, Digest
from bot.replies.reply import Reply, line, plain
from store.alerts import AlertState, Outcome
from store.orders import Order, leave_order, take_orders
from store.subscriptions import Address, Chat, DigestWish, Subscription, Unreachable
from store.tinydb.reading import alerts_in_memory, chats_in_memory
from tests.announcements import NOON, a_chat, a_finding, a_subscription, an_alert
from tests.unit.alerts.test_delivery import letter

FIRST, SECOND = "2024-06-01.1", "2024-06-02.1"


class World:
    """A store, a service and a Telegram that takes what it is told to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.chats = chats_in_memory(folder)
        self.alerts = alerts_in_memory(folder)
        self.now = NOON + timedelta(hours=1)
        self.quiet: datetime | None = None
        self.became: Delivery = Arrived()
        self.sent: list[tuple[int, str]] = []
        self.on_sending: dict[int, Callable[[], None]] = {}
        books = Books(self.chats, self.alerts, letter, self._quiet_until, lambda: self.now)
        self.service = AlertService(
            books,
            Deliveries(books, self, self.keep),
            self,
            self.keep,
            digester=self._digest,
            orders=lambda: take_orders(folder),
        )

    def _quiet_until(self, _: Chat, now: datetime) -> datetime | None:
        return self.quiet if self.quiet is not None and now < self.quiet else None

    def _digest(self, _: Chat, subscription: Subscription) -> Digest | None:
        until = (self.now - timedelta(days=1)).date()
        due = subscription.told_until is None or subscription.told_until < until
        return Digest(Message(Reply((line(f"digest until {until}"),))), until) if due else None

    async def keep(self, work):  # type: ignore[no-untyped-def]
        return work()

    async def send(self, address: Address, message: Message, leaving: Leaving = nullcontext) -> Delivery:  # noqa: ARG002
        self.on_sending.get(address.chat, lambda: None)()
        if isinstance(self.became, Moved) and address.chat == self.became.to:
            self.became = Arrived()
        if isinstance(self.became, Arrived):
            self.sent.append((address.chat, plain(message.reply.lines)))
        return self.became

    async def round(self) -> None:
        """One round of the service."""
        await self.service._tell_all()


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    world.chats.put_chats([a_chat(1)])
    world.chats.subscribe([a_subscription(1)])
    world.alerts.add(an_alert(FIRST, created=NOON))
    return world


async def held(world: World) -> None:
    """Two alerts come in quiet hours."""
    world.alerts.add(an_alert(SECOND, created=NOON + timedelta(minutes=1), findings=(a_finding(metric="tanks"),)))
    world.quiet = world.now + timedelta(hours=8)
    await world.round()
    assert world.sent == []
    world.now = world.quiet


async def test_what_came_in_quiet_hours_arrives_as_one_message(world: World) -> None:
    await held(world)
    await world.round()
    assert world.sent == [(1, f"en: {FIRST}, {SECOND}")]
    assert world.alerts.held() == ()
    assert Address(1) in world.alerts.recipients(FIRST)
    assert world.alerts.progress(SECOND).counts == {Outcome.SENT: 1}
    await world.round()
    assert len(world.sent) == 1


async def test_what_is_held_stays_held_while_the_network_fails(world: World) -> None:
    await held(world)
    world.became = NotSent("Bad Gateway")
    await world.round()
    assert len(world.alerts.held()) == 1
    world.became = Arrived()
    await world.round()
    assert len(world.sent) == 1


async def test_what_is_held_of_a_finished_alert_that_is_cancelled_is_not_told(world: World) -> None:
    await held(world)
    assert world.alerts.alerts()[0].state is AlertState.FINISHED
    world.alerts.set_state(FIRST, AlertState.CANCELLED)
    await world.round()
    assert world.sent == [(1, f"en: {SECOND}")]
    assert world.alerts.held() == ()
    assert world.alerts.recipients(FIRST) == frozenset()
    assert world.alerts.progress(FIRST).counts == {Outcome.FAILED: 1}
    assert world.alerts.recipients(SECOND) == {Address(1)}


async def test_what_was_held_for_who_unsubscribed_meanwhile_is_not_told(world: World) -> None:
    await held(world)
    world.chats.unsubscribe(one.key for one in world.chats.subscriptions(1))
    await world.round()
    assert (world.sent, world.alerts.held()) == ([], ())


async def test_what_was_held_is_told_at_once_where_quiet_hours_are_ended_early(world: World) -> None:
    await held(world)
    world.now -= timedelta(hours=4)
    await world.round()
    assert world.sent == []
    world.quiet = None
    await world.round()
    assert world.sent == [(1, f"en: {FIRST}, {SECOND}")]


async def test_what_was_held_of_an_alert_that_is_paused_stays_held_and_of_a_cancelled_one_is_not_told(
    world: World,
) -> None:
    world.alerts.advance(FIRST, sending=[Address(1)])
    world.alerts.hold(FIRST, {Address(1): world.now})
    world.alerts.advance(FIRST, done={Address(1): Outcome.HELD})
    world.alerts.set_state(FIRST, AlertState.PAUSED)
    await world.round()
    assert (world.sent, len(world.alerts.held())) == ([], 1)
    world.alerts.set_state(FIRST, AlertState.CANCELLED)
    await world.round()
    assert (world.sent, world.alerts.held()) == ([], ())


async def test_who_unsubscribes_while_others_are_sent_their_digests_gets_none(world: World) -> None:
    chats = range(2, 2 + 3 * SLOTS)
    world.chats.put_chats(map(a_chat, chats))
    world.chats.subscribe(a_subscription(number, wish=DigestWish()) for number in chats)

    def changes_their_mind() -> None:
        world.chats.unsubscribe(one.key for one in world.chats.subscriptions(chats[-1]))

    world.on_sending[chats[0]] = changes_their_mind
    await world.round()
    assert {chat for chat, text in world.sent if "digest" in text} == set(chats[:-1])


async def test_a_digest_that_cannot_even_be_made_a_request_of_is_no_reason_to_tell_others_twice(world: World) -> None:
    def fails() -> None:
        raise RuntimeError

    world.chats.put_chats([a_chat(2), a_chat(3)])
    world.chats.subscribe(a_subscription(number, wish=DigestWish()) for number in (2, 3))
    world.on_sending[2] = fails
    await world.round()
    await world.round()
    assert [chat for chat, text in world.sent if "digest" in text] == [3]


async def test_what_was_held_for_who_is_gone_is_let_go(world: World) -> None:
    await held(world)
    world.became = Gone(Unreachable.BLOCKED)
    await world.round()
    assert world.alerts.held() == ()
    chat = world.chats.chat(1)
    assert chat is not None
    assert chat.inactive is not None


async def test_what_was_held_follows_its_group(world: World) -> None:
    await held(world)
    world.became = Moved(-1007)
    await world.round()
    assert [chat for chat, _ in world.sent] == [-1007]
    assert world.chats.chat(-1007) is not None
    assert Address(-1007) in world.alerts.recipients(FIRST)


async def test_a_digest_is_told_once_for_each_day_and_not_while_paused(world: World) -> None:
    world.chats.put_chats([a_chat(2), a_chat(3)])
    wish = DigestWish()
    world.chats.subscribe([a_subscription(2, wish=wish), a_subscription(3, wish=wish, paused=True)])
    await world.round()
    await world.round()
    assert Counter(chat for chat, text in world.sent if "digest" in text) == Counter({2: 1})
    world.now += timedelta(days=1)
    await world.round()
    assert [text for chat, text in world.sent if chat == 2] == ["digest until 2024-05-31", "digest until 2024-06-01"]


async def test_an_order_from_the_terminal_is_carried_out(world: World) -> None:
    leave_order(world.folder, Order(alert=FIRST, state=AlertState.CANCELLED, at=NOON))
    leave_order(world.folder, Order(alert="unknown", state=AlertState.PAUSED, at=NOON + timedelta(seconds=1)))
    running = asyncio.create_task(world.service._obey())
    await asyncio.sleep(0.01)
    running.cancel()
    alert = world.alerts.alert(FIRST)
    assert alert is not None
    assert alert.state is AlertState.CANCELLED


async def test_running_it_tells_what_is_left_and_stops_when_told_to(world: World) -> None:
    running = asyncio.create_task(world.service.run())
    while not world.sent:  # noqa: ASYNC110 - there is nothing to wait for but turns
        await asyncio.sleep(0)
    world.service.stop()
    await asyncio.wait_for(running, 5)
    assert world.sent == [(1, f"en: {FIRST}")]
