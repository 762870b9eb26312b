"""Periods counted from an earlier one: "that month", "the following week", "same month last year"."""

from dataclasses import replace
from typing import Final

from bot.understanding.periods import spans
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Shift
from bot.understanding.periods.numerals import count, year_number
from bot.understanding.periods.spans import Unit
from bot.understanding.periods.term import Found, Term, grain_of
from bot.understanding.periods.years import relative_year
from store.models import Period

SHIFTING: Final = frozenset({"that", "same", "following"})
"""Which one, seen from an earlier period."""

OWN_UNITS: Final = (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.SEASON, Unit.HALF, Unit.YEAR)
"""The units that a period can be one of."""

NEARLY_A_YEAR: Final = 300
"""Days from which on an earlier period is a year of its own."""


def shifting(line: Line, index: int) -> Found | None:
    """What begins with "that", "the same" or "the following"."""
    which, unit = line.senses[index].which, line.senses[index + 1].unit
    if unit is None or unit is Unit.HOUR:
        return None
    after = index + 2
    within = None if unit is Unit.PERIOD else unit
    if which == "same":
        found = _same(line, within, after)
        if found is not None:
            return found
    if within is None:
        return None
    shift = Shift(within, int(which == "following"), within)
    if which == "that":  # "на тому тижні", of nothing spoken of before, is the last
        period = shifted(replace(shift, count=-1), spans.single(line.now))
        return Term(grain_of(within), lambda _y, _m: period, shift=shift), after
    return shift_term(line, shift), after


def _same(line: Line, within: Unit | None, after: int) -> Found | None:
    """The same days of another year: "the same month last year", "of 2023", "two years earlier"."""
    place = line.past(line.past(after, "of"), "in")
    year = year_number(line, place)
    if year is not None:
        return shift_term(line, Shift(within, year=year[0])), year[1]
    relative = relative_year(line, place)
    if relative is not None:
        return shift_term(line, Shift(within, relative[0] - line.now.year, Unit.YEAR)), relative[1]
    number, place = count(line, place) or (1, place)
    if line.senses[place].unit is Unit.YEAR and line.links(place + 1) & {"earlier", "ago"}:
        return shift_term(line, Shift(within, -number, Unit.YEAR)), place + 2
    return None


def same_in(unit: Unit | None, year: int) -> Shift:
    """The same unit, or the same days, of a year."""
    return Shift(None if unit is Unit.PERIOD else unit, year=year)


def shift_term(line: Line, shift: Shift) -> Term:
    """A shifted term; without anything earlier it is counted from the clock."""
    period = shifted(shift, spans.single(line.now))
    return Term(grain_of(shift.within or Unit.PERIOD), lambda _y, _m: period, shift=shift)


def shifted(shift: Shift, earlier: Period) -> Period:
    """What a shift makes of an earlier period.

    "The year before" behind something shorter than a year is the same days of the year before.
    """
    within = shift.within
    if shift.unit is Unit.PERIOD and shift.year is None:
        return _by_own_unit(shift, earlier)
    if within is Unit.YEAR and earlier.days < NEARLY_A_YEAR and shift.count:
        within = None
    period = spans.around(earlier.start, within) if within else earlier
    if shift.year is not None:
        return spans.moved(period, shift.year - period.start.year, Unit.YEAR)
    return spans.moved(period, shift.count, shift.unit)


def _by_own_unit(shift: Shift, earlier: Period) -> Period:
    """An earlier period moved by its own unit, or by its length in days where it is none of the calendar."""
    unit = next((unit for unit in OWN_UNITS if spans.around(earlier.start, unit) == earlier), None)
    if unit is None:
        return spans.moved(earlier, (shift.count + bool(shift.clock)) * earlier.days, Unit.DAY)
    return spans.moved(spans.around(shift.clock, unit) if shift.clock else earlier, shift.count, unit)
