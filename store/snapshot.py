"""An immutable view of all that is stored: a series for each party, claimant and metric, and the claims.

Answering reads a snapshot and touches neither disk nor network. It is built when the store is opened and again
when the store changes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from store.catalogue import Catalogue
from store.models import WAR_START, Claim, Kind, Qualifier, Report
from store.series import DAY, Point, Series


class SeriesName(NamedTuple):
    """Whose losses, who says so, and of what."""

    party: str
    claimant: str
    metric: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All reports and claims of one moment, ready to be asked."""

    catalogue: Catalogue
    series: Mapping[SeriesName, Series]
    claims: Mapping[tuple[str, str], tuple[Claim, ...]]
    """The claims by (party, metric), in the order in which they were stated."""

    def claims_on(
        self, party: str, metric: str, now: date, *, claimant: str | None = None, kind: Kind | None = None
    ) -> tuple[Claim, ...]:
        """The claims on a party's losses of a metric that can be cited on `now`, oldest first."""
        return tuple(
            claim
            for claim in self.claims.get((party, metric), ())
            if claim.visible_from <= now and claimant in {None, claim.claimant} and kind in {None, claim.kind}
        )


def build_snapshot(catalogue: Catalogue, reports: Iterable[Report], claims: Iterable[Claim]) -> Snapshot:
    """Put reports and claims in order.

    Where several providers brought a report of one date, a metric's value is that of the provider of the lowest
    rank; reports that disagree with it are kept beside it.
    """
    by_date: dict[tuple[str, str, date], list[Report]] = defaultdict(list)
    for report in reports:
        by_date[report.party, report.claimant, report.report_date].append(report)
    points: dict[SeriesName, list[Point]] = defaultdict(list)
    for (party, claimant, _), versions in by_date.items():
        versions.sort(key=lambda report: catalogue.providers[report.provider].rank)
        for metric in dict.fromkeys(metric for report in versions for metric in report.values):
            points[SeriesName(party, claimant, metric)].append(_point(metric, versions))
    series = {
        name: Series(found, from_war_start=_counted_from_war_start(catalogue, name.metric))
        for name, found in points.items()
    }
    on_metric: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (claim.stated_on, claim.period.end)):
        on_metric[claim.party, claim.metric].append(claim)
    return Snapshot(catalogue, series, {name: tuple(found) for name, found in on_metric.items()})


def _point(metric: str, versions: Iterable[Report]) -> Point:
    first, *rest = (report for report in versions if metric in report.values)
    total = first.values[metric]
    return Point(
        report=first,
        total=total,
        qualifier=first.qualifiers.get(metric, Qualifier.EXACT),
        correction=next((report.corrections[metric] for report in (first, *rest) if metric in report.corrections), 0),
        others=tuple(report for report in rest if report.values[metric] != total),
    )


def _counted_from_war_start(catalogue: Catalogue, metric: str) -> bool:
    since = catalogue.metrics[metric].reported_since
    return since is not None and since <= WAR_START + DAY
