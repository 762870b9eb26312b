"""What happens when a handler fails: the person hears something useful, the log hears where, and nobody's words."""

import logging
import traceback
from collections.abc import Iterator
from typing import Final

from telegram import Bot, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import ContextTypes

from bot.handlers.languages import for_command
from bot.handlers.phrases import spoken
from bot.handlers.sending import Outgoing, Place, send

_log: Final = logging.getLogger(__name__)


async def on_error(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Log an error and, where that can help, tell the person."""
    error = context.error
    if error is None:
        return
    number = update.update_id if isinstance(update, Update) else None
    if number is None:
        _log.error("Work of the bot's own failed: %s", account(error))
        return
    if isinstance(error, Forbidden):
        _log.info("Update %s: the chat does not want an answer: %s", number, error)
        return
    _log.error("Update %s was not answered: %s", number, account(error))
    if isinstance(update, Update) and _can_be_told(error):
        try:
            await _tell(context.bot, update)
        except TelegramError as again:
            _log.warning("Update %s: nor could the person be told: %s", number, account(again))


def _can_be_told(error: Exception) -> bool:
    """Whether another message can get through, and the answer has certainly not."""
    return isinstance(error, BadRequest) or not isinstance(error, NetworkError | RetryAfter)


async def _tell(bot: Bot, update: Update) -> None:
    # Nobody who is only typing inline wants a message for it, and a channel's readers have asked nothing.
    message = update.effective_message
    if message is not None and message.chat.type != ChatType.CHANNEL:
        apology = spoken(for_command(update.effective_user), "failed")
        await send(bot, Place.of(message), Outgoing.of(apology))


def account(error: BaseException) -> str:
    """What went wrong and where, cause after cause, without the messages of errors: they may quote what was written.

    Only Telegram's own messages are given; they are about the request.
    """
    return "; because of ".join(_one(link) for link in _causes(error))


def _one(error: BaseException) -> str:
    name = type(error).__name__
    if isinstance(error, TelegramError):
        return f"{name}: {error}"
    frames = traceback.extract_tb(error.__traceback__)
    where = " > ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{name} at {where}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
