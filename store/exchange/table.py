"""Figures as two CSV tables, for spreadsheets: a row for each figure of a report, and a row for each claim.

A table carries what stands, with its sources, and beside each row what brought it, for whoever reads it. What stood
before is for the JSON form to carry.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar

import orjson
from pydantic import ValidationError

from store.exchange.document import Placed
from store.ingest.errors import IngestError, faults
from store.models import Claim, Qualifier, Report
from store.ports import Figures, Origin


class Table(StrEnum):
    """What a table holds."""

    REPORTS = "reports"
    CLAIMS = "claims"


_SOURCE: Final = ("publisher", "title", "url", "published")
_ORIGIN: Final = ("origin", "origin_at")
"""For readers: by which way the figure came in, and when. An import passes over them: it is the origin of what it
brings."""

_REPORT: Final = ("party", "claimant", "report_date", "provider")
_FIGURE: Final = ("value", "qualifier", "correction", "rise")
COLUMNS: Final[Mapping[Table, tuple[str, ...]]] = {
    Table.REPORTS: (*_REPORT, "metric", *_FIGURE, *_SOURCE, *_ORIGIN),
    Table.CLAIMS: ("party", "metric", "claimant", "body", "speaker", "kind", "start", "end", "value", "low", "high",
                   "qualifier", "scope", "verified", "stated_on", *_SOURCE, "doubts", "note_en", "note_uk",
                   *_ORIGIN),
}  # fmt: skip
_MAY_BE_LEFT_OUT: Final[Mapping[Table, frozenset[str]]] = {
    Table.REPORTS: frozenset({"qualifier", "correction", "rise", *_ORIGIN}),
    Table.CLAIMS: frozenset({"body", "speaker", "value", "low", "high", "qualifier", "doubts", "note_en", "note_uk",
                             *_ORIGIN}),
}  # fmt: skip

E = TypeVar("E", Report, Claim)

_WHOLE: Final = re.compile(r"-?[0-9]{1,18}")
BETWEEN: Final = "+"
"""Between the names in one cell: killed+wounded."""

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReportRows:
    """The rows of a table that belong to one report: they speak of its figures one by one."""

    place: str
    """The file and the first of the rows."""
    report: Report
    """As it is if these are all its figures."""

    def completed(self, stored: Report | None) -> Report:
        """The report with those stored figures that no row speaks of.

        Raises:
            IngestError: the rows cite another source than the stored report, which they replace only in part: what
                they leave out does not stand there.
        """
        if stored is None or not (kept := (stored.values.keys() | stored.rises.keys()) - self._metrics):
            return self.report
        if stored.source != self.report.source:
            raise IngestError(
                f"{self.place}: the stored report of {stored.report_date} cites {stored.source.url}. Rows that cite "
                f"another page have to give all its figures; {', '.join(sorted(kept))} lack here"
            )
        parts = {
            name: {metric: said for metric, said in getattr(stored, name).items() if metric in kept}
            | dict(getattr(self.report, name))
            for name in ("values", "qualifiers", "corrections", "rises")
        }
        return self.report.model_copy(update=parts)

    @property
    def _metrics(self) -> frozenset[str]:
        return frozenset({*self.report.values, *self.report.rises})


def recognise(text: str) -> Table | None:
    """Which table a text is, going by its first row; None if it is none."""
    header = next(_lines(text), [])
    if {"report_date", "metric", "value"} <= set(header):
        return Table.REPORTS
    if {"stated_on", "kind", "verified"} <= set(header):
        return Table.CLAIMS
    return None


def read_reports(text: str, name: str) -> tuple[ReportRows, ...]:
    """Read a table of reports' figures.

    Raises:
        IngestError: a row is malformed, repeats a figure, or cites another source than its report's other rows.
    """
    reports: dict[tuple[str, ...], tuple[str, dict[str, Any]]] = {}
    for place, cells in _rows(text, Table.REPORTS, name):
        key = tuple(cells[column] for column in _REPORT)
        source = {column: cells[column] for column in _SOURCE}
        first, report = reports.setdefault(key, (place, {
            **dict(zip(_REPORT, key, strict=True)),
            "values": {}, "qualifiers": {}, "corrections": {}, "rises": {}, "source": source,
        }))  # fmt: skip
        with _at(place):
            if report["source"] != source:
                raise ValueError(f"cites another source than {first} for the same report")
            _add_figure(report, cells)
    return tuple(_report_rows(place, report) for place, report in reports.values())


def read_claims(text: str, name: str) -> tuple[Placed, ...]:
    """Read a table of claims.

    Raises:
        IngestError: a row is malformed.
    """
    claims = []
    for place, cells in _rows(text, Table.CLAIMS, name):
        with _at(place):
            claims.append(Placed(place, claim_of(cells)))
    return tuple(claims)


def claim_of(cells: Cells) -> Claim:
    """The claim that a row of the table of claims gives.

    Args:
        cells: the row by column; a column that is left out is blank.

    Raises:
        ValueError: a cell cannot be what its column asks for, or one lacks that has to be there.
    """
    return _model(Claim, _claim({**dict.fromkeys(COLUMNS[Table.CLAIMS], ""), **cells}))


def write_reports(figures: Figures) -> bytes:
    """The table of all figures of all reports, in the order of the reports' keys."""
    return _written(
        Table.REPORTS,
        (
            (*(str(getattr(report, column)) for column in _REPORT), *figure, *_source(report), *origin)
            for report in figures.reports()
            for origin in [_origin(figures.origin(report.key))]
            for figure in _figures(report)
        ),
    )


def write_claims(figures: Figures) -> bytes:
    """The table of all claims, in the order of their keys."""
    return _written(
        Table.CLAIMS,
        (
            (
                claim.party, claim.metric, claim.claimant, claim.body, claim.speaker, claim.kind,
                claim.period.start, claim.period.end, claim.value, claim.low, claim.high, claim.qualifier,
                BETWEEN.join(claim.scope), claim.verified, claim.stated_on, *_source(claim),
                BETWEEN.join(claim.doubts), claim.note and claim.note.en, claim.note and claim.note.uk,
                *_origin(figures.origin(claim.key)),
            )
            for claim in figures.claims()
        ),
    )  # fmt: skip


def _lines(text: str) -> Iterator[list[str]]:
    # Spreadsheets of many languages write semicolons, as their numbers have commas.
    header = text.partition("\n")[0]
    delimiter = ";" if ";" in header and "," not in header else ","
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _rows(text: str, table: Table, name: str) -> Iterator[tuple[str, Cells]]:
    lines = _lines(text)
    header = next(lines, [])
    if unknown := [column for column in header if column not in COLUMNS[table]]:
        raise IngestError(f"{name}, row 1: {unknown[0]!r} is no column of {table}")
    if len(set(header)) < len(header):
        raise IngestError(f"{name}, row 1: a column is there twice")
    if missing := [c for c in COLUMNS[table] if c not in header and c not in _MAY_BE_LEFT_OUT[table]]:
        raise IngestError(f"{name}, row 1: lacks the columns {', '.join(missing)}")
    blank = dict.fromkeys(COLUMNS[table], "")
    number = 1
    while True:
        number += 1
        place = f"{name}, row {number}"
        try:
            cells = next(lines, None)
        except csv.Error as error:
            raise IngestError(f"{place}: not CSV ({error})") from error
        if cells is None:
            return
        if not any(cells):
            continue
        if len(cells) != len(header):
            raise IngestError(f"{place}: has {len(cells)} cells instead of {len(header)}")
        yield place, {**blank, **dict(zip(header, (cell.strip(" \t") for cell in cells), strict=True))}


def _report_rows(place: str, report: Mapping[str, Any]) -> ReportRows:
    with _at(place):
        return ReportRows(place, _model(Report, report))


@contextmanager
def _at(place: str) -> Iterator[None]:
    """Say where it was that something is wrong."""
    try:
        yield
    except ValueError as error:
        raise IngestError(f"{place}: {error}") from error


def _add_figure(report: dict[str, Any], cells: Cells) -> None:
    metric = cells["metric"]
    if metric in report["values"] or metric in report["rises"]:
        raise ValueError(f"gives {metric} of this report a second time")
    if not (cells["value"] or cells["rise"]):
        raise ValueError("has neither a value nor a rise")
    for part, column in (("values", "value"), ("corrections", "correction"), ("rises", "rise")):
        if cells[column]:
            report[part][metric] = _whole(cells, column)
    if cells["qualifier"]:
        report["qualifiers"][metric] = cells["qualifier"]


def _claim(cells: Cells) -> dict[str, Any]:
    as_they_stand = ("party", "metric", "claimant", "body", "speaker", "kind", "qualifier", "verified", "stated_on")
    claim: dict[str, Any] = {column: cells[column] for column in as_they_stand if cells[column]}
    claim |= {column: _whole(cells, column) for column in ("value", "low", "high") if cells[column]}
    claim |= {column: cells[column].split(BETWEEN) for column in ("scope", "doubts") if cells[column]}
    claim["period"] = {"start": cells["start"], "end": cells["end"]}
    claim["source"] = {column: cells[column] for column in _SOURCE}
    if cells["note_en"] or cells["note_uk"]:
        claim["note"] = {"en": cells["note_en"], "uk": cells["note_uk"]}
    return claim


def _whole(cells: Cells, column: str) -> int:
    if not _WHOLE.fullmatch(cells[column]):
        raise ValueError(f"{column!r} is no whole number: {cells[column]!r}")
    return int(cells[column])


def _model(model: type[E], said: Mapping[str, Any]) -> E:
    try:
        return model.model_validate_json(orjson.dumps(said), strict=True)
    except ValidationError as error:
        raise ValueError(faults(error)) from error


def _figures(report: Report) -> Iterator[tuple[object, ...]]:
    for metric in dict.fromkeys((*report.values, *report.rises)):
        qualifier: Qualifier | None = report.qualifiers.get(metric)
        yield (metric, report.values.get(metric), qualifier, report.corrections.get(metric), report.rises.get(metric))


def _source(entry: Report | Claim) -> tuple[object, ...]:
    return tuple(getattr(entry.source, column) for column in _SOURCE)


def _origin(origin: Origin | None) -> tuple[object, ...]:
    return ("", "") if origin is None else (origin.name, origin.at.isoformat(timespec="seconds"))


def _written(table: Table, rows: Iterable[tuple[object, ...]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS[table])
    writer.writerows(tuple("" if cell is None else cell for cell in row) for row in rows)
    return text.getvalue().encode()
