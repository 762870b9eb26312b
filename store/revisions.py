"""What changed between two states of an entry, and what a figure was before (pure)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from store.models import Claim, Qualifier, Report, Source
from store.ports import Change, Entry, Origin

Said = str | int | None
"""A single thing an entry says; None where it says nothing of the kind."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two states of an entry don't say alike.

    Attributes:
        path: what it is, in the entry's own names: `values.tanks`, `source.title`, `low`.
        was: what the earlier state says.
        now: what the later one says.
    """

    path: str
    was: Said
    now: Said


def differences(was: Entry | None, now: Entry | None) -> tuple[Difference, ...]:
    """What two states of one entry don't say alike, numbers first; None is an entry that does not stand."""
    before, after = dict(_said(was)), dict(_said(now))
    paths = [path for path in dict.fromkeys((*before, *after)) if before.get(path) != after.get(path)]
    return tuple(Difference(path, before.get(path), after.get(path)) for path in paths)


@dataclass(frozen=True, slots=True)
class State:
    """What was said of one figure from one change on.

    Attributes:
        value: the number; None where there was none: the entry was withdrawn, left the figure out, or is a range.
        low: the lower end of a range.
        high: its upper end.
        qualifier: the hedge on it.
        correction: how much of a report's rise is known to be a correction.
        source: where it could be read; None where nothing was said any more.
        origin: what brought it, and when.
    """

    value: int | None
    low: int | None
    high: int | None
    qualifier: Qualifier
    correction: int
    source: Source | None
    origin: Origin

    def says_the_same_as(self, other: "State") -> bool:
        """Whether the figure, and where it can be read, are the same: only the change that says so differs."""
        return (self.value, self.low, self.high, self.qualifier, self.correction, self.source) == (
            other.value, other.low, other.high, other.qualifier, other.correction, other.source)  # fmt: skip

    @property
    def number(self) -> tuple[int | None, int | None, int | None]:
        """The number alone, a range by its ends."""
        return self.value, self.low, self.high


@dataclass(frozen=True, slots=True)
class FigureHistory:
    """All that one entry has said of one figure, oldest first; the last state is what stands."""

    entry: Entry
    """The entry as it last stood."""
    states: tuple[State, ...]

    @property
    def changed(self) -> bool:
        """Whether the number itself has ever been another one."""
        return any(earlier.number != later.number for earlier, later in pairwise(self.states))


def history_of(
    changes: Iterable[Change], metric: str, day: date, *, party: str = "russia", claimant: str | None = None
) -> tuple[FigureHistory, ...]:
    """What was said of a metric's losses in the report of `day`, or in a claim stated on it or counting up to it.

    One history for each provider of the report, then one for each claim, withdrawn ones included; each leads to its
    sources and to the changes that brought them.

    Args:
        changes: all that ever went into the store, as `store.ports.Figures.changes` gives it.
        metric: of what.
        day: the date of a report or of a statement, or the last day that a claim counts.
        party: whose losses.
        claimant: who says so; by default anybody.
    """
    entries: dict[str, Entry] = {}
    states: dict[str, list[State]] = {}
    for change in changes:
        for entry in change.entries:
            about_it = entry.party == party and claimant in {None, entry.claimant} and _speaks_of(entry, metric, day)
            if about_it or entry.key in entries:
                entries[entry.key] = entry
                states.setdefault(entry.key, []).append(_state(entry, metric, change.origin))
        for key in change.withdrawn:
            if key in entries:
                states[key].append(_state(None, metric, change.origin))
    return tuple(
        FigureHistory(entries[key], tuple(_news(states[key])))
        for key in sorted(entries, key=lambda key: (isinstance(entries[key], Claim), key))
    )


def _news(states: Iterable[State]) -> Iterator[State]:
    """The states that say something else than the one before."""
    before = None
    for state in states:
        if before is None or not state.says_the_same_as(before):
            yield state
        before = state


def _speaks_of(entry: Entry, metric: str, day: date) -> bool:
    if isinstance(entry, Report):
        return entry.report_date == day and metric in entry.values
    return entry.metric == metric and day in {entry.stated_on, entry.period.end}


def _state(entry: Entry | None, metric: str, origin: Origin) -> State:
    if entry is None or (isinstance(entry, Report) and metric not in entry.values):
        return State(None, None, None, Qualifier.EXACT, 0, None, origin)
    if isinstance(entry, Claim):
        return State(entry.value, entry.low, entry.high, entry.qualifier, 0, entry.source, origin)
    return State(
        value=entry.values[metric],
        low=None,
        high=None,
        qualifier=entry.qualifiers.get(metric, Qualifier.EXACT),
        correction=entry.corrections.get(metric, 0),
        source=entry.source,
        origin=origin,
    )


def _said(entry: Entry | None) -> Iterator[tuple[str, Said]]:
    """Everything an entry says, by path."""
    if entry is not None:
        yield from _flat(entry.model_dump(mode="json", exclude_defaults=True))


def _flat(said: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Said]]:
    for name, value in said.items():
        path = f"{prefix}{name}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}.")
        elif isinstance(value, list):
            yield path, ", ".join(map(str, value))
        else:
            yield path, value
