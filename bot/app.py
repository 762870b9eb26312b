"""The composition root of the Telegram bot: settings, store, enquiries and handlers become one application."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import click
from pydantic import ValidationError
from telegram.ext import ApplicationBuilder, ContextTypes, JobQueue
from telegram.request import BaseRequest

from bot.alerting import Alerting, Part
from bot.alerts.delivery import PAID_SLOTS, SLOTS
from bot.enquiry import Enquiries
from bot.figures import LiveFigures
from bot.handlers.claims import Claims
from bot.handlers.commands import Commands
from bot.handlers.desk import Desk
from bot.handlers.errors import on_error
from bot.handlers.inline import Inline
from bot.handlers.menus import OwnersMenus
from bot.handlers.order import SIDE_BY_SIDE, ChatOrder
from bot.handlers.owners import Owners, OwnersOnly
from bot.handlers.pacing import Clock, Pacing
from bot.handlers.phrases import phrase
from bot.handlers.questions import Questions
from bot.handlers.reports import Reports
from bot.handlers.status import Status
from bot.handlers.taps import Taps
from bot.handlers.wordless import Wordless
from bot.logs import log_to_stderr
from bot.schedule import KYIV
from bot.serving import CannotServeError, SomeApplication, serve, stop_on_signals
from bot.settings import PREFIX, Settings
from bot.syncing import Syncing
from store.ingest.errors import IngestError
from store.ingest.sync import Addresses
from store.opening import default_location, open_store
from store.ports import StoreError

CANNOT_SERVE: Final = 2
"""Exit status where trying again would not help."""

_ANSWER_SECONDS: Final = 15.0
"""How long Telegram may take to answer a request."""

_TICK: Final = timedelta(minutes=1)
"""How often it is looked whether a synchronisation is due."""


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
    with open_store(location, at=datetime.now(UTC)) as store, LiveFigures(store) as figures:
        asyncio.run(_until_signalled(settings, figures, location))


async def _until_signalled(settings: Settings, figures: LiveFigures, location: Path | str) -> None:
    stop = asyncio.Event()
    stop_on_signals(stop)
    await serve(compose(settings, figures, location=location), settings, stop)


def now_in_utc() -> datetime:
    """The time it is."""
    return datetime.now(UTC)


def compose(
    settings: Settings,
    figures: LiveFigures,
    *,
    location: Path | str | None = None,
    now: Callable[[], datetime] = now_in_utc,
    clock: Clock | None = None,
) -> SomeApplication:
    """The application with all its handlers, ready to be served; alerts are told while it is.

    Args:
        settings: with a token.
        figures: what is stored, and the way to store more.
        location: where the store is, for the orders that the terminal leaves there; without it none are taken.
        now: tells the time, with its zone.
        clock: paces the requests; by default that of the event loop.

    Raises:
        CannotServeError: there is no token, or a setting names no address, or what a setting needs isn't installed.
        StoreError: the store cannot be read or written.
    """
    syncing = _syncing(settings, figures, now)
    queue: JobQueue[ContextTypes.DEFAULT_TYPE] | None = None if syncing is None else JobQueue()
    application = _application(settings, queue, clock)

    def today() -> date:
        return now().astimezone(KYIV).date()

    desk, owners = Desk(Enquiries(lambda: figures.snapshot), today), Owners(settings.owners)
    alerting = Alerting(application, settings, figures, desk, location=location, now=now, clock=clock)
    parts: tuple[Part, ...] = (
        Reports(figures, owners, settings.channels, now),
        Claims(figures, owners, now),
        Status(figures, owners, syncing),
        *alerting.parts,
        OwnersOnly(),
        Questions(desk),
        Commands(desk, owners),
        Taps(desk),
        Inline(desk),
        Wordless(),
    )
    for part in parts:  # the first that an update is for takes it
        application.add_handlers(part.handlers())
    application.add_handlers(OwnersMenus(owners).handlers(), group=1)
    application.add_error_handler(on_error)
    if syncing is not None and queue is not None:
        _keep_in_step(queue, syncing)

    async def begin(_: SomeApplication) -> None:
        alerting.begin()

    async def close(_: SomeApplication) -> None:
        if syncing is not None:
            await syncing.close()
        await alerting.close()

    application.post_init = begin
    application.post_stop = close
    return application


def _application(
    settings: Settings, queue: JobQueue[ContextTypes.DEFAULT_TYPE] | None, clock: Clock | None
) -> SomeApplication:
    if settings.token is None:
        raise CannotServeError(phrase("en", "no-token"))
    builder = (
        ApplicationBuilder()
        .token(settings.token.get_secret_value())
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .concurrent_updates(ChatOrder())
        .rate_limiter(Pacing(clock))
        .job_queue(queue)
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


def _syncing(settings: Settings, figures: LiveFigures, now: Callable[[], datetime]) -> Syncing | None:
    if not settings.sync:
        return None
    try:
        addresses = Addresses.of(mirrors=(settings.sync_from or "").split())
    except ValueError as error:
        raise CannotServeError(f"{PREFIX}SYNC_FROM: {error}") from error
    return Syncing(figures, addresses, now=now)


def _keep_in_step(queue: JobQueue[ContextTypes.DEFAULT_TYPE], syncing: Syncing) -> None:
    """Let the data sets be looked at for as long as the application runs."""

    async def tick(_: ContextTypes.DEFAULT_TYPE) -> None:
        await syncing.tick()

    # A tick that comes late, because the machine was asleep, still counts. The repeated ones begin after one interval
    # at the soonest: what their start is counted from is over by the time the queue is started.
    however_late = {"misfire_grace_time": None}
    queue.run_once(tick, 0, name="first tick", job_kwargs=however_late)
    queue.run_repeating(tick, _TICK, name="tick", job_kwargs=however_late)
