"""How synchronising with upstreams went, in a TinyDB collection.

The tables of its file:

- `upstreams`: name → its `SyncStatus`;
- `versions`: address → the `Version` of it that was last taken in.
"""

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from pydantic import ValidationError

from store.models import Model
from store.ports import StoreDamagedError, SyncFailure, SyncStatus, SyncSuccess, Version
from store.tinydb.collection import Collection, KeyedTable
from store.tinydb.schema import Schema
from store.tinydb.storage import CachedStorage

SYNCS: Final = Schema("syncs")

M = TypeVar("M", bound=Model)


class TinySyncs:
    """`store.ports.WritableSyncs` on a TinyDB storage."""

    def __init__(self, storage: CachedStorage) -> None:
        """Look into the storage, so that a damaged file is noticed before anything is added to it.

        Raises:
            StoreError: the storage cannot be read.
        """
        self._path = storage.path
        self._collection = Collection(storage)
        self._upstreams = self._collection.table("upstreams")
        self._versions = self._collection.table("versions")
        storage.read()

    def status(self, upstream: str) -> SyncStatus:
        """See `store.ports.Syncs`."""
        return self._read(self._upstreams, upstream, SyncStatus) or SyncStatus()

    def version(self, url: str) -> Version | None:
        """See `store.ports.Syncs`."""
        return self._read(self._versions, url, Version)

    def succeeded(self, upstreams: Iterable[str], success: SyncSuccess, versions: Mapping[str, Version]) -> None:
        """See `store.ports.WritableSyncs`."""
        with self._collection.transaction():
            self._note(upstreams, success=success)
            self._versions.put({url: version.model_dump(mode="json") for url, version in versions.items()})

    def failed(self, upstreams: Iterable[str], failure: SyncFailure) -> None:
        """See `store.ports.WritableSyncs`."""
        self._note(upstreams, failure=failure)

    def close(self) -> None:
        """Let go of everything held."""
        self._collection.close()

    def _note(self, upstreams: Iterable[str], **last: SyncSuccess | SyncFailure) -> None:
        notes = {name: self.status(name).model_copy(update=last) for name in upstreams}
        self._upstreams.put({name: status.model_dump(mode="json") for name, status in notes.items()})

    def _read(self, table: KeyedTable, key: str, model: type[M]) -> M | None:
        document = table.document(key)
        try:
            return None if document is None else model.model_validate(document)
        except ValidationError as error:
            raise StoreDamagedError(self._path, f"what it says of {key} is no {model.__name__}") from error
