"""The file of the "orc-losses" data set: the daily reports of Ukraine's General Staff, each with its page.

One JSON file, a list of rows, the newest first; a row for each report, with the address of the Ministry of
Defence's page in `sourceUri`. A metric that a report leaves out is null. Each report cites its own page.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from store.catalogue import Catalogue
from store.ingest.cells import in_words, read_date, read_total
from store.ingest.errors import IngestError
from store.models import Report, Source

PROVIDER: Final = "orc_losses"
PUBLISHER: Final = "Ministry of Defence of Ukraine"
"""Who publishes the pages that the reports cite."""

_PAGE: Final = "sourceUri"
_METRICS: Final[Mapping[str, str]] = {
    "personnel": "personnel",
    "tanks": "tanks",
    "afvs": "armoured_vehicles",
    "artillery": "artillery",
    "airDefense": "air_defence",
    "rocketSystems": "mlrs",
    "unarmoredVehicles": "vehicles",
    "fixedWingAircraft": "aircraft",
    "rotaryWingAircraft": "helicopters",
    "uavs": "uavs",
    "ships": "warships",
    "submarines": "submarines",
    "specialEquipment": "special_equipment",
    "missiles": "cruise_missiles",
}
_NEVER_MISSING: Final = frozenset({"date", _PAGE, "personnel"})


def recognise(document: object) -> bool:
    """Whether a JSON document is the file, going by its first row."""
    return isinstance(document, list) and bool(document) and _is_row(document[0])


def _is_row(row: object) -> bool:
    return isinstance(row, dict) and row.keys() >= _NEVER_MISSING


def read(rows: Iterable[object], name: str, catalogue: Catalogue) -> tuple[Report, ...]:
    """The reports of the file, by date.

    A value that is older than the first report of its metric (`Metric.reported_since`) is left out: the file counts
    military vehicles under "unarmoredVehicles" from the first day on, but the claimant has counted them together
    with fuel tanks, as the metric has it, only since then.

    Args:
        rows: its JSON.
        name: its name, for messages.
        catalogue: since when each metric has been reported.

    Raises:
        IngestError: a row is malformed, or gives a date that another one has given.
    """
    by_day: dict[date, tuple[str, Report]] = {}
    for number, cells in enumerate(rows, start=1):
        place = f"{name}, row {number}"
        if not isinstance(cells, dict):
            raise IngestError(f"{place}: not an object")
        try:
            report = _read_row(cells, catalogue)
        except ValidationError as error:
            fault = error.errors()[0]
            raise IngestError(f"{place}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}") from error
        except ValueError as error:
            raise IngestError(f"{place}: {error}") from None
        if report.report_date in by_day:
            raise IngestError(f"{place}: {by_day[report.report_date][0]} has given {report.report_date} already")
        by_day[report.report_date] = place, report
    return tuple(by_day[day][1] for day in sorted(by_day))


def unknown_columns(rows: Iterable[object]) -> frozenset[str]:
    """The columns that give none of our metrics."""
    named = frozenset[str]().union(*(row.keys() for row in rows if isinstance(row, dict)))
    return named - _METRICS.keys() - _NEVER_MISSING


def _read_row(cells: Mapping[str, Any], catalogue: Catalogue) -> Report:
    if missing := sorted(_NEVER_MISSING - cells.keys()):
        raise ValueError(f"lacks {', '.join(missing)}")
    day = read_date(cells)
    values = {
        metric: read_total(cells, column)
        for column, metric in _METRICS.items()
        if cells.get(column) is not None and day >= _first_report(metric, catalogue)
    }
    return Report(
        party="russia",
        claimant="ukraine",
        report_date=day,
        provider=PROVIDER,
        values=values,
        source=Source(
            publisher=PUBLISHER,
            title=f"Daily report of the General Staff, {in_words(day)}",
            url=cells[_PAGE],
            published=day,
        ),
    )


def _first_report(metric: str, catalogue: Catalogue) -> date:
    return catalogue.metrics[metric].reported_since or date.min
