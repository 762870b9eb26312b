"""The one way into the store."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from store.catalogue import load_catalogue
from store.gate.review import Review, review
from store.ports import Changes, Entry, Origin, WritableFigures

KYIV: Final = ZoneInfo("Europe/Kyiv")
"""The calendar of the daily reports: what lies in the future."""


@dataclass(frozen=True, slots=True)
class Admission:
    """What a batch came to."""

    changes: Changes
    review: Review


def admit(
    entries: Iterable[Entry], figures: WritableFigures, *, origin: Origin, accept_held: bool = False
) -> Admission:
    """Store what the gate lets through, in one write; what it holds is left out, and said to be.

    Nothing held is lost: whoever brought it still has it, and it is held again each time that it is brought until
    it is put right at its source, or brought once with `accept_held`.

    Args:
        entries: reports and claims that want into the store.
        figures: where to store them.
        origin: where they come from; its time is what "in the future" is measured by.
        accept_held: store them whatever is found; the findings are the same.

    Raises:
        ValueError, StoreError: see `store.ports.WritableFigures.put`.
    """
    candidates = tuple(entries)
    today = origin.at.astimezone(KYIV).date()
    reviewed = review(candidates, figures.reports(), load_catalogue(), now=today)
    changes = figures.put(candidates if accept_held else reviewed.entries, origin=origin)
    return Admission(changes, reviewed)
