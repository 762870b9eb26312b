"""The records of a daily series, worked out in the plainest way from nothing but dates and totals.

It shares no code with what it is compared with: no series, no book, no chains.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

ONE: Final = timedelta(days=1)
WAR: Final = date(2022, 2, 24)
FIRST_WEEKS: Final = WAR + 28 * ONE


class Told(NamedTuple):
    """One record: told with the report of `on`, for the unit that starts on `start`."""

    on: date
    kind: str
    unit: str
    start: date
    value: int
    broke: int


def _week(day: date) -> date:
    return day - day.weekday() * ONE


STARTS: Final[Mapping[str, Callable[[date], date]]] = {
    "day": lambda day: day,
    "week": _week,
    "month": lambda day: day.replace(day=1),
    "quarter": lambda day: day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1),
    "year": lambda day: day.replace(month=1, day=1),
}


def records(totals: Mapping[date, int], odd: Mapping[date, int], *, from_the_start: bool) -> Iterator[Told]:
    """Every record that was told, in the order of the reports.

    Args:
        totals: by date of the report, one a day.
        odd: the reports whose rise is not what the day lost, with how much of it is held to be none.
        from_the_start: whether the total was 0 when the war began.
    """
    first, last = min(totals), max(totals)
    for unit, start_of in STARTS.items():
        best: int | None = None
        waiting: tuple[date, date, int, int] | None = None
        passed: date | None = None
        on = first
        while on <= last:
            loss_day = on - ONE
            start = max(start_of(loss_day), WAR) if from_the_start else start_of(loss_day)
            opening = 0 if start == WAR else totals.get(start)
            plain = on not in odd and on - ONE in totals and not (from_the_start and on <= FIRST_WEEKS)
            if opening is not None:
                value = totals[on] - opening
                sound = value - sum(part for day, part in odd.items() if start < day <= on)
                over = start_of(on) != start_of(loss_day)
                if over and (plain or unit != "day"):
                    if best is not None and sound > best:
                        waiting = on, start_of(loss_day), value, best
                    best = value if best is None else max(best, value)
                elif not over and plain and best is not None and sound > best and passed != start:
                    passed = start
                    if unit in {"month", "quarter", "year"}:
                        yield Told(on, "passed", unit, start_of(loss_day), value, best)
            if plain and waiting is not None:
                closed, period, lost, broken = waiting
                if on - closed <= 7 * ONE:
                    yield Told(on, "record", unit, period, lost, broken)
                waiting = None
            on += ONE


def lows(totals: Mapping[date, int], odd: Collection[date], *, from_the_start: bool) -> Iterator[Told]:
    """Every lowest record that was told: of units that are whole and have nothing odd in them.

    Args:
        totals: by date of the report, one a day.
        odd: the reports whose rise is not what the day lost.
        from_the_start: whether the total was 0 when the war began.
    """
    for unit, start_of in STARTS.items():
        best: int | None = None
        waiting: tuple[date, date, int, int] | None = None
        for on in _days(totals):
            start, plain = start_of(on - ONE), _is_plain(on, totals, odd, from_the_start=from_the_start)
            whole = start_of(on) != start and start in totals and start >= WAR
            if whole and (plain or unit != "day"):
                value = totals[on] - totals[start]
                if best is not None and value < best and not any(start < day <= on for day in odd):
                    waiting = on, start, value, best
                best = value if best is None else min(best, value)
            if plain and waiting is not None:
                closed, period, lost, broken = waiting
                if on - closed <= 7 * ONE:
                    yield Told(on, "lowest", unit, period, lost, broken)
                waiting = None


def passings(
    totals: Mapping[date, int], odd: Mapping[date, int], unit: str, bound: int, *, from_the_start: bool
) -> Iterator[Told]:
    """Every unit that came to more than a bound where the one before it had not.

    Args:
        totals: by date of the report, one a day.
        odd: the reports whose rise is not what the day lost, with how much of it is held to be none.
        unit: a key of `STARTS`.
        bound: what was to be passed.
        from_the_start: whether the total was 0 when the war began.
    """
    start_of = STARTS[unit]

    def came_to(start: date, end: date) -> tuple[int, bool]:
        """What a unit came to by the report of `end`, and whether that is soundly more than the bound."""
        opening = 0 if from_the_start and start <= WAR else totals.get(start)
        if opening is None or end not in totals:
            return 0, False
        value = totals[end] - opening
        return value, value - sum(part for day, part in odd.items() if start < day <= end) > bound

    waiting: tuple[date, date, int] | None = None
    for on in _days(totals):
        start, plain = start_of(on - ONE), _is_plain(on, totals, odd, from_the_start=from_the_start)
        if start_of(on) != start and (plain or unit != "day"):
            value, over = came_to(start, on)
            if over and not came_to(start_of(start - ONE), start)[1]:
                waiting = on, start, value
        if plain and waiting is not None:
            closed, period, lost = waiting
            if on - closed <= 7 * ONE:
                yield Told(on, "unit_over", unit, period, lost, bound)
            waiting = None


def reached(
    totals: Mapping[date, int], odd: Collection[date], bound: int, *, from_the_start: bool
) -> Iterator[tuple[date, int]]:
    """The first report that can be believed and gives a total that has reached a bound, and that total."""
    known = totals[min(totals)]
    for on in _days(totals):
        if _is_plain(on, totals, odd, from_the_start=from_the_start):
            if known < bound <= totals[on]:
                yield on, totals[on]
                return
            known = max(known, totals[on])


def _days(totals: Mapping[date, int]) -> Sequence[date]:
    """The dates of the reports after the first."""
    return sorted(totals)[1:]


def _is_plain(on: date, totals: Mapping[date, int], odd: Collection[date], *, from_the_start: bool) -> bool:
    """Whether the rise to a report is simply what the day before it lost."""
    return on not in odd and on - ONE in totals and not (from_the_start and on <= FIRST_WEEKS)
