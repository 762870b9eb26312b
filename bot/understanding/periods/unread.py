"""What stands where a period must stand and could not be read: "last mnxxth", "in 2o23", "in Blorp 2024".

Without it such a text would name no period at all, and the whole war would be answered.
"""

from collections.abc import Iterator, Set
from typing import Final

from bot.understanding.doubt import LEAST_FUZZY_LENGTH
from bot.understanding.forms import LEAST_LATIN_LENGTH
from bot.understanding.periods.dates import QUESTION_YEARS
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Reading
from bot.understanding.text import Shape

PICKING: Final = frozenset({"last", "previous", "past", "next", "following", "final", "before last"})
"""Which one: a unit must follow."""

OPENING: Final = frozenset({"in", "from", "since", "until", "before", "after", "between", "as of"})
"""What opens a period: a word that nothing is known of may be no other thing behind it."""

OPENING_A_NUMBER: Final = frozenset({"in", "on", "since", "as of"})
"""What opens a period even where a number follows; "to 5000" is an amount."""

GARBLED_LENGTHS: Final = range(4, 6)
"""Characters of a year of which one is none of its digits ("2o23", "202e4")."""

FEW_WORDS: Final = 3
"""In so short a text a number can be nothing but a date: "and 20222?"."""

LIKE_A_YEAR: Final = "202"
"""How a number begins that was meant to be a year and has a digit too few or too many."""

MILLENNIUM: Final = 2000
"""A number of four digits from here on, behind what opens a period, was meant to be a year."""


def find_unread(line: Line, reading: Reading) -> tuple[int, ...]:
    """Indexes of the items that stand where a period must stand and were not read, in order."""
    words, numbers = line.bare, line.digits
    if not words and len(reading.mentions) == 1:  # as nearly every question has it
        (mention,) = reading.mentions
        if all(mention.first <= index < mention.last for index in numbers):
            return ()
    found: set[int] = set()
    taken = reading.taken
    firsts = {mention.first for mention in reading.mentions}
    lasts = {mention.last for mention in reading.mentions}
    for index in words:
        item = line.items[index]
        if index in taken:
            continue
        if item.known:
            asked = _must_open(line, _past_small(line, index)) or (
                len(item.text) < LEAST_FUZZY_LENGTH and _is_a_bare_unit(line, index + 1, firsts)
            )
        else:
            named = len(item.text) >= LEAST_LATIN_LENGTH and (
                _names_a_year(line, index + 1, firsts) or _is_a_bare_unit(line, index + 1, firsts)
            )
            asked = named or (len(item.text) > 1 and _asks_for_a_period(line, _past_small(line, index)))
        if asked:
            found.add(index)
    for index in numbers:
        if index not in taken:
            found.update(_garbled(line, index, lasts))
    found.update(_unknown_events(line, taken))
    return tuple(sorted(found))


def _unknown_events(line: Line, taken: Set[int]) -> Iterator[int]:
    """The indexes of what "since" stands before and no period begins with: "since Russia took Kyiv"."""
    for index in range(line.count - 1):
        since = "since" in line.links(index) and "from" not in line.links(index)
        place = line.past(index + 1, "the")
        if since and place < line.count and not {index, place} & taken and not line.marks[place]:
            yield place


def _past_small(line: Line, index: int) -> int:
    """The index before `index`, past "the", "whole" and a number between "last" and its unit."""
    before = index - 1
    while before > 0 and (_is_article(line, before) or "whole" in line.links(before) or line.numbers[before] >= 0):
        before -= 1
    return before


def _is_article(line: Line, index: int) -> bool:
    """Whether the item at `index` is "the"; behind "a" stands anything ("in a paper")."""
    return "the" in line.links(index) and "one" not in line.links(index)


def _asks_for_a_period(line: Line, before: int) -> bool:
    """Whether only a period can stand behind the item at `before`."""
    if before < 0:
        return False
    return line.senses[before].which in PICKING or bool(line.links(before) & OPENING)


def _must_open(line: Line, before: int) -> bool:
    """Whether the item at `before` opens nothing but a period, even before an ordinary word."""
    links = line.links(before) if before >= 0 else frozenset[str]()
    since = "since" in links and not links & {"from", "starting"}
    return since or ("until" in links and not links & {"by", "in"})


def _names_a_year(line: Line, index: int, firsts: Set[int]) -> bool:
    """Whether a year begins at `index`."""
    return line.numbers[index] in QUESTION_YEARS and index in firsts


def _is_a_bare_unit(line: Line, index: int, firsts: Set[int]) -> bool:
    """Whether a unit stands at `index` that was read as the running one: "lst week" is another."""
    return index in firsts and line.senses[index].unit is not None


def _garbled(line: Line, index: int, lasts: Set[int]) -> Iterator[int]:
    """The indexes of a number that was meant to be a date, where one is expected."""
    start, end = index, line.run_ends[index]
    while start > 0 and line.glued[start] and not line.marks[start - 1]:
        start -= 1
        if index - start > GARBLED_LENGTHS.stop:
            return
    while end < line.count and line.glued[end] and not line.marks[end]:
        end += 1
        if end - line.run_ends[index] > GARBLED_LENGTHS.stop:
            return
    before = start - 1
    opened = before >= 0 and line.links(before) & OPENING_A_NUMBER and "count before" not in line.senses[before].hints
    if not opened and start not in lasts and line.count > FEW_WORDS:
        return
    if _is_garbled(line, start, end):
        yield from range(start, end)


def _is_garbled(line: Line, start: int, end: int) -> bool:
    """Whether items are a year with a wrong character in it, or a date that no calendar has."""
    numbers = [index for index in range(start, end) if line.numbers[index] >= 0]
    words = [line.items[index] for index in range(start, end) if line.items[index].shape is Shape.WORD]
    if words:
        letters = all(len(word.text) == 1 for word in words)
        counted = any("count after" in line.senses[index].hints for index in range(start, end))
        return (
            letters
            and not counted
            and sum(len(line.items[index].text) for index in range(start, end)) in GARBLED_LENGTHS
        )
    if len(numbers) > 1:
        dated = not any(line.marks[index] in {",", ":"} for index in range(start, end) if line.marks[index])
        years = any(line.numbers[index] in QUESTION_YEARS for index in numbers)
        return dated and (len(numbers) > 2 or years)
    if not line.boundary(end):
        return False
    if line.widths[start] == 4:
        return line.numbers[start] >= MILLENNIUM
    return line.widths[start] in {3, 5} and line.items[start].text.startswith(LIKE_A_YEAR)
