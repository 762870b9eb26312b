"""Whether a message is meant for the bot, and what it asks."""

import re
from functools import lru_cache
from typing import Final

from telegram import Message, MessageEntity, User
from telegram.constants import ChatType

QUESTION_COMMAND: Final = "losses"
"""The command that is followed by a question."""

_COMMAND: Final = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,32})(?:@(?P<bot>\w+))?(?!\S)(?P<rest>.*)", re.DOTALL)


def asked_in(message: Message, me: User) -> str | None:
    """The question that a message puts to the bot, without the bot's name.

    In a private chat everything is for the bot. In a group a message is if it is a command, names the bot or
    replies to it; everything else is none of the bot's business, even where it can read along. Naming the bot in
    reply to somebody else's message passes that message on.

    Returns:
        The question, empty where the bot was called without one; None where the message is not for the bot, or is
        another command.
    """
    if _is_from_a_machine(message, me):
        return None
    text = message.text or message.caption or ""
    if (command := _COMMAND.match(text)) is not None:
        return _after_command(command, me)
    if message.chat.type == ChatType.PRIVATE:
        return _without_name(text, me)
    named = _names(message, me)
    if not named and not _replies_to(message, me):
        return None
    question = _without_mentions(message, me)
    if not question and named and message.reply_to_message is not None and not _replies_to(message, me):
        return message.reply_to_message.text or message.reply_to_message.caption or ""
    return question


def _is_from_a_machine(message: Message, me: User) -> bool:
    """Whether a bot wrote it (two bots would never stop), or a person sent it by way of this one."""
    if message.via_bot is not None and message.via_bot.id == me.id:
        return True
    # Anonymous admins and channels write as a stand-in bot; what they write is a person's.
    return message.from_user is not None and message.from_user.is_bot and message.sender_chat is None


def _after_command(command: re.Match[str], me: User) -> str | None:
    mine = command["bot"] is None or command["bot"].casefold() == (me.username or "").casefold()
    return command["rest"].strip() if mine and command["name"].casefold() == QUESTION_COMMAND else None


def _replies_to(message: Message, me: User) -> bool:
    replied = message.reply_to_message
    # In a forum every message "replies" to the one that opened its topic, and the bot's inline results are
    # messages of the person who picked them.
    return (
        replied is not None
        and replied.from_user is not None
        and replied.from_user.id == me.id
        and replied.forum_topic_created is None
    )


def _names(message: Message, me: User) -> bool:
    text = message.text or message.caption or ""
    return _name(me).search(text) is not None or bool(_text_mentions(message, me))


def _without_mentions(message: Message, me: User) -> str:
    text = message.text or message.caption or ""
    for mention in _text_mentions(message, me):
        text = text.replace(mention, " ", 1)
    return _without_name(text, me)


def _text_mentions(message: Message, me: User) -> list[str]:
    """Mentions by a link on any words, which is how somebody without a username is named."""
    mentions = {
        **message.parse_entities([MessageEntity.TEXT_MENTION]),
        **message.parse_caption_entities([MessageEntity.TEXT_MENTION]),
    }
    return [text for entity, text in mentions.items() if entity.user is not None and entity.user.id == me.id]


def _without_name(text: str, me: User) -> str:
    return _name(me).sub(" ", text).strip(" ,:;\n\t")


def _name(me: User) -> re.Pattern[str]:
    return _mention(me.username or "")


@lru_cache(maxsize=1)
def _mention(username: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9_@])@{re.escape(username)}(?![A-Za-z0-9_])", re.IGNORECASE)
