"""What mentions say to each other: years shared over a list, and periods counted from earlier ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from bot.understanding.periods import spans
from bot.understanding.periods.draft import Draft
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain, Marker, Mention, Shift
from bot.understanding.periods.shifts import shifted
from bot.understanding.periods.spans import DAY, Unit
from bot.understanding.periods.term import Need, Term, fixed, pair
from store.models import WAR_START, Period

LIST_GAP: Final = 5
"""How many items may stand between two members of a list that share a year."""

APPOSING: Final = frozenset(",(-:")
"""What may stand between two mentions of one period."""

APPOSING_ALWAYS: Final = frozenset("(-:")
"""Those of them that no list has."""

SAME_YEAR: Final = 60
"""By how many days a period in another year must be nearer to be meant: behind November "January" is the next."""

LISTED: Final = frozenset({Marker.BARE, Marker.IN, Marker.ON})
"""How a member of a list is put."""


def settle(line: Line, drafts: Sequence[Draft]) -> tuple[Mention, ...]:
    """The drafts of a text as mentions; "so far" beside another period adds nothing to it."""
    listed = [draft for draft in drafts if not (draft.whole_war and draft.marker is Marker.UNTIL)] or list(drafts[:1])
    if len(listed) > 1:
        listed = _winters(line, listed)
        _share_years(line, listed)
        listed = _with_year_apart(line, listed)
        _place_inside(line, listed)
        _share_years(line, listed)  # of those that were placed in a year: "autumn 2022 (September, October)"
    mentions: list[tuple[Mention, Draft]] = []
    earlier: Period | None = None
    for draft in listed:
        mention = _mention(line, draft, earlier)
        if mention is not None:
            mentions.append((mention, draft))
            earlier = mention.period or earlier
    if len(mentions) > 1:
        mentions = _set_apart(_restated(line, mentions))
    return tuple(mention for mention, _ in mentions)


def _winters(line: Line, drafts: list[Draft]) -> list[Draft]:
    """The winters of pairs of years that stand apart from the word: "which winter was worse: 2022/23 or 2023/24?"."""
    open_ones = [
        each for each in drafts if each.begin and each.begin.grain is Grain.SEASON and each.begin.need is Need.YEAR
    ]
    pairs = [
        each for each in drafts if each.begin and each.begin.grain is Grain.SPAN and _are_two_years(each.begin.known())
    ]
    if len(open_ones) != 1 or not pairs or open_ones[0].begin is None:
        return drafts
    season = open_ones[0].begin.newest(line.now)
    if season is None or season.start.month != spans.WINTER:
        return drafts
    for each in pairs:
        years = each.begin.known() if each.begin else None
        if years is not None:
            each.begin = fixed(Grain.SEASON, spans.months_from(years.start.year, spans.WINTER, 3))
    return [each for each in drafts if each is not open_ones[0]]


def _are_two_years(period: Period | None) -> bool:
    return period is not None and period == Period(date(period.start.year, 1, 1), date(period.start.year + 1, 12, 31))


def _place_inside(line: Line, drafts: list[Draft]) -> None:
    """Put what leaves its month or year open into what stands beside ("May, on the 12th", "a year ago, in May")."""
    for left, right in pairwise(drafts):
        if not left.begin or not right.begin or left.finish or not _beside(line, left, right):
            continue
        if right.finish:
            outer = left.begin.newest(line.now) if left.begin.grain in {Grain.WEEK, Grain.MONTH} else None
            if outer and right.begin.need is right.finish.need is Need.MONTH:  # "the first week of May (1st-7th)"
                right.begin, right.finish = (each.in_month(outer) for each in (right.begin, right.finish))
            if (
                left.begin.grain is Grain.YEAR
                and left.begin.year
                and right.begin.need is right.finish.need is Need.YEAR
            ):
                right.begin, right.finish = (each.in_year(left.begin.year) for each in (right.begin, right.finish))
            continue
        if left.begin.need is Need.YEAR and right.begin.need is Need.NOTHING and (inner := right.begin.known()):
            same = left.begin.in_year(inner.start.year)  # "на Великдень (5 травня 2024)"
            left.begin = same if _holds(inner, same.known()) else left.begin
        outer = left.begin.around or left.begin.newest(line.now)
        if outer is None:
            continue
        if right.begin.need is Need.MONTH and left.begin.grain is Grain.MONTH:
            right.begin = right.begin.in_month(outer)._replace(year=left.begin.year)
        elif right.begin.need is Need.YEAR and left.begin.need is Need.NOTHING and not right.begin.nearest:
            years = range(outer.start.year, min(outer.end.year, outer.start.year + 1) + 1)
            inside = (year for year in years if _holds(outer, right.begin.at(year, 0)))
            found = next(inside, None)
            right.begin = right.begin.in_year(found) if found is not None else right.begin


def _beside(line: Line, left: Draft, right: Draft) -> bool:
    """Whether nothing but a comma, a bracket or a dash stands between two mentions, or nothing at all."""
    return all(line.marks[index] and line.marks[index] in APPOSING for index in range(left.last, right.first))


def _holds(outer: Period, inner: Period | None) -> bool:
    return inner is not None and outer.start <= inner.start and inner.end <= outer.end


def _restated(line: Line, mentions: list[tuple[Mention, Draft]]) -> list[tuple[Mention, Draft]]:
    """Two mentions side by side of which one restates the other, as the more exact one ("a month ago, on 17 June").

    A list of three or more is none: "today, this week, this month".
    """
    beside = [False, *(_beside(line, left, right) for (_, left), (_, right) in pairwise(mentions)), False]
    kept = mentions[:1]
    for place, (right, right_draft) in enumerate(mentions[1:], start=1):
        left, left_draft = kept[-1]
        alone = beside[place] and not beside[place - 1] and not beside[place + 1]
        exact = _more_exact(line, (left, left_draft), (right, right_draft)) if alone else None
        if exact is None:
            kept.append((right, right_draft))
            continue
        bracket = any(line.marks[index] == "(" for index in range(left.last, right.first))
        last = right.last + (bracket and line.marks[right.last] == ")")
        marker = left.marker if right.marker is Marker.BARE else right.marker
        whole = exact._replace(first=left.first, last=last, marker=marker)
        kept[-1] = whole, replace(right_draft, first=left.first, last=last, begin=None)
    return kept


def _more_exact(line: Line, left: tuple[Mention, Draft], right: tuple[Mention, Draft]) -> Mention | None:
    """The one of two mentions side by side that says when more exactly, where both speak of the same time."""
    if any(each.whole_war or each.shift or each.marker not in LISTED for each, _ in (left, right)):
        return None
    if left[0].period == right[0].period:
        return left[0] if right[0].around else right[0]
    if left[1].begin is not None and left[1].begin.before == right[0].period:  # "last May (May 2025)"
        return right[0]
    apart = any(line.marks[index] in APPOSING_ALWAYS for index in range(left[0].last, right[0].first))
    if apart and left[0].grain is right[0].grain is Grain.DAY and right[1].begin and right[1].begin.year:
        return right[0]
    for (loose, loose_draft), (exact, _) in ((left, right), (right, left)):
        outer = loose.around or loose.period
        if outer is None or not _holds(outer, exact.period) or exact.around or exact.rolling:
            continue
        term = loose_draft.begin
        counted = term is not None and term.need is Need.NOTHING and term.open_year is None
        if apart or exact.grain in {Grain.DAY, Grain.SPAN} or (counted and exact is right[0] and _is_named(right[1])):
            return exact
    return None


def _is_named(draft: Draft) -> bool:
    """Whether a month or a season was named, not counted from the clock."""
    return draft.begin is not None and (draft.begin.need is Need.YEAR or draft.begin.open_year is not None)


def _set_apart(mentions: list[tuple[Mention, Draft]]) -> list[tuple[Mention, Draft]]:
    """The mentions, with the "last May" that is set against that May itself put a year before it."""
    periods = [mention.period for mention, _ in mentions]
    for place, (mention, draft) in enumerate(mentions):
        before = draft.begin.before if draft.begin and not draft.finish else None
        if before is not None and periods.count(mention.period) > 1:
            mentions[place] = mention._replace(start=before.start, end=before.end), draft
    return mentions


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


def _with_year_apart(line: Line, drafts: list[Draft]) -> list[Draft]:
    """One period and a lone year elsewhere in the text, as one ("May losses in 2023").

    Not where the two are set side by side, or where the year is what a record is looked for in.
    """
    if len(drafts) != 2 or any(draft.finish or draft.marker not in LISTED for draft in drafts):
        return drafts
    years = [draft for draft in drafts if draft.begin and draft.begin.grain is Grain.YEAR and draft.begin.year]
    open_ones = [draft for draft in drafts if draft.begin and draft.begin.need is Need.YEAR]
    if len(years) != 1 or len(open_ones) != 1 or line.compare_from < line.count:
        return drafts
    between = range(drafts[0].last, drafts[1].first)
    if any(
        (line.joins(index) and line.marks[index] != ",") or line.ranks(index) or line.negates(index)
        for index in between
    ):
        return drafts
    (year,), (period,) = years, open_ones
    if period.begin and year.begin and year.begin.year:
        period.begin = period.begin.in_year(year.begin.year)
    period.apart = (year.first, year.last)
    return [period]


def _listed(line: Line, left: Draft, right: Draft) -> bool:
    """Whether two mentions are members of one list."""
    if left.finish or right.finish or not {left.marker, right.marker} <= LISTED:
        return False
    between = range(left.last, right.first)
    if len(between) > LIST_GAP:
        return False
    if len(between) == 1 and line.marks[left.last] == "-":
        return True  # "May - June - July 2024", which is no range
    return not between or any(
        line.joins(index) or "compare" in line.links(index) or line.sets_against(index) for index in between
    )


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
    if draft.preceding and (anchor := earlier or line.near):
        period = term.newest(anchor.start, before=True)
    else:
        period = shifted(term.shift, earlier) if term.shift and earlier else _newest(line, term)
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
        whole_war=draft.marker is Marker.SINCE and not draft.exclusive and _begins_the_war(period),
        apart=draft.apart,
        edge=term.edge,
        inclusive=any("inclusive" in line.links(index) for index in range(draft.first, draft.last)),
    )


def _newest(line: Line, term: Term) -> Period | None:
    """The newest reading of a term, or the nearest to what was spoken of before; none is ahead of the clock.

    What lies inside of that is nearest ("in 2023", then "and in May?"), and another year must be nearer by far.
    """
    near = line.near
    if near is None or term.need is Need.NOTHING or term.weekly:
        return term.newest(line.now)
    if term.need is Need.MONTH:
        if not spans.in_one_month(near):
            return None  # "and on the 12th?" of a year is a day of no month
        months = (spans.step(near.start.replace(day=1), away, Unit.MONTH) for away in (0, 1, -1))
        readings = [term.at(month.year, month.month) for month in months]
    else:
        readings = [term.at(near.start.year + away, 0) for away in (0, 1, -1)]

    def distance(period: Period) -> int:
        if _holds(near, period):
            return -SAME_YEAR
        away = abs((period.start - near.start).days)
        return away - SAME_YEAR if period.start.year == near.start.year else away

    begun = [period for period in readings if period is not None and period.start <= line.now]
    # Of two as near the one that is over is meant.
    return min(begun, key=lambda period: (distance(period), period.end >= line.now), default=None) or term.newest(
        line.now
    )


def _begins_the_war(period: Period) -> bool:
    """Whether a period is the day the war began, or the month."""
    return period.start <= WAR_START <= period.end and spans.in_one_month(period)


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
    if line.near and begin.need is Need.YEAR and finish.need is Need.YEAR and (start := _newest(line, begin)):
        begin = begin.in_year(start.start.year)
    if line.near is not None and begin.need is Need.MONTH and finish.need is Need.MONTH:
        if not spans.in_one_month(line.near):
            return None
        begin, finish = begin.in_month(line.near), finish.in_month(line.near)  # "16th to 31st?"
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
        whole_war=period.start == WAR_START and period.end >= line.now - DAY,
        alternatives=(period, rival[0]) if rival and rival[0] != period else (),
    )


def _whole_war(line: Line, draft: Draft) -> Mention:
    start, end = (WAR_START, None) if draft.marker is Marker.SINCE else (None, line.now - DAY)
    return Mention(draft.first, draft.last, start, end, Grain.SPAN, draft.marker, whole_war=True)


def _then(line: Line, draft: Draft, earlier: Period | None) -> Mention:
    """A mention that is all the time since an earlier one, or before it."""
    mention = Mention(draft.first, draft.last, line.now, line.now, Grain.SPAN, draft.marker, shift=Shift())
    return resolve(mention, earlier or spans.single(line.now))._replace(unanchored=earlier is None)


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
    return mention._replace(start=start, end=end, unanchored=False)
