"""Days, months and years by number and by name: "12/05/2024", "2024-05", "May 12th, '24", "12 травня 2024 року"."""

from datetime import date
from typing import Final

from bot.understanding.periods import spans
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain
from bot.understanding.periods.numerals import (
    day_number,
    number_ends,
    two_digit_year,
    year_in_words,
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


def month_first(line: Line, index: int) -> Found | None:
    """What begins with a month's name: a month, a month and its year, a month and a day."""
    number = line.senses[index].month
    after = index + 1
    if line.marks[after] == "." and line.glued[after]:
        after += 1
    if line.senses[after].unit is Unit.MONTH:
        after += 1
    tied = line.past_mark(after, ",-/")
    tie = line.marks[after] if tied > after else ""
    place = line.past(tied, "of") if tied == after else tied
    if place == tied:
        place = line.past(place, "the")
    if line.numbers[place] >= 0 or line.marks[place] == "'" or line.senses[place].num >= 0 or line.senses[place].ord:
        found = _after_month(line, number, place, tie, of=place > tied and "of" in line.links(place - 1))
        if found is not None:
            return found
    return month_term(number), index + 1 if after == index + 2 and line.marks[index + 1] == "." else after


def _after_month(line: Line, month: int, place: int, tie: str, *, of: bool) -> Found | None:
    """The year or the day behind a month's name."""
    if line.numbers[place] < 0 or line.widths[place] == 4:
        named = year_number(line, place)
        if named is not None:
            return _year_then_day(line, month, *named)
    day = None if of and line.widths[place] == 2 and past_word(line, place) else day_number(line, place)
    if day is None or not _day_ends(line, place, day[1]):
        short = line.widths[place] == 2 and line.run_ends[place] == place + 1 and number_ends(line, place)
        if short and (of or not 1 <= line.numbers[place] <= 31):
            return month_of(two_digit_year(line, line.numbers[place]), month), place + 1
        return None
    number, after, bare = day
    if year_in_words(line, place) is not None:
        return None
    with_year = _day_year(line, after, tie)
    if with_year is not None:
        year, after = with_year
        return day_term(line, month, number, year), after
    term = day_term(line, month, number)
    short = line.widths[place] == 2 and line.numbers[place] == number
    if bare and short and WAR_START.year % 100 <= number <= line.now.year % 100:
        year = two_digit_year(line, number)
        rival = term if year != line.now.year else None
        rather = Term(
            Grain.MONTH,
            lambda _y, _m: spans.month(year, month),
            year=year,
            open_year=month_term(month),
            rival=rival,
        )
        term = Term(term.grain, term.at, term.need, nearest=term.nearest, rather=rather)
    return term, after


def past_word(line: Line, place: int) -> bool:
    """Whether the number at `place` has no ordinal ending ("of 87", not "of 12th")."""
    return "suffix" not in line.links(place + 1)


def _year_then_day(line: Line, month: int, year: int, after: int) -> Found:
    tied = line.past_mark(after, "-/")
    glued = tied > after and line.glued[after] and line.glued[tied] and line.run_ends[tied] == tied + 1
    if glued and 1 <= line.numbers[tied] <= 31:
        return day_term(line, month, line.numbers[tied], year), tied + 1
    return month_of(year, month), after


def _day_ends(line: Line, place: int, after: int) -> bool:
    """Whether the number behind a month's name is a day: not a time, an amount, or a count of something."""
    if line.senses[after].unit not in {None, Unit.YEAR} or not number_ends(line, place):
        return False
    tie = line.marks[after]
    if line.numbers[place] < 0 or line.run_ends[place] <= after:
        return True
    width = line.widths[after + 1]
    return tie == "-" or (tie in ",./" and width in ({2, 4} if tie in ",/" else {4}))


def _day_year(line: Line, after: int, tie: str) -> tuple[int, int] | None:
    """The year behind a month and a day; two digits only where the marks between show that it is one."""
    tied = line.past_mark(after, ",-/.")
    mark = line.marks[after] if tied > after else ""
    short = mark == "," or (bool(mark) and mark == tie)
    place = tied
    if not mark:
        short = True
        place = line.past(after, "of")
        place = line.past(place, "in") if place == after else place
        short = place == after or "of" in line.links(place - 1)
    if mark == "-" and tie != "-" and not (line.glued[tied] and line.widths[tied] == 4 if tied < line.count else False):
        return None
    return year_number(line, place, short=short)


def day_first(line: Line, index: int) -> Found | None:
    """What begins with a day's number: "12 May", "the 12th of May 2024", "23-2020-September", else a day alone."""
    day = day_number(line, index)
    if day is None:
        return None
    number, after, bare = day
    tied = line.past_mark(after, "-/.,")
    tie = line.marks[after] if tied > after else ""
    place = tied
    if not tie:
        place = line.past(line.past(after, "of"), "the")
    month = line.senses[place].month
    if month:
        after = _past_month(line, place)
        found = _day_year(line, after, tie)
        if found is not None:
            return day_term(line, month, number, found[0]), found[1]
        return day_term(line, month, number), after
    if tie == "-" and line.widths[tied] == 4 if line.numbers[tied] >= 0 else False:
        place = line.past_mark(tied + 1, "-/")
        if place > tied + 1 and line.senses[place].month:
            return day_term(line, line.senses[place].month, number, line.numbers[tied]), place + 1
    if not number_ends(line, after - 1):
        return None
    return monthday_term(number, bare=bare), after


def _past_month(line: Line, index: int) -> int:
    """The index after a month's name, its dot and "month"."""
    after = index + 1
    if line.marks[after] == "." and line.glued[after]:
        after += 1
    return after + 1 if line.senses[after].unit is Unit.MONTH else after


def year_alone(line: Line, index: int) -> Found | None:
    """A year by itself, where a count is not more likely."""
    found = year_number(line, index)
    if found is None:
        return None
    year, after = found
    if line.numbers[index] < 0:
        return year_term(year), after
    named = line.senses[index - 1].unit is Unit.YEAR if index else False
    worded = line.senses[after - 1].unit is Unit.YEAR
    if not (named or worded) and year not in LIKELY_YEARS:
        return None
    if not named and not worded and year not in QUESTION_YEARS:
        counted = index and "count before" in line.senses[index - 1].hints
        if counted or (after < line.count and line.items[after].meanings.keys() & {"metrics"}):
            return None
    if line.run_ends[index] != index + 1:
        return None
    return year_term(year), after
