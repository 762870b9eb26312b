"""A store's folder: the lock of its one writer, and a file for each collection."""

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from store.ports import StoreUnusableError
from store.tinydb.alerts import ALERTS, DELIVERIES, TinyAlerts
from store.tinydb.chats import CHATS, TinyChats
from store.tinydb.durable import make_folder
from store.tinydb.figures import FIGURES, TinyFigures
from store.tinydb.lock import WriterLock, require_posix
from store.tinydb.restoring import finish_restoring
from store.tinydb.storage import FileStorage
from store.tinydb.syncs import SYNCS, TinySyncs


class TinyStore:
    """`store.ports.Store` in a folder, held by this process alone until it is closed.

    A further collection is a schema, a class like `TinyFigures`, and a line here.
    """

    def __init__(self, folder: Path) -> None:
        """Make the folder if need be, lock it and open its collections.

        Raises:
            StoreLockedError: another process is the writer.
            StoreDamagedError: a file is damaged; it is left as it is.
            StoreTooNewError: a later version of lossbot wrote a file; it is left as it is.
            StoreUnusableError: the folder cannot be made or written to.
        """
        require_posix()
        try:
            make_folder(folder)
        except OSError as error:
            raise StoreUnusableError(folder, error, doing="make the store's folder") from error
        with ExitStack() as opening:
            opening.enter_context(WriterLock(folder))
            try:
                finish_restoring(folder)
            except OSError as error:
                raise StoreUnusableError(folder, error, doing="finish restoring") from error
            self._figures = TinyFigures(FileStorage(FIGURES, folder))
            opening.callback(self._figures.close)
            self._syncs = TinySyncs(FileStorage(SYNCS, folder))
            opening.callback(self._syncs.close)
            self._chats = TinyChats(FileStorage(CHATS, folder))
            opening.callback(self._chats.close)
            self._alerts = TinyAlerts(FileStorage(ALERTS, folder), FileStorage(DELIVERIES, folder))
            opening.callback(self._alerts.close)
            self._open = opening.pop_all()

    @property
    def figures(self) -> TinyFigures:
        """The reports and claims."""
        return self._figures

    @property
    def syncs(self) -> TinySyncs:
        """How the figures keep in step with the upstreams they are fetched from."""
        return self._syncs

    @property
    def chats(self) -> TinyChats:
        """The chats that want to hear of something."""
        return self._chats

    @property
    def alerts(self) -> TinyAlerts:
        """What was announced."""
        return self._alerts

    def close(self) -> None:
        """Close the collections and let the next writer in; closing twice is closing once."""
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
