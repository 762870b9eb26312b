"""`lossbot read-report`: what the reader of daily report texts makes of them."""

from typing import IO, Any

from bot.cli.asking import read_snapshot
from bot.cli.json_lines import answer_each, date_of, text_of
from store.ingest.report_text import Known, NotAReportError, ReportText, around, compared, read_report
from store.snapshot import Snapshot


def report_lines(lines: IO[bytes], out: IO[bytes], *, location: str | None) -> None:
    """Read JSON lines of report texts in order, as the contract's `lossbot read-report` does; nothing is stored.

    Each report is compared with what is stored, and with the report on the line before it where that is newer than
    what is stored.
    """
    trial = _Trial(read_snapshot(location))
    answer_each(lines, out, trial.read)


class _Trial:
    """A trial run over texts of reports, usually in the order of their dates."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._last: ReportText | None = None

    def read(self, given: dict[str, Any]) -> dict[str, Any]:
        """The record of one line."""
        text, came_as = text_of(given, "text"), date_of(given, "report_date")
        try:
            reading = self._compared(read_report(text, came_as))
        except NotAReportError as error:
            return {"id": given.get("id"), "error": str(error)}
        self._last = reading
        return {
            "id": given.get("id"),
            "report_date": reading.report_date,
            "values": dict(reading.values),
            "rises": dict(reading.rises),
            "warnings": [f"{warning.caution}: {warning.sentence}" for warning in reading.warnings],
        }

    def _compared(self, reading: ReportText) -> ReportText:
        day, last = reading.report_date, self._last
        if day is None:
            return reading
        before, after = around(self._snapshot, day)
        if last is not None and last.report_date is not None and last.report_date < day:
            # What was doubtful yesterday is no measure for today.
            before = {
                **before,
                **{
                    metric: Known(last.report_date, total)
                    for metric, total in last.values.items()
                    if metric not in last.questioned and (metric not in before or before[metric].on < last.report_date)
                },
            }
        return compared(reading, before, after)
