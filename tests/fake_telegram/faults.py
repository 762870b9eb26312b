"""What can go wrong between a bot and Telegram, to be injected method by method."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from tests.fake_telegram.people import Json


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that says no."""

    status: int
    description: str
    parameters: Json = field(default_factory=dict)

    def json(self) -> Json:
        """The Bot API's way of saying no."""
        said: Json = {"ok": False, "error_code": self.status, "description": self.description}
        return said | {"parameters": self.parameters} if self.parameters else said


class RefusedError(Exception):
    """Raised where a request is carried out, to answer it with a refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.description)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Lost:
    """The connection breaks before the request is read, or, `done`, after it was carried out."""

    done: bool = False


@dataclass(slots=True)
class Held:
    """The request is carried out, but not before it is released; `arrived` tells that one is waiting."""

    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let it, and all that come after it, pass."""
        self.released.set()


@dataclass(frozen=True, slots=True)
class Silent:
    """There is no answer, ever; the request was, `done`, carried out all the same."""

    done: bool = False


Fault = Refusal | Lost | Held | Silent

BLOCKED: Final = Refusal(403, "Forbidden: bot was blocked by the user")
BAD_GATEWAY: Final = Refusal(502, "Bad Gateway")
NO_RIGHTS: Final = Refusal(400, "Bad Request: not enough rights to send text messages to the chat")
STALE_QUERY: Final = Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
CONFLICT: Final = Refusal(409, "Conflict: terminated by other getUpdates request; make sure that only one is running")


def too_many_requests(retry_after: int) -> Refusal:
    """Telegram's demand to wait some seconds."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def migrated(to: int) -> Refusal:
    """The group has become a supergroup with another id."""
    return Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": to})


@dataclass(slots=True)
class Planned:
    """A fault that waits for its request: the next `times` calls that `when` holds for."""

    fault: Fault
    times: int
    when: Callable[[Json], bool]
