"""One figure: what one claimant says one party lost of one metric, from its reports or from its claims."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from bot.answering.outcome import Derivation, Dispute, Figure, Missing
from bot.understanding.question import MAJOR_METRIC, When
from store.flags import Flag
from store.models import WAR_START, Claim, Kind, Period, Qualifier, Scope
from store.points import Point
from store.series import DAY, Loss, Series
from store.snapshot import SeriesName, Snapshot

CLAIM_STANDS_FOR_DAYS: Final = 31
"""For how many days a claimant's last cumulative claim still answers "as of" a date; its own date is always said."""

MOST_OF_A_PERIOD: Final = 0.9
"""The share of the days asked for of which a claim must be to answer for them; its own days are always said."""

ALL_EQUIPMENT: Final = "equipment_total"
"""The metric of those who count all equipment as one; asked for everything they answer with it."""

DOUBT_A_TOTAL: Final = frozenset({Flag.FALL, Flag.CONTRADICTED, Flag.JUMP, Flag.STANDSTILL})
"""The flags of a report's rise that say something of its total, too."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A look-up with nothing left open but the shape of the figure; `named` where the claimant was asked for."""

    party: str
    claimant: str
    metric: str
    when: When | None = None
    kind: Kind | None = None
    scopes: frozenset[Scope] = frozenset()
    speaker: str | None = None
    body: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Gap:
    """Why there is no figure.

    Attributes:
        why: the reason; None where the report is only not out yet, on `due`.
        due: the date of the report that will complete the period.
        newest: the date of the newest stored report, where the days asked for lie after it.
        since: the date of the first report of the metric, where the days asked for start before it.
    """

    why: Missing | None
    due: date | None = None
    newest: date | None = None
    since: date | None = None


def look_up(snapshot: Snapshot, wanted: Wanted, now: date) -> Figure | Gap:
    """The figure as of `now`: computed from the claimant's reports where it makes them, else as it stated it."""
    series = snapshot.series.get(SeriesName(wanted.party, wanted.claimant, wanted.metric))
    if series is None or wanted.speaker or wanted.body:
        return _claimed(snapshot, wanted, now) or Gap(Missing.NO_CLAIM)
    found = _Reported(snapshot, wanted, series, now).figure()
    if isinstance(found, Gap) and (stated := _stated_exactly(snapshot, wanted, now)):
        return stated
    return found


class _Reported:
    """A figure computed from one series of reports."""

    def __init__(self, snapshot: Snapshot, wanted: Wanted, series: Series, now: date) -> None:
        self.snapshot = snapshot
        self.wanted = wanted
        self.series = series
        self.now = now

    def figure(self) -> Figure | Gap:
        newest = self.series.newest(self.now)
        when = self.wanted.when
        if newest is None:
            return Gap(Missing.NOT_REPORTED_YET, since=self.series.first.on)
        if when is None:
            if self.wanted.kind is Kind.DAILY_AVERAGE:
                first = WAR_START if self.series.from_war_start else self.series.first.on
                return self._lost(Period(first, newest.on - DAY), newest)
            return self._total(newest, newest.on - DAY)
        if when.rolling_days is not None:
            last = newest.on - DAY
            return self._lost(Period(last - timedelta(days=when.rolling_days - 1), last), newest)
        if when.end is None:
            start = when.start or WAR_START
            if start >= newest.on:
                return self._later_than(newest, start)
            return self._lost(Period(start, newest.on - DAY), newest, so_far=True)
        if when.start is None or when.moment or self.wanted.kind is Kind.CUMULATIVE:
            return self._total_on(when, when.end, newest)
        return self._lost(Period(when.start, when.end), newest)

    def _total_on(self, when: When, end: date, newest: Point) -> Figure | Gap:
        """The total on a date as published, or at the end of a day."""
        if end < WAR_START:
            return Gap(Missing.BEFORE_THE_WAR)
        report_date = end if when.as_published else end + DAY
        if report_date < self.series.first.on:
            return Gap(Missing.NOT_REPORTED_YET, since=self.series.first.on)
        point = self.series.on(report_date, self.now)
        if point is not None:
            return self._total(point, end)
        started = when.start is None or when.start <= self.now
        if started and newest.on < report_date and end >= self.now - DAY and newest.on >= self.now - DAY:
            return replace(self._total(newest, newest.on - DAY), so_far=True)
        if report_date > newest.on:
            return self._later_than(newest, report_date - DAY)
        return Gap(Missing.NO_REPORT)

    def _later_than(self, newest: Point, last_day: date) -> Gap:
        """Why days after the newest report have no figure: not out yet at `now`, or not stored."""
        due = last_day + DAY
        if due >= self.now:
            return Gap(None, due=due, newest=newest.on)
        return Gap(Missing.NO_REPORT, newest=newest.on)

    def _lost(self, period: Period, newest: Point, *, so_far: bool = False) -> Figure | Gap:
        """What a period lost, up to the newest report where it is still running."""
        if period.end < WAR_START:
            return Gap(Missing.BEFORE_THE_WAR)
        if period.start.year < WAR_START.year:
            period = Period(WAR_START, period.end)  # "since 2014" is said of the days that are reported
        if not self.series.from_war_start and period.start < self.series.first.on:
            return Gap(Missing.NOT_REPORTED_YET, since=self.series.first.on)
        if period.end >= newest.on:
            if period.start >= newest.on or period.end < self.now - DAY:
                return self._later_than(newest, period.end)
            period, so_far = Period(period.start, newest.on - DAY), True
        loss = self.series.lost(period, self.now)
        if loss is None:
            return Gap(Missing.NO_REPORT)
        return figure_of_loss(self.snapshot, self.wanted, loss, so_far=so_far)

    def _total(self, point: Point, end: date) -> Figure:
        """A total as the claimant stated it: nothing is computed."""
        figure = _reported(
            self.snapshot,
            self.wanted,
            point,
            kind=Kind.CUMULATIVE,
            period=Period(WAR_START, max(end, WAR_START)),
            value=point.total,
            qualifier=point.qualifier,
        )
        flags = self.series.flags.between(point.on - DAY, point.on)
        return replace(figure, flags=tuple(found for found in flags if found.flag in DOUBT_A_TOTAL))


def figure_of_loss(snapshot: Snapshot, wanted: Wanted, loss: Loss, *, so_far: bool = False) -> Figure:
    """What a period lost, or lost a day where `wanted` asks for the average."""
    average = wanted.kind is Kind.DAILY_AVERAGE
    figure = _reported(
        snapshot,
        wanted,
        loss.closing,
        loss.opening,
        kind=Kind.DAILY_AVERAGE if average else Kind.PERIOD_TOTAL,
        period=loss.period,
        value=_a_day(loss.value, loss.period) if average else loss.value,
        qualifier=loss.qualifier,
    )
    derivation = Derivation(loss.closing, loss.opening, _war_days(loss.period) if average else None)
    return replace(figure, derivation=derivation, so_far=so_far, flags=loss.flags)


def _reported(
    snapshot: Snapshot,
    wanted: Wanted,
    closing: Point,
    opening: Point | None = None,
    *,
    kind: Kind,
    period: Period,
    value: float,
    qualifier: Qualifier,
) -> Figure:
    claimant = snapshot.catalogue.claimants[wanted.claimant]
    points = (closing,) if opening is None else (closing, opening)
    disputes = _disputes(closing, opening)
    if kind is Kind.DAILY_AVERAGE:
        disputes = tuple(replace(one, value=_a_day(one.value, period)) for one in disputes)
    return Figure(
        metric=wanted.metric,
        party=wanted.party,
        claimant=wanted.claimant,
        kind=kind,
        period=period,
        value=value,
        citations=tuple(dict.fromkeys(point.report.source for point in points)),
        qualifier=qualifier,
        scope=claimant.scope if wanted.metric == MAJOR_METRIC else (),
        verified=claimant.verified,
        reported_on=closing.on,
        disputed=disputes,
    )


def _a_day(value: float, period: Period) -> float:
    """What a value comes to on each of the period's days, of which only those of the war count."""
    return round(value / _war_days(period), 3)


def _war_days(period: Period) -> int:
    return Period(max(period.start, WAR_START), period.end).days


def _disputes(closing: Point, opening: Point | None) -> tuple[Dispute, ...]:
    """What the copies that differ from the ones used make of a difference of two reports, or of one total."""
    differing = [copy for point in (closing, opening) if point for copy in point.others]
    disputes = []
    for provider, source in {copy.report.provider: copy.report.source for copy in reversed(differing)}.items():
        start = _by(provider, opening) if opening else 0
        value = _by(provider, closing) - start
        if value != closing.total - (opening.total if opening else 0):
            disputes.append(Dispute(provider, value, source))
    return tuple(disputes)


def _by(provider: str, point: Point) -> int:
    """The total of a provider's copy where it differs, else the one that is answered with."""
    return next((copy.total for copy in point.others if copy.report.provider == provider), point.total)


def figure_of(claim: Claim) -> Figure:
    """A claim as a figure, in the claimant's own terms."""
    return Figure(
        metric=claim.metric,
        party=claim.party,
        claimant=claim.claimant,
        kind=claim.kind,
        period=claim.period,
        value=claim.value,
        low=claim.low,
        high=claim.high,
        qualifier=claim.qualifier,
        citations=(claim.source,),
        scope=claim.scope,
        verified=claim.verified,
        claim=claim,
        reported_on=claim.stated_on,
    )


def claims_for(snapshot: Snapshot, wanted: Wanted, now: date) -> tuple[Claim, ...]:
    """The claims that can be cited on `now` and fit all of `wanted` but its days and its kind, oldest first."""
    claims = snapshot.claims_on(wanted.party, wanted.metric, now, claimant=wanted.claimant)
    return tuple(
        claim
        for claim in claims
        if _names(claim.speaker, wanted.speaker)
        and _names(claim.body, wanted.body)
        and (not wanted.scopes or wanted.scopes <= set(claim.scope))
    )


def _names(quoted: str | None, wanted: str | None) -> bool:
    """Whether a speaker or a body is the one asked for, by whole words: "cia" is no part of "officials"."""
    return not wanted or re.search(rf"\b{re.escape(wanted)}\b", (quoted or "").casefold()) is not None


def _claimed(snapshot: Snapshot, wanted: Wanted, now: date) -> Figure | None:
    """The claim that answers, the closest to what was asked: same days first, then what was said in those days."""
    claims = claims_for(snapshot, wanted, now)
    usual = snapshot.catalogue.claimants[wanted.claimant].scope
    when = wanted.when
    if when is None or when.rolling_days is not None:
        kinds = [wanted.kind] if wanted.kind else [Kind.CUMULATIVE, Kind.PERIOD_TOTAL, Kind.DAILY_AVERAGE]
        for kind in kinds:
            if found := _newest([claim for claim in claims if claim.kind is kind], wanted.scopes, usual):
                return figure_of(found)
        return None
    start, end = when.start or WAR_START, min(when.end or now, now)
    exact = [] if when.moment else [c for c in claims if (c.period.start, c.period.end) == (when.start, when.end)]
    for kind in (Kind.PERIOD_TOTAL, Kind.DAILY_AVERAGE):
        if wanted.kind in {None, kind} and (
            found := _newest([c for c in exact if c.kind is kind], wanted.scopes, usual)
        ):
            return figure_of(found)
    if wanted.kind not in {None, Kind.CUMULATIVE}:
        return None
    totals = [claim for claim in claims if claim.kind is Kind.CUMULATIVE]
    if not wanted.named and not when.moment and when.start is not None:
        totals = []  # what 2023 cost is no total, unless who says so was asked for
    if when.start is None or when.moment:
        start = end - timedelta(days=CLAIM_STANDS_FOR_DAYS)
    said = [c for c in totals if start <= c.period.end <= end or start <= c.stated_on <= end]
    on_the_day = [c for c in said if end in {c.period.end, c.stated_on}]
    mostly = [c for c in claims if c.kind is Kind.PERIOD_TOTAL and _covers_most(c.period, when)]
    found = _newest(on_the_day or said or mostly, wanted.scopes, usual)
    return figure_of(found) if found else None


def _covers_most(period: Period, when: When) -> bool:
    """Whether a claim was made of a period asked for before it was quite over ("this year" in mid-December)."""
    asked = when.period
    return (
        asked is not None
        and period.start == asked.start
        and period.end <= asked.end
        and period.days >= MOST_OF_A_PERIOD * asked.days
    )


def _stated_exactly(snapshot: Snapshot, wanted: Wanted, now: date) -> Figure | None:
    """A claim for the very days and kind asked for, by a claimant whose reports don't reach them."""
    when = wanted.when
    if when is None or when.end is None or when.rolling_days is not None:
        return None
    kind = wanted.kind
    if kind is None:
        kind = Kind.CUMULATIVE if when.moment or when.start is None else Kind.PERIOD_TOTAL
    for claim in reversed(claims_for(snapshot, replace(wanted, scopes=frozenset()), now)):
        start = WAR_START if kind is Kind.CUMULATIVE else when.start
        if claim.kind is kind and (claim.period.start, claim.period.end) == (start, when.end):
            return figure_of(claim)
    return None


def _newest(claims: list[Claim], asked: frozenset[Scope], usual: tuple[Scope, ...]) -> Claim | None:
    """The newest claim of the definition asked for; else of the claimant's usual one, a wider or an unstated one.

    A narrower one, such as the dead alone, stands in only where there is no other. Of two wordings of one statement
    the first stored stands.
    """
    if not claims:
        return None
    if asked:
        same = [claim for claim in claims if asked == set(claim.scope)]
    else:
        same = [c for c in claims if usual and (set(usual) <= set(c.scope) or Scope.UNSPECIFIED in c.scope)]
    return max(same or claims, key=lambda claim: (claim.period.end, claim.stated_on, len(claim.scope)))
