"""Mentions that leave out what was named before: "this month and the last", "and the third?", "а 13-го?"."""

from typing import Final

from bot.understanding.periods import spans
from bot.understanding.periods.counted import BACK, rolling
from bot.understanding.periods.dates import year_term
from bot.understanding.periods.draft import Draft
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain, Marker, Shift
from bot.understanding.periods.numerals import newest_years, ordinal, past_suffix, short_years, two_digit_year
from bot.understanding.periods.shifts import shift_term
from bot.understanding.periods.spans import DAY, Unit
from bot.understanding.periods.term import GRAINS, Need, Term, fixed
from bot.understanding.periods.terms import term_at
from bot.understanding.periods.years import with_year
from store.models import Period

MOST_ORDINALS: Final = 3
"""How many ordinals may stand before the one that names the unit: a year has four quarters."""

_MONTHS: Final = {Grain.QUARTER: 3, Grain.HALF: 6}
"""How many months a part of a year has that is named by an ordinal."""

MOST_WEEKS: Final = 53
"""No year has more weeks."""


def elliptic(line: Line, index: int, found: list[Draft]) -> Draft | None:
    """The previous of what was named just before: "this month and the last", "цей місяць з минулим"."""
    which = line.senses[index].which
    earlier = found[-1].begin if found else None
    if which not in {"last", "previous", "before last"}:
        return _another(line, index, found[-1].last, earlier) if earlier is not None else None
    if earlier is None or which == "before last":
        return _previous_one(line, index, which)
    if earlier.need is Need.MONTH:
        return None
    unit = next((unit for unit, grain in GRAINS.items() if grain is earlier.grain), None)
    between = range(found[-1].last, index)
    joined = any(line.joins(place) or "containing" in line.links(place) for place in between)
    if unit is None or not joined or len(between) > 2 or not line.ends(index + 1):
        return None
    return Draft(index, index + 1, shift_term(line, Shift(unit, -1, unit)))


def _another(line: Line, index: int, taken: int | None, earlier: Term) -> Draft | None:
    """One more of the unit named before: "Q3 2024 against the fourth", "weeks 10 and 11", "winter 22/23 vs 23/24"."""
    if taken is not None:  # else it was named by the question before
        between = range(taken, index)
        if not any(line.joins(place) for place in between) or len(between) > 2:
            return None
    years = short_years(line, index) if earlier.grain is Grain.SEASON else None
    if years is not None and (season := earlier.newest(line.now)):
        start = season.start.replace(year=years[0] + (season.start.month != spans.WINTER))
        return Draft(index, years[1], fixed(Grain.SEASON, spans.months_from(start.year, start.month, 3)))
    number = _ordinal(line, index) or (line.numbers[index] if line.run_ends[index] == index + 1 else 0)
    term: Term | None = None
    if earlier.grain is Grain.WEEK and earlier.need is Need.YEAR and 0 < number <= MOST_WEEKS:
        term = Term(Grain.WEEK, lambda year, _: spans.iso_week(year, number), Need.YEAR)
    elif earlier.grain in _MONTHS and 0 < number <= 12 // _MONTHS[earlier.grain]:
        months = _MONTHS[earlier.grain]
        term = Term(
            earlier.grain, lambda year, _: spans.months_from(year, (number - 1) * months + 1, months), Need.YEAR
        )
    if term is None:
        return None
    term, after = with_year(line, term, past_suffix(line, index + 1))
    after += line.senses[after].num == 1  # "and the third one"
    alone = line.ends(after) or term.year is not None
    if taken is None and line.near is not None and term.need is Need.YEAR:
        term = term.in_year(line.near.start.year)
    return Draft(index, after, term) if alone else None


def part_like_the_last(line: Line, index: int, found: list[Draft]) -> Draft | None:
    """One more quarter or half, where "the second" would else be a day."""
    earlier = found[-1].begin if found else None
    for unit in (Unit.QUARTER, Unit.HALF):
        if not found and line.near is not None and line.near == spans.around(line.near.start, unit):
            earlier = fixed(GRAINS[unit], line.near)._replace(year=line.near.start.year)
    if earlier is None or earlier.grain not in _MONTHS or not ordinal(line, index):
        return None
    return _another(line, index, found[-1].last if found else None, earlier)


def like_the_one_asked(line: Line, index: int) -> Draft | None:
    """An ordinal alone as another day or year like the one asked about before: "а 13-го?", "і за 22-й?"."""
    found = ordinal(line, index) or _year_behind_in(line, index)
    opened = line.boundary(index - 1) or line.adds(index - 1) or bool(line.links(index - 1) & {"in", "on", "the"})
    if found is None or line.near is None or not opened or not _ends_asking(line, found[1]):
        return None
    number, after = found
    if line.near == spans.around(line.near.start, Unit.YEAR):
        return Draft(index, after, year_term(two_digit_year(line, number))) if number in newest_years(line) else None
    day = spans.day(line.near.start.year, line.near.start.month, number)
    if line.near.days > 1 or day is None:
        return None
    return Draft(index, after, fixed(Grain.DAY, day), marker=Marker.ON)


def window_like_the_one_asked(line: Line, index: int) -> Draft | None:
    """A number alone as another window up to now, or as days of the month asked about: "14 days?", "11 to 20"."""
    near, number = line.near, line.numbers[index]
    if near is None or number < 1 or line.run_ends[index] != index + 1 or not line.boundary(_opening(line, index) - 1):
        return None
    unit = line.senses[index + 1].unit
    to_now = near.end == line.now - DAY and near.days > 1
    if to_now and unit in {Unit.DAY, Unit.WEEK} and line.boundary(index + 2):
        return Draft(_opening(line, index), index + 2, rolling(line, number, unit))
    if to_now and line.senses[index - 1].which in BACK and line.boundary(index + 1):
        return Draft(index - 1, index + 1, rolling(line, number, Unit.DAY))
    last = line.numbers[index + 2] if "to" in line.links(index + 1) else -1
    if not number < last or not spans.in_one_month(near) or not line.boundary(index + 3):
        return None
    begin, end = (spans.day(near.start.year, near.start.month, each) for each in (number, last))
    return Draft(index, index + 3, fixed(Grain.SPAN, Period(begin.start, end.end))) if begin and end else None


def _opening(line: Line, index: int) -> int:
    """The index of what picks a number, as "last" does, else its own."""
    return index - 1 if index and line.senses[index - 1].which in BACK else index


def _ends_asking(line: Line, after: int) -> bool:
    """Whether nothing that could make another date of an ordinal follows it."""
    return line.boundary(after) or bool({"is_it"} & line.items[after].values("cues"))


def _year_behind_in(line: Line, index: int) -> tuple[int, int] | None:
    """Two digits behind "in", where a year was asked about: "in 24?"."""
    opened = index > 0 and "in" in line.links(index - 1)
    return (line.numbers[index], index + 1) if opened and line.widths[index] == 2 else None


def _previous_one(line: Line, index: int, which: str) -> Draft | None:
    """The one before an earlier period, or before the last, without its unit: "and the one before last?"."""
    asked = index + 1 < line.count and "metrics" in line.items[index + 1].meanings
    if which == "last" or not (asked or line.boundary(index + 1)):  # not "the previous record"
        return None
    opened = line.stops(index - 1) or line.adds(index - 1) or line.joins(index - 1)
    if not opened and not line.links(index - 1) & {"in", "on", "the", "containing"}:
        return None
    if which == "previous":
        return Draft(index, index + 1, shift_term(line, Shift(None, -1, Unit.PERIOD)))
    return Draft(index, index + 1, shift_term(line, Shift(None, -2, Unit.PERIOD, clock=line.now)))


def ordinal_alone(line: Line, index: int, most: int = MOST_ORDINALS) -> Draft | None:
    """An ordinal whose quarter or half is named with the one it is joined to: "first and third quarter of 2023"."""
    ordinal = _ordinal(line, index)
    second = line.past(index + 2, "the")
    if not most or not ordinal or not line.joins(index + 1) or not _ordinal(line, second):
        return None
    after = ordinal_alone(line, second, most - 1)
    found = term_at(line, second)
    whole = after.begin if after is not None else found[0] if found is not None else None
    named = whole.newest(line.now) if whole is not None else None
    if whole is None or named is None or whole.grain not in _MONTHS or ordinal > 12 // _MONTHS[whole.grain]:
        return None
    months = _MONTHS[whole.grain]
    first = named.start.replace(month=(ordinal - 1) * months + 1, day=1)
    last = first.replace(month=first.month + months - 1)
    return Draft(index, index + 1, fixed(whole.grain, Period(first, spans.around(last, Unit.MONTH).end)))


def _ordinal(line: Line, index: int) -> int:
    """The ordinal at `index`, in words or a digit; 0 where there is none."""
    return line.senses[index].ord or (line.numbers[index] if line.widths[index] == 1 else 0)
