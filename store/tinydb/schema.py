"""The form of a collection's file: its schema number, and how older forms are brought up to date."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from store.ports import StoreDamagedError, StoreTooNewError

Document = dict[str, Any]
Tables = dict[str, dict[str, Document]]
"""What a file holds, as TinyDB sees it: documents by key, in tables by name."""

Migration = Callable[[Tables], Tables]
"""A pure function from one schema's tables to the next one's; the schema number is none of its business."""

META = "meta"


@dataclass(frozen=True, slots=True)
class Schema:
    """A collection's name and its migrations: the first leads from schema 1 to 2, and so on."""

    collection: str
    migrations: tuple[Migration, ...] = ()

    @property
    def number(self) -> int:
        """The schema that this version of lossbot writes."""
        return len(self.migrations) + 1

    @property
    def filename(self) -> str:
        """The name of the collection's file in the store's folder."""
        return f"{self.collection}.json"

    def blank(self) -> Tables:
        """The tables of a collection that holds nothing yet."""
        return {META: {"schema": {"collection": self.collection, "number": self.number}}}

    def decode(self, raw: bytes, path: Path) -> Tables:
        """The tables in a file's bytes, in the form of this schema. The file keeps its form until the next write.

        Args:
            raw: the whole file.
            path: where it was read from, for messages.

        Raises:
            StoreDamagedError: it is cut short, is not JSON, or is not this collection.
            StoreTooNewError: a later version of lossbot wrote it.
        """
        tables = self._parse(raw, path)
        found = self._number(tables, path)
        if found > self.number:
            raise StoreTooNewError(path, found=found, known=self.number)
        for number, migrate in enumerate(self.migrations[found - 1 :], start=found):
            try:
                tables = migrate(tables)
            except Exception as error:
                raise StoreDamagedError(path, f"it does not fit schema {number} ({error!r})") from error
        return {**tables, META: {**tables[META], **self.blank()[META]}}

    def _parse(self, raw: bytes, path: Path) -> Tables:
        try:
            tables = orjson.loads(raw)
        except orjson.JSONDecodeError as error:
            raise StoreDamagedError(path, f"it is cut short or is not JSON ({error})") from error
        if not _are_tables(tables):
            raise StoreDamagedError(path, "it is JSON, but does not hold tables of documents")
        return tables  # type: ignore[no-any-return]  # just checked

    def _number(self, tables: Tables, path: Path) -> int:
        schema = tables.get(META, {}).get("schema", {})
        if schema.get("collection") != self.collection:
            raise StoreDamagedError(path, f"it does not say that it holds lossbot's {self.collection}")
        number = schema.get("number")
        if type(number) is not int or number < 1:
            raise StoreDamagedError(path, f"it gives {number!r} as its schema number")
        return number


def _are_tables(tables: object) -> bool:
    return isinstance(tables, Mapping) and all(
        isinstance(table, Mapping) and all(isinstance(document, Mapping) for document in table.values())
        for table in tables.values()
    )
