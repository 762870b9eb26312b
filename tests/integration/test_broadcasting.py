"""What becomes of a message to one chat, by either way of making requests, against real HTTP."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest
from telegram.error import NetworkError, TimedOut
from telegram.ext import ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from bot.alerts.pacing import Turn
from bot.alerts.sender import Action, ActionKind, Arrived, Delivery, Gone, Message, Moved, NotSent, Unknown
from bot.handlers.broadcasting import MOST_ATTEMPTS, TelegramSender
from bot.handlers.fast_requests import FastRequest
from bot.handlers.pacing import Pacing
from bot.replies.reply import Reply, line
from store.subscriptions import Address, Unreachable
from tests.clocks import HurriedClock
from tests.fake_telegram import ANN, FORUM, GROUP, TOKEN, FakeTelegram
from tests.fake_telegram.faults import (
    BAD_GATEWAY,
    BLOCKED,
    NO_RIGHTS,
    Fault,
    Lost,
    Refusal,
    Silent,
    migrated,
    too_many_requests,
)
from tests.fake_telegram.people import Chat

NEWS = Message(
    Reply((line("A record: 1,300 & more"),)),
    (
        Action(ActionKind.CHART, "Chart", "trend of tanks lost by Russia, day by day"),
        Action(ActionKind.COMPARE, "Compare", "tanks lost by Russia from 1 January to 31 May 2024 and before that"),
        Action(ActionKind.STOP, "Stop", "1001/0/record/russia/ukraine/tanks/day/highest"),
    ),
)

Send = Callable[[Address], Awaitable[Delivery]]


@dataclass
class Sending:
    """A sender, and the clock that it waits by."""

    send: Send
    clock: HurriedClock


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as telegram:
        telegram.api.chats = {chat.id: chat for chat in (Chat(ANN.id), GROUP, FORUM)}
        yield telegram


@pytest.fixture(params=["aiohttp", "httpx"])
async def sending(telegram: FakeTelegram, request: pytest.FixtureRequest) -> AsyncIterator[Sending]:
    clock = HurriedClock()
    way: BaseRequest = FastRequest(timeout=0.3) if request.param == "aiohttp" else HTTPXRequest(read_timeout=0.3)
    async with ExtBot(TOKEN, f"{telegram.url}/bot", request=way, rate_limiter=Pacing(clock)) as client:
        turned: ExtBot[Turn] = client
        sender = TelegramSender(turned, clock=clock)
        yield Sending(lambda address: sender.send(address, NEWS), clock)


async def test_a_message_arrives_with_its_buttons(telegram: FakeTelegram, sending: Sending) -> None:
    assert await sending.send(Address(ANN.id)) == Arrived()
    seen = await telegram.sent()
    assert seen.text == "A record: 1,300 & more"
    assert seen.buttons[0] == "Chart"
    assert seen.buttons[-1] == "Stop"


@pytest.mark.parametrize(
    ("fault", "became"),
    [
        (BLOCKED, Gone(Unreachable.BLOCKED)),
        (Refusal(403, "Forbidden: user is deactivated"), Gone(Unreachable.DELETED)),
        (Refusal(403, "Forbidden: bot was kicked from the supergroup chat"), Gone(Unreachable.REMOVED)),
        (Refusal(400, "Bad Request: chat not found"), Gone(Unreachable.NOT_FOUND)),
        (NO_RIGHTS, Gone(Unreachable.REMOVED)),
        (migrated(-1007), Moved(-1007)),
        (Silent(done=True), Unknown()),
        (Refusal(400, "Bad Request: can't parse entities"), NotSent("Can't parse entities")),
    ],
)
async def test_what_telegram_says_is_what_became_of_it(
    telegram: FakeTelegram, sending: Sending, fault: Fault, became: Delivery
) -> None:
    telegram.fails("sendMessage", fault)
    assert await sending.send(Address(ANN.id)) == became
    assert len(telegram.calls("sendMessage")) == 1


@pytest.mark.parametrize("fault", [BAD_GATEWAY, Lost(), too_many_requests(5)])
async def test_a_passing_fault_is_waited_out(telegram: FakeTelegram, sending: Sending, fault: Fault) -> None:
    telegram.fails("sendMessage", fault, times=3)
    before = sending.clock.now
    assert await sending.send(Address(ANN.id)) == Arrived()
    assert sending.clock.now - before >= 7  # 1 + 2 + 4 seconds, or thrice five


async def test_a_fault_that_does_not_pass_is_given_up_after_a_quarter_of_an_hour(
    telegram: FakeTelegram, sending: Sending
) -> None:
    telegram.fails("sendMessage", BAD_GATEWAY, times=MOST_ATTEMPTS)
    before = sending.clock.now
    assert isinstance(await sending.send(Address(ANN.id)), NotSent)
    assert 800 < sending.clock.now - before < 1200


async def test_where_the_topic_is_gone_it_goes_to_the_chat(telegram: FakeTelegram, sending: Sending) -> None:
    telegram.fails("sendMessage", Refusal(400, "Bad Request: message thread not found"))
    assert await sending.send(Address(FORUM.id, 77)) == Arrived()
    assert (await telegram.sent()).topic is None


async def test_aiohttp_says_nothing_of_the_token_where_a_connection_breaks(telegram: FakeTelegram) -> None:
    telegram.fails("getMe", Lost())
    async with FastRequest() as way:
        with pytest.raises(NetworkError) as broken:
            await way.post(f"{telegram.url}/bot{TOKEN}/getMe")
    assert TOKEN not in str(broken.value)


async def test_aiohttp_takes_a_time_out_of_ones_own(telegram: FakeTelegram) -> None:
    telegram.fails("getMe", Silent())
    async with FastRequest(timeout=60) as way:
        with pytest.raises(TimedOut):
            await way.post(f"{telegram.url}/bot{TOKEN}/getMe", read_timeout=0.1)


async def test_aiohttp_refuses_to_work_before_it_is_opened() -> None:
    with pytest.raises(NetworkError, match="not initialized"):
        await FastRequest().post("http://127.0.0.1:9/")


async def test_aiohttp_sends_files(telegram: FakeTelegram) -> None:
    async with ExtBot(TOKEN, f"{telegram.url}/bot", request=FastRequest()) as client:
        await client.send_photo(ANN.id, b"\x89PNG\r\n\x1a\n" + bytes(64), caption="A chart")
    assert telegram.calls("sendPhoto")[0].parameters["caption"] == "A chart"
