"""How the bot starts, listens, and goes on when Telegram or the network does not."""

import asyncio
import logging
import socket

import pytest

from bot.app import compose
from bot.figures import LiveFigures
from bot.logs import Redacting
from bot.serving import CannotServeError, serve
from bot.settings import Settings
from tests.clocks import HurriedClock
from tests.e2e.conftest import in_service, no_pause, settings_for
from tests.fake_telegram import TOKEN, FakeTelegram
from tests.fake_telegram.faults import BAD_GATEWAY, CONFLICT, Fault, Lost, Refusal, too_many_requests
from tests.fake_telegram.http import post_json
from tests.fake_telegram.people import ANN, Chat, Message, written

SECRET = "known-to-telegram"  # noqa: S105 - opens nothing
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name


def webhook(telegram: FakeTelegram, port: int, path: str = "/hook") -> Settings:
    url = f"http://127.0.0.1:{port}{path}"
    return settings_for(telegram, webhook_url=url, webhook_port=port, webhook_secret=SECRET)


async def refusal(settings: Settings, figures: LiveFigures) -> str:
    """Why the bot ends by itself."""
    with pytest.raises(CannotServeError) as refused:
        await asyncio.wait_for(serve(compose(settings, figures), settings, asyncio.Event(), sleep=no_pause), 10)
    return str(refused.value)


class Listening(logging.Filter):
    """Lets every record pass, and notes when one holds `words`."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.heard = asyncio.Event()

    def filter(self, record: logging.LogRecord) -> bool:
        if self._words in record.getMessage():
            self.heard.set()
        return True


async def logged(caplog: pytest.LogCaptureFixture, words: str) -> None:
    """Wait until the log says so."""
    listening = Listening(words)
    with caplog.filtering(listening):
        await asyncio.wait_for(listening.heard.wait(), 10)


async def test_only_updates_that_are_handled_are_asked_for(telegram: FakeTelegram, figures: LiveFigures) -> None:
    async with in_service(telegram, figures) as bot:
        await telegram.private("May 2024 losses?")
        await bot.settled()
    asked = telegram.calls("getUpdates")[0].parameters["allowed_updates"]
    channels = {"channel_post", "edited_channel_post"}
    assert set(asked) == {
        "message",
        "edited_message",
        "callback_query",
        "inline_query",
        "my_chat_member",
        *channels,
    }


async def test_what_was_answered_does_not_come_again_at_the_next_start(
    telegram: FakeTelegram, figures: LiveFigures
) -> None:
    async with in_service(telegram, figures):
        await telegram.private("May 2024 losses?")
        await telegram.sent()
    async with in_service(telegram, figures) as bot:
        await telegram.private("December 2023 losses?")
        assert "29,970" in (await telegram.sent()).text
        await bot.settled()
    assert len(telegram.calls("sendMessage")) == 2


async def test_a_webhook_that_was_left_behind_is_removed_before_polling(
    telegram: FakeTelegram, figures: LiveFigures
) -> None:
    telegram.api.webhook = {"url": "http://127.0.0.1:9/gone"}
    settings = settings_for(telegram)
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(compose(settings, figures, clock=HurriedClock()), settings, stop))
    await telegram.called("deleteWebhook")
    await telegram.private("May 2024 losses?")
    assert "38,940" in (await telegram.sent()).text
    stop.set()
    await serving


async def test_a_webhook_takes_only_what_comes_with_the_secret_on_its_path(
    telegram: FakeTelegram, figures: LiveFigures, port: int, caplog: pytest.LogCaptureFixture
) -> None:
    settings = webhook(telegram, port)
    update = {"update_id": 9, "message": Message(1, Chat(ANN.id), ANN, 1_790_000_000, written("forged")).json()}
    async with in_service(telegram, figures, settings=settings) as bot:
        await telegram.private("May 2024 losses?")
        await telegram.sent()
        assert await post_json(str(settings.webhook_url), update, {}) == 403
        assert await post_json(str(settings.webhook_url), update, {SECRET_HEADER: "guessed"}) == 403
        assert await post_json(f"{settings.webhook_url}x", update, {SECRET_HEADER: SECRET}) == 404
        await bot.settled()
    assert len(telegram.calls("sendMessage")) == 1
    assert "forged" not in caplog.text


async def test_a_path_is_taken_literally_though_it_looks_like_a_pattern(
    telegram: FakeTelegram, figures: LiveFigures, port: int
) -> None:
    async with in_service(telegram, figures, settings=webhook(telegram, port, "/a.b")):
        await telegram.private("May 2024 losses?")
        await telegram.sent()
        assert await post_json(f"http://127.0.0.1:{port}/aXb", {}, {SECRET_HEADER: SECRET}) == 404


async def test_a_webhook_whose_port_is_taken_is_refused_by_name(telegram: FakeTelegram, figures: LiveFigures) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        said = await refusal(webhook(telegram, number), figures)
    assert f"127.0.0.1:{number}" in said
    assert "LOSSBOT_WEBHOOK_PORT" in said


async def test_a_webhook_that_telegram_refuses_ends_the_bot_with_telegrams_reason(
    telegram: FakeTelegram, figures: LiveFigures, port: int
) -> None:
    telegram.fails("setWebhook", Refusal(400, "Bad Request: bad webhook: an HTTPS URL must be provided"))
    assert "https url must be provided" in (await refusal(webhook(telegram, port), figures)).casefold()


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook", "getUpdates"])
async def test_a_token_that_is_not_valid_any_more_ends_the_bot_whenever_that_shows(
    telegram: FakeTelegram, figures: LiveFigures, method: str
) -> None:
    telegram.fails(method, Refusal(401, "Unauthorized"))
    said = await refusal(settings_for(telegram), figures)
    assert "does not accept the token in LOSSBOT_TOKEN" in said
    assert TOKEN not in said


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook", "getUpdates"])
@pytest.mark.parametrize("fault", [BAD_GATEWAY, Lost(), too_many_requests(1)])
async def test_a_passing_fault_at_any_step_of_the_start_is_overcome(
    telegram: FakeTelegram, figures: LiveFigures, method: str, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fails(method, fault)
    async with in_service(telegram, figures):
        await telegram.private("May 2024 losses?")
        assert "38,940" in (await telegram.sent()).text


async def test_a_telegram_out_of_reach_is_waited_for_and_the_log_says_so(
    figures: LiveFigures, port: int, caplog: pytest.LogCaptureFixture
) -> None:
    telegram = FakeTelegram(port=port)
    settings = Settings.model_validate({"token": TOKEN, "api_url": f"http://127.0.0.1:{port}"})
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(compose(settings, figures, clock=HurriedClock()), settings, stop))
    await logged(caplog, "trying again")
    async with telegram:
        await telegram.private("May 2024 losses?")
        assert "38,940" in (await telegram.sent()).text
        stop.set()
        await serving
    assert "Cannot start: httpx.ConnectError" in caplog.text


async def test_while_it_waits_for_telegram_it_can_be_stopped(
    figures: LiveFigures, port: int, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings.model_validate({"token": TOKEN, "api_url": f"http://127.0.0.1:{port}"})
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(compose(settings, figures, clock=HurriedClock()), settings, stop))
    await logged(caplog, "trying again")
    stop.set()
    await asyncio.wait_for(serving, 10)


async def test_another_process_that_polls_is_explained_and_outlasted(
    telegram: FakeTelegram, figures: LiveFigures, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fails("getUpdates", CONFLICT)
    async with in_service(telegram, figures):
        await telegram.private("May 2024 losses?")
        assert "38,940" in (await telegram.sent()).text
    assert "Another process fetches this bot's updates" in caplog.text


async def test_an_update_that_cannot_be_read_does_not_end_the_bot(
    telegram: FakeTelegram, figures: LiveFigures, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.filtering(Redacting([telegram.token])):
        async with in_service(telegram, figures):
            telegram.api.push("message", {"message_id": "what I wrote"})
            await logged(caplog, "What Telegram sent cannot be read")
            telegram.api.forget()
            await telegram.private("May 2024 losses?")
            assert "38,940" in (await telegram.sent()).text
    assert "what I wrote" not in caplog.text


async def test_an_inline_mode_that_is_switched_off_is_pointed_out(
    figures: LiveFigures, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with FakeTelegram(inline=False, reads_all_group_messages=True) as telegram, in_service(telegram, figures):
        pass
    assert "/setinline" in caplog.text
    assert "Privacy mode" not in caplog.text
