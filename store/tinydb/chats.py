"""Chats and their subscriptions in a TinyDB collection.

The tables of its file:

- `chats`: the chat's id → the chat;
- `subscriptions`: key → the subscription.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Final

from store.subscriptions import Chat, Subscription
from store.tinydb.collection import Collection
from store.tinydb.schema import Schema
from store.tinydb.shelf import Shelf
from store.tinydb.storage import CachedStorage

CHATS: Final = Schema("chats")


class TinyChats:
    """`store.ports.Chats` on a TinyDB storage."""

    def __init__(self, storage: CachedStorage) -> None:
        """Read all of it, so that a damaged file is noticed before anything is added to it.

        Raises:
            StoreError: the storage cannot be read, or holds something else.
        """
        self._collection = Collection(storage)
        self._chats = Shelf(self._collection.table("chats"), Chat, storage.path)
        self._subscriptions = Shelf(self._collection.table("subscriptions"), Subscription, storage.path)
        self._by_chat: dict[int, tuple[Subscription, ...]] | None = None
        self._chats.models()
        self._of_chats()

    def chat(self, chat: int) -> Chat | None:
        """See `store.ports.Chats`."""
        return self._chats.models().get(str(chat))

    def chats(self) -> tuple[Chat, ...]:
        """See `store.ports.Chats`."""
        return tuple(sorted(self._chats.models().values(), key=lambda chat: chat.id))

    def put_chats(self, chats: Iterable[Chat]) -> None:
        """See `store.ports.Chats`."""
        with self._writing():
            self._chats.put({chat.key: chat for chat in chats})

    def subscriptions(self, chat: int) -> tuple[Subscription, ...]:
        """See `store.ports.Chats`."""
        return self._of_chats().get(chat, ())

    def every_subscription(self) -> tuple[Subscription, ...]:
        """See `store.ports.Chats`."""
        return tuple(sorted(self._subscriptions.models().values(), key=lambda one: (one.address, one.created)))

    def subscribe(self, subscriptions: Iterable[Subscription]) -> None:
        """See `store.ports.Chats`."""
        given = tuple(subscriptions)
        for one in given:
            if self.chat(one.chat) is None:
                raise LookupError(f"there is no chat {one.chat} to subscribe for")
        with self._writing():
            self._subscriptions.put({one.key: one for one in given})

    def unsubscribe(self, keys: Iterable[str]) -> None:
        """See `store.ports.Chats`."""
        with self._writing():
            self._subscriptions.drop(keys)

    def move(self, chat: int, to: int) -> None:
        """See `store.ports.Chats`."""
        moving = self.chat(chat)
        if moving is None or chat == to:
            return
        moved = {one.key: one for one in (old.moved_to(to) for old in self.subscriptions(chat))}
        with self._writing():
            if self.chat(to) is None:
                self._chats.put({str(to): Chat.model_validate({**dict(moving), "id": to})})
            self._subscriptions.put({key: one for key, one in moved.items() if key not in self._subscriptions.models()})
            self._drop(chat)

    def forget(self, chat: int) -> None:
        """See `store.ports.Chats`."""
        with self._writing():
            self._drop(chat)

    def close(self) -> None:
        """Let go of everything held."""
        self._collection.close()
        self._forget_what_is_read()

    def _drop(self, chat: int) -> None:
        self._subscriptions.drop([one.key for one in self.subscriptions(chat)])
        self._chats.drop([str(chat)])

    def _of_chats(self) -> dict[int, tuple[Subscription, ...]]:
        if self._by_chat is None:
            oldest_first = sorted(self._subscriptions.models().values(), key=lambda one: (one.chat, one.created))
            self._by_chat = {chat: tuple(found) for chat, found in groupby(oldest_first, lambda one: one.chat)}
        return self._by_chat

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One write for all changes inside; what is remembered of the tables is what is on disk."""
        try:
            with self._collection.transaction():
                yield
        except BaseException:
            self._forget_what_is_read()
            raise
        self._by_chat = None

    def _forget_what_is_read(self) -> None:
        self._chats.forget()
        self._subscriptions.forget()
        self._by_chat = None
