"""`lossbot import`: files of daily reports into the store."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from store.ingest.files import import_files
from store.opening import default_location, open_store


def import_(files: Sequence[Path], location: str | None) -> None:
    """Load the files, all or none, and say what changed."""
    at = datetime.now(UTC)
    folder = location or default_location()
    with open_store(folder, at=at) as store:
        imported = import_files(files, store.figures, at=at)
    changes = imported.changes
    added, revised, unchanged = len(changes.added), len(changes.revised), len(changes.unchanged)
    click.echo(f"{folder}: {added} reports added, {revised} revised, {unchanged} unchanged.")
    if imported.left_out:
        click.echo(f"Left out, as no metric of ours: {', '.join(sorted(imported.left_out))}.")
