"""Which of several copies of a report is answered with, where they differ (pure).

The claimant's own page always is. Of public data sets that copy it, the one of the lowest rank is, unless its total
cannot well be what the report said: it lies outside the totals of the reports around it, it repeats the day before
although the metric moves every day, or it makes a rise that nothing around it leads to expect. Then the next copy
that has nothing of the kind against it takes its place. Every copy keeps its own value beside it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from store.expectation import FEWEST, WINDOW, Expectation, expected_from
from store.models import Report
from store.points import Copy, Point

SUSPECT: Final = 5
"""How many times the spread a rise may lie from the median while another copy would have it nearer.

Less than `store.expectation.BOUND`, as the other copy speaks against it, too. In the two public series the slips of
a digit that a later report gives away lie 5.4 times out and more, the most uneven days that stand 4.2.
"""


def settle(
    points: Sequence[Point], *, is_own_page: Callable[[Report], bool], repeats: Callable[[Report], bool]
) -> Sequence[Point]:
    """The points of a series, the best copy of each in front.

    Args:
        points: oldest first, each with the copy of the lowest rank in front.
        is_own_page: whether a copy is the claimant's own.
        repeats: whether a copy says the same as that provider's copy of the day before, in every metric.
    """
    disputed = {index for index, point in enumerate(points) if point.others}
    if not disputed:
        return points
    settled = _Settling(points, disputed)
    for index in sorted(disputed):
        if not is_own_page(points[index].report):
            settled.choose(index, repeats)
    return settled.points


class _Settling:
    """Points on their way: all before the one in question are settled."""

    def __init__(self, points: Sequence[Point], disputed: set[int]) -> None:
        self.points = list(points)
        self._disputed = disputed

    def choose(self, index: int, repeats: Callable[[Report], bool]) -> None:
        """Put the first copy that fits in front."""
        point = self.points[index]
        copies = (Copy(point.report, point.total), *point.others)
        usual = self._rises_around(index)
        for copy in copies:
            if not repeats(copy.report) and self._fits(index, copy, copies, usual):
                others = tuple(other for other in copies if other is not copy)
                self.points[index] = point._replace(report=copy.report, total=copy.total, others=others)
                return

    def _fits(self, index: int, copy: Copy, copies: Iterable[Copy], rises: list[int]) -> bool:
        point = self.points[index]
        usual = expected_from(rises)
        if index:
            before = self.points[index - 1]
            moves_daily = len(rises) >= FEWEST and 0 not in rises
            if moves_daily and copy.total == before.total < max(other.total for other in copies):
                return False
            if not _is_likely(copy.total - before.total - point.correction, (point.on - before.on).days, usual):
                return False
        after = self._undisputed_after(index)
        if after is None:
            return True
        return _is_likely(after.total - copy.total - after.correction, (after.on - point.on).days, usual)

    def _undisputed_after(self, index: int) -> Point | None:
        later = range(index + 1, len(self.points))
        return next((self.points[other] for other in later if other not in self._disputed), None)

    def _rises_around(self, index: int) -> list[int]:
        """The daily rises around a point that no copies disagree about."""
        around = range(max(1, index - WINDOW), min(len(self.points), index + WINDOW + 1))
        sound = (other for other in around if not {other - 1, other} & self._disputed)
        pairs = ((self.points[other - 1], self.points[other]) for other in sound)
        return [later.total - earlier.total for earlier, later in pairs if (later.on - earlier.on).days == 1]


def _is_likely(rise: int, days: int, usual: Expectation | None) -> bool:
    """Whether a rise, known corrections apart, can be what was lost: neither negative nor far from what is usual."""
    if usual is None or not usual.steady:
        return rise >= 0
    return rise >= 0 and abs(rise - usual.median * days) <= SUSPECT * usual.spread * days
