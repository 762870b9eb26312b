"""Numbers in digits and in words: counts, days of the month, years."""

from typing import Final

from bot.understanding.periods.line import Line
from bot.understanding.periods.spans import YEARS, Unit
from store.models import WAR_START

GREATEST_COUNT: Final = 9999
"""No more units than this are counted back or ahead."""

YEARS_AHEAD: Final = 10
"""A two-digit year may lie so many years ahead of the clock; beyond that it is of the century before."""

LEAST_DAY_IN_WORDS: Final = 13
"""Smaller numbers in words beside a month's name count something else ("one may ask")."""

Found = tuple[int, int]
"""A number, and the index after it."""


def number_starts(line: Line, index: int) -> bool:
    """Whether digits at `index` stand for themselves: no tail of a name ("T-72", "version 3.11"), price or hashtag."""
    if index == 0:
        return True
    glued = "#@+№_" if line.glued[index] else ""
    if line.marks[index - 1] and line.marks[index - 1] in f"$€£₴{glued}":
        return False
    if "label" in line.senses[index - 1].hints and (line.glued[index] or "versus" not in line.links(index - 1)):
        return False
    if not line.glued[index]:
        return True
    before = index - 1
    if line.marks[before] == "-" and line.glued[before] and before > 0 and not line.inside[index]:
        before -= 1
    if _splits(line, before):
        return False
    named = line.marks[before] or line.numbers[before] >= 0 or line.senses[before].links or _calendar(line, before)
    return bool(named)


def number_ends(line: Line, index: int) -> bool:
    """Whether digits at `index` are not the head of a name or a quantity ("2S19", "155mm", "40%", "10:30")."""
    after = index + 1
    if after >= line.count:
        return True
    if line.marks[after] and line.marks[after] in "%°$€£₴":
        return False
    if "count after" in line.senses[after].hints and not _is_year_before(line, index):
        return False
    if not line.glued[after] or line.marks[after]:
        return True
    if line.items[after].text == "t" and line.numbers[after + 1] >= 0:  # 2024-05-04T10:00
        return True
    return (bool(line.links(after)) or _calendar(line, after)) and not _splits(line, after)


def _is_year_before(line: Line, index: int) -> bool:
    """Whether digits are a year of the war, or its month, before what is counted: "june 2024 soldiers"."""
    if line.inside[index] and line.widths[index - 2] == 4 and line.numbers[index] <= 12:
        return True  # "2024-03 soldiers"
    if line.widths[index] == 2 and index > 0 and line.senses[index - 1].month and line.joins(index - 2):
        return True  # "may 24 vs may 23 troops"
    if line.widths[index] != 4:
        return False
    if index > 0 and line.senses[index - 1].month and line.numbers[index] in YEARS:
        return True
    return WAR_START.year <= line.numbers[index] <= line.now.year and bool(line.items[index + 1].values("metrics"))


def _splits(line: Line, index: int) -> bool:
    """Whether a letter stands inside a number in place of a digit ("2о23")."""
    inside = index > 0 and line.numbers[index - 1] >= 0 and line.numbers[index + 1] >= 0
    if not inside or not line.glued[index] or not line.glued[index + 1] or len(line.items[index].text) > 1:
        return False
    return not (line.marks[index] or "h" in line.links(index) or _calendar(line, index))


def _calendar(line: Line, index: int) -> bool:
    sense = line.senses[index]
    return bool(sense.month or sense.unit or sense.weekday or sense.season or sense.which or sense.roman)


def cardinal(line: Line, index: int) -> Found | None:
    """A number in words up to 999: "three", "twenty-four", "сто двадцять"."""
    total, start = 0, index
    while True:
        value = line.senses[index].num
        if value < 0 or value >= 1000:
            break
        if value == 100 and total < 10:
            total = max(total, 1) * 100
        elif total == 0 and index == start:
            total = value
        elif (total % 100 >= 20 and total % 10 == 0 and 0 < value < 10) or (total and total % 100 == 0 and value < 100):
            total += value
        else:
            break
        index += 1
        if line.marks[index] == "-" and line.glued[index] and 0 < line.senses[index + 1].num < 10:
            index += 1
    return (total, index) if index > start else None


def count(line: Line, index: int) -> Found | None:
    """How many: in digits, in words, or as "a" ("a week ago")."""
    if line.numbers[index] >= 0:
        if line.numbers[index] > GREATEST_COUNT or line.run_ends[index] != index + 1 or not number_starts(line, index):
            return None
        return line.numbers[index], index + 1
    words = cardinal(line, index)
    if words is not None:
        return words
    return (1, index + 1) if "one" in line.links(index) else None


def ordinal(line: Line, index: int) -> Found | None:
    """Which one: "3rd", "third", "twenty-first", "18-го"."""
    sense = line.senses[index]
    if sense.ord:
        return sense.ord, index + 1
    if sense.num in {20, 30}:
        after = line.past_mark(index + 1, "-")
        unit = line.senses[after].ord
        return (sense.num + unit, after + 1) if 0 < unit < 10 else None
    if line.numbers[index] >= 0 and line.numbers[index] <= GREATEST_COUNT and number_starts(line, index):
        after = past_suffix(line, index + 1)
        return (line.numbers[index], after) if after > index + 1 else None
    return None


def past_suffix(line: Line, index: int) -> int:
    """The index after the ending of an ordinal in digits ("th", "-го"), else `index`."""
    after = index
    if line.marks[after] == "-" and line.glued[after]:
        after += 1
    return after + 1 if "suffix" in line.links(after) and line.glued[after] and after > 0 else index


def day_number(line: Line, index: int) -> tuple[int, int, bool] | None:
    """A day of the month, the index after it, and whether it is a bare number."""
    ordered = ordinal(line, index)
    if ordered is not None:
        return (*ordered, False) if 1 <= ordered[0] <= 31 else None
    if line.numbers[index] >= 0:
        if not 1 <= line.numbers[index] <= 31 or line.widths[index] > 2 or not number_starts(line, index):
            return None
        after = index + 1
        return line.numbers[index], line.past_dot(after) if line.run_ends[index] == after else after, True
    words = cardinal(line, index)
    return (*words, True) if words is not None and LEAST_DAY_IN_WORDS <= words[0] <= 31 else None


def newest_years(line: Line) -> range:
    """The two-digit years that are asked about: those of the war."""
    return range(WAR_START.year % 100, line.now.year % 100 + 1)


def two_digit_year(line: Line, number: int) -> int:
    """The year a two-digit number stands for: the newest that is not far ahead of the clock."""
    century = line.now.year // 100 * 100
    year = century + number
    return year if year <= line.now.year + YEARS_AHEAD else year - 100


def year_number(line: Line, index: int, *, short: bool = False) -> Found | None:
    """A year: four digits, "'24", "2k24", words, where `short` is set two digits; with what follows ("року", "AD")."""
    found: Found | None = None
    if line.numbers[index] >= 0:
        width = line.widths[index]
        if width == 4 and line.numbers[index] in YEARS and number_ends(line, index):
            found = line.numbers[index], index + 1
        elif short and width == 2 and number_ends(line, index):
            found = two_digit_year(line, line.numbers[index]), index + 1
        elif line.numbers[index] == 2 and _are_thousands(line, index + 1):
            found = 2000 + line.numbers[index + 2], index + 3
    elif line.marks[index] == "'":
        after = index + 1
        if line.widths[after] == 2 and line.glued[after] and number_ends(line, after):
            found = two_digit_year(line, line.numbers[after]), after + 1
    else:
        found = year_in_words(line, index)
    return None if found is None else (found[0], past_year_word(line, found[1]))


def _are_thousands(line: Line, index: int) -> bool:
    """Whether a letter for thousands stands at `index`, and the two digits of a year are glued to it: "2k24"."""
    after = index + 1
    glued = after < line.count and line.glued[index] and line.glued[after] and line.widths[after] == 2
    return glued and "1000" in line.items[index].values("scale")


def past_year_word(line: Line, index: int) -> int:
    """The index after "-го", "year", "року", "р.", "AD" behind a year."""
    index = past_suffix(line, index)
    if line.senses[index].unit is Unit.YEAR and not line.links(index + 1) & {"ago"}:
        index += 1
        if line.marks[index] == "." and line.glued[index] and len(line.items[index - 1].text) <= 2:
            index += 1
    return line.past(index, "era")


def year_in_words(line: Line, index: int) -> Found | None:
    """A year in words: "two thousand and five", "nineteen seventy-eight", "дві тисячі двадцять четвертого"."""
    head = line.senses[index].num
    if head == 2 and line.senses[index + 1].num == 1000:
        after = index + 2
        rest = line.past(after, "and")
        tail = ordinal(line, rest) or cardinal(line, rest)
        if tail is not None and tail[0] < 100 and line.numbers[rest] < 0:
            return 2000 + tail[0], tail[1]
        return 2000, after
    if head in {17, 18, 19, 20}:
        after = line.past_mark(index + 1, "-")
        tail = cardinal(line, after)
        if tail is not None and 10 <= tail[0] <= 99:
            return head * 100 + tail[0], tail[1]
    return None


def short_years(line: Line, index: int) -> tuple[int, int] | None:
    """Two years that a season spans: "2023-24", "2023/2024", "23/24"; the first of them."""
    if line.numbers[index] < 0 or line.run_ends[index] != index + 3 or line.marks[index + 1] not in "-/":
        return None
    first, second = line.numbers[index], line.numbers[index + 2]
    if line.widths[index] == 2:
        first = two_digit_year(line, first)
    if line.widths[index] not in {2, 4} or (second - first) % 100 != 1 or line.widths[index + 2] not in {2, 4}:
        return None
    return (first, index + 3) if first in YEARS and first + 1 in YEARS else None
