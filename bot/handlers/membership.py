"""Chats that come and go: the bot is blocked, thrown out, let in again; a group becomes another."""

from typing import Any, Final

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import BaseHandler, ChatMemberHandler, ContextTypes, MessageHandler, filters

from bot.handlers.registry import Registry
from store.subscriptions import Unreachable

_OUT: Final = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.BANNED})


class Membership:
    """Keeps up with where the bot can write."""

    def __init__(self, registry: Registry) -> None:
        """Note it in `registry`."""
        self._registry: Final = registry

    def handlers(self) -> tuple[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any], ...]:
        """What to register with the application."""
        return (
            ChatMemberHandler(self.on_change, ChatMemberHandler.MY_CHAT_MEMBER),
            MessageHandler(filters.StatusUpdate.MIGRATE, self.on_move),
        )

    async def on_change(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """The bot is in a chat, or no longer."""
        change = update.my_chat_member
        if change is None:
            return
        private = change.chat.type == ChatType.PRIVATE
        out = change.new_chat_member.status in _OUT
        why = (Unreachable.BLOCKED if private else Unreachable.REMOVED) if out else None
        await self._registry.reach(change.chat.id, why)

    async def on_move(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A group has become a supergroup."""
        message = update.effective_message
        if message is not None and message.migrate_to_chat_id is not None:
            await self._registry.move(message.chat.id, message.migrate_to_chat_id)
