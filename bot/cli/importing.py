"""`lossbot import`: files of figures into the store."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final

import click

from bot.replies.findings import FindingLines
from bot.replies.wording import wording
from store.catalogue import load_catalogue
from store.ingest.cited_text import Page
from store.ingest.contents import gather, read_contents, read_file
from store.ingest.files import IMPORT, Imported, take_in
from store.ingest.seeds import Seeds, merge_seeds, read_seeds
from store.models import Claim
from store.opening import default_location, open_store, read_figures
from store.ports import Entry, Figures, Origin, WritableFigures
from store.revisions import Difference, differences

_AT_MOST: Final = 40
"""How many lines a trial run lists before it says how many more there are."""


def import_(
    files: Sequence[Path], location: str | None, *, page: Page | None = None, dry_run: bool, accept_held: bool
) -> None:
    """Load the files, all or none, and say what changed; with `dry_run` only say what would.

    Args:
        files: of any form that an import knows.
        location: where the store is.
        page: where the text of a report among them stands.
        dry_run: whether to store nothing.
        accept_held: store what the gate holds back, too, and the doubtful totals of a text.
    """
    at = datetime.now(UTC)
    folder = location or default_location()
    # Read before the store is opened, so that files that cannot be read make no store.
    read = tuple(map(read_file, files))
    contents = read_contents(read, page)
    origin = Origin(name=IMPORT, detail=", ".join(Path(file.name).name for file in read), at=at)
    # An export brings its own past, seeds included, into a store in which there is nothing yet.
    seeds = Seeds({}) if contents.changes else None

    def into(figures: WritableFigures) -> Imported:
        gathered = gather(contents, figures, accept_doubtful=accept_held)
        imported = take_in(gathered, figures, origin=origin, accept_held=accept_held)
        merge_seeds(figures, read_seeds(), at=at)
        return imported

    if dry_run:
        figures = read_figures(folder, at=at, seeds=seeds)
        before = _standing(figures)
        imported = into(figures)
        say_what_would_change(imported, before, _standing(figures))
        return
    with open_store(folder, at=at, seeds=seeds) as store:
        imported = into(store.figures)
    say_what_changed(folder, imported)


def say_what_changed(folder: Path | str, imported: Imported) -> None:
    """Say what became of the figures, and what the gate holds."""
    click.echo(f"{folder}: {_counted(imported)}.")
    _say_what_is_left(imported)


def say_what_would_change(imported: Imported, before: Mapping[str, Entry], after: Mapping[str, Entry]) -> None:
    """List what an import would add and revise, with the old and the new values."""
    changes = imported.changes
    lines = [
        line
        for key in (*changes.revised, *changes.added)
        for line in _difference_lines(key, differences(before.get(key), after.get(key)), new=key not in before)
    ]
    for line in islice(lines, _AT_MOST):
        click.echo(line)
    if len(lines) > _AT_MOST:
        click.echo(f"… and {len(lines) - _AT_MOST} lines more.")
    click.echo(f"Nothing has been stored. It would be: {_counted(imported)}.")
    _say_what_is_left(imported)


def _difference_lines(key: str, found: Sequence[Difference], *, new: bool) -> Iterator[str]:
    if new:
        values = ", ".join(f"{name} {one.now}" for one in found if (name := _value_name(one)))
        yield f"{click.style('new', fg='green')} {key}: {values}"
        return
    for one in found:
        name = one.path.removeprefix("values.")
        yield f"{click.style('revised', fg='yellow')} {key}: {name} {_shown(one.was)} → {_shown(one.now)}"


def _value_name(one: Difference) -> str | None:
    """What a new entry's number is called; None for what is no number."""
    if one.path.startswith("values."):
        return one.path.removeprefix("values.")
    return one.path if one.path in {"value", "low", "high"} else None


def _shown(said: object) -> str:
    return "nothing" if said is None else str(said)


def _say_what_is_left(imported: Imported) -> None:
    if imported.left_out:
        click.echo(f"Left out, as no metric of ours: {', '.join(sorted(imported.left_out))}.")
    for doubt in imported.doubts:
        click.echo(f"To be looked at: {doubt.sentence}")
    if imported.doubtful:
        click.echo(f"Left out, as doubtful: {', '.join(sorted(imported.doubtful))}.")
    if imported.review.held:
        lines = FindingLines(load_catalogue(), wording("en"))
        for held in imported.review.held:
            click.echo(f"Held back: {lines.sentence(held.finding)}")
    if imported.doubtful or imported.review.held:
        click.echo("Once you have looked at it: --accept-held stores it all the same.")


def _counted(imported: Imported) -> str:
    """How many reports and claims became what."""
    changes, review = imported.changes, imported.review
    entries = (*review.entries, *(held.entry for held in review.held))
    claims = {entry.key for entry in entries if isinstance(entry, Claim)}
    parts = []
    for noun, ours in (("reports", lambda key: key not in claims), ("claims", lambda key: key in claims)):
        added, revised, unchanged = (
            sum(map(ours, keys)) for keys in (changes.added, changes.revised, changes.unchanged)
        )
        if noun == "reports" or added or revised or unchanged:
            parts.append(f"{added} {noun} added, {revised} revised, {unchanged} unchanged")
    return "; ".join(parts)


def _standing(figures: Figures) -> dict[str, Entry]:
    entries: tuple[Entry, ...] = (*figures.reports(), *figures.claims())
    return {entry.key: entry for entry in entries}
