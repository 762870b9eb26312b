"""A mention as it is read first: its terms, before years are shared out and the clock is asked."""

from dataclasses import dataclass

from bot.understanding.periods.mention import Marker
from bot.understanding.periods.term import Term


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
