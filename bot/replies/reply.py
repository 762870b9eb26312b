"""A reply as lines of plain, bold and linked text, and how it is shown as plain text, as HTML and in a terminal."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import click


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one look; `url` makes it a link."""

    text: str
    bold: bool = False
    url: str | None = None


Line = tuple[Span, ...]

BLANK: Final[Line] = ()
"""An empty line between two parts of a reply."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot says: lines, the most important first, and questions the reader can ask with one tap."""

    lines: tuple[Line, ...]
    choices: tuple[str, ...] = ()


def line(text: str) -> Line:
    """A line of plain text."""
    return (Span(text),)


def capital(text: str) -> str:
    """A text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def plain(lines: Sequence[Line]) -> str:
    """The lines as plain text; a link's address follows its words in brackets."""
    return "\n".join(
        "".join(f"{span.text} ({span.url})" if span.url else span.text for span in spans) for spans in lines
    )


def html(lines: Sequence[Line]) -> str:
    """The lines in the HTML that Telegram reads, every text from outside escaped."""
    return "\n".join("".join(_html(span) for span in spans) for spans in lines)


def _html(span: Span) -> str:
    shown = escape(span.text, quote=False)
    if span.url:
        shown = f'<a href="{escape(span.url)}">{shown}</a>'
    return f"<b>{shown}</b>" if span.bold else shown


def terminal(lines: Sequence[Line]) -> str:
    """The lines with the bold parts bold and addresses underlined, for a terminal that shows colour."""
    return "\n".join("".join(_styled(span) for span in spans) for spans in lines)


def _styled(span: Span) -> str:
    shown = click.style(span.text, bold=True) if span.bold else span.text
    return f"{shown} ({click.style(span.url, underline=True)})" if span.url else shown
