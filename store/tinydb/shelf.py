"""A table of one kind of model, read once and then kept in memory as what it stands for."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from store.models import Model
from store.ports import StoreDamagedError
from store.tinydb.collection import KeyedTable

M = TypeVar("M", bound=Model)


class Shelf(Generic[M]):
    """The models of one table by key, in the order in which they were first put."""

    def __init__(self, table: KeyedTable, kind: type[M], path: Path) -> None:
        """Take a table; `path` is where it is stored, for messages."""
        self._table = table
        self._adapter: TypeAdapter[dict[str, M]] = TypeAdapter(dict[str, kind])  # type: ignore[valid-type]
        self._path = path
        self._models: dict[str, M] | None = None

    def models(self) -> Mapping[str, M]:
        """All models by key.

        Raises:
            StoreDamagedError: a document is no such model.
        """
        if self._models is None:
            try:
                self._models = self._adapter.validate_python({str(found.doc_id): found for found in self._table})
            except ValidationError as error:
                first = error.errors()[0]
                place = " → ".join(map(str, first["loc"]))
                raise StoreDamagedError(self._path, f"in {self._table.name!r}, {place}: {first['msg']}") from error
        return self._models

    def put(self, models: Mapping[str, M]) -> None:
        """Store models, each in the place of the one of its key."""
        if models:
            known = self.models()
            self._table.put({key: model.model_dump(mode="json") for key, model in models.items()})
            self._models = {**known, **models}

    def drop(self, keys: Iterable[str]) -> None:
        """Remove the models of these keys; unknown ones are passed over."""
        dropped = self.models().keys() & set(keys)
        if dropped:
            self._table.drop(dropped)
            self._models = {key: model for key, model in self.models().items() if key not in dropped}

    def forget(self) -> None:
        """Read the table anew the next time."""
        self._models = None
