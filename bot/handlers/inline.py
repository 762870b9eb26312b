"""Inline mode: figures for any chat, while somebody types after the bot's name."""

from hashlib import blake2b
from textwrap import shorten
from typing import Any, Final

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.constants import ParseMode
from telegram.ext import BaseHandler, ContextTypes, InlineQueryHandler

from bot.enquiry import Response
from bot.handlers.commands import HELP_PARAMETER
from bot.handlers.desk import Desk
from bot.handlers.languages import for_command, is_cyrillic
from bot.handlers.phrases import phrase
from bot.handlers.sending import NO_PREVIEW, fitting
from bot.replies.reply import Line

CACHE_SECONDS: Final = 60
"""How long Telegram may repeat an answer: a new day's report should not wait."""

_TITLE: Final = 80
_DESCRIPTION: Final = 140
"""Characters; phones show about one line of a title and two of a description."""


class Inline:
    """Offers the readings of what is typed, each as a message to send."""

    def __init__(self, desk: Desk) -> None:
        """Answer from `desk`."""
        self._desk: Final = desk

    def handlers(self) -> tuple[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any], ...]:
        """What to register with the application."""
        return (InlineQueryHandler(self.on_query),)

    async def on_query(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Offer what can be read from the query; the newest figures while it is empty, help where nothing can."""
        query = update.inline_query
        if query is None:
            return
        # All there is comes at once: an offset asks for a page after the last.
        readings = self._desk.readings(query.query, query.from_user) if not query.offset else ()
        articles = {article.id: article for article in map(_article, readings)}
        nothing = not articles and not query.offset
        await query.answer(
            tuple(articles.values()),
            cache_time=CACHE_SECONDS,
            # In Cyrillic everybody gets the same answer; otherwise it is in the language of each one's phone.
            is_personal=not is_cyrillic(query.query),
            next_offset="",
            button=InlineQueryResultsButton(
                phrase(for_command(query.from_user), "inline-nothing"), start_parameter=HELP_PARAMETER
            )
            if nothing
            else None,
        )


def _article(reading: Response) -> InlineQueryResultArticle:
    text = fitting(reading.reply.lines)
    title, *rest = [_bare(line) for line in reading.reply.lines if line]
    return InlineQueryResultArticle(
        # The same reading has the same id whenever and by whomever it is asked for.
        blake2b(text.encode(), digest_size=16).hexdigest(),
        shorten(title, _TITLE, placeholder="…"),
        InputTextMessageContent(text, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW),
        description=shorten(" ".join(rest), _DESCRIPTION, placeholder="…") or None,
    )


def _bare(line: Line) -> str:
    """The words of a line, without addresses."""
    return "".join(span.text for span in line)
