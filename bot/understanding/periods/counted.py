"""Numbers of units and what they are counted from: "5 days ago", "last 30 days", "12 months to May 2024"."""

from typing import Final

from bot.understanding.periods import spans
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain, Rolling, Shift
from bot.understanding.periods.numerals import count, year_number
from bot.understanding.periods.shifts import shift_term
from bot.understanding.periods.spans import DAY, Unit
from bot.understanding.periods.term import Found, Need, Rule, Term, fixed, grain_of
from store.models import WAR_START, Period

BACK: Final = frozenset({"last", "previous", "past", "final"})
"""Which one, counted back from now."""

TODAY: Final = (Unit.DAY, 0)
"""How many units from today on today is."""

FROM_THE_END: Final = frozenset({"last", "past", "final"})
"""Which one, counted back from the end of a period ("the last week of May")."""


MOST_COUNTS: Final = 4
"""How many counts one "ago" may hold: "1 year, 2 months, 3 weeks and 4 days ago"."""


def unit_at(line: Line, place: int) -> Unit | None:
    """The unit of a count, "24h" among them."""
    if "h" in line.links(place) and line.glued[place]:
        return Unit.HOUR
    unit = line.senses[place].unit
    return None if unit is Unit.PERIOD else unit


def counted(line: Line, index: int, term: Rule) -> Found | None:
    """What begins with a number of units."""
    counted = count(line, index)
    if counted is None:
        return None
    number, place = counted
    if line.senses[place].which in BACK and line.senses[place + 1].unit:  # "7 останніх днів"
        unit = unit_at(line, place + 1)
        return (rolling(line, number, unit), place + 2) if unit and number else None
    unit = unit_at(line, place)
    return units_from(line, number, unit, place + 1, term, index) if unit is not None else None


def units_from(line: Line, number: int, unit: Unit, after: int, term: Rule, start: int = 0) -> Found | None:
    """What `number` units are counted from: now, a day, the end or the start of a period, the invasion.

    `start` is the index of the number.
    """
    lasting = start > 0 and "lasting" in line.links(start - 1) and unit not in {Unit.HOUR, Unit.YEAR}
    if lasting and unit is Unit.MONTH and (year := year_number(line, line.past(after, "of"))) and 1 < number < 12:
        return fixed(Grain.SPAN, spans.months_from(year[0], 1, number)), year[1]  # "за 9 місяців 2025 року"
    offsets, place = _more_counts(line, number, unit, after)
    links = line.links(place)
    if "ago" in links:
        today = line.senses[place + 1].relative == TODAY  # "a year ago today"
        return _ago(line, offsets, exact=today), place + 1 + today
    if len(offsets) > 1:
        return None
    event = line.past(line.past(place, "of"), "the")
    if line.senses[event].event and number > 1:
        return _of_war(number, unit, one="singular" in line.links(after - 1)), event + 1
    each = bool(line.items[after - 1].values("cues"))  # "over 300 a day"
    if number > 1 and lasting and not each and line.ends(place) and not line.sums():
        return rolling(line, number, unit), place  # "за 7 діб"
    if not links:
        return None
    return _beside(line, number, unit, place, term) or _shift(line, number, unit, place)


def _of_war(number: int, unit: Unit, *, one: bool) -> Term:
    """Days of the war: "100 днів війни" are its first hundred days, "100 день війни" is one of them."""
    if not one:
        return fixed(Grain.SPAN, starting(spans.single(WAR_START), number, unit))
    return fixed(grain_of(unit), starting(spans.single(spans.step(WAR_START, number - 1, unit)), 1, unit))


def _more_counts(line: Line, number: int, unit: Unit, place: int) -> tuple[list[tuple[int, Unit]], int]:
    offsets = [(number, unit)]
    while len(offsets) < MOST_COUNTS:
        more = count(line, line.past(line.past_mark(place, ","), "and"))
        more_unit = unit_at(line, more[1]) if more is not None else None
        if more is None or more_unit is None:
            break
        offsets.append((more[0], more_unit))
        place = more[1] + 1
    return offsets, place


def _beside(line: Line, number: int, unit: Unit, place: int, term: Rule) -> Found | None:
    """Units before or after a day, up to the end of a period, or from a day on."""
    links = line.links(place)
    if not links & {"before", "after", "ending", "from"}:
        return None
    found = term(line, line.past(line.past(place + 1, "on"), "the"))
    if found is None or found[0].bare or found[0].rolling or found[0].shift:
        return None
    target, after = found
    if "ending" in links:
        if target.need is Need.MONTH:
            return None
        return target.mapped(Grain.SPAN, lambda end: _ending(end, number, unit)), after
    if target.grain is not Grain.DAY:
        return None
    if "starting" in links:
        return target.mapped(Grain.SPAN, lambda start: starting(start, number, unit)), after
    sign = -1 if "before" in links else 1
    return target.mapped(Grain.DAY, lambda day: spans.single(spans.step(day.start, sign * number, unit))), after


def _shift(line: Line, number: int, unit: Unit, place: int) -> Found | None:
    links = line.links(place)
    if "earlier" in links:
        return shift_term(line, Shift(None, -number, unit)), place + 1
    return (shift_term(line, Shift(None, number, unit)), place + 1) if "later" in links else None


def _ago(line: Line, offsets: list[tuple[int, Unit]], *, exact: bool) -> Term:
    """The day so long ago; put in one larger unit, with that unit around it unless it is `exact`."""
    day = line.now
    for offset in offsets:
        number, unit = _in_days(*offset)
        day = spans.step(day, -number, unit)
    around = None
    if len(offsets) == 1 and not exact and offsets[0][1] not in {Unit.DAY, Unit.HOUR}:
        around = spans.around(day, offsets[0][1])
    return Term(Grain.DAY, lambda _y, _m: spans.single(day), around=around)


def _in_days(number: int, unit: Unit) -> tuple[int, Unit]:
    """A count, its hours rounded up to days."""
    return (-(-number // 24), Unit.DAY) if unit is Unit.HOUR else (number, unit)


def _ending(end: Period, number: int, unit: Unit) -> Period:
    return Period(min(spans.step(end.end + DAY, -number, unit), end.start), end.end)


def starting(start: Period, number: int, unit: Unit) -> Period:
    """The first `number` units from the first day of `start` on."""
    return Period(start.start, max(start.start, spans.step(start.start, number, unit) - DAY))


def rolling(line: Line, number: int, unit: Unit) -> Term:
    """The last so many units: whole calendar units, but days up to yesterday."""
    number, unit = _in_days(number, unit)
    if unit in {Unit.WEEKEND, Unit.TEN_DAYS}:
        first, last = (spans.around(spans.step(line.now, -back, unit), unit) for back in (number, 1))
        period = Period(first.start, last.end)
    else:
        end = line.now if unit is Unit.DAY else spans.around(line.now, unit).start
        period = Period(min(spans.step(end, -number, unit), end - DAY), end - DAY)
    return Term(Grain.SPAN, lambda _y, _m: period, rolling=Rolling(number, unit))


def coming(line: Line, number: int, unit: Unit) -> Term:
    """The next so many units, after the running one."""
    number, unit = _in_days(number, unit)
    after = line.now if unit is Unit.DAY else spans.around(line.now, unit).end
    return fixed(Grain.SPAN, starting(spans.single(after + DAY), number, unit))


def past_unit(line: Line, unit: Unit) -> Term:
    """As many days as the past week, month or year had, up to yesterday."""
    period = Period(spans.step(line.now, -1, unit), line.now - DAY)
    return Term(Grain.SPAN, lambda _y, _m: period, rolling=Rolling(period.days, Unit.DAY))
