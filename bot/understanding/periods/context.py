"""What mentions say to each other: years shared over a list, and periods counted from earlier ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from bot.understanding.periods import spans
from bot.understanding.periods.grammar import Draft
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain, Marker, Mention, Shift
from bot.understanding.periods.shifts import shifted
from bot.understanding.periods.spans import DAY
from bot.understanding.periods.term import Need, Term, pair
from store.models import WAR_START, Period

LIST_GAP: Final = 5
"""How many items may stand between two members of a list that share a year."""

LISTED: Final = frozenset({Marker.BARE, Marker.IN, Marker.ON})
"""How a member of a list is put."""


def settle(line: Line, drafts: Sequence[Draft]) -> tuple[Mention, ...]:
    """The drafts of a text as mentions; "so far" beside another period adds nothing to it."""
    listed = [draft for draft in drafts if not (draft.whole_war and draft.marker is Marker.UNTIL)] or list(drafts[:1])
    _share_years(line, listed)
    mentions: list[Mention] = []
    earlier: Period | None = None
    for draft in listed:
        mention = _mention(line, draft, earlier)
        if mention is not None:
            mentions.append(mention)
            earlier = mention.period or earlier
    return tuple(mentions)


def _share_years(line: Line, drafts: list[Draft]) -> None:
    """Give a member of a list the year that its neighbour names ("april and may 2024", "may 2023 vs june")."""
    neighbours = [(left, right) for left, right in pairwise(drafts) if _listed(line, left, right)]
    for left, right in reversed(neighbours):
        if not left.begin or not right.begin:
            continue
        if left.begin.need is Need.MONTH:
            left.begin = _in_month_of(left.begin, right.begin)
        elif left.begin.need is Need.YEAR and right.begin.need is Need.NOTHING:
            left.begin = _in_year_of(left.begin, right.begin)
    for left, right in neighbours:
        if not left.begin or not right.begin or left.begin.year is None:
            continue
        if right.begin.need is Need.YEAR:
            right.begin = _in_nearest_year(right.begin, left.begin, line.now)
        elif right.begin.grain is Grain.YEAR and right.begin.year and left.begin.open_year:  # "may 2023 vs 2024"
            right.begin = left.begin.open_year.in_year(right.begin.year)


def _listed(line: Line, left: Draft, right: Draft) -> bool:
    """Whether two mentions are members of one list."""
    if left.finish or right.finish or not {left.marker, right.marker} <= LISTED:
        return False
    between = range(left.last, right.first)
    if len(between) > LIST_GAP:
        return False
    return not between or any(line.joins(index) or "compare" in line.links(index) for index in between)


def _in_month_of(left: Term, right: Term) -> Term:
    """The day `left` in the month of the day `right` ("12 and 13 may")."""

    def at(year: int, _: int) -> Period | None:
        day = right.at(year, 0)
        return left.at(day.start.year, day.start.month) if day else None

    if right.need is Need.MONTH or right.grain is not Grain.DAY:
        return left
    return Term(Grain.DAY, at, right.need, year=right.year)


def _in_year_of(left: Term, right: Term) -> Term:
    """`left` in the year that `right` names, or the year before where that is nearer ("december and january 2025")."""
    target = right.known()
    if right.year is None or target is None:
        return left
    same, before = left.at(right.year, 0), left.at(right.year - 1, 0)
    if same and before and same.start > target.start and target.start - before.start < same.start - target.start:
        return left.in_year(right.year - 1)
    return left.in_year(right.year)


def _in_nearest_year(right: Term, left: Term, now: date) -> Term:
    """`right` in the year that puts it nearest to `left`, but not ahead of the clock."""
    anchor, year = left.known(), left.year
    if anchor is None or year is None:
        return right
    readings = [(year, right.at(year, 0)) for year in (year, year - 1, year + 1)]
    begun = [(abs(period.start - anchor.start), year) for year, period in readings if period and period.start <= now]
    return right.in_year(min(begun, key=lambda reading: reading[0])[1]) if begun else right


def _mention(line: Line, draft: Draft, earlier: Period | None) -> Mention | None:
    if draft.begin is None:
        return _whole_war(line, draft) if draft.whole_war else _then(line, draft, earlier)
    if draft.finish is not None:
        return _range(line, draft, draft.begin, draft.finish)
    term = draft.begin
    period = shifted(term.shift, earlier) if term.shift and earlier else term.newest(line.now)
    if period is None:
        return None
    rival = term.rival.newest(line.now) if term.rival else None
    start, end = _ends(draft, term, period)
    return Mention(
        draft.first,
        draft.last,
        start,
        end,
        term.grain,
        draft.marker,
        assumed_year=term.need is not Need.NOTHING,
        rolling=term.rolling,
        alternatives=(period, rival) if rival and rival != period else (),
        shift=term.shift,
        unanchored=term.shift is not None and earlier is None,
        around=term.around,
        whole_war=draft.marker is Marker.SINCE and start == WAR_START,
    )


def _ends(draft: Draft, term: Term, period: Period) -> tuple[date | None, date | None]:
    match draft.marker:
        case Marker.SINCE:
            return (period.end + DAY if draft.exclusive else period.start), None
        case Marker.UNTIL:
            return None, (period.start - DAY if draft.exclusive else period.end)
        case Marker.AS_OF if term.edge == "early":
            return period.start, period.start
        case _:
            return period.start, period.end


def _range(line: Line, draft: Draft, begin: Term, finish: Term) -> Mention | None:
    joined = pair(begin, finish, line.now)
    if joined is None:
        return None
    period, assumed = joined
    rival = pair(begin.rival or begin, finish.rival or finish, line.now) if begin.rival or finish.rival else None
    return Mention(
        draft.first,
        draft.last,
        period.start,
        period.end,
        Grain.SPAN,
        draft.marker,
        assumed_year=assumed,
        alternatives=(period, rival[0]) if rival and rival[0] != period else (),
    )


def _whole_war(line: Line, draft: Draft) -> Mention:
    start, end = (WAR_START, None) if draft.marker is Marker.SINCE else (None, line.now - DAY)
    return Mention(draft.first, draft.last, start, end, Grain.SPAN, draft.marker, whole_war=True)


def _then(line: Line, draft: Draft, earlier: Period | None) -> Mention:
    """A mention that is all the time since an earlier one, or before it."""
    mention = Mention(draft.first, draft.last, line.now, line.now, Grain.SPAN, draft.marker, shift=Shift())
    return replace(resolve(mention, earlier or spans.single(line.now)), unanchored=earlier is None)


def resolve(mention: Mention, previous: Period) -> Mention:
    """A mention that hangs on an earlier period, counted from `previous`; any other mention as it is."""
    if mention.shift is None:
        return mention
    period = shifted(mention.shift, previous)
    start: date | None = period.start
    end: date | None = period.end
    if mention.shift == Shift() and mention.marker is Marker.SINCE:
        start = period.start if period.days == 1 else period.end + DAY
    if mention.shift == Shift() and mention.marker is Marker.UNTIL:
        end = period.start - DAY
    if mention.marker is Marker.SINCE:
        end = None
    if mention.marker is Marker.UNTIL:
        start = None
    return replace(mention, start=start, end=end, unanchored=False)
