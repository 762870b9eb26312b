"""What Telegram shows of the bot before anybody writes: its command menus and its descriptions."""

import logging
from collections.abc import Iterable
from typing import Any, Final

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    Update,
)
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import BaseHandler, CommandHandler, ContextTypes

from bot.handlers.owners import Owners
from bot.handlers.phrases import phrase
from bot.replies.wording import LANGUAGES
from store.models import Language

_log: Final = logging.getLogger(__name__)

_PRIVATE: Final = ("losses", "subscribe", "alerts", "privacy", "sources", "about", "help")
_GROUP: Final = ("losses", "subscribe", "alerts", "help")
"""In a group the menu is shared with other bots: only what is asked there."""

_OWNERS: Final = ("status", "deliveries", "claim", "cancel", *_PRIVATE)
"""In an owner's private chat."""


class OwnersMenus:
    """Gives an owner a menu of their own once they first write: before that, Telegram knows no chat to show it in."""

    def __init__(self, owners: Owners) -> None:
        """Give it to `owners`."""
        self._owners: Final = owners

    def handlers(self) -> tuple[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any], ...]:
        """What to register with the application, in a group of its own: /start is answered elsewhere."""
        return (CommandHandler("start", self.on_start, self._owners.writing),)

    async def on_start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Set the menu of the owner who writes."""
        if (chat := update.effective_chat) is not None and chat.type == ChatType.PRIVATE:
            await publish_owners(context.bot, [chat.id])


async def publish(bot: Bot, owners: Owners) -> None:
    """Set menus and descriptions, for every language and, in English, for all others; and the owners' own menus.

    They are a courtesy: where Telegram refuses them (it limits how often they may change), the old ones stay.
    """
    try:
        for language in LANGUAGES:
            code = None if language == "en" else language
            await bot.set_my_commands(_menu(language, _PRIVATE), BotCommandScopeAllPrivateChats(), code)
            await bot.set_my_commands(_menu(language, _GROUP), BotCommandScopeAllGroupChats(), code)
            await bot.set_my_description(phrase(language, "description"), code)
            await bot.set_my_short_description(phrase(language, "short-description"), code)
    except TelegramError as error:
        _log.warning("The command menus stay as they were: %s", error)
    await publish_owners(bot, sorted(owners.ids))


async def publish_owners(bot: Bot, owners: Iterable[int]) -> None:
    """Set the menus in the private chats of `owners`, given by their ids."""
    for owner in owners:
        try:
            for language in LANGUAGES:
                code = None if language == "en" else language
                await bot.set_my_commands(_menu(language, _OWNERS), BotCommandScopeChat(owner), code)
        except TelegramError as error:
            _log.info("Owner %s has no menu of their own until they write /start: %s", owner, error)


def _menu(language: Language, commands: tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(command, phrase(language, f"command-{command}")) for command in commands]
