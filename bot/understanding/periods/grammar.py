"""Mentions: a term with what is put before and after it ("since May 2024", "from … to …", "by the end of June")."""

from datetime import date
from typing import Final

from bot.understanding.periods import spans
from bot.understanding.periods.counted import BACK
from bot.understanding.periods.draft import Draft
from bot.understanding.periods.elliptic import (
    elliptic,
    like_the_one_asked,
    ordinal_alone,
    part_like_the_last,
    window_like_the_one_asked,
)
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain, Impossible, Marker
from bot.understanding.periods.numerals import day_number
from bot.understanding.periods.ranges import is_whole, range_from
from bot.understanding.periods.spans import Unit
from bot.understanding.periods.term import Found, Need, Term
from bot.understanding.periods.terms import term_at
from store.models import Period

OPENERS: Final = frozenset({"in", "on", "by", "at", "from", "since", "until", "before", "after", "between"})
"""Words that open a mention."""

OF_A_DAY: Final = frozenset({"on", "from", "since", "until", "before", "after", "between"})
"""Words after which "may 24" is a day, not May 2024."""

NAMING_A_DAY: Final = OF_A_DAY | {"by", "at"}
"""Words after which "the 22nd" is a day of the month."""


MOST_DAYS_LISTED: Final = 6
"""How many days of one month a list may name."""


def read(line: Line) -> tuple[list[Draft], list[Impossible]]:
    """All mentions of a text, in order, and the dates that no calendar has."""
    found: list[Draft] = []
    impossible: list[Impossible] = []
    end = 0
    for index in line.openings:
        if index < end:
            continue
        draft = (
            part_like_the_last(line, index, found)
            or (_like_before(line, index) if not found and line.near is not None else None)
            or _mention(line, index, found[-1].last if found else -1)
            or elliptic(line, index, found)
            or ordinal_alone(line, index)
        )
        if draft is None:
            end = line.run_ends[index]
            continue
        end = draft.last
        nearest = _nearest(draft)
        if nearest is None:
            found.append(draft)
        else:
            written = " ".join(item.text for item in line.items[draft.first : draft.last])
            impossible.append(Impossible(draft.first, draft.last, written, nearest))
    return found, impossible


def _like_before(line: Line, index: int) -> Draft | None:
    at = index + 1 if line.senses[index].which in BACK else index
    return like_the_one_asked(line, index) or window_like_the_one_asked(line, at)


def _nearest(draft: Draft) -> date | None:
    """The last day of the month of a day that does not exist."""
    for term in (draft.begin, draft.finish):
        if term is not None and term.nearest is not None and term.newest(spans.LATEST) is None:
            return term.nearest
    return None


def _mention(line: Line, index: int, taken: int) -> Draft | None:
    """The mention that begins at `index`, if one does; the one before ended at `taken`."""
    links = line.links(index)
    opening = links & OPENERS
    phrase = _phrase(line, index, links) if links else None
    if phrase is not None:
        return phrase
    if opening and not line.senses[index].which:
        opened = _opened(line, index, opening, taken)
        if opened is not None:
            return opened
    week = _week_of_days(line, index, index, frozenset(), taken)
    if week is not None:
        return week
    if "when" in links and (over := term_at(line, index + 1)) and "ended" in line.links(over[1]):
        return Draft(index, over[1] + 1, over[0], marker=Marker.AS_OF)  # "when 2024 ended"
    found = term_at(line, index)
    closed = _closed(line, index, index, frozenset(), found, taken) if found is not None else None
    if closed is None and opening and line.senses[index].which:
        return _opened(line, index, opening, taken)
    return closed


def _phrase(line: Line, index: int, links: frozenset[str]) -> Draft | None:
    """What is a mention without a term: "so far", "all time", "since then", "since it began", "until now"."""
    after = index + 1
    following = line.links(after)
    since, until = links & {"since", "from"}, links & {"until", "before", "by"}
    if "to date" in links and line.numbers[after] < 0:
        return Draft(index, after, marker=Marker.UNTIL, whole_war=True)
    if "all time" in links:
        return Draft(index, after, marker=Marker.SINCE, whole_war=True)
    if "since then" in links:
        return Draft(index, after, marker=Marker.SINCE)
    if "until then" in links:
        return Draft(index, after, marker=Marker.UNTIL)
    if "then" in following and (since or until):
        return Draft(index, after + 1, marker=Marker.SINCE if since else Marker.UNTIL)
    if "now" in following and until:
        return Draft(index, after + 1, marker=Marker.UNTIL, whole_war=True)
    began = line.past(after, "the")
    if since and "it began" in line.links(began):
        last = began + 2 if line.links(began + 1) & {"to", "until"} else began + 1
        today = "now" in line.links(last) or line.senses[last].relative == (Unit.DAY, 0)
        return Draft(index, last + 1 if today else began + 1, marker=Marker.SINCE, whole_war=True)
    return None


def _opened(line: Line, index: int, opening: frozenset[str], taken: int) -> Draft | None:
    """A mention that an opening word at `index` begins."""
    place = index + 1
    if line.links(place) & {"in", "on"} and not line.senses[place].which:
        place += 1
    bare = _past_whole(line, line.past(place, "the"))
    if line.senses[bare].which in {"that", "this"} and line.senses[bare + 1].event:
        bare += 1
    week = _week_of_days(line, index, bare, opening, taken)
    if week is not None:
        return week
    found = term_at(line, bare)
    if found is None and bare > place:  # "a week ago"
        bare, found = place, term_at(line, place)
    return _closed(line, index, bare, opening, found, taken) if found is not None else None


def _past_whole(line: Line, place: int) -> int:
    """The index after "whole of" or "whole" before a month or a season; "the whole month" is read with its unit."""
    after = line.past(place, "whole")
    if after == place:
        return place
    after = line.past(line.past(after, "of"), "the")
    return after if line.senses[after].month or line.senses[after].season or line.widths[after] == 4 else place


def _week_of_days(line: Line, first: int, place: int, opening: frozenset[str], taken: int) -> Draft | None:
    """A week or a weekend whose days are named: "the weekend of 24-25 June", "за тиждень 6–12 травня"."""
    if line.senses[place].unit not in {Unit.WEEK, Unit.WEEKEND}:
        return None
    place = line.past(line.past(place + 1, "of"), "the")
    found = term_at(line, place) if line.numbers[place] >= 0 or line.senses[place].month else None
    days = _closed(line, first, place, opening | {"in"}, found, taken) if found is not None else None
    return days if days is not None and days.finish is not None else None


def _closed(line: Line, first: int, place: int, opening: frozenset[str], found: Found, taken: int) -> Draft | None:
    """The mention of a term, with the range it begins or with its marker."""
    term, after = _days_of_month(line, *found)
    if not is_whole(line, after):
        return None
    range_of_days = range_from(line, first, opening, term, after)
    if range_of_days is not None:
        return range_of_days
    if term.bare and _day_listed(line, after):
        return Draft(first, after, term, marker=Marker.IN if opening else Marker.BARE)
    if term.rather is not None and not opening & OF_A_DAY:
        term = term.rather
    if term.rival is not None and "in" in opening and term.grain is Grain.MONTH:
        term = term._replace(rival=None)  # "in Sept 24" is no day
    if not _sound(line, first, place, opening, term, after, taken):
        return None
    if term.event:
        return _of_war(first, after, opening, term)
    onward = line.links(after)
    if "onward" in onward and (opening & {"from", "since"} or not onward & OPENERS) and line.ends(after + 1):
        return Draft(first, after + 1, term, marker=Marker.SINCE)
    if "backward" in onward and line.ends(after + 1):
        return Draft(first, after + 1, term, marker=Marker.UNTIL)
    return _marked(line, first, place, opening, term, after)


def _day_listed(line: Line, after: int) -> bool:
    """Whether a bare number is a day because a list goes on from it to a day ("12, 13 and 14 May")."""
    for _ in range(MOST_DAYS_LISTED):
        found = term_at(line, after + 1) if line.joins(after) and line.run_ends[after + 1] == after + 2 else None
        if found is None or found[0].grain is not Grain.DAY:
            return False
        if not found[0].bare:
            return found[0].need is not Need.MONTH
        after = found[1]
    return False


def _days_of_month(line: Line, term: Term, after: int) -> Found:
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


def _of_war(first: int, after: int, opening: frozenset[str], term: Term) -> Draft | None:
    if opening & {"since", "from", "after", "in"}:
        return Draft(first, after, marker=Marker.SINCE, whole_war=True)
    if opening & {"before", "until"}:
        return Draft(first, after, term, marker=Marker.UNTIL, exclusive=True)
    return None


def _marked(line: Line, first: int, place: int, opening: frozenset[str], term: Term, after: int) -> Draft | None:
    """A single term with the marker that its opening word makes it."""
    if opening & {"since", "from"}:
        within = _compared(line, first, place, after) or _belongs(line, first, place, term)
        return Draft(first, after, term, marker=Marker.IN if within else Marker.SINCE)
    if "after" in opening:
        return Draft(first, after, term, marker=Marker.SINCE, exclusive=term.edge != "early")
    if term.edge == "end" and (not opening or opening & {"by", "at", "in", "on"}):
        named = term._replace(edge="") if opening & {"by", "at"} else term  # "by the end" is never its last days
        return Draft(first, after, named, marker=Marker.AS_OF)
    if "before" in opening:
        return Draft(first, after, term, marker=Marker.UNTIL, exclusive=term.edge != "end")
    if "earlier" in line.links(after) and term.need is Need.YEAR and line.ends(after + 1):
        return Draft(first, after + 1, term, marker=Marker.IN, preceding=True)
    inclusive = line.past(after, "inclusive")
    if "until" in opening:
        included = inclusive > after or "inclusive" in line.links(first)
        exclusive = term.grain is not Grain.DAY and term.edge != "end" and not included
        return Draft(first, inclusive, term, marker=Marker.UNTIL, exclusive=exclusive)
    if "at" in opening and line.senses[place].holiday:
        return Draft(first, after, term, marker=Marker.ON)
    if "by" in opening or ("at" in opening and (term.grain is Grain.DAY or term.edge)):
        return Draft(first, after, term, marker=Marker.AS_OF)
    if "between" in opening:
        return None
    return Draft(first, after, term, marker=Marker.ON if "on" in opening else Marker.IN if opening else Marker.BARE)


def _belongs(line: Line, first: int, place: int, term: Term) -> bool:
    """Whether "from" says what days the losses are of, not since when: "from last week", "from the first half"."""
    if "belonging" not in line.links(first):
        return False
    sense = line.senses[place]
    if first and line.items[first - 1].values("cues") & {"estimate", "says", "how_many"}:
        return True  # "the estimate from October"
    return sense.which in {"last", "previous", "past"} or (bool(sense.ord) and term.grain is not Grain.DAY)


def _compared(line: Line, first: int, place: int, after: int) -> bool:
    """Whether "з" is "with" and not "since": before an instrumental ("порівняно з травнем"), or after "порівняй"."""
    if line.links(first) & {"containing", "belonging"} and line.compare_from < first:
        return True
    return any("instrumental" in line.links(index) for index in range(place, after))


def _sound(line: Line, first: int, place: int, opening: frozenset[str], term: Term, after: int, taken: int) -> bool:
    """Whether a term stands where a period can stand: not a verb ("may"), not a bare number or ordinal."""
    if term.need is Need.MONTH and not line.senses[place].weekday:
        if term.bare:
            return "on" in opening and line.numbers[place] >= 0 and line.boundary(after)
        named = "the" in line.links(place - 1) and place > 0 and line.boundary(after)
        return named or bool(opening & NAMING_A_DAY)
    if first > 0 and "each" in line.senses[first - 1].hints:
        return False
    if after - place == 1 and line.senses[place].month and not opening and line.says(after):
        return False  # "April says": somebody's name
    hints = line.senses[after - 1].hints & {"verb", "doubtful"}
    if not hints or after - place > 2 or opening:
        return True
    if after - place == 2:  # "this may take a while"
        set_against = "versus" in line.links(after) or (line.joins(after) and line.senses[after + 1].which)
        return line.senses[place].which not in {"this", "that"} or line.ends(after) or bool(set_against)
    return _supported(line, first, after, taken, verb="verb" in hints)


def _supported(line: Line, first: int, after: int, taken: int, *, verb: bool) -> bool:
    """Whether a word that is often something else ("may", "march", "fall", "sun") is of the calendar here.

    It is in a list with another period, alone or set against something, and a month also at one end of what is asked
    about.
    """
    if (taken >= 0 and first - taken <= 2 and line.joins(first - 1)) or line.negates(first - 1):
        return True
    if "whole" in line.links(first - 1) or (
        line.near is not None and line.boundary(first - 1) and line.boundary(after)
    ):
        return True  # "all spring"; "no wait, march" behind April
    if first and line.sets_against(first - 1) and line.ends(after):
        return True  # "bloodier than March?"
    another = line.senses[after + 1].month or line.senses[after + 1].season
    if another and (line.joins(after) or line.marks[after] == "-"):
        return True
    if line.stops(line.past(after, "then")) and (
        line.stops(first - 1) or "versus" in line.links(first - 1) or line.adds(first - 1)
    ):
        return True
    return verb and ((line.stops(first - 1) and line.meant(after)) or (line.meant(first - 1) and line.stops(after)))
