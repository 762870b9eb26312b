"""A bot in service that tells alerts, with a store and reports that come in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from itertools import cycle
from pathlib import Path

from bot.app import compose
from bot.figures import LiveFigures
from bot.serving import SomeApplication, serve
from store.alerts import AlertState
from store.series import DAY
from store.tinydb.folder import TinyStore
from tests.clocks import HurriedClock
from tests.e2e.conftest import no_pause, settings_for
from tests.entries import a_report, an_origin
from tests.fake_telegram import ANN, FakeTelegram

FIRST = date(2024, 3, 1)
YESTERDAY = date(2024, 6, 9)
TODAY = date(2024, 6, 10)
RISES = (1010, 1120, 980, 1190, 1060, 1230, 940)


class World:
    """A bot in service that tells alerts, the store it keeps, and the reports that come in."""

    def __init__(self, telegram: FakeTelegram, folder: Path) -> None:
        self.telegram = telegram
        self.store = TinyStore(folder)
        self.now = datetime(2024, 6, 10, 12, tzinfo=UTC)
        rises, total, day, reports = cycle(RISES), 400_000, FIRST, []
        while day <= YESTERDAY:
            total += next(rises)
            reports.append(a_report(day, personnel=total))
            day += DAY
        self.total = total
        self.store.figures.put(reports, origin=an_origin(at=self.now))
        self.figures = LiveFigures(self.store)
        self.settings = settings_for(telegram, owners=str(ANN.id))
        self.application: SomeApplication = compose(
            self.settings, self.figures, location=folder, now=lambda: self.now, clock=HurriedClock()
        )

    async def reported(self, rise: int, on: date = TODAY) -> None:
        """A report comes in, and goes into the store."""
        self.total += rise
        report = a_report(on, personnel=self.total)
        await self.figures.use(lambda store: store.figures.put([report], origin=an_origin(at=self.now)))

    async def settled(self) -> None:
        """Wait until every update so far is dealt with."""
        await self.telegram.taken()
        await self.application.update_queue.join()

    async def told(self) -> None:
        """Wait until every alert is told."""
        async with asyncio.timeout(10):
            while any(  # noqa: ASYNC110 - the store has no event
                one.state is AlertState.RUNNING for one in await self.figures.run(self.store.alerts.alerts)
            ):
                await asyncio.sleep(0.01)

    async def released(self) -> None:
        """Wait until nothing is held any more."""
        async with asyncio.timeout(10):
            while await self.figures.run(self.store.alerts.held):  # noqa: ASYNC110 - the store has no event
                await asyncio.sleep(0.01)

    async def subscriptions(self, chat: int) -> list[str]:
        return [one.wish.key for one in await self.figures.run(lambda: self.store.chats.subscriptions(chat))]


@asynccontextmanager
async def world_of(telegram: FakeTelegram, folder: Path) -> AsyncIterator[World]:
    """The world, from when its bot listens to its orderly end."""
    world = World(telegram, folder)
    stop = asyncio.Event()
    serving = asyncio.create_task(serve(world.application, world.settings, stop, sleep=no_pause))
    try:
        await telegram.listened()
        yield world
    finally:
        stop.set()
        await serving
        world.figures.close()
        world.store.close()
