"""What Telegram shows of the bot before anybody writes: its command menus and its descriptions."""

import logging
from typing import Final

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.handlers.phrases import phrase
from bot.replies.wording import LANGUAGES
from store.models import Language

_log: Final = logging.getLogger(__name__)

_PRIVATE: Final = ("losses", "subscribe", "alerts", "privacy", "sources", "about", "help")
_GROUP: Final = ("losses", "subscribe", "alerts", "help")
"""In a group the menu is shared with other bots: only what is asked there."""


async def publish(bot: Bot) -> None:
    """Set menus and descriptions, for every language and, in English, for all others.

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


def _menu(language: Language, commands: tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(command, phrase(language, f"command-{command}")) for command in commands]
