"""The files of the "2022 Ukraine Russia War Dataset": what Ukraine's General Staff reported on each day.

The data set comes as three JSON files, each a list of rows, a row for each report. They are told apart by their
columns. What a file says of a date completes or replaces what the store has of that date's report.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final, TypeVar

from store.ingest.cells import in_words, read_date, read_number, read_total
from store.ingest.errors import IngestError
from store.models import WAR_START, Qualifier, Report, Source

V = TypeVar("V")

DAY: Final = timedelta(days=1)
PROVIDER: Final = "petroivaniuk"
PUBLISHER: Final = "2022 Ukraine Russia War Dataset"
URL: Final = "https://github.com/PetroIvaniuk/2022-Ukraine-Russia-War-Dataset"


class Form(StrEnum):
    """What a file of the data set gives of each report."""

    PERSONNEL = "personnel"
    EQUIPMENT = "equipment"
    CORRECTIONS = "corrections"


_PERSONNEL: Final = {"personnel": "personnel"}
_EQUIPMENT: Final = {
    "tank": "tanks",
    "APC": "armoured_vehicles",
    "field artillery": "artillery",
    "MRL": "mlrs",
    "anti-aircraft warfare": "air_defence",
    "aircraft": "aircraft",
    "helicopter": "helicopters",
    "drone": "uavs",
    "cruise missiles": "cruise_missiles",
    "naval ship": "warships",
    "submarines": "submarines",
    "vehicles and fuel tanks": "vehicles",
    "special equipment": "special_equipment",
    "ground robotic systems": "ground_robots",
}
_METRICS: Final[Mapping[Form, Mapping[str, str]]] = {
    Form.PERSONNEL: _PERSONNEL,
    Form.EQUIPMENT: _EQUIPMENT,
    Form.CORRECTIONS: _PERSONNEL | _EQUIPMENT,
}
"""The columns of each file and the metrics they give.

"military auto" and "fuel tank" are not among them: counted apart until 2022-04-30, they are no part of the series
that "vehicles and fuel tanks" begins on the next day.
"""

_FIRST_DAY: Final = ("tank", "APC", "field artillery", "MRL", "anti-aircraft warfare", "aircraft", "helicopter",
                     "drone", "naval ship")  # fmt: skip
_NEVER_MISSING: Final[Mapping[Form, frozenset[str]]] = {
    Form.PERSONNEL: frozenset(_PERSONNEL),
    Form.EQUIPMENT: frozenset(_FIRST_DAY),
    Form.CORRECTIONS: frozenset({*_PERSONNEL, *_FIRST_DAY}),
}
"""The columns that every row has: those of the first day's report."""

_HEDGE: Final = "personnel*"
_HEDGES: Final[Mapping[object, Qualifier]] = {"about": Qualifier.ABOUT, "more": Qualifier.OVER}


@dataclass(frozen=True, slots=True)
class Row:
    """What one file says of one report."""

    place: str
    """The file and the row's number in it, from 1."""
    values: Mapping[str, int]
    """By metric: the totals, or in a file of corrections the part of each rise that is one."""
    qualifiers: Mapping[str, Qualifier] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file, read and checked."""

    form: Form
    rows: Mapping[date, Row]
    left_out: frozenset[str]
    """Columns that give none of our metrics."""


def recognise(document: object) -> Form | None:
    """Which of the files a JSON document is, going by its first row; None if it is none of them."""
    if not (isinstance(document, list) and document and isinstance(document[0], dict)):
        return None
    columns = document[0].keys()
    if not {"date", "day"} <= columns:
        return None
    if _HEDGE in columns:
        return Form.PERSONNEL
    if "tank" in columns:
        return Form.CORRECTIONS if "personnel" in columns else Form.EQUIPMENT
    return None


def read(rows: Iterable[object], form: Form, name: str) -> DataFile:
    """Read the rows of one file.

    Args:
        rows: its JSON.
        form: which of the files it is.
        name: its name, for messages.

    Raises:
        IngestError: a row is malformed, or speaks of a report that another one has spoken of.
    """
    by_day: dict[date, Row] = {}
    left_out: set[str] = set()
    for number, cells in enumerate(rows, start=1):
        place = f"{name}, row {number}"
        if not isinstance(cells, dict):
            raise IngestError(f"{place}: not an object")
        try:
            day, row = _read_row(cells, form, place)
        except ValueError as error:
            raise IngestError(f"{place}: {error}") from None
        if day in by_day:
            raise IngestError(f"{place}: {by_day[day].place} has given {day} already")
        by_day[day] = row
        left_out.update(cells.keys() - _METRICS[form].keys() - {"date", "day", _HEDGE})
    return DataFile(form, by_day, frozenset(left_out))


def reports(files: Iterable[DataFile], known: Mapping[str, Report]) -> tuple[Report, ...]:
    """The reports that the files speak of, by date.

    Args:
        files: what was read.
        known: the reports stored so far, by key. What they hold and these files do not speak of is kept, so that
            personnel and equipment of one date are one report even if they come one after the other.

    Raises:
        IngestError: two files give the same of one date, or a correction has nothing to correct.
    """
    by_day: defaultdict[date, dict[Form, Row]] = defaultdict(dict)
    for file in files:
        for day, row in file.rows.items():
            earlier = by_day[day].setdefault(file.form, row)
            if earlier is not row:
                raise IngestError(f"{row.place}: {earlier.place} has given the {file.form} of {day} already")
    totals = _Totals(by_day, known)
    _put_in_effect(by_day, totals)
    return tuple(_report(day, by_day[day], totals) for day in sorted(by_day))


class _Totals:
    """What the data set gives of each report once the files are taken in."""

    def __init__(self, by_day: Mapping[date, Mapping[Form, Row]], known: Mapping[str, Report]) -> None:
        self._by_day = by_day
        self._known = known

    def known(self, day: date) -> Report | None:
        """The report as stored so far."""
        return self._known.get(f"russia/ukraine/{day}/{PROVIDER}")

    def on(self, day: date) -> dict[str, int]:
        """The totals by metric; a file has the last word on its metrics, also where it has dropped one."""
        earlier = self.known(day)
        rows = self._rows(day)
        values = _without(earlier.values if earlier else {}, rows)
        return values | {metric: total for row in rows.values() for metric, total in row.values.items()}

    def hedges(self, day: date) -> dict[str, Qualifier]:
        """The hedges by metric."""
        earlier = self.known(day)
        rows = self._rows(day)
        hedges = _without(earlier.qualifiers if earlier else {}, rows)
        return hedges | {metric: hedge for row in rows.values() for metric, hedge in row.qualifiers.items()}

    def rises(self, day: date) -> dict[str, int]:
        """What each metric rose by since the day before."""
        before = self.on(day - DAY)
        return {metric: total - before[metric] for metric, total in self.on(day).items() if metric in before}

    def _rows(self, day: date) -> dict[Form, Row]:
        return {form: row for form, row in self._by_day.get(day, {}).items() if form is not Form.CORRECTIONS}


def _without(known: Mapping[str, V], rows: Mapping[Form, Row]) -> dict[str, V]:
    spoken_of = {metric for form in rows for metric in _METRICS[form].values()}
    return {metric: value for metric, value in known.items() if metric not in spoken_of}


def _put_in_effect(by_day: defaultdict[date, dict[Form, Row]], totals: _Totals) -> None:
    """Move corrections that the data set dates a day early to the report that they show in.

    A rise is what the claimant published that day plus the correction. Nobody publishes a negative "(+N)", so
    where a rise on the row's date is smaller than its correction, and on the next date none is, it shows there.
    """

    def fits(row: Row, day: date) -> bool:
        rises = totals.rises(day)
        return all(rises[metric] >= part for metric, part in row.values.items() if metric in rises)

    for day, rows in sorted(by_day.items()):
        row, after = rows.get(Form.CORRECTIONS), day + DAY
        if row is None or fits(row, day) or Form.CORRECTIONS in by_day.get(after, {}):
            continue
        if row.values.keys() <= totals.rises(after).keys() and fits(row, after):
            by_day[after][Form.CORRECTIONS] = row
            rows[Form.CORRECTIONS] = Row(row.place, {})


def _report(day: date, rows: Mapping[Form, Row], totals: _Totals) -> Report:
    earlier = totals.known(day)
    values = totals.on(day)
    corrections = earlier.corrections if earlier else {}
    if row := rows.get(Form.CORRECTIONS):
        corrections = row.values
        if missing := sorted(corrections.keys() - values.keys()):
            raise IngestError(
                f"{row.place}: corrects what the report of {day} does not give ({', '.join(missing)}): "
                "import the personnel and equipment files first, or together with this one"
            )
    return Report(
        party="russia",
        claimant="ukraine",
        report_date=day,
        provider=PROVIDER,
        values=values,
        qualifiers=totals.hedges(day),
        corrections={metric: part for metric, part in corrections.items() if metric in values},
        source=Source(
            publisher=PUBLISHER,
            title=f"Daily totals of the General Staff, {in_words(day)}",
            url=URL,
            published=day,
        ),
    )


def _read_row(cells: Mapping[str, Any], form: Form, place: str) -> tuple[date, Row]:
    if missing := sorted({"date", "day", *_NEVER_MISSING[form]} - cells.keys()):
        raise ValueError(f"lacks {', '.join(missing)}")
    day = read_date(cells)
    read = read_number if form is Form.CORRECTIONS else read_total
    values = {metric: read(cells, column) for column, metric in _METRICS[form].items() if column in cells}
    if form is Form.CORRECTIONS:
        # Its "day" is not looked at: the date alone says which report is meant, and the two don't always agree.
        return day, Row(place, {metric: part for metric, part in values.items() if part})
    if cells["day"] != (day - WAR_START).days + 1:
        raise ValueError(f"{day} is not day {cells['day']!r} of the war")
    if form is Form.EQUIPMENT:
        return day, Row(place, values)
    return day, Row(place, values, {"personnel": _read_hedge(cells)})


def _read_hedge(cells: Mapping[str, Any]) -> Qualifier:
    said = cells.get(_HEDGE)
    if not isinstance(said, str) or said not in _HEDGES:
        raise ValueError(f"{_HEDGE!r} says neither 'about' nor 'more': {said!r}")
    return _HEDGES[said]
