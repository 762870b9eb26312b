"""What chats hear of, kept in the store: the handlers' way to it, by the store's thread."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from telegram import CallbackQuery, Message
from telegram.constants import ChatType

from bot.alerts.delivery import Keep
from bot.alerts.service import AlertService
from bot.alerts.subscriptions import MOST_SUBSCRIPTIONS
from bot.handlers.languages import for_command
from bot.handlers.sending import Place
from store.models import Language
from store.ports import Alerts, Chats
from store.snapshot import Snapshot
from store.subscriptions import Address, Chat, ChatKind, Inactive, Subscription, Unreachable, Wish


@dataclass(frozen=True, slots=True)
class Registry:
    """Chats and their subscriptions.

    Attributes:
        chats: the store's chats.
        alerts: the store's alerts.
        service: tells alerts.
        keep: runs a function in the store's thread.
        now: this moment.
        snapshot: what is known.
    """

    chats: Chats
    alerts: Alerts
    service: AlertService
    keep: Keep
    now: Callable[[], datetime]
    snapshot: Callable[[], Snapshot]

    async def at(self, address: Address) -> tuple[Subscription, ...]:
        """What was subscribed to at an address, oldest first."""
        return tuple(one for one in await self.anywhere(address.chat) if one.address == address)

    async def anywhere(self, chat: int) -> tuple[Subscription, ...]:
        """What was subscribed to in a chat, in any of its topics, oldest first."""
        return tuple(await self.keep(partial(self.chats.subscriptions, chat)))

    async def chat(self, number: int) -> Chat | None:
        """What is known of a chat."""
        return await self.keep(partial(self.chats.chat, number))

    async def language(self, message: Message) -> Language:
        """What to answer `message` in: the language its chat is told alerts in, or else that of whoever writes."""
        known = await self.chat(message.chat.id)
        return for_command(message.from_user) if known is None else known.language

    async def subscribe(self, message: Message, language: Language, wishes: Iterable[Wish]) -> bool:
        """Let the place of `message` hear of `wishes`; its chat is told in that `language` from now on.

        Who asks again for what was paused or silenced hears of it again.

        Returns:
            Whether there is room for all of them; where there is not, nothing is changed.
        """
        address, now = address_of(message), self.now()
        made = [Subscription(chat=address.chat, topic=address.topic, wish=wish, created=now) for wish in wishes]

        def store() -> bool:
            there = {one.key: one for one in self.chats.subscriptions(address.chat)}
            new = {one.key for one in made} - there.keys()
            if new and len(there) + len(new) > MOST_SUBSCRIPTIONS:
                return False
            known = self._know(message, language)
            if known.language != language:
                self.chats.put_chats([Chat.model_validate({**dict(known), "language": language})])
            self.chats.subscribe(there.get(one.key, one).changed(paused=False, muted_until=None) for one in made)
            return True

        return await self.keep(store)

    async def change(self, subscriptions: Iterable[Subscription]) -> None:
        """Store changed subscriptions."""
        changed = tuple(subscriptions)
        await self.keep(partial(self.chats.subscribe, changed))
        self._look_again(changed)

    async def unsubscribe(self, subscriptions: Iterable[Subscription]) -> None:
        """Remove subscriptions; of what is being told, nothing more comes of them."""
        removed = tuple(subscriptions)
        await self.keep(partial(self.chats.unsubscribe, tuple(one.key for one in removed)))
        self._look_again(removed)

    async def put(self, message: Message, language: Language, **changes: object) -> Chat:
        """Change what is known of the chat of `message`; `language` is that of a chat that is new."""

        def store() -> Chat:
            chat = Chat.model_validate({**dict(self._know(message, language)), **changes})
            self.chats.put_chats([chat])
            return chat

        return await self.keep(store)

    async def forget(self, chat: int) -> None:
        """Delete all that is kept of a chat."""

        def delete() -> None:
            self.alerts.forget(chat)
            self.chats.forget(chat)

        await self.keep(delete)
        self.service.withdraw(chat)

    async def reach(self, number: int, why: Unreachable | None) -> None:
        """A chat can no longer be reached, or can again; one that is not known is not noted."""

        def store() -> None:
            chat = self.chats.chat(number)
            if chat is not None and (chat.inactive is None) != (why is None):
                inactive = Inactive(why=why, since=self.now()) if why else None
                self.chats.put_chats([Chat.model_validate({**dict(chat), "inactive": inactive})])

        await self.keep(store)
        if why is not None:
            self.service.withdraw(number)

    async def move(self, old: int, new: int) -> None:
        """A group has another id now."""

        def store() -> None:
            self.alerts.move(old, new)
            self.chats.move(old, new)
            self.service.moved(old, new)

        await self.keep(store)

    def _know(self, message: Message, language: Language) -> Chat:
        """The chat of a message, made known if it is not; whoever writes can be reached."""
        known = self.chats.chat(message.chat.id)
        if known is not None and known.inactive is None:
            return known
        changed = {"inactive": None}
        chat = (
            Chat.model_validate({**dict(known), **changed})
            if known is not None
            else Chat(id=message.chat.id, kind=ChatKind(message.chat.type), language=language)
        )
        self.chats.put_chats([chat])
        return chat

    def _look_again(self, subscriptions: Iterable[Subscription]) -> None:
        for chat in {one.chat for one in subscriptions}:
            self.service.withdraw(chat)


def address_of(message: Message) -> Address:
    """Where what is asked for in `message` is to be told."""
    return Address(message.chat.id, Place.of(message).topic or 0)


def place_of(asked: Message | CallbackQuery) -> Message | None:
    """The message that was written or tapped on, where Telegram still has it."""
    message = asked.message if isinstance(asked, CallbackQuery) else asked
    return message if isinstance(message, Message) else None


def is_private(message: Message) -> bool:
    """Whether nobody but one person reads it."""
    return message.chat.type == ChatType.PRIVATE
