"""`lossbot ask` and `lossbot periods`: one question, or lines of them."""

import sys
from datetime import UTC, date, datetime
from typing import IO, Any

import click
import orjson

from bot.cli.json_lines import LineError, answer_each, date_of, text_of
from bot.enquiry import Asked, Enquiries, addressed
from bot.replies.contract import ignored, record_of
from bot.replies.reply import plain, terminal
from store.catalogue import load_catalogue
from store.models import Language
from store.opening import default_location, read_figures
from store.snapshot import Snapshot, build_snapshot


def read_snapshot(location: str | None) -> Snapshot:
    """The figures as stored at `location`, with those that lossbot brings along; nothing is written."""
    figures = read_figures(location or default_location(), at=datetime.now(UTC))
    return build_snapshot(load_catalogue(), figures.reports(), figures.claims(), figures.changes)


def read_enquiries(location: str | None) -> Enquiries:
    """What answers questions from the figures at `location`."""
    snapshot = read_snapshot(location)
    return Enquiries(lambda: snapshot)


def answer_one(question: str, *, as_json: bool, now: date, language: Language | None, location: str | None) -> bool:
    """Print the answer to a question; whether there was one."""
    response = read_enquiries(location).ask(Asked(question, now, language))
    if as_json:
        record = record_of(response.outcome, response.reply)
        click.echo(orjson.dumps(record, option=orjson.OPT_INDENT_2).decode())
    else:
        show = terminal if sys.stdout.isatty() else plain
        click.echo(show(response.reply.lines))
        for choice in response.reply.choices:
            click.echo(f"  • {choice}")
    return response.outcome.status == "answered"


def answer_lines(
    lines: IO[bytes], out: IO[bytes], *, now: date, language: Language | None, location: str | None
) -> None:
    """Answer JSON lines in order, each as it comes, as the contract's `lossbot ask --jsonl` does."""
    enquiries = read_enquiries(location)

    def answer(given: dict[str, Any]) -> dict[str, Any]:
        return {"id": given.get("id"), **_answer(enquiries, given, now, language)}

    answer_each(lines, out, answer)


def _answer(enquiries: Enquiries, given: dict[str, Any], now: date, language: Language | None) -> dict[str, Any]:
    text = text_of(given, "text")
    language = given.get("lang") or language
    if language not in {None, "en", "uk"}:
        raise LineError(f'"lang" is {language!r}; it can be "en" or "uk"')
    chat = given.get("chat") or "private"
    if chat not in {"private", "group", "inline"}:
        raise LineError(f'"chat" is {chat!r}; it can be "private", "group" or "inline"')
    if chat == "group":
        heard = addressed(text)
        if heard is None:
            return ignored()
        text = heard
    conversation = given.get("conversation")
    if conversation is not None and not isinstance(conversation, str):
        raise LineError('"conversation" must be a text')
    response = enquiries.ask(Asked(text, date_of(given, "now") or now, language, conversation))
    return record_of(response.outcome, response.reply)


def period_lines(lines: IO[bytes], out: IO[bytes]) -> None:
    """Read the first period of each text, as the contract's `lossbot periods` does."""
    from bot.understanding.periods import first_period

    today = datetime.now(UTC).date()

    def answer(given: dict[str, Any]) -> object:
        reference = date_of(given, "reference_date") or today
        return first_period(text_of(given, "text"), reference, str(given.get("lang") or "en"))

    answer_each(lines, out, answer)
