"""JSON lines in, JSON lines out, in the same order: what all batch forms of the contract have in common."""

import sys
from collections.abc import Callable
from datetime import date
from typing import IO, Any, Final

import click
import orjson

MISUSED: Final = 2
"""Exit status for a line that is not an object of the contract."""


class LineError(ValueError):
    """A line of the input is not an object of the contract."""


def answer_each(lines: IO[bytes], out: IO[bytes], answer: Callable[[dict[str, Any]], object]) -> None:
    """Answer the lines in order, each as it comes; blank ones are passed over.

    A line that is no object, or that `answer` refuses with a `LineError`, ends the run with exit status 2, its
    number on standard error, the lines before it answered.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = answer(_object(line))
        except LineError as error:
            out.flush()
            click.echo(f"lossbot: line {number}: {error}", err=True)
            sys.exit(MISUSED)
        out.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
        out.flush()


def _object(line: bytes) -> dict[str, Any]:
    try:
        given = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise LineError(f"not JSON ({error})") from None
    if not isinstance(given, dict):
        raise LineError("not a JSON object")
    return given


def text_of(given: dict[str, Any], key: str) -> str:
    """The text under `key`.

    Raises:
        LineError: there is none.
    """
    text = given.get(key)
    if not isinstance(text, str):
        raise LineError(f'"{key}" is missing or not a text')
    return text


def date_of(given: dict[str, Any], key: str) -> date | None:
    """The date under `key`, None where there is none.

    Raises:
        LineError: what stands there is no date.
    """
    value = given.get(key)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise LineError(f'"{key}" is {value!r}, not a date such as "2024-06-02"') from None
