"""`lossbot history`: what a figure was before, what it is, when it changed, and where each state came from."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

import click

from store.catalogue import load_catalogue
from store.models import Claim, Qualifier, Report
from store.opening import default_location, read_figures
from store.ports import Entry, Origin
from store.revisions import FigureHistory, State, history_of


def show_history(metric: str, day: date, *, party: str, claimant: str | None, location: str | None) -> bool:
    """Print the histories of a figure; whether there were any.

    Raises:
        click.UsageError: the catalogue has no such metric, party or claimant.
    """
    _check("metric", metric, load_catalogue().metrics)
    _check("party", party, load_catalogue().parties)
    if claimant is not None:
        _check("claimant", claimant, load_catalogue().claimants)
    figures = read_figures(location or default_location(), at=datetime.now(UTC))
    histories = history_of(figures.changes(), metric, day, party=party, claimant=claimant)
    if not histories:
        click.echo(f"Nothing is stored of {metric} in a report or a claim of {day}.")
    for history in histories:
        for line in _lines(history):
            click.echo(line)
    return bool(histories)


def _lines(history: FigureHistory) -> Iterator[str]:
    yield f"{click.style(_title(history.entry), bold=True)}: {'has changed' if history.changed else 'has not changed'}"
    for state in reversed(history.states):
        yield f"    {_number(state)}, since {_origin(state.origin)}"
        if state.source is not None:
            yield f"        {state.source.publisher}: {state.source.title}, {state.source.published}"
            yield f"        {state.source.url}"


def _title(entry: Entry) -> str:
    if isinstance(entry, Report):
        return f"{entry.claimant} on {entry.party}, report of {entry.report_date} by {entry.provider}"
    who = ", ".join(filter(None, (entry.claimant, entry.speaker or entry.body)))
    return f"{who} on {entry.party}, stated on {entry.stated_on}, {_span(entry)}"


def _span(claim: Claim) -> str:
    return f"{claim.kind.replace('_', ' ')} {claim.period.start} to {claim.period.end}"


def _number(state: State) -> str:
    hedge = "" if state.qualifier is Qualifier.EXACT else f"{state.qualifier.replace('_', ' ')} "
    ends = None if state.low is None or state.high is None else f"{state.low:,} to {state.high:,}"
    value = None if state.value is None else f"{state.value:,}"
    said = " or ".join(filter(None, (value, ends)))
    correction = f" (of its rise {state.correction:+,} are a correction)" if state.correction else ""
    return f"{hedge}{said}{correction}" if said else "nothing: withdrawn or left out"


def _origin(origin: Origin) -> str:
    came_by = f"{origin.name} of {origin.detail}" if origin.detail else origin.name
    return f"{origin.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC, by {came_by}"


def _check(kind: str, name: str, known: Mapping[str, object]) -> None:
    if name not in known:
        raise click.UsageError(f"{name!r} is no {kind}: there are {', '.join(known)}.")
