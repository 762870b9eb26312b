"""An immutable view of all that is stored: a series for each party, claimant and metric, and the claims.

Answering reads a snapshot and touches neither disk nor network. It is built when the store is opened and again
when the store changes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from store.catalogue import Catalogue
from store.copies import settle
from store.models import WAR_START, Claim, Kind, Qualifier, Report
from store.points import Copy, Point
from store.ports import Change
from store.series import DAY, Series

OWN_PAGE: Final = 1
"""The rank of the provider whose copies are the claimant's own pages (`Provider.rank`)."""

FEWEST_SHARED: Final = 5
"""Two reports that agree in fewer metrics may do so by chance."""


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
    changes: Callable[[], tuple[Change, ...]] = tuple
    """All that ever went into the store: asked for only by those who want to know what a figure was before."""

    def claims_on(
        self, party: str, metric: str, now: date, *, claimant: str | None = None, kind: Kind | None = None
    ) -> tuple[Claim, ...]:
        """The claims on a party's losses of a metric that can be cited on `now`, oldest first."""
        return tuple(
            claim
            for claim in self.claims.get((party, metric), ())
            if claim.visible_from <= now and claimant in {None, claim.claimant} and kind in {None, claim.kind}
        )


def build_snapshot(
    catalogue: Catalogue,
    reports: Iterable[Report],
    claims: Iterable[Claim],
    changes: Callable[[], tuple[Change, ...]] = tuple,
) -> Snapshot:
    """Put reports and claims in order.

    Where several providers brought a report of one date, `store.copies` says whose value a metric is answered with;
    copies that disagree with it are kept beside it.
    """

    def is_own_page(report: Report) -> bool:
        return catalogue.providers[report.provider].rank == OWN_PAGE

    def repeats_the_day_before(report: Report) -> bool:
        the_day_before = by_date.get((report.party, report.claimant, report.report_date - DAY), ())
        return any(repeats(report, before) for before in the_day_before)

    by_date: dict[tuple[str, str, date], list[Report]] = defaultdict(list)
    for report in reports:
        by_date[report.party, report.claimant, report.report_date].append(report)
    points: dict[SeriesName, list[Point]] = defaultdict(list)
    for (party, claimant, _), versions in sorted(by_date.items(), key=lambda item: item[0]):
        versions.sort(key=lambda report: catalogue.providers[report.provider].rank)
        for metric, point in _points(versions):
            points[SeriesName(party, claimant, metric)].append(point)
    series = {
        name: Series(
            settle(found, is_own_page=is_own_page, repeats=repeats_the_day_before),
            from_war_start=_counted_from_war_start(catalogue, name.metric),
        )
        for name, found in points.items()
    }
    on_metric: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (claim.stated_on, claim.period.end)):
        on_metric[claim.party, claim.metric].append(claim)
    return Snapshot(catalogue, series, {name: tuple(found) for name, found in on_metric.items()}, changes)


def _points(versions: Sequence[Report]) -> Iterator[tuple[str, Point]]:
    """The points of one report by metric, from its copies in the order in which they are answered with.

    A hedge, a correction or a published rise that one copy tells of is the report's, whichever copy has the total.
    """
    first, *rest = versions
    qualifiers, corrections, rises = first.qualifiers, first.corrections, first.rises
    if not rest:
        for metric, total in first.values.items():
            hedge = qualifiers.get(metric, Qualifier.EXACT)
            yield metric, Point(first, total, hedge, corrections.get(metric, 0), (), rises.get(metric))
        return
    for other in rest:
        qualifiers = {**other.qualifiers, **qualifiers}
        corrections = {**other.corrections, **corrections}
        rises = {**other.rises, **rises}
    for metric in dict.fromkeys(metric for version in versions for metric in version.values):
        answered, *others = [version for version in versions if metric in version.values]
        total = answered.values[metric]
        yield (
            metric,
            Point(
                report=answered,
                total=total,
                qualifier=qualifiers.get(metric, Qualifier.EXACT),
                correction=corrections.get(metric, 0),
                others=tuple(Copy(other, other.values[metric]) for other in others if other.values[metric] != total),
                published=rises.get(metric),
            ),
        )


def repeats(report: Report, before: Report) -> bool:
    """Whether a report says what one of the day before has said, in every metric that both give: no chance, if many."""
    shared = report.values.keys() & before.values.keys()
    return len(shared) >= FEWEST_SHARED and all(report.values[metric] == before.values[metric] for metric in shared)


def _counted_from_war_start(catalogue: Catalogue, metric: str) -> bool:
    since = catalogue.metrics[metric].reported_since
    return since is not None and since <= WAR_START + DAY
