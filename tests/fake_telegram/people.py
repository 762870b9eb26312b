"""Who writes where: users, chats and the messages they write, as the Bot API describes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from tests.fake_telegram import markup

Json = dict[str, Any]

_COMMAND: Final = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]+)?")
_MENTION: Final = re.compile(r"(?<![A-Za-z0-9_])@[A-Za-z0-9_]{4,32}")


@dataclass(frozen=True, slots=True)
class User:
    """A person or a bot; `language` is that of their Telegram."""

    id: int
    first_name: str
    language: str | None = None
    username: str | None = None
    is_bot: bool = False

    def json(self) -> Json:
        """The Bot API's `User`."""
        shown: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.language is not None:
            shown["language_code"] = self.language
        if self.username is not None:
            shown["username"] = self.username
        return shown


@dataclass(frozen=True, slots=True)
class Chat:
    """A place where messages are written."""

    id: int
    type: str = "private"
    title: str | None = None
    is_forum: bool = False
    username: str | None = None

    def json(self) -> Json:
        """The Bot API's `Chat`."""
        shown: Json = {"id": self.id, "type": self.type}
        if self.title is not None:
            shown["title"] = self.title
        if self.username is not None:
            shown["username"] = self.username
        if self.is_forum:
            shown["is_forum"] = True
        return shown


ANN: Final = User(1001, "Ann", "en", "ann")
OLENA: Final = User(1002, "Олена", "uk", "olena")
GROUP: Final = Chat(-1002000000001, "supergroup", "Newsroom")
FORUM: Final = Chat(-1002000000002, "supergroup", "Analysts", is_forum=True)
CHANNEL: Final = Chat(-1003000000001, "channel", "General Staff", username="general_staff")
BOT: Final = User(123456, "Loss figures", None, "loss_figures_bot", is_bot=True)


@dataclass(frozen=True, slots=True)
class Message:
    """A message that somebody wrote, that was posted in a channel (by nobody), or that the bot sent."""

    id: int
    chat: Chat
    sender: User | None
    date: int
    content: Json = field(default_factory=dict)

    def json(self) -> Json:
        """The Bot API's `Message`."""
        return {
            "message_id": self.id,
            "date": self.date,
            "chat": self.chat.json(),
            **({"sender_chat": self.chat.json()} if self.sender is None else {"from": self.sender.json()}),
            **self.content,
        }

    def as_replied_to(self) -> Json:
        """As it stands in a message that replies to it: there Telegram does not say what it replied to itself."""
        shown = self.json()
        shown.pop("reply_to_message", None)
        return shown

    @property
    def text(self) -> str:
        """What it says, without mark-up."""
        said: str = self.content.get("text", "")
        return said


def written(text: str) -> Json:
    """The content of a text message, with the commands and mentions that Telegram finds in it."""
    entities = [
        {"type": kind, "offset": markup.units(text[: found.start()]), "length": markup.units(found[0])}
        for kind, found in _marked(text)
    ]
    return {"text": text, "entities": entities} if entities else {"text": text}


def _marked(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The commands and mentions in `text`; a mention that belongs to a command is part of it."""
    taken = 0
    for found in re.finditer(f"{_COMMAND.pattern}|{_MENTION.pattern}", text):
        starts_word = found.start() == 0 or text[found.start() - 1].isspace()
        if found.start() >= taken and (starts_word or found[0].startswith("@")):
            taken = found.end()
            yield ("bot_command" if found[0].startswith("/") else "mention"), found


def forwarded(text: str, channel: Chat, number: int, date: int) -> Json:
    """The content of a text message that is forwarded from a channel's post of that number and time."""
    origin = {"type": "channel", "chat": channel.json(), "message_id": number, "date": date}
    return {**written(text), "forward_origin": origin}
