"""Taps on buttons: each asks the question it stands for."""

from typing import Any, Final

from telegram import CallbackQuery, Update
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler, ContextTypes

from bot.handlers.buttons import question_on
from bot.handlers.desk import Desk
from bot.handlers.languages import for_command
from bot.handlers.phrases import phrase
from bot.handlers.sending import Outgoing, Place, send


async def acknowledge(tapped: CallbackQuery, alert: str | None = None) -> None:
    """End the button's waiting sign; one that has waited too long has ended by itself."""
    try:
        await tapped.answer(alert, show_alert=alert is not None)
    except BadRequest as refused:
        if "query is too old" not in refused.message.casefold():
            raise


class Taps:
    """Answers the questions on buttons."""

    def __init__(self, desk: Desk) -> None:
        """Answer from `desk`."""
        self._desk: Final = desk

    def handlers(self) -> tuple[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any], ...]:
        """What to register with the application."""
        return (CallbackQueryHandler(self.on_tap),)

    async def on_tap(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer the tapped question, as the person who tapped it."""
        tapped = update.callback_query
        if tapped is None:
            return
        question = question_on(tapped)
        if question is None or tapped.message is None:
            await acknowledge(tapped, phrase(for_command(tapped.from_user), "stale-button"))
            return
        await acknowledge(tapped)
        place = Place.of(tapped.message)
        response = self._desk.ask(question, tapped.from_user, place)
        await send(context.bot, place, Outgoing.of(response.reply))
