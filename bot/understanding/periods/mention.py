"""What the period grammar finds in a text: mentions of periods, and dates that no calendar has."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bot.understanding.periods.spans import Unit
from store.models import Period


class Grain(StrEnum):
    """How large a period was named; `SPAN` is any other run of days."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    SPAN = "span"


class Marker(StrEnum):
    """How a period is put.

    `BARE` stands without a preposition ("12 december"), `IN` with one that says within ("in May", "за травень"),
    `ON` is "on 12 dec". `AS_OF` is a moment: "as of", "by", "by the end of", "станом на"; the moment is the
    mention's `end`. `SINCE` has no end, `UNTIL` no start.
    """

    BARE = "bare"
    IN = "in"
    ON = "on"
    AS_OF = "as of"
    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class Rolling:
    """A window that ends at the clock: "last 30 days". In days it ends with the newest day that is known."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Shift:
    """A reading relative to an earlier period: "the month before", "a year earlier", "since then".

    Attributes:
        within: the calendar unit around the earlier period's start is meant, else the period itself.
        count: how many units on, or back.
        unit: what `count` counts; a `PERIOD` is the earlier period's own unit ("the previous one").
        year: instead, the same days of this year ("same month in 2023").
        clock: instead of from the earlier period, `count` is counted from its unit around this day ("the one before
            last").
    """

    within: Unit | None = None
    count: int = 0
    unit: Unit = Unit.DAY
    year: int | None = None
    clock: date | None = None


class Mention(NamedTuple):
    """One period that a text names.

    Attributes:
        first: index of the first item it took.
        last: index after the last.
        start: first day; None for "until".
        end: last day; None for "since".
        grain: how large a period was named.
        marker: how it is put.
        assumed_year: the year was filled in: the newest not after the clock.
        rolling: the window it is, where it moves with the clock.
        alternatives: more than one where the readings are too close ("05/06/2023"); the caller asks.
        shift: how it hangs on an earlier period; `start` and `end` are then resolved against an earlier mention of
            the same text, or else, `unanchored`, against the clock.
        unanchored: there was no earlier mention for `shift`: `resolve` it against the conversation, if there is one.
        around: of a day put as "3 months ago", the calendar unit around it.
        whole_war: all since the invasion is meant ("since the start of the war", "all time", "so far").
        apart: first index and index after the last of its year, where that stands apart ("May losses in 2023").
        edge: "early" or "end" where that part of something was named.
        inclusive: the last day is said to be counted ("up to and including 1 July").
    """

    first: int
    last: int
    start: date | None
    end: date | None
    grain: Grain
    marker: Marker = Marker.BARE
    assumed_year: bool = False
    rolling: Rolling | None = None
    alternatives: tuple[Period, ...] = ()
    shift: Shift | None = None
    unanchored: bool = False
    around: Period | None = None
    whole_war: bool = False
    apart: tuple[int, int] = (0, 0)
    edge: str = ""
    inclusive: bool = False

    @property
    def period(self) -> Period | None:
        """The days, where both ends are given."""
        return Period(self.start, self.end) if self.start and self.end else None

    @property
    def needs_earlier(self) -> bool:
        """Whether it means nothing without an earlier period, whose unit it is of ("the one before last")."""
        return self.unanchored and self.shift is not None and self.shift.unit is Unit.PERIOD


@dataclass(frozen=True, slots=True)
class Impossible:
    """A date that no calendar has ("31 June"): where it stands, as written, and the last day of its month."""

    first: int
    last: int
    written: str
    nearest: date


class Reading(NamedTuple):
    """All that a text says about time, in the order of the text.

    Attributes:
        mentions: the periods.
        impossible: the dates that no calendar has.
        taken: indexes of the items that a period or an impossible date was read from.
        unread: indexes of the items that stand where a period must stand and were not read ("last mnxxth", "in 2o23").
    """

    mentions: tuple[Mention, ...]
    impossible: tuple[Impossible, ...]
    taken: frozenset[int]
    unread: tuple[int, ...] = ()
