"""Days, months and years by number and by name: "12/05/2024", "2024-05", "May 12th, '24", "12 травня 2024 року"."""

from dataclasses import replace
from datetime import date
from typing import Final

from bot.understanding.periods import spans
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain
from bot.understanding.periods.numerals import (
    day_number,
    number_ends,
    two_digit_year,
    year_number,
)
from bot.understanding.periods.spans import Unit
from bot.understanding.periods.term import Found, Need, Term
from store.models import WAR_START

LIKELY_YEARS: Final = range(1900, 2100)
"""A bare four-digit number outside these is a count."""

QUESTION_YEARS: Final = range(2014, 2040)
"""A number of these is a year even where a count might stand ("over 2024", "2024 tanks")."""

LEAP_YEAR: Final = 2024
"""A year that has every day that any year has."""


def month_of(year: int, number: int) -> Term:
    """A named month of a named year."""
    return month_term(number).in_year(year)


def month_term(number: int) -> Term:
    """A month whose year is open."""
    return Term(Grain.MONTH, lambda year, _: spans.month(year, number), Need.YEAR)


def day_term(line: Line, month: int, number: int, year: int | None = None) -> Term:
    """A day of a named month; with `nearest` set where no year has such a day."""
    nearest: date | None = None
    if year is None and number > spans.month(LEAP_YEAR, month).end.day:
        last_day = Term(Grain.DAY, lambda year, _: spans.single(spans.month(year, month).end), Need.YEAR)
        latest = last_day.newest(line.now)
        nearest = latest.end if latest else None
    elif year is not None and spans.day(year, month, number) is None:
        nearest = spans.month(year, month).end
    term = Term(Grain.DAY, lambda year, _: spans.day(year, month, number), Need.YEAR, nearest=nearest)
    return term if year is None else term.in_year(year)


def monthday_term(number: int, *, bare: bool) -> Term:
    """A day whose month is open."""
    return Term(Grain.DAY, lambda year, month: spans.day(year, month, number), Need.MONTH, bare=bare)


def year_term(year: int) -> Term:
    """A named year."""
    return Term(Grain.YEAR, lambda _y, _m: spans.year(year), year=year)


def month_first(line: Line, index: int) -> Found:
    """What begins with a month's name: a month, a month and its year, a month and a day."""
    month = line.senses[index].month
    after = _past_month(line, index)
    mark, place = line.tie(after, ",-/")
    of = not mark and "of" in line.links(place)
    place = place + 1 if of else place if mark else line.past(place, "the")
    found = _behind_month(line, month, place, mark, of=of)
    if found is not None:
        return found
    dot_only = line.marks[after - 1] == "."
    return month_term(month), after - 1 if dot_only else after


def _past_month(line: Line, index: int) -> int:
    """The index after a month's name, its dot and "month"."""
    after = line.past_dot(index + 1)
    return after + 1 if line.senses[after].unit is Unit.MONTH else after


def _behind_month(line: Line, month: int, place: int, mark: str, *, of: bool) -> Found | None:
    """A month with the year or the day behind its name."""
    two_digits = line.widths[place] == 2
    named = year_number(line, place) if not two_digits else None
    if named is not None:
        return _year_then_day(line, month, *named)
    bare_year = of and two_digits and "suffix" not in line.links(place + 1)  # "April of 87"
    day = day_number(line, place) if not bare_year else None
    if day is not None and _is_day(line, place, day[1]):
        return _day_then_year(line, month, day, mark)
    if two_digits and (of or not 1 <= line.numbers[place] <= 31) and line.run_ends[place] == place + 1:
        year = year_number(line, place, short=True)
        return (month_of(year[0], month), year[1]) if year is not None else None
    return None


def _year_then_day(line: Line, month: int, year: int, after: int) -> Found:
    """A month and its year, or with a day behind the year "September-2020-23"."""
    mark, place = line.tie(after, "-/")
    glued = mark and line.glued[after] and line.glued[place] and line.run_ends[place] == place + 1
    if glued and 1 <= line.numbers[place] <= 31:
        return day_term(line, month, line.numbers[place], year), place + 1
    return month_of(year, month), after


def _is_day(line: Line, place: int, after: int) -> bool:
    """Whether the number behind a month's name is a day: not a time, an amount, or a count of something."""
    if line.senses[after].unit not in {None, Unit.YEAR} or not number_ends(line, place):
        return False
    if line.numbers[place] < 0 or line.run_ends[place] <= after:
        return True
    width = line.widths[after + 1]
    match line.marks[after]:
        case "-":
            return True
        case "," | "/":
            return width in {2, 4}
        case ".":
            return width == 4
        case _:
            return False


def _day_then_year(line: Line, month: int, day: tuple[int, int, bool], mark: str) -> Found:
    number, after, bare = day
    year = _day_year(line, after, mark)
    if year is not None:
        return day_term(line, month, number, year[0]), year[1]
    term = day_term(line, month, number)
    newest_years = range(WAR_START.year % 100, line.now.year % 100 + 1)
    if bare and number in newest_years and line.widths[after - 1] == 2:
        term = replace(term, rather=_month_rather(line, month, two_digit_year(line, number), term))
    return term, after


def _month_rather(line: Line, month: int, year: int, day: Term) -> Term:
    """The month that "may 24" is by itself; where 2024 is over, the 24th of May is as likely."""
    term = month_of(year, month)
    return replace(term, rival=day if year != line.now.year else None)


def _day_year(line: Line, after: int, mark: str) -> tuple[int, int] | None:
    """The year behind a month and a day; two digits only where what stands between shows that it is one.

    `mark` stands between the day and the month: "12-may-24" is a date, "may 12-24" a range of days.
    """
    tie, place = line.tie(after, ",-/.")
    if tie == "-" and mark != "-":
        return year_number(line, place) if line.glued[place] and line.widths[place] == 4 else None
    if tie:
        return year_number(line, place, short=tie in {",", mark})
    of = line.past(after, "of")
    place = of if of > after else line.past(after, "in")
    return year_number(line, place, short=place == after or of > after)


def day_first(line: Line, index: int) -> Found | None:
    """What begins with a day's number: "12 May", "the 12th of May 2024", "23-2020-September", else a day alone."""
    day = day_number(line, index)
    if day is None:
        return None
    number, after, bare = day
    mark, place = line.tie(after, "-/.,")
    if not mark:
        place = line.past(line.past(after, "of"), "the")
    month = line.senses[place].month
    if month:
        after = _past_month(line, place)
        year = _day_year(line, after, mark)
        return (day_term(line, month, number, year[0]), year[1]) if year else (day_term(line, month, number), after)
    if mark == "-" and line.widths[place] == 4:
        tie, name = line.tie(place + 1, "-/")
        if tie and line.senses[name].month and line.numbers[place] in spans.YEARS:
            return day_term(line, line.senses[name].month, number, line.numbers[place]), name + 1
    return (monthday_term(number, bare=bare), after) if number_ends(line, after - 1) else None


def year_alone(line: Line, index: int) -> Found | None:
    """A year by itself, where a count is not more likely."""
    found = year_number(line, index)
    if found is None:
        return None
    year, after = found
    if line.numbers[index] < 0:
        return year_term(year), after
    worded = line.senses[after - 1].unit is Unit.YEAR
    if line.run_ends[index] != index + 1 or (year not in LIKELY_YEARS and not worded):
        return None
    if year not in QUESTION_YEARS and not worded:
        counted = index > 0 and "count before" in line.senses[index - 1].hints
        if counted or line.meant(after):
            return None
    return year_term(year), after
