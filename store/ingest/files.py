"""Files that figures are taken from, recognised by what is in them, wherever the files themselves come from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import orjson

from store.catalogue import load_catalogue
from store.gate import Review, admit
from store.ingest import orc_losses, petroivaniuk
from store.ingest.errors import IngestError
from store.models import Report
from store.ports import Changes, Entry, Figures, Origin, WritableFigures

IMPORT: Final = "import"
"""The name of the origin of everything that came from files."""

MAX_BYTES: Final = 16 * 1024 * 1024
"""The largest file that is read: some twenty times what four years of daily reports take."""


@dataclass(frozen=True, slots=True)
class File:
    """One file's content, under the name by which messages and origins speak of it: a path, or an address."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Gathered:
    """What files say, as entries for the store."""

    entries: tuple[Entry, ...]
    left_out: frozenset[str] = frozenset()
    """Names in the files that give none of our metrics."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    changes: Changes
    review: Review
    """What the gate found, and what it holds."""
    left_out: frozenset[str]
    """Names in the files that give none of our metrics."""


def import_files(
    paths: Iterable[Path], figures: WritableFigures, *, at: datetime, accept_held: bool = False
) -> Imported:
    """Store what the files say, all of it in one write.

    Args:
        paths: the files; together they may give different parts of the same reports.
        figures: where to store it.
        at: the time to note for it, with its zone.
        accept_held: store what the gate holds, too.

    Raises:
        IngestError: a file is missing, too large, of no known form, or has a malformed row. Nothing is stored.
        StoreError: the result cannot be stored.
    """
    files = tuple(map(read_file, paths))
    names = ", ".join(Path(file.name).name for file in files)
    origin = Origin(name=IMPORT, detail=names, at=at)
    return take_in(gather(files, figures), figures, origin=origin, accept_held=accept_held)


def take_in(gathered: Gathered, figures: WritableFigures, *, origin: Origin, accept_held: bool = False) -> Imported:
    """Pass what was gathered through the gate and store it, in one write.

    Raises:
        StoreError: the result cannot be stored.
    """
    admission = admit(gathered.entries, figures, origin=origin, accept_held=accept_held)
    return Imported(admission.changes, admission.review, gathered.left_out)


def read_file(path: Path) -> File:
    """The content of a file.

    Raises:
        IngestError: it cannot be read, or is too large.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise IngestError(f"{path}: cannot be read: {error.strerror or error}") from error
    if len(content) > MAX_BYTES:
        raise IngestError(f"{path}: larger than {MAX_BYTES // 1024**2} MiB, which no known file is")
    return File(str(path), content)


def gather(files: Iterable[File], figures: Figures) -> Gathered:
    """What the files say together.

    Args:
        files: of any known form; together they may give different parts of the same reports.
        figures: what is stored so far, which files may complete.

    Raises:
        IngestError: a file is of no known form or has a malformed row, or two of them contradict each other.
    """
    data_set: list[petroivaniuk.DataFile] = []
    cited: list[Report] = []
    left_out: set[str] = set()
    for file in files:
        document = _parse(file)
        if isinstance(document, list) and orc_losses.recognise(document):
            cited.extend(orc_losses.read(document, file.name, load_catalogue()))
            left_out |= orc_losses.unknown_columns(document)
        elif isinstance(document, list) and (form := petroivaniuk.recognise(document)):
            data_set.append(read := petroivaniuk.read(document, form, file.name))
            left_out |= read.left_out
        else:
            raise IngestError(
                f"{file.name}: not a known form: neither the personnel, the equipment nor the corrections file of the "
                "2022 Ukraine Russia War Dataset, nor the file of orc-losses"
            )
    known = {report.key: report for report in figures.reports() if report.provider == petroivaniuk.PROVIDER}
    return Gathered((*petroivaniuk.reports(data_set, known), *cited), frozenset(left_out))


def _parse(file: File) -> object:
    try:
        return orjson.loads(file.content)
    except orjson.JSONDecodeError as error:
        raise IngestError(f"{file.name}: cut short or not JSON ({error})") from error
