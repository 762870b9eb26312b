"""/status: what the bot holds, and how it keeps in step with the public data sets, for owners."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, ContextTypes

from bot.figures import LiveFigures
from bot.handlers.languages import for_command
from bot.handlers.owners import Owners
from bot.handlers.phrases import phrase
from bot.handlers.sending import Outgoing, Place, fitting, send
from bot.replies import formats
from bot.replies.findings import FindingLines
from bot.replies.reply import BLANK, Line, Span, line
from bot.replies.wording import wording
from bot.schedule import KYIV
from bot.syncing import Synced, Syncing, newest_report
from store.catalogue import load_catalogue
from store.models import Language
from store.ports import Store, SyncStatus

MOST_HELD: Final = 5
"""How many of the figures that are held back are listed."""


class Status:
    """Tells owners how things stand."""

    def __init__(self, figures: LiveFigures, owners: Owners, syncing: Syncing | None) -> None:
        """Tell `owners` of `figures`, and of `syncing`, which is None where it is switched off."""
        self._figures: Final = figures
        self._owners: Final = owners
        self._syncing: Final = syncing

    def handlers(self) -> tuple[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any], ...]:
        """What to register with the application, before what turns others away."""
        return (CommandHandler("status", self.on_command, self._owners.writing),)

    async def on_command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Tell how many figures there are, how new they are, and how fetching them went."""
        message = update.effective_message
        if message is None:
            return
        language = for_command(message.from_user)
        # Before the figures are counted: what a fetch is said to have brought is then among them.
        synced = None if self._syncing is None else await self._syncing.state()
        reports, claims = await self._figures.use(_counted)
        newest = newest_report(self._figures.snapshot)
        told = phrase(
            language,
            "status-figures",
            reports=reports,
            claims=claims,
            newest="–" if newest is None else formats.day(newest, language),
        )
        lines: list[Line] = [(Span(phrase(language, "status-title"), bold=True),), line(told), BLANK]
        if synced is None:
            lines.append(line(phrase(language, "status-sync-off")))
        else:
            lines += _synced(synced, language)
        await send(context.bot, Place.of(message), Outgoing(fitting(lines)))


def _counted(store: Store) -> tuple[int, int]:
    return len(store.figures.reports()), len(store.figures.claims())


def _synced(synced: Synced, language: Language) -> Iterator[Line]:
    providers = load_catalogue().providers
    for upstream, status in synced.by_upstream.items():
        yield (Span(providers[upstream].name.in_language(language), bold=True),)
        yield from (line(told) for told in _went(status, language))
    due = phrase(language, "status-due-now") if synced.due is None else _moment(synced.due, language)
    yield BLANK
    yield line(phrase(language, "status-due", due=due))
    if synced.held:
        finding_lines = FindingLines(load_catalogue(), wording(language))
        yield BLANK
        yield line(phrase(language, "status-held", count=len(synced.held)))
        for held in synced.held[:MOST_HELD]:
            yield line(f"• {finding_lines.sentence(held.finding)}")


def _went(status: SyncStatus, language: Language) -> Iterator[str]:
    """How synchronising with one upstream last went, the newer first."""
    if status.success is None and status.failure is None:
        yield phrase(language, "status-never")
    success = failure = None
    if status.success is not None:
        ended = status.success
        success = phrase(
            language, "status-success", at=_moment(ended.at, language), added=ended.added, revised=ended.revised
        )
    if status.failure is not None:
        failure = phrase(language, "status-failure", at=_moment(status.failure.at, language), why=status.failure.why)
    ends = (failure, success) if status.failing else (success, failure)
    yield from (end for end in ends if end is not None)


def _moment(at: datetime, language: Language) -> str:
    """A moment as clocks show it in Kyiv."""
    local = at.astimezone(KYIV)
    return phrase(language, "status-moment", day=formats.day(local.date(), language), time=f"{local:%H:%M}")
