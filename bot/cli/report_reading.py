"""`lossbot read-report`: what the reader of daily report texts makes of them."""

from datetime import date
from typing import IO, Any

from bot.cli.asking import read_snapshot
from bot.cli.json_lines import answer_each, date_of, text_of
from store.ingest.report_text import Known, NotAReportError, ReportText, around, compared, read_report
from store.series import DAY
from store.snapshot import Snapshot


def report_lines(lines: IO[bytes], out: IO[bytes], *, location: str | None) -> None:
    """Read JSON lines of report texts in order, as the contract's `lossbot read-report` does; nothing is stored.

    Each report is compared with what is stored, and with those of the days before and after on earlier lines.
    """
    trial = _Trial(read_snapshot(location))
    answer_each(lines, out, trial.read)


class _Trial:
    """A trial run over texts of reports."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._totals: dict[date, dict[str, Known]] = {}

    def read(self, given: dict[str, Any]) -> dict[str, Any]:
        """The record of one line."""
        text, came_as = text_of(given, "text"), date_of(given, "report_date")
        try:
            reading = self._compared(read_report(text, came_as))
        except NotAReportError as error:
            return {"id": given.get("id"), "error": str(error)}
        return {
            "id": given.get("id"),
            "report_date": reading.report_date,
            "values": dict(reading.values),
            "rises": dict(reading.rises),
            "warnings": [f"{warning.caution}: {warning.sentence}" for warning in reading.warnings],
        }

    def _compared(self, reading: ReportText) -> ReportText:
        day = reading.report_date
        if day is None:
            return reading
        before, after = around(self._snapshot, day)
        beside = self._totals.get(day - DAY, {}), self._totals.get(day + DAY, {})
        for stored, read in zip((before, after), beside, strict=True):
            # What is stored for the day itself, or for the one beside it, goes before what was read on a trial.
            stored.update({m: known for m, known in read.items() if m not in stored or abs(stored[m].on - day) > DAY})
        reading = compared(reading, before, after)
        # What is doubtful of one day is no measure for another.
        self._totals[day] = {m: Known(day, total) for m, total in reading.values.items() if m not in reading.questioned}
        return reading
