"""The terms of the grammar: what names one period, from "yesterday" to "the last week of September 2024"."""

from collections.abc import Callable
from datetime import date
from types import MappingProxyType
from typing import Final

from bot.understanding.periods import spans
from bot.understanding.periods.dates import (
    Found,
    day_first,
    month_first,
    numeric,
    short_years,
    year_alone,
    year_term,
)
from bot.understanding.periods.holidays import holiday
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain, Rolling, Shift
from bot.understanding.periods.numerals import count, number_starts, ordinal, two_digit_year, year_number
from bot.understanding.periods.spans import DAY, Unit
from bot.understanding.periods.term import Need, Term, fixed, rolling
from store.models import WAR_START, Period

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
"""The grain of each unit; any other unit is a span."""

BACK: Final = frozenset({"last", "previous", "past", "final"})
"""Which one, counted back from now."""

FROM_THE_END: Final = frozenset({"last", "past", "final"})
"""Which one, counted back from the end of a period ("the last week of May")."""

YEAR_OFFSETS: Final = MappingProxyType({"last": -1, "previous": -1, "past": -1, "this": 0, "next": 1})

THIRDS: Final = MappingProxyType({"early": 0, "mid": 1, "late": 2, "end": 2})

MOST_UNITS: Final = 4
"""How many counts one "ago" may hold: "1 year, 2 months, 3 weeks and 4 days ago"."""

WAR_MOST: Final = Period(WAR_START, date(WAR_START.year + 100, 1, 1))
"""The war as something to count weeks and months of."""


def term_at(line: Line, index: int) -> Found | None:
    """The longest sensible term that begins at `index`, with the year that follows it."""
    found = _plain(line, index)
    if found is None:
        return None
    term, after = found
    if term.need is Need.YEAR:
        term, after = _with_year(line, term, after)
        return _week_then(line, term, after) if term.grain is Grain.WEEK else (term, after)
    if term.grain is Grain.YEAR and term.need is Need.NOTHING and term.rolling is None and not term.shift:
        return _year_then(line, term, after)
    if term.grain is Grain.WEEK and term.need is Need.NOTHING:
        return _week_then(line, term, after)
    if term.need is Need.MONTH and term.year is None:
        return _day_then(line, term, after)
    return found


def _plain(line: Line, index: int) -> Found | None:
    sense = line.senses[index]
    if line.numbers[index] >= 0:
        return _number(line, index)
    if line.marks[index]:
        return year_alone(line, index) if line.marks[index] == "'" else None
    if sense.month:
        return month_first(line, index)
    if sense.which:
        found = _which(line, index)
        if found is not None:
            return found
    if sense.relative:
        unit, offset = sense.relative
        return fixed(_grain(unit), spans.around(spans.step(line.now, offset, unit), unit)), index + 1
    if sense.to_date:
        start = spans.around(line.now, sense.to_date).start
        return fixed(Grain.SPAN, Period(start, line.now)), index + 1
    if sense.weekday:
        return _weekday(line, index)
    if sense.season:
        return _season(line, index)
    if sense.holiday:
        return holiday(sense.holiday), index + 1
    if sense.event:
        began = line.past(index + 1, "began")
        return Term(Grain.SPAN, lambda _y, _m: spans.single(WAR_START), event=True), began
    if sense.part:
        found = _part(line, index)
        if found is not None:
            return found
    if sense.ord or sense.num >= 0 or sense.roman or "one" in sense.links:
        found = _counted(line, index) or _nth(line, index) or _worded_day(line, index)
        if found is not None:
            return found
    if "anniversary" in sense.links:
        return _anniversary(line, index, None)
    if sense.unit:
        return _unit(line, index)
    if "h" in sense.links:
        return _numbered(line, index, Unit.HALF)
    return _week_of(line, index) if "week of" in sense.links else None


def _grain(unit: Unit) -> Grain:
    return GRAINS.get(unit, Grain.SPAN)


def _number(line: Line, index: int) -> Found | None:
    """What begins with digits."""
    found = numeric(line, index)
    if found is not None:
        return found
    if not number_starts(line, index):
        return None
    found = _counted(line, index) or _nth(line, index)
    if found is not None:
        return found
    day = day_first(line, index)
    if day is not None and (day[0].need is not Need.MONTH or line.widths[index] <= 2):
        return day
    return year_alone(line, index)


def _worded_day(line: Line, index: int) -> Found | None:
    """A day or a year that begins with a word: "twenty-fourth of May", "two thousand and five"."""
    year = year_number(line, index)
    if year is not None:
        return year_term(year[0]), year[1]
    found = day_first(line, index)
    return None if found is None or found[0].bare else found


def relative_year(line: Line, index: int) -> tuple[int, int] | None:
    """A year relative to the clock: "last year", "of this year", "торік"."""
    index = line.past(index, "the")
    sense = line.senses[index]
    if sense.relative and sense.relative[0] is Unit.YEAR:
        return line.now.year + sense.relative[1], index + 1
    if sense.which in YEAR_OFFSETS:
        after = line.past(index + 1, "whole")
        if line.senses[after].unit is Unit.YEAR:
            return line.now.year + YEAR_OFFSETS[sense.which], after + 1
    return None


def _with_year(line: Line, term: Term, after: int) -> Found:
    """A term whose year is open, with the year that follows it, if one does."""
    place = line.past_mark(after, ",-/" if term.grain is not Grain.DAY else ",")
    place = line.past(line.past(place, "of"), "in") if place == after else line.past(place, "in")
    short = term.grain not in {Grain.DAY, Grain.MONTH} and line.run_ends[place] == place + 1
    named = year_number(line, place, short=short) if not line.inside[place] else None
    if named is None:
        start = line.past(place, "the")
        if line.senses[start].unit is Unit.YEAR and line.senses[start].which != "year" and start > after:
            named = year_number(line, line.past(start + 1, "of")) or (
                (line.now.year, start + 1) if start > place or "of" in line.links(place - 1) else None
            )
        named = named or relative_year(line, place)
    if named is None:
        return term, after
    if line.numbers[place] >= 0 and _starts_term(line, named[1], place):
        return term, after
    return term.in_year(named[0]), named[1]


def _starts_term(line: Line, after: int, place: int) -> bool:
    """Whether the number at `place` begins a term of its own: "may, 2024-06" or "q1 2 weeks"."""
    if line.run_ends[place] > after and line.marks[after] != "-":
        return True
    return line.widths[place] <= 2 and (line.senses[after].month > 0 or line.senses[after].unit is not None)


def _year_then(line: Line, term: Term, after: int) -> Found:
    """A year, with the month, quarter or season that follows it ("2024 May", "last year's summer")."""
    period = term.known()
    if period is None:
        return term, after
    place = line.past_mark(after, ",-/")
    place = line.past(line.past(place, "in"), "the")
    sense = line.senses[place]
    if not (sense.month or sense.ord or sense.season or sense.unit in {Unit.QUARTER, Unit.HALF} or "h" in sense.links):
        if not (line.numbers[place] >= 0 and line.senses[place + 1].unit in {Unit.QUARTER, Unit.HALF}):
            return term, after
    inner = _plain(line, place)
    if inner is None or inner[0].need is not Need.YEAR:
        return term, after
    whole = _with_year(line, *inner)
    return (term, after) if whole[0].need is Need.NOTHING else (inner[0].in_year(period.start.year), inner[1])


def _week_then(line: Line, term: Term, after: int) -> Found:
    """A week, with the weekday that is picked from it ("last week on Friday")."""
    place = line.past_mark(after, ",(")
    place = line.past(line.past(place, "on"), "in")
    if "between" in line.links(place) or "from" in line.links(place):
        first, second = line.senses[place + 1].weekday, line.senses[place + 3].weekday
        if first and second > first and line.links(place + 2) & {"and", "to"}:
            return term.mapped(
                Grain.SPAN, lambda week: Period(week.start + (first - 1) * DAY, week.start + (second - 1) * DAY)
            ), place + 4
    weekday = line.senses[place].weekday
    if not weekday:
        return term, after
    return term.mapped(Grain.DAY, lambda week: spans.nth_weekday(week, weekday, 1)), place + 1


def _day_then(line: Line, term: Term, after: int) -> Found:
    """A day of a month that is open, with the year or the month that follows ("20th of the previous month")."""
    place = line.past(line.past(after, "of"), "the")
    sense = line.senses[place]
    if sense.which in YEAR_OFFSETS and line.senses[place + 1].unit is Unit.MONTH:
        month = spans.around(spans.step(line.now, YEAR_OFFSETS[sense.which], Unit.MONTH), Unit.MONTH)
        return term.in_month(month), place + 2
    if sense.unit is Unit.MONTH and place > after:
        return term.in_month(spans.around(line.now, Unit.MONTH)), place + 1
    named = year_number(line, line.past_mark(after, ",")) if line.run_ends[after - 1] == after else None
    return (term.in_year(named[0]), named[1]) if named is not None else (term, after)


def _which(line: Line, index: int) -> Found | None:
    """What begins with "last", "this", "next" and the like."""
    which = line.senses[index].which
    if which in {"that", "same", "following"}:
        return _shifted(line, index, which)
    place = line.past(index + 1, "whole")
    sense = line.senses[place]
    if "one" not in sense.links or sense.num >= 0:
        counted = count(line, place)
        if counted is not None:
            return _which_many(line, which, *counted)
    if sense.unit:
        return _which_unit(line, which, sense.unit, place + 1)
    if sense.part:
        return None
    found = None
    if sense.month:
        found = month_first(line, place)
    elif sense.weekday:
        return _which_weekday(line, which, place)
    elif sense.season:
        found = _season(line, place)
    elif sense.holiday:
        found = holiday(sense.holiday), place + 1
    if found is None or found[0].need is not Need.YEAR:
        return found
    return fixed(found[0].grain, _which_yearly(line, which, found[0])), found[1]


def _which_yearly(line: Line, which: str, term: Term) -> Period | None:
    """Which of the Mays, summers or Christmases: the last is over, the next has not begun."""
    if which == "next":
        return term.first_from(line.now + DAY)
    if which == "this":
        running = term.newest(line.now)
        return running if running is not None and running.end >= line.now else term.at(line.now.year, 0)
    newest = term.newest(line.now, before=True)
    if newest is not None and newest.end >= line.now:
        return term.newest(newest.start, before=True)
    return newest


def _which_many(line: Line, which: str, number: int, place: int) -> Found | None:
    """Several units: "last 30 days", "the next two weeks", "last ten days of May"."""
    unit = _counted_unit(line, place)
    if unit is None or not number or unit is Unit.PERIOD:
        return None
    if which in FROM_THE_END:
        inside = _container(line, place + 1)
        if inside is not None:
            return _last_of(inside[0], number, unit), inside[1]
    if which in BACK:
        return rolling(number, unit, line.now), place + 1
    if which != "next":
        return None
    days = Unit.DAY if unit is Unit.HOUR else unit
    start = line.now + DAY if unit in {Unit.DAY, Unit.HOUR} else spans.around(line.now, unit).end + DAY
    return fixed(Grain.SPAN, Period(start, max(start, spans.step(start, number, days) - DAY))), place + 1


def _last_of(container: Term, number: int, unit: Unit) -> Term:
    def cut(period: Period) -> Period:
        return Period(max(period.start, spans.step(period.end + DAY, -number, unit)), period.end)

    return container.mapped(Grain.SPAN, cut)


def _which_unit(line: Line, which: str, unit: Unit, after: int) -> Found | None:
    if which in FROM_THE_END:
        inside = _container(line, after)
        if inside is not None:
            return inside[0].mapped(_grain(unit), lambda period: spans.nth_unit(period, unit, -1)), inside[1]
    if unit in {Unit.PERIOD, Unit.HOUR} or which == "final":
        return None
    if which == "past" and unit is not Unit.DAY:
        return _past_unit(line, unit), after
    offset = YEAR_OFFSETS[which]
    period = spans.around(spans.step(line.now, offset, unit), unit)
    shift = Shift(within=unit, count=-1, unit=unit) if which == "previous" else None
    if shift is None and which == "next":
        shift = Shift(within=unit, count=1, unit=unit)
    return Term(_grain(unit), lambda _y, _m: period, shift=shift), after


def _past_unit(line: Line, unit: Unit) -> Term:
    """ "The past year": as many days as it had, up to yesterday."""
    period = Period(spans.step(line.now, -1, unit), line.now - DAY)
    return Term(Grain.SPAN, lambda _y, _m: period, rolling=Rolling(period.days, Unit.DAY))


def _which_weekday(line: Line, which: str, place: int) -> Found | None:
    found = _weekday(line, place, after_which=True)
    if found is None or found[1] > place + 1:
        return found
    weekday = line.senses[place].weekday
    now = line.now
    if which == "this":
        day = spans.around(now, Unit.WEEK).start + (weekday - 1) * DAY
    elif which == "next":
        day = now + ((weekday - now.isoweekday() - 1) % 7 + 1) * DAY
    else:
        day = now - ((now.isoweekday() - weekday - 1) % 7 + 1) * DAY
    return fixed(Grain.DAY, spans.single(day)), place + 1


def _weekday(line: Line, index: int, *, after_which: bool = False) -> Found | None:
    """A weekday, with the date that it only decorates or the week that it is picked from."""
    weekday = line.senses[index].weekday
    after = index + 1
    if line.marks[after] == "." and line.glued[after]:
        after += 1
    place = line.past_mark(after, ",-(")
    place = line.past(place, "the")
    dated = _dated(line, place)
    if dated is not None:
        term, end = dated
        end = line.past_mark(end, ")") if line.marks[place - 1] == "(" else end
        if term.need is not Need.MONTH:
            return term, end
        at = term.at

        def on_weekday(year: int, month: int) -> Period | None:
            day = at(year, month)
            return day if day is not None and day.start.isoweekday() == weekday else None

        return Term(Grain.DAY, on_weekday, Need.MONTH), end
    week = _week_after(line, line.past(line.past(after, "of"), "in")) if not after_which else None
    if week is not None:
        return week[0].mapped(Grain.DAY, lambda days: spans.nth_weekday(days, weekday, 1)), week[1]
    day = line.now - ((line.now.isoweekday() - weekday) % 7) * DAY
    return fixed(Grain.DAY, spans.single(day)), index + 1


def _dated(line: Line, place: int) -> Found | None:
    """A day's date right behind a weekday."""
    found = None
    if line.numbers[place] >= 0:
        found = numeric(line, place) or day_first(line, place)
    elif line.senses[place].month:
        found = month_first(line, place)
    elif line.senses[place].ord or line.senses[place].num >= 0:
        found = day_first(line, place)
    if found is None or found[0].grain is not Grain.DAY or (found[0].bare and line.marks[found[1]] == ":"):
        return None
    return _with_year(line, *found) if found[0].need is Need.YEAR else found


def _week_after(line: Line, place: int) -> Found | None:
    """ "last week", "цього тижня" right behind a weekday."""
    which = line.senses[place].which
    if which in YEAR_OFFSETS and line.senses[place + 1].unit is Unit.WEEK:
        return _which_unit(line, "last" if which == "past" else which, Unit.WEEK, place + 2)
    return None


def _season(line: Line, index: int) -> Found:
    """A season; winter belongs to the year in which it begins, unless two years are named."""
    first = line.senses[index].season
    place = line.past(index + 1, "of")
    place = line.past(place, "in") if place == index + 1 else place
    years = short_years(line, place)
    if years is not None:
        period = spans.months_from(years[0] if first == spans.WINTER else years[0] + 1, first, 3)
        after = years[1]
        return fixed(Grain.SEASON, period), after + (line.senses[after].unit is Unit.YEAR)
    term = Term(Grain.SEASON, lambda year, _: spans.months_from(year, first, 3), Need.YEAR)
    if first != spans.WINTER:
        return term, index + 1
    # "Winter 2023" may be the one that began or the one that ended in 2023.
    earlier = Term(Grain.SEASON, lambda year, _: spans.months_from(year - 1, first, 3), Need.YEAR)
    named = _with_year(line, term, index + 1)
    if named[0].need is Need.YEAR:
        return named
    began = named[0].known()
    year = named[0].year or 0
    if began is not None and began.start > line.now:
        return earlier.in_year(year), named[1]
    return Term(Grain.SEASON, named[0].at, year=year, rival=earlier.in_year(year)), named[1]


def _part(line: Line, index: int) -> Found | None:
    """Early, mid, late or the end of something."""
    name = line.senses[index].part
    place = line.past_mark(index + 1, "-")
    inside = _container(line, place)
    if inside is None:
        return None
    term, after = inside
    if term.event:
        return (term, after) if name == "early" else None
    third = THIRDS[name]
    edge = name if name in {"early", "end"} else ""
    return term.mapped(Grain.SPAN, lambda period: spans.part(period, third), edge=edge), after


def _container(line: Line, index: int) -> Found | None:
    """What something is a part of: a month, a week, a quarter, a year, the running one ("the month") or the war."""
    place = line.past(line.past(index, "of"), "in")
    place = line.past(line.past(place, "the"), "whole")
    sense = line.senses[place]
    if line.numbers[place] >= 0:
        if line.marks[place - 1] and not line.inside[place]:
            return None
        found = numeric(line, place) or _nth(line, place) or year_alone(line, place)
    elif sense.month or sense.season or sense.event or sense.relative or sense.ord or sense.roman:
        found = _plain(line, place)
    elif sense.which in YEAR_OFFSETS:
        if place == index and "past" in sense.which:
            return None
        found = _plain(line, place)
    elif sense.unit in {Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.HALF, Unit.YEAR}:
        found = _unit(line, place)
        if found is None:
            found = fixed(_grain(sense.unit), spans.around(line.now, sense.unit)), place + 1
    elif sense.num == 2 or "h" in sense.links or line.marks[place] == "'":
        found = _plain(line, place)
    else:
        return None
    if found is None or found[0].grain is Grain.DAY or found[0].need is Need.MONTH or found[0].rolling:
        return None
    return (
        _with_year(line, *found)
        if found[0].need is Need.YEAR
        else _year_then(line, *found)
        if found[0].grain is Grain.YEAR
        else found
    )


def _counted_unit(line: Line, place: int) -> Unit | None:
    if "h" in line.links(place) and line.glued[place]:
        return Unit.HOUR
    return line.senses[place].unit


def _counted(line: Line, index: int) -> Found | None:
    """A number of units and what it is counted from: "5 days ago", "12 months to May", "two days before yesterday"."""
    counted = count(line, index)
    if counted is None:
        return None
    number, place = counted
    if line.senses[place].which in BACK and line.senses[place + 1].unit:  # "30 останніх днів"
        return _which_many(line, line.senses[place].which, number, place + 1)
    unit = _counted_unit(line, place)
    if unit is None or unit is Unit.PERIOD:
        return None
    return _units_from(line, number, unit, place + 1)


def _units_from(line: Line, number: int, unit: Unit, after: int) -> Found | None:
    """What `number` units are counted from: now, a day, the end or the start of a period."""
    offsets = [(number, unit)]
    place = after
    while len(offsets) < MOST_UNITS:
        start = line.past(line.past_mark(place, ","), "and")
        more = count(line, start)
        more_unit = _counted_unit(line, more[1]) if more is not None else None
        if more is None or more_unit is None:
            break
        offsets.append((more[0], more_unit))
        place = more[1] + 1
    links = line.links(place)
    if "ago" in links:
        return _ago(line, offsets), place + 1
    if len(offsets) > 1:
        return None
    if links & {"before", "after"}:
        target = term_at(line, line.past(place + 1, "the"))
        if target is not None and target[0].grain is Grain.DAY and not target[0].bare:
            sign = -1 if "before" in links else 1
            return target[0].mapped(
                Grain.DAY, lambda day: spans.single(spans.step(day.start, sign * number, unit))
            ), target[1]
    if "earlier" in links and not line.senses[place + 1].event:
        return _shift_term(line, Shift(None, -number, unit)), place + 1
    if "later" in links:
        return _shift_term(line, Shift(None, number, unit)), place + 1
    if links & {"ending", "to"}:
        target = term_at(line, line.past(place + 1, "the"))
        if target is not None and target[0].need is not Need.MONTH and not target[0].rolling:
            return target[0].mapped(Grain.SPAN, lambda end: _ending(end, number, unit)), target[1]
    if "from" in links:
        target = term_at(line, line.past(place + 1, "on"))
        if target is not None and target[0].grain is Grain.DAY and not target[0].bare:
            return target[0].mapped(Grain.SPAN, lambda start: _starting(start, number, unit)), target[1]
    if "of" in links and line.senses[line.past(place + 1, "the")].event and number > 1:
        return fixed(Grain.SPAN, _starting(spans.single(WAR_START), number, unit)), line.past(place + 1, "the") + 1
    return None


def _ending(end: Period, number: int, unit: Unit) -> Period:
    return Period(min(spans.step(end.end + DAY, -number, unit), end.start), end.end)


def _starting(start: Period, number: int, unit: Unit) -> Period:
    return Period(start.start, max(start.start, spans.step(start.start, number, unit) - DAY))


def _ago(line: Line, offsets: list[tuple[int, Unit]]) -> Term:
    """The day so long ago; put in one larger unit, with that unit around it."""
    day = line.now
    for number, unit in offsets:
        day = spans.step(day, -(-(-number // 24) if unit is Unit.HOUR else number), unit)
    around = None
    if len(offsets) == 1 and offsets[0][1] not in {Unit.DAY, Unit.HOUR}:
        around = spans.around(day, offsets[0][1])
    return Term(Grain.DAY, lambda _y, _m: spans.single(day), around=around)


def _nth(line: Line, index: int) -> Found | None:
    """The nth of something: "first week of May", "third tuesday of september", "Q3" in words, "перша декада травня"."""
    found = ordinal(line, index)
    if found is None:
        bare = line.senses[index].roman or line.numbers[index]
        if not 1 <= bare <= 4 or not _halves(line, index + 1):
            return None
        found = bare, index + 1
    number, place = found
    if line.senses[place].which in FROM_THE_END:  # "2nd last week"
        number, place = -number, place + 1
    if "anniversary" in line.links(place):
        return _anniversary(line, place, number)
    sense = line.senses[place]
    if sense.unit in {Unit.QUARTER, Unit.HALF}:
        return _nth_of_year(line, sense.unit, number, place + 1)
    if sense.weekday:
        weekday = sense.weekday
        inside = _container(line, place + 1)
        if inside is None or inside[0].event:
            return None
        return inside[0].mapped(Grain.DAY, lambda period: spans.nth_weekday(period, weekday, number)), inside[1]
    if sense.unit:
        return _nth_unit(line, sense.unit, number, place + 1)
    many = count(line, place) if number == 1 else None
    unit = _counted_unit(line, many[1]) if many is not None else None
    if many is None or unit is None:
        return None
    inside = _container(line, many[1] + 1)
    if inside is None:
        return None
    length = many[0]
    return inside[0].mapped(Grain.SPAN, lambda period: _starting(period, length, unit)), inside[1]


def _halves(line: Line, index: int) -> bool:
    """Whether a quarter or a half follows a bare number: "1 квартал", "2q24", "II півріччя"."""
    if line.senses[index].unit in {Unit.QUARTER, Unit.HALF}:
        return len(line.items[index].text) > 1 or line.glued[index]
    return False


def _nth_of_year(line: Line, unit: Unit, number: int, after: int) -> Found | None:
    """A quarter or a half of a year; of a month, a half of its days."""
    length = spans.MONTHS[unit]
    most = 12 // length
    if number < 0:
        number += most + 1
    if not 1 <= number <= most:
        return None
    if line.marks[after] == "." and line.glued[after]:
        after += 1
    inside = _container(line, after)
    if inside is not None and inside[0].grain is Grain.MONTH and unit is Unit.HALF:
        return inside[0].mapped(Grain.SPAN, lambda month: _half_of_month(month, number)), inside[1]
    first = (number - 1) * length + 1
    return Term(_grain(unit), lambda year, _: spans.months_from(year, first, length), Need.YEAR), after


def _half_of_month(month: Period, number: int) -> Period:
    middle = month.start.replace(day=15)
    return Period(month.start, middle) if number == 1 else Period(middle + DAY, month.end)


def _nth_unit(line: Line, unit: Unit, number: int, after: int) -> Found | None:
    inside = _container(line, after)
    if inside is None:
        if unit is Unit.WEEK and number > 5:
            return Term(Grain.WEEK, lambda year, _: spans.iso_week(year, number), Need.YEAR), after
        return None
    term, end = inside
    if term.event:
        if unit not in spans.MONTHS and unit not in spans.DAYS:
            return None
        start = spans.step(WAR_START, number - 1, unit)
        return (
            (fixed(_grain(unit), Period(start, spans.step(WAR_START, number, unit) - DAY)), end) if number > 0 else None
        )
    if unit is Unit.TEN_DAYS:
        if not 1 <= number <= 3:
            return None
        return term.mapped(Grain.SPAN, lambda month: spans.part(month, number - 1)), end
    if unit is Unit.PERIOD or unit is Unit.HOUR:
        return None
    return term.mapped(_grain(unit), lambda period: spans.nth_unit(period, unit, number)), end


def _anniversary(line: Line, index: int, number: int | None) -> Found | None:
    """An anniversary of the invasion."""
    after = index + 1
    place = line.past(line.past(after, "of"), "the")
    if line.senses[place].event:
        after = place + 1
    elif number is None:
        return None
    if number is None:
        return holiday(f"{WAR_START:%m-%d}"), after
    return fixed(Grain.DAY, spans.single(spans.step(WAR_START, number, Unit.YEAR))), after


def _unit(line: Line, index: int) -> Found | None:
    """What begins with a unit: "week 27", "Q3", "month of May", "week of the 18th", "year 2024", "місяць тому"."""
    unit = line.senses[index].unit
    after = index + 1
    if unit is None:
        return None
    if unit in {Unit.QUARTER, Unit.HALF}:
        numbered = _numbered(line, index, unit)
        if numbered is not None:
            return numbered
    place = line.past(after, "of")
    if unit is Unit.MONTH and line.senses[place].month:
        return month_first(line, place)
    if unit is Unit.YEAR and line.senses[place].num != 1:
        named = year_number(line, place)
        if named is not None and (line.numbers[place] < 0 or line.run_ends[place] == place + 1):
            return year_term(named[0]), named[1]
    if unit is Unit.WEEK:
        found = _numbered_week(line, after) or _week_of(line, index)
        if found is not None:
            return found
    if unit is Unit.DAY:
        number = line.numbers[after]
        event = line.past(line.past(after + 1, "of"), "the")
        if number > 0 and line.senses[event].event:
            return fixed(Grain.DAY, spans.single(spans.step(WAR_START, number - 1, Unit.DAY))), event + 1
    if unit is Unit.PERIOD:
        return None
    links = line.links(after)
    if "earlier" in links or "later" in links:
        found = _units_from(line, 1, unit, after)
        if found is not None and found[0].shift is None:
            return found
        sign = -1 if "earlier" in links else 1
        return _shift_term(line, Shift(within=unit, count=sign, unit=unit)), after + 1
    return _units_from(line, 1, unit, after)


def _numbered(line: Line, index: int, unit: Unit) -> Found | None:
    """A numbered quarter or half: "Q3", "q3'24", "quarter 2", "H1"."""
    number = line.numbers[index + 1]
    most = 12 // spans.MONTHS[unit]
    if not 1 <= number <= most or line.widths[index + 1] != 1:
        return None
    if len(line.items[index].text) == 1 and not line.glued[index + 1] and unit is Unit.HALF:
        return None
    first = (number - 1) * spans.MONTHS[unit] + 1
    after = index + 2
    term = Term(_grain(unit), lambda year, _: spans.months_from(year, first, spans.MONTHS[unit]), Need.YEAR)
    if line.run_ends[index + 1] == after + 2 and line.marks[after] in "-/":  # "Q3-2024"
        if line.widths[after + 1] == 4:
            return term.in_year(line.numbers[after + 1]), after + 2
        if line.widths[after + 1] == 2:
            return term.in_year(two_digit_year(line, line.numbers[after + 1])), after + 2
    return term, after


def _numbered_week(line: Line, place: int) -> Found | None:
    number = line.numbers[place]
    if not 1 <= number <= 53 or line.widths[place] > 2 or line.run_ends[place] != place + 1:
        return None
    if line.links(place + 1) & {"ago"} or line.senses[place + 1].month:
        return None
    return Term(Grain.WEEK, lambda year, _: spans.iso_week(year, number), Need.YEAR), place + 1


def _week_of(line: Line, index: int) -> Found | None:
    """The week around a day: "week of the 18th", "week beginning 4 February", "w/c 4 feb", "week ending 12 May"."""
    place = index + 1
    ending = False
    if line.senses[index].unit is Unit.WEEK:
        links = line.links(place)
        ending = "ending" in links and "to" not in links
        if not (links & {"of", "from", "containing"} or ending):
            return None
        place += 1
    place = line.past(line.past(place, "on"), "the")
    found = (
        day_first(line, place)
        or numeric(line, place)
        or (month_first(line, place) if line.senses[place].month else None)
    )
    if found is None or found[0].grain is not Grain.DAY:
        return None
    if found[0].need is Need.YEAR:
        found = _with_year(line, *found)
    change: Callable[[Period], Period] = _week_around if not ending else _week_ending
    return found[0].mapped(Grain.WEEK, change), found[1]


def _week_around(day: Period) -> Period:
    return spans.around(day.start, Unit.WEEK)


def _week_ending(day: Period) -> Period:
    return Period(day.start - 6 * DAY, day.start)


def _shifted(line: Line, index: int, which: str) -> Found | None:
    """ "That month", "the following month", "same month last year", "the same period of 2023"."""
    place = index + 1
    unit = line.senses[place].unit
    if unit is None or unit is Unit.HOUR:
        return None
    after = place + 1
    within = None if unit is Unit.PERIOD else unit
    if which == "following":
        return (_shift_term(line, Shift(within=unit, count=1, unit=unit)), after) if within else None
    if which == "that":
        return (_shift_term(line, Shift(within=within)), after) if within else None
    place = line.past(line.past(after, "of"), "in")
    year = year_number(line, place) or relative_year(line, place)
    if year is not None:
        return _shift_term(line, Shift(within=within, year=year[0])), year[1]
    earlier = count(line, place) or (1, place)
    if line.senses[earlier[1]].unit is Unit.YEAR and line.links(earlier[1] + 1) & {"earlier", "ago", "before"}:
        return _shift_term(line, Shift(within=within, count=-earlier[0], unit=Unit.YEAR)), earlier[1] + 2
    return (_shift_term(line, Shift(within=within)), after) if within else None


def _shift_term(line: Line, shift: Shift) -> Term:
    """A shifted term; without anything earlier it is counted from the clock."""
    grain = _grain(shift.within) if shift.within else Grain.SPAN
    period = shifted(shift, spans.single(line.now))
    return Term(grain, lambda _y, _m: period, shift=shift)


def shifted(shift: Shift, earlier: Period) -> Period:
    """What a shift makes of an earlier period.

    "The year before" behind something shorter than a year is the same days of the year before.
    """
    within = shift.within
    if within is Unit.YEAR and earlier.days < 300:
        within = None
    period = spans.around(earlier.start, within) if within else earlier
    if shift.year is not None:
        return spans.moved(period, shift.year - period.start.year, Unit.YEAR)
    return spans.moved(period, shift.count, shift.unit)
