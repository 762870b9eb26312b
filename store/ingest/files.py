"""What files say, taken into the store through the gate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from store.exchange.document import outcome
from store.gate import Review, admit
from store.ingest.contents import Gathered, gather, read_contents, read_file
from store.ingest.errors import IngestError
from store.ingest.report_text import TextWarning
from store.ports import Changes, Origin, WritableFigures

IMPORT: Final = "import"
"""The name of the origin of everything that came from files."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    changes: Changes
    review: Review
    """What the gate found, and what it holds."""
    left_out: frozenset[str] = frozenset()
    """Names in the files that give none of our metrics."""
    doubts: tuple[TextWarning, ...] = ()
    """What needs a look in the texts of reports."""
    doubtful: frozenset[str] = frozenset()
    """The metrics whose totals in these texts were left out for that."""


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
    return take_in(
        gather(read_contents(files), figures, accept_doubtful=accept_held),
        figures,
        origin=Origin(name=IMPORT, detail=names, at=at),
        accept_held=accept_held,
    )


def take_in(gathered: Gathered, figures: WritableFigures, *, origin: Origin, accept_held: bool = False) -> Imported:
    """Pass what was gathered through the gate and store it, in one write.

    The past that an export brings is made the past of a store in which there is nothing yet: its figures passed the
    gate when they first came in, and keep what brought them. Any other store takes them as from any file.

    Raises:
        IngestError: an export for an empty store comes with other figures, of which its past knows nothing.
        StoreError: the result cannot be stored.
    """
    if gathered.changes and not figures.version:
        return _take_over(gathered, figures)
    admission = admit(gathered.entries, figures, origin=origin, accept_held=accept_held)
    return Imported(admission.changes, admission.review, gathered.left_out, gathered.doubts, gathered.doubtful)


def _take_over(gathered: Gathered, figures: WritableFigures) -> Imported:
    if outcome(gathered.changes) != {entry.key: entry for entry in gathered.entries}:
        raise IngestError("an export with its past goes into an empty store first: import the other files after it")
    figures.replay(gathered.changes)
    added = tuple(sorted(entry.key for entry in gathered.entries))
    return Imported(Changes(added=added), Review(gathered.entries), gathered.left_out)
