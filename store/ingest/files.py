"""Files that figures are imported from, recognised by what is in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import orjson

from store.ingest import petroivaniuk
from store.ingest.errors import IngestError
from store.ports import Changes, Origin, WritableFigures

IMPORT: Final = "import"
"""The name of the origin of everything that came from files."""

MAX_BYTES: Final = 16 * 1024 * 1024
"""The largest file that is read: some twenty times what four years of daily reports take."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    changes: Changes
    left_out: frozenset[str]
    """Names in the files that give none of our metrics."""


def import_files(paths: Iterable[Path], figures: WritableFigures, *, at: datetime) -> Imported:
    """Store what the files say, all of it in one write.

    Args:
        paths: the files; together they may give different parts of the same reports.
        figures: where to store it.
        at: the time to note for it, with its zone.

    Raises:
        IngestError: a file is missing, too large, of no known form, or has a malformed row. Nothing is stored.
        StoreError: the result cannot be stored.
    """
    names, files = [], []
    for path in paths:
        document = _parse(path)
        form = petroivaniuk.recognise(document)
        if form is None or not isinstance(document, list):
            raise IngestError(
                f"{path}: not a known form: neither the personnel, the equipment nor the corrections file of the 2022 "
                "Ukraine Russia War Dataset"
            )
        files.append(petroivaniuk.read(document, form, str(path)))
        names.append(path.name)
    known = {report.key: report for report in figures.reports() if report.provider == petroivaniuk.PROVIDER}
    changes = figures.put(
        petroivaniuk.reports(files, known), origin=Origin(name=IMPORT, detail=", ".join(names), at=at)
    )
    return Imported(changes, frozenset[str]().union(*(file.left_out for file in files)))


def _parse(path: Path) -> object:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise IngestError(f"{path}: cannot be read: {error.strerror or error}") from error
    if len(content) > MAX_BYTES:
        raise IngestError(f"{path}: larger than {MAX_BYTES // 1024**2} MiB, which no known file is")
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise IngestError(f"{path}: cut short or not JSON ({error})") from error
