"""Commands other than /losses: /start, /help, /sources, /about, and those the bot doesn't know."""

from typing import Any, Final

from telegram import Bot, Message, Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.handlers.desk import Desk
from bot.handlers.languages import for_command
from bot.handlers.owners import Owners
from bot.handlers.phrases import lines, phrase, spoken
from bot.handlers.sending import Outgoing, Place, send
from bot.replies.reply import BLANK, Reply
from store.models import Language

HELP_PARAMETER: Final = "help"
"""The deep link behind the inline mode's button: t.me/<bot>?start=help."""


class Commands:
    """Answers commands."""

    def __init__(self, desk: Desk, owners: Owners) -> None:
        """Answer from `desk`; tell `owners` what only they can do."""
        self._desk: Final = desk
        self._owners: Final = owners

    def handlers(self) -> tuple[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any], ...]:
        """What to register with the application; the last one takes every command that is left."""
        new = filters.UpdateType.MESSAGE
        return (
            CommandHandler("start", self.start, new),
            CommandHandler("help", self.help, new),
            CommandHandler("sources", self.sources, new),
            CommandHandler("about", self.about, new),
            MessageHandler(new & filters.COMMAND, self.unknown),
        )

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Greet, with questions to tap; a deep link leads straight to the help, or to the answer it asks for.

        In a link's parameter an underscore stands for a blank: t.me/<bot>?start=may_2024_losses.
        """
        message = update.message
        if message is None:
            return
        parameter = " ".join(context.args or ())
        if parameter == HELP_PARAMETER:
            await self.help(update, context)
        elif (linked := self._linked(message, parameter.replace("_", " ").strip())) is not None:
            await send(context.bot, Place.of(message), Outgoing.of(linked))
        else:
            examples = self._desk.examples(message.from_user)
            greeting = spoken(for_command(message.from_user), "greeting", *examples)
            await send(context.bot, Place.of(message), Outgoing.of(greeting))

    def _linked(self, message: Message, question: str) -> Reply | None:
        """What a deep link asks for, where it asks for anything that can be read."""
        if not question:
            return None
        response = self._desk.ask(question, message.from_user, Place.of(message))
        return None if response.outcome.status == "not_understood" else response.reply

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """What can be asked, and how to ask it where the person is."""
        if (message := update.message) is None:
            return
        language = for_command(message.from_user)
        asked = self._desk.help(message.from_user).reply
        told = [*asked.lines, BLANK, *lines(_how(language, message, context.bot))]
        if message.from_user in self._owners and message.chat.type == ChatType.PRIVATE:
            told += [BLANK, *lines(phrase(language, "how-owner"))]
        reply = Reply(tuple(told), asked.choices)
        await send(context.bot, Place.of(message), Outgoing.of(reply))

    async def sources(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Where the figures come from."""
        if (message := update.message) is not None:
            response = self._desk.sources(message.from_user)
            await send(context.bot, Place.of(message), Outgoing.of(response.reply))

    async def about(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """What the bot is, and what its figures are not."""
        if (message := update.message) is not None:
            response = self._desk.about(message.from_user)
            await send(context.bot, Place.of(message), Outgoing.of(response.reply))

    async def unknown(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say so, but in a group only where the command names this bot: others have commands too."""
        message = update.message
        if message is None or not _is_for(message, context.bot.username):
            return
        reply = spoken(for_command(message.from_user), "unknown-command")
        await send(context.bot, Place.of(message), Outgoing.of(reply))


def _how(language: Language, message: Message, bot: Bot) -> str:
    """How to ask, in a private chat or in a group that the bot may or may not be able to read."""
    if message.chat.type == ChatType.PRIVATE:
        return phrase(language, "how-private", bot=bot.username)
    heard = phrase(language, "how-group", bot=bot.username)
    return heard if bot.can_read_all_group_messages else f"{heard}\n{phrase(language, 'how-group-privacy')}"


def _is_for(message: Message, username: str) -> bool:
    _, at, addressee = (message.text or "").split(maxsplit=1)[0].partition("@")
    return addressee.casefold() == username.casefold() if at else message.chat.type == ChatType.PRIVATE
