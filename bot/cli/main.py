"""The commands of `lossbot`. What a command needs is imported when it runs, so that `ask` starts at once."""

import gc
import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import click

KYIV: Final = ZoneInfo("Europe/Kyiv")
"""The calendar of the daily reports: what "yesterday" means."""

REFUSED: Final = 1
"""Exit status where a question has no figure."""

MISUSED: Final = 2
"""Exit status for input or settings that can't be used."""

_store = click.option(
    "--store",
    "store",
    envvar="LOSSBOT_STORE",
    metavar="PATH",
    help="The folder the figures are kept in [env LOSSBOT_STORE; default: your data folder for lossbot].",
)


def _date(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date; write it as 2024-06-02.") from None


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> date:
    return _date(context, parameter, value) or datetime.now(KYIV).date()


_now = click.option(
    "--now",
    metavar="YYYY-MM-DD",
    callback=_day,
    help="The day to answer as of: nothing published after it is used [default: today in Kyiv].",
)
_language = click.option(
    "--lang", type=click.Choice(["en", "uk"]), help="Language of the reply [default: the question's]."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lossbot", prog_name="lossbot")
def cli() -> None:
    """Reported military losses in the Russo-Ukrainian war: ask in plain words, get the figure and its source.

    \b
    lossbot ask "May 2024 losses?"
    lossbot ask "скільки танків втратила росія у травні 2024"
    lossbot chat
    """  # noqa: D301  # click's own mark for lines that stay apart


@cli.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
@click.option("--jsonl", "as_jsonl", is_flag=True, help="JSON lines in on standard input, JSON lines out.")
@_now
@_language
@_store
def ask(question: str | None, as_json: bool, as_jsonl: bool, now: date, lang: Any, store: str | None) -> None:
    """Answer one QUESTION.

    Exit status: 0 with an answer, 1 where there is none (the reply says why), 2 for bad input. With --jsonl: 0
    once every line was read, whatever the answers.
    """
    from bot.cli import asking

    if as_jsonl:
        asking.answer_lines(sys.stdin.buffer, sys.stdout.buffer, now=now, language=lang, location=store)
        return
    if question is None:
        raise click.UsageError('Ask something, for example: lossbot ask "May 2024 losses?"')
    answered = asking.answer_one(question, as_json=as_json, now=now, language=lang, location=store)
    sys.exit(0 if answered else REFUSED)


@cli.command()
@_now
@_language
@_store
def chat(now: date, lang: Any, store: str | None) -> None:
    """Have a conversation: every question may build on the one before ("and tanks?")."""
    from bot.cli import talking

    talking.talk(now=now, language=lang, location=store)


@cli.command()
@click.option("--jsonl", is_flag=True, required=True, help="JSON lines in, JSON lines out.")
def periods(jsonl: bool) -> None:  # noqa: ARG001  # the flag names the only form there is
    """Read the period each text names, and nothing else (for benchmarks).

    In: {"text": …, "reference_date": "YYYY-MM-DD", "lang": "en"}; out: {"start": …, "end": …} or null.
    """
    from bot.cli import asking

    asking.period_lines(sys.stdin.buffer, sys.stdout.buffer)


@cli.command(name="read-report")
@click.option("--jsonl", is_flag=True, required=True, help="JSON lines in, JSON lines out.")
@_store
def read_report(jsonl: bool, store: str | None) -> None:  # noqa: ARG001  # the flag names the only form there is
    """Read texts of daily reports, and store nothing (for benchmarks and trial runs).

    In: {"id": …, "text": …, "report_date": "YYYY-MM-DD"}; out: {"id": …, "report_date": …, "values": {…},
    "rises": {…}, "warnings": […]}, or {"id": …, "error": …}.
    """
    from bot.cli import report_reading

    report_reading.report_lines(sys.stdin.buffer, sys.stdout.buffer, location=store)


@cli.command()
@_now
@_language
@_store
def sources(now: date, lang: Any, store: str | None) -> None:
    """Say where the figures come from, and how many there are."""
    from bot.cli import listing

    listing.list_sources(now=now, language=lang or "en", location=store)


@cli.command()
@_language
def metrics(lang: Any) -> None:
    """List what is counted, with its definition."""
    from bot.cli import listing

    listing.list_metrics(lang or "en")


_accept_held = click.option(
    "--accept-held", is_flag=True, help="Store what the gate holds back, too: you have looked at it."
)


@cli.command(name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, old and new values, and store nothing.")
@click.option("--url", help="For the text of a report: the address of the page that it stands on.")
@click.option("--title", help="The headline of that page [default: what the report is, and its date].")
@click.option("--publisher", help="Who publishes that page [default: the Ministry of Defence of Ukraine].")
@click.option("--published", callback=_date, metavar="YYYY-MM-DD", help="When [default: on the report's date].")
@click.option("--report-date", callback=_date, metavar="YYYY-MM-DD", help="Of a text that doesn't say its date.")
@_accept_held
@_store
def import_(
    files: tuple[Path, ...],
    dry_run: bool,
    url: str | None,
    title: str | None,
    publisher: str | None,
    published: date | None,
    report_date: date | None,
    accept_held: bool,
    store: str | None,
) -> None:
    """Load FILES of figures into the store.

    They can be those of the public data sets, lossbot's own JSON and CSV, or the text of a daily report with the
    page that it stands on. All files are loaded or none is. A value that differs from the stored one becomes a
    revision.
    """
    from bot.cli import importing
    from store.ingest.cited_text import MINISTRY, Page

    page = None
    if url is not None:
        page = Page(url, title, publisher or MINISTRY, published, report_date)
    importing.import_(files, store, page=page, dry_run=dry_run, accept_held=accept_held)


@cli.command()
@click.option("--source", "sources", multiple=True, metavar="NAME", help="Only petroivaniuk, or only orc_losses.")
@click.option(
    "--from",
    "mirrors",
    multiple=True,
    envvar="LOSSBOT_SYNC_FROM",
    metavar="URL",
    help="Where to fetch from instead: a mirror of raw.githubusercontent.com, or NAME=URL for the folder that holds "
    "the files of one source; can be given again [env LOSSBOT_SYNC_FROM, separated by blanks].",
)
@click.option("--status", is_flag=True, help="Only say how it last went.")
@_accept_held
@_store
def sync(
    sources: tuple[str, ...], mirrors: tuple[str, ...], status: bool, accept_held: bool, store: str | None
) -> None:
    """Fetch the public data sets and take in what has changed: all of it, or nothing if anything fails."""
    from bot.cli import syncing

    if status:
        syncing.show_status(sources, store)
    else:
        syncing.sync(sources, mirrors, store, accept_held=accept_held)


@cli.command()
@click.argument("metric")
@click.argument("day", metavar="DATE", callback=_day)
@click.option("--party", default="russia", show_default=True, help="Whose losses.")
@click.option("--claimant", help="Who says so [default: anybody].")
@_store
def history(metric: str, day: date, party: str, claimant: str | None, store: str | None) -> None:
    """Show what METRIC was in the reports and claims of DATE, what it is, when it changed, and where from.

    Exit status: 1 if nothing is stored of it.
    """
    from bot.cli import history as showing

    found = showing.show_history(metric, day, party=party, claimant=claimant, location=store)
    sys.exit(0 if found else REFUSED)


@cli.command()
@click.argument("target", metavar="DIR|FILE.json", type=click.Path(path_type=Path))
@_store
def export(target: Path, store: str | None) -> None:
    """Write all that is stored into a folder, as JSON and CSV, or into one JSON file; `import` reads them back."""
    from bot.cli import exporting

    exporting.write_export(target, store)


@cli.command()
def schema() -> None:
    """Print the JSON Schema of lossbot's own JSON form."""
    from bot.cli import exporting

    exporting.print_schema()


@cli.command()
@click.argument("archive", metavar="FILE", type=click.Path(path_type=Path))
@_store
def backup(archive: Path, store: str | None) -> None:
    """Copy the store into a new FILE; the bot may be running."""
    from bot.cli import exporting

    exporting.make_backup(archive, store)


@cli.command()
@click.argument("archive", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Don't ask whether to go ahead.")
@_store
def restore(archive: Path, yes: bool, store: str | None) -> None:
    """Put the backup in FILE in the store's place, once it is checked; stop the bot first.

    What was there before is kept in a folder of its own within the store's.
    """
    from bot.cli import exporting

    exporting.restore_backup(archive, store, sure=yes)


@cli.group()
def claim() -> None:
    """Single figures that somebody stated."""


def _cells(command: Any) -> Any:
    """A flag for each cell of a claim, of its name."""
    for name, explained in (
        ("party", "Whose losses."),
        ("claimant", "Who says so."),
        ("metric", "Of what."),
        ("kind", "period_total, cumulative or daily_average."),
        ("start", "The first day counted; not for a cumulative number."),
        ("end", "The last day counted."),
        ("value", "The number."),
        ("low", "The lower end of a range."),
        ("high", "Its upper end."),
        ("qualifier", "The claimant's hedge: exact, about, over, under, at_least or at_most."),
        ("scope", "What became of those counted: killed,wounded …"),
        ("verified", "claimed, estimated, confirmed_by_name or visually_confirmed."),
        ("stated-on", "When it was stated."),
        ("speaker", "The person who stated it."),
        ("body", "The office that stated it."),
        ("publisher", "Who publishes the page that reports it."),
        ("title", "The page's headline."),
        ("url", "The page's address."),
        ("published", "When the page was published."),
        ("note-en", "What a reader needs to know beside it, in English."),
        ("note-uk", "The note in Ukrainian."),
    ):
        command = click.option(f"--{name}", help=explained)(command)
    return command


@claim.command(name="add")
@_cells
@click.option("--yes", is_flag=True, help="Ask for nothing: store it if it is whole.")
@_accept_held
@_language
@_store
def add_claim(yes: bool, accept_held: bool, lang: Any, store: str | None, **cells: str | None) -> None:
    """Store one claim with its source; what no flag gives is asked for.

    It is shown back in words before it is stored.
    """
    from bot.cli import claims

    claims.add_claim(cells, store, language=lang or "en", sure=yes, accept_held=accept_held)


@cli.group()
def alerts() -> None:
    """See what was announced, and pause, resume or cancel it."""


@alerts.command(name="list")
@_store
def list_alerts(store: str | None) -> None:
    """List the alerts, the newest first: what each tells, and how many it has reached."""
    from bot.cli import alerts as telling

    telling.list_alerts(store)


@alerts.command()
@click.argument("alert")
@_language
@_store
def show(alert: str, lang: Any, store: str | None) -> None:
    """Show ALERT as its readers see it."""
    from bot.cli import alerts as telling

    telling.show_alert(store, alert, lang or "en")


@alerts.command()
@click.argument("alert")
@_store
def pause(alert: str, store: str | None) -> None:
    """Tell nobody else of ALERT for now. A running bot is told to."""
    from bot.cli import alerts as telling

    telling.order(store, alert, "pause")


@alerts.command()
@click.argument("alert")
@_store
def resume(alert: str, store: str | None) -> None:
    """Go on telling a paused ALERT."""
    from bot.cli import alerts as telling

    telling.order(store, alert, "resume")


@alerts.command()
@click.argument("alert")
@_store
def cancel(alert: str, store: str | None) -> None:
    """Tell nobody else of ALERT, ever."""
    from bot.cli import alerts as telling

    telling.order(store, alert, "cancel")


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as a JSON list.")
@click.option("--all", "every", is_flag=True, help="List every finding, not the first ten of each kind.")
@_now
@_language
@_store
def check(as_json: bool, every: bool, now: date, lang: Any, store: str | None) -> None:
    """Say what is odd about the stored figures: falls, jumps, standstills, gaps, sources that disagree."""
    from bot.cli import checking

    checking.check_store(as_json=as_json, every=every, now=now, language=lang or "en", location=store)


@cli.command()
@click.argument("metric")
@click.option(
    "--by",
    type=click.Choice(["day", "week", "month", "quarter", "year"]),
    default="month",
    help="Of what length [default: month].",
)
@click.option("--lowest", is_flag=True, help="The lowest, not the highest.")
@click.option("--party", default="russia", metavar="ID", help="Whose losses [default: russia].")
@click.option("--claimant", default="ukraine", metavar="ID", help="Who says so [default: ukraine].")
@click.option("--json", "as_json", is_flag=True, help="Print the chain as a JSON list.")
@_now
@_language
@_store
def records(
    metric: str,
    by: str,
    lowest: bool,
    party: str,
    claimant: str,
    as_json: bool,
    now: date,
    lang: Any,
    store: str | None,
) -> None:
    """List the records of METRIC (such as personnel; see `lossbot metrics`), oldest first, each with what it broke."""
    from bot.cli import checking
    from store.series import Grain

    checking.print_records(
        metric,
        Grain(by),
        lowest=lowest,
        party=party,
        claimant=claimant,
        as_json=as_json,
        now=now,
        language=lang or "en",
        location=store,
    )


@cli.command()
def run() -> None:
    """Run the Telegram bot, set up by LOSSBOT_TOKEN and the other settings (see the README)."""
    from bot.cli import running

    sys.exit(running.run())


def main() -> None:
    """Run the command line; a broken pipe or Ctrl-C ends it quietly, a known error in one sentence."""
    # A command that answers once ends before anything it builds becomes garbage: collecting while it starts, and
    # looking for plugins of a library, would take a third of its time. What runs longer turns the collector on again.
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

    from store.ingest.errors import IngestError
    from store.ports import StoreError

    try:
        cli(prog_name="lossbot")
    except (StoreError, IngestError) as error:
        click.echo(f"lossbot: {error}", err=True)
        sys.exit(MISUSED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(MISUSED)
    finally:
        # What is left goes with the process; the interpreter need not look through it for garbage first.
        gc.freeze()
