"""Figures as one JSON document: what stands, and how it came to be what it is.

The document is a `FiguresFile`, whose entries are the store's own models: nothing gets lost between the two.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

import orjson
from pydantic import Field, ValidationError

from store.ingest.errors import IngestError, faults
from store.models import Claim, Model, Report
from store.ports import Change, Entry, Figures, Origin

FORM: Final = "lossbot/figures"
VERSION: Final = 1

M = TypeVar("M", bound=Model)


class PastChange(Model):
    """One batch that went into the store a document was written from."""

    origin: Origin
    brought: tuple[str, ...] = ()
    """The keys of those of the document's entries that stand as this change brought them."""
    replaced: tuple[Report | Claim, ...] = ()
    """What it brought, too, and has since been revised or withdrawn."""
    withdrawn: tuple[str, ...] = ()
    """The keys of what it took back."""


class FiguresFile(Model):
    """A document of figures; `reports` or `claims` alone make one."""

    form: Literal["lossbot/figures"]
    version: Literal[1]
    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    changes: tuple[PastChange, ...] = Field(default=())
    """All that ever went in, oldest first. Files made by hand leave it out: they are a change themselves."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry, and where in which file it stands."""

    place: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says."""

    entries: tuple[Placed, ...]
    changes: tuple[Change, ...]
    """How the entries came to stand, oldest first; empty where the document doesn't say."""


def recognise(value: object) -> bool:
    """Whether a JSON value is a document of figures, of this or another version."""
    return isinstance(value, Mapping) and value.get("form") == FORM


def read(value: Mapping[str, Any], name: str) -> Document:
    """Read a document.

    Args:
        value: its JSON.
        name: its file's name, for messages.

    Raises:
        IngestError: it is of a later version, a part of it is malformed, or its changes do not lead to its entries.
    """
    if value.get("version") != VERSION:
        raise IngestError(
            f"{name}: its form has version {value.get('version')!r}; this lossbot reads version {VERSION}"
        )
    if unknown := sorted(value.keys() - FiguresFile.model_fields.keys()):
        raise IngestError(f"{name}: has no place for {unknown[0]!r}")
    entries = (
        *(Placed(place, report) for place, report in _listed(value, "reports", Report, name)),
        *(Placed(place, claim) for place, claim in _listed(value, "claims", Claim, name)),
    )
    standing = {placed.entry.key: placed.entry for placed in entries}
    changes = tuple(_change(past, standing, place) for place, past in _listed(value, "changes", PastChange, name))
    if changes and outcome(changes) != standing:
        raise IngestError(
            f'{name}: its "changes" do not lead to its reports and claims: whoever edits these leaves out "changes"'
        )
    return Document(entries, changes)


def write(figures: Figures) -> bytes:
    """The document of all that is stored, a line for each entry and each change, in the order of their keys."""
    changes = figures.changes()
    newest = {entry.key: number for number, change in enumerate(changes) for entry in change.entries}
    standing: tuple[Entry, ...] = (*figures.reports(), *figures.claims())
    brought: list[set[str]] = [set() for _ in changes]
    for entry in standing:
        brought[newest[entry.key]].add(entry.key)
    past = [_past_change(change, keys) for change, keys in zip(changes, brought, strict=True)]
    parts = {"reports": figures.reports(), "claims": figures.claims(), "changes": past}
    head = orjson.dumps({"form": FORM, "version": VERSION}).removesuffix(b"}")
    return b"".join((head, *(_section(name, models) for name, models in parts.items()), b"}\n"))


def outcome(changes: Sequence[Change]) -> Mapping[str, Entry]:
    """What stands after the changes, by key."""
    standing: dict[str, Entry] = {}
    for change in changes:
        standing.update((entry.key, entry) for entry in change.entries)
        for key in change.withdrawn:
            standing.pop(key, None)
    return standing


def schema() -> bytes:
    """The JSON Schema of a document."""
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **FiguresFile.model_json_schema(),
        "title": "Figures, as lossbot imports and exports them",
    }
    return orjson.dumps(described, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _section(name: str, models: Sequence[Model]) -> bytes:
    lines = b",\n".join(orjson.dumps(model.model_dump(mode="json", exclude_defaults=True)) for model in models)
    return b',\n"%s":[\n%s\n]' % (name.encode(), lines)


def _past_change(change: Change, standing: set[str]) -> PastChange:
    return PastChange(
        origin=change.origin,
        brought=tuple(entry.key for entry in change.entries if entry.key in standing),
        replaced=tuple(entry for entry in change.entries if entry.key not in standing),
        withdrawn=change.withdrawn,
    )


def _change(past: PastChange, standing: Mapping[str, Entry], place: str) -> Change:
    if missing := [key for key in past.brought if key not in standing]:
        raise IngestError(f"{place}: brought {missing[0]}, which is not among the reports and claims")
    entries: tuple[Entry, ...] = (*(standing[key] for key in past.brought), *past.replaced)
    return Change(past.origin, tuple(sorted(entries, key=lambda entry: entry.key)), past.withdrawn)


def _listed(value: Mapping[str, Any], section: str, model: type[M], name: str) -> Iterator[tuple[str, M]]:
    items = value.get(section, [])
    if not isinstance(items, list):
        raise IngestError(f"{name}: {section!r} is not a list")
    for number, item in enumerate(items, start=1):
        place = f"{name}, {section}, entry {number}"
        try:
            yield place, model.model_validate_json(orjson.dumps(item), strict=True)
        except ValidationError as error:
            raise IngestError(f"{place}: {faults(error)}") from error
