"""The bot's owners, and what only they may do."""

from dataclasses import dataclass, field
from typing import Any, Final

from telegram import Update, User
from telegram.constants import ChatType
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, filters

from bot.handlers.languages import for_command
from bot.handlers.phrases import lines, phrase
from bot.handlers.sending import Outgoing, Place, send
from bot.replies.reply import html

OWNERS_COMMANDS: Final = ("status", "deliveries", "claim", "cancel")
"""Commands that are for owners alone, in their private chats with the bot."""


@dataclass(frozen=True, slots=True)
class Owners:
    """Those who run the bot.

    Attributes:
        ids: their Telegram user ids; none where nobody owns the bot.
    """

    ids: frozenset[int] = field(default_factory=frozenset)

    def __contains__(self, user: User | None) -> bool:
        """Whether `user` is one of them."""
        return user is not None and user.id in self.ids

    @property
    def writing(self) -> filters.BaseFilter:
        """Lets messages pass, new and edited ones, that an owner writes to the bot alone."""
        return filters.User(self.ids) & filters.ChatType.PRIVATE & filters.UpdateType.MESSAGES


class OwnersOnly:
    """Turns others away from the owners' commands: a word in a private chat, and silence everywhere else."""

    def handlers(self) -> tuple[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any], ...]:
        """What to register with the application, after the owners' own handlers."""
        return (CommandHandler(OWNERS_COMMANDS, self.on_command, filters.UpdateType.MESSAGE),)

    async def on_command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say that the command is for owners."""
        message = update.message
        if message is not None and message.chat.type == ChatType.PRIVATE:
            await send(context.bot, Place.of(message), Outgoing(html(lines(refusal(message.from_user)))))


def refusal(user: User | None) -> str:
    """What somebody hears who is no owner, with their own id: they may be about to become one."""
    return phrase(for_command(user), "owners-only", id="–" if user is None else str(user.id))
