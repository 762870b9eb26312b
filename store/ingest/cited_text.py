"""The text of a daily report together with the page that it stands on: what can be stored of it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Self

from pydantic import ValidationError

from store.ingest.cells import in_words
from store.ingest.errors import IngestError, faults
from store.ingest.report_text import Caution, NotAReportError, ReportText, around, compared
from store.models import WAR_START, Report, Source
from store.snapshot import Snapshot

MINISTRY: Final = "Ministry of Defence of Ukraine"
"""Who publishes the daily reports."""

_SURE: Final = frozenset({Caution.LABEL_CORRECTED, Caution.DISAGREES})
"""What needs a look but leaves no doubt of what the page says: a misspelt word, and another copy that differs."""


@dataclass(frozen=True, slots=True)
class Page:
    """Where the text of a report was taken from, as far as the text itself does not say."""

    url: str
    title: str | None = None
    """By default what the report is, and its date."""
    publisher: str = MINISTRY
    published: date | None = None
    """By default the date of the report."""
    report_date: date | None = None
    """Of a report whose text names none."""


@dataclass(frozen=True, slots=True)
class CitedText:
    """The text of a report as it was read, its file, and the page that it stands on."""

    name: str
    reading: ReportText
    page: Page

    @property
    def doubtful(self) -> frozenset[str]:
        """The metrics whose totals the page may not say, or not mean."""
        return frozenset(
            warning.metric
            for warning in self.reading.warnings
            if warning.metric is not None and warning.caution not in _SURE
        )

    def beside(self, snapshot: Snapshot) -> Self:
        """The text with what the totals of other days give reason to doubt."""
        day = self.reading.report_date
        return self if day is None else replace(self, reading=compared(self.reading, *around(snapshot, day)))

    def report(self, *, left_out: frozenset[str] = frozenset()) -> Report:
        """The report, without the metrics that are left out.

        Raises:
            IngestError: its date is not known, or no total is left.
        """
        page = self.page
        if left_out and left_out >= self.reading.values.keys():
            doubt = next(warning.sentence for warning in self.reading.warnings if warning.metric in left_out)
            raise IngestError(f"{self.name}: every total of this report is doubtful: {doubt}")
        values = {metric: total for metric, total in self.reading.values.items() if metric not in left_out}
        qualifiers = {metric: hedge for metric, hedge in self.reading.qualifiers.items() if metric in values}
        trusted = replace(self.reading, values=values, qualifiers=qualifiers)
        day = trusted.report_date or WAR_START
        try:
            source = Source(
                publisher=page.publisher,
                title=page.title or f"Daily report of the General Staff, {in_words(day)}",
                url=page.url,
                published=page.published or day,
            )
            return trusted.to_report(source)
        except ValidationError as error:
            raise IngestError(f"{self.name}: {faults(error)}") from error
        except NotAReportError as error:
            raise IngestError(f"{self.name}: {error}") from error
