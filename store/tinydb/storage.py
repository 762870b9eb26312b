"""TinyDB storages that write through a cache: what is read is what was last written, without a look at the disk."""

from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
from tinydb.storages import Storage

from store.ports import StoreClosedError, StoreUnusableError
from store.tinydb.durable import replace_file, unfinished
from store.tinydb.schema import Schema, Tables


class CachedStorage(Storage):
    """A storage whose tables are kept in memory, and forgotten whenever they may differ from what is stored.

    TinyDB changes the very tables that `read` returned and then hands them to `write`: after a write that failed
    the memory is ahead of the disk. So it is dropped, and the next `read` fetches what is really there.
    """

    def __init__(self, schema: Schema, path: Path) -> None:
        self._schema = schema
        self._path = path
        self._tables: Tables | None = None
        self._closed = False
        self._in_transaction = False
        self._to_be_written = False
        self._failed = False

    @property
    def path(self) -> Path:
        """Where the tables come from, for messages."""
        return self._path

    def read(self) -> Tables:
        """The tables as last written; those of an empty collection if there is nothing yet.

        Raises:
            StoreClosedError: after `close`.
            StoreDamagedError: what is stored cannot be read; nor will it be written over.
            StoreTooNewError: a later version of lossbot wrote it.
        """
        if self._closed:
            raise StoreClosedError
        if self._tables is None:
            raw = self._fetch()
            self._tables = self._schema.blank() if raw is None else self._schema.decode(raw, self._path)
        return self._tables

    def write(self, data: Tables) -> None:
        """Store the tables; inside a transaction, at its end.

        Raises:
            StoreClosedError: after `close`.
            StoreUnusableError: the disk is full, or the file cannot be written. It is as it was.
        """
        if self._closed:
            raise StoreClosedError
        with self.transaction():
            self._tables = data
            self._to_be_written = True

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all writes inside one write at the end, or none if anything inside fails.

        One inside another is part of the outer one.

        Raises:
            RuntimeError: a failure inside was passed over, so that the rest must not be written either.
        """
        if self._in_transaction:
            try:
                yield
            except BaseException:
                self._failed = True
                raise
            return
        self._in_transaction = True
        try:
            yield
            self._commit()
        except BaseException:
            self._tables = None
            raise
        finally:
            self._in_transaction = self._to_be_written = self._failed = False

    def close(self) -> None:
        """Refuse whatever comes later: TinyDB alone would take writes and lose them."""
        self._closed = True
        self._tables = None

    def _commit(self) -> None:
        if self._failed:
            raise RuntimeError("a part of this transaction failed, so none of it is written")
        if self._to_be_written and self._tables is not None:
            self._store(orjson.dumps(self._tables))

    @abstractmethod
    def _fetch(self) -> bytes | None:
        """What is stored; None if nothing has been."""

    @abstractmethod
    def _store(self, content: bytes) -> None:
        """Put `content` in the place of what is stored, or raise and leave that as it is."""


class FileStorage(CachedStorage):
    """A collection's file, for its one writer.

    The file appears with the first write. A temporary file that a killed writer left behind is removed.
    """

    def __init__(self, schema: Schema, folder: Path) -> None:
        super().__init__(schema, folder / schema.filename)
        try:
            unfinished(self._path).unlink(missing_ok=True)
        except OSError as error:
            raise StoreUnusableError(unfinished(self._path), error, doing="remove") from error

    def _fetch(self) -> bytes | None:
        return read_file(self._path)

    def _store(self, content: bytes) -> None:
        try:
            replace_file(self._path, content)
        except OSError as error:
            raise StoreUnusableError(self._path, error, doing="write") from error


class MemoryStorage(CachedStorage):
    """A collection that starts as a file's content, if there is one, and then lives in memory alone."""

    def __init__(self, schema: Schema, folder: Path | None = None) -> None:
        super().__init__(schema, Path(schema.filename) if folder is None else folder / schema.filename)
        self._content = None if folder is None else read_file(self._path)

    def _fetch(self) -> bytes | None:
        return self._content

    def _store(self, content: bytes) -> None:
        self._content = content


def read_file(path: Path) -> bytes | None:
    """The last complete content of a collection's file; None if it has not been written yet.

    Raises:
        StoreUnusableError: it is there, but cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreUnusableError(path, error, doing="read") from error
