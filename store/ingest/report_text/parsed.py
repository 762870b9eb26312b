"""What the reader makes of a report's text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from store.catalogue import load_catalogue
from store.ingest.errors import IngestError
from store.models import Qualifier, Report, Source


class NotAReportError(IngestError):
    """A text is no daily report of losses."""


class Caution(StrEnum):
    """Why a part of a reading needs a look, by its stable name."""

    NO_DATE = "no_date"
    """The text doesn't say which day it is of."""
    DATE_UNCLEAR = "date_unclear"
    """It gives several dates, or one that has to be worked out."""
    DATE_DISAGREES = "date_disagrees"
    """Its date is not the one that came with it."""
    LABEL_CORRECTED = "label_corrected"
    """A label is misspelt, and read as the one that it resembles."""
    LABEL_UNCLEAR = "label_unclear"
    """A label names several categories at once; its numbers are not read."""
    NOT_A_METRIC = "not_a_metric"
    """A line counts what is known to be none of our metrics; its numbers are not read."""
    UNKNOWN_CATEGORY = "unknown_category"
    """A line counts something unheard of; its numbers are not read."""
    TOTAL_MISSING = "total_missing"
    """A label stands without a total."""
    NUMBER_UNCLEAR = "number_unclear"
    """A number is not printed as one: not read, or read as it was most likely meant."""
    RISE_UNCLEAR = "rise_unclear"
    """A rise is not printed as "(+N)", or without its number."""
    GIVEN_TWICE = "given_twice"
    """A metric is given more than once, with different numbers; the first is read."""
    UNREAD = "unread"
    """Among the lines of the report stands a number that no label claims."""
    BELOW_RISE = "below_rise"
    """A total is lower than what it is said to have risen by in a day."""
    RISE_CONTRADICTED = "rise_contradicted"
    """A total differs from that of the day before by another number than its published rise."""
    OUT_OF_LINE = "out_of_line"
    """A total lies outside those of the reports before and after."""
    DISAGREES = "disagrees"
    """Another total is known for the same day."""


def spoken(metric: str) -> str:
    """A metric's name, as a sentence begins with it."""
    return load_catalogue().metrics[metric].name.en


@dataclass(frozen=True, slots=True)
class TextWarning:
    """One thing about a text that needs a look.

    Attributes:
        caution: its name.
        sentence: what it is, for a reader.
        metric: what it is about; None where it is about no metric, or the whole text.
    """

    caution: Caution
    sentence: str
    metric: str | None = None


@dataclass(frozen=True, slots=True)
class ReportText:
    """A daily report as its text gives it. What the text leaves out is absent, never 0.

    Attributes:
        report_date: the day of the report; losses count up to the end of the day before. None if it is not known.
        values: totals since the war's start, by metric.
        rises: the published "(+N)", by metric; a metric may have a rise and no total.
        qualifiers: the hedges of those values that have one.
        warnings: what needs a look, in the order of the text.
    """

    report_date: date | None
    values: Mapping[str, int]
    rises: Mapping[str, int]
    qualifiers: Mapping[str, Qualifier]
    warnings: tuple[TextWarning, ...] = ()

    @property
    def questioned(self) -> frozenset[str]:
        """The metrics that a warning is about."""
        return frozenset(warning.metric for warning in self.warnings if warning.metric is not None)

    def warned(self, warnings: Iterable[TextWarning]) -> Self:
        """The same reading with `warnings` added."""
        return replace(self, warnings=(*self.warnings, *warnings))

    def to_report(
        self, source: Source, *, provider: str = "ministry", party: str = "russia", claimant: str = "ukraine"
    ) -> Report:
        """The report that can be stored.

        Args:
            source: where the text can be read.
            provider: by which way it came.
            party: whose losses it counts.
            claimant: whose report it is.

        Raises:
            NotAReportError: it has no date, or no total at all.
        """
        if self.report_date is None:
            raise NotAReportError("the report's date is not known: neither the text nor whoever brought it names it")
        if not self.values:
            raise NotAReportError("the text gives no total, only rises")
        return Report(
            party=party,
            claimant=claimant,
            report_date=self.report_date,
            provider=provider,
            values=dict(self.values),
            qualifiers=dict(self.qualifiers),
            rises=dict(self.rises),
            source=source,
        )
