"""Ranges: a term, what connects, and where it ends ("from May to July 2024", "12-14 May", "this year so far")."""

from typing import Final

from bot.understanding.periods import spans
from bot.understanding.periods.draft import Draft
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain, Marker
from bot.understanding.periods.term import GRAINS, Found, Need, Term, fixed
from bot.understanding.periods.terms import term_at

LONGEST_RESTATED: Final = 6
"""How many items the brackets behind the start of a range may hold."""


def is_whole(line: Line, after: int) -> bool:
    """Whether a term that ends before `after` leaves no run of numbers cut in two."""
    inside_run = line.numbers[after - 1] >= 0 and line.run_ends[after - 1] > after
    return not inside_run or line.marks[after] == "-"


def range_from(line: Line, first: int, opening: frozenset[str], term: Term, after: int) -> Draft | None:
    """A range, where a connector and an end follow the term."""
    if term.event or term.rolling or term.shift or (line.marks[after] == "-" and line.negates(first - 1)):
        return None
    if opening & {"before", "until", "by", "after"} and not opening & {"from", "since"}:
        return None
    after = _past_restated(line, after) if opening & {"between", "from"} else after
    so_far = "to date" in line.links(after)
    if not so_far and not _connects(line, after, opening):
        return None
    marker = Marker.IN if opening else Marker.BARE
    now = fixed(Grain.DAY, spans.single(line.now))
    if so_far:
        named = term.newest(line.now)
        running = named is not None and named.end >= line.now  # "this year so far" is this year
        return Draft(first, after + 1, term, None if running else now, marker)
    place = line.past(line.past(after + 1, "in"), "the")
    end = (
        (now, place + 1) if "now" in line.links(place) else _end_of_its_unit(line, place, term) or term_at(line, place)
    )
    if end is not None and "by" in line.links(after) and not opening - {"in"} and _goes_back(term, end[0]):
        return Draft(first, place, term, marker=marker)  # "серпень 2023 до серпня 2022" sets them side by side
    if end is None or not is_whole(line, end[1]) or not _pairs(term, end[0]) or _lists(line, first, end, term):
        return None
    if not opening - {"in"} and "by" in line.links(after) and _are_alike(term, end[0]):
        return Draft(first, place, term, marker=marker)  # "I півріччя 2026 до I півріччя 2025" sets them side by side
    return Draft(first, line.past(end[1], "inclusive"), term, end[0], marker)


def _goes_back(begin: Term, end: Term) -> bool:
    """Whether a term lies before the one it would be the end of."""
    first, second = begin.known(), end.known()
    return begin.grain is end.grain and first is not None and second is not None and second.start < first.start


def _are_alike(begin: Term, end: Term) -> bool:
    """Whether two terms are the same part of two years."""
    first, second = begin.known(), end.known()
    parts = begin.grain is end.grain and begin.grain in {Grain.QUARTER, Grain.HALF, Grain.SEASON}
    return parts and first is not None and second is not None and first.start.month == second.start.month


def _past_restated(line: Line, after: int) -> int:
    """The index after brackets that restate the start of a range: "between Christmas Day (25 Dec) and …"."""
    if line.marks[after] != "(":
        return after
    closed = (
        place for place in range(after + 1, min(after + LONGEST_RESTATED, line.count)) if line.marks[place] == ")"
    )
    return next(closed, after - 1) + 1


def _lists(line: Line, first: int, end: Found, begin: Term) -> bool:
    """Whether another of the same follows behind a dash: "May 2024 – May 2025 – May 2026" are three, not a range."""
    if begin.grain is Grain.DAY or line.marks[end[1]] != "-":
        return begin.grain is not Grain.DAY and first > 0 and line.marks[first - 1] == "-"
    third = term_at(line, end[1] + 1)
    return third is not None and third[0].grain is begin.grain


def _end_of_its_unit(line: Line, place: int, begin: Term) -> Found | None:
    """The end of the unit that a range begins in: "from 6 August 2024 until the end of that month"."""
    if line.senses[place].part != "end":
        return None
    place = line.past(line.past(place + 1, "of"), "the")
    place += line.senses[place].which in {"that", "same"}
    unit = line.senses[place].unit
    if unit is None or not line.ends(place + 1):
        return None
    grain = next((each for each, name in GRAINS.items() if name is begin.grain), None)
    if grain is None or spans.SIZES.get(unit, 0) <= spans.SIZES[grain] or begin.need is Need.MONTH:
        return None
    return begin.mapped(Grain.DAY, lambda period: spans.single(spans.around(period.start, unit).end)), place + 1


def _connects(line: Line, index: int, opening: frozenset[str]) -> bool:
    """Whether the item at `index` ties the two ends of a range; after "compare" a mere "to" does not."""
    links = line.links(index)
    if line.marks[index] == "-" or ("between" in opening and "and" in links):
        return True
    compared = line.compare_from < index or line.boundary(line.compare_from + 1)  # "2022 to 2023 comparison"
    comparing = compared and line.compare_from < line.count and not opening & {"from", "since", "between"}
    return "to" in links and not comparing


def _pairs(begin: Term, end: Term) -> bool:
    """Whether two terms can be the ends of one range."""
    if end.event or end.rolling or end.shift:
        return False
    if begin.need is Need.MONTH and end.need is Need.MONTH:
        return not begin.bare and not end.bare
    if begin.need is Need.MONTH:
        return end.grain is Grain.DAY
    return begin.grain is Grain.DAY or not end.bare
