"""/privacy and /forget: what is kept about a chat, and all of it deleted."""

from typing import Any, Final

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.handlers.admins import may_change
from bot.handlers.languages import for_command
from bot.handlers.phrases import lines
from bot.handlers.popups import pop_up
from bot.handlers.registry import Registry, place_of
from bot.handlers.sending import say, show
from bot.handlers.tokens import MARK, button
from bot.replies.reply import BLANK
from bot.replies.wording import wording

_NEW: Final = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST


class Privacy:
    """Says what is kept, and deletes it."""

    def __init__(self, registry: Registry) -> None:
        """Of what `registry` keeps."""
        self._registry: Final = registry

    def handlers(self) -> tuple[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any], ...]:
        """What to register with the application, before the handler of all taps."""
        return (
            CommandHandler("privacy", self.on_privacy, _NEW),
            CommandHandler("forget", self.on_forget, _NEW),
            CallbackQueryHandler(self.on_tap, pattern=f"^{MARK}:forget:"),
        )

    async def on_privacy(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """What is kept about this chat."""
        if (message := update.effective_message) is None:
            return
        number, registry = message.chat.id, self._registry
        words = wording(await registry.language(message))

        def count() -> tuple[int, int] | None:
            if registry.chats.chat(number) is None:
                return None
            got = sum(
                any(address.chat == number for address in registry.alerts.recipients(alert.id))
                for alert in registry.alerts.alerts()
            )
            return len(registry.chats.subscriptions(number)), got

        kept = await registry.keep(count)
        if kept is None:
            await say(context.bot, message, lines(words("privacy-nothing")))
            return
        told = words("privacy-kept", subscriptions=kept[0], alerts=kept[1])
        await say(context.bot, message, (*lines(words("privacy-text")), BLANK, *lines(told)))

    async def on_forget(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Ask whether all of it is to be deleted."""
        if (message := update.effective_message) is not None:
            words = wording(await self._registry.language(message))
            keyboard = InlineKeyboardMarkup([[button(words("privacy-button"), "forget")]])
            await say(context.bot, message, lines(words("privacy-ask")), keyboard)

    async def on_tap(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Delete all of it."""
        query = update.callback_query
        if query is None or (message := place_of(query)) is None:
            return
        words = wording(for_command(query.from_user))
        if not await may_change(context.bot, query):
            await pop_up(query, words("alerts-admins-only"))
            return
        await self._registry.forget(message.chat.id)
        await pop_up(query, words("alerts-done"))
        await show(context.bot, message, lines(words("privacy-forgotten")))
