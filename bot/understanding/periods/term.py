"""A term: a period up to what it leaves open, the year ("12 June") or the month too ("the 12th")."""

from collections.abc import Callable
from datetime import date
from enum import IntEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from bot.understanding.periods import spans
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain, Rolling, Shift
from bot.understanding.periods.spans import Unit
from store.models import Period

YEARS_TRIED: Final = 9
"""A 29 February may be eight years away."""

MONTHS_TRIED: Final = 84
"""A Friday the 29th may be years away."""


class Need(IntEnum):
    """What a term leaves open."""

    NOTHING = 0
    YEAR = 1
    MONTH = 2


class Term(NamedTuple):
    """A period that is named but for its year or month.

    Attributes:
        grain: how large it is.
        at: the period in a year and month, None where there is none ("29 February" in 2023); what is not needed is
            ignored.
        need: what must be filled in.
        year: the year that was named, if one was.
        open_year: the same term without the year that was named.
        bare: a number that is a day only beside something that says so.
        weekly: a weekday alone: in "Monday to Friday" the Monday is the one before that Friday.
        edge: "early" or "end" where a part of something was named: since the start of May is since its first day.
        rival: the other reading, just as close.
        rather: what it is instead where it stands alone ("may 24" is May 2024, but "on may 24" a day).
        nearest: the last day of the month whose day does not exist.
        before: the one before it, which "last May" is where it is set against that May itself.
        rolling, shift, around, whole_war, event: as in `Mention`; an event counts only after "since" and the like.
    """

    grain: Grain
    at: Callable[[int, int], Period | None]
    need: Need = Need.NOTHING
    year: int | None = None
    open_year: "Term | None" = None
    bare: bool = False
    weekly: bool = False
    edge: str = ""
    rival: "Term | None" = None
    rather: "Term | None" = None
    nearest: date | None = None
    before: Period | None = None
    rolling: Rolling | None = None
    shift: Shift | None = None
    around: Period | None = None
    event: bool = False

    def known(self) -> Period | None:
        """The period of a term that needs nothing; None for one that leaves its year or month open."""
        return self.at(0, 0) if self.need is Need.NOTHING else None

    def in_year(self, year: int) -> "Term":
        """The term with its year filled in as named."""
        rival = self.rival.in_year(year) if self.rival else None
        if self.need is Need.MONTH:
            return self._replace(year=year, rival=rival)
        period = self.at(year, 0)
        nearest = self.nearest
        if period is None and nearest is not None:
            nearest = spans.month(year, nearest.month).end
        return self._replace(
            at=lambda _y, _m: period,
            need=Need.NOTHING,
            year=year,
            open_year=self,
            rival=rival,
            rather=None,
            nearest=nearest,
        )

    def in_month(self, month: Period) -> "Term":
        """A day of the month with its month filled in."""
        period = self.at(month.start.year, month.start.month)
        return self._replace(at=lambda _y, _m: period, need=Need.NOTHING, bare=False, nearest=month.end)

    def mapped(self, grain: Grain, change: Callable[[Period], Period | None], *, edge: str = "") -> "Term":
        """The term of what `change` makes of the period: its first week, its end."""
        at = self.at

        def changed(year: int, month: int) -> Period | None:
            period = at(year, month)
            return change(period) if period is not None else None

        return Term(
            grain,
            changed,
            self.need,
            year=self.year,
            open_year=self.open_year.mapped(grain, change, edge=edge) if self.open_year else None,
            rival=self.rival.mapped(grain, change, edge=edge) if self.rival else None,
            edge=edge,
        )

    def newest(self, limit: date, *, before: bool = False) -> Period | None:
        """The newest reading that starts not after `limit`, or where `before` is set strictly before it."""
        if self.need is Need.NOTHING:
            return self.known()
        for period in self._backwards(limit):
            if period.start < limit or (period.start == limit and not before):
                return period
        return None

    def first_from(self, start: date) -> Period | None:
        """The first reading that starts on `start` or later."""
        if self.need is Need.NOTHING:
            return self.known()
        if self.need is Need.YEAR:
            years = range(start.year - 1, start.year + YEARS_TRIED)
            readings = (self.at(year, 0) for year in years if year in spans.YEARS)
        else:
            months = (spans.step(start.replace(day=1), ahead, Unit.MONTH) for ahead in range(MONTHS_TRIED))
            readings = (self.at(self.year or first.year, first.month) for first in months)
        return next((period for period in readings if period is not None and period.start >= start), None)

    def _backwards(self, limit: date) -> "list[Period]":
        found: list[Period] = []
        if self.need is Need.YEAR:
            for year in range(limit.year + 1, limit.year - YEARS_TRIED, -1):
                period = self.at(year, 0) if year in spans.YEARS else None
                if period is not None:
                    found.append(period)
                    if period.start < limit:
                        break
            return found
        first = limit.replace(day=1)
        for back in range(MONTHS_TRIED):
            month = spans.step(first, -back, Unit.MONTH)
            period = self.at(self.year or month.year, month.month)
            if period is not None:
                found.append(period)
                if period.start < limit:
                    break
        return found


Found = tuple[Term, int]
"""A term, and the index after it."""

Rule = Callable[[Line, int], Found | None]
"""A rule of the grammar: what it reads at an index, if anything."""

GRAINS: Final = MappingProxyType(
    {
        Unit.DAY: Grain.DAY,
        Unit.WEEK: Grain.WEEK,
        Unit.MONTH: Grain.MONTH,
        Unit.QUARTER: Grain.QUARTER,
        Unit.HALF: Grain.HALF,
        Unit.SEASON: Grain.SEASON,
        Unit.YEAR: Grain.YEAR,
    }
)


def grain_of(unit: Unit) -> Grain:
    """The grain of one unit; most have their own, the others are spans."""
    return GRAINS.get(unit, Grain.SPAN)


def fixed(grain: Grain, period: Period | None) -> Term:
    """A term that needs nothing."""
    return Term(grain, lambda _y, _m: period)


def pair(first: Term, second: Term, now: date) -> tuple[Period, bool] | None:
    """The range from one term to another, each filling in what the other leaves open; and whether a year was assumed.

    The newest range that began before `now` is meant: one that begins today has nothing to count yet.
    """
    if second.need is Need.MONTH and second.year is not None and first.need is Need.YEAR:
        first = first.in_year(second.year)
    if first.need is Need.NOTHING:
        start = first.known()
        end = second.first_from(start.start) if start else None
        if start and end and first.weekly and end.start < start.start:
            start = spans.moved(start, -1, Unit.WEEK)
        return _joined(start, end, assumed=False)
    if second.need is Need.NOTHING:
        end = second.known()
        start = first.newest(end.start, before=True) if end else None
        return _joined(start, end, assumed=False)
    if first.need is Need.MONTH and second.need is Need.YEAR:
        end = second.newest(now)
        start = first.newest(end.start, before=True) if end else None
        if start is not None and start.start >= now and end is not None:
            end = second.newest(end.start, before=True)
            start = first.newest(end.start, before=True) if end else None
        return _joined(start, end, assumed=True)
    start = first.newest(now, before=True)
    end = second.first_from(start.start) if start else None
    return _joined(start, end, assumed=True)


def _joined(start: Period | None, end: Period | None, *, assumed: bool) -> tuple[Period, bool] | None:
    if start is None or end is None or end.end < start.start:
        return None
    return Period(start.start, end.end), assumed
