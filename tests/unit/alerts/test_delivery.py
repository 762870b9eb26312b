"""Everybody who wants to hear of an alert does, across crashes; repeats only where the fate is unknown."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import nullcontext, suppress
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest

from bot.alerts.delivery import Books, Deliveries, Telling
from bot.alerts.pacing import Leaving
from bot.alerts.sender import Arrived, Delivery, Gone, Message, Moved, NotSent, Unknown
from bot.replies.reply import Reply, line
from store.alerts import AlertState, Correction, Outcome
from store.subscriptions import Address, Chat, RecordWish, Unreachable
from store.tinydb.reading import alerts_in_memory, chats_in_memory
from tests.announcements import NOON, a_chat, a_finding, a_subscription, an_alert

T = TypeVar("T")
ALERT = "2024-06-01.1"
LATER = NOON + timedelta(hours=1)


class Crash(BaseException):
    """The process ends here."""


def letter(chat: Chat, tellings: Sequence[Telling]) -> Message | None:
    wanted = [telling for telling in tellings if telling.subscriptions or telling.corrections]
    if not wanted:
        return None
    return Message(Reply((line(f"{chat.language}: {', '.join(telling.alert.id for telling in wanted)}"),)))


class Failed(Exception):  # noqa: N818 - what became of it is told apart
    """A message has not arrived, or nobody knows."""


async def at_once(_: Address) -> None:
    """The way to Telegram and back takes no time."""


class World:
    """A store that outlives the process, and a Telegram that takes messages as it is told to."""

    def __init__(self, folder: Path, chats: Iterable[int] = range(1, 101)) -> None:
        self.chats = chats_in_memory(folder)
        self.alerts = alerts_in_memory(folder)
        self.chats.put_chats(a_chat(number) for number in chats)
        self.chats.subscribe(a_subscription(number) for number in chats)
        self.alerts.add(an_alert(created=NOON))
        self.quiet: set[int] = set()
        self.answers: Callable[[Address], Delivery] = lambda _: Arrived()
        self.sent: list[Address] = []
        self.arrived: Counter[int] = Counter()
        self.answered: Callable[[Address], Awaitable[None]] = at_once
        self.under_way = 0
        self.most_under_way = 0
        self.writes = 0
        self.crash_at: int | None = None
        self.deliveries = self.started()

    def started(self, slots: int = 8) -> Deliveries:
        """A process that has just been started."""
        self.books = Books(self.chats, self.alerts, letter, self._quiet_until, lambda: LATER)
        self.deliveries = Deliveries(self.books, self, self.keep, slots=slots)
        return self.deliveries

    def _quiet_until(self, chat: Chat, _: datetime) -> datetime | None:
        return NOON + timedelta(hours=9) if chat.id in self.quiet else None

    async def keep(self, work: Callable[[], T]) -> T:
        await asyncio.sleep(0)
        return work()

    async def send(self, address: Address, message: Message, leaving: Leaving = nullcontext) -> Delivery:
        assert message.reply.lines
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            await asyncio.sleep(0)
            if self.crash_at is not None and len(self.sent) >= self.crash_at:
                raise Crash
            self.sent.append(address)
            with suppress(Failed), leaving():
                await self.answered(address)
                became = self.answers(address)
                if not isinstance(became, Arrived):
                    raise Failed
                self.arrived[address.chat] += 1
            return became
        finally:
            self.under_way -= 1

    def count(self, outcome: Outcome) -> int:
        return self.alerts.progress(ALERT).count(outcome)


async def sent(world: World, many: int, telling: asyncio.Task[None]) -> None:
    """Let the telling go on until so many messages have been sent, or it has ended."""
    while not telling.done() and len(world.sent) < many:  # noqa: ASYNC110 - there is nothing to wait for but turns
        await asyncio.sleep(0)


class OnTheWay:
    """A message to one chat that has left, and whose answer comes when it is let."""

    def __init__(self, chat: int) -> None:
        self.chat = chat
        self.left = asyncio.Event()
        self.answered = asyncio.Event()

    async def __call__(self, address: Address) -> None:
        if address.chat == self.chat:
            self.left.set()
            await self.answered.wait()


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


async def test_everybody_is_told_once_and_the_alert_is_finished(world: World) -> None:
    await world.deliveries.tell(ALERT)
    assert world.arrived == Counter(range(1, 101))
    assert world.count(Outcome.SENT) == 100
    alert = world.alerts.alert(ALERT)
    assert alert is not None
    assert alert.state is AlertState.FINISHED
    assert not world.alerts.progress(ALERT).in_flight


async def test_no_more_messages_are_under_way_than_there_are_slots(world: World) -> None:
    await world.started(slots=5).tell(ALERT)
    assert world.most_under_way == 5


async def test_what_is_sent_was_noted_as_in_flight_before(world: World) -> None:
    noted: list[bool] = []

    def answer(address: Address) -> Delivery:
        noted.append(address in world.alerts.progress(ALERT).in_flight)
        return Arrived()

    world.answers = answer
    await world.deliveries.tell(ALERT)
    assert all(noted)
    assert len(noted) == 100


async def test_an_alert_that_is_told_again_tells_nobody_twice(world: World) -> None:
    await world.deliveries.tell(ALERT)
    await world.started().tell(ALERT)
    assert max(world.arrived.values()) == 1


@pytest.mark.parametrize("seed", range(5))
async def test_after_any_crashes_nobody_is_missed_and_repeats_are_among_what_was_in_flight(
    world: World, seed: int
) -> None:
    random, uncertain = Random(seed), 0  # noqa: S311 - not for secrets
    for _ in range(4):
        tasks = asyncio.all_tasks()
        world.crash_at = len(world.sent) + random.randrange(1, 30)
        telling = asyncio.create_task(world.started().tell(ALERT))
        await sent(world, world.crash_at, telling)
        for task in asyncio.all_tasks() - tasks:  # a killed process notes nothing more
            task.cancel()
        await asyncio.gather(*(asyncio.all_tasks() - tasks), return_exceptions=True)
        uncertain += len(world.alerts.progress(ALERT).in_flight)
        world.under_way = 0
    world.crash_at = None
    await world.started().tell(ALERT)
    assert set(world.arrived) == set(range(1, 101))
    assert sum(world.arrived.values()) - 100 <= uncertain <= 4 * 8


async def test_a_message_of_unknown_fate_is_sent_again_and_then_given_up_as_uncertain(world: World) -> None:
    world.answers = lambda address: Unknown() if address.chat == 7 else Arrived()
    await world.deliveries.tell(ALERT)
    assert world.sent.count(Address(7)) == 3
    assert (world.count(Outcome.UNCERTAIN), world.count(Outcome.SENT)) == (1, 99)


async def test_who_blocked_the_bot_is_left_alone_from_then_on(world: World) -> None:
    world.answers = lambda address: Gone(Unreachable.BLOCKED) if address.chat == 7 else Arrived()
    await world.deliveries.tell(ALERT)
    chat = world.chats.chat(7)
    assert chat is not None
    assert chat.inactive is not None
    assert chat.inactive.why is Unreachable.BLOCKED
    world.alerts.add(an_alert("2024-06-02.1", created=NOON, findings=(a_finding(metric="tanks"),)))
    await world.started().tell("2024-06-02.1")
    assert world.sent.count(Address(7)) == 1


async def test_a_passing_fault_drops_nobody(world: World) -> None:
    world.answers = lambda address: NotSent("Bad Gateway") if address.chat == 7 else Arrived()
    await world.deliveries.tell(ALERT)
    chat = world.chats.chat(7)
    assert chat is not None
    assert chat.inactive is None
    assert world.count(Outcome.FAILED) == 1


async def test_a_group_that_has_moved_is_told_where_it_is_now_and_corrected_there(tmp_path: Path) -> None:
    world = World(tmp_path, [-50, -40, 1, 2])
    world.answers = lambda address: Moved(-1007) if address.chat == -50 else Arrived()
    await world.deliveries.tell(ALERT)
    assert world.arrived == Counter([-1007, -40, 1, 2])
    assert world.chats.chat(-50) is None
    assert world.chats.subscriptions(-1007)
    assert Address(-1007) in world.alerts.recipients(ALERT)


@pytest.mark.parametrize("moving", [-40, -50])
async def test_a_group_that_moves_while_it_waits_or_its_message_is_on_the_way_is_told_once(
    tmp_path: Path, moving: int
) -> None:
    world = World(tmp_path, [-50, -40, 1, 2])
    world.answered = on_the_way = OnTheWay(-50)
    telling = asyncio.create_task(world.started(slots=1).tell(ALERT))
    await on_the_way.left.wait()
    world.alerts.move(moving, -1007)
    world.chats.move(moving, -1007)
    world.deliveries.moved(moving, -1007)
    on_the_way.answered.set()
    await telling
    assert world.arrived.total() == 4
    assert world.count(Outcome.SENT) == 4
    assert Address(-1007) in world.alerts.recipients(ALERT)
    assert not world.alerts.progress(ALERT).in_flight


async def test_who_unsubscribes_in_the_middle_gets_nothing_more(world: World) -> None:
    def answer(address: Address) -> Delivery:
        if address.chat == 10:
            world.chats.unsubscribe(one.key for one in world.chats.subscriptions(90))
        return Arrived()

    world.answers = answer
    await world.deliveries.tell(ALERT)
    assert set(world.arrived) == set(range(1, 101)) - {90}


async def test_who_unsubscribes_while_their_message_waits_for_its_turn_gets_it_not(world: World) -> None:
    halted = asyncio.Event()

    real = world.send

    async def send(address: Address, message: Message, leaving: Leaving = nullcontext) -> Delivery:
        if address.chat == 3 and not halted.is_set():
            await halted.wait()
        return await real(address, message, leaving)

    world.send = send  # type: ignore[method-assign]
    telling = asyncio.create_task(world.deliveries.tell(ALERT))
    await sent(world, 50, telling)
    world.chats.unsubscribe(one.key for one in world.chats.subscriptions(3))
    world.deliveries.withdraw(3)
    halted.set()
    await telling
    assert 3 not in world.arrived
    assert world.arrived.total() == 99


async def test_a_subscription_that_changes_while_its_message_is_on_the_way_is_not_told_twice(world: World) -> None:
    world.answered = on_the_way = OnTheWay(3)
    telling = asyncio.create_task(world.deliveries.tell(ALERT))
    await on_the_way.left.wait()
    world.chats.subscribe([a_subscription(3, wish=RecordWish(metric="personnel"))])
    world.deliveries.withdraw(3)
    on_the_way.answered.set()
    await telling
    assert world.arrived == Counter(range(1, 101))
    assert world.count(Outcome.SENT) == 100


@pytest.mark.parametrize("wanted", [True, False])
async def test_what_failed_on_the_way_is_sent_again_only_if_it_is_wanted_still(world: World, wanted: bool) -> None:
    world.answered = on_the_way = OnTheWay(3)
    lost = iter([Unknown()])
    world.answers = lambda address: next(lost, Arrived()) if address.chat == 3 else Arrived()
    telling = asyncio.create_task(world.deliveries.tell(ALERT))
    await on_the_way.left.wait()
    if not wanted:
        world.chats.unsubscribe(one.key for one in world.chats.subscriptions(3))
    world.deliveries.withdraw(3)
    on_the_way.answered.set()
    await telling
    assert world.sent.count(Address(3)) == (2 if wanted else 1)
    assert world.arrived.total() == (100 if wanted else 99)


async def test_a_subscription_that_came_after_the_alert_or_is_paused_or_muted_hears_nothing(world: World) -> None:
    world.chats.subscribe(
        [
            a_subscription(1, created=LATER),
            a_subscription(2, paused=True),
            a_subscription(3, muted_until=LATER + timedelta(days=1)),
            a_subscription(4, muted_until=NOON + timedelta(minutes=1)),
            a_subscription(5, muted_until=NOON),
        ]
    )
    await world.deliveries.tell(ALERT)
    assert set(world.arrived) == set(range(5, 101))


async def test_what_comes_in_quiet_hours_is_held_and_not_sent(world: World) -> None:
    world.quiet = set(range(1, 91))
    await world.deliveries.tell(ALERT)
    assert set(world.arrived) == set(range(91, 101))
    assert {held.address.chat for held in world.alerts.held()} == world.quiet
    assert world.count(Outcome.HELD) == 90
    alert = world.alerts.alert(ALERT)
    assert alert is not None
    assert alert.state is AlertState.FINISHED


@pytest.mark.parametrize("state", [AlertState.PAUSED, AlertState.CANCELLED])
async def test_what_the_owner_pauses_or_cancels_stops_and_only_a_pause_goes_on(world: World, state: AlertState) -> None:
    def answer(address: Address) -> Delivery:
        if address.chat == 20:
            world.alerts.set_state(ALERT, state)
        return Arrived()

    world.answers = answer
    await world.deliveries.tell(ALERT)
    assert 20 <= world.arrived.total() < 40
    if state is AlertState.PAUSED:
        world.alerts.set_state(ALERT, AlertState.RUNNING)
    await world.started().tell(ALERT)
    assert world.arrived.total() == (100 if state is AlertState.PAUSED else world.arrived.total())
    assert max(world.arrived.values()) == 1


async def test_a_polite_stop_lets_what_is_under_way_arrive_and_the_rest_goes_on_later(world: World) -> None:
    def answer(address: Address) -> Delivery:
        if address.chat == 20:
            world.deliveries.stop()
        return Arrived()

    world.answers = answer
    await world.deliveries.tell(ALERT)
    assert world.arrived.total() < 40
    assert not world.alerts.progress(ALERT).in_flight
    world.answers = lambda _: Arrived()
    await world.started().tell(ALERT)
    assert world.arrived == Counter(range(1, 101))


async def test_a_correction_goes_to_those_who_got_the_alert_and_to_nobody_else(world: World) -> None:
    world.quiet = {1, 2, 3}
    await world.deliveries.tell(ALERT)
    world.quiet = set()
    correction = Correction(alert=ALERT, finding=a_finding(), value=29_000, stands=False)
    world.alerts.add(an_alert("2024-06-03.1", created=NOON, findings=(), corrections=(correction,)))
    world.chats.unsubscribe(one.key for one in world.chats.subscriptions(50))
    before = Counter(world.arrived)
    world.chats.unsubscribe(one.key for number in (1, 2, 3) for one in world.chats.subscriptions(number))
    await world.started().tell("2024-06-03.1")
    assert world.arrived - before == Counter(range(4, 101))


async def test_a_correction_concerns_only_those_who_wanted_to_hear_of_what_it_puts_right(world: World) -> None:
    world.chats.unsubscribe(one.key for one in world.chats.subscriptions(1))
    world.chats.subscribe([a_subscription(1, wish=RecordWish(metric="tanks"))])
    artillery, tanks = a_finding(metric="artillery"), a_finding(metric="tanks")
    world.alerts.add(an_alert("2024-06-02.1", created=LATER, findings=(artillery, tanks)))
    await world.deliveries.tell("2024-06-02.1")
    corrections = tuple(
        Correction(alert="2024-06-02.1", finding=finding, value=29_000, stands=False) for finding in (artillery, tanks)
    )
    correcting = an_alert("2024-06-03.1", created=LATER, findings=(), corrections=corrections)
    world.alerts.add(correcting)
    assert world.books.telling(correcting, Address(1)).corrections == corrections[1:]
    assert world.books.telling(correcting, Address(2)).corrections == corrections


@pytest.mark.parametrize("left", [(), (RecordWish(metric="tanks"),)], ids=["the wish is left", "only a new wish"])
async def test_nobody_is_corrected_by_what_they_subscribed_to_after_the_alert(
    world: World, left: tuple[RecordWish, ...]
) -> None:
    artillery, tanks = a_finding(metric="artillery"), a_finding(metric="tanks")
    world.chats.unsubscribe(one.key for one in world.chats.subscriptions(1))
    world.chats.subscribe([a_subscription(1, wish=RecordWish(metric="artillery"))])
    world.alerts.add(an_alert("2024-06-02.1", created=LATER, findings=(artillery, tanks)))
    await world.deliveries.tell("2024-06-02.1")
    world.chats.subscribe([a_subscription(1, wish=RecordWish(metric="tanks"), created=LATER + timedelta(minutes=1))])
    if left:
        world.chats.unsubscribe([a_subscription(1, wish=RecordWish(metric="artillery")).key])
    corrections = tuple(
        Correction(alert="2024-06-02.1", finding=finding, value=29_000, stands=False) for finding in (artillery, tanks)
    )
    correcting = an_alert("2024-06-03.1", created=LATER, findings=(), corrections=corrections)
    world.alerts.add(correcting)
    told = world.books.telling(correcting, Address(1)).corrections
    assert told == (corrections if left else corrections[:1]), "who wants nothing of it any more is told of all"


@pytest.mark.parametrize(("stands", "told"), [(False, []), (True, [39_500])])
async def test_who_is_told_after_the_correction_is_told_what_stands(
    world: World, stands: bool, told: list[int]
) -> None:
    world.quiet = {1}
    await world.deliveries.tell(ALERT)
    correction = Correction(alert=ALERT, finding=a_finding(), value=39_500, stands=stands, sources=a_finding().sources)
    world.alerts.add(an_alert("2024-06-03.1", created=NOON, findings=(), corrections=(correction,)))
    alert = world.alerts.alert(ALERT)
    assert alert is not None
    before = [one.value for one in world.books.telling(alert, Address(1)).alert.findings]
    await world.started().tell("2024-06-03.1")
    after = [one.value for one in world.books.telling(alert, Address(1)).alert.findings]
    assert (before, after) == ([38_940], told), "before it is told itself, the correction follows the alert"


async def test_where_the_correction_is_cancelled_what_is_told_afterwards_is_what_stands(world: World) -> None:
    correction = Correction(alert=ALERT, finding=a_finding(), value=39_500, stands=True, sources=a_finding().sources)
    world.alerts.add(an_alert("2024-06-03.1", created=NOON, findings=(), corrections=(correction,)))
    world.alerts.set_state("2024-06-03.1", AlertState.CANCELLED)
    alert = world.alerts.alert(ALERT)
    assert alert is not None
    assert [one.value for one in world.books.telling(alert, Address(1)).alert.findings] == [39_500]


async def test_a_message_that_cannot_even_be_made_a_request_of_ends_nothing(world: World) -> None:
    def answer(address: Address) -> Delivery:
        if address.chat == 5:
            raise ValueError("an error of our own")
        return Arrived()

    world.answers = answer
    await world.deliveries.tell(ALERT)
    assert (world.count(Outcome.SENT), world.count(Outcome.FAILED)) == (99, 1)
