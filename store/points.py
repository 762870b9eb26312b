"""One point of a series: the total that a report gives of a metric, and what other copies of the report give."""

from datetime import date
from typing import NamedTuple

from store.models import Qualifier, Report


class Copy(NamedTuple):
    """The total that one provider's copy of a report gives of a metric."""

    report: Report
    total: int


class Point(NamedTuple):
    """A metric's total in one report.

    Attributes:
        report: the copy of the report that is answered with.
        correction: how much of the rise since the report before is known to correct earlier days.
        others: copies of the same report by other providers that give another total.
        published: the rise that the claimant itself gives beside the total, where it does.
    """

    report: Report
    total: int
    qualifier: Qualifier
    correction: int = 0
    others: tuple[Copy, ...] = ()
    published: int | None = None

    @property
    def on(self) -> date:
        """The date of the report."""
        return self.report.report_date
