"""The bot keeps in step with the public data sets by itself."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from threading import Thread
from typing import Final, TypeVar

from bot.figures import LiveFigures
from bot.schedule import next_sync
from store.gate import Held
from store.ingest.errors import IngestError
from store.ingest.fetching import BOUNDS, Fetched, Fetcher, client_within
from store.ingest.sync import Addresses, known_versions, take_in_news
from store.ingest.sync import download as download_from
from store.ports import Store, StoreError, SyncFailure, SyncStatus, Version
from store.snapshot import Snapshot

_log: Final = logging.getLogger(__name__)

Found = TypeVar("Found")

Download = Callable[[Addresses, Mapping[str, Version]], Mapping[str, Fetched]]
"""Fetches what has changed; it blocks for as long as the network takes."""


def download(addresses: Addresses, known: Mapping[str, Version]) -> Mapping[str, Fetched]:
    """Fetch what has changed, within the usual bounds.

    Raises:
        IngestError: a file cannot be had.
    """
    with client_within(BOUNDS) as client:
        return download_from(addresses, known, Fetcher(client).fetch)


@dataclass(frozen=True, slots=True)
class Synced:
    """How synchronising stands.

    Attributes:
        by_upstream: how it last went with each upstream.
        held: what the gate held back of what was fetched last, and will hold again.
        due: when it is next tried; None for at once.
    """

    by_upstream: Mapping[str, SyncStatus]
    held: tuple[Held, ...]
    due: datetime | None


class Syncing:
    """Fetches what is due, one attempt at a time.

    The network is waited for in a thread of its own and the store is worked on in the store's: neither the event
    loop nor anybody who wants the store waits for a server.
    """

    def __init__(
        self,
        figures: LiveFigures,
        addresses: Addresses,
        *,
        now: Callable[[], datetime],
        download: Download = download,
    ) -> None:
        """Keep `figures` in step with what is at `addresses`; `now` tells the time, with its zone."""
        self._figures: Final = figures
        self._addresses: Final = addresses
        self._now: Final = now
        self._download: Final = download
        self._held: tuple[Held, ...] = ()
        self._failures: int | None = None
        self._attempt: asyncio.Task[None] | None = None

    async def tick(self) -> None:
        """Begin an attempt if one is due and none is going on; it goes on by itself. To be called every minute."""
        if self._attempt is not None and not self._attempt.done():
            return
        due = (await self.state()).due
        if due is None or due <= self._now():
            self._attempt = asyncio.create_task(self._once(), name="sync")

    async def close(self) -> None:
        """Give up the attempt that is going on. The store ends as before it or as after it."""
        if self._attempt is not None:
            self._attempt.cancel()
            await asyncio.wait({self._attempt})

    async def state(self) -> Synced:
        """How it last went, what is held, and when it goes on.

        Raises:
            StoreError: the store cannot be read.
        """
        by_upstream = await self._figures.use(self._statuses)
        if self._failures is None:
            # After a restart it is not known how often it had failed, but that it had.
            self._failures = int(any(status.failing for status in by_upstream.values()))
        due = next_sync(
            _last_attempt(by_upstream), newest=newest_report(self._figures.snapshot), failures=self._failures
        )
        return Synced(by_upstream, self._held, due)

    def _statuses(self, store: Store) -> Mapping[str, SyncStatus]:
        return {upstream: store.syncs.status(upstream) for upstream in self._addresses.by_upstream}

    async def _once(self) -> None:
        """Fetch and take in what is new. However it goes, it is noted and logged."""
        at = self._now()
        try:
            brought = await self._bring(at)
        except (IngestError, StoreError) as error:
            _log.warning("Synchronising failed, the figures are as they were: %s", error)
            await self._failed(SyncFailure(at=at, why=str(error)))
        except Exception as error:
            _log.exception("Synchronising failed, the figures are as they were")
            await self._failed(SyncFailure(at=at, why=type(error).__name__))
        else:
            self._failures = 0
            _log.info("Synchronised: %s", brought)

    async def _failed(self, failure: SyncFailure) -> None:
        self._failures = (self._failures or 0) + 1
        with contextlib.suppress(StoreError):
            await self._figures.use(lambda store: store.syncs.failed(self._addresses.by_upstream, failure))

    async def _bring(self, at: datetime) -> str:
        """Take in what is new; what that was, in words for the log."""
        addresses = self._addresses
        known = await self._figures.use(lambda store: known_versions(store, addresses))
        news = await _in_thread(lambda: self._download(addresses, known))
        result = await self._figures.use(lambda store: take_in_news(store, news, addresses=addresses, at=at))
        if news:
            self._held = result.imported.review.held
        changes = result.changes
        return f"{len(changes.added)} reports added, {len(changes.revised)} revised, {len(self._held)} figures held"


def newest_report(snapshot: Snapshot) -> date | None:
    """The date of the newest daily report; None where there is none."""
    return max((series.points[-1].on for series in snapshot.series.values()), default=None)


def _last_attempt(by_upstream: Mapping[str, SyncStatus]) -> datetime | None:
    """The last attempt at the upstream that was left alone longest; None if one has never been tried."""
    attempts = [
        max((end.at for end in (status.success, status.failure) if end is not None), default=None)
        for status in by_upstream.values()
    ]
    return min((at for at in attempts if at is not None), default=None) if all(attempts) else None


async def _in_thread(work: Callable[[], Found]) -> Found:
    """Do `work` in a thread that nobody has to wait for, not even the end of the process."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Found] = loop.create_future()

    def run() -> None:
        try:
            found = work()
        except BaseException as error:
            tell(done.set_exception, error)
        else:
            tell(done.set_result, found)

    def tell(settle: Callable[..., None], outcome: object) -> None:
        def settle_if_awaited() -> None:
            if not done.done():
                settle(outcome)

        # Whoever waited may be gone, and the loop too.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(settle_if_awaited)

    Thread(target=run, name="download", daemon=True).start()
    return await done
