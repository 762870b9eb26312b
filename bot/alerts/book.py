"""The records that stand in each series, so that a new report is set against them and not against all of the past.

A report of a metric is *plain* where its rise is simply what the day lost: the report of the day before is there, and
`store.flags` has nothing against it. A book is as of the last plain report of each series. What a report that is not
plain brings is looked at with the next plain one: by then the records it only seemed to break have been left out.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from store.alerts import Standing
from store.flags import BURST, LEARNING_DAYS, WINDOW_SPAN, Flag, Flagged, Flags
from store.models import WAR_START, Period
from store.points import Point
from store.series import DAY, Grain, Series
from store.snapshot import SeriesName, Snapshot

REMEMBERED: Final = 30
"""How many of the last reports are remembered: a new one can change which copy of these is answered with."""

JUDGED_BY: Final = 45
"""So many reports before a report decide whether its rise is plain: the window of `store.expectation`, and gaps."""

BURST_JUDGED_BY: Final = 400
"""So many where losses come in bursts: the highest of a year."""

NEWS_FOR: Final = timedelta(days=7)
"""For so long a report is news. One that is older when it comes in is history, and so is one that comes with more
reports than these days have: an import, not a report."""

FIRST_WEEKS_END: Final = WAR_START + timedelta(days=LEARNING_DAYS)
"""Until this day no day and no report of a count that began with the war is taken at its word."""

SHORT: Final = 120
"""A series of so few reports is judged as a whole: it may still be in its first weeks."""


class Extreme(NamedTuple):
    """A kind of record: of which unit, and whether the lowest is meant."""

    grain: Grain
    lowest: bool = False


EXTREMES: Final = tuple(Extreme(grain, lowest) for grain in Grain for lowest in (False, True))


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit, or the part of it that is reported, came to.

    Attributes:
        excess: how much of the value is known or held to be no loss of the unit: a correction, a jump, a day's
            catching up with the day before the unit.
        flagged: whether anything at all is odd about it.
    """

    period: Period
    value: int
    opening: Point | None
    closing: Point
    excess: int = 0
    flagged: bool = False

    def beats(self, standing: int, *, lowest: bool = False) -> bool:
        """Whether it is a record, and not made one by what is odd about it. A tie is none."""
        if lowest:
            return self.value < standing and not self.flagged and self.period.start >= WAR_START
        return self.value - self.excess > standing

    def as_standing(self) -> Standing:
        """As a record that stands."""
        return Standing(period=self.period, value=self.value, known_on=self.closing.on)


class Odd:
    """The flags of a series, found by date."""

    def __init__(self, flags: Iterable[Flagged] = ()) -> None:
        """Take the flags, oldest first."""
        self.flags: Final = tuple(flags)
        self._days: Final = tuple(one.on for one in self.flags)

    def between(self, after: date, until: date) -> tuple[Flagged, ...]:
        """The flags of reports dated later than `after` and not later than `until`, oldest first."""
        return self.flags[bisect_right(self._days, after) : bisect_right(self._days, until)]

    def on(self, day: date) -> bool:
        """Whether there is something odd about the report of a day."""
        place = bisect_left(self._days, day)
        return place < len(self._days) and self._days[place] == day


@dataclass(frozen=True, slots=True)
class Marks:
    """What one series had come to at its last plain report.

    Attributes:
        on: the date of that report.
        newest: the date of the newest report, plain or not.
        standings: the records that stand, as far as there are any.
        highest_total: the highest total that a plain report has given.
        odd: the flags of the series.
        recent: its last reports, oldest first.
        settled: until when flags were looked for with all that rises are judged by at hand.
    """

    on: date
    newest: date
    standings: Mapping[Extreme, Standing]
    highest_total: int
    odd: Odd
    recent: tuple[Point, ...]
    settled: date

    def goes_on(self, series: Series, touched: date) -> bool:
        """Whether a series says what it did of all that is past, when reports since `touched` have been touched."""
        if touched <= self.newest and (not self.recent or touched < self.recent[0].on):
            return False
        lately = seen_lately(series, self.newest)
        return len(lately) == len(self.recent) and all(map(_says_the_same, lately, self.recent))


@dataclass(frozen=True, slots=True)
class Book:
    """The marks of every series; an empty book is one of an empty store."""

    marks: Mapping[SeriesName, Marks] = field(default_factory=dict)


def open_book(snapshot: Snapshot) -> Book:
    """The book of all that a snapshot holds; it takes some tenths of a second, and is needed once."""
    return Book({name: marks_of(series) for name, series in snapshot.series.items()})


def marks_of(series: Series, until: date | None = None) -> Marks:
    """The marks of a series, worked out anew, as of its last plain report that is not later than `until`."""
    last = series.newest(until or series.points[-1].on) or series.first
    odd = Odd(series.flags.between(date.min, last.on))
    plain = [
        later
        for earlier, later in pairwise(series.points)
        if later.on <= last.on and is_plain(series, earlier, later, odd)
    ]
    on = plain[-1].on if plain else series.first.on
    standings = standings_with({}, {grain: units_over(series, grain, odd, after=None, until=on) for grain in Grain})
    highest = max((point.total for point in plain), default=series.first.total)
    return Marks(on, last.on, standings, highest, odd, seen_lately(series, last.on), last.on - WINDOW_SPAN)


def is_plain(series: Series, before: Point, point: Point, odd: Odd) -> bool:
    """Whether a rise is simply what the day lost."""
    return point.on - before.on == DAY and not odd.on(point.on) and not _in_first_weeks(series, point.on)


def _in_first_weeks(series: Series, day: date) -> bool:
    """Whether a report is of the time when totals were rough; its flag comes only once better ones are known."""
    return series.from_war_start and day <= FIRST_WEEKS_END


def competes(unit: Unit, standing: Standing | Unit | None, *, lowest: bool) -> bool:
    """Whether a unit takes the place of what stands, by the rule of the record chains: a tie does not."""
    if lowest and unit.period.start < WAR_START:
        return False
    return standing is None or (unit.value < standing.value if lowest else unit.value > standing.value)


def standings_with(
    standings: Mapping[Extreme, Standing], over: Mapping[Grain, Iterable[Unit]]
) -> Mapping[Extreme, Standing]:
    """The records that stand once further units are over."""
    records: dict[Extreme, Unit] = {}
    for grain, units in over.items():
        for unit in units:
            for extreme in (Extreme(grain), Extreme(grain, lowest=True)):
                if competes(unit, records.get(extreme) or standings.get(extreme), lowest=extreme.lowest):
                    records[extreme] = unit
    return {**standings, **{extreme: unit.as_standing() for extreme, unit in records.items()}} if records else standings


def settle(book: Book, snapshot: Snapshot) -> Book:
    """The book with those marks worked out anew that later days may have shown in another light.

    A rise is judged by the days on both sides of it, of which those behind it come only later. It is nothing that
    the telling of a new report has to wait for.
    """
    anew = {
        name: marks_of(snapshot.series[name])
        for name, marks in book.marks.items()
        if name in snapshot.series and _unsettled(marks, snapshot.series[name])
    }
    return Book({**book.marks, **anew}) if anew else book


def _unsettled(marks: Marks, series: Series) -> bool:
    """Whether it is a series' first weeks, or all that a flag is judged by has come in since it was looked at."""
    return len(series.points) <= SHORT or bool(marks.odd.between(marks.settled, marks.newest - WINDOW_SPAN))


def seen_lately(series: Series, until: date) -> tuple[Point, ...]:
    """What is remembered of a series: the last reports up to a date, oldest first."""
    points = series.points
    end = len(points)
    while end and points[end - 1].on > until:
        end -= 1
    return points[max(0, end - REMEMBERED) : end]


def _says_the_same(one: Point, other: Point) -> bool:
    """Whether two points are of one date and give the same of it, whichever copy they are of."""
    return (
        one.total == other.total
        and one.correction == other.correction
        and one.published == other.published
        and one.on == other.on
    )


def units_over(series: Series, grain: Grain, odd: Odd, *, after: date | None, until: date) -> Iterator[Unit]:
    """The units of `grain` that reports later than `after`, up to that of `until`, completed, oldest first.

    A day whose rise has a flag is no unit: its rise is not what it lost.
    """
    start = WAR_START if series.from_war_start else series.first.on
    period = grain.around(max(after, start) if after else start)
    while period.end < until:
        unit = unit_of(series, period, odd)
        if unit is not None and not (grain is Grain.DAY and (unit.flagged or _in_first_weeks(series, unit.closing.on))):
            yield unit
        period = grain.around(period.end + DAY)


def unit_of(series: Series, period: Period, odd: Odd) -> Unit | None:
    """What a period came to, or None where one of the two reports it needs is missing."""
    closing = series.on(period.end + DAY, date.max)
    opening = series.on(period.start, date.max)
    from_the_start = period.start <= WAR_START
    if closing is None or (not series.from_war_start if from_the_start else opening is None):
        return None
    first = WAR_START if from_the_start else period.start
    flags = [one for one in odd.between(first, closing.on) if period.days == 1 or _concerns(one, first)]
    return Unit(
        period=period,
        value=closing.total - (0 if from_the_start or opening is None else opening.total),
        opening=None if from_the_start else opening,
        closing=closing,
        excess=sum(map(_excess, flags)),
        flagged=bool(flags),
    )


def _concerns(flagged: Flagged, first: date) -> bool:
    """Whether a flag matters to a unit of several days: rough first weeks don't, nor does a day that was caught up."""
    return flagged.flag is not Flag.EARLY and not (flagged.flag is Flag.CATCH_UP and flagged.on - DAY != first)


def _excess(flagged: Flagged) -> int:
    """How much of a rise is held to be no loss of its unit."""
    match flagged.flag:
        case Flag.CORRECTION | Flag.CONTRADICTED:
            return max(flagged.part, 0)
        case Flag.JUMP:
            return flagged.rise - (flagged.bound or 0)
        case Flag.CATCH_UP:
            return flagged.rise
        case _:
            return 0


def flags_since(series: Series, after: date) -> tuple[Flagged, ...]:
    """The flags of the reports later than `after`, which are among the last of the series.

    They are judged by the reports just before them, not by the whole series: the same with less work.
    """
    points = series.points
    first = len(points)
    while first and points[first - 1].on > after:
        first -= 1
    if first < SHORT:
        return series.flags.between(after, date.max)
    if all(_unremarkable(points, index) for index in range(first, len(points))):
        return ()
    found = Flags(points[first - JUDGED_BY :], from_war_start=False).between(after, date.max)
    if not found and _may_be_a_burst(points, first):
        found = Flags(points[max(0, first - BURST_JUDGED_BY) :], from_war_start=False).between(after, date.max)
    return found


def _rises(points: tuple[Point, ...], first: int, end: int) -> list[int]:
    return [points[index].total - points[index - 1].total for index in range(max(1, first), end)]


def _unremarkable(points: tuple[Point, ...], index: int) -> bool:
    """Whether nothing can be odd about a rise, seen at a glance: it is one that the fortnight before had, too."""
    point = points[index]
    before, rise = _rises(points, index - 14, index), point.total - points[index - 1].total
    moves_daily = before.count(0) < 3
    return (
        not point.correction
        and point.published in {None, rise}
        and 0 <= rise <= max(before)
        and not (moves_daily and 0 in {rise, before[-1]})
    )


def _may_be_a_burst(points: tuple[Point, ...], first: int) -> bool:
    """Whether a rise is so far above those of the weeks before that a year has to be looked at."""
    return max(_rises(points, first, len(points))) > BURST * max(1, *_rises(points, first - JUDGED_BY, first))
