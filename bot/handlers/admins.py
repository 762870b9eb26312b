"""Who may change what a chat hears of: the person in a private chat, the admins of a group or channel."""

from typing import Final

from telegram import Bot, CallbackQuery, Message
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

_ADMINS: Final = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})


async def may_change(bot: Bot, asked: Message | CallbackQuery) -> bool:
    """Whether whoever wrote or tapped may change subscriptions there."""
    message = asked.message if isinstance(asked, CallbackQuery) else asked
    if message is None:
        return False
    chat = message.chat
    if chat.type == ChatType.PRIVATE:
        return True
    if isinstance(asked, Message) and (
        chat.type == ChatType.CHANNEL or (asked.sender_chat is not None and asked.sender_chat.id == chat.id)
    ):
        return True  # only admins write in a channel, or in a group's own name
    if asked.from_user is None:
        return False
    try:
        member = await bot.get_chat_member(chat.id, asked.from_user.id)
    except TelegramError:
        return False
    return member.status in _ADMINS
