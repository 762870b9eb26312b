"""Photos, stickers, voice messages: nothing the bot can read, and it says so kindly, where it was meant."""

from collections import deque
from typing import Any, Final

from telegram import Update
from telegram.ext import BaseHandler, ContextTypes, MessageHandler, filters

from bot.handlers.languages import for_command
from bot.handlers.phrases import spoken
from bot.handlers.sending import Outgoing, Place, send


class Wordless:
    """Answers messages without words in private chats; elsewhere they are not for the bot."""

    def __init__(self) -> None:
        """Start with no albums seen."""
        # An album arrives as a message for each picture; it gets one answer.
        self._albums: Final[deque[str]] = deque(maxlen=100)

    def handlers(self) -> tuple[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any], ...]:
        """What to register with the application."""
        wordless = ~filters.TEXT & ~filters.CAPTION & ~filters.StatusUpdate.ALL
        private = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
        return (MessageHandler(private & wordless, self.on_message),)

    async def on_message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say that questions are read as text."""
        message = update.message
        if message is None or message.via_bot is not None:
            return
        if message.media_group_id is not None:
            if message.media_group_id in self._albums:
                return
            self._albums.append(message.media_group_id)
        reply = spoken(for_command(message.from_user), "wordless")
        await send(context.bot, Place.of(message), Outgoing.of(reply))
