"""Chats and what they want to hear of.

Of a chat nothing is kept but what an alert needs: its id and kind, the language and the hours it is told in, what it
subscribed to, and why it can no longer be reached.
"""

from datetime import date, time
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, Final, Literal, NamedTuple, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, Field, model_validator

from store.models import Identifier, Language, Model
from store.series import Grain

KYIV: Final = "Europe/Kyiv"
"""The time zone of a chat that has not named another: that of the daily reports."""


@lru_cache(maxsize=256)
def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is no time zone; they are named like Europe/Kyiv") from error
    return name


TimeZone = Annotated[str, AfterValidator(_known_zone)]
"""A name of the IANA time zone database."""


class Address(NamedTuple):
    """Where a message goes: a chat, and the topic in it where the chat is a forum. Addresses are ordered."""

    chat: int
    topic: int = 0
    """0 where the chat has no topics, or its general one is meant."""

    @property
    def key(self) -> str:
        """As a document's key: "-100123/7"."""
        return f"{self.chat}/{self.topic}"

    @classmethod
    def of_key(cls, key: str) -> "Address":
        """The address that `key` was made of.

        Raises:
            ValueError: it is no address's key.
        """
        chat, _, topic = key.partition("/")
        return cls(int(chat), int(topic))


class ChatKind(StrEnum):
    """The kinds of chat, by Telegram's names."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Unreachable(StrEnum):
    """Why nothing is sent to a chat any more."""

    BLOCKED = "blocked"
    """The person blocked the bot."""
    REMOVED = "removed"
    """The bot was removed from the group or channel, or may not write there."""
    NOT_FOUND = "not_found"
    """Telegram knows no such chat."""
    DELETED = "deleted"
    """The person's account is gone."""


class Inactive(Model):
    """That a chat cannot be reached, why, and since when."""

    why: Unreachable
    since: AwareDatetime


class QuietHours(Model):
    """The hours in which a chat is not told anything, in its own time; they may go over midnight."""

    start: time
    """The first quiet minute."""
    end: time
    """The first minute that is quiet no longer."""

    @model_validator(mode="after")
    def _some_hours_are_left(self) -> Self:
        if self.start == self.end:
            raise ValueError("quiet hours that end when they begin leave none to tell anything in")
        return self


class Chat(Model):
    """A chat that has subscribed to something, or has settings of its own."""

    id: int
    kind: ChatKind = ChatKind.PRIVATE
    language: Language = "en"
    time_zone: TimeZone = KYIV
    quiet: QuietHours | None = None
    inactive: Inactive | None = None

    @property
    def key(self) -> str:
        """The natural key: Telegram's id of the chat."""
        return str(self.id)


class RecordWish(Model):
    """To hear of records; what is None may be any."""

    kind: Literal["record"] = "record"
    metric: Identifier | None = None
    grain: Grain | None = None
    lowest: bool = False
    party: Identifier = "russia"
    claimant: Identifier = "ukraine"

    @property
    def key(self) -> str:
        """The natural key."""
        which = "lowest" if self.lowest else "highest"
        return f"record/{self.party}/{self.claimant}/{self.metric or '*'}/{self.grain or '*'}/{which}"


class ThresholdWish(Model):
    """To hear of it when the losses of a unit come to more than `bound`, or the running total reaches it."""

    kind: Literal["threshold"] = "threshold"
    metric: Identifier
    grain: Grain | None = None
    """The unit whose losses are meant; None for the total since the war began."""
    bound: Annotated[int, Field(gt=0, le=10**9)]
    party: Identifier = "russia"
    claimant: Identifier = "ukraine"

    @property
    def key(self) -> str:
        """The natural key."""
        return f"threshold/{self.party}/{self.claimant}/{self.metric}/{self.grain or 'total'}/{self.bound}"


class DigestWish(Model):
    """To get the figures of every day, week or month once it is over and reported."""

    kind: Literal["digest"] = "digest"
    grain: Literal[Grain.DAY, Grain.WEEK, Grain.MONTH] = Grain.DAY

    @property
    def key(self) -> str:
        """The natural key."""
        return f"digest/{self.grain}"


Wish = Annotated[RecordWish | ThresholdWish | DigestWish, Field(discriminator="kind")]
"""What a chat wants to hear of."""


class Subscription(Model):
    """A wish, and where it is to be fulfilled."""

    chat: int
    topic: int = 0
    """The forum topic in which it was asked for; 0 where there is none."""
    wish: Wish
    created: AwareDatetime
    paused: bool = False
    muted_until: AwareDatetime | None = None
    """What happens before this moment is not told, nor made up for later."""
    told_until: date | None = None
    """Of a digest, the last day that it has told of."""

    @property
    def address(self) -> Address:
        """Where it is fulfilled."""
        return Address(self.chat, self.topic)

    @property
    def key(self) -> str:
        """The natural key: one subscription for each place and wish."""
        return f"{self.address.key}/{self.wish.key}"

    def moved_to(self, chat: int) -> "Subscription":
        """The same for the chat that this one's has become."""
        return self.changed(chat=chat)

    def changed(self, **changes: Any) -> "Subscription":
        """The same with some fields changed, which are checked."""
        return Subscription.model_validate({**dict(self), **changes})
