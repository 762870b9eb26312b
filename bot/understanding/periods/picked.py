"""One out of several: "last May", "the second week of March", "Q3", "late April", "the third Monday in May"."""

import sys
from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from bot.understanding.periods import spans
from bot.understanding.periods.counted import BACK, FROM_THE_END, coming, past_unit, rolling, starting, unit_at
from bot.understanding.periods.dates import month_first
from bot.understanding.periods.holidays import holiday
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain, Shift
from bot.understanding.periods.numerals import count, ordinal
from bot.understanding.periods.seasons import season
from bot.understanding.periods.shifts import SHIFTING, shifting
from bot.understanding.periods.spans import DAY, Unit
from bot.understanding.periods.term import Found, Need, Rule, Term, fixed, grain_of
from bot.understanding.periods.weekdays import which_weekday
from bot.understanding.periods.years import OFFSETS
from store.models import WAR_START, Period

WEEKS_IN_A_FORTNIGHT: Final = 2

THIRDS: Final = MappingProxyType({"early": 0, "earlier": 0, "mid": 1, "late": 2, "end": 2})

JUST_OVER: Final = 100
"""Days for which a season or a month that is over is still "this" one, where the next has not begun."""


def which(line: Line, index: int, container: Rule) -> Found | None:
    """What begins with "last", "this", "next" and the like."""
    which = line.senses[index].which
    if which == "that" and (those := _those(line, index + 1)) is not None:
        return those
    if which in SHIFTING and not (which == "that" and line.senses[index + 1].weekday):
        # "How many is that a day" is of no day.
        return None if which == "that" and _is_rate(line, index + 1) else shifting(line, index)
    place = line.past(index + 1, "whole")
    if which == "past" and place > index + 1:  # "the past calendar year"
        which = "last"
    sense = line.senses[place]
    many = count(line, place) if sense.num >= 0 or line.numbers[place] >= 0 else None
    if many is not None:
        return _which_many(line, which, *many, container)
    if sense.unit:
        return _which_unit(line, which, sense.unit, place + 1, container)
    if which == "other" and not sense.weekday:
        return None
    if sense.weekday:
        inside = container(line, place + 1) if which in FROM_THE_END else None
        if inside is not None:
            return _nth_weekday(inside[0], sense.weekday, -1), inside[1]
        return which_weekday(line, which, place)
    found: Found | None = None
    if sense.month:
        found = month_first(line, place)
    elif sense.season:
        found = season(line, place)
    elif sense.holiday:
        found = holiday(sense.holiday), place + 1
    if found is None or found[0].need is not Need.YEAR:
        return found
    term, after = found
    period = _which_yearly(line, which, term)
    before = term.newest(period.start, before=True) if period and which in {"last", "previous"} else None
    return fixed(term.grain, period)._replace(before=before), after


def _which_yearly(line: Line, which: str, term: Term) -> Period | None:
    """Which of the Mays, summers or Christmases: the last is over, the next has not begun."""
    newest = term.newest(line.now)
    if which == "next":
        return term.first_from(line.now + DAY)
    if which == "this":
        this_year = term.at(line.now.year, 0)
        if newest is None or this_year is None or this_year.start <= line.now:
            return newest
        return newest if (line.now - newest.end).days <= JUST_OVER else this_year
    if newest is not None and newest.end >= line.now:
        newest = term.newest(newest.start, before=True)
    if which == "before last" and newest is not None:
        return term.newest(newest.start, before=True)
    return newest


def _is_rate(line: Line, index: int) -> bool:
    return index < line.count and bool(line.items[index].values("cues"))


def _those(line: Line, index: int) -> Found | None:
    """The days spoken of before, as so many: "over those 30 days"."""
    many = count(line, index) if line.near is not None else None
    unit = unit_at(line, many[1]) if many is not None else None
    if many is None or unit is None or line.near is None or not _is_so_long(line.near, many[0], unit):
        return None
    return fixed(Grain.SPAN, line.near), many[1] + 1


def _is_so_long(period: Period, number: int, unit: Unit) -> bool:
    """Whether a period is so many units long."""
    return period == starting(spans.single(period.start), number, unit)


def _which_many(line: Line, which: str, number: int, place: int, container: Rule) -> Found | None:
    """Several units: "last 30 days", "the next two weeks", "last two calendar months", "last ten days of May"."""
    place = line.past(line.past_mark(place, "-"), "whole")
    unit = unit_at(line, place)
    if unit is None or not number:
        return None
    inside = _inside(line, unit, place + 1, container) if which in FROM_THE_END else None
    if inside is not None:
        return inside[0].mapped(Grain.SPAN, lambda period: _last_of(period, number, unit)), inside[1]
    if which in BACK:
        return rolling(line, number, unit), place + 1
    return (coming(line, number, unit), place + 1) if which == "next" else None


def _last_of(period: Period, number: int, unit: Unit) -> Period:
    return Period(max(period.start, spans.step(period.end + DAY, -number, unit)), period.end)


def _which_unit(line: Line, which: str, unit: Unit, after: int, container: Rule) -> Found | None:
    inside = _inside(line, unit, after, container) if which in FROM_THE_END else None
    if inside is not None and not inside[0].event:
        return inside[0].mapped(grain_of(unit), lambda period: spans.nth_unit(period, unit, -1)), inside[1]
    if unit in {Unit.PERIOD, Unit.HOUR} or which not in OFFSETS:
        return None
    if unit is Unit.FORTNIGHT and which in {"last", "past"}:
        return rolling(line, WEEKS_IN_A_FORTNIGHT, Unit.WEEK), after
    if which == "past" and unit is not Unit.DAY:
        return past_unit(line, unit), after
    period = spans.around(spans.step(line.now, OFFSETS[which], unit), unit)
    shift = Shift(unit, OFFSETS[which], unit) if which in {"previous", "next"} else None
    return Term(grain_of(unit), lambda _y, _m: period, shift=shift), after


def _inside(line: Line, unit: Unit, place: int, container: Rule) -> Found | None:
    """What a unit is counted inside of, where it is larger than the unit."""
    found = container(line, place)
    if found is None or found[0].event:
        return found
    size = next((size for each, size in spans.SIZES.items() if grain_of(each) is found[0].grain), sys.maxsize)
    return found if spans.SIZES.get(unit, 0) < size else None


def nth(line: Line, index: int, container: Rule) -> Found | None:
    """The nth of something: "first week of May", "third tuesday of september", "перша декада травня", "II квартал"."""
    found = ordinal(line, index) or _bare_nth(line, index)
    if found is None:
        return None
    number, place = found
    if line.senses[place].which in FROM_THE_END:  # "2nd last week"
        number, place = -number, place + 1
    sense = line.senses[place]
    if "anniversary" in sense.links:
        return anniversary(line, place, number)
    if sense.unit in {Unit.QUARTER, Unit.HALF} or ("h" in sense.links and line.glued[place]):
        return _nth_of_year(line, sense.unit or Unit.HALF, number, place + 1, container)
    if sense.weekday:
        inside = container(line, place + 1)
        return (_nth_weekday(inside[0], sense.weekday, number), inside[1]) if inside and not inside[0].event else None
    if sense.unit:
        return _nth_unit(line, sense.unit, number, place + 1, container)
    return _first_many(line, place, container) if number == 1 else None


def _bare_nth(line: Line, index: int) -> tuple[int, int] | None:
    """A number without an ordinal's ending: "1 квартал", "2q24", "II півріччя", "20 тиждень 2024"."""
    sense = line.senses[index + 1]
    number = line.senses[index].roman or line.numbers[index]
    written_out = sense.unit in {Unit.QUARTER, Unit.HALF, Unit.TEN_DAYS} and len(line.items[index + 1].text) > 1
    if 1 <= number <= 4 and (written_out or (line.glued[index + 1] and (sense.unit or "h" in sense.links))):
        return number, index + 1
    if sense.unit is Unit.WEEK and 1 <= number <= 53 and line.widths[index + 2] == 4:
        return number, index + 1
    return None


def _nth_weekday(container: Term, weekday: int, number: int) -> Term:
    return container.mapped(Grain.DAY, lambda period: spans.nth_weekday(period, weekday, number))


def _nth_of_year(line: Line, unit: Unit, number: int, after: int, container: Rule) -> Found | None:
    """A quarter or a half of a year; of a month, a half of its days."""
    length = spans.MONTHS[unit]
    most = 12 // length
    number += most + 1 if number < 0 else 0
    if not 1 <= number <= most:
        return None
    after = line.past_dot(after)
    inside = container(line, after) if unit is Unit.HALF else None
    if inside is not None and inside[0].grain is Grain.MONTH:
        return inside[0].mapped(Grain.SPAN, lambda month: half_of_month(month, number)), inside[1]
    first = (number - 1) * length + 1
    return Term(grain_of(unit), lambda year, _: spans.months_from(year, first, length), Need.YEAR), after


def half_of_month(month: Period, number: int) -> Period:
    """The first or the second half of a month's days."""
    middle = month.start.replace(day=15)
    return Period(month.start, middle) if number == 1 else Period(middle + DAY, month.end)


def _nth_unit(line: Line, unit: Unit, number: int, after: int, container: Rule) -> Found | None:
    if unit in {Unit.PERIOD, Unit.HOUR}:
        return None
    inside = _inside(line, unit, after, container)
    if inside is None:
        is_iso = unit is Unit.WEEK and number > 5
        return (Term(Grain.WEEK, lambda year, _: spans.iso_week(year, number), Need.YEAR), after) if is_iso else None
    term, end = inside
    if term.event:
        if number < 1:
            return None
        start = spans.step(WAR_START, number - 1, unit)
        return fixed(grain_of(unit), starting(spans.single(start), 1, unit)), end
    change: Callable[[Period], Period | None] = lambda period: spans.nth_unit(period, unit, number)  # noqa: E731
    if unit is Unit.TEN_DAYS:
        change = lambda month: spans.part(month, number - 1) if 1 <= number <= 3 else None  # noqa: E731
    return term.mapped(grain_of(unit), change), end


def _first_many(line: Line, place: int, container: Rule) -> Found | None:
    """The first so many units: "first ten days of May", "перші три місяці 2024"."""
    many = count(line, place)
    unit = unit_at(line, many[1]) if many is not None else None
    if many is None or unit is None:
        return None
    inside = _inside(line, unit, many[1] + 1, container)
    if inside is None:
        if not line.ends(many[1] + 1):
            return None
        # "The first 100 days", of the war or of what was spoken of before.
        start = line.near or spans.single(WAR_START)
        return fixed(Grain.SPAN, starting(spans.single(start.start), many[0], unit)), many[1] + 1
    return inside[0].mapped(Grain.SPAN, lambda period: starting(period, many[0], unit)), inside[1]


def anniversary(line: Line, index: int, number: int | None) -> Found | None:
    """An anniversary of the invasion."""
    event = line.past(line.past(index + 1, "of"), "the")
    if line.senses[event].event:
        after = event + 1
    elif number is not None:
        after = index + 1
    else:
        return None
    if number is None:
        return holiday(f"{WAR_START:%m-%d}"), after
    return fixed(Grain.DAY, spans.single(spans.step(WAR_START, number, Unit.YEAR))), after


def part(line: Line, index: int, container: Rule) -> Found | None:
    """Early, mid, late or the end of something; "earlier" this month is all of it that is over."""
    name = line.senses[index].part
    inside = container(line, line.past_mark(index + 1, "-"))
    if inside is None:
        return None
    term, after = inside
    if term.event:
        return (term, after) if name == "early" else None

    def cut(period: Period) -> Period:
        if name == "earlier" and period.start < line.now <= period.end:
            return Period(period.start, line.now - DAY)
        return spans.part(period, THIRDS[name])

    return term.mapped(Grain.SPAN, cut, edge=name if name in {"early", "end"} else ""), after
