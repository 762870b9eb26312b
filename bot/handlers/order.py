"""One chat's updates one after another, different chats side by side."""

import asyncio
from collections.abc import Awaitable
from typing import Any, Final
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

SIDE_BY_SIDE: Final = 12
"""How many updates are handled at once: more only makes the connection pool slower."""

_MOST_WAITING: Final = 10_000


class ChatOrder(BaseUpdateProcessor):
    """Keeps the order within a chat, so that an edit never overtakes its question.

    An update waits for its chat first and for one of the places second: a busy chat holds one place, not all.
    """

    __slots__ = ("_chats", "_places")

    def __init__(self, side_by_side: int = SIDE_BY_SIDE) -> None:
        """Handle updates of at most `side_by_side` chats at once."""
        super().__init__(_MOST_WAITING)
        self._places: Final = asyncio.Semaphore(side_by_side)
        # Locks are fair, so waiting updates keep their order; a chat's lock goes when nobody waits for it.
        self._chats: Final[WeakValueDictionary[object, asyncio.Lock]] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle the update when it is its chat's turn."""
        chat = self._chats.setdefault(_chat(update), asyncio.Lock())
        async with chat, self._places:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to give back."""


def _chat(update: object) -> object:
    """What an update has to wait for: its chat, or (for inline queries, which come from any chat) its person."""
    if not isinstance(update, Update):
        return None
    if update.effective_chat is not None:
        return update.effective_chat.id
    return ("inline", update.effective_user.id) if update.effective_user is not None else None
