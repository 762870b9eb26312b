"""What the gate can find: each finding has a name, what it is about, the numbers in it, and a severity."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from store.models import Period


class Severity(StrEnum):
    """What becomes of a value that something was found about."""

    STORED = "stored"
    """Nothing: it is worth knowing."""
    FLAGGED = "flagged"
    """It is stored, and answered with what was found."""
    HELD = "held"
    """It is kept out until the owner accepts it."""


class Check(StrEnum):
    """What was found, by its stable name."""

    FALL = "fall"
    """A total is lower than the one before: the claimant corrected it, or it is misprinted."""
    JUMP = "jump"
    """A rise is beyond what the series has taught to expect."""
    CORRECTION = "correction"
    """A part of a rise is known to correct earlier days."""
    RISE_CONTRADICTED = "rise_contradicted"
    """A total rose by another number than the claimant published beside it."""
    OUT_OF_LINE = "out_of_line"
    """A total lies outside the totals of the days around it."""
    OUT_OF_SCALE = "out_of_scale"
    """A total is a multiple of the one before, or a fraction of it, as if counted in other units."""
    REPEATED_DAY = "repeated_day"
    """A report repeats that of the day before."""
    STALE = "stale"
    """A total that rises every day stands still for one: the copy missed the day."""
    GAP = "gap"
    """Days without a report."""
    LATE_START = "late_start"
    """A metric is first reported with a stock of unknown age."""
    DISAGREEMENT = "disagreement"
    """Two providers give different totals for one date."""
    IN_THE_FUTURE = "in_the_future"
    """It is dated after today."""


Number = int | date | str
"""What a finding's sentence is put together from."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found about stored values, or values that want to be.

    Attributes:
        check: its name.
        severity: what becomes of the value.
        party: whose losses it is about.
        claimant: who says so.
        metric: of what; None where it is about a whole report.
        days: the date of the report, or the dates from the first to the last that it is about.
        provider: by which way the value came in; None where it is about what is answered.
        key: the entry it is about, where it is about one.
        numbers: what its sentence needs, by name.
    """

    check: Check
    severity: Severity
    party: str
    claimant: str
    metric: str | None
    days: Period
    provider: str | None = None
    key: str | None = None
    numbers: Mapping[str, Number] = field(default_factory=dict)


GRAVEST_FIRST: Final = (Severity.HELD, Severity.FLAGGED, Severity.STORED)
