"""Mentions: a term with what is put before and after it ("since May 2024", "from … to …", "by the end of June")."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.understanding.periods import spans
from bot.understanding.periods.dates import year_term
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain, Impossible, Marker, Shift
from bot.understanding.periods.numerals import (
    day_number,
    newest_years,
    ordinal,
    past_suffix,
    short_years,
    two_digit_year,
)
from bot.understanding.periods.shifts import shift_term
from bot.understanding.periods.spans import Unit
from bot.understanding.periods.term import GRAINS, Found, Need, Term, fixed
from bot.understanding.periods.terms import term_at
from bot.understanding.periods.years import with_year
from store.models import Period

OPENERS: Final = frozenset({"in", "on", "by", "at", "from", "since", "until", "before", "after", "between"})
"""Words that open a mention."""

OF_A_DAY: Final = frozenset({"on", "from", "since", "until", "before", "after", "between"})
"""Words after which "may 24" is a day, not May 2024."""

NAMING_A_DAY: Final = OF_A_DAY | {"by", "at"}
"""Words after which "the 22nd" is a day of the month."""


MOST_ORDINALS: Final = 3
"""How many ordinals may stand before the one that names the unit: a year has four quarters."""

_MONTHS: Final = {Grain.QUARTER: 3, Grain.HALF: 6}
"""How many months a part of a year has that is named by an ordinal."""

LONGEST_RESTATED: Final = 6
"""How many items the brackets behind the start of a range may hold."""

MOST_WEEKS: Final = 53
"""No year has more weeks."""

MOST_DAYS_LISTED: Final = 6
"""How many days of one month a list may name."""


@dataclass(slots=True)
class Draft:
    """A mention before years are shared out and the clock is asked.

    Attributes:
        first: index of the first item it took.
        last: index after the last.
        begin: the term, or the start of a range; None for the whole war and for "since then".
        finish: the end of a range.
        marker: as in `Mention`.
        exclusive: the term itself lies outside: "after May", "before 2023".
        whole_war: as in `Mention`.
        apart: as in `Mention`.
        preceding: the last one before an earlier period is meant ("the winter before that").
    """

    first: int
    last: int
    begin: Term | None = None
    finish: Term | None = None
    marker: Marker = Marker.BARE
    exclusive: bool = False
    whole_war: bool = False
    apart: tuple[int, int] = (0, 0)
    preceding: bool = False


def read(line: Line) -> tuple[list[Draft], list[Impossible]]:
    """All mentions of a text, in order, and the dates that no calendar has."""
    found: list[Draft] = []
    impossible: list[Impossible] = []
    end = 0
    for index in line.openings:
        if index < end:
            continue
        draft = (
            _part_like_the_last(line, index, found)
            or (_like_the_one_asked(line, index) if not found and line.near is not None else None)
            or _mention(line, index, found[-1].last if found else -1)
            or _elliptic(line, index, found)
            or _ordinal_alone(line, index)
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


def _elliptic(line: Line, index: int, found: list[Draft]) -> Draft | None:
    """The previous of what was named just before: "this month and the last", "цей місяць з минулим"."""
    which = line.senses[index].which
    earlier = found[-1].begin if found else None
    if which not in {"last", "previous", "before last"}:
        return _another(line, index, found[-1].last, earlier) if earlier is not None else None
    if earlier is None or which == "before last":
        return _previous_one(line, index, which)
    if earlier.need is Need.MONTH:
        return None
    unit = next((unit for unit, grain in GRAINS.items() if grain is earlier.grain), None)
    between = range(found[-1].last, index)
    joined = any(line.joins(place) or "containing" in line.links(place) for place in between)
    if unit is None or not joined or len(between) > 2 or not line.ends(index + 1):
        return None
    return Draft(index, index + 1, shift_term(line, Shift(unit, -1, unit)))


def _another(line: Line, index: int, taken: int | None, earlier: Term) -> Draft | None:
    """One more of the unit named before: "Q3 2024 against the fourth", "weeks 10 and 11", "winter 22/23 vs 23/24"."""
    if taken is not None:  # else it was named by the question before
        between = range(taken, index)
        if not any(line.joins(place) for place in between) or len(between) > 2:
            return None
    years = short_years(line, index) if earlier.grain is Grain.SEASON else None
    if years is not None and (season := earlier.newest(line.now)):
        start = season.start.replace(year=years[0] + (season.start.month != spans.WINTER))
        return Draft(index, years[1], fixed(Grain.SEASON, spans.months_from(start.year, start.month, 3)))
    number = _ordinal(line, index) or (line.numbers[index] if line.run_ends[index] == index + 1 else 0)
    term: Term | None = None
    if earlier.grain is Grain.WEEK and earlier.need is Need.YEAR and 0 < number <= MOST_WEEKS:
        term = Term(Grain.WEEK, lambda year, _: spans.iso_week(year, number), Need.YEAR)
    elif earlier.grain in _MONTHS and 0 < number <= 12 // _MONTHS[earlier.grain]:
        months = _MONTHS[earlier.grain]
        term = Term(
            earlier.grain, lambda year, _: spans.months_from(year, (number - 1) * months + 1, months), Need.YEAR
        )
    if term is None:
        return None
    term, after = with_year(line, term, past_suffix(line, index + 1))
    after += line.senses[after].num == 1  # "and the third one"
    alone = line.ends(after) or term.year is not None
    if taken is None and line.near is not None and term.need is Need.YEAR:
        term = term.in_year(line.near.start.year)
    return Draft(index, after, term) if alone else None


def _part_like_the_last(line: Line, index: int, found: list[Draft]) -> Draft | None:
    """One more quarter or half, where "the second" would else be a day."""
    earlier = found[-1].begin if found else None
    if not found and line.near is not None and line.near == spans.around(line.near.start, Unit.QUARTER):
        earlier = fixed(Grain.QUARTER, line.near)._replace(year=line.near.start.year)
    if earlier is None or earlier.grain not in _MONTHS or not ordinal(line, index):
        return None
    return _another(line, index, found[-1].last if found else None, earlier)


def _like_the_one_asked(line: Line, index: int) -> Draft | None:
    """An ordinal alone as another day or year like the one asked about before: "а 13-го?", "і за 22-й?"."""
    found = ordinal(line, index) or _year_behind_in(line, index)
    opened = line.boundary(index - 1) or line.adds(index - 1) or bool(line.links(index - 1) & {"in", "on", "the"})
    if found is None or line.near is None or not opened or not _ends_asking(line, found[1]):
        return None
    number, after = found
    if line.near == spans.around(line.near.start, Unit.YEAR):
        return Draft(index, after, year_term(two_digit_year(line, number))) if number in newest_years(line) else None
    day = spans.day(line.near.start.year, line.near.start.month, number)
    if line.near.days > 1 or day is None:
        return None
    return Draft(index, after, fixed(Grain.DAY, day), marker=Marker.ON)


def _ends_asking(line: Line, after: int) -> bool:
    """Whether nothing that could make another date of an ordinal follows it."""
    return line.boundary(after) or bool({"is_it"} & line.items[after].values("cues"))


def _year_behind_in(line: Line, index: int) -> tuple[int, int] | None:
    """Two digits behind "in", where a year was asked about: "in 24?"."""
    opened = index > 0 and "in" in line.links(index - 1)
    return (line.numbers[index], index + 1) if opened and line.widths[index] == 2 else None


def _previous_one(line: Line, index: int, which: str) -> Draft | None:
    """The one before an earlier period, or before the last, without its unit: "and the one before last?"."""
    asked = index + 1 < line.count and "metrics" in line.items[index + 1].meanings
    if which == "last" or not (asked or line.boundary(index + 1)):  # not "the previous record"
        return None
    opened = line.stops(index - 1) or line.adds(index - 1) or line.joins(index - 1)
    if not opened and not line.links(index - 1) & {"in", "on", "the", "containing"}:
        return None
    if which == "previous":
        return Draft(index, index + 1, shift_term(line, Shift(None, -1, Unit.PERIOD)))
    return Draft(index, index + 1, shift_term(line, Shift(None, -2, Unit.PERIOD, clock=line.now)))


def _ordinal_alone(line: Line, index: int, most: int = MOST_ORDINALS) -> Draft | None:
    """An ordinal whose quarter or half is named with the one it is joined to: "first and third quarter of 2023"."""
    ordinal = _ordinal(line, index)
    second = line.past(index + 2, "the")
    if not most or not ordinal or not line.joins(index + 1) or not _ordinal(line, second):
        return None
    after = _ordinal_alone(line, second, most - 1)
    found = term_at(line, second)
    whole = after.begin if after is not None else found[0] if found is not None else None
    named = whole.newest(line.now) if whole is not None else None
    if whole is None or named is None or whole.grain not in _MONTHS or ordinal > 12 // _MONTHS[whole.grain]:
        return None
    months = _MONTHS[whole.grain]
    first = named.start.replace(month=(ordinal - 1) * months + 1, day=1)
    last = first.replace(month=first.month + months - 1)
    return Draft(index, index + 1, fixed(whole.grain, Period(first, spans.around(last, Unit.MONTH).end)))


def _ordinal(line: Line, index: int) -> int:
    """The ordinal at `index`, in words or a digit; 0 where there is none."""
    return line.senses[index].ord or (line.numbers[index] if line.widths[index] == 1 else 0)


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
    if not _whole(line, after):
        return None
    ranged = _range(line, first, opening, term, after)
    if ranged is not None:
        return ranged
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


def _whole(line: Line, after: int) -> bool:
    """Whether a term that ends before `after` leaves no run of numbers cut in two."""
    inside_run = line.numbers[after - 1] >= 0 and line.run_ends[after - 1] > after
    return not inside_run or line.marks[after] == "-"


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


def _range(line: Line, first: int, opening: frozenset[str], term: Term, after: int) -> Draft | None:
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
    if end is None or not _whole(line, end[1]) or not _pairs(term, end[0]) or _lists(line, first, end, term):
        return None
    if not opening - {"in"} and "by" in line.links(after) and _are_alike(term, end[0]):
        return Draft(first, place, term, marker=marker)  # "I півріччя 2026 до I півріччя 2025" sets them side by side
    return Draft(first, line.past(end[1], "inclusive"), term, end[0], marker)


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
    another = line.senses[after + 1].month or line.senses[after + 1].season
    if another and (line.joins(after) or line.marks[after] == "-"):
        return True
    if line.stops(line.past(after, "then")) and (
        line.stops(first - 1) or "versus" in line.links(first - 1) or line.adds(first - 1)
    ):
        return True
    return verb and ((line.stops(first - 1) and line.meant(after)) or (line.meant(first - 1) and line.stops(after)))
