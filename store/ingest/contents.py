"""What files say, recognised by what is in them, wherever they come from and whatever is stored so far."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import orjson

from store.catalogue import load_catalogue
from store.exchange import document, table
from store.exchange.document import Placed
from store.exchange.table import ReportRows, Table
from store.ingest import orc_losses, petroivaniuk
from store.ingest.cited_text import CitedText, Page
from store.ingest.errors import IngestError
from store.ingest.report_text import NotAReportError, TextWarning, read_report
from store.models import Report
from store.ports import Change, Entry, Figures
from store.snapshot import build_snapshot

MAX_BYTES: Final = 64 * 1024 * 1024
"""The largest file that is read: some twenty times what a store with all daily reports takes."""


@dataclass(frozen=True, slots=True)
class File:
    """One file's content, under the name by which messages and origins speak of it: a path, or an address."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Contents:
    """What files say: whole entries, parts of reports that a store may complete, and a store's past.

    Attributes:
        entries: reports and claims, each with its place.
        rows: some figures of a report each.
        texts: reports in words.
        data_set: files of the 2022 Ukraine Russia War Dataset, which together make up reports.
        changes: how the entries came to stand in the store they were exported from.
        left_out: names in the files that give none of our metrics.
    """

    entries: tuple[Placed, ...] = ()
    rows: tuple[ReportRows, ...] = ()
    texts: tuple[CitedText, ...] = ()
    data_set: tuple[petroivaniuk.DataFile, ...] = ()
    changes: tuple[Change, ...] = ()
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Gathered:
    """What files say, as entries for the store."""

    entries: tuple[Entry, ...]
    changes: tuple[Change, ...] = ()
    """How they came to stand in the store they were exported from."""
    left_out: frozenset[str] = frozenset()
    """Names in the files that give none of our metrics."""
    doubts: tuple[TextWarning, ...] = ()
    """What needs a look in the texts of reports."""
    doubtful: frozenset[str] = frozenset()
    """The metrics whose totals in these texts are therefore not among the entries."""


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


def read_contents(files: Iterable[File], page: Page | None = None) -> Contents:
    """What the files say, of any known form.

    Args:
        files: in any order.
        page: where the text of a report among them stands.

    Raises:
        IngestError: a file is of no known form, or has a malformed row; two of them bring a past of their own; there
            is a text of a report without a page that it stands on, or several with one.
    """
    parts = tuple(_read(file, page) for file in files)
    if sum(len(part.texts) for part in parts) > 1:
        raise IngestError("two of the files are texts of reports, and each has a page of its own: import one at a time")
    if sum(bool(part.changes) for part in parts) > 1:
        raise IngestError("two of the files each bring the whole past of a store: import them one after the other")
    return Contents(
        entries=tuple(placed for part in parts for placed in part.entries),
        rows=tuple(rows for part in parts for rows in part.rows),
        texts=tuple(text for part in parts for text in part.texts),
        data_set=tuple(file for part in parts for file in part.data_set),
        changes=tuple(change for part in parts for change in part.changes),
        left_out=frozenset[str]().union(*(part.left_out for part in parts)),
    )


def gather(contents: Contents, figures: Figures, *, accept_doubtful: bool = False) -> Gathered:
    """Make the contents entries for a store.

    Args:
        contents: what files say; together they may give different parts of the same reports.
        figures: what is stored so far, which they may complete.
        accept_doubtful: take over also those totals of a report's text that need a look.

    Raises:
        IngestError: they contradict each other, or name what the catalogue lacks.
    """
    known = {report.key: report for report in figures.reports()}
    catalogue = load_catalogue()
    entries: dict[str, Placed] = {}
    texts: tuple[CitedText, ...] = ()
    if contents.texts:
        snapshot = build_snapshot(catalogue, known.values(), ())
        texts = tuple(text.beside(snapshot) for text in contents.texts)
    for placed in _entries(replace(contents, texts=texts), known, accept_doubtful=accept_doubtful):
        for kind, name in catalogue.lacks(placed.entry):
            raise IngestError(f"{placed.place}: the catalogue has no {kind} {name!r}")
        earlier = entries.setdefault(placed.entry.key, placed)
        if earlier.entry != placed.entry:
            raise IngestError(f"{placed.place}: {earlier.place} says something else of {placed.entry.key}")
    return Gathered(
        entries=tuple(placed.entry for placed in entries.values()),
        changes=contents.changes,
        left_out=contents.left_out,
        doubts=tuple(warning for text in texts for warning in text.reading.warnings),
        doubtful=frozenset[str]().union(*(text.doubtful for text in texts if not accept_doubtful)),
    )


def _entries(contents: Contents, known: dict[str, Report], *, accept_doubtful: bool) -> Iterator[Placed]:
    whole = {placed.entry.key: placed.entry for placed in contents.entries}
    yield from contents.entries
    for rows in contents.rows:
        beside = whole.get(rows.report.key, known.get(rows.report.key))
        yield Placed(rows.place, rows.completed(beside if isinstance(beside, Report) else None))
    for text in contents.texts:
        yield Placed(text.name, text.report(left_out=frozenset() if accept_doubtful else text.doubtful))
    for report in petroivaniuk.reports(contents.data_set, known):
        yield Placed(f"the data set on {report.report_date}", report)


def _read(file: File, page: Page | None) -> Contents:
    try:
        text = file.content.decode("utf-8-sig").lstrip()
    except UnicodeDecodeError as error:
        raise IngestError(f"{file.name}: not text in UTF-8 ({error})") from error
    if text.startswith(("{", "[")):
        return _read_json(text, file.name)
    if kind := table.recognise(text):
        if kind is Table.REPORTS:
            return Contents(rows=table.read_reports(text, file.name))
        return Contents(entries=table.read_claims(text, file.name))
    try:
        reading = read_report(text, None if page is None else page.report_date)
    except NotAReportError as error:
        raise _unknown(file.name) from error
    if page is None:
        raise IngestError(
            f"{file.name}: the text of a report, which has to cite the page that it stands on: give it with --url"
        )
    return Contents(texts=(CitedText(file.name, reading, page),))


def _read_json(text: str, name: str) -> Contents:
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise IngestError(f"{name}: cut short or not JSON ({error})") from error
    if isinstance(value, dict) and document.recognise(value):
        read = document.read(value, name)
        return Contents(entries=read.entries, changes=read.changes)
    if isinstance(value, list) and orc_losses.recognise(value):
        reports = orc_losses.read(value, name, load_catalogue())
        return Contents(
            entries=tuple(Placed(name, report) for report in reports), left_out=orc_losses.unknown_columns(value)
        )
    if isinstance(value, list) and (form := petroivaniuk.recognise(value)):
        part = petroivaniuk.read(value, form, name)
        return Contents(data_set=(part,), left_out=part.left_out)
    raise _unknown(name)


def _unknown(name: str) -> IngestError:
    return IngestError(
        f"{name}: not a known form: neither the personnel, the equipment nor the corrections file of the 2022 Ukraine "
        "Russia War Dataset, nor the file of orc-losses, nor lossbot's own JSON or CSV, nor the text of a daily report"
    )
