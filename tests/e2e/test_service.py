"""The bot as a process: it starts, takes updates in both ways, and stops without losing a question."""

import asyncio
import signal
import threading
from pathlib import Path

import pytest

from tests.e2e.process import bot_process
from tests.fake_telegram import TOKEN, FakeTelegram, User
from tests.upstream import Upstream

KNOWN = "known-to-telegram"
MISTYPED = "123456:mistyped"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


async def test_polling_it_answers_with_the_figures_that_it_brings_along(store: Path, telegram: FakeTelegram) -> None:
    async with bot_process(store, telegram) as bot:
        await telegram.private("May 2024 losses?")
        assert "38,940" in (await telegram.sent()).text
        status, log = await bot.stop()
    assert status == 0
    assert "This is @loss_figures_bot" in log
    assert "Privacy mode is on" in log
    assert TOKEN.partition(":")[2] not in log
    assert "losses?" not in log


async def test_by_webhook_it_answers_what_comes_with_the_secret(store: Path, telegram: FakeTelegram, port: int) -> None:
    url = f"http://127.0.0.1:{port}/hook-1"
    async with bot_process(store, telegram, WEBHOOK_URL=url, WEBHOOK_PORT=str(port)) as bot:
        hook = (await telegram.called("setWebhook")).parameters
        assert hook["url"] == url
        assert len(hook["secret_token"]) >= 32
        await telegram.private("May 2024 losses?")
        assert "38,940" in (await telegram.sent()).text
        status, log = await bot.stop()
    assert status == 0
    assert hook["secret_token"] not in log
    assert not telegram.calls("getUpdates")


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_when_told_to_stop_it_answers_what_it_has_accepted(
    store: Path, telegram: FakeTelegram, port: int, way: str
) -> None:
    people = [User(number, "Somebody", "en") for number in range(2001, 2041)]
    hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_PORT": str(port)} if way == "webhook" else {}
    async with bot_process(store, telegram, **hook) as bot:
        await telegram.listened()
        held = telegram.holds("sendMessage")
        for person in people:
            await telegram.private("May 2024 losses?", user=person)
        await telegram.taken()
        await asyncio.wait_for(held.arrived.wait(), 10)
        bot.signal()
        held.release()
        status, _ = await bot.ends()
    assert status == 0
    assert {call.parameters["chat_id"] for call in telegram.calls("sendMessage")} == {person.id for person in people}


async def test_ctrl_c_is_a_polite_stop_too(store: Path, telegram: FakeTelegram) -> None:
    async with bot_process(store, telegram) as bot:
        await telegram.listened()
        bot.signal(signal.SIGINT)
        status, log = await bot.ends()
    assert status == 0
    assert "Traceback" not in log


async def test_without_a_token_it_says_how_to_get_one(store: Path) -> None:
    async with bot_process(store) as bot:
        status, said = await bot.ends()
    assert status == 2
    assert "@BotFather" in said
    assert "/newbot" in said
    assert "LOSSBOT_TOKEN=" in said
    assert "Traceback" not in said


async def test_with_a_wrong_token_it_ends_with_a_sentence_that_does_not_repeat_it(
    store: Path, telegram: FakeTelegram
) -> None:
    async with bot_process(store, telegram, TOKEN=MISTYPED) as bot:
        status, said = await bot.ends()
    assert status == 2
    assert "does not accept the token in LOSSBOT_TOKEN" in said
    assert "mistyped" not in said
    assert "Traceback" not in said


async def test_a_wrong_setting_is_named(store: Path, telegram: FakeTelegram) -> None:
    async with bot_process(store, telegram, OWNERS="ann") as bot:
        status, said = await bot.ends()
    assert status == 2
    assert said.startswith("LOSSBOT_OWNERS: ")
    assert "Traceback" not in said


async def test_a_second_bot_on_the_same_store_is_refused(store: Path, telegram: FakeTelegram) -> None:
    async with bot_process(store, telegram) as first:
        await telegram.listened()
        async with bot_process(store, telegram) as second:
            status, said = await second.ends()
        assert status == 2
        assert str(store) in said
        assert "Traceback" not in said
        await first.stop()


async def test_it_fetches_by_itself_and_stops_at_once_while_a_server_keeps_it_waiting(
    store: Path, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    upstream, asked, over = Upstream(), threading.Event(), threading.Event()

    def wait(_: int) -> None:
        asked.set()
        over.wait(30)

    upstream.on_request = wait
    with upstream.served():
        async with bot_process(store, telegram, SYNC="on", SYNC_FROM=upstream.url) as bot:
            await asyncio.to_thread(asked.wait, 20)
            status, log = await asyncio.wait_for(bot.stop(), 10)
        over.set()
    assert status == 0
    assert "Traceback" not in log
    assert "Synchronis" not in log
