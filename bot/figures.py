"""The bot's store while it runs: used from one thread, with the snapshot of what it holds always at hand."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Final, Self, TypeVar

from store.catalogue import load_catalogue
from store.ports import Store
from store.snapshot import Snapshot, build_snapshot

_log: Final = logging.getLogger(__name__)

Found = TypeVar("Found")

Follower = Callable[[Snapshot], None]
"""Is told of the figures as they are after a change."""


class LiveFigures:
    """A store, and a snapshot that is swapped in one step as soon as its figures have changed.

    Whoever answers reads `snapshot` and waits for nothing. Whoever needs the store itself hands its work to `use`,
    which does it in the store's own thread: a backend is used from one thread at a time, and the event loop goes on
    meanwhile.
    """

    def __init__(self, store: Store) -> None:
        """Take over `store`, which nobody else uses until this is closed.

        Raises:
            StoreError: the store cannot be read.
        """
        self._store: Final = store
        self._worker: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._followers: Final[list[Follower]] = []
        self._version, self._snapshot = self._seen()

    @property
    def snapshot(self) -> Snapshot:
        """All figures as they are stored now."""
        return self._snapshot

    async def use(self, work: Callable[[Store], Found]) -> Found:
        """Do `work` on the store; once this returns, `snapshot` holds whatever it changed.

        Work that has begun is finished even if nobody waits for it any more.

        Raises:
            Exception: whatever `work` raises.
        """
        return await asyncio.get_running_loop().run_in_executor(self._worker, self._work, work)

    async def run(self, work: Callable[[], Found]) -> Found:
        """Do `work`, which uses parts of the store that `follow` has shown, in the store's thread: as `use` does."""
        return await self.use(lambda _: work())

    def follow(self, begin: Callable[[Store], Follower]) -> None:
        """Let somebody hear of every change of the figures.

        `begin` is called in the store's thread, and this returns when it is done. What it gives is called there, too,
        with the new snapshot, before the change is known to whoever made it.

        Raises:
            Exception: whatever `begin` raises.
        """
        self._worker.submit(lambda: self._followers.append(begin(self._store))).result()

    def close(self) -> None:
        """Wait until the work in hand is done; nothing can be begun any more. The store stays open."""
        self._worker.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _work(self, work: Callable[[Store], Found]) -> Found:
        try:
            return work(self._store)
        finally:
            if self._store.figures.version != self._version:
                self._version, self._snapshot = self._seen()
                self._tell_followers()

    def _tell_followers(self) -> None:
        for follower in self._followers:
            try:
                follower(self._snapshot)
            except Exception:  # the figures are stored, whatever comes of them
                _log.exception("What follows from a change of the figures failed")

    def _seen(self) -> tuple[int, Snapshot]:
        figures = self._store.figures
        changes = figures.changes()  # here, in the store's own thread
        return figures.version, build_snapshot(
            load_catalogue(), figures.reports(), figures.claims(), changes=lambda: changes
        )
