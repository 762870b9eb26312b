"""What the gate can find: each finding has a name, what it is about, the numbers in it, and a severity."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from store.models import Period


class Severity(StrEnum):
    """What becomes of a value that something was found about, the gravest first."""

    HELD = "held"
    """It is kept out of the store until the owner accepts it."""
    FLAGGED = "flagged"
    """It is stored, and answered with what was found."""
    STORED = "stored"
    """Nothing: it is worth knowing, or it is about a copy that another one is answered with instead of."""


class Check(StrEnum):
    """What was found, by its stable name."""

    IN_THE_FUTURE = "in_the_future"
    """It is dated after today."""
    OUT_OF_SCALE = "out_of_scale"
    """A total is a multiple of the one before, or a fraction of it, as if counted in other units."""
    FALL = "fall"
    """A total is lower than the one before: the claimant corrected it, or it is a misprint."""
    JUMP = "jump"
    """A rise is beyond what the series has taught to expect."""
    CONTRADICTED = "contradicted"
    """A total rose by another number than the claimant published beside it."""
    CORRECTION = "correction"
    """A part of a rise is known to correct earlier days."""
    STANDSTILL = "standstill"
    """A total that rises every day stands still for one: the copy missed the day."""
    REPEATED_DAY = "repeated_day"
    """A report repeats that of the day before in all metrics."""
    DISAGREEMENT = "disagreement"
    """Two copies of a report give different totals, or a claimant's claim another number than its reports."""
    GAP = "gap"
    """Days without a report."""
    LATE_START = "late_start"
    """A metric is first reported with a stock of unknown age."""
    EARLY = "early"
    """The first weeks, in which totals were rough."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found about stored values, or about values that want to be.

    Attributes:
        check: its name.
        severity: what becomes of the value.
        party: whose losses it is about.
        claimant: who says so.
        metric: of what; None where it is about whole reports.
        days: the dates of the reports it is about, from the first to the last; of a claim, the day it was stated.
        providers: whose copies it is about, the one that is answered with first; empty for a claim.
        numbers: what its sentence needs, by name.
    """

    check: Check
    severity: Severity
    party: str
    claimant: str
    metric: str | None
    days: Period
    providers: tuple[str, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)


def on_one_day(day: date) -> Period:
    """The days of a finding about a single report."""
    return Period(day, day)
