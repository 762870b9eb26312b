"""What is so far from everything known that it is kept out: other units, digits too many, whole numbers lost.

These bounds are wide on purpose. In four and a half years of daily reports, with all their corrections and misprints,
no value breaks them: what does is not a claimant's figure but an accident on its way.
"""

from collections.abc import Sequence
from typing import Final

from store.gate.findings import Check

MULTIPLE: Final = 5
"""A total so many times the one before, or such a fraction of it, is out of scale."""

FEWEST_FOR_SCALE: Final = 50
"""Totals lower than this may multiply from one report to the next."""

LEAP: Final = 25
"""A rise a day so many times the highest of the year before is no claimant's figure."""

FEWEST_RATES: Final = 5
"""From fewer rises than these it is not known how high one can be."""

GREATEST_FALL: Final = 0.05
"""By what share a claimant's correction may lower a total; the greatest known is 2.2 %."""

FEWEST_FALLEN: Final = 100
"""A fall by fewer than this is never kept out: small totals fall by large shares."""


def kept_out_for(before: int, total: int, days: int, rates: Sequence[float]) -> Check | None:
    """Why a total cannot follow the one before it; None if it can.

    Args:
        before: the last total that is believed.
        total: the one in question.
        days: how many days later it was reported.
        rates: the rises a day of the year before, where known.
    """
    if before >= FEWEST_FOR_SCALE and (total >= MULTIPLE * before or before >= MULTIPLE * total):
        return Check.OUT_OF_SCALE
    if before - total >= FEWEST_FALLEN and before - total > GREATEST_FALL * before:
        return Check.FALL
    if len(rates) >= FEWEST_RATES and total - before > LEAP * max(1.0, *rates) * days:
        return Check.JUMP
    return None
