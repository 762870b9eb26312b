"""What keeps the rise of a total from being what was lost since the report before (pure).

Some of it is stated: the total fell, a part of the rise is known to be a correction, the claimant published another
rise beside it. The rest is learnt from the rises around it. A rise with a flag is nobody's loss on a day and no
day's record; totals of longer periods are answered with their flags.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple

from store.expectation import FEWEST, WINDOW, expected_from
from store.models import WAR_START
from store.points import Point

LEARNING_DAYS: Final = 28
"""How long after `WAR_START` a count that began with it was finding its feet.

The totals of these weeks came rounded, stood still for days and then leapt by thousands: their differences are no
days' losses.
"""

BURST: Final = 10
"""A rise so many times the highest of the year before it is not believed even of losses that come in bursts."""

WINDOW_SPAN: Final = timedelta(days=2 * WINDOW)
"""No rise further away than this says what to expect of a day, however few are nearer."""

_DAY: Final = timedelta(days=1)

YEAR: Final = 365
FEWEST_IN_YEAR: Final = 180
"""From fewer rises than these it is not known how high a burst can be."""


class Flag(StrEnum):
    """Why a rise is not simply what was lost."""

    FALL = "fall"
    """The total fell: the claimant corrected it downwards."""
    CORRECTION = "correction"
    """A part of the rise is known to correct earlier days."""
    CONTRADICTED = "contradicted"
    """The claimant itself published another rise beside the total."""
    JUMP = "jump"
    """The rise is beyond what the days around it lead to expect."""
    STANDSTILL = "standstill"
    """A total that rises every day stood still: the copy missed the day."""
    CATCH_UP = "catch_up"
    """The rise after a standstill: it holds two days."""
    EARLY = "early"
    """A rise in the first weeks, when totals were rough."""


CORRECTIONS: Final = frozenset({Flag.FALL, Flag.CORRECTION, Flag.CONTRADICTED})
"""The flags that say that the claimant's own total was corrected."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """A rise with its flag.

    Attributes:
        point: the total that it rose to.
        rise: what the total rose by.
        part: how much of that corrects earlier days; 0 where nobody knows.
        bound: the highest rise that was to be expected, where that is what was broken.
    """

    flag: Flag
    point: Point
    rise: int
    part: int = 0
    bound: int | None = None

    @property
    def on(self) -> date:
        """The date of the report."""
        return self.point.on


class _Rise(NamedTuple):
    """By how much a total rose from the report before, and how many days that spans."""

    point: Point
    value: int
    days: int

    @property
    def on(self) -> date:
        return self.point.on

    def stated(self) -> Flagged | None:
        """The flag that the figures themselves give it."""
        correction, published = self.point.correction, self.point.published
        if self.value < 0:
            return Flagged(Flag.FALL, self.point, self.value, correction or self.value)
        if correction:
            return Flagged(Flag.CORRECTION, self.point, self.value, correction)
        if published is not None and self.days == 1 and published != self.value:
            return Flagged(Flag.CONTRADICTED, self.point, self.value, self.value - published)
        return None


class Flags:
    """The flags of one series, worked out as far as they are asked for."""

    def __init__(self, points: Sequence[Point], *, from_war_start: bool) -> None:
        """Take the points of one series.

        Args:
            points: oldest first.
            from_war_start: whether the count began with the war: its first total is a rise from 0, and its first
                weeks are a time of learning.
        """
        self._points = points
        self._from_war_start = from_war_start
        self._learning_until = WAR_START + timedelta(days=LEARNING_DAYS) if from_war_start else date.min
        self._dates = [point.on for point in points]
        self._found: dict[int, Flagged | None] = {}

    def between(self, after: date, until: date) -> tuple[Flagged, ...]:
        """The flags of reports dated later than `after` and not later than `until`, oldest first."""
        first, end = bisect_right(self._dates, after), bisect_right(self._dates, until)
        return tuple(found for index in range(first, end) if (found := self._at(index)))

    def __iter__(self) -> Iterator[Flagged]:
        """All flags, oldest first."""
        return iter(self.between(date.min, date.max))

    def _at(self, index: int) -> Flagged | None:
        if index not in self._found:
            self._found[index] = self._judge(index)
        return self._found[index]

    def _judge(self, index: int) -> Flagged | None:
        rise = self._rise(index)
        if rise is None:
            return None
        if stated := rise.stated():
            return stated
        if rise.days != 1:
            return None
        if rise.on <= self._learning_until:
            return self._early(rise)
        if self._stands_still(index):
            return Flagged(Flag.STANDSTILL, rise.point, rise.value)
        if self._stands_still(index - 1):
            return Flagged(Flag.CATCH_UP, rise.point, rise.value)
        return self._jump(index, rise)

    def _rise(self, index: int) -> _Rise | None:
        """The rise to a point; None where the first is a stock of unknown age."""
        point, on = self._points[index], self._dates[index]
        if index:
            return _Rise(point, point.total - self._points[index - 1].total, (on - self._dates[index - 1]).days)
        return _Rise(point, point.total, (on - WAR_START).days) if self._from_war_start else None

    @cached_property
    def _believed(self) -> "_Believed":
        believed: list[tuple[int, date, int]] = []
        # A long series is gone through for every question that a fresh process is asked: so no `_Rise` is made here.
        for index in range(max(1, bisect_right(self._dates, self._learning_until)), len(self._points)):
            point, on = self._points[index], self._dates[index]
            value = point.total - self._points[index - 1].total
            if value < 0 or point.correction or point.published not in {None, value}:
                continue
            if on - self._dates[index - 1] == _DAY:
                believed.append((index, on, value))
        return _Believed(believed)

    def _early(self, rise: _Rise) -> Flagged | None:
        settled = len(self._believed.values) >= FEWEST
        return Flagged(Flag.EARLY, rise.point, rise.value) if settled else None

    def _stands_still(self, index: int) -> bool:
        """Whether a report repeats the total of the day before in a series where all around it move."""
        rise = self._rise(index) if index >= 0 else None
        if rise is None or rise.value or rise.point.published == 0 or not self._believed.has(index):
            return False
        around = self._believed.around(index)
        usual = expected_from(around) if 0 not in around else None
        return usual is not None and usual.steady

    def _jump(self, index: int, rise: _Rise) -> Flagged | None:
        around = self._believed.around(index)
        if len(around) < FEWEST or rise.value <= max(around) or rise.point.published == rise.value:
            return None
        usual = expected_from(around)
        bound = usual.bound if usual is not None and usual.steady else self._believed.highest_burst(index)
        return Flagged(Flag.JUMP, rise.point, rise.value, bound=bound) if bound and rise.value > bound else None


class _Believed:
    """The rises that others can be judged by: of one day each, not of the first weeks, without a stated flag."""

    def __init__(self, rises: Sequence[tuple[int, date, int]]) -> None:
        """Take index, date and value of each, oldest first."""
        self._places = {index: place for place, (index, _, _) in enumerate(rises)}
        self._dates = [on for _, on, _ in rises]
        self.values = [value for _, _, value in rises]

    def has(self, index: int) -> bool:
        """Whether the rise at `index` of the series is one of them."""
        return index in self._places

    def around(self, index: int) -> list[int]:
        """The rises of the days around one of them, without its own."""
        place = self._places[index]
        first, end = max(0, place - WINDOW), place + WINDOW + 1
        day = self._dates[place]
        end = min(end, len(self._dates))
        if day - self._dates[first] > WINDOW_SPAN:
            first = bisect_left(self._dates, day - WINDOW_SPAN, first, place)
        if self._dates[end - 1] - day > WINDOW_SPAN:
            end = bisect_right(self._dates, day + WINDOW_SPAN, place, end)
        return self.values[first:place] + self.values[place + 1 : end]

    def highest_burst(self, index: int) -> int | None:
        """How high a burst of losses can be; None where too little is known."""
        place = self._places[index]
        year = self.values[max(0, place - YEAR) : place]
        return BURST * max(1, *year) if len(year) >= FEWEST_IN_YEAR else None
