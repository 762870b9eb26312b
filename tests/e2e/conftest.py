"""The real bot on real figures, talking to a Telegram of our own over loopback HTTP."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from bot.app import compose
from bot.figures import LiveFigures
from bot.serving import SomeApplication, serve
from bot.settings import Settings
from store.opening import open_store
from tests.clocks import HurriedClock
from tests.fake_telegram import ANN, CHANNEL, OLENA, FakeTelegram

NOW = datetime(2024, 6, 10, 9, tzinfo=UTC)
"""When people ask in these tests: at noon in Kyiv."""


@pytest.fixture(scope="session", autouse=True)
def _certificates_are_read_once() -> Iterator[None]:
    """Each bot would read those of the system anew, which takes longer than most of these tests, and use none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


@pytest.fixture
def figures(tmp_path: Path) -> Iterator[LiveFigures]:
    """A store on disk with the figures that lossbot starts with."""
    with open_store(tmp_path / "store", at=NOW) as store, LiveFigures(store) as figures:
        yield figures


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
    return Settings.model_validate({"token": telegram.token, "api_url": telegram.url, "sync": False, **more})


def owned_settings(telegram: FakeTelegram, **more: object) -> Settings:
    """The settings of a bot that Ann and Olena own."""
    return settings_for(telegram, owners=f"{ANN.id},{OLENA.id}", channels=f"@{CHANNEL.username}", **more)


@asynccontextmanager
async def in_service(
    telegram: FakeTelegram,
    figures: LiveFigures,
    *,
    settings: Settings | None = None,
    now: Callable[[], datetime] = lambda: NOW,
) -> AsyncIterator[Bot]:
    """A bot in service, from when it listens to its orderly end."""
    settings = settings or settings_for(telegram)
    application = compose(settings, figures, now=now, clock=HurriedClock())
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
async def owned(telegram: FakeTelegram, figures: LiveFigures) -> AsyncIterator[Bot]:
    """The bot in service, owned by Ann and Olena, who let it read one channel."""
    async with in_service(telegram, figures, settings=owned_settings(telegram)) as bot:
        yield bot


@pytest.fixture
async def bot(telegram: FakeTelegram, figures: LiveFigures) -> AsyncIterator[Bot]:
    """The bot, in service."""
    async with in_service(telegram, figures) as bot:
        yield bot
