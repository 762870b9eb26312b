"""The buttons "Chart" and "Compare" under an alert.

A chart is a picture, or the same in words where pictures are not installed. What a button is about its data says, so
that nothing has to be remembered, and buttons outlive a restart.
"""

import asyncio
import logging
from collections import OrderedDict
from typing import Any, Final

from telegram import Bot, InlineKeyboardButton, Message, Update
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit, ParseMode
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler, ContextTypes

from bot.handlers.desk import Desk
from bot.handlers.languages import for_command
from bot.handlers.phrases import phrase
from bot.handlers.registry import Registry, place_of
from bot.handlers.sending import Outgoing, Place, fitting, reply_parameters, send
from bot.handlers.taps import acknowledge
from bot.replies.charts import Chart, Subject, chart_of
from bot.replies.drawing import png

_log: Final = logging.getLogger(__name__)

_CHART, _COMPARE = "c:", "k:"
"""What the data of these buttons begins with."""

MOST_REMEMBERED: Final = 1_000
"""Pictures that Telegram has and need not be sent again."""


def chart_button(label: str, key: str) -> InlineKeyboardButton:
    """A button that draws the subject of that key."""
    return _button(label, f"{_CHART}{key}")


def comparison_button(label: str, key: str) -> InlineKeyboardButton:
    """A button that sets the figure of the subject of that key against the unit before and the records."""
    return _button(label, f"{_COMPARE}{key}")


def _button(label: str, data: str) -> InlineKeyboardButton:
    """A button with a subject's key, without the bound where there is no room for one."""
    if len(data.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        data = data.rpartition("/")[0] + "/"
    return InlineKeyboardButton(label, callback_data=data)


class AlertButtons:
    """Shows more of what an alert was about."""

    def __init__(self, desk: Desk, registry: Registry) -> None:
        """Draw what `registry` has a snapshot of; `desk` tells the rest in words."""
        self._desk: Final = desk
        self._registry: Final = registry
        self._drawing: Final = asyncio.Lock()
        self._sent: Final[OrderedDict[Chart, str]] = OrderedDict()

    def handlers(self) -> tuple[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any], ...]:
        """What to register with the application, before the handler of all taps."""
        return (CallbackQueryHandler(self.on_tap, pattern=f"^(?:{_CHART}|{_COMPARE})"),)

    async def on_tap(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show what the button is about."""
        query = update.callback_query
        if query is None or query.data is None:
            return
        subject = Subject.of_key(query.data[len(_CHART) :])
        message = place_of(query)
        if subject is None or message is None:
            await acknowledge(query, phrase(for_command(query.from_user), "stale-button"))
            return
        await acknowledge(query)
        snapshot = self._registry.snapshot()
        question = subject.comparison(snapshot.catalogue)
        if query.data.startswith(_CHART):
            chart = chart_of(subject, snapshot, self._desk.today())
            if chart is not None and await self._show(context.bot, message, chart):
                return
            question = subject.trend(snapshot.catalogue)
        response = self._desk.ask(question, query.from_user, Place.of(message))
        await send(context.bot, Place.of(message), Outgoing.of(response.reply))

    async def _show(self, bot: Bot, there: Message, chart: Chart) -> bool:
        """Send a picture; False where pictures are not installed."""
        if (known := self._sent.get(chart)) is not None:
            try:
                await self._send(bot, there, chart, known)
            except BadRequest as refused:
                _log.info("A picture is no longer known to Telegram and drawn again: %s", refused)
            else:
                return True
        try:
            async with self._drawing:
                picture = await asyncio.to_thread(png, chart)
        except ImportError:
            _log.info("Charts are told in words: the extra `charts` is not installed")
            return False
        sent = await self._send(bot, there, chart, picture)
        if sent.photo:
            self._sent[chart] = sent.photo[-1].file_id
            while len(self._sent) > MOST_REMEMBERED:
                self._sent.popitem(last=False)
        return True

    async def _send(self, bot: Bot, there: Message, chart: Chart, picture: bytes | str) -> Message:
        place = Place.of(there)
        return await bot.send_photo(
            place.chat_id,
            picture,
            caption=fitting(chart.caption.lines, MessageLimit.CAPTION_LENGTH),
            parse_mode=ParseMode.HTML,
            message_thread_id=place.topic,
            reply_parameters=reply_parameters(place),
            filename="chart.png" if isinstance(picture, bytes) else None,
        )
