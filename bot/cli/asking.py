"""`lossbot ask` and `lossbot periods`: one question, or lines of them."""

import sys
from datetime import UTC, date, datetime
from typing import IO, Any, Final

import click
import orjson

from bot.enquiry import Asked, Enquiries, addressed
from bot.replies.contract import ignored, record_of
from bot.replies.reply import plain, terminal
from store.catalogue import load_catalogue
from store.models import Language
from store.opening import default_location, read_figures
from store.snapshot import Snapshot, build_snapshot

MISUSED: Final = 2
"""Exit status for a line that is no question."""


class LineError(ValueError):
    """A line of the input is not an object of the contract."""


def read_snapshot(location: str | None) -> Snapshot:
    """The figures as stored at `location`, with those that lossbot brings along; nothing is written."""
    figures = read_figures(location or default_location(), at=datetime.now(UTC))
    return build_snapshot(load_catalogue(), figures.reports(), figures.claims())


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
    """Answer JSON lines in order, each as it comes.

    A line that is no question ends the run with exit status 2, its number on standard error, the lines before it
    answered.
    """
    enquiries = read_enquiries(location)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            given = _object(line)
            record = _answer(enquiries, given, now, language)
        except LineError as error:
            _fail(number, error, out)
        out.write(orjson.dumps({"id": given.get("id"), **record}, option=orjson.OPT_APPEND_NEWLINE))
        out.flush()


def _answer(enquiries: Enquiries, given: dict[str, Any], now: date, language: Language | None) -> dict[str, Any]:
    text = _text(given, "text")
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
    response = enquiries.ask(Asked(text, _date(given, "now", now), language, conversation))
    return record_of(response.outcome, response.reply)


def period_lines(lines: IO[bytes], out: IO[bytes]) -> None:
    """Read the first period of each text, as the contract's `lossbot periods` does."""
    from bot.understanding.periods import first_period

    today = datetime.now(UTC).date()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            given = _object(line)
            text, reference = _text(given, "text"), _date(given, "reference_date", today)
        except LineError as error:
            _fail(number, error, out)
        found = first_period(text, reference, str(given.get("lang") or "en"))
        out.write(orjson.dumps(found, option=orjson.OPT_APPEND_NEWLINE))
    out.flush()


def _object(line: bytes) -> dict[str, Any]:
    try:
        given = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise LineError(f"not JSON ({error})") from None
    if not isinstance(given, dict):
        raise LineError("not a JSON object")
    return given


def _text(given: dict[str, Any], key: str) -> str:
    text = given.get(key)
    if not isinstance(text, str):
        raise LineError(f'"{key}" is missing or not a text')
    return text


def _date(given: dict[str, Any], key: str, default: date) -> date:
    value = given.get(key)
    if value is None:
        return default
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise LineError(f'"{key}" is {value!r}, not a date such as "2024-06-02"') from None


def _fail(number: int, error: LineError, out: IO[bytes]) -> None:
    out.flush()
    click.echo(f"lossbot: line {number}: {error}", err=True)
    sys.exit(MISUSED)
