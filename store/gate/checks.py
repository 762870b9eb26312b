"""Everything that is odd about what is stored (pure)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Final

from store.catalogue import Catalogue
from store.flags import LEARNING_DAYS, Flag, Flagged
from store.gate.findings import Check, Finding, Severity, on_one_day
from store.models import WAR_START, Claim, Kind, Period, Qualifier, Report
from store.points import Copy, Point
from store.ports import Entry
from store.series import DAY, Series
from store.snapshot import SeriesName, Snapshot, build_snapshot, repeats

_CHECK_OF: Final[Mapping[Flag, Check]] = {
    Flag.FALL: Check.FALL,
    Flag.CORRECTION: Check.CORRECTION,
    Flag.CONTRADICTED: Check.CONTRADICTED,
    Flag.JUMP: Check.JUMP,
    Flag.STANDSTILL: Check.STANDSTILL,
}
"""The flags that are a finding of their own: that a rise catches up is a part of the standstill before it, and what
is early is told of all metrics together."""

SAME_NUMBER: Final = 0.05
"""By what share a claim may differ from the same claimant's reports: claimants round, and speak of days near by."""

_GRAVEST_FIRST: Final = tuple(Severity)
_CHECKS: Final = tuple(Check)


def check(
    reports: Iterable[Report],
    claims: Iterable[Claim],
    catalogue: Catalogue,
    *,
    now: date,
    within: Period | None = None,
) -> tuple[Finding, ...]:
    """What the gate has to say of all that is stored, the gravest first, each check by date.

    Args:
        reports: all reports.
        claims: the claims to set against them.
        catalogue: what they name.
        now: the day it is in Kyiv.
        within: only of reports dated within these days; by default of all.
    """
    reports, claims = tuple(reports), tuple(claims)
    days = within or Period(WAR_START, date.max)
    found = (one for one in _findings(reports, claims, catalogue, now, days) if _overlap(one.days, days))
    return tuple(sorted(found, key=_order))


def _overlap(days: Period, others: Period) -> bool:
    return days.start <= others.end and others.start <= days.end


def _order(finding: Finding) -> tuple[object, ...]:
    severity, name = _GRAVEST_FIRST.index(finding.severity), _CHECKS.index(finding.check)
    return severity, name, finding.party, finding.claimant, finding.days, finding.metric or "", finding.providers


def _findings(
    reports: tuple[Report, ...], claims: tuple[Claim, ...], catalogue: Catalogue, now: date, within: Period
) -> Iterator[Finding]:
    entries: tuple[Entry, ...] = (*reports, *claims)
    for entry in entries:
        if early := in_the_future(entry, now, Severity.FLAGGED):
            yield early
    snapshot = build_snapshot(catalogue, reports, ())
    yield from _of_claims(claims, snapshot, now)
    groups: defaultdict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        groups[report.party, report.claimant].append(report)
    for (party, claimant), group in groups.items():
        answered = {name: series for name, series in snapshot.series.items() if name[:2] == (party, claimant)}
        yield from _Reporting(party, claimant, group, answered, catalogue, within).findings()


def in_the_future(entry: Entry, now: date, severity: Severity) -> Finding | None:
    """Says so if an entry, or the page it cites, is dated after `now`."""
    stated = entry.report_date if isinstance(entry, Report) else entry.stated_on
    if max(stated, entry.source.published) <= now:
        return None
    metric, providers = (None, (entry.provider,)) if isinstance(entry, Report) else (entry.metric, ())
    return Finding(Check.IN_THE_FUTURE, severity, entry.party, entry.claimant, metric, on_one_day(stated), providers)


@dataclass(frozen=True, slots=True)
class _Reporting:
    """The reports of one claimant on one party, and the series that they make."""

    party: str
    claimant: str
    reports: list[Report]
    answered: Mapping[SeriesName, Series]
    catalogue: Catalogue
    within: Period

    def findings(self) -> Iterator[Finding]:
        for name, series in self.answered.items():
            yield from self.rises(name, series)
            yield from self.disagreements(name, series)
            if not series.from_war_start:
                first = series.first
                days, providers = on_one_day(first.on), (first.report.provider,)
                yield Finding(Check.LATE_START, Severity.STORED, *name, days, providers, {"total": first.total})
        yield from self.early()
        yield from self.repeated_days()
        yield from self.gaps(self.reports)
        by_provider: defaultdict[str, list[Report]] = defaultdict(list)
        for report in self.reports:
            by_provider[report.provider].append(report)
        if len(by_provider) > 1:
            for provider, copies in by_provider.items():
                yield from self.gaps(copies, provider)
                for name, series in build_snapshot(self.catalogue, copies, ()).series.items():
                    yield from self.rises_of_a_copy(name, series)

    def rises(self, name: SeriesName, series: Series) -> Iterator[Finding]:
        """What is odd about the rises that are answered with."""
        for flagged in self.flags(series):
            yield _flag_finding(name, flagged, Severity.FLAGGED)

    def rises_of_a_copy(self, name: SeriesName, copy: Series) -> Iterator[Finding]:
        """What is odd about a copy's rises where they are not the ones that are answered with."""
        for flagged in self.flags(copy):
            if self.answered[name].rise_to(flagged.on) != flagged.rise:
                yield _flag_finding(name, flagged, Severity.STORED)

    def flags(self, series: Series) -> Iterator[Flagged]:
        found = series.flags.between(self.within.start - DAY, self.within.end)
        return (flagged for flagged in found if flagged.flag in _CHECK_OF)

    def disagreements(self, name: SeriesName, series: Series) -> Iterator[Finding]:
        """Where copies differ; reports on end with one difference between the same two are one finding."""
        differing = [(index, point, other) for index, point in enumerate(series.points) for other in point.others]
        differing.sort(key=lambda item: (item[1].report.provider, item[2].report.provider, item[0]))

        def run(numbered: tuple[int, tuple[int, Point, Copy]]) -> tuple[object, ...]:
            place, (index, point, other) = numbered
            return point.report.provider, other.report.provider, other.total - point.total, index - place

        for _, items in groupby(enumerate(differing), key=run):
            one_run = [item for _, item in items]
            (_, first, _), (_, last, other) = one_run[0], one_run[-1]
            providers = last.report.provider, other.report.provider
            numbers = {"total": last.total, "other": other.total, "reports": len(one_run)}
            yield Finding(Check.DISAGREEMENT, Severity.FLAGGED, *name, Period(first.on, last.on), providers, numbers)

    def early(self) -> Iterator[Finding]:
        """The first weeks, once for all metrics."""
        weeks = WAR_START, WAR_START + timedelta(days=LEARNING_DAYS)
        flags = [found for series in self.answered.values() for found in series.flags.between(*weeks)]
        days = [found.on for found in flags if found.flag is Flag.EARLY]
        if days:
            yield self.of_reports(Check.EARLY, Severity.STORED, Period(min(days), max(days)))

    def repeated_days(self) -> Iterator[Finding]:
        """Copies that say what was said the day before; where there is another copy, it is answered with."""
        by_day: defaultdict[date, list[Report]] = defaultdict(list)
        for report in self.reports:
            by_day[report.report_date].append(report)
        for day, copies in by_day.items():
            severity = Severity.FLAGGED if len(copies) == 1 else Severity.STORED
            for report in copies:
                if any(repeats(report, before) for before in by_day.get(day - DAY, ())):
                    days, numbers = on_one_day(day), {"metrics": len(report.values)}
                    yield self.of_reports(Check.REPEATED_DAY, severity, days, report.provider, numbers=numbers)

    def gaps(self, reports: list[Report], *provider: str) -> Iterator[Finding]:
        """Days without a report, of somebody who reports or copies daily."""
        dates = sorted({report.report_date for report in reports})
        gaps = [Period(earlier + DAY, later - DAY) for earlier, later in pairwise(dates) if later - earlier > DAY]
        if 2 * len(gaps) < len(dates):
            for days in gaps:
                yield self.of_reports(Check.GAP, Severity.STORED, days, *provider, numbers={"days": days.days})

    def of_reports(
        self, check: Check, severity: Severity, days: Period, *providers: str, numbers: Mapping[str, int] | None = None
    ) -> Finding:
        """A finding about whole reports."""
        return Finding(check, severity, self.party, self.claimant, None, days, providers, numbers or {})


def _flag_finding(name: SeriesName, flagged: Flagged, severity: Severity) -> Finding:
    numbers = {"rise": flagged.rise, "part": flagged.part, "total": flagged.point.total}
    if flagged.bound is not None:
        numbers["bound"] = flagged.bound
    providers = (flagged.point.report.provider,)
    return Finding(_CHECK_OF[flagged.flag], severity, *name, on_one_day(flagged.on), providers, numbers)


def _of_claims(claims: Iterable[Claim], snapshot: Snapshot, now: date) -> Iterator[Finding]:
    """Claims that give another number than the same claimant's reports of the same days."""
    for claim in claims:
        series = snapshot.series.get(SeriesName(claim.party, claim.claimant, claim.metric))
        if series is None or claim.value is None or claim.qualifier in {Qualifier.AT_LEAST, Qualifier.AT_MOST}:
            continue
        reported = _reported(claim, series, now)
        if reported and abs(claim.value - reported) > SAME_NUMBER * reported:
            yield Finding(
                Check.DISAGREEMENT,
                Severity.FLAGGED,
                claim.party,
                claim.claimant,
                claim.metric,
                on_one_day(claim.stated_on),
                (),
                {"total": reported, "other": claim.value},
            )


def _reported(claim: Claim, series: Series, now: date) -> int | None:
    """What the claimant's reports give for the days of its claim."""
    if claim.kind is Kind.CUMULATIVE:
        point = series.on(claim.period.end, now)
        return point.total if point else None
    loss = series.lost(claim.period, now)
    if loss is None:
        return None
    return loss.value if claim.kind is Kind.PERIOD_TOTAL else round(loss.value / claim.period.days)
