"""Questions in messages: answered where they are asked, and answered anew where they are edited."""

from datetime import timedelta
from typing import Any, Final

from telegram import Bot, Message, Update
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.handlers.addressing import QUESTION_COMMAND, asked_in
from bot.handlers.answered import Answer
from bot.handlers.desk import Desk
from bot.handlers.sending import Outgoing, Place, edit, send

STILL_NEW: Final = timedelta(minutes=15)
"""How long after it was sent an edited message that got no answer is still answered: the bot's name may only just
have been added. Later it may well have been answered before the bot was last started."""


class Questions:
    """Answers what messages ask."""

    def __init__(self, desk: Desk) -> None:
        """Answer from `desk`."""
        self._desk: Final = desk

    def handlers(self) -> tuple[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any], ...]:
        """What to register with the application."""
        text = filters.TEXT | filters.CAPTION
        return (
            CommandHandler(QUESTION_COMMAND, self.on_message, filters.UpdateType.MESSAGE),
            MessageHandler(filters.UpdateType.MESSAGE & text & ~filters.COMMAND, self.on_message),
            MessageHandler(filters.UpdateType.EDITED_MESSAGE & text, self.on_edit),
        )

    async def on_message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a message that asks something."""
        message = update.message
        if message is not None and (question := asked_in(message, context.bot.bot)) is not None:
            await self._send(context.bot, message, self._answer(message, question))

    async def on_edit(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer an edited question by editing its answer, if that changes anything."""
        message = update.edited_message
        if message is None or (question := asked_in(message, context.bot.bot)) is None:
            return
        given = self._desk.answered.to(message)
        if given is None:
            if _is_new(message):
                await self._send(context.bot, message, self._answer(message, question))
            return
        outgoing = self._answer(message, question)
        if outgoing == given.outgoing:
            return
        try:
            await edit(context.bot, message.chat.id, given.message_id, outgoing)
        except BadRequest:
            # Somebody has deleted the answer, or Telegram no longer lets it be edited.
            await self._send(context.bot, message, outgoing)
        else:
            self._desk.answered.remember(message, Answer(given.message_id, outgoing))

    def _answer(self, message: Message, question: str) -> Outgoing:
        return Outgoing.of(self._desk.ask(question, message.from_user, Place.of(message)).reply)

    async def _send(self, bot: Bot, message: Message, outgoing: Outgoing) -> None:
        answer = await send(bot, Place.of(message), outgoing)
        self._desk.answered.remember(message, Answer(answer.message_id, outgoing))


def _is_new(message: Message) -> bool:
    return message.edit_date is not None and message.edit_date - message.date <= STILL_NEW
