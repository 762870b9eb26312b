"""`lossbot check` and `lossbot records`: what is odd about the figures, and how their records came to be."""

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any, Final

import click
import orjson

from bot.cli.asking import read_snapshot
from bot.replies import formats
from bot.replies.findings import FindingLines
from bot.replies.wording import wording
from store.catalogue import load_catalogue
from store.gate import Finding, check
from store.models import Language, Period
from store.opening import default_location, read_figures
from store.series import Grain, Loss, Record
from store.snapshot import SeriesName

SHOWN: Final = 10
"""How many findings of one kind are listed unless all are asked for."""


def check_store(*, as_json: bool, every: bool, now: date, language: Language, location: str | None) -> None:
    """Print what the gate finds in all that is stored, the gravest first."""
    figures = read_figures(location or default_location(), at=datetime.now(UTC))
    catalogue = load_catalogue()
    found = check(figures.reports(), figures.claims(), catalogue, now=now)
    lines = FindingLines(catalogue, wording(language))
    if as_json:
        _print_json([_as_object(finding, lines) for finding in found])
        return
    for (severity, name), group in groupby(found, key=lambda finding: (finding.severity, finding.check)):
        findings = list(group)
        heading = f"{lines.heading(name)}: {len(findings)} ({lines.becomes(severity)}; {name})"
        click.echo(click.style(heading, bold=True))
        for finding in findings if every else findings[:SHOWN]:
            click.echo(f"  • {lines.sentence(finding)}")
        if not every and len(findings) > SHOWN:
            more = lines.say("findings-more", count=len(findings) - SHOWN)
            click.echo(f"  {more}")
        click.echo()
    click.echo(lines.say("findings-total", count=len(found)) if found else lines.say("findings-none"))


def _as_object(finding: Finding, lines: FindingLines) -> dict[str, Any]:
    return {
        "check": finding.check,
        "severity": finding.severity,
        "party": finding.party,
        "claimant": finding.claimant,
        "metric": finding.metric,
        "reports": _as_period(finding.days),
        "providers": list(finding.providers),
        "numbers": dict(finding.numbers),
        "sentence": lines.sentence(finding),
    }


def print_records(
    metric: str,
    grain: Grain,
    *,
    lowest: bool,
    party: str,
    claimant: str,
    as_json: bool,
    now: date,
    language: Language,
    location: str | None,
) -> None:
    """Print the chain of records of a series, oldest first.

    Raises:
        click.BadParameter: nobody reports that series regularly; the message names those that there are.
    """
    snapshot = read_snapshot(location)
    series = snapshot.series.get(SeriesName(party, claimant, metric))
    if series is None:
        known = ", ".join(name.metric for name in snapshot.series if name[:2] == (party, claimant)) or "nothing"
        raise click.BadParameter(f"{claimant} reports no {metric!r} of {party} regularly, only {known}")
    records = series.chain(grain, lowest=lowest).as_of(now)
    if as_json:
        _print_json([_record(record) for record in records])
    else:
        _print_chain(records, language)


def _print_chain(records: Sequence[Record], language: Language) -> None:
    say = wording(language)
    if not records:
        click.echo(say("record-chain-none"))
    for record in records:
        told = {
            "name": formats.name(record.loss.period, say),
            "number": formats.number(record.loss.value, language),
            "date": formats.day(record.loss.known_on, language),
        }
        if record.broke is None:
            click.echo(say("record-chain-first", **told))
        else:
            broke = record.broke.loss
            told |= {"broke": formats.number(broke.value, language), "broke-name": formats.name(broke.period, say)}
            click.echo(say("record-chain-broke", **told))


def _record(record: Record) -> dict[str, Any]:
    """A record as the contract has it."""
    broke = _as_loss(record.broke.loss) if record.broke else None
    return {**_as_loss(record.loss), "broke": broke, "known_on": record.loss.known_on.isoformat()}


def _as_loss(loss: Loss) -> dict[str, Any]:
    return {"period": _as_period(loss.period), "value": loss.value}


def _as_period(period: Period) -> dict[str, str]:
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def _print_json(value: object) -> None:
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    sys.stdout.flush()
