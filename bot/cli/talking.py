"""`lossbot chat`: a conversation in the terminal."""

import sys
from datetime import date

import click

from bot.cli.asking import read_enquiries
from bot.enquiry import Asked
from bot.replies.reply import plain, terminal
from store.models import Language

CONVERSATION = "terminal"


def talk(*, now: date, language: Language | None, location: str | None) -> None:
    """Answer until the input ends or the person leaves; a number picks one of the questions last offered."""
    enquiries = read_enquiries(location)
    talks_to_person = sys.stdin.isatty()
    show = terminal if sys.stdout.isatty() else plain
    if talks_to_person:
        _keep_history()
        click.echo("Ask about reported losses. An empty line or Ctrl-D ends the conversation.")
    choices: tuple[str, ...] = ()
    while (text := _next(talks_to_person)) is not None:
        if text.isdecimal() and 1 <= int(text) <= len(choices):
            text = choices[int(text) - 1]
        response = enquiries.ask(Asked(text, now, language, CONVERSATION))
        choices = response.reply.choices
        click.echo(show(response.reply.lines))
        for place, choice in enumerate(choices, start=1):
            click.echo(f"  {place}. {choice}")
        click.echo()


def _next(talks_to_person: bool) -> str | None:
    """The next line, or None at the end."""
    if not talks_to_person:
        line = sys.stdin.readline()
        return line.strip() if line else None
    try:
        return input("> ").strip() or None
    except (EOFError, KeyboardInterrupt):
        click.echo()
        return None


def _keep_history() -> None:
    """Arrow keys go through what was asked, where the platform has readline."""
    try:
        import readline  # noqa: F401  # importing it is what gives `input` a history
    except ImportError:
        return
