"""What people meet, and what the log holds, when something goes wrong."""

import asyncio
import logging

import pytest

from bot.enquiry import Asked, Enquiries, Response
from bot.figures import LiveFigures
from tests.e2e.conftest import Bot, in_service
from tests.fake_telegram import ANN, GROUP, OLENA, Chat, FakeTelegram
from tests.fake_telegram.faults import (
    BAD_GATEWAY,
    BLOCKED,
    NO_RIGHTS,
    STALE_QUERY,
    Fault,
    Lost,
    migrated,
    too_many_requests,
)


class Unwell(Enquiries):
    """Enquiries that fail on every question, and quote it when they do."""

    def ask(self, asked: Asked) -> Response:
        raise ValueError(f"cannot read {asked.text!r}")

    def readings(self, asked: Asked, most: int = 5) -> tuple[Response, ...]:
        raise ValueError(f"cannot read {asked.text!r} {most} times")


@pytest.fixture
def unwell(figures: LiveFigures, monkeypatch: pytest.MonkeyPatch) -> LiveFigures:
    """Figures that are in order, and enquiries that are not."""
    monkeypatch.setattr("bot.app.Enquiries", Unwell)
    return figures


@pytest.mark.parametrize("fault", [too_many_requests(3), BAD_GATEWAY, Lost()])
async def test_a_passing_fault_delays_an_answer_and_does_not_lose_it(
    bot: Bot, telegram: FakeTelegram, fault: Fault
) -> None:
    telegram.fails("sendMessage", fault)
    await telegram.private("May 2024 losses?")
    assert "38,940" in (await telegram.sent()).text


async def test_somebody_who_blocked_the_bot_is_left_alone(
    bot: Bot, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fails("sendMessage", BLOCKED)
    await telegram.private("May 2024 losses?")
    await bot.settled()
    assert len(telegram.calls("sendMessage")) == 1
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_group_where_the_bot_may_not_write_troubles_nobody_else(bot: Bot, telegram: FakeTelegram) -> None:
    telegram.fails("sendMessage", NO_RIGHTS, times=99, when=lambda sent: sent["chat_id"] == GROUP.id)
    await telegram.group("/losses May 2024")
    await telegram.private("May 2024 losses?")
    assert (await telegram.sent()).chat_id == ANN.id


async def test_an_answer_follows_its_group_to_where_it_has_moved(bot: Bot, telegram: FakeTelegram) -> None:
    moved = Chat(-1009999, "supergroup", "Newsroom")
    telegram.api.chats[moved.id] = moved
    telegram.fails("sendMessage", migrated(moved.id))
    await telegram.group("/losses May 2024")
    answer = await telegram.sent()
    assert (answer.chat_id, answer.answers) == (moved.id, None)


async def test_a_tap_that_telegram_calls_too_old_is_answered_all_the_same(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("/start")
    greeting = await telegram.sent()
    telegram.fails("answerCallbackQuery", STALE_QUERY)
    await telegram.tap(greeting, greeting.buttons[0])
    assert (await telegram.sent()).links


async def test_an_error_of_our_own_is_owned_up_to_in_the_persons_language(
    unwell: LiveFigures, telegram: FakeTelegram
) -> None:
    async with in_service(telegram, unwell):
        await telegram.private("May 2024 losses?", user=OLENA)
        assert "пішло не так" in (await telegram.sent()).text
        await telegram.group("/losses May 2024")
        told = await telegram.sent()
        assert "went wrong" in told.text
        assert told.answers is not None


async def test_an_error_after_a_tap_is_owned_up_to_as_well(unwell: LiveFigures, telegram: FakeTelegram) -> None:
    async with in_service(telegram, unwell):
        await telegram.private("/start")
        greeting = await telegram.sent()
        await telegram.tap(greeting, greeting.buttons[0])
        assert "went wrong" in (await telegram.sent()).text


async def test_an_error_while_somebody_types_inline_sends_nobody_a_message(
    unwell: LiveFigures, telegram: FakeTelegram
) -> None:
    async with in_service(telegram, unwell) as bot:
        telegram.api.push("inline_query", {"id": "1", "from": ANN.json(), "query": "May", "offset": ""})
        await bot.settled()
    assert not telegram.calls("sendMessage")


async def test_the_log_of_an_error_says_where_and_holds_neither_the_question_nor_the_token(
    unwell: LiveFigures, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with in_service(telegram, unwell):
        await telegram.private("my very private question")
        await telegram.sent()
    record = next(record for record in caplog.records if record.levelno == logging.ERROR)
    assert "ValueError at " in record.getMessage()
    assert "test_faults.py:" in record.getMessage()
    assert "private question" not in caplog.text
    assert "private question" not in "".join(str(record.__dict__) for record in caplog.records)


async def test_a_chat_whose_answer_hangs_does_not_keep_the_others_waiting(bot: Bot, telegram: FakeTelegram) -> None:
    held = telegram.holds("sendMessage", lambda sent: sent["chat_id"] == ANN.id)
    await telegram.private("December 2023 losses?")
    await telegram.private("May 2024 losses?")
    await asyncio.wait_for(held.arrived.wait(), 10)
    await telegram.private("May 2024 losses?", user=OLENA)
    assert (await telegram.sent()).chat_id == OLENA.id
    held.release()
    assert "29,970" in (await telegram.sent()).text
    assert "38,940" in (await telegram.sent()).text


async def test_menus_that_telegram_refuses_do_not_stop_the_bot(telegram: FakeTelegram, figures: LiveFigures) -> None:
    telegram.fails("setMyCommands", too_many_requests(4000), times=99)
    async with in_service(telegram, figures):
        await telegram.private("May 2024 losses?")
        assert "38,940" in (await telegram.sent()).text
