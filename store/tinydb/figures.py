"""Reports and claims in a TinyDB collection, with every change numbered and everything replaced kept.

The tables of its file:

- `reports`, `claims`: key → the entry, and the number of the change that brought it;
- `revisions`: key → what the entry was, oldest first, each with the changes that brought and replaced it;
- `changes`: number → its origin. The newest number is the version.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from store.models import Claim, Report
from store.ports import Change, Changes, Entry, Origin, Revision, StoreDamagedError
from store.tinydb.collection import Collection, KeyedTable
from store.tinydb.schema import Document, Schema
from store.tinydb.storage import CachedStorage

FIGURES: Final = Schema("figures")

E = TypeVar("E", Report, Claim)


class TinyFigures:
    """`store.ports.WritableFigures` on a TinyDB storage."""

    def __init__(self, storage: CachedStorage) -> None:
        """Read all entries, so that a damaged file is noticed before anything is added to it.

        Raises:
            StoreDamagedError: an entry is no report or claim, or lies under another's key.
            StoreError: the storage cannot be read.
        """
        self._path = storage.path
        self._collection = Collection(storage)
        self._reports = _Shelf(self._collection.table("reports"), Report, self._path)
        self._claims = _Shelf(self._collection.table("claims"), Claim, self._path)
        self._revisions = self._collection.table("revisions")
        self._changes = self._collection.table("changes")
        self._known()

    @property
    def version(self) -> int:
        """See `store.ports.Figures`."""
        return len(self._changes)

    def reports(self) -> tuple[Report, ...]:
        """See `store.ports.Figures`."""
        return self._reports.in_order()

    def claims(self) -> tuple[Claim, ...]:
        """See `store.ports.Figures`."""
        return self._claims.in_order()

    def origin(self, key: str) -> Origin | None:
        """See `store.ports.Figures`."""
        document = self._document(key)
        return None if document is None else self._origin_of(document.get("change"))

    def history(self, key: str) -> tuple[Revision, ...]:
        """See `store.ports.Figures`."""
        return tuple(self._revision(past, key) for past in self._past(key))

    def changes(self) -> tuple[Change, ...]:
        """See `store.ports.Figures`."""
        brought: defaultdict[int, list[Entry]] = defaultdict(list)
        withdrawn: defaultdict[int, list[str]] = defaultdict(list)
        for key, entry in self._known().items():
            brought[self._change_of(key)].append(entry)
        for document in self._revisions:
            key = str(document.doc_id)
            past = self._past(key)
            for state, following in zip(past, (*past[1:], self._document(key)), strict=True):
                brought[state["change"]].append(self._revision(state, key).was)
                if following is None or following["change"] != state["replaced"]:
                    withdrawn[state["replaced"]].append(key)
        return tuple(
            Change(
                origin=self._origin_of(number),
                entries=tuple(sorted(brought[number], key=lambda entry: entry.key)),
                withdrawn=tuple(sorted(withdrawn[number])),
            )
            for number in range(1, self.version + 1)
        )

    def latest(self, name: str) -> Origin | None:
        """See `store.ports.Figures`."""
        origins = map(self._origin_of, range(self.version, 0, -1))
        return next((origin for origin in origins if origin.name == name), None)

    def put(self, entries: Iterable[Entry], *, origin: Origin, withdrawn: Iterable[str] = ()) -> Changes:
        """See `store.ports.WritableFigures`."""
        given = _by_key(entries)
        changes = _compare(given, set(withdrawn), self._known())
        if not changes:
            return changes
        number = self.version + 1
        written = {key: given[key] for key in (*changes.added, *changes.revised)}
        try:
            with self._collection.transaction():
                self._changes.put({str(number): origin.model_dump(mode="json")})
                self._revisions.put(
                    {key: self._with_present(key, replaced=number) for key in (*changes.revised, *changes.withdrawn)}
                )
                self._reports.put(written, change=number)
                self._claims.put(written, change=number)
                self._reports.drop(changes.withdrawn)
                self._claims.drop(changes.withdrawn)
        except BaseException:
            self._reports.forget()
            self._claims.forget()
            raise
        return changes

    def replay(self, changes: Iterable[Change]) -> None:
        """See `store.ports.WritableFigures`."""
        if self.version:
            raise ValueError("changes can be replayed only where nothing has been stored yet")
        try:
            with self._collection.transaction():
                for change in changes:
                    self.put(change.entries, origin=change.origin, withdrawn=change.withdrawn)
        except BaseException:
            self._reports.forget()
            self._claims.forget()
            raise

    def close(self) -> None:
        """See `store.ports.Figures`."""
        self._collection.close()
        self._reports.forget()
        self._claims.forget()

    def _known(self) -> dict[str, Entry]:
        return {**self._reports.entries(), **self._claims.entries()}

    def _document(self, key: str) -> Document | None:
        return self._reports.table.document(key) or self._claims.table.document(key)

    def _change_of(self, key: str) -> int:
        """The number of the change that brought the entry as it stands."""
        document = self._document(key)
        number = None if document is None else document.get("change")
        if not isinstance(number, int):
            raise StoreDamagedError(self._path, f"it does not say which change brought {key}")
        return number

    def _past(self, key: str) -> list[Document]:
        document = self._revisions.document(key)
        return [] if document is None else document["past"]

    def _with_present(self, key: str, *, replaced: int) -> Document:
        """The entry's history once what it is now has become a part of it."""
        present = self._document(key)
        return {"past": self._past(key) + ([] if present is None else [{**present, "replaced": replaced}])}

    def _revision(self, past: Document, key: str) -> Revision:
        origin, replaced_by = self._origin_of(past.get("change")), self._origin_of(past.get("replaced"))
        try:
            return Revision(was=past["entry"], origin=origin, replaced_by=replaced_by)
        except (KeyError, ValidationError) as error:
            raise StoreDamagedError(self._path, f"the history of {key} holds something else than entries") from error

    def _origin_of(self, change: int | None) -> Origin:
        try:
            return Origin.model_validate(self._changes.document(str(change)))
        except ValidationError as error:
            raise StoreDamagedError(self._path, f"it does not say where change {change} came from") from error


class _Shelf(Generic[E]):
    """The entries of one table, as the values they stand for."""

    def __init__(self, table: KeyedTable, kind: type[E], path: Path) -> None:
        self.table = table
        self._kind: type[E] = kind
        self._adapter: TypeAdapter[dict[str, E]] = TypeAdapter(dict[str, kind])  # type: ignore[valid-type]
        self._path = path
        self._entries: dict[str, E] | None = None
        self._in_order: tuple[E, ...] | None = None

    def entries(self) -> Mapping[str, E]:
        """All entries by key."""
        if self._entries is None:
            self._entries = self._read()
        return self._entries

    def in_order(self) -> tuple[E, ...]:
        """All entries in the order of their keys."""
        if self._in_order is None:
            entries = self.entries()
            self._in_order = tuple(entries[key] for key in sorted(entries))
        return self._in_order

    def put(self, entries: Mapping[str, Entry], *, change: int) -> None:
        """Store those of the entries that belong in this table."""
        # Defaults are left out, so that a field that comes later makes no old entry look revised.
        mine = {
            key: entry.model_dump(mode="json", exclude_defaults=True)
            for key, entry in entries.items()
            if isinstance(entry, self._kind)
        }
        if mine:
            # What is remembered is what would be read back; what could not be must not get into the file.
            self._entries = {**self.entries(), **self._adapter.validate_python(mine)}
            self._in_order = None
            self.table.put({key: {"entry": entry, "change": change} for key, entry in mine.items()})

    def drop(self, keys: Iterable[str]) -> None:
        """Remove those of the entries that lie in this table."""
        mine = self.entries().keys() & set(keys)
        if mine:
            self._entries = {key: entry for key, entry in self.entries().items() if key not in mine}
            self._in_order = None
            self.table.drop(mine)

    def forget(self) -> None:
        """Read the table anew the next time."""
        self._entries = self._in_order = None

    def _read(self) -> dict[str, E]:
        try:
            raw = {document.doc_id: document["entry"] for document in self.table}
            entries = self._adapter.validate_python(raw)
        except KeyError as error:
            raise StoreDamagedError(self._path, f"a document of {self.table.name!r} lacks its {error}") from error
        except ValidationError as error:
            first = error.errors()[0]
            place = " → ".join(map(str, first["loc"]))
            raise StoreDamagedError(self._path, f"in {self.table.name!r}, {place}: {first['msg']}") from error
        for key, entry in entries.items():
            if entry.key != key:
                raise StoreDamagedError(self._path, f"in {self.table.name!r}, {entry.key} lies under the key {key}")
        return entries


def _by_key(entries: Iterable[Entry]) -> dict[str, Entry]:
    given: dict[str, Entry] = {}
    for entry in entries:
        if given.setdefault(entry.key, entry) != entry:
            raise ValueError(f"the batch says two things under one key: {entry.key}")
    return given


def _compare(given: Mapping[str, Entry], withdrawn: set[str], known: Mapping[str, Entry]) -> Changes:
    """What becomes of each key of a batch."""
    if both := withdrawn & given.keys():
        raise ValueError(f"the batch both gives and withdraws {min(both)}")
    return Changes(
        added=tuple(key for key in given if key not in known),
        revised=tuple(key for key, entry in given.items() if key in known and known[key] != entry),
        withdrawn=tuple(sorted(withdrawn & known.keys())),
        unchanged=tuple(key for key, entry in given.items() if known.get(key) == entry),
    )
