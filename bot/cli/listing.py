"""`lossbot metrics` and `lossbot sources`: what there is."""

import sys
from datetime import date

import click

from bot.cli.asking import read_snapshot
from bot.enquiry import Enquiries
from bot.replies.reply import plain, terminal
from store.catalogue import load_catalogue
from store.models import Language


def list_metrics(language: Language) -> None:
    """Every metric with its id, name and definition."""
    for metric in load_catalogue().metrics.values():
        click.echo(f"{click.style(metric.id, bold=True)}: {metric.name.in_language(language)}")
        click.echo(f"    {metric.definition.in_language(language)}")


def list_sources(*, now: date, language: Language, location: str | None) -> None:
    """Where figures come from, and how many are held from whom."""
    snapshot = read_snapshot(location)
    response = Enquiries(lambda: snapshot).sources(language, now)
    click.echo((terminal if sys.stdout.isatty() else plain)(response.reply.lines))
    click.echo()
    for name, series in snapshot.series.items():
        points = series.points
        click.echo(
            f"{name.claimant} on {name.party}, {name.metric}: {len(points)} reports, {points[0].on} to {points[-1].on}"
        )
    claims = [claim for found in snapshot.claims.values() for claim in found]
    for claimant in snapshot.catalogue.claimants:
        held = sum(claim.claimant == claimant for claim in claims)
        if held:
            click.echo(f"{claimant}: {held} claims")
