"""The composition root of the Telegram bot: settings, store, enquiries and handlers become one application."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import click
from pydantic import ValidationError
from telegram.ext import ApplicationBuilder
from telegram.request import BaseRequest

from bot.alerting import Alerting, Kept, Known
from bot.alerts.delivery import PAID_SLOTS, SLOTS
from bot.enquiry import Enquiries
from bot.handlers.commands import Commands
from bot.handlers.desk import Desk
from bot.handlers.errors import on_error
from bot.handlers.inline import Inline
from bot.handlers.order import SIDE_BY_SIDE, ChatOrder
from bot.handlers.pacing import Clock, Pacing
from bot.handlers.phrases import phrase
from bot.handlers.questions import Questions
from bot.handlers.taps import Taps
from bot.handlers.wordless import Wordless
from bot.logs import log_to_stderr
from bot.serving import CannotServeError, SomeApplication, serve, stop_on_signals
from bot.settings import PREFIX, Settings
from bot.store_thread import StoreThread
from store.catalogue import load_catalogue
from store.ingest.errors import IngestError
from store.opening import default_location, open_store
from store.ports import StoreError

KYIV: Final = ZoneInfo("Europe/Kyiv")
"""The calendar that the reports are dated by."""

CANNOT_SERVE: Final = 2
"""Exit status where trying again would not help."""

_ANSWER_SECONDS: Final = 15.0
"""How long Telegram may take to answer a request."""


def main(store: str | None = None) -> int:
    """The Telegram bot as a program: `lossbot run`.

    Args:
        store: where the figures are, instead of what `LOSSBOT_STORE` says.

    Returns:
        The exit status: 0 after a signal to stop, `CANNOT_SERVE` where a person has to change something first.
    """
    try:
        run(Settings(store=store) if store else Settings())
    except ValidationError as error:
        for wrong in error.errors():
            click.echo(f"{PREFIX}{str(wrong['loc'][0]).upper()}: {wrong['msg']}", err=True)
    except (CannotServeError, StoreError, IngestError) as error:
        click.echo(str(error), err=True)
    else:
        return 0
    return CANNOT_SERVE


def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT.

    Raises:
        CannotServeError: there is no token, or Telegram refuses the bot, or the webhook cannot be had.
        StoreError: the store cannot be opened, for example because another bot is running on it.
    """
    if settings.token is None:
        raise CannotServeError(phrase("en", "no-token"))
    secrets = [secret.get_secret_value() for secret in (settings.token, settings.webhook_secret) if secret]
    log_to_stderr(settings.log_level, secrets)
    location = settings.store or default_location()
    with open_store(location, at=datetime.now(UTC)) as store, StoreThread() as keep:
        known = Known(store, load_catalogue())
        asyncio.run(_until_signalled(settings, Enquiries(known.snapshot), Kept(store, known, keep, location)))


async def _until_signalled(settings: Settings, enquiries: Enquiries, kept: Kept) -> None:
    stop = asyncio.Event()
    stop_on_signals(stop)
    application, alerting = compose_with_alerts(settings, enquiries, kept)
    await serve(application, settings, stop, beside=alerting.service)


def today_in_kyiv() -> date:
    """The day it is where the reports are made."""
    return datetime.now(KYIV).date()


def now_in_utc() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def compose(
    settings: Settings,
    enquiries: Enquiries,
    *,
    today: Callable[[], date] = today_in_kyiv,
    clock: Clock | None = None,
) -> SomeApplication:
    """The application with all its handlers, ready to be served.

    Args:
        settings: with a token.
        enquiries: answer the questions.
        today: tells the day that "last month" is relative to.
        clock: paces the requests; by default that of the event loop.

    Raises:
        CannotServeError: there is no token.
    """
    application = _application(settings, clock)
    _add_handlers(application, Desk(enquiries, today))
    return application


def compose_with_alerts(
    settings: Settings,
    enquiries: Enquiries,
    kept: Kept,
    *,
    today: Callable[[], date] = today_in_kyiv,
    now: Callable[[], datetime] = now_in_utc,
    clock: Clock | None = None,
) -> tuple[SomeApplication, Alerting]:
    """The application with all its handlers and what tells alerts, which is to run beside it.

    Args:
        settings: with a token.
        enquiries: answer the questions.
        kept: the store.
        today: tells the day that "last month" is relative to.
        now: tells this moment, for quiet hours.
        clock: paces the requests; by default that of the event loop.

    Raises:
        CannotServeError: there is no token.
    """
    application = _application(settings, clock)
    desk = Desk(enquiries, today)
    alerting = Alerting(application, settings, kept, desk, now=now, clock=clock)
    _add_handlers(application, desk)
    return application, alerting


def _application(settings: Settings, clock: Clock | None) -> SomeApplication:
    if settings.token is None:
        raise CannotServeError(phrase("en", "no-token"))
    builder = (
        ApplicationBuilder()
        .token(settings.token.get_secret_value())
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .concurrent_updates(ChatOrder())
        .rate_limiter(Pacing(clock))
        .job_queue(None)
    )
    if settings.paid_broadcast:
        return builder.request(_fast_request()).build()
    return (
        # A pool is searched in a time that grows with its square: no larger than what is under way at once.
        builder.connection_pool_size(SIDE_BY_SIDE + SLOTS)
        .pool_timeout(_ANSWER_SECONDS)
        .read_timeout(_ANSWER_SECONDS)
        .build()
    )


def _fast_request() -> BaseRequest:
    """What can make a thousand requests a second.

    Raises:
        CannotServeError: it is not installed.
    """
    try:
        from bot.handlers.fast_requests import FastRequest  # noqa: PLC0415 - an extra
    except ImportError as missing:
        raise CannotServeError(
            "LOSSBOT_PAID_BROADCAST needs the extra `broadcast`: pip install 'lossbot[broadcast]'"
        ) from missing
    return FastRequest(SIDE_BY_SIDE + PAID_SLOTS, timeout=_ANSWER_SECONDS)


def _add_handlers(application: SomeApplication, desk: Desk) -> None:
    for part in (Questions(desk), Commands(desk), Taps(desk), Inline(desk), Wordless()):
        application.add_handlers(part.handlers())
    application.add_error_handler(on_error)
