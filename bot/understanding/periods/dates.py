"""Days, months and years by number and by name: "12/05/2024", "2024-05", "May 12th, '24", "12 травня 2024 року"."""

from datetime import date
from typing import Final

from bot.understanding.periods import spans
from bot.understanding.periods.line import NO_SENSE, Line
from bot.understanding.periods.mention import Grain
from bot.understanding.periods.numerals import (
    cardinal,
    day_number,
    newest_years,
    number_ends,
    number_starts,
    ordinal,
    past_suffix,
    past_year_word,
    two_digit_year,
    year_number,
)
from bot.understanding.periods.spans import Unit
from bot.understanding.periods.term import Found, Need, Term

LIKELY_YEARS: Final = range(1900, 2101)
"""A bare four-digit number outside these is a count."""

OLD_YEARS: Final = range(1000, 1900)
"""A number of these is a year only where nothing else can stand ("in 1812")."""

QUESTION_YEARS: Final = range(2014, 2040)
"""A number of these is a year even where a count might stand ("over 2024", "2024 tanks")."""

LAST_DAY: Final = 31
"""No month has more days."""

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
    worded = short_year(line, place) if line.numbers[place] < 0 else None
    if worded is None and "nominative" in line.senses[place - 1].hints and line.numbers[place] < 0:
        named = ordinal(line, place)  # "в червні двадцять п'ятого"
        worded = (two_digit_year(line, named[0]), named[1]) if named and named[0] in newest_years(line) else None
    if worded is not None:  # "в червні двадцять четвертого року"
        return month_of(worded[0], month), worded[1]
    ended = _year_by_ending(line, place) if two_digits else None
    if ended is not None:
        return month_of(ended[0], month), ended[1]
    bare_year = of and two_digits and "suffix" not in line.links(place + 1)  # "April of 87"
    if "nominative" in line.senses[place - 1].hints and line.numbers[place] in newest_years(line) and two_digits:
        bare_year = True  # "липень 23": a day would stand before "липня"
    day = day_number(line, place) if not bare_year else None
    if day is not None and _is_day(line, place, day[1]):
        return _day_then_year(line, month, day, mark)
    words = cardinal(line, place) if day is None and not of else None
    if (
        words is not None
        and 1 <= words[0] <= LAST_DAY
        and (line.boundary(words[1]) or "to" in line.links(words[1]) or year_number(line, words[1]))
    ):
        return _day_then_year(line, month, (*words, False), mark)  # "from march five to march twelve"
    if two_digits and (bare_year or not 1 <= line.numbers[place] <= 31) and line.run_ends[place] == place + 1:
        behind = year_number(line, line.past_mark(place + 1, ","))
        if behind is not None and not bare_year:  # "may 32, 2024"
            return day_term(line, month, line.numbers[place], behind[0]), behind[1]
        year = year_number(line, place, short=True)
        return (month_of(year[0], month), year[1]) if year is not None else None
    return None


def _year_by_ending(line: Line, place: int) -> tuple[int, int] | None:
    """A two-digit year that its ending tells from a day ("лютий 25-го"), unless another year follows it."""
    after = past_suffix(line, place + 1)
    if after == place + 1 or "year suffix" not in line.links(after - 1):
        return None
    worded = line.senses[after].unit is Unit.YEAR
    if (line.numbers[place] not in newest_years(line) and not worded) or line.senses[after].which:
        return None
    if year_number(line, line.past_mark(after, ",")) is not None:
        return None
    return two_digit_year(line, line.numbers[place]), past_year_word(line, place + 1)


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
    if bare and number in newest_years(line) and line.glued[after - 1] and line.widths[after - 1] == 2:
        return month_of(two_digit_year(line, number), month), after  # "nov23"
    term = day_term(line, month, number)
    if bare and number in newest_years(line) and line.widths[after - 1] == 2:
        term = term._replace(rather=_month_rather(line, month, two_digit_year(line, number), term))
    return term, after


def _month_rather(line: Line, month: int, year: int, day: Term) -> Term:
    """The month that "may 24" is by itself; where 2024 is over, the 24th of May is as likely."""
    term = month_of(year, month)
    return term._replace(rival=day if year != line.now.year else None)


def _day_year(line: Line, after: int, mark: str) -> tuple[int, int] | None:
    """The year behind a month and a day; two digits only where what stands between shows that it is one.

    `mark` stands between the day and the month: "12-may-24" is a date, "may 12-24" a range of days.
    """
    tie, place = line.tie(after, ",-/.")
    if tie == "-" and mark != "-":
        return year_number(line, place) if line.glued[place] and line.widths[place] == 4 else None
    if tie:
        begins_a_day = line.widths[place] == 2 and line.senses[place + 1].month > 0  # "12 May, 14 May"
        return year_number(line, place, short=tie in {",", mark}) if not begins_a_day else None
    of = line.past(after, "of")
    place = of if of > after else line.past(after, "in")
    return year_number(line, place, short=place == after or of > after)


def day_first(line: Line, index: int) -> Found | None:
    """What begins with a day's number: "12 May", "the 12th of May 2024", "23-2020-September", else a day alone."""
    day = day_number(line, index) or _no_day(line, index)
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


def _no_day(line: Line, index: int) -> tuple[int, int, bool] | None:
    """A number too great for a day right before a month ("32 May 2024"), where it is no amount or part of a name."""
    number = line.numbers[index]
    if line.widths[index] != 2 or number <= LAST_DAY or line.run_ends[index] != index + 1:
        return None
    after = past_suffix(line, index + 1)
    month = line.past(line.past(after, "of"), "the") if after > index + 1 else after
    if not line.senses[month].month or not number_starts(line, index) or line.widths[month + 1] == 2:
        return None
    if index and ("count before" in line.senses[index - 1].hints or line.may_be_model(index - 1)):
        return None
    verb = "verb" in line.senses[month].hints and not (index and line.links(index - 1))
    if verb and not line.ends(month + 1) and line.widths[month + 1] != 4:
        return None
    return number, after, False


def short_year(line: Line, index: int) -> tuple[int, int] | None:
    """A two-digit year that only its word shows to be one: "24-го року", "в 24 году", "двадцять третій рік".

    In words and with an ending that only a year has here, the word may be left out: "за двадцять третій".
    """
    if line.numbers[index] >= 0:
        if line.widths[index] != 2 or line.run_ends[index] != index + 1 or not number_starts(line, index):
            return None
        number, after = line.numbers[index], past_suffix(line, index + 1)
        if _is_one_of_two_years(line, index):
            return two_digit_year(line, number), after if line.joins(after) else past_year_word(line, after)
        ended = after > index + 1 and "year suffix" in line.links(after - 1)
        sure = ended or (number in newest_years(line) and "one year" in line.links(after))
        whole = index > 0 and "whole" in line.links(index - 1) and number in newest_years(line)
        if ended and whole and "year suffix" in line.links(after - 1) and line.ends(after):
            return two_digit_year(line, number), after  # "за весь 24-й"
    else:
        ordered = ordinal(line, index)
        if ordered is None or ordered[0] not in newest_years(line):
            return None
        number, after = ordered
        sure = "one year" in line.links(after)
        opened = index > 0 and ("in" in line.links(index - 1) or line.joins(index - 1))
        if not sure and opened and "year ordinal" in line.links(after - 1) and (line.ends(after) or line.joins(after)):
            return two_digit_year(line, number), after
    if not sure or line.senses[after].unit is not Unit.YEAR:
        return None
    if line.links(after + 1) & {"ago", "earlier", "later"} or line.senses[after + 1].event:
        return None
    return two_digit_year(line, number), past_year_word(line, after)


def _is_one_of_two_years(line: Line, index: int) -> bool:
    """Whether two digits are one of two years that share their word: "у 22 і 25 роках"."""
    for first in (index, index - 2):
        second = first + 2
        if first < 0 or not line.joins(first + 1) or line.senses[second + 1].unit is not Unit.YEAR:
            continue
        if all(line.widths[at] == 2 and line.numbers[at] in newest_years(line) for at in (first, second)):
            return True
    return False


def year_behind_its_word(line: Line, index: int) -> tuple[int, int] | None:
    """A two-digit year behind the word: "year 23", "the year twenty-three"."""
    if line.numbers[index] >= 0:
        plain = line.widths[index] == 2 and line.run_ends[index] == index + 1 and number_ends(line, index)
        found = (line.numbers[index], index + 1) if plain else None
    else:
        found = cardinal(line, index)
    if found is None or found[0] not in newest_years(line) or line.senses[found[1]].unit is not None:
        return None
    return two_digit_year(line, found[0]), found[1]


def year_alone(line: Line, index: int) -> Found | None:
    """A year by itself, where a count is not more likely."""
    found = year_number(line, index)
    if found is None:
        return None
    year, after = found
    if line.numbers[index] < 0:
        return year_term(year), after
    worded = line.senses[after - 1].unit is Unit.YEAR
    if line.run_ends[index] != index + 1:
        return None
    if year in QUESTION_YEARS or worded:
        lost = index > 0 and "lost" in line.items[index - 1].values("cues")
        counted = lost and after < line.count and "metrics" in line.items[after].meanings
        return None if counted and not worded else (year_term(year), after)  # "did they lose 2024 tanks in 2023"
    opened = _opened_year(line, index, after)
    if year not in LIKELY_YEARS:
        sure = opened and year in OLD_YEARS and not line.meant(after)
        return (year_term(year), after) if sure else None
    counted = index > 0 and "count before" in line.senses[index - 1].hints
    return None if counted or (line.meant(after) and not opened) else (year_term(year), after)


def _opened_year(line: Line, index: int, after: int) -> bool:
    """Whether a number stands behind a word that opens a period and before nothing that it could count."""
    before = line.senses[index - 1] if index else NO_SENSE
    if "in" not in before.links and not ("since" in before.links and "from" not in before.links):
        return False
    if "count before" in before.hints:
        return False
    if line.boundary(after):
        return True
    following = line.items[after].meanings
    return bool(following) and not following.keys() & {"metrics", "elsewhere"} and line.senses[after].unit is None
