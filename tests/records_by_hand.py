"""The records of a daily series, worked out in the plainest way from nothing but dates and totals.

It shares no code with what it is compared with: no series, no book, no chains.
"""

from collections.abc import Callable, Iterator, Mapping
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
