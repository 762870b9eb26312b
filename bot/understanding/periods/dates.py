"""Days, months and years by number and by name: "12/05/2024", "2024-05", "May 12th, '24", "12 травня 2024 року"."""

from datetime import date
from typing import Final

from bot.understanding.periods import spans
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain
from bot.understanding.periods.numerals import (
    day_number,
    number_ends,
    number_starts,
    two_digit_year,
    year_in_words,
    year_number,
)
from bot.understanding.periods.spans import Unit
from bot.understanding.periods.term import Need, Term, fixed
from store.models import WAR_START, Period

Found = tuple[Term, int]
"""A term, and the index after it."""

LIKELY_YEARS: Final = range(1900, 2100)
"""A bare four-digit number outside these is a count."""

QUESTION_YEARS: Final = range(2014, 2040)
"""A number of these is a year even where a count might stand ("over 2024", "2024 tanks")."""

OPEN_MARKS: Final = {"on", "since", "from", "after", "before", "until", "between"}
"""After these "may 24" is a day."""


def month_of(year: int, number: int) -> Term:
    """A named month of a named year."""
    return month_term(number).in_year(year)


def month_term(number: int) -> Term:
    """A month whose year is open."""
    return Term(Grain.MONTH, lambda year, _: spans.month(year, number), Need.YEAR)


def day_term(line: Line, month: int, number: int, year: int | None = None) -> Term:
    """A day of a named month; with `nearest` set where no year has such a day."""
    nearest: date | None = None
    if year is None and number > spans.month(2024, month).end.day:
        latest = month_term(month).newest(line.now)
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


def numeric(line: Line, index: int) -> Found | None:
    """A date in digits: three numbers, or two of which one is a year or both are small."""
    if not number_starts(line, index):
        return None
    found = _three(line, index) or _two(line, index) or _spaced(line, index)
    if found is None or not number_ends(line, found[1] - 1):
        return None
    term, after = found
    if line.marks[after] == "." and line.glued[after] and line.run_ends[after - 1] == after:
        after += 1
    return term, past_era(line, after) if term.year is not None else after


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
        if first == 0 or first > spans.LATEST_YEAR or not 1 <= second <= 12 or not 1 <= third <= 39:
            return None
        return day_term(line, second, third, first), after
    if max(widths[:2]) > 2 or widths[2] not in {2, 4} or (widths[2] == 4 and not 1 <= third <= spans.LATEST_YEAR):
        return None
    year = third if widths[2] == 4 else two_digit_year(line, third)
    term = _ordered(line, first, second, year, dotted=dotted)
    return (term, after) if term is not None else None


def _ordered(line: Line, first: int, second: int, year: int | None, *, dotted: bool) -> Term | None:
    """A day and a month of which either may come first; dotted dates put the day first."""
    sample = year if year is not None else 2024
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
    if widths == (4, 4) and tie == "-":
        return (year_term(first), index + 1) if first in LIKELY_YEARS and second in LIKELY_YEARS else None
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
    term = _ordered(line, first, second, None, dotted=tie == ".")
    return None if term is None or term.nearest is not None else (term, after)


def _years(first: int, second: int, after: int) -> Found | None:
    last = first // 100 * 100 + second
    if last <= first:
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


def short_years(line: Line, index: int) -> tuple[int, int] | None:
    """Two years that a season spans: "2023-24", "2023/2024", "23/24"; the first of them."""
    if line.numbers[index] < 0 or line.run_ends[index] != index + 3 or line.marks[index + 1] not in "-/":
        return None
    first, second = line.numbers[index], line.numbers[index + 2]
    if line.widths[index] == 2:
        first = two_digit_year(line, first)
    if line.widths[index] not in {2, 4} or (second - first) % 100 != 1 or line.widths[index + 2] not in {2, 4}:
        return None
    return first, index + 3


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
        if line.numbers[place] >= 0 and line.widths[place] == 2 and number_ends(line, place):
            if line.run_ends[place] == place + 1 and (of or line.numbers[place] > 31 or not line.numbers[place]):
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
    if tied > after and 1 <= line.numbers[tied] <= 31 and line.glued[tied] and line.glued[after]:
        if line.widths[tied] <= 2 and line.run_ends[tied] == tied + 1:
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
    if line.run_ends[index] != index + 1 and not line.inside[index] and line.marks[index + 1] != "-":
        return None
    return year_term(year), after
