"""The bot in service: it starts when Telegram answers, takes updates by polling or webhook, and stops politely."""

import asyncio
import contextlib
import logging
import re
import signal
from collections.abc import Awaitable, Callable
from secrets import token_urlsafe
from typing import Any, Final

from telegram import Bot, Update
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import Application

from bot.handlers.errors import account
from bot.handlers.menus import publish
from bot.handlers.owners import Owners
from bot.handlers.pacing import demanded_seconds
from bot.settings import Settings

_log: Final = logging.getLogger(__name__)

HANDLED: Final = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)
"""The kinds of updates that Telegram is asked for: those that a handler waits for."""

POLL_SECONDS: Final = 30
"""How long Telegram holds a request for updates open while there are none."""

_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 30.0
"""Seconds between attempts to reach Telegram: each is twice the one before."""

SomeApplication = Application[Any, Any, Any, Any, Any, Any]
Sleep = Callable[[float], Awaitable[None]]


class CannotServeError(Exception):
    """The bot cannot run, or cannot go on; the message says why and what to do."""


async def serve(
    application: SomeApplication,
    settings: Settings,
    stop: asyncio.Event,
    *,
    sleep: Sleep = asyncio.sleep,
) -> None:
    """Run the bot until `stop` is set; everything that was accepted by then is answered.

    Args:
        application: with its handlers.
        settings: say whether it polls or listens on a webhook.
        stop: may be set at any time, also before Telegram has answered at all.
        sleep: pauses before Telegram is asked again.

    Raises:
        CannotServeError: Telegram refuses the bot, or the webhook cannot be had.
    """
    serving = asyncio.create_task(_serve(application, settings, sleep))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        serving.cancel()
        await asyncio.wait({serving})
        await _wind_down(application)
    if not serving.cancelled():
        serving.result()


def stop_on_signals(stop: asyncio.Event) -> None:
    """Let SIGTERM and SIGINT set `stop`; the second one ends the process at once."""
    loop = asyncio.get_running_loop()

    def politely(number: signal.Signals) -> None:
        _log.info("%s: finishing what was accepted; once more to stop at once", number.name)
        loop.remove_signal_handler(number)
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers; Ctrl+C interrupts there
            loop.add_signal_handler(number, politely, number)


async def _serve(application: SomeApplication, settings: Settings, sleep: Sleep) -> None:
    """Start, and take updates for ever."""
    bot: Bot = application.bot
    await _insist("start", application.initialize, sleep)
    _introduce(bot)
    await application.start()
    if application.post_init is not None:
        await application.post_init(application)
    menus = asyncio.create_task(publish(bot, Owners(settings.owners)))
    try:
        if settings.webhook_url is None:
            await _insist("remove the webhook", bot.delete_webhook, sleep)
            await _poll(bot, application.update_queue, sleep)
        else:
            await _insist("set the webhook", lambda: _listen(application, settings), sleep)
            await asyncio.Event().wait()
    finally:
        menus.cancel()


async def _wind_down(application: SomeApplication) -> None:
    """Stop taking updates, answer those that were taken, and let go of the connections."""
    if application.updater is not None and application.updater.running:
        await application.updater.stop()
    if application.running:
        await application.stop()
    if application.post_stop is not None:
        await application.post_stop(application)
    await application.shutdown()
    await application.bot.shutdown()  # does nothing unless the start was broken off half-way


def _introduce(bot: Bot) -> None:
    _log.info("This is @%s", bot.username)
    if not bot.can_read_all_group_messages:
        _log.info(
            "Privacy mode is on: in groups Telegram passes on commands and replies to the bot, but perhaps not "
            "messages that mention it. @BotFather, /setprivacy changes that."
        )
    if not bot.supports_inline_queries:
        _log.info("Inline mode is off. @BotFather, /setinline turns it on.")


async def _insist(what: str, action: Callable[[], Awaitable[object]], sleep: Sleep) -> None:
    """Do `action`, again and again while Telegram is out of reach.

    Raises:
        CannotServeError: Telegram answers, and its answer will not change.
    """
    pause = _FIRST_PAUSE
    while True:
        try:
            await action()
        except (InvalidToken, BadRequest) as refusal:
            raise _final(refusal) from refusal
        except RetryAfter as halt:
            pause = demanded_seconds(halt)
            _log.warning("Cannot %s yet: Telegram demands %.0f s of silence", what, pause)
        except (NetworkError, Conflict) as error:
            _log.warning("Cannot %s: %s; trying again in %.0f s", what, error, pause)
        else:
            return
        await sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


async def _poll(bot: Bot, updates: asyncio.Queue[object], sleep: Sleep) -> None:
    """Fetch updates for ever, and when cancelled tell Telegram which of them were taken.

    python-telegram-bot's own loop would fall silent without ending where the token is revoked.

    Raises:
        CannotServeError: the token is no longer valid.
    """
    next_id, pause = 0, _FIRST_PAUSE
    while True:
        try:
            fetched = await bot.get_updates(next_id, timeout=POLL_SECONDS, allowed_updates=HANDLED)
        except asyncio.CancelledError:
            await _confirm(bot, next_id)
            raise
        except TimedOut:
            continue
        except InvalidToken as refusal:
            raise _final(refusal) from refusal
        except Exception as error:  # also an update of a shape that python-telegram-bot cannot read
            pause = demanded_seconds(error) if isinstance(error, RetryAfter) else pause
            _log.warning("%s; asking again in %.0f s", _trouble(error), pause)
            await sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
            continue
        pause = _FIRST_PAUSE
        for update in fetched:
            updates.put_nowait(update)
            next_id = update.update_id + 1


async def _confirm(bot: Bot, next_id: int) -> None:
    """Tell Telegram not to send what was taken once more at the next start."""
    try:
        await bot.get_updates(next_id, limit=1, timeout=0, allowed_updates=HANDLED)
    except TelegramError as error:
        _log.warning("The last updates may come again at the next start: %s", error)


def _trouble(error: Exception) -> str:
    if isinstance(error, Conflict):
        return (
            "Another process fetches this bot's updates, so each gets only some of them: stop the other one, or give "
            f"this one a token of its own ({error})"
        )
    if isinstance(error, TelegramError):
        return f"Telegram cannot be reached: {error}"
    return f"What Telegram sent cannot be read: {account(error)}"


async def _listen(application: SomeApplication, settings: Settings) -> None:
    """Open the webhook and tell Telegram of it.

    Raises:
        CannotServeError: the port cannot be had.
        telegram.error.TelegramError: Telegram didn't take it.
    """
    updater = application.updater
    if updater is None:
        raise CannotServeError("this application was built without an updater, which a webhook needs")
    await _check_that_port_is_free(settings.webhook_listen, settings.webhook_port)
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else token_urlsafe(32)
    await updater.start_webhook(
        settings.webhook_listen,
        settings.webhook_port,
        re.escape(settings.local_webhook_path),  # read as a pattern there
        webhook_url=str(settings.webhook_url),
        allowed_updates=HANDLED,
        secret_token=secret,
    )
    _log.info("Waiting for updates on %s:%s", settings.webhook_listen, settings.webhook_port)


async def _check_that_port_is_free(host: str, port: int) -> None:
    """Open the port and close it again: Telegram should hear of a webhook only if there will be one.

    Raises:
        CannotServeError: the port cannot be had.
    """
    try:
        probe = await asyncio.get_running_loop().create_server(asyncio.Protocol, host, port)
    except OSError as error:
        raise CannotServeError(
            f"cannot listen on {host}:{port} for the webhook: {error.strerror}. LOSSBOT_WEBHOOK_LISTEN and "
            "LOSSBOT_WEBHOOK_PORT choose another address."
        ) from error
    probe.close()
    await probe.wait_closed()


def _final(refusal: TelegramError) -> CannotServeError:
    if isinstance(refusal, InvalidToken):
        return CannotServeError(
            "Telegram does not accept the token in LOSSBOT_TOKEN. @BotFather shows the valid one with /mybots, and "
            "makes a new one with /revoke."
        )
    return CannotServeError(f"Telegram refuses to start this bot: {refusal}.")
