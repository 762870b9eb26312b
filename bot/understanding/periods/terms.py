"""The rule for terms: which rule reads what begins with a word or a number, and what may follow it."""

from typing import Final

from bot.understanding.periods import spans
from bot.understanding.periods.counted import counted
from bot.understanding.periods.dates import day_first, month_first, short_year, year_alone, year_term
from bot.understanding.periods.digits import numeric
from bot.understanding.periods.holidays import holiday
from bot.understanding.periods.line import NO_SENSE, Line, Sense
from bot.understanding.periods.mention import Grain
from bot.understanding.periods.numerals import number_starts, two_digit_year, year_number
from bot.understanding.periods.picked import anniversary, nth, part, which
from bot.understanding.periods.seasons import season
from bot.understanding.periods.shifts import same_in, shift_term
from bot.understanding.periods.spans import DAY, Unit
from bot.understanding.periods.term import Found, Need, Term, fixed, grain_of
from bot.understanding.periods.units import numbered, numbered_week, unit_first, week_of
from bot.understanding.periods.weekdays import weekday
from bot.understanding.periods.years import OFFSETS, with_year
from store.models import WAR_START, Period

CONTAINING: Final = frozenset({Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.HALF, Unit.YEAR})
"""Units that something can be a part of."""

MOST_NESTED: Final = 5
"""How deep terms stand in one another: "two days before the first Monday of last month" is three deep."""


def term_at(line: Line, index: int) -> Found | None:
    """The term that begins at `index`, with the year, weekday or month that completes it."""
    found = _begun(line, index)
    if found is None:
        return None
    term, after = found
    if term.need is Need.YEAR:
        term, after = with_year(line, term, after)
    if term.need is Need.MONTH:
        return _with_month(line, term, after) if term.year is None else found
    if term.grain is Grain.WEEK:
        return _with_weekday(line, term, after)
    if term.grain is Grain.YEAR and term.need is Need.NOTHING:
        return _year_then(line, term, after)
    return term, after


def _begun(line: Line, index: int) -> Found | None:
    """A term without what may complete it, by what it begins with."""
    if line.marks[index]:
        return year_alone(line, index) if line.marks[index] == "'" else None
    if line.depth == MOST_NESTED:
        return None
    line.depth += 1
    try:
        if line.numbers[index] >= 0:
            return _number(line, index)
        sense = line.senses[index]
        return None if sense is NO_SENSE else _name(line, index, sense) or _compound(line, index, sense)
    finally:
        line.depth -= 1


def _name(line: Line, index: int, sense: Sense) -> Found | None:
    """What is the name of a month, a weekday, a season, a holiday, or a day counted from today."""
    if sense.month:
        return month_first(line, index)
    if sense.weekday:
        return weekday(line, index)
    if sense.season:
        return season(line, index)
    if sense.holiday:
        return holiday(sense.holiday), index + 1
    if sense.relative:
        unit, offset = sense.relative
        return fixed(grain_of(unit), spans.around(spans.step(line.now, offset, unit), unit)), index + 1
    if sense.to_date:
        return fixed(Grain.SPAN, Period(spans.around(line.now, sense.to_date).start, line.now)), index + 1
    if sense.event:
        began = line.past(index + 1, "began")
        return Term(Grain.SPAN, lambda _y, _m: spans.single(WAR_START), event=True), began
    return None


def _compound(line: Line, index: int, sense: Sense) -> Found | None:
    """What begins with a word that needs others: "last", "early", "third", "two", "week", "anniversary"."""
    found: Found | None = None
    if sense.which:
        found = which(line, index, container)
    if found is None and sense.part:
        found = part(line, index, container)
    if found is None and (sense.ord or sense.num >= 0 or sense.roman or "one" in sense.links):
        found = counted(line, index, term_at) or nth(line, index, container) or _in_words(line, index)
    if found is None and "anniversary" in sense.links:
        found = anniversary(line, index, None)
    if found is None and sense.unit:
        found = unit_first(line, index, term_at)
    if found is None and "h" in sense.links:
        found = numbered(line, index, Unit.HALF)
    if found is None and "w" in sense.links and line.glued[index + 1]:
        found = numbered_week(line, index + 1)
    if found is None and "week of" in sense.links:
        found = week_of(line, index)
    return found


def _number(line: Line, index: int) -> Found | None:
    """What begins with digits."""
    found = numeric(line, index)
    if found is not None:
        return found
    if not number_starts(line, index):
        return None
    year = short_year(line, index)
    if year is not None:
        return year_term(year[0]), year[1]
    found = counted(line, index, term_at) or nth(line, index, container) or _short_year_then(line, index)
    if found is not None:
        return found
    day = day_first(line, index)
    if day is not None and (day[0].need is not Need.MONTH or line.widths[index] <= 2):
        return day
    return year_alone(line, index)


def _short_year_then(line: Line, index: int) -> Found | None:
    """A two-digit year glued to its quarter or half: "24q1", "23h2"."""
    after = index + 1
    if line.widths[index] != 2 or not line.glued[after] or not line.glued[after + 1]:
        return None
    unit = line.senses[after].unit if line.senses[after].unit is Unit.QUARTER else None
    if unit is None and "h" in line.links(after):
        unit = Unit.HALF
    found = numbered(line, after, unit) if unit is not None else None
    if found is None:
        return None
    return found[0].in_year(two_digit_year(line, line.numbers[index])), found[1]


def _in_words(line: Line, index: int) -> Found | None:
    """A day or a year in words: "twenty-fourth of May", "two thousand and five"."""
    year = year_number(line, index) or short_year(line, index)
    if year is not None:
        return year_term(year[0]), year[1]
    found = day_first(line, index)
    return None if found is None or found[0].bare else found


def _year_then(line: Line, term: Term, after: int) -> Found:
    """A year, with the month, quarter or season that follows it ("2024 May", "last year's summer")."""
    period = term.known()
    place = line.past_mark(after, ",-/")
    place = line.past(line.past(place, "in"), "the")
    sense = line.senses[place]
    halved = {Unit.QUARTER, Unit.HALF}
    week = line.numbers[place + 1] >= 0 and (sense.unit is Unit.WEEK or "w" in sense.links)
    within = sense.month or sense.ord or sense.season or sense.unit in halved or "h" in sense.links or week
    numbered_half = line.numbers[place] >= 0 and line.senses[place + 1].unit in halved
    if sense.which == "same" and period is not None and line.senses[place + 1].unit is not None:
        return shift_term(line, same_in(line.senses[place + 1].unit, period.start.year)), place + 2
    inner = _begun(line, place) if within or numbered_half else None
    if period is None or inner is None or inner[0].need is not Need.YEAR:
        return term, after
    own_year = with_year(line, *inner)[0].need is Need.NOTHING
    return (term, after) if own_year else (inner[0].in_year(period.start.year), inner[1])


def _with_weekday(line: Line, term: Term, after: int) -> Found:
    """A week, with the weekdays that are picked from it ("last week on Friday", "between Friday and Sunday")."""
    place = line.past_mark(after, ".,(")
    place = line.past(line.past(place, "on"), "in")
    if line.links(place) & {"between", "from"} and line.links(place + 2) & {"and", "to"}:
        first, last = line.senses[place + 1].weekday, line.senses[place + 3].weekday
        if 0 < first < last:
            days = (first - 1) * DAY, (last - 1) * DAY
            return term.mapped(Grain.SPAN, lambda week: Period(week.start + days[0], week.start + days[1])), place + 4
    number = line.senses[place].weekday
    if not number:
        return term, after
    return term.mapped(Grain.DAY, lambda week: spans.nth_weekday(week, number, 1)), place + 1


def _with_month(line: Line, term: Term, after: int) -> Found:
    """A day of an open month, with the month ("20th of the previous month") or only the year that follows."""
    place = line.past(line.past(after, "of"), "the")
    sense = line.senses[place]
    if sense.which in OFFSETS and line.senses[place + 1].unit is Unit.MONTH:
        month = spans.around(spans.step(line.now, OFFSETS[sense.which], Unit.MONTH), Unit.MONTH)
        return term.in_month(month), place + 2
    if sense.unit is Unit.MONTH and place > after:
        return term.in_month(spans.around(line.now, Unit.MONTH)), place + 1
    named = year_number(line, line.past_mark(after, ",")) if line.run_ends[after - 1] == after else None
    return (term.in_year(named[0]), named[1]) if named is not None else (term, after)


def container(line: Line, index: int) -> Found | None:
    """What something is a part of: a month, week, quarter or year, the running one ("the month"), or the war."""
    place = line.past(line.past(index, "of"), "in")
    place = line.past(line.past(place, "the"), "whole")
    if line.depth == MOST_NESTED:
        return None
    line.depth += 1
    try:
        found = _containing(line, place, tied=place > index)
    finally:
        line.depth -= 1
    if found is None or found[0].grain is Grain.DAY or found[0].need is Need.MONTH or found[0].rolling:
        return None
    term, after = with_year(line, *found) if found[0].need is Need.YEAR else found
    return _year_then(line, term, after) if term.grain is Grain.YEAR and term.need is Need.NOTHING else (term, after)


def _containing(line: Line, place: int, *, tied: bool) -> Found | None:
    sense = line.senses[place]
    if line.numbers[place] >= 0:
        separate = place > 0 and line.marks[place - 1] not in {"", "-"}
        return None if separate else numeric(line, place) or nth(line, place, container) or year_alone(line, place)
    if sense.which in {"that", "same"} and line.near is not None and line.senses[place + 1].unit in CONTAINING:
        unit = line.senses[place + 1].unit or Unit.YEAR
        return fixed(grain_of(unit), spans.around(line.near.start, unit)), place + 2  # "the second half of that month"
    if sense.which:
        return which(line, place, container) if sense.which in OFFSETS and (tied or sense.which != "past") else None
    if sense.unit in CONTAINING:
        running = fixed(grain_of(sense.unit), spans.around(line.now, sense.unit)), place + 1
        return unit_first(line, place, term_at) or running
    if sense.month or sense.season or sense.event or sense.relative or sense.ord or sense.roman:
        return _begun(line, place)
    return _begun(line, place) if sense.num == 2 or "h" in sense.links or line.marks[place] == "'" else None
