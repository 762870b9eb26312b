"""The year that follows what leaves it open: "Q3 2024", "summer of last year", "the first quarter of the year"."""

from types import MappingProxyType
from typing import Final

from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain
from bot.understanding.periods.numerals import year_number
from bot.understanding.periods.spans import Unit
from bot.understanding.periods.term import Term

OFFSETS: Final = MappingProxyType({"last": -1, "previous": -1, "past": -1, "before last": -2, "this": 0, "next": 1})
"""How far from the running one "last", "this" and "next" point."""


def relative_year(line: Line, index: int) -> tuple[int, int] | None:
    """A year relative to the clock, and the index after it: "last year", "of this year", "торік"."""
    index = line.past(index, "the")
    sense = line.senses[index]
    if sense.relative and sense.relative[0] is Unit.YEAR:
        return line.now.year + sense.relative[1], index + 1
    if sense.which in {"last", "past"} and line.widths[index + 1] == 4:  # "минулого 2022 року"
        return year_number(line, index + 1)
    if sense.which in OFFSETS:
        after = line.past(index + 1, "whole")
        if line.senses[after].unit is Unit.YEAR:
            return line.now.year + OFFSETS[sense.which], after + 1
    return None


def with_year(line: Line, term: Term, after: int) -> tuple[Term, int]:
    """A term whose year is open, with the year that follows it, if one does."""
    place = line.past_mark(after, "," if term.grain is Grain.DAY else ",-/")
    tied = line.past(line.past(place, "of"), "in") if place == after else line.past(place, "in")
    named = _named(line, term, tied) or _the_year(line, tied) or relative_year(line, tied) or _beside_year(line, tied)
    return (term.in_year(named[0]), named[1]) if named is not None else (term, after)


def _named(line: Line, term: Term, place: int) -> tuple[int, int] | None:
    """A year in figures or words; two digits only behind what no day can follow."""
    if line.inside[place]:
        return None
    short = term.grain not in {Grain.DAY, Grain.MONTH} and line.run_ends[place] == place + 1
    named = year_number(line, place, short=short)
    return None if named is None or _begins_another(line, place, named[1]) else named


def _begins_another(line: Line, place: int, after: int) -> bool:
    """Whether the number at `place` begins a term of its own: "may, 2024-06", "q1, 12 may"."""
    if line.numbers[place] < 0:
        return False
    if line.run_ends[place] > after and line.marks[after] != "-":
        return True
    return line.widths[place] <= 2 and (line.senses[after].month > 0 or line.senses[after].unit is not None)


def _the_year(line: Line, place: int) -> tuple[int, int] | None:
    """The year by itself: "of the year" is the running one, "of the year 2024" that one."""
    start = line.past(place, "the")
    tied = start > place or (place > 0 and "of" in line.links(place - 1))
    if line.senses[start].unit is not Unit.YEAR or not tied:
        return None
    if moved := line.links(start + 1) & {"earlier", "later"}:  # of what was spoken of before
        return (line.near.start.year + (-1 if "earlier" in moved else 1), start + 2) if line.near else None
    return year_number(line, line.past(start + 1, "of")) or (line.now.year, start + 1)


def _beside_year(line: Line, place: int) -> tuple[int, int] | None:
    """A year behind its word ("May, year 2022"), or the one spoken of before: "that year", "the same year"."""
    start = line.past(place, "the")
    if line.senses[start].unit is Unit.YEAR:
        return year_number(line, start + 1)
    if line.near is None or line.senses[start].which not in {"same", "that"}:
        return None
    return (line.near.start.year, start + 2) if line.senses[start + 1].unit is Unit.YEAR else None
