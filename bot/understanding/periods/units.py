"""What begins with a unit: "week 27", "Q3 2024", "month of May", "week of the 18th", "the month before"."""

from typing import Final

from bot.understanding.periods import spans
from bot.understanding.periods.counted import past_unit, units_from
from bot.understanding.periods.dates import day_first, month_first, month_term, year_behind_its_word, year_term
from bot.understanding.periods.digits import numeric
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain, Shift
from bot.understanding.periods.numerals import number_ends, two_digit_year, year_number
from bot.understanding.periods.picked import half_of_month
from bot.understanding.periods.shifts import shift_term
from bot.understanding.periods.spans import DAY, Unit
from bot.understanding.periods.term import Found, Need, Rule, Term, fixed, grain_of
from bot.understanding.periods.weekdays import weekday
from bot.understanding.periods.years import OFFSETS, with_year
from store.models import WAR_START, Period

HALVES: Final = frozenset({Unit.HALF, Unit.HALF_MONTH})
"""The units that are half of one."""


def unit_first(line: Line, index: int, term: Rule) -> Found | None:
    """The term that begins with the unit at `index`, if one does."""
    unit = line.senses[index].unit
    if unit is None or unit is Unit.PERIOD:
        return None
    place = line.past(index + 1, "of")
    found: Found | None = _picked_after(line, index, unit)
    if found is not None:
        return found
    if unit in {Unit.QUARTER, Unit.HALF}:
        found = numbered(line, index, unit)
    elif unit is Unit.MONTH and line.senses[place].month:
        found = month_first(line, place)
    elif unit is Unit.MONTH and line.widths[index + 1] in {1, 2}:
        found = _numbered_month(line, index + 1)
    elif unit is Unit.YEAR and line.senses[place].num != 1:
        found = _year(line, place)
    elif unit is Unit.WEEK:
        found = numbered_week(line, index + 1) or _around_a_day(line, unit, index, term) or week_of(line, index)
    elif unit is Unit.DAY:
        found = _day_of_war(line, index + 1)
    elif unit is Unit.WEEKEND:
        found = _weekend(line, index)
    found = found or _unit_end(line, unit, index + 1) or _around_a_day(line, unit, index, term)
    found = found or _from_or_shift(line, unit, index, term)
    return found if found is not None or unit not in HALVES else _half(line, unit, index, term)


def _picked_after(line: Line, index: int, unit: Unit) -> Found | None:
    """A unit with what picks it behind it: "тиждень минулий"."""
    picking = line.senses[index + 1].which
    if picking not in {"last", "this"} or not line.ends(index + 2) or unit not in {Unit.WEEK, Unit.MONTH, Unit.YEAR}:
        return None
    return fixed(grain_of(unit), spans.around(spans.step(line.now, OFFSETS[picking], unit), unit)), index + 2


def _around_a_day(line: Line, unit: Unit, index: int, term: Rule) -> Found | None:
    """The unit around a day that it is tied to: "the month of Easter", "the month of the second anniversary"."""
    if unit not in {Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR}:
        return None
    place = line.past(line.past(index + 1, "of"), "the")
    first = line.senses[place]
    if first.event and (line.senses[place + 1].ord or "anniversary" in line.links(place + 1)):
        place += 1  # "the invasion's second anniversary"
    first = line.senses[place]
    if not (first.holiday or "anniversary" in first.links or (first.ord and "anniversary" in line.links(place + 1))):
        return None
    found = term(line, place)
    if found is None or found[0].grain is not Grain.DAY:
        return None
    return found[0].mapped(grain_of(unit), lambda day: spans.around(day.start, unit)), found[1]


def _half(line: Line, unit: Unit, index: int, term: Rule) -> Found | None:
    """Half of a month, the first; or as long as half a year or half a month: "за півроку", "in half a month"."""
    after = index + 1
    if "one half" not in line.links(index):
        of = line.past(after, "of")
        tied = of > after or line.senses[of].month
        found = term(line, of) if tied and unit is Unit.HALF and line.senses[of].part == "" else None
        if found is None or found[0].grain is not Grain.MONTH or found[0].shift:
            return None
        return found[0].mapped(Grain.SPAN, lambda month: half_of_month(month, 1)), found[1]
    opened = index > 0 and "in" in line.links(index - 1)
    if not opened or line.numbers[after] >= 0 or line.senses[after].which or line.senses[after].month:
        return None
    return past_unit(line, unit), after


def _from_or_shift(line: Line, unit: Unit, index: int, term: Rule) -> Found | None:
    """One unit from somewhere ("рік тому"); with nothing to count from, the one before or after an earlier unit."""
    found = units_from(line, 1, unit, index + 1, term)
    if found is None or found[0].shift is None:
        return found
    return shift_term(line, Shift(unit, found[0].shift.count, unit)), found[1]


def numbered(line: Line, index: int, unit: Unit) -> Found | None:
    """A numbered quarter or half: "Q3", "q3'24", "Q3-2024", "quarter 2", "H1"."""
    number, length = line.numbers[index + 1], spans.MONTHS[unit]
    if not 1 <= number <= 12 // length or line.widths[index + 1] != 1:
        return None
    if len(line.items[index].text) == 1 and not line.glued[index + 1] and unit is Unit.HALF:
        return None
    first = (number - 1) * length + 1
    term = Term(grain_of(unit), lambda year, _: spans.months_from(year, first, length), Need.YEAR)
    after = index + 2
    if line.run_ends[index + 1] == after + 2 and line.marks[after] in "-/" and line.widths[after + 1] in {2, 4}:
        year = line.numbers[after + 1]
        return term.in_year(year if line.widths[after + 1] == 4 else two_digit_year(line, year)), after + 2
    return term, after


def _year(line: Line, place: int) -> Found | None:
    """A year behind its name: "year 2024", "the year of two thousand and five"."""
    named = year_number(line, place) or year_behind_its_word(line, place)
    if named is None or (line.numbers[place] >= 0 and line.run_ends[place] != place + 1):
        return None
    return year_term(named[0]), named[1]


def numbered_week(line: Line, place: int) -> Found | None:
    """A week by its ISO number."""
    number = line.numbers[place]
    if not 1 <= number <= 53 or line.widths[place] > 2 or line.run_ends[place] != place + 1:
        return None
    if "ago" in line.links(place + 1) or line.senses[place + 1].month:
        return None
    return Term(Grain.WEEK, lambda year, _: spans.iso_week(year, number), Need.YEAR), place + 1


def _numbered_month(line: Line, place: int) -> Found | None:
    """A month by its number: "month 8 of 2022"."""
    number = line.numbers[place]
    if not 1 <= number <= 12 or line.run_ends[place] != place + 1 or not number_ends(line, place):
        return None
    found = with_year(line, month_term(number), place + 1)
    return found if found[0].need is Need.NOTHING else None


def _weekend(line: Line, index: int) -> Found | None:
    """A weekend by itself is the newest that has begun."""
    if line.links(index + 1) & {"ago", "before", "after", "earlier", "later"}:
        return None
    running = spans.around(line.now, Unit.WEEKEND)
    period = running if running.start <= line.now else spans.moved(running, -1, Unit.WEEK)
    return fixed(Grain.SPAN, period), index + 1


def _unit_end(line: Line, unit: Unit, place: int) -> Found | None:
    """The end of the running unit: "month end", "year-end"; of a year that follows: "year end 2023"."""
    place = line.past_mark(place, "-")
    if line.senses[place].part != "end" or unit not in {Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR}:
        return None
    year = year_number(line, place + 1) if unit is Unit.YEAR else None
    period, after = (spans.year(year[0]), year[1]) if year else (spans.around(line.now, unit), place + 1)
    return fixed(grain_of(unit), period).mapped(Grain.SPAN, lambda whole: spans.part(whole, 2), edge="end"), after


def _day_of_war(line: Line, place: int) -> Found | None:
    """A day of the war: the one it began, or "day 500 of the invasion"; the first is the day it began."""
    began = line.past(line.past(place, "of"), "the")
    if line.senses[began].event:
        tied = "the" not in line.links(place) or "began" in line.links(began + 1)  # "the day the war turned two"
        return (fixed(Grain.DAY, spans.single(WAR_START)), began + 1) if tied else None
    event = line.past(line.past(place + 1, "of"), "the")
    if line.numbers[place] < 1 or not line.senses[event].event:
        return None
    return fixed(Grain.DAY, spans.single(spans.step(WAR_START, line.numbers[place] - 1, Unit.DAY))), event + 1


def week_of(line: Line, index: int) -> Found | None:
    """The week around a day ("week of the 18th", "w/c 4 feb"), or the seven days to one ("week ending 12 May")."""
    place = index + 1
    ending = False
    if line.senses[index].unit is Unit.WEEK:
        links = line.links(place)
        ending = "ending" in links and "to" not in links
        if not ending and not links & {"of", "from", "containing"}:
            return None
        place += 1
    place = line.past(line.past(place, "on"), "the")
    found = day_first(line, place) or numeric(line, place)
    if found is None and ending and line.senses[place].weekday:
        found = weekday(line, place)
    if found is None and line.senses[place].month:
        found = month_first(line, place)
    if found is None or found[0].grain is not Grain.DAY:
        return None
    term, after = with_year(line, *found) if found[0].need is Need.YEAR else found
    return term.mapped(Grain.WEEK, _ending if ending else _around), after


def _around(day: Period) -> Period:
    return spans.around(day.start, Unit.WEEK)


def _ending(day: Period) -> Period:
    return Period(day.start - 6 * DAY, day.start)
