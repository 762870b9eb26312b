"""From cumulative reports to what was lost in a period: totals, records and ranks of one series (pure).

The conventions are those of Ukraine's daily reports: a report dated D counts losses up to the end of D-1, so what
a period lost is the report dated the day after its end minus the report dated its first day. This reproduces the
Ministry of Defence's own monthly figures (38,940 personnel for May 2024: 508,780 - 469,840).
"""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from store.flags import CORRECTIONS, Flag, Flagged, Flags
from store.models import WAR_START, Period, Qualifier
from store.points import Point

DAY: Final = timedelta(days=1)


class Grain(StrEnum):
    """The calendar units that periods are ranked by; weeks are ISO weeks, Monday to Sunday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    def around(self, day: date) -> Period:
        """The unit that `day` lies in."""
        if self is Grain.DAY:
            return Period(day, day)
        if self is Grain.WEEK:
            monday = day - timedelta(days=day.weekday())
            return Period(monday, monday + timedelta(days=6))
        months = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}[self]
        first = (day.month - 1) // months * months + 1
        last = first + months - 1
        return Period(date(day.year, first, 1), date(day.year, last, monthrange(day.year, last)[1]))

    def before(self, period: Period) -> Period:
        """The unit just before the one that `period` starts in."""
        return self.around(period.start - DAY)

    def units_in(self, period: Period) -> int | None:
        """How many whole units `period` is, or None where it is no number of whole ones."""
        unit, units = self.around(period.start), 1
        if unit.start != period.start:
            return None
        while unit.end < period.end:
            unit, units = self.around(unit.end + DAY), units + 1
        return units if unit.end == period.end else None


def unit_of(period: Period) -> Grain | None:
    """The unit that a period is the whole of, or None."""
    return next((grain for grain in Grain if grain.around(period.start) == period), None)


@dataclass(frozen=True, slots=True)
class Loss:
    """What a period lost: the difference of two reports.

    `opening` is None where the period starts with the war, so that nothing is subtracted. `flags` say what keeps
    rises within the period from being simply what was lost.
    """

    period: Period
    value: int
    opening: Point | None
    closing: Point
    flags: tuple[Flagged, ...] = ()

    @property
    def corrected(self) -> bool:
        """Whether the claimant corrected its total within the period, so that the value is not all losses."""
        return any(flagged.flag in CORRECTIONS for flagged in self.flags)

    @property
    def known_on(self) -> date:
        """The date of the report that completed the period."""
        return self.closing.on

    @property
    def qualifier(self) -> Qualifier:
        """A difference of two reports is what they say: exact. A first total keeps its own hedge."""
        return Qualifier.EXACT if self.opening is not None else self.closing.qualifier


@dataclass(frozen=True, slots=True)
class Record:
    """A loss that was higher (or lower) than all before it, and the record it broke."""

    loss: Loss
    broke: "Record | None"


@dataclass(frozen=True, slots=True)
class Chain:
    """The records of one grain, oldest first."""

    records: tuple[Record, ...]

    def as_of(self, now: date) -> tuple[Record, ...]:
        """The records that were known on `now`."""
        return self.records[: bisect_right(self.records, now, key=lambda record: record.loss.known_on)]

    def containing(self, period: Period) -> Record | None:
        """The record that `period` set, if it did."""
        return next((record for record in self.records if record.loss.period == period), None)

    def breaker_of(self, record: Record) -> Record | None:
        """The record that broke `record`, if one did."""
        return next((later for later in self.records if later.broke == record), None)


class Series:
    """The cumulative totals of one metric of one party by one claimant, oldest first."""

    def __init__(self, points: Sequence[Point], *, from_war_start: bool) -> None:
        """Take the points of one metric.

        Args:
            points: at most one a date, in any order.
            from_war_start: whether the total was 0 at `WAR_START`. A metric that is first reported later starts
                with a stock of unknown age, which is nobody's loss on any day.
        """
        self.points: Final = tuple(sorted(points, key=lambda point: point.on))
        self.from_war_start: Final = from_war_start
        self._index: Final = {point.on: index for index, point in enumerate(self.points)}
        self._chains: dict[tuple[Grain, bool], Chain] = {}
        self.flags: Final = Flags(self.points, from_war_start=from_war_start)
        """What is odd about its rises."""

    @property
    def first(self) -> Point:
        """The oldest report."""
        return self.points[0]

    def newest(self, now: date) -> Point | None:
        """The newest report on `now`, or None before the first."""
        index = bisect_right(self.points, now, key=lambda point: point.on)
        return self.points[index - 1] if index else None

    def on(self, day: date, now: date) -> Point | None:
        """The report dated `day`, as far as it is out on `now`."""
        index = self._index.get(day)
        return self.points[index] if index is not None and day <= now else None

    def rise_to(self, day: date) -> int | None:
        """By how much the total of the report dated `day` exceeds that of the report before; None without both."""
        index = self._index.get(day)
        return self.points[index].total - self.points[index - 1].total if index else None

    def lost(self, period: Period, now: date) -> Loss | None:
        """What `period` lost, or None where one of the two reports it needs is missing on `now`."""
        closing = self.on(period.end + DAY, now)
        if closing is None:
            return None
        if period.start <= WAR_START:
            if not self.from_war_start:
                return None
            return Loss(period, closing.total, None, closing, self._flags_of(period, WAR_START, closing))
        opening = self.on(period.start, now)
        if opening is None:
            return None
        flags = self._flags_of(period, opening.on, closing)
        return Loss(period, closing.total - opening.total, opening, closing, flags)

    def _flags_of(self, period: Period, after: date, closing: Point) -> tuple[Flagged, ...]:
        found = self.flags.between(after, closing.on)
        return found if period.days == 1 else tuple(one for one in found if _concerns(one, after, closing.on))

    def losses(
        self, grain: Grain, now: date, within: Period | None = None, *, competing: bool = True
    ) -> tuple[Loss, ...]:
        """What each completed unit of `grain` lost, oldest first, as far as it lies within `within`.

        A day whose rise has a flag is left out of those that compete for a rank or a record: the rise is not what
        that day lost.
        """
        losses = self._losses(grain, now, within)
        return tuple(loss for loss in losses if not (competing and grain is Grain.DAY and loss.flags))

    def _losses(self, grain: Grain, now: date, within: Period | None) -> Iterator[Loss]:
        newest = self.newest(now)
        if newest is None:
            return
        start = WAR_START if self.from_war_start else self.first.on
        unit = grain.around(max(start, within.start) if within else start)
        while unit.end < newest.on and (within is None or unit.end <= within.end):
            if within is None or within.start <= unit.start:
                loss = self.lost(unit, now)
                if loss is not None:
                    yield loss
            unit = grain.around(unit.end + DAY)

    def chain(self, grain: Grain, *, lowest: bool = False) -> Chain:
        """The records of `grain` over the whole series; cut it with `Chain.as_of`.

        The unit in which the war began is no candidate for a lowest record: it is not a whole one. A tie breaks
        no record.
        """
        found = self._chains.get((grain, lowest))
        if found is None:
            losses = self.losses(grain, self.points[-1].on)
            found = self._chains[grain, lowest] = Chain(records_of(losses, lowest=lowest))
        return found


def _concerns(flagged: Flagged, after: date, until: date) -> bool:
    """Whether a flag concerns a period of several days, and not one of its days alone.

    The two days on both sides of a standstill are right together; only where the period begins or ends in between
    does it hold one too many or too few. That totals of the first weeks leapt concerns single days.
    """
    match flagged.flag:
        case Flag.EARLY:
            return False
        case Flag.STANDSTILL:
            return flagged.on == until
        case Flag.CATCH_UP:
            return flagged.on - DAY == after
        case _:
            return True


def records_of(losses: Sequence[Loss], *, lowest: bool = False) -> tuple[Record, ...]:
    """The losses that were higher (`lowest`: lower) than every one before them, oldest first."""
    records: list[Record] = []
    for loss in losses:
        if lowest and loss.period.start < WAR_START:
            continue
        standing = records[-1].loss.value if records else None
        if standing is None or (loss.value < standing if lowest else loss.value > standing):
            records.append(Record(loss, records[-1] if records else None))
    return tuple(records)


def ranked(losses: Sequence[Loss], *, lowest: bool = False) -> tuple[Loss, ...]:
    """The losses from the highest down (`lowest`: from the lowest up); of equal ones the earlier first."""
    candidates = [loss for loss in losses if not (lowest and loss.period.start < WAR_START)]
    return tuple(sorted(candidates, key=lambda loss: (loss.value if lowest else -loss.value, loss.period.start)))
