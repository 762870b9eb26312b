"""What a claimant itself states to be more than its record, or past a bound, where no report says so (pure).

A unit is no record until its reports have completed it, unless the claimant says so itself, in a statement that is
stored as a claim. Where it publishes daily reports, the statement is set against their records, if it counts the
same; where it does not, against what it has named before. Two definitions are never set against each other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Final

from bot.alerts.book import NEWS_FOR, Extreme, Marks
from bot.understanding.question import MAJOR_METRIC
from store.alerts import Finding, News, Standing
from store.models import Claim, Kind, Qualifier
from store.ports import Changes
from store.series import Grain
from store.snapshot import SeriesName, Snapshot
from store.subscriptions import ThresholdWish

_FROM_ABOVE: Final = frozenset({Qualifier.UNDER, Qualifier.AT_MOST})
"""Hedges with which a number is more than what was lost: nothing is known to have been passed."""

_CLAIM_KEY_PARTS: Final = 9
"""The parts of a claim's key; a report's has fewer."""


def statements(
    after: Snapshot,
    changes: Changes,
    marks: Mapping[SeriesName, Marks],
    *,
    today: date,
    thresholds: Sequence[ThresholdWish],
) -> Iterator[Finding]:
    """What new claims give to tell.

    As with reports, what was stated more than a week ago is history, and so is what comes in with more claims than a
    week has days.

    Args:
        after: what is known after the change.
        changes: what it touched.
        marks: the records that the daily reports have set.
        today: the day it is in Kyiv.
        thresholds: the bounds that somebody wants to hear of.
    """
    new = [claim for key in changes.added if (claim := _claim(after, key)) is not None]
    if len(new) > NEWS_FOR.days:
        return
    for claim in new:
        if today - NEWS_FOR <= claim.visible_from <= today and claim.qualifier not in _FROM_ABOVE:
            yield from _Statement(after, claim).findings(marks.get(name_of(claim)), thresholds)


def restated(changes: Changes) -> Iterator[SeriesName]:
    """Whose figures of what are no longer what a claimant was known to have stated."""
    for key in chain(changes.revised, changes.withdrawn):
        party, metric, claimant, *rest = key.split("/")
        if len(rest) == _CLAIM_KEY_PARTS - 3:
            yield SeriesName(party, claimant, metric)


def name_of(claim: Claim) -> SeriesName:
    """Whose losses a claim is about, who says so, and of what."""
    return SeriesName(claim.party, claim.claimant, claim.metric)


def _claim(after: Snapshot, key: str) -> Claim | None:
    party, metric, *rest = key.split("/")
    if len(rest) != _CLAIM_KEY_PARTS - 2:
        return None
    return next((claim for claim in after.claims.get((party, metric), ()) if claim.key == key), None)


def unit_of_claim(claim: Claim) -> Grain | None:
    """The unit that a period's losses are of, as far as it was over when they were stated; None where it is none."""
    for grain in Grain:
        unit = grain.around(claim.period.start)
        if claim.period.start == unit.start and claim.period.end <= unit.end:
            return grain
    return None


class _Statement:
    """One claim that is new, beside what its claimant had stated and reported."""

    def __init__(self, after: Snapshot, claim: Claim) -> None:
        self._claim = claim
        self._series = after.series.get(name_of(claim))
        self._counts_as_reported = set(claim.scope) == set(after.catalogue.claimants[claim.claimant].scope)
        self._earlier = [
            other
            for other in after.claims_on(claim.party, claim.metric, claim.visible_from, claimant=claim.claimant)
            if other.kind is claim.kind and other.scope == claim.scope and other.period != claim.period
        ]

    def findings(self, marks: Marks | None, thresholds: Iterable[ThresholdWish]) -> Iterator[Finding]:
        if self._claim.value is None:
            return
        bounds = () if self._series else [one for one in thresholds if self._concerns(one)]
        if self._claim.kind is Kind.CUMULATIVE:
            yield from self._reached(wish.bound for wish in bounds if wish.grain is None)
        grain = unit_of_claim(self._claim) if self._claim.kind is Kind.PERIOD_TOTAL else None
        if grain is None:
            return
        standing = self._named_before(grain) if marks is None else self._reported(grain, marks)
        if standing is not None and self._claim.value > standing.value:
            yield self._finding(News.STATED, grain, broke=standing)
        yield from self._over(grain, (wish.bound for wish in bounds if wish.grain is grain))

    def _concerns(self, wish: ThresholdWish) -> bool:
        return (wish.party, wish.claimant, wish.metric) == name_of(self._claim)

    def _reported(self, grain: Grain, marks: Marks) -> Standing | None:
        """The record of the claimant's reports, while they have not completed the unit themselves."""
        over = marks.newest > grain.around(self._claim.period.start).end
        same = self._claim.metric != MAJOR_METRIC or self._counts_as_reported
        return marks.standings.get(Extreme(grain)) if same and not over else None

    def _named_before(self, grain: Grain) -> Standing | None:
        """The highest that the claimant has named for another such unit."""
        named = [
            Standing(period=other.period, value=other.value, known_on=other.visible_from)
            for other in self._earlier
            if other.value is not None and unit_of_claim(other) is grain
            if other.period.start != self._claim.period.start
        ]
        return max(named, key=lambda standing: standing.value, default=None)

    def _reached(self, bounds: Iterable[int]) -> Iterator[Finding]:
        known = max((other.value or other.high or 0 for other in self._earlier), default=0)
        for bound in bounds:
            if known < bound <= (self._claim.value or 0):
                yield self._finding(News.TOTAL_REACHED, None, bound=bound)

    def _over(self, grain: Grain, bounds: Iterable[int]) -> Iterator[Finding]:
        before = grain.before(self._claim.period)
        known = max((other.value or 0 for other in self._earlier if other.period == before), default=0)
        for bound in bounds:
            if known <= bound < (self._claim.value or 0):
                yield self._finding(News.UNIT_OVER, grain, bound=bound)

    def _finding(
        self, news: News, grain: Grain | None, *, broke: Standing | None = None, bound: int | None = None
    ) -> Finding:
        claim = self._claim
        return Finding(
            news=news,
            **name_of(claim)._asdict(),
            grain=grain,
            period=claim.period,
            value=claim.value or 0,
            qualifier=claim.qualifier,
            reported_on=claim.stated_on,
            sources=(claim.source,),
            broke=broke,
            bound=bound,
            claim=claim,
        )
