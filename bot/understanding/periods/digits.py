"""Dates in digits: "12/05/2024", "2024-05", "05.2024", "12.05"; a run of numbers is a date as a whole or not at all."""

from datetime import date
from typing import Final

from bot.understanding.periods import spans
from bot.understanding.periods.dates import LEAP_YEAR, LIKELY_YEARS, day_term, month_of, year_term
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain
from bot.understanding.periods.numerals import number_ends, number_starts, two_digit_year
from bot.understanding.periods.spans import Unit
from bot.understanding.periods.term import Found, Term, fixed
from store.models import WAR_START, Period

LONGEST_YEARS: Final = 20
"""More years than this are no span that "2022-24" names."""

ALWAYS: Final = (24, 7)
"""Twenty-four hours a day, seven days a week."""

LARGEST_PART: Final = 5
"""The smaller parts of a whole ("1/2 of the tanks") are not days of a month."""


def numeric(line: Line, index: int) -> Found | None:
    """A date in digits: three numbers, or two of which one is a year or both are small."""
    if not number_starts(line, index):
        return None
    found = _compact(line, index) or _three(line, index) or _two(line, index) or _spaced(line, index)
    if found is None or not number_ends(line, found[1] - 1):
        return None
    term, after = found
    after = line.past_dot(after) if line.run_ends[after - 1] == after else after
    return term, past_era(line, after) if term.year is not None else after


def _compact(line: Line, index: int) -> Found | None:
    """A date of eight digits: "20241001"."""
    number = line.numbers[index]
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    if line.widths[index] != 8 or not WAR_START.year <= year <= line.now.year or spans.day(year, month, day) is None:
        return None
    return day_term(line, month, day, year), index + 1


def past_era(line: Line, index: int) -> int:
    """The index after "року", "р." behind a full date."""
    return index + 1 if line.senses[index].unit is Unit.YEAR and not line.senses[index].which else index


def _three(line: Line, index: int) -> Found | None:
    end = line.run_ends[index]
    if index + 4 >= end:
        return None
    tie, last_tie = line.marks[index + 1], line.marks[index + 3]
    if tie not in "/.-" or last_tie not in {tie, ","}:
        return None
    if index + 5 < end and line.marks[index + 5] != "-":
        return None
    return _full_date(line, (index, index + 2, index + 4), dotted=tie == ".")


def _spaced(line: Line, index: int) -> Found | None:
    """Three numbers with spaces between, one of them a four-digit year ("2014 12 28")."""
    places = (index, index + 1, index + 2)
    if index + 2 >= line.count or any(line.numbers[place] < 0 for place in places) or line.numbers[index + 3] >= 0:
        return None
    if any(line.run_ends[place] != place + 1 for place in places) or 4 not in (
        line.widths[index],
        line.widths[index + 2],
    ):
        return None
    found = _full_date(line, places, dotted=False)
    return None if found is None or found[0].nearest is not None else found


def _full_date(line: Line, places: tuple[int, int, int], *, dotted: bool) -> Found | None:
    first, second, third = (line.numbers[place] for place in places)
    widths = tuple(line.widths[place] for place in places)
    after = places[2] + 1
    if widths[0] == 4 and max(widths[1:]) <= 2:
        if first not in spans.YEARS or not 1 <= second <= 12 or not 1 <= third <= 39:
            return None
        return day_term(line, second, third, first), after
    if max(widths[:2]) > 2 or widths[2] not in {2, 4} or (widths[2] == 4 and third not in spans.YEARS):
        return None
    year = third if widths[2] == 4 else two_digit_year(line, third)
    term = _ordered(line, first, second, year, dotted=dotted)
    return (term, after) if term is not None else None


def _ordered(line: Line, first: int, second: int, year: int | None, *, dotted: bool) -> Term | None:
    """A day and a month of which either may come first; dotted dates put the day first."""
    sample = year if year is not None else LEAP_YEAR
    day_first = second <= 12 and spans.day(sample, second, first) is not None if second else False
    month_first = first <= 12 and spans.day(sample, first, second) is not None if first else False
    by_day, by_month = (second, first), (first, second)
    if not day_first and not month_first:
        exists = [(month, day) for month, day in (by_day, by_month) if 1 <= month <= 12 and 1 <= day <= 31]
        return day_term(line, *exists[0], year) if exists else None
    prefer_month = bool(line.month_first) and not dotted
    chosen = by_month if (month_first and (prefer_month or not day_first)) else by_day
    term = day_term(line, *chosen, year)
    if day_first and month_first and first != second and line.month_first is None and not dotted:
        rival = day_term(line, *by_month, year)
        return Term(term.grain, term.at, term.need, year=year, open_year=term.open_year, rival=rival)
    return term


def _two(line: Line, index: int) -> Found | None:
    end = line.run_ends[index]
    if index + 2 >= end:
        return None
    tie = line.marks[index + 1]
    first, second = line.numbers[index], line.numbers[index + 2]
    widths = line.widths[index], line.widths[index + 2]
    if widths == (4, 4):
        if first not in LIKELY_YEARS or second not in LIKELY_YEARS:
            return None
        if tie == "/" and second == first + 1:
            return _years(first, second % 100, index + 3)
        return (year_term(first), index + 1) if tie == "-" else None
    if index + 3 < end and (tie == "-" or line.marks[index + 3] != "-"):
        return None
    if tie not in "/.-":
        return None
    after = index + 3
    if widths[0] == 4 and widths[1] <= 2 and first in LIKELY_YEARS:
        if 1 <= second <= 12:
            return month_of(first, second), after
        return _years(first, second, after) if tie in "-/" and widths[1] == 2 else None
    if widths[1] == 4 and widths[0] <= 2:
        return (month_of(second, first), after) if 1 <= first <= 12 and second in LIKELY_YEARS else None
    if max(widths) > 2 or tie == "-" or (tie == "." and not _dotted_day(line, index)):
        return None
    if tie == "/" and ((first, second) == ALWAYS or _fraction(line, first, second, after)):
        return None
    term = _ordered(line, first, second, None, dotted=tie == ".")
    return None if term is None or term.nearest is not None else (term, after)


def _fraction(line: Line, first: int, second: int, after: int) -> bool:
    """Whether "2/3" is a part of something."""
    return first < second <= LARGEST_PART and ("of" in line.links(after) or line.meant(after))


def _years(first: int, second: int, after: int) -> Found | None:
    last = first // 100 * 100 + second
    if not first < last < first + LONGEST_YEARS:
        return None
    return fixed(Grain.SPAN, Period(date(first, 1, 1), date(last, 12, 31))), after


def _dotted_day(line: Line, index: int) -> bool:
    """Whether "12.05" is a day and not a decimal: what stands around it must not count anything."""
    before, after = index - 1, index + 3
    if index and "count before" in line.senses[before].hints:
        return False
    if line.widths[index + 2] == 2 or (line.marks[after] == "." and line.glued[after]):
        return True
    opened = line.boundary(before) or (line.links(before) and "by" not in line.links(before))
    return bool(opened) and (line.boundary(after) or line.marks[after] == "-" or bool(line.links(after)))
