"""The files of the "2022 Ukraine Russia War Dataset": what Ukraine's General Staff reported on each day.

The data set comes as three JSON files, each a list of rows, a row for each report. They are told apart by their
columns. What a file says of a date completes or replaces what the store has of that date's report.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from store.ingest.errors import IngestError
from store.models import WAR_START, Qualifier, Report, Source

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

_EFFECT: Final[Mapping[date, date]] = {date(2023, 5, 27): date(2023, 5, 28)}
"""Corrections that the data set dates otherwise than the report they show in: that of tanks, by 5, shows in the second
date's total."""

_MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                  "November", "December")  # fmt: skip


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
    return tuple(_report(day, by_day[day], known) for day in sorted(by_day))


def _report(day: date, rows: Mapping[Form, Row], known: Mapping[str, Report]) -> Report:
    earlier = known.get(f"russia/ukraine/{day}/{PROVIDER}")
    values = dict(earlier.values) if earlier else {}
    qualifiers = dict(earlier.qualifiers) if earlier else {}
    corrections = dict(earlier.corrections) if earlier else {}
    for form in (Form.PERSONNEL, Form.EQUIPMENT):
        if row := rows.get(form):
            # A file has the last word on its metrics, also where it has dropped one.
            for metric in _METRICS[form].values():
                values.pop(metric, None)
                qualifiers.pop(metric, None)
            values.update(row.values)
            qualifiers.update(row.qualifiers)
    if row := rows.get(Form.CORRECTIONS):
        corrections = {metric: part for metric, part in row.values.items() if part}
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
        qualifiers=qualifiers,
        corrections={metric: part for metric, part in corrections.items() if metric in values},
        source=Source(
            publisher=PUBLISHER,
            title=f"Daily totals of the General Staff, {day.day} {_MONTHS[day.month - 1]} {day.year}",
            url=URL,
            published=day,
        ),
    )


def _read_row(cells: Mapping[str, Any], form: Form, place: str) -> tuple[date, Row]:
    if missing := sorted({"date", "day", *_NEVER_MISSING[form]} - cells.keys()):
        raise ValueError(f"lacks {', '.join(missing)}")
    day = _read_date(cells)
    values = {metric: _read_number(cells, column) for column, metric in _METRICS[form].items() if column in cells}
    if form is Form.CORRECTIONS:
        # Its "day" is not looked at: that of 2024-06-23 is the day before's.
        return _EFFECT.get(day, day), Row(place, values)
    for column, metric in _METRICS[form].items():
        if values.get(metric, 0) < 0:
            raise ValueError(f"{column!r} is a total and cannot be {values[metric]}")
    if cells["day"] != (day - WAR_START).days + 1:
        raise ValueError(f"{day} is not day {cells['day']!r} of the war")
    if form is Form.EQUIPMENT:
        return day, Row(place, values)
    return day, Row(place, values, {"personnel": _read_hedge(cells)})


def _read_date(cells: Mapping[str, Any]) -> date:
    try:
        day = date.fromisoformat(cells["date"])
    except (TypeError, ValueError):
        raise ValueError(f"{cells['date']!r} is no date") from None
    if day <= WAR_START:
        raise ValueError(f"{day} lies before the first report")
    return day


def _read_number(cells: Mapping[str, Any], column: str) -> int:
    number = cells[column]
    if type(number) is not int:
        raise ValueError(f"{column!r} is no whole number: {number!r}")
    return number


def _read_hedge(cells: Mapping[str, Any]) -> Qualifier:
    said = cells.get(_HEDGE)
    if not isinstance(said, str) or said not in _HEDGES:
        raise ValueError(f"{_HEDGE!r} says neither 'about' nor 'more': {said!r}")
    return _HEDGES[said]
