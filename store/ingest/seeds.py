"""The figures that lossbot brings along, and how each version of them is merged into a store.

`seeds/reports/` and `seeds/claims/` hold `*.jsonl` files, an entry on each line, or `*.json` files, a list of
entries; an entry is a `Report` or a `Claim` just as the model has it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

import orjson
from pydantic import ValidationError

from store.ingest.errors import IngestError, faults
from store.models import Claim, Report
from store.ports import Changes, Entry, Figures, Origin, WritableFigures

SEEDS: Final = "seeds"
"""The name of the origin of everything that the seeds brought."""

_MODELS: Final[Mapping[str, type[Entry]]] = {"reports": Report, "claims": Claim}


@dataclass(frozen=True, slots=True)
class Seed:
    """One entry of a seed file as it stands there."""

    place: str
    """The file, and the line or the place in its list."""
    model: type[Entry]
    json: bytes

    def entry(self) -> Entry:
        """The report or claim that it is.

        Raises:
            IngestError: it is none; the message names the place and everything that is wrong.
        """
        try:
            return self.model.model_validate_json(self.json, strict=True)
        except ValidationError as error:
            raise IngestError(f"{self.place}: {faults(error)}") from error


@dataclass(frozen=True, slots=True)
class Seeds:
    """One version of the seeds: the content of each file by its path."""

    files: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        """The version: it changes with any byte of any file."""
        digest = sha256()
        for path, content in sorted(self.files.items()):
            digest.update(b"%s\0%d\0" % (path.encode(), len(content)))
            digest.update(content)
        return digest.hexdigest()

    def __iter__(self) -> Iterator[Seed]:
        """The entries of all files, unread."""
        for path, content in sorted(self.files.items()):
            model = _MODELS[path.partition("/")[0]]
            if path.endswith(".jsonl"):
                for number, line in enumerate(content.splitlines(), start=1):
                    if line.strip():
                        yield Seed(f"seeds/{path}, line {number}", model, line)
            else:
                for number, value in enumerate(_parse_list(path, content), start=1):
                    yield Seed(f"seeds/{path}, entry {number}", model, orjson.dumps(value))

    def entries(self) -> tuple[Entry, ...]:
        """All entries.

        Raises:
            IngestError: one of them is not what its file should hold.
        """
        return tuple(seed.entry() for seed in self)


def read_seeds(folder: Traversable | None = None) -> Seeds:
    """The seeds of `folder`, by default those that lossbot brings along."""
    root = resources.files("seeds") if folder is None else folder
    return Seeds(
        {
            f"{name}/{file.name}": file.read_bytes()
            for name in _MODELS
            if (root / name).is_dir()
            for file in (root / name).iterdir()
            if file.name.endswith((".json", ".jsonl"))
        }
    )


def merge_seeds(figures: WritableFigures, seeds: Seeds, *, at: datetime) -> Changes:
    """Bring what the seeds say into `figures`, in one write; nothing is done if this version of them is in already.

    Entries that are missing are added. Those that the seeds brought, and nobody has touched since, follow the seeds:
    they are revised, or withdrawn if the seeds no longer have them. Whatever anybody else has added, revised or
    withdrawn stays as it is.

    Raises:
        IngestError: the seeds are damaged.
        StoreError: the result cannot be stored.
    """
    merged = figures.latest(SEEDS)
    if not seeds.files or (merged is not None and merged.detail == seeds.digest):
        return Changes()
    entries = {entry.key: entry for entry in seeds.entries()}
    known: tuple[Entry, ...] = (*figures.reports(), *figures.claims())
    return figures.put(
        [entry for key, entry in entries.items() if _last_touched_by(figures, key) in {None, SEEDS}],
        origin=Origin(name=SEEDS, detail=seeds.digest, at=at),
        withdrawn=[e.key for e in known if e.key not in entries and _last_touched_by(figures, e.key) == SEEDS],
    )


def _last_touched_by(figures: Figures, key: str) -> str | None:
    """By which way the newest word on an entry came in, were it that it does not stand; None if there is none."""
    if origin := figures.origin(key):
        return origin.name
    history = figures.history(key)
    return history[-1].replaced_by.name if history else None


def _parse_list(path: str, content: bytes) -> list[object]:
    try:
        values = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise IngestError(f"seeds/{path}: not JSON ({error})") from error
    if not isinstance(values, list):
        raise IngestError(f"seeds/{path}: not a list of entries")
    return values
