"""`lossbot export`, `schema`, `backup` and `restore`: all that is stored, out and back in."""

from datetime import UTC, datetime
from pathlib import Path

import click

from store.backup import back_up, read_backup, restore
from store.exchange import document
from store.exchange.export import export
from store.opening import default_location, read_figures


def write_export(target: Path, location: str | None) -> None:
    """Write the whole store as documented files."""
    figures = read_figures(location or default_location(), at=datetime.now(UTC))
    for path in export(figures, target):
        click.echo(f"{path}: {path.stat().st_size:,} bytes")


def print_schema() -> None:
    """Print the JSON Schema of what `import` reads and `export` writes."""
    click.echo(document.schema(), nl=False)


def make_backup(archive: Path, location: str | None) -> None:
    """Copy the store into one file."""
    backup = back_up(location or default_location(), archive, at=datetime.now(UTC))
    click.echo(f"{archive}: {', '.join(backup.files)}; {archive.stat().st_size:,} bytes")


def restore_backup(archive: Path, location: str | None, *, sure: bool) -> None:
    """Put a backup in the store's place, once the person is sure."""
    folder = location or default_location()
    made_at = read_backup(archive).manifest.made_at
    if not sure:
        click.confirm(
            f"Replace all that is stored in {folder} by the backup of {made_at:%Y-%m-%d %H:%M} UTC?", abort=True
        )
    aside = restore(folder, archive, at=datetime.now(UTC))
    click.echo(f"{folder}: restored from the backup of {made_at:%Y-%m-%d %H:%M} UTC.")
    if aside is not None:
        click.echo(f"What was there before is kept in {aside}.")
