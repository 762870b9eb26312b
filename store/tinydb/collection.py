"""A TinyDB database whose documents lie under natural keys and whose writes come in transactions."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any, NoReturn, cast

from tinydb import TinyDB
from tinydb.table import Table

from store.tinydb.schema import Document
from store.tinydb.storage import CachedStorage


class KeyedTable(Table):
    """A table of documents under natural keys, found by key in one step.

    It keeps no cache of its own beside the storage's (query results, the next free number) that a failed write
    could leave behind.
    """

    document_id_class = str  # type: ignore[assignment]  # TinyDB's annotations know numbers only

    _storage: CachedStorage

    def __init__(self, storage: CachedStorage, name: str) -> None:
        super().__init__(storage, name, cache_size=0)

    def document(self, key: str) -> Document | None:
        """The document of that key."""
        return self.get(doc_id=key)  # type: ignore[call-overload,no-any-return]

    def put(self, documents: Mapping[str, Document]) -> None:
        """Store each document under its key, in the place of the one that is there."""
        self._update_table(lambda table: table.update(documents))

    def drop(self, keys: Iterable[str]) -> None:
        """Remove the documents of these keys."""

        def remove(table: dict[Any, Mapping[str, Any]]) -> None:
            for key in keys:
                del table[key]

        self._update_table(remove)

    def _update_table(self, updater: Callable[[dict[Any, Mapping[str, Any]]], None]) -> None:
        # An updater works on the cached documents themselves: if it fails half-way, they have to be forgotten.
        with self._storage.transaction():
            super()._update_table(updater)

    def _get_next_id(self) -> NoReturn:
        raise TypeError(f"a document of {self.name!r} is stored under its natural key: use put()")


class Collection(TinyDB):
    """One collection: the tables of one file."""

    table_class = KeyedTable  # type: ignore[assignment]  # built as `table` below builds it

    _storage: CachedStorage

    def __init__(self, storage: CachedStorage) -> None:
        super().__init__(storage=lambda: storage)

    def table(self, name: str) -> KeyedTable:  # type: ignore[override]  # its tables have no options
        """The table of that name."""
        return cast("KeyedTable", super().table(name))

    def transaction(self) -> AbstractContextManager[None]:
        """Make all changes inside, to any of the tables, one write: all of them are stored, or none."""
        return self._storage.transaction()
