"""The Telegram of our own refuses what the real one would, and fails in the ways that the real one does."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InlineQueryResultArticle, InputTextMessageContent
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import HTTPXRequest

import bot.handlers  # noqa: F401 - decides how python-telegram-bot tells time spans
from tests.fake_telegram import ANN, TOKEN, FakeTelegram
from tests.fake_telegram.faults import BAD_GATEWAY, BLOCKED, Fault, Lost, migrated, too_many_requests
from tests.fake_telegram.refusals import SPEC_IS_HERE

Send = Callable[[Bot], Awaitable[Any]]


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    telegram = FakeTelegram()
    async with telegram:
        await telegram.private("hello")
        yield telegram
        telegram.api.complaints.clear()


@pytest.fixture
async def client(telegram: FakeTelegram) -> AsyncIterator[Bot]:
    request = HTTPXRequest(read_timeout=0.2)
    async with Bot(TOKEN, f"{telegram.url}/bot", request=request) as client:
        yield client


def article(number: int) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(str(number), "title", InputTextMessageContent("text"))


def button(data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup.from_button(InlineKeyboardButton("label", callback_data=data))


REFUSED: dict[str, Send] = {
    "too long": lambda client: client.send_message(ANN.id, "x" * 4097),
    "nothing in it": lambda client: client.send_message(ANN.id, " "),
    "an unclosed tag": lambda client: client.send_message(ANN.id, "<b>38,940", parse_mode="HTML"),
    "an unknown tag": lambda client: client.send_message(ANN.id, "<h1>38,940</h1>", parse_mode="HTML"),
    "a lone ampersand": lambda client: client.send_message(ANN.id, "killed & wounded", parse_mode="HTML"),
    "65 bytes on a button": lambda client: client.send_message(ANN.id, "?", reply_markup=button("ж" * 32 + "x")),
    "51 results": lambda client: client.answer_inline_query("1", [article(n) for n in range(51)], next_offset=""),
    "two results of one id": lambda client: client.answer_inline_query("1", [article(1), article(1)]),
    "a command in capitals": lambda client: client.set_my_commands([("Losses", "Ask")]),
    "somebody unknown": lambda client: client.send_message(999, "hello"),
    "an edit of nothing": lambda client: client.edit_message_text("hello", ANN.id, 999),
    "a reply to nothing": lambda client: client.send_message(ANN.id, "hello", reply_to_message_id=999),
}


@pytest.mark.parametrize("send", REFUSED.values(), ids=REFUSED.keys())
async def test_what_the_real_server_refuses_is_refused(client: Bot, send: Send) -> None:
    with pytest.raises(BadRequest):
        await send(client)


@pytest.mark.skipif(not SPEC_IS_HERE, reason="../shared/bot-api, the specification of the Bot API, is not there")
async def test_a_parameter_that_the_specification_lacks_is_refused(client: Bot) -> None:
    with pytest.raises(BadRequest, match="unknown"):
        await client.send_message(ANN.id, "hello", api_kwargs={"colour": "red"})


async def test_a_refused_request_fails_the_test_that_made_it() -> None:
    telegram = FakeTelegram()
    await telegram.__aenter__()
    await telegram.private("hello")
    async with Bot(TOKEN, f"{telegram.url}/bot") as client:
        with pytest.raises(BadRequest):
            await client.send_message(ANN.id, "x" * 4097)
    with pytest.raises(AssertionError, match="4097 characters"):
        await telegram.__aexit__(None)


async def test_a_wrong_token_is_refused(telegram: FakeTelegram) -> None:
    stranger = Bot("123456:another", f"{telegram.url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (too_many_requests(7), RetryAfter),
        (BLOCKED, Forbidden),
        (BAD_GATEWAY, NetworkError),
        (migrated(-100123), ChatMigrated),
        (Lost(), NetworkError),
    ],
)
async def test_a_fault_reaches_the_bot_as_the_error_it_would_be(
    client: Bot, telegram: FakeTelegram, fault: Fault, error: type[TelegramError]
) -> None:
    telegram.fails("sendMessage", fault)
    with pytest.raises(error):
        await client.send_message(ANN.id, "hello")
    assert not [call for call in telegram.calls("sendMessage") if call.message is not None]
    await client.send_message(ANN.id, "hello")


async def test_a_message_can_arrive_although_its_answer_is_lost(client: Bot, telegram: FakeTelegram) -> None:
    telegram.fails("sendMessage", Lost(done=True))
    with pytest.raises(NetworkError):
        await client.send_message(ANN.id, "hello")
    assert (await telegram.sent()).text == "hello"


async def test_a_message_can_arrive_after_the_bot_has_given_up_waiting(client: Bot, telegram: FakeTelegram) -> None:
    held = telegram.holds("sendMessage")
    with pytest.raises(TimedOut):
        await client.send_message(ANN.id, "hello")
    held.release()
    assert (await telegram.sent()).text == "hello"


async def test_updates_come_again_until_they_are_confirmed(client: Bot, telegram: FakeTelegram) -> None:
    first = await client.get_updates()
    assert [update.update_id for update in await client.get_updates()] == [first[0].update_id]
    assert not await client.get_updates(first[-1].update_id + 1)


async def test_of_two_that_poll_the_first_is_cut_off(client: Bot, telegram: FakeTelegram) -> None:
    newest = (await client.get_updates())[-1].update_id + 1
    listening = asyncio.create_task(telegram.listened())
    waiting = asyncio.create_task(client.get_updates(newest, timeout=30))
    await listening
    async with Bot(TOKEN, f"{telegram.url}/bot") as rival:
        await rival.get_updates(newest)
    with pytest.raises(Conflict):
        await waiting


async def test_nobody_polls_while_there_is_a_webhook(client: Bot, telegram: FakeTelegram) -> None:
    await client.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict):
        await client.get_updates()
    await client.delete_webhook()
    assert await client.get_updates()


async def test_a_picture_is_taken_as_a_file_and_known_by_its_id_afterwards(client: Bot, telegram: FakeTelegram) -> None:
    sent = await client.send_photo(ANN.id, b"\x89PNG\r\n\x1a\n", caption="a chart")
    assert telegram.calls("sendPhoto")[0].parameters["caption"] == "a chart"
    await client.send_photo(ANN.id, sent.photo[-1].file_id)
    assert telegram.calls("sendPhoto")[1].parameters["photo"] == sent.photo[-1].file_id
