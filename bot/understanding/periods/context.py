"""What mentions say to each other: years shared over a list, and periods counted from earlier ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.understanding.periods import spans
from bot.understanding.periods.grammar import Draft
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain, Marker, Mention, Shift
from bot.understanding.periods.spans import DAY
from bot.understanding.periods.term import Need, Term, pair
from bot.understanding.periods.terms import shifted
from store.models import WAR_START, Period

LIST_GAP = 5
"""How many items may stand between two members of a list that share a year."""


def settle(line: Line, drafts: Sequence[Draft]) -> tuple[Mention, ...]:
    """The drafts of a text as mentions."""
    listed = list(drafts)
    if len(listed) > 1:
        listed = [draft for draft in listed if not (draft.whole_war and draft.marker is Marker.UNTIL)] or listed[:1]
        _share_years(line, listed)
    mentions: list[Mention] = []
    earlier: Period | None = None
    for draft in listed:
        mention = _mention(line, draft, earlier)
        if mention is None:
            continue
        mentions.append(mention)
        earlier = mention.period or earlier
    return tuple(mentions)


def _share_years(line: Line, drafts: list[Draft]) -> None:
    """Give a member of a list the year that its neighbour names ("april and may 2024", "may 2023 vs june")."""
    for left, right in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        if _listed(line, left, right) and left.begin is not None and right.begin is not None:
            year = right.begin.year
            if left.begin.need is Need.YEAR and year is not None and right.begin.need is Need.NOTHING:
                left.begin = left.begin.in_year(_shared(left.begin, right.begin, year))
    for left, right in zip(drafts[:-1], drafts[1:], strict=True):
        if not _listed(line, left, right) or left.begin is None or right.begin is None or left.begin.year is None:
            continue
        if right.begin.need is Need.YEAR:
            nearest = _nearest_year(left.begin, right.begin, line.now)
            if nearest is not None:
                right.begin = right.begin.in_year(nearest)
        elif right.begin.grain is Grain.YEAR and right.begin.year is not None and left.begin.open_year is not None:
            if right.begin.rolling is None and right.marker is Marker.BARE:
                right.begin = left.begin.open_year.in_year(right.begin.year)


def _shared(left: Term, right: Term, year: int) -> int:
    """The year of the left one: that of the right one, or the year before where that is nearer ("december and january 2025")."""
    same, before, target = left.at(year, 0), left.at(year - 1, 0), right.known()
    if same is None or before is None or target is None or same.start <= target.start:
        return year
    return year if same.start - target.start <= target.start - before.start else year - 1


def _nearest_year(left: Term, right: Term, now: date) -> int | None:
    anchor = left.known()
    if anchor is None or left.year is None:
        return None
    best: tuple[timedelta, int] | None = None
    for year in (left.year, left.year - 1, left.year + 1):
        period = right.at(year, 0)
        if period is not None and period.start <= now:
            distance = abs(period.start - anchor.start)
            if best is None or distance < best[0]:
                best = distance, year
    return best[1] if best else None


def _listed(line: Line, left: Draft, right: Draft) -> bool:
    if left.finish is not None or right.finish is not None or right.first - left.last > LIST_GAP:
        return False
    if left.marker not in {Marker.BARE, Marker.IN, Marker.ON} or right.marker not in {
        Marker.BARE,
        Marker.IN,
        Marker.ON,
    }:
        return False
    between = range(left.last, right.first)
    joined = any(
        line.links(index) & {"and", "versus", "compare", "containing"} or line.marks[index] in {",", "+", "&", "/"}
        for index in between
    )
    return joined or right.first == left.last


def _mention(line: Line, draft: Draft, earlier: Period | None) -> Mention | None:
    if draft.whole_war:
        return _whole_war(line, draft)
    if draft.begin is None:
        return _then(line, draft, earlier)
    if draft.finish is not None:
        return _range(line, draft, draft.begin, draft.finish)
    term = draft.begin
    if term.shift is not None and earlier is not None:
        period: Period | None = shifted(term.shift, earlier)
    else:
        period = term.newest(line.now)
    if period is None:
        return None
    alternatives: tuple[Period, ...] = ()
    if term.rival is not None:
        rival = term.rival.newest(line.now)
        if rival is not None and rival != period:
            alternatives = (period, rival)
    start, end = _ends(draft, period)
    return Mention(
        draft.first,
        draft.last,
        start,
        end,
        term.grain,
        draft.marker,
        assumed_year=term.need is not Need.NOTHING,
        rolling=term.rolling,
        alternatives=alternatives,
        shift=term.shift,
        unanchored=term.shift is not None and earlier is None,
        around=term.around,
    )


def _ends(draft: Draft, period: Period) -> tuple[date | None, date | None]:
    match draft.marker:
        case Marker.SINCE:
            return (period.end + DAY if draft.exclusive else period.start), None
        case Marker.UNTIL:
            return None, (period.start - DAY if draft.exclusive else period.end)
        case Marker.AS_OF if draft.begin is not None and draft.begin.edge == "early":
            return period.start, period.start
        case _:
            return period.start, period.end


def _range(line: Line, draft: Draft, begin: Term, finish: Term) -> Mention | None:
    joined = pair(begin, finish, line.now)
    if joined is None:
        return None
    period, assumed = joined
    alternatives: tuple[Period, ...] = ()
    if begin.rival is not None or finish.rival is not None:
        other = pair(begin.rival or begin, finish.rival or finish, line.now)
        if other is not None and other[0] != period:
            alternatives = (period, other[0])
    return Mention(
        draft.first,
        draft.last,
        period.start,
        period.end,
        Grain.SPAN,
        draft.marker,
        assumed_year=assumed,
        alternatives=alternatives,
    )


def _whole_war(line: Line, draft: Draft) -> Mention:
    if draft.marker is Marker.UNTIL:
        return Mention(draft.first, draft.last, None, line.now - DAY, Grain.SPAN, draft.marker, whole_war=True)
    return Mention(draft.first, draft.last, WAR_START, None, Grain.SPAN, draft.marker, whole_war=True)


def _then(line: Line, draft: Draft, earlier: Period | None) -> Mention:
    period = earlier or spans.single(line.now)
    start = end = None
    if draft.marker is Marker.SINCE:
        start = period.start if period.days == 1 else period.end + DAY
    else:
        end = period.start - DAY
    return Mention(
        draft.first, draft.last, start, end, Grain.SPAN, draft.marker, shift=draft.shift, unanchored=earlier is None
    )


def resolve(mention: Mention, previous: Period, now: date) -> Mention:
    """A mention that hangs on an earlier period, counted from `previous`; any other mention as it is."""
    if mention.shift is None:
        return mention
    if mention.marker is Marker.SINCE and mention.shift == Shift():
        start = previous.start if previous.days == 1 else previous.end + DAY
        return replace(mention, start=start, unanchored=False)
    if mention.marker is Marker.UNTIL and mention.shift == Shift():
        return replace(mention, end=previous.start - DAY, unanchored=False)
    period = shifted(mention.shift, previous)
    return replace(
        mention,
        start=period.start if mention.start else None,
        end=period.end if mention.end else None,
        unanchored=False,
    )
