"""What the days around a day lead one to expect of it (pure numbers).

The rule is the Hampel identifier: a value is out of bounds when it lies further from the median of the values
around it than so many times their median absolute deviation, two measures that the outliers themselves cannot move
(F. R. Hampel, "The Influence Curve and Its Role in Robust Estimation", JASA 69, 1974; C. Leys and others,
"Detecting outliers: Do not use standard deviation around the mean, use absolute deviation around the median",
Journal of Experimental Social Psychology 49, 2013). Counts scatter by at least the square root of their mean,
which the spread is never taken to be less than.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

WINDOW: Final = 14
"""How many days before a day, and how many after it, say what to expect of it."""

FEWEST: Final = 14
"""From fewer values than these nothing is learnt."""

BOUND: Final = 6
"""How many times the spread a value may lie above the median.

On four and a half years of daily personnel figures no true rise lies further out than 5.4 times, and the rises
known to hold corrections, or to end a standstill, lie 8.8 times out and more.
"""

STEADY: Final = 3
"""A count is steady where its median is at least so many times its spread."""

MAD_TO_DEVIATION: Final = 1.4826
"""What turns a median absolute deviation into a standard deviation, for values that scatter normally."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is usual, and how far values stray from it."""

    median: float
    spread: float

    @property
    def steady(self) -> bool:
        """Whether values keep so close to the median that one far from it means something.

        Losses that come in bursts (missiles on the night of a strike, aircraft in a raid) don't: the bound learnt
        from the quiet days would be broken by every true burst.
        """
        return self.median >= STEADY * self.spread

    @property
    def bound(self) -> int:
        """The highest value to be expected."""
        return int(self.median + BOUND * self.spread)


def expected_from(values: Sequence[int]) -> Expectation | None:
    """What `values` lead one to expect of another one of their kind; None if they are too few."""
    if len(values) < FEWEST:
        return None
    median = _median(values)
    deviation = MAD_TO_DEVIATION * _median([abs(value - median) for value in values])
    return Expectation(median, max(deviation, sqrt(max(median, 0.0)), 1.0))


def _median(values: Sequence[float]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
