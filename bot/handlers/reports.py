"""Daily reports that owners forward or paste, or that are posted in a channel: read, shown, and stored with a tap.

What is to be stored is never remembered between messages. The reading replies to the report, so a tap brings both
along: the report is read again, and the link stands in the reading. A restart in between changes nothing.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from telegram import Bot, CallbackQuery, Message, Update
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from bot.enquiry import language_of
from bot.figures import LiveFigures
from bot.handlers.buttons import Action
from bot.handlers.languages import for_command
from bot.handlers.owners import Owners, refusal
from bot.handlers.phrases import phrase
from bot.handlers.posts import cited, link_alone_in, link_in, reading_of, text_of
from bot.handlers.sending import Outgoing, Place, edit, fitting, send
from bot.handlers.taps import acknowledge
from bot.replies.reply import Line, html, line
from bot.replies.report_reading import ReadingLines, totals_before
from bot.schedule import KYIV
from store.catalogue import load_catalogue
from store.gate import Review, admit, review
from store.ingest.cited_text import CitedText
from store.ingest.errors import IngestError
from store.ingest.report_text import Caution
from store.models import Language, Report
from store.ports import Changes, Origin, Store

_log: Final = logging.getLogger(__name__)

OWNER: Final = "owner"
"""The name of the origin of what owners store in Telegram."""

STORE, STORE_ALL, STORE_SURE, DISCARD = "report:store", "report:all", "report:sure", "report:discard"

_OF_THE_DAY: Final = frozenset({Caution.DATE_UNCLEAR, Caution.DATE_DISAGREES})
"""What leaves a doubt about the day of a report, and so about all of it."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A report that could be stored, held against what is.

    Attributes:
        report: as it would be stored.
        stored: what would be replaced.
        review: what the gate says of it.
        doubtful: the metrics whose totals the text may not mean.
        day_in_doubt: whether it may be of another day.
    """

    report: Report
    stored: Report | None
    review: Review
    doubtful: tuple[str, ...]
    day_in_doubt: bool

    @property
    def needs_a_second_word(self) -> bool:
        """Whether one tap is not enough."""
        return bool(self.review.held or self.doubtful or self.day_in_doubt)

    @property
    def has_a_sure_part(self) -> bool:
        """Whether something is left to store without what is held."""
        sure = [metric for metric in self.report.values if metric not in self.doubtful]
        return bool(sure and self.review.entries and not self.day_in_doubt)


class Reports:
    """Reads reports for the owners."""

    def __init__(
        self, figures: LiveFigures, owners: Owners, channels: frozenset[int | str], now: Callable[[], datetime]
    ) -> None:
        """Store into `figures`, for `owners`; read posts in `channels`, given by id or by name in lower case."""
        self._figures: Final = figures
        self._owners: Final = owners
        self._channels: Final = channels
        self._now: Final = now

    def handlers(self) -> tuple[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any], ...]:
        """What to register with the application, before what answers questions."""
        words = (filters.TEXT | filters.CAPTION) & ~filters.COMMAND
        return (
            MessageHandler(self._owners.writing & words & _IsReport(), self.on_report),
            MessageHandler(self._owners.writing & words & _LinksReport(), self.on_link),
            MessageHandler(filters.UpdateType.CHANNEL_POSTS & words & _IsReport(), self.on_post),
            CallbackQueryHandler(self.on_tap, "^report:"),
        )

    async def on_report(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show an owner what was read in the report that they sent."""
        if (message := update.effective_message) is not None:
            await self._show(context.bot, message, None, for_command(message.from_user))

    async def on_link(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show the reading of a report to which an owner has replied with the link to it."""
        message = update.effective_message
        if message is not None and message.reply_to_message is not None:
            link = link_alone_in(text_of(message))
            await self._show(context.bot, message.reply_to_message, link, for_command(message.from_user))

    async def on_post(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Bring a report that was posted in a channel before each owner; its readers see nothing of it."""
        post = update.effective_message
        if post is None:
            return
        if not {post.chat.id, (post.chat.username or "").casefold()} & self._channels:
            _log.info("A report was posted in channel %s, which LOSSBOT_CHANNELS does not name", post.chat.id)
            return
        for owner in sorted(self._owners.ids):
            try:
                await self._bring(context.bot, owner, post)
            except TelegramError as error:
                _log.warning("A report could not be brought before owner %s: %s", owner, error)

    async def on_tap(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Store the report that a reading replies to, or let it be."""
        tapped = update.callback_query
        if tapped is None:
            return
        language = for_command(tapped.from_user)
        if tapped.from_user not in self._owners:
            await acknowledge(tapped, refusal(tapped.from_user))
            return
        shown = tapped.message
        if not isinstance(shown, Message):
            await acknowledge(tapped, phrase(language, "report-gone"))
        elif tapped.data == DISCARD:
            await acknowledge(tapped)
            await _add(context.bot, shown, [line(phrase(language, "report-discarded"))])
        else:
            await self._store(context.bot, tapped, shown, language)

    async def _bring(self, bot: Bot, owner: int, post: Message) -> None:
        language = language_of(text_of(post))
        if post.has_protected_content:
            link = post.link or ""
            told = phrase(language, "report-protected", channel=post.chat.title or "", link=link)
            await send(bot, Place(owner), Outgoing(html([line(told)])))
            return
        forwarded = await bot.forward_message(owner, post.chat.id, post.message_id)
        await self._show(bot, forwarded, None, language)

    async def _show(self, bot: Bot, message: Message, link: str | None, language: Language) -> None:
        """Show what was read in a message, below it, with buttons if it could be stored."""
        reading = reading_of(message)
        if reading is None:
            return
        say = ReadingLines.in_language(load_catalogue(), language)
        before = totals_before(self._figures.snapshot, reading.report_date) if reading.report_date else {}
        lines: list[Line] = list(say.reading(reading, before))
        actions: tuple[tuple[Action, ...], ...] = ()
        text = cited(message, link)
        try:
            if text is not None:
                looked = await self._look(text)
                text = text.beside(self._figures.snapshot)
                lines += say.to_look_at(text.reading, looked.review.findings)
                lines += say.changes(looked.stored, looked.report)
                lines += say.source(looked.report.source)
                actions = ((_button(language, STORE), _button(language, DISCARD)),)
            else:
                lines += say.to_look_at(reading, ())
                lines += _told(language, "report-no-link")
        except IngestError:
            lines += say.to_look_at(reading, ())
            lines += _told(language, "report-no-date" if reading.report_date is None else "report-no-totals")
        place = Place(message.chat.id, answers=message.message_id)
        await send(bot, place, Outgoing(fitting(lines), actions=actions))

    async def _store(self, bot: Bot, tapped: CallbackQuery, shown: Message, language: Language) -> None:
        report = shown.reply_to_message
        text = None if report is None else cited(report, link_in(shown))
        if text is None:
            await acknowledge(tapped, phrase(language, "report-gone"))
            return
        await acknowledge(tapped)
        looked = await self._look(text)
        if tapped.data == STORE and looked.needs_a_second_word:
            await self._ask_again(bot, shown, looked, language)
            return
        left_out = frozenset(looked.doubtful) if tapped.data == STORE_SURE else frozenset[str]()
        changes = await self._figures.use(
            lambda store: self._admit(store, text.report(left_out=left_out), accept_held=tapped.data == STORE_ALL)
        )
        await _add(bot, shown, [line(phrase(language, f"report-{_outcome(changes)}"))])

    async def _ask_again(self, bot: Bot, shown: Message, looked: Looked, language: Language) -> None:
        say = ReadingLines.in_language(load_catalogue(), language)
        lines = list(say.held(looked.doubtful, [held.finding for held in looked.review.held]))
        if looked.day_in_doubt:
            lines.append(line(phrase(language, "report-day-in-doubt")))
        choices = (STORE_ALL, STORE_SURE, DISCARD) if looked.has_a_sure_part else (STORE_ALL, DISCARD)
        await _add(bot, shown, lines, tuple((_button(language, data),) for data in choices))

    async def _look(self, text: CitedText) -> Looked:
        """Hold a report against what is stored.

        Raises:
            IngestError: it lacks a date, or a total, or its link is none.
        """
        report = text.report()
        text = text.beside(self._figures.snapshot)
        today = self._today()

        def look(store: Store) -> tuple[Report | None, Review]:
            reports = store.figures.reports()
            stored = next((known for known in reports if known.key == report.key), None)
            return stored, review((report,), reports, load_catalogue(), now=today)

        stored, reviewed = await self._figures.use(look)
        doubtful = tuple(metric for metric in report.values if metric in text.doubtful)
        in_doubt = any(warning.caution in _OF_THE_DAY for warning in text.reading.warnings)
        return Looked(report, stored, reviewed, doubtful, in_doubt)

    def _admit(self, store: Store, report: Report, *, accept_held: bool) -> Changes:
        origin = Origin(name=OWNER, detail=report.source.url, at=self._now())
        return admit((report,), store.figures, origin=origin, accept_held=accept_held).changes

    def _today(self) -> date:
        return self._now().astimezone(KYIV).date()


class _IsReport(filters.MessageFilter):
    """Lets reports pass."""

    def filter(self, message: Message) -> bool:
        return reading_of(message) is not None


class _LinksReport(filters.MessageFilter):
    """Lets links pass that reply to a report."""

    def filter(self, message: Message) -> bool:
        replied = message.reply_to_message
        return link_alone_in(text_of(message)) is not None and replied is not None and reading_of(replied) is not None


def _outcome(changes: Changes) -> str:
    if changes.added:
        return "stored"
    if changes.revised:
        return "replaced"
    return "known" if changes.unchanged else "nothing-left"


def _button(language: Language, data: str) -> Action:
    return Action(phrase(language, data.replace(":", "-")), data)


def _told(language: Language, message: str) -> tuple[Line, ...]:
    return ((), line(phrase(language, message)))


async def _add(bot: Bot, shown: Message, lines: list[Line], actions: tuple[tuple[Action, ...], ...] = ()) -> None:
    """Let a message of the bot's go on with further lines, and with other buttons or none."""
    await edit(bot, shown.chat.id, shown.message_id, Outgoing(f"{shown.text_html}\n\n{html(lines)}", actions=actions))
