"""What a change in the store gives to tell: records and bounds that a new report has newly passed (pure).

Nobody is told of a first import, of reports that are filled in later, of values that are corrected, of ties, of what
a gap, a correction or a flagged jump only seems to break, or of what is no news any more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain
from typing import Final

from bot.alerts.book import (
    EXTREMES,
    NEWS_FOR,
    Book,
    Extreme,
    Marks,
    Odd,
    Unit,
    competes,
    flags_since,
    is_plain,
    marks_of,
    seen_lately,
    standings_with,
    unit_of,
    units_over,
)
from bot.alerts.statements import restated, statements
from store.alerts import Finding, News, Standing
from store.models import WAR_START, Period, Qualifier
from store.points import Point
from store.ports import Changes
from store.series import DAY, Grain, Series
from store.snapshot import SeriesName, Snapshot
from store.subscriptions import ThresholdWish

RUNNING_GRAINS: Final = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)
"""The units of which is told that they have passed a record before they are over; a week is over soon enough."""


@dataclass(frozen=True, slots=True)
class Detected:
    """What a change came to.

    Attributes:
        book: the records as they stand now.
        findings: what is new, by metric in the catalogue's order, days before years.
        revised: the series of which something that was known before has changed.
    """

    book: Book
    findings: tuple[Finding, ...]
    revised: frozenset[SeriesName]


def detect(
    book: Book, after: Snapshot, changes: Changes, *, today: date, thresholds: Iterable[ThresholdWish] = ()
) -> Detected:
    """Look at a change.

    Args:
        book: the records before the change.
        after: what is known after it.
        changes: which reports it touched.
        today: the day it is in Kyiv.
        thresholds: the bounds that somebody wants to hear of.
    """
    touched, thresholds = _touched(changes), tuple(thresholds)
    bounds: dict[SeriesName, list[ThresholdWish]] = {}
    for wish in thresholds:
        bounds.setdefault(SeriesName(wish.party, wish.claimant, wish.metric), []).append(wish)
    marks = {name: known for name, known in book.marks.items() if name in after.series}
    findings: dict[SeriesName, tuple[Finding, ...]] = {}
    revised = {name for name in book.marks if name not in after.series}
    for name, series in after.series.items():
        earliest = touched.get((name.party, name.claimant))
        if earliest is None:
            continue
        known = marks.get(name)
        if known is None:
            marks[name] = marks_of(series)
            continue
        if not known.goes_on(series, earliest):
            revised.add(name)
            known = marks_of(series, known.on)
        marks[name], findings[name] = _advance(name, series, known, today, bounds.get(name, ()))
    stated = statements(after, changes, marks, today=today, thresholds=thresholds)
    places = {metric: place for place, metric in enumerate(after.catalogue.metrics)}
    found = sorted(
        chain(chain.from_iterable(findings.values()), stated),
        key=lambda one: (one.party, one.claimant, places[one.metric]),
    )
    return Detected(Book(marks), tuple(found), frozenset(revised.union(restated(changes))))


def _touched(changes: Changes) -> Mapping[tuple[str, str], date]:
    """The earliest date of a report that was touched, by party and claimant."""
    touched: dict[tuple[str, str], date] = {}
    for key in chain(changes.added, changes.revised, changes.withdrawn):
        party, claimant, *rest = key.split("/")
        if len(rest) == 2:  # a report's key; a claim's has more parts
            on = date.fromisoformat(rest[0])
            touched[party, claimant] = min(on, touched.get((party, claimant), on))
    return touched


def _advance(
    name: SeriesName, series: Series, known: Marks, today: date, wishes: Sequence[ThresholdWish]
) -> tuple[Marks, tuple[Finding, ...]]:
    """The marks after the newest report, and what it gives to tell."""
    newest = series.points[-1]
    new = sum(point.on > known.newest for point in series.points[-NEWS_FOR.days - 1 :])
    if not new and newest.on == known.newest:
        return known, ()
    if not 0 < new <= NEWS_FOR.days or newest.on < today - NEWS_FOR:
        return marks_of(series), ()
    odd, since = known.odd, flags_since(series, known.on)
    if since != odd.between(known.on, date.max):
        odd = Odd((*odd.between(date.min, known.on), *since))
    recent = seen_lately(series, newest.on)
    if len(series.points) < 2 or not is_plain(series, series.points[-2], newest, odd):
        return replace(known, newest=newest.on, odd=odd, recent=recent), ()
    look = _Look(name, series, known, odd)
    marks = Marks(
        on=newest.on,
        newest=newest.on,
        standings=standings_with(known.standings, look.over),
        highest_total=max(known.highest_total, newest.total),
        odd=odd,
        recent=recent,
        settled=known.settled,
    )
    return marks, tuple(chain(look.records(), look.running(marks.standings), look.passed(wishes)))


class _Look:
    """One series with a new plain report, beside what stood before."""

    def __init__(self, name: SeriesName, series: Series, known: Marks, odd: Odd) -> None:
        self._name = name
        self._series = series
        self._known = known
        self._odd = odd
        self._newest = series.points[-1]
        self.over: Final = {
            grain: tuple(units_over(series, grain, odd, after=known.on, until=self._newest.on)) for grain in Grain
        }
        """The units that are over since the last plain report."""

    def records(self) -> Iterator[Finding]:
        """The records that stand now and did not before; of several of one kind, the last.

        What was over for longer than a report is news while there was no plain report is not made up for.
        """
        for extreme in EXTREMES:
            standing = self._known.standings.get(extreme)
            record: tuple[Unit, Standing] | None = None
            for unit in self.over[extreme.grain]:
                if standing is not None and unit.beats(standing.value, lowest=extreme.lowest):
                    record = unit, standing
                if competes(unit, standing, lowest=extreme.lowest):
                    standing = unit.as_standing()
            if record is not None and self._is_news(record[0]):
                unit, broke = record
                yield self._finding(News.RECORD, extreme.grain, unit, lowest=extreme.lowest, broke=broke)

    def running(self, standings: Mapping[Extreme, Standing]) -> Iterator[Finding]:
        """The units that have passed the record as it stands before they are over, and had not yet."""
        for grain in RUNNING_GRAINS:
            standing = standings.get(Extreme(grain))
            unit = grain.around(self._newest.on - DAY)
            if standing is None or unit.end < self._newest.on:
                continue
            so_far = self._up_to(unit, self._newest.on)
            if so_far is None or not so_far.beats(standing.value) or self._passed_before(unit, standing):
                continue
            yield self._finding(News.PASSED, grain, so_far, broke=standing)

    def _passed_before(self, unit: Period, standing: Standing) -> bool:
        """Whether a plain report has told of it already."""
        # Backwards: once it has passed, the report before says so at once.
        days = (self._known.on - timedelta(days=n) for n in range((self._known.on - unit.start).days))
        earlier = (self._up_to(unit, day) for day in days if not self._odd.on(day))
        return any(part is not None and part.beats(standing.value) for part in earlier)

    def _up_to(self, unit: Period, report: date) -> Unit | None:
        """What a running unit came to by the report of a date."""
        return unit_of(self._series, Period(unit.start, report - DAY), self._odd)

    def passed(self, wishes: Iterable[ThresholdWish]) -> Iterator[Finding]:
        """The bounds that were newly passed: the unit before had not, or no report before."""
        for wish in sorted(wishes, key=lambda wish: (wish.grain or "", wish.bound)):
            if wish.grain is None:
                if self._known.highest_total < wish.bound <= self._newest.total:
                    yield self._total_reached(wish.bound)
                continue
            passing = [unit for unit in self.over[wish.grain] if self._newly_over(wish.grain, wish.bound, unit)]
            for unit in filter(self._is_news, passing[-1:]):
                yield self._finding(News.UNIT_OVER, wish.grain, unit, bound=wish.bound)

    def _is_news(self, unit: Unit) -> bool:
        return unit.closing.on >= self._newest.on - NEWS_FOR

    def _newly_over(self, grain: Grain, bound: int, unit: Unit) -> bool:
        if not unit.beats(bound):
            return False
        before = unit_of(self._series, grain.before(unit.period), self._odd)
        return before is None or not before.beats(bound)

    def _total_reached(self, bound: int) -> Finding:
        point = self._newest
        return Finding(
            news=News.TOTAL_REACHED,
            **self._name._asdict(),
            grain=None,
            period=Period(WAR_START, point.on - DAY),
            value=point.total,
            qualifier=point.qualifier,
            rounding=rounding_of(point),
            reported_on=point.on,
            sources=(point.report.source,),
            bound=bound,
        )

    def _finding(
        self,
        news: News,
        grain: Grain,
        unit: Unit,
        *,
        lowest: bool = False,
        broke: Standing | None = None,
        bound: int | None = None,
    ) -> Finding:
        points = [unit.closing] if unit.opening is None else [unit.closing, unit.opening]
        return Finding(
            news=news,
            **self._name._asdict(),
            grain=grain,
            period=unit.period,
            value=unit.value,
            qualifier=Qualifier.EXACT if unit.opening else unit.closing.qualifier,
            rounding=max(map(rounding_of, points)),
            reported_on=unit.closing.on,
            sources=tuple(dict.fromkeys(point.report.source for point in points)),
            lowest=lowest,
            broke=broke,
            bound=bound,
        )


def rounding_of(point: Point) -> int:
    """What a total is rounded to: nothing where it is exact, else the place of its last digit that is no zero."""
    if point.qualifier is Qualifier.EXACT or not point.total:
        return 0
    place = 1
    while point.total % (place * 10) == 0:
        place *= 10
    return place
