"""Telegram as a test uses it: people write, tap and type, and see what the bot sends."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count
from typing import Final, Self, TypeVar

from tests.fake_telegram import markup
from tests.fake_telegram.api import TOKEN, BotApi, Call
from tests.fake_telegram.faults import Fault, Held, Planned
from tests.fake_telegram.http import HOST
from tests.fake_telegram.limits import FloodLimits
from tests.fake_telegram.people import ANN, BOT, GROUP, Chat, Json, Message, User, forwarded, written

PATIENCE: Final = 60.0
"""Seconds after which a test stops waiting; only a failing test ever waits that long."""

_EVERY_TIME: Final = 1_000_000

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Seen:
    """A message of the bot as its reader sees it."""

    call: Call

    @property
    def html(self) -> str:
        """The text with its mark-up."""
        text: str = self.call.parameters["text"]
        return text

    @property
    def text(self) -> str:
        """The text without mark-up."""
        return markup.shown(self.html)

    @property
    def links(self) -> list[str]:
        """The addresses it links to."""
        return markup.links(self.html)

    @property
    def buttons(self) -> list[str]:
        """What its buttons say, row by row."""
        return [button["text"] for button in _buttons(self.call.parameters)]

    @property
    def chat_id(self) -> int:
        """Where it went."""
        chat: int = self.call.parameters["chat_id"]
        return chat

    @property
    def answers(self) -> int | None:
        """The message it replies to."""
        number: int | None = self.call.parameters.get("reply_parameters", {}).get("message_id")
        return number

    @property
    def topic(self) -> int | None:
        """The forum topic it went to."""
        topic: int | None = self.call.parameters.get("message_thread_id")
        return topic

    @property
    def message(self) -> Message:
        """The message that Telegram made of it."""
        assert self.call.message is not None, "Telegram refused this message"
        return self.call.message


class FakeTelegram:
    """A Telegram of our own on a loopback port; use it as an asynchronous context manager.

    A bot points its `LOSSBOT_API_URL` at `url` and its token at `token`. Leaving the context fails where the
    bot sent a request that the real server would refuse.
    """

    token: Final = TOKEN

    def __init__(
        self,
        *,
        port: int = 0,
        reads_all_group_messages: bool = False,
        inline: bool = True,
        limits: FloodLimits | None = None,
    ) -> None:
        self.api = BotApi(reads_all_group_messages=reads_all_group_messages, inline=inline, limits=limits)
        self._port = port
        self._seen = 0
        self._queries = count(1)

    async def __aenter__(self) -> Self:
        await self.api.server.start(self._port)
        return self

    async def __aexit__(self, *raised: object) -> None:
        await self.api.close()
        if raised[0] is None:
            assert not self.api.complaints, self.api.complaints

    @property
    def url(self) -> str:
        """The base of the Bot API server."""
        return f"http://{HOST}:{self.api.server.port}"

    # ------------------------------------------------------------------ people

    async def private(self, text: str, *, user: User = ANN, reply_to: Message | None = None) -> Message:
        """`user` writes to the bot, perhaps in reply to a message."""
        content = written(text)
        if reply_to is not None:
            content["reply_to_message"] = reply_to.as_replied_to()
        return await self.write(Chat(user.id), user, content)

    async def forward(self, text: str, channel: Chat, *, number: int, date: int, user: User = ANN) -> Message:
        """`user` forwards a channel's post to the bot: the `number`th, of `date` (in seconds since 1970)."""
        return await self.write(Chat(user.id), user, forwarded(text, channel, number, date))

    async def post(self, text: str, channel: Chat, **more: object) -> Message:
        """Somebody posts in a channel."""
        message = self.api.message(channel, None, {**written(text), **more})
        self.api.push("channel_post", message.json())
        return message

    async def group(
        self,
        text: str,
        *,
        user: User = ANN,
        chat: Chat = GROUP,
        reply_to: Message | None = None,
        topic: int | None = None,
    ) -> Message:
        """`user` writes in a group, perhaps in reply to a message, perhaps in a topic."""
        content = written(text)
        if reply_to is not None:
            content["reply_to_message"] = reply_to.as_replied_to()
        if topic is not None:
            content |= {"message_thread_id": topic, "is_topic_message": True}
        return await self.write(chat, user, content)

    async def write(self, chat: Chat, user: User, content: Json) -> Message:
        """Any message: `content` is what the Bot API's `Message` holds besides its frame."""
        message = self.api.message(chat, user, content)
        self.api.push("message", message.json())
        return message

    async def edit(self, message: Message, text: str, *, after: int = 60) -> Message:
        """The writer changes the text of a message, `after` so many seconds."""
        kept = {name: value for name, value in message.content.items() if name not in {"text", "entities"}}
        edited = Message(message.id, message.chat, message.sender, message.date, {**kept, **written(text)})
        self.api.messages[message.chat.id, message.id] = edited
        self.api.push("edited_message", {**edited.json(), "edit_date": message.date + after})
        return edited

    async def tap(self, seen: Seen, label: str, *, user: User = ANN, forgotten: bool = False) -> None:
        """`user` taps a button of a message as it is now; a `forgotten` one is too old for Telegram to send along."""
        message = self.api.messages[seen.chat_id, seen.message.id]
        data = next(button["callback_data"] for button in _buttons(message.content) if button["text"] == label)
        bare = {"chat": message.chat.json(), "message_id": message.id, "date": 0}
        await self.callback(data, bare if forgotten else message.json(), user=user)

    async def callback(self, data: str, message: Json, *, user: User = ANN) -> None:
        """A callback query with any content."""
        query_id = f"tap-{next(self._queries)}"
        query = {"id": query_id, "from": user.json(), "chat_instance": "1", "data": data, "message": message}
        self.api.push("callback_query", query)

    async def membership(self, chat: Chat, status: str, *, user: User = ANN, before: str = "member") -> None:
        """`user` makes the bot a member of `chat`, throws it out, blocks it..."""
        self.api.chats[chat.id] = chat
        member = {"user": BOT.json(), "until_date": 0}
        change = {"chat": chat.json(), "from": user.json(), "date": 1_790_000_000}
        change |= {"old_chat_member": {**member, "status": before}, "new_chat_member": {**member, "status": status}}
        self.api.push("my_chat_member", change)

    async def inline(self, query: str, *, user: User = ANN, offset: str = "") -> Json:
        """`user` types after the bot's name in some chat; the bot's answer to that."""
        query_id = f"inline-{next(self._queries)}"
        self.api.push("inline_query", {"id": query_id, "from": user.json(), "query": query, "offset": offset})
        return (await self.called("answerInlineQuery", lambda sent: sent["inline_query_id"] == query_id)).parameters

    # ------------------------------------------------------------------ the bot

    async def sent(self) -> Seen:
        """The bot's next message that no test has looked at yet."""

        def next_message() -> Call | None:
            for index in range(self._seen, len(self.api.calls)):
                call = self.api.calls[index]
                if call.method == "sendMessage" and call.message is not None:
                    self._seen = index + 1
                    return call
            return None

        return Seen(await self._until(next_message, "the bot to send a message"))

    async def edited(self, seen: Seen, *, times: int = 1) -> Seen:
        """What a message of the bot's says once its text has been changed so many times."""
        return Seen(
            await self.called("editMessageText", lambda sent: sent["message_id"] == seen.message.id, times=times)
        )

    async def called(self, method: str, when: Callable[[Json], bool] = lambda _: True, *, times: int = 1) -> Call:
        """The bot's call of `method` that `when` holds for: the first, or the one that makes it `times`."""

        def matching() -> Call | None:
            calls = [call for call in self.calls(method) if when(call.parameters)]
            return calls[times - 1] if len(calls) >= times else None

        return await self._until(matching, f"the bot to call {method}")

    async def requested(self, times: int) -> None:
        """Wait until the bot has made so many requests of any kind."""
        await self._until(lambda: len(self.api.calls) >= times or None, f"{times} requests")

    def calls(self, method: str) -> list[Call]:
        """All calls of `method` so far."""
        return [call for call in self.api.calls if call.method == method]

    def fails(
        self, method: str, fault: Fault, *, times: int = 1, when: Callable[[Json], bool] = lambda _: True
    ) -> None:
        """Let the next calls of `method` that `when` holds for meet a fault."""
        self.api.plan(method, Planned(fault, times, when))

    def holds(self, method: str, when: Callable[[Json], bool] = lambda _: True) -> Held:
        """Hold back the calls of `method` that `when` holds for, until they are released."""
        held = Held()
        self.fails(method, held, times=_EVERY_TIME, when=when)
        return held

    async def listened(self) -> None:
        """Wait until the bot listens: it asks for updates, or has set a webhook."""
        polls = self.api.polls
        await self._until(lambda: self.api.polls > polls or bool(self.api.webhook) or None, "the bot to listen")

    async def taken(self) -> None:
        """Wait until the bot has taken over every update so far."""
        newest = self.api.newest
        await self._until(lambda: self.api.confirmed >= newest or None, "the bot to take its updates")

    async def _until(self, look: Callable[[], Found | None], what: str) -> Found:
        """What `look` finds, looked for again after every request of the bot."""
        try:
            async with asyncio.timeout(PATIENCE), self.api.changed:
                while (found := look()) is None:
                    await self.api.changed.wait()
                return found
        except TimeoutError:
            so_far = [call.method for call in self.api.calls]
            raise AssertionError(f"waited {PATIENCE} s for {what}; so far: {so_far}") from None


def _buttons(parameters: Json) -> Iterable[Json]:
    return (button for row in parameters.get("reply_markup", {}).get("inline_keyboard", ()) for button in row)
