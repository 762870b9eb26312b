"""A Bot API server: it answers a bot's requests as Telegram would, and keeps a record of them."""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from tests.fake_telegram import markup
from tests.fake_telegram.faults import CONFLICT, Fault, Held, Lost, Planned, Refusal, RefusedError, Silent
from tests.fake_telegram.http import HangUp, Request, Server, post_json
from tests.fake_telegram.limits import FloodLimits
from tests.fake_telegram.people import BOT, Chat, Json, Message, User
from tests.fake_telegram.refusals import complaints

TOKEN: Final = "123456:TEST-token-of-nobody"  # noqa: S105 - opens nothing

_FIRST_DATE: Final = 1_790_000_000
"""Telegram's clock here starts in September 2026 and moves on by a second with each message."""

_NEXT_ATTEMPT: Final = 0.05
"""Seconds before an update that a webhook did not take is brought again."""

_TEXTS: Final = frozenset(
    {
        "callback_query_id", "caption", "description", "inline_message_id", "inline_query_id", "ip_address",
        "language_code", "name", "next_offset", "parse_mode", "photo", "secret_token", "short_description", "text",
        "url",
    }
)  # fmt: skip
"""Parameters that are texts even where they read like numbers; all others come as JSON."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the bot, and the message that came of it."""

    method: str
    parameters: Json
    message: Message | None = None


class BotApi:
    """The server's side: chats, messages, updates waiting for the bot, and what the bot asked for."""

    def __init__(
        self, *, reads_all_group_messages: bool = False, inline: bool = True, limits: FloodLimits | None = None
    ) -> None:
        self.limits: Final = limits
        self.admins: dict[int, set[int]] = {}
        self.checked = True
        self.answers: Callable[[Json], Fault | None] = lambda _: None
        self.server = Server(self._answer)
        self.calls: list[Call] = []
        self.complaints: list[str] = []
        self.chats: dict[int, Chat] = {}
        self.messages: dict[tuple[int, int], Message] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.webhook: Json = {}
        self.changed: Final = asyncio.Condition()
        self._faults: defaultdict[str, list[Planned]] = defaultdict(list)
        self._updates: deque[Json] = deque()
        self.newest = 0
        self._message_ids = count(1)
        self.confirmed = 0
        self.polls = 0
        self._poll: asyncio.Future[None] | None = None
        self._posting: asyncio.Task[None] | None = None
        self._reads_all = reads_all_group_messages
        self._inline = inline
        self._methods: Final[dict[str, Callable[[Json], Awaitable[Any]]]] = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._get_webhook_info,
            "sendMessage": self._send_message,
            "sendPhoto": self._send_photo,
            "editMessageText": self._edit_message_text,
            "editMessageReplyMarkup": self._edit_message_reply_markup,
            "forwardMessage": self._forward_message,
            "answerCallbackQuery": self._done,
            "answerInlineQuery": self._done,
            "sendChatAction": self._done,
            "setMyCommands": self._set_my_commands,
            "setMyDescription": self._set_my_description,
            "setMyShortDescription": self._set_my_short_description,
            "getChatMember": self._get_chat_member,
            "getChatAdministrators": self._get_chat_administrators,
        }

    # ------------------------------------------------------------------ what the people's side does

    def message(self, chat: Chat, sender: User | None, content: Json) -> Message:
        """A new message in a chat; it is known from now on."""
        self.chats[chat.id] = chat
        number = next(self._message_ids)
        written = Message(number, chat, sender, _FIRST_DATE + number, content)
        self.messages[chat.id, number] = written
        return written

    def push(self, kind: str, content: Json) -> None:
        """Put an update before the bot."""
        self.newest += 1
        self._updates.append({"update_id": self.newest, kind: content})
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        if self.webhook and (self._posting is None or self._posting.done()):
            self._posting = asyncio.create_task(self._post_updates())

    def forget(self) -> None:
        """Let go of the updates that the bot has not taken, as Telegram does after a day."""
        self._updates.clear()

    def plan(self, method: str, planned: Planned) -> None:
        """Let a fault wait for a request."""
        self._faults[method].append(planned)

    async def close(self) -> None:
        """Stop serving."""
        if self._posting is not None:
            self._posting.cancel()
            await asyncio.gather(self._posting, return_exceptions=True)
        await self.server.stop()

    # ------------------------------------------------------------------ requests

    async def _answer(self, request: Request) -> tuple[int, Json]:
        called, _, method = request.path.removeprefix("/bot").rpartition("/")
        if called != TOKEN:
            return 401, Refusal(401, "Unauthorized").json()
        if method not in self._methods:
            return 404, Refusal(404, "Not Found").json()
        parameters = {name: _value(name, field) for name, field in request.fields.items()}
        wrong = complaints(method, parameters) if self.checked else []
        self.complaints += wrong
        fault = self._due(method, parameters)
        made: Any = None
        try:
            made = await self._carry_out(method, parameters, wrong, fault)
        except RefusedError as refused:
            return refused.refusal.status, refused.refusal.json()
        finally:
            await self._record(Call(method, parameters, made if isinstance(made, Message) else None))
        if isinstance(fault, Lost):
            raise HangUp
        if isinstance(fault, Silent):
            await asyncio.Event().wait()
        return 200, {"ok": True, "result": made.json() if isinstance(made, Message) else made}

    async def _carry_out(self, method: str, parameters: Json, wrong: list[str], fault: Fault | None) -> Any:
        if wrong:
            raise RefusedError(Refusal(400, f"Bad Request: {wrong[0]}"))
        if isinstance(fault, Refusal):
            raise RefusedError(fault)
        if isinstance(fault, Lost) and not fault.done:
            raise HangUp
        if isinstance(fault, Silent) and not fault.done:
            return None
        if isinstance(fault, Held):
            fault.arrived.set()
            await fault.released.wait()
        if method == "sendMessage" and self.limits is not None and (early := self.limits.refusal(parameters)):
            raise RefusedError(early)
        return await self._methods[method](parameters)

    async def _record(self, call: Call) -> None:
        async with self.changed:
            self.calls.append(call)
            self.changed.notify_all()

    def _due(self, method: str, parameters: Json) -> Fault | None:
        if method == "sendMessage" and (fault := self.answers(parameters)) is not None:
            return fault
        for planned in self._faults[method]:
            if planned.times and planned.when(parameters):
                planned.times -= 1
                return planned.fault
        return None

    async def _confirm(self, number: int) -> None:
        async with self.changed:
            self.confirmed = max(self.confirmed, number)
            self.changed.notify_all()

    # ------------------------------------------------------------------ methods

    async def _done(self, _: Json) -> bool:
        return True

    async def _get_me(self, _: Json) -> Json:
        return {
            **BOT.json(),
            "can_join_groups": True,
            "can_read_all_group_messages": self._reads_all,
            "supports_inline_queries": self._inline,
        }

    async def _get_updates(self, parameters: Json) -> list[Json]:
        if self.webhook:
            raise RefusedError(Refusal(409, "Conflict: can't use getUpdates method while webhook is active"))
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(RefusedError(CONFLICT))
        self.polls += 1
        await self._confirm(parameters.get("offset", 0) - 1)
        while self._updates and self._updates[0]["update_id"] <= self.confirmed:
            self._updates.popleft()
        if not self._updates and parameters.get("timeout", 0):
            self._poll = asyncio.get_running_loop().create_future()
            try:
                await asyncio.wait_for(self._poll, parameters["timeout"])
            except TimeoutError:
                return []
        return list(self._updates)[: parameters.get("limit", 100)]

    async def _set_webhook(self, parameters: Json) -> bool:
        self.webhook = parameters
        return True

    async def _delete_webhook(self, _: Json) -> bool:
        self.webhook = {}
        return True

    async def _get_webhook_info(self, _: Json) -> Json:
        return {
            "url": self.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }

    async def _post_updates(self) -> None:
        """Bring the updates to the webhook one after another, each until it is taken."""
        while self._updates:
            update = self._updates[0]
            secret = self.webhook.get("secret_token")
            headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
            try:
                taken = await post_json(self.webhook["url"], update, headers) == 200
            except OSError:
                taken = False
            if taken:
                self._updates.popleft()
                await self._confirm(update["update_id"])
            else:
                await asyncio.sleep(_NEXT_ATTEMPT)

    async def _send_message(self, parameters: Json) -> Message:
        chat = self._chat(parameters)
        content = _content(parameters)
        if "message_thread_id" in parameters:
            if not chat.is_forum:
                raise RefusedError(Refusal(400, "Bad Request: message thread not found"))
            content |= {"message_thread_id": parameters["message_thread_id"], "is_topic_message": True}
        if (reply := parameters.get("reply_parameters")) is not None:
            replied = self.messages.get((chat.id, reply["message_id"]))
            if replied is not None:
                content["reply_to_message"] = replied.as_replied_to()
            elif not reply.get("allow_sending_without_reply", False):
                raise RefusedError(Refusal(400, "Bad Request: message to be replied not found"))
        return self.message(chat, BOT, content | _buttons(parameters))

    async def _forward_message(self, parameters: Json) -> Message:
        forwarded = self.messages[parameters["from_chat_id"], parameters["message_id"]]
        if forwarded.content.get("has_protected_content"):
            raise RefusedError(Refusal(400, "Bad Request: message has protected content and can't be forwarded"))
        content = {name: value for name, value in forwarded.content.items() if name in {"text", "entities", "caption"}}
        origin = {"chat": forwarded.chat.json(), "message_id": forwarded.id, "type": "channel"}
        content["forward_origin"] = forwarded.content.get("forward_origin", origin | {"date": forwarded.json()["date"]})
        return self.message(self._chat(parameters), BOT, content)

    async def _send_photo(self, parameters: Json) -> Message:
        number = next(self._message_ids)
        photo = [{"file_id": f"photo-{number}", "file_unique_id": f"u{number}", "width": 1, "height": 1}]
        return self.message(self._chat(parameters), BOT, {"photo": photo, "caption": parameters.get("caption", "")})

    async def _edit_message_text(self, parameters: Json) -> Message:
        return self._edit(parameters, _content(parameters) | _buttons(parameters))

    async def _edit_message_reply_markup(self, parameters: Json) -> Message:
        return self._edit(parameters, _buttons(parameters))

    def _edit(self, parameters: Json, changed: Json) -> Message:
        place = (self._chat(parameters).id, parameters["message_id"])
        before = self.messages.get(place)
        if before is None:
            raise RefusedError(Refusal(400, "Bad Request: message to edit not found"))
        kept = {name: value for name, value in before.content.items() if name != "reply_markup"}
        if "text" in changed:
            kept.pop("entities", None)
        content = {**kept, **changed}
        if content == before.content:
            raise RefusedError(
                Refusal(400, "Bad Request: message is not modified: new content and reply markup are the same")
            )
        self.messages[place] = Message(before.id, before.chat, before.sender, before.date, content)
        return self.messages[place]

    async def _set_my_commands(self, parameters: Json) -> bool:
        scope = parameters.get("scope", {"type": "default"})
        if "chat_id" in scope and scope["chat_id"] not in self.chats:
            raise RefusedError(Refusal(400, "Bad Request: chat not found"))
        named = f"{scope['type']} {scope['chat_id']}" if "chat_id" in scope else scope["type"]
        self.commands[named, parameters.get("language_code", "")] = parameters["commands"]
        return True

    async def _set_my_description(self, parameters: Json) -> bool:
        self.descriptions["long", parameters.get("language_code", "")] = parameters["description"]
        return True

    async def _set_my_short_description(self, parameters: Json) -> bool:
        self.descriptions["short", parameters.get("language_code", "")] = parameters["short_description"]
        return True

    async def _get_chat_member(self, parameters: Json) -> Json:
        return self._member(self._chat(parameters), parameters["user_id"])

    async def _get_chat_administrators(self, parameters: Json) -> list[Json]:
        chat = self._chat(parameters)
        return [self._member(chat, admin) for admin in sorted(self.admins.get(chat.id, ()))]

    def _member(self, chat: Chat, user: int) -> Json:
        person = {"id": user, "is_bot": False, "first_name": "Somebody"}
        if user not in self.admins.get(chat.id, ()):
            return {"status": "member", "user": person}
        return {"status": "creator", "user": person, "is_anonymous": False}

    def _chat(self, parameters: Json) -> Chat:
        chat = self.chats.get(parameters["chat_id"])
        if chat is None:
            raise RefusedError(Refusal(400, "Bad Request: chat not found"))
        return chat


def _value(name: str, field: Any) -> Any:
    if not isinstance(field, str) or name in _TEXTS:
        return field
    try:
        return json.loads(field)
    except ValueError:
        return field


def _content(parameters: Json) -> Json:
    """What a message says, with the entities that its mark-up becomes."""
    text: str = parameters["text"]
    if parameters.get("parse_mode") != "HTML":
        return {"text": text}
    entities = markup.entities(text)
    return {"text": markup.shown(text)} | ({"entities": entities} if entities else {})


def _buttons(parameters: Json) -> Json:
    """The buttons of a message; that a reply is asked for is for the reader's Telegram alone."""
    given = parameters.get("reply_markup", {})
    return {"reply_markup": given} if given.get("inline_keyboard") else {}
