"""What the gate would do with a batch of entries: what it finds, what it would store, what it would hold."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from store.catalogue import Catalogue
from store.gate.checks import check, in_the_future
from store.gate.findings import Check, Finding, Severity, on_one_day
from store.gate.scale import kept_out_for
from store.models import WAR_START, Claim, Period, Report
from store.ports import Entry

YEAR: Final = timedelta(days=365)

TEACHING: Final = timedelta(days=400)
"""How far back reports say what to expect of one; nothing in `store.flags` looks back further."""

FOLLOWING: Final = timedelta(days=60)
"""How far ahead they do."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept out of the store until the owner accepts it: an entry, or one metric of a report."""

    entry: Entry
    metric: str | None
    finding: Finding


@dataclass(frozen=True, slots=True)
class Review:
    """What was found in a batch.

    Attributes:
        entries: what can be stored: the candidates, without what is held.
        findings: what was found about the candidates, the gravest first; what is held is among it.
        held: what is kept out.
    """

    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...] = ()
    held: tuple[Held, ...] = ()


def review(candidates: Sequence[Entry], known: Iterable[Report], catalogue: Catalogue, *, now: date) -> Review:
    """Judge `candidates` against each other and against what is known.

    An entry dated in the future is held whole. Of a report whose total of some metric is no claimant's figure (see
    `store.gate.scale`) that metric alone is held: what is stored of it under this key, if anything, stays.

    Args:
        candidates: what wants into the store.
        known: the reports stored so far, which candidates of the same key would replace.
        catalogue: what the entries name.
        now: the day it is in Kyiv.
    """
    stored = {report.key: report for report in known}
    fresh = [entry for entry in candidates if stored.get(entry.key) != entry]
    held = [Held(entry, None, early) for entry in fresh if (early := in_the_future(entry, now, Severity.HELD))]
    whole = {one.entry.key for one in held}
    reports = [entry for entry in fresh if isinstance(entry, Report) and entry.key not in whole]
    held.extend(_out_of_bounds(reports, stored, catalogue))
    kept_out = {(one.entry.key, one.metric) for one in held if one.metric}
    entries = tuple(
        left
        for entry in candidates
        if entry.key not in whole and (left := _without(entry, kept_out, stored.get(entry.key))) is not None
    )
    return Review(
        entries, (*(one.finding for one in held), *_about(entries, fresh, stored, catalogue, now)), tuple(held)
    )


def _without(entry: Entry, kept_out: set[tuple[str, str]], known: Report | None) -> Entry | None:
    """What of an entry can be stored: a report without its held metrics, for which what is known of them stays."""
    if isinstance(entry, Claim):
        return entry
    metrics = {metric for metric in entry.values if (entry.key, metric) in kept_out}
    if not metrics:
        return entry

    def merged(ours: Mapping[str, object], theirs: Mapping[str, object]) -> dict[str, object]:
        stays = {metric: value for metric, value in theirs.items() if metric in metrics}
        return {metric: value for metric, value in ours.items() if metric not in metrics} | stays

    values = merged(entry.values, known.values if known else {})
    if not values:
        return None
    told = {
        name: merged(getattr(entry, name), getattr(known, name) if known else {})
        for name in ("qualifiers", "corrections", "rises")
    }
    return Report.model_validate({**entry.model_dump(), "values": values, **told})


def _out_of_bounds(reports: Iterable[Report], stored: Mapping[str, Report], catalogue: Catalogue) -> Iterator[Held]:
    """The metrics of reports that no claimant's figure can be."""
    batch = {report.key: report for report in reports}
    if not batch:
        return
    groups: defaultdict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in {**stored, **batch}.values():
        groups[report.party, report.claimant].append(report)
    for reported in groups.values():
        reported.sort(key=lambda report: (report.report_date, catalogue.providers[report.provider].rank))
        for metric in dict.fromkeys(metric for report in reported for metric in report.values):
            having = [report for report in reported if metric in report.values]
            yield from _held_of(metric, having, batch.keys())


def _held_of(metric: str, reports: Sequence[Report], fresh: Iterable[str]) -> Iterator[Held]:
    """What of one metric is held: totals of fresh reports that cannot stand between those that are believed."""
    unknown = set(fresh)
    trusted = [report for report in reports if report.key not in unknown]
    dates = [report.report_date for report in trusted]
    before: Report | None = None
    rates = _Rates()
    for report in reports:
        if report.key in unknown:
            place = bisect_left(dates, report.report_date)
            after = trusted[place] if place < len(trusted) else None
            why = _why(metric, before, report, rates) or _why_before(metric, report, after)
            if why:
                yield Held(report, metric, _held_finding(why, metric, report, before or after))
                continue
        if before is not None and report.report_date > before.report_date:
            days = (report.report_date - before.report_date).days
            rates.add(report.report_date, (report.values[metric] - before.values[metric]) / days)
        before = report


class _Rates:
    """Rises a day, by the date of the report that completed them."""

    def __init__(self) -> None:
        self._dates: list[date] = []
        self._rates: list[float] = []

    def add(self, on: date, rate: float) -> None:
        self._dates.append(on)
        self._rates.append(rate)

    def of_the_year_before(self, day: date) -> list[float]:
        return self._rates[bisect_right(self._dates, day - YEAR) :]


def _why(metric: str, before: Report | None, report: Report, rates: _Rates) -> Check | None:
    if before is None:
        return None
    days = max((report.report_date - before.report_date).days, 1)
    year = rates.of_the_year_before(report.report_date) if report.values[metric] > before.values[metric] else []
    return kept_out_for(before.values[metric], report.values[metric], days, year)


def _why_before(metric: str, report: Report, after: Report | None) -> Check | None:
    """Why a total cannot come before one that is known; that it makes a great rise to it proves nothing."""
    if after is None:
        return None
    return kept_out_for(report.values[metric], after.values[metric], 1, ())


def _held_finding(why: Check, metric: str, report: Report, beside: Report | None) -> Finding:
    total, other = report.values[metric], beside.values[metric] if beside else 0
    return Finding(
        why,
        Severity.HELD,
        report.party,
        report.claimant,
        metric,
        on_one_day(report.report_date),
        (report.provider,),
        {"total": total, "beside": other, "rise": total - other},
    )


def _about(
    entries: Iterable[Entry], fresh: Sequence[Entry], stored: Mapping[str, Report], catalogue: Catalogue, now: date
) -> Iterator[Finding]:
    """What there would be to say of the fresh entries once they are in."""
    if not fresh:
        return
    places = {(entry.party, entry.claimant, _day(entry)) for entry in fresh}
    providers = {entry.provider for entry in fresh if isinstance(entry, Report)}
    days = Period(min(map(_day, fresh)), max(map(_day, fresh)))
    after = {**stored, **{entry.key: entry for entry in entries if isinstance(entry, Report)}}
    claims = [entry for entry in fresh if isinstance(entry, Claim)]
    # Claims are set against reports of any age, reports are judged by those near by alone.
    first = WAR_START if claims else max(days.start, WAR_START) - TEACHING
    near = [r for r in after.values() if first <= r.report_date and r.report_date - days.end <= FOLLOWING]
    for finding in check(near, claims, catalogue, now=now, within=days):
        theirs = finding.days
        if (not finding.providers or providers & set(finding.providers)) and any(
            (finding.party, finding.claimant) == (party, claimant) and theirs.start <= day <= theirs.end
            for party, claimant, day in places
        ):
            yield finding


def _day(entry: Entry) -> date:
    return entry.report_date if isinstance(entry, Report) else entry.stated_on
