"""Mentions: a term with what is put before and after it ("since May 2024", "from … to …", "by the end of June")."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.understanding.periods import spans
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain, Impossible, Marker, Shift
from bot.understanding.periods.numerals import day_number
from bot.understanding.periods.term import Need, Term, fixed
from bot.understanding.periods.terms import term_at
from store.models import Period

OPENERS: Final = frozenset({"in", "on", "by", "at", "from", "since", "until", "before", "after", "between"})
"""Words that open a mention."""

OPEN_ENDED: Final = frozenset({"on", "from", "since", "until", "before", "after", "between"})
"""After these "may 24" is a day, not May 2024."""


@dataclass(slots=True)
class Draft:
    """A mention before years are shared out and the clock is asked.

    Attributes:
        first, last: the items it took.
        begin: the term, or the start of a range.
        finish: the end of a range.
        marker: as in `Mention`.
        exclusive: the term itself is outside: "after May", "before 2023".
        whole_war: as in `Mention`.
        shift: "since then" and the like, which have no term.
    """

    first: int
    last: int
    begin: Term | None
    finish: Term | None = None
    marker: Marker = Marker.BARE
    exclusive: bool = False
    whole_war: bool = False
    shift: Shift | None = None


def drafts(line: Line) -> tuple[list[Draft], list[Impossible]]:
    """All mentions of a text, in order, and the dates no calendar has."""
    found: list[Draft] = []
    impossible: list[Impossible] = []
    index = 0
    while index < line.count:
        draft = _draft(line, index, found[-1].last if found else 0)
        if draft is None:
            index = line.run_ends[index]
            continue
        nearest = _nearest(draft)
        if nearest is not None:
            written = " ".join(item.text for item in line.items[draft.first : draft.last])
            impossible.append(Impossible(draft.first, draft.last, written, nearest))
        else:
            found.append(draft)
        index = draft.last
    return found, impossible


def _nearest(draft: Draft) -> date | None:
    for term in (draft.begin, draft.finish):
        if term is not None and term.nearest is not None and term.newest(date.max.replace(year=9000)) is None:
            return term.nearest
    return None


def _draft(line: Line, index: int, taken: int) -> Draft | None:
    """The mention that begins at `index`, if one does."""
    sense = line.senses[index]
    links = sense.links
    if links:
        fixed_phrase = _fixed_phrase(line, index, links)
        if fixed_phrase is not None:
            return fixed_phrase
    opening = links & OPENERS
    if opening and not sense.which:
        opened = _opened(line, index, opening, taken)
        if opened is not None:
            return opened
    found = term_at(line, index)
    if found is not None and _whole(line, found[1]):
        closed = _closed(line, index, index, frozenset(), found, taken)
        if closed is not None:
            return closed
    if opening and sense.which:
        return _opened(line, index, opening, taken)
    return None


def _whole(line: Line, after: int) -> bool:
    """Whether a term that ends before `after` does not cut a run of numbers in two."""
    return after >= line.count or not _inside_run(line, after) or line.marks[after] == "-"


def _inside_run(line: Line, after: int) -> bool:
    return line.numbers[after - 1] >= 0 and line.run_ends[after - 1] > after


def _fixed_phrase(line: Line, index: int, links: frozenset[str]) -> Draft | None:
    """Phrases that are a mention by themselves: "so far", "all time", "since then"."""
    if "to date" in links and line.numbers[index + 1] < 0:
        return Draft(index, index + 1, None, marker=Marker.UNTIL, whole_war=True)
    if "all time" in links:
        return Draft(index, index + 1, None, marker=Marker.SINCE, whole_war=True)
    if "since then" in links:
        return Draft(index, index + 1, None, marker=Marker.SINCE, shift=Shift())
    if "until then" in links:
        return Draft(index, index + 1, None, marker=Marker.UNTIL, shift=Shift())
    after = index + 1
    if "then" in line.links(after):
        if links & {"since", "from"}:
            return Draft(index, after + 1, None, marker=Marker.SINCE, shift=Shift())
        if links & {"until", "before", "by"}:
            return Draft(index, after + 1, None, marker=Marker.UNTIL, shift=Shift())
    if links & {"since", "from"} and ("it began" in line.links(after) or "it began" in line.links(after + 1)):
        last = after + 1 if "it began" in line.links(after) else after + 2
        return Draft(index, last, None, marker=Marker.SINCE, whole_war=True)
    if links & {"until", "by", "to"} and "now" in line.links(after):
        return Draft(index, after + 1, None, marker=Marker.UNTIL, whole_war=True)
    return None


def _opened(line: Line, index: int, opening: frozenset[str], taken: int) -> Draft | None:
    place = index + 1
    if line.links(place) & {"in", "on"} and not line.senses[place].which:
        place += 1
    place = line.past(place, "the")
    found = term_at(line, place)
    if found is None and place > index + 1 and "the" in line.links(place - 1):
        found = term_at(line, place - 1)
    if found is None or not _whole(line, found[1]):
        return None
    return _closed(line, index, place, opening, found, taken)


def _closed(
    line: Line, first: int, place: int, opening: frozenset[str], found: tuple[Term, int], taken: int
) -> Draft | None:
    """A term with its range and its marker."""
    term, after = _days_of_month(line, *found)
    ranged = _range(line, first, opening, term, after)
    if ranged is not None:
        return ranged
    if term.rather is not None and not opening & OPEN_ENDED:
        term = term.rather
    if not _sound(line, first, place, opening, term, after, taken):
        return None
    if term.event:
        return _war(first, after, opening, term)
    onward = line.links(after)
    if "onward" in onward and (opening & {"from", "since"} or not onward & OPENERS) and line.ends(after + 1):
        return Draft(first, after + 1, term, marker=Marker.SINCE)
    if "backward" in onward and line.ends(after + 1):
        return Draft(first, after + 1, term, marker=Marker.UNTIL)
    return _marked(line, first, place, opening, term, after)


def _days_of_month(line: Line, term: Term, after: int) -> tuple[Term, int]:
    """A month, with the days picked from it ("November between 19 and 20")."""
    if term.grain is not Grain.MONTH or not line.links(after) & {"between", "from"}:
        return term, after
    first = day_number(line, line.past(after + 1, "the"))
    if first is None or not (line.marks[first[1]] == "-" or line.links(first[1]) & {"and", "to"}):
        return term, after
    second = day_number(line, line.past(first[1] + 1, "the"))
    if second is None or second[0] < first[0] or line.senses[second[1]].month:
        return term, after
    begin, end = first[0], second[0]

    def days(month: Period) -> Period | None:
        return Period(month.start.replace(day=begin), month.start.replace(day=end)) if end <= month.end.day else None

    return term.mapped(Grain.SPAN, days), second[1]


def _marked(line: Line, first: int, place: int, opening: frozenset[str], term: Term, after: int) -> Draft | None:
    """A single term with its marker."""
    instrumental = any("instrumental" in line.links(index) for index in range(place, after))
    if instrumental and opening & {"from", "since"}:  # "порівняно з травнем": with May, not since May
        return Draft(first, after, term, marker=Marker.IN)
    if opening & {"since", "from"}:
        return Draft(first, after, term, marker=Marker.SINCE)
    if "after" in opening:
        return Draft(first, after, term, marker=Marker.SINCE, exclusive=term.edge != "early")
    if term.edge == "end" and not opening & {"before"} and (not opening or opening & {"by", "at", "in", "on"}):
        return Draft(first, after, term, marker=Marker.AS_OF)
    if "before" in opening:
        return Draft(first, after, term, marker=Marker.UNTIL, exclusive=term.edge != "end")
    if "until" in opening:
        exclusive = term.grain is not Grain.DAY and term.edge != "end"
        return Draft(first, after, term, marker=Marker.UNTIL, exclusive=exclusive)
    if "by" in opening or ("at" in opening and (term.grain is Grain.DAY or term.edge)):
        return Draft(first, after, term, marker=Marker.AS_OF)
    if "on" in opening:
        return Draft(first, after, term, marker=Marker.ON)
    if opening & {"in", "at"}:
        return Draft(first, after, term, marker=Marker.IN)
    if opening:
        return None
    return Draft(first, after, term)


def _war(first: int, after: int, opening: frozenset[str], term: Term) -> Draft | None:
    if opening & {"since", "from", "after", "in"}:
        return Draft(first, after, None, marker=Marker.SINCE, whole_war=True)
    if opening & {"before", "until"}:
        return Draft(first, after, term, marker=Marker.UNTIL, exclusive=True)
    return None


def _range(line: Line, first: int, opening: frozenset[str], term: Term, after: int) -> Draft | None:
    """A range, where a connector and an end follow the term."""
    if term.event or term.rolling or (opening & {"before", "until", "by", "after"} and not opening & {"from", "since"}):
        return None
    place = _connector(line, after, opening)
    if place is None:
        return None
    starts = line.past(place, "in") if "in" in line.links(place) else place
    starts = line.past(line.past(starts, "on"), "the")
    if "now" in line.links(starts):
        end: tuple[Term, int] | None = (fixed(Grain.DAY, spans.single(line.now)), starts + 1)
    else:
        end = term_at(line, starts)
    if end is None or not _whole(line, end[1]) or not _pairs(term, end[0]):
        return None
    return Draft(first, end[1], term, end[0], marker=Marker.IN if opening else Marker.BARE)


def _connector(line: Line, after: int, opening: frozenset[str]) -> int | None:
    """The index after what ties a range together."""
    links = line.links(after)
    if line.marks[after] == "-":
        return after + 1
    if "between" in opening and "and" in links:
        return after + 1
    if "to" in links and not (line.compare_from < after and not opening & {"from", "since", "between"}):
        return after + 1
    return None


def _pairs(begin: Term, end: Term) -> bool:
    """Whether two terms can be the ends of one range."""
    if end.event or end.rolling or end.shift or begin.shift:
        return False
    if begin.need is Need.MONTH and end.need is Need.MONTH:
        return not begin.bare and not end.bare
    if begin.bare:
        return end.grain is Grain.DAY
    if end.bare:
        return begin.grain is Grain.DAY
    if begin.need is Need.MONTH:
        return end.grain is Grain.DAY
    return True


def _sound(line: Line, first: int, place: int, opening: frozenset[str], term: Term, after: int, taken: int) -> bool:
    """Whether a term stands where a period can stand: not a verb ("may"), not a bare number or ordinal."""
    if term.need is Need.MONTH:
        if line.senses[place].weekday:
            return True
        if term.bare:
            return "on" in opening and line.boundary(after) and line.numbers[place] >= 0
        return bool(opening & {"on", "since", "from", "until", "before", "after", "by"}) or (
            "the" in line.links(place - 1) and place > 0 and line.boundary(after)
        )
    if after - place == 1 and "doubtful" in line.senses[place].hints:
        return _supported(line, first, place, opening, taken)
    if (
        line.senses[first].which in {"this", "that"}
        and after - first == 2
        and "doubtful" in line.senses[first + 1].hints
    ):
        return line.boundary(after) or line.meant(after)
    return True


def _supported(line: Line, first: int, place: int, opening: frozenset[str], taken: int) -> bool:
    """Whether a word that is often something else ("may", "march", "fall", "sun") is of the calendar here."""
    if opening:
        return True
    before, after = first - 1, place + 1
    if taken and first - taken <= 2 and _joins(line, before):
        return True
    sense = line.senses[place]
    if not sense.month or not line.items[place].text.isascii() or len(line.items[place].text) < 3:
        return line.boundary(before) and (line.boundary(after) or sense.month > 0)
    if line.boundary(before):
        return line.boundary(after) or line.meant(after)
    return line.meant(before) and (line.boundary(after) or line.meant(after))


def _joins(line: Line, index: int) -> bool:
    return bool(line.links(index) & {"and", "versus"}) or line.marks[index] in {",", "+", "&", "/"}
