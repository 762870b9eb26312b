"""What the gate would do with a batch of entries: what it finds, what it would store, what it would hold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from store.catalogue import Catalogue
from store.gate.findings import Check, Finding, Severity
from store.models import Period, Report
from store.ports import Entry


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept out of the store until the owner accepts it: an entry, or one metric of a report."""

    entry: Entry
    metric: str | None
    finding: Finding


@dataclass(frozen=True, slots=True)
class Review:
    """What was found in a batch.

    Attributes:
        entries: what can be stored: the candidates, without what is held.
        findings: what was found about the candidates, held ones included, by date.
        held: what is kept out.
    """

    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...] = ()
    held: tuple[Held, ...] = ()


def review(candidates: Sequence[Entry], known: Iterable[Report], catalogue: Catalogue, *, now: date) -> Review:
    """Judge `candidates` against each other and against what is known.

    Args:
        candidates: what wants into the store.
        known: the reports stored so far, which candidates of the same key would replace.
        catalogue: what the entries name.
        now: the day it is in Kyiv.
    """
    del known, catalogue
    held = tuple(Held(entry, None, _in_the_future(entry)) for entry in candidates if _dated(entry) > now)
    kept_out = {one.entry.key for one in held}
    return Review(
        entries=tuple(entry for entry in candidates if entry.key not in kept_out),
        findings=tuple(one.finding for one in held),
        held=held,
    )


def _dated(entry: Entry) -> date:
    return max(entry.report_date if isinstance(entry, Report) else entry.stated_on, entry.source.published)


def _in_the_future(entry: Entry) -> Finding:
    metric, provider = (None, entry.provider) if isinstance(entry, Report) else (entry.metric, None)
    return Finding(
        Check.IN_THE_FUTURE,
        Severity.HELD,
        entry.party,
        entry.claimant,
        metric,
        Period(_dated(entry), _dated(entry)),
        provider,
        entry.key,
        {"date": _dated(entry)},
    )
