"""The real bot on real figures, talking to a Telegram of our own over loopback HTTP."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime

import pytest

from bot.app import compose
from bot.enquiry import Enquiries
from bot.serving import SomeApplication, serve
from bot.settings import Settings
from store.catalogue import load_catalogue
from store.opening import read_figures
from store.snapshot import Snapshot, build_snapshot
from tests.clocks import HurriedClock
from tests.fake_telegram import FakeTelegram

TODAY = date(2024, 6, 10)
"""The day on which people ask in these tests."""


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The figures that lossbot starts with."""
    figures = read_figures(tmp_path_factory.mktemp("no-store"), at=datetime(2026, 1, 1, tzinfo=UTC))
    return build_snapshot(load_catalogue(), figures.reports(), figures.claims())


@pytest.fixture
def enquiries(snapshot: Snapshot) -> Enquiries:
    """Answers from those figures, with no conversation begun."""
    return Enquiries(lambda: snapshot)


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    """A Telegram nobody has written in; what the real one would refuse fails the test."""
    async with FakeTelegram() as telegram:
        yield telegram


@pytest.fixture
def port() -> int:
    """A port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


class Bot:
    """A bot in service within the test's own process."""

    def __init__(self, telegram: FakeTelegram, application: SomeApplication) -> None:
        self.telegram = telegram
        self.application = application

    async def settled(self) -> None:
        """Wait until every update so far is dealt with: what it has not sent by then it will not send."""
        await self.telegram.taken()
        await self.application.update_queue.join()


async def no_pause(_: float) -> None:
    """Stands in for the pause before Telegram is asked again."""


def settings_for(telegram: FakeTelegram, **more: object) -> Settings:
    """The settings of a bot that talks to `telegram`, whatever the environment says."""
    return Settings.model_validate({"token": telegram.token, "api_url": telegram.url, **more})


@asynccontextmanager
async def in_service(
    telegram: FakeTelegram, enquiries: Enquiries, *, settings: Settings | None = None
) -> AsyncIterator[Bot]:
    """A bot in service, from when it listens to its orderly end."""
    settings = settings or settings_for(telegram)
    application = compose(settings, enquiries, today=lambda: TODAY, clock=HurriedClock())
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(application, settings, stop, sleep=no_pause))
    listening = asyncio.create_task(telegram.listened())
    try:
        await asyncio.wait({serving, listening}, return_when=asyncio.FIRST_COMPLETED)
        yield Bot(telegram, application)
    finally:
        listening.cancel()
        stop.set()
        await serving


@pytest.fixture
async def bot(telegram: FakeTelegram, enquiries: Enquiries) -> AsyncIterator[Bot]:
    """The bot, in service."""
    async with in_service(telegram, enquiries) as bot:
        yield bot
