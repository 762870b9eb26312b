"""What buttons about subscriptions carry: what to do, and to which, in Telegram's 64 bytes.

A subscription's key may be longer, so that buttons carry a short hash of it; nothing has to be remembered, and they
outlive a restart. Which chat is meant the message says that they are under.
"""

from hashlib import blake2b
from typing import Final, NamedTuple

from telegram import InlineKeyboardButton

MARK: Final = "s"
"""What the data of these buttons begins with."""

STOP: Final = "stop"


class Tapped(NamedTuple):
    """What a tapped button asks for."""

    verb: str
    value: str


def token(key: str) -> str:
    """A subscription's key in 16 characters."""
    return blake2b(key.encode(), digest_size=8).hexdigest()


def button(label: str, verb: str, value: str = "") -> InlineKeyboardButton:
    """A button that asks for `verb`."""
    return InlineKeyboardButton(label, callback_data=f"{MARK}:{verb}:{value}")


def stop_button(label: str, key: str) -> InlineKeyboardButton:
    """A button that ends the subscription of that key."""
    return button(label, STOP, token(key))


def tapped(data: str | None) -> Tapped | None:
    """What a button asks for; None where it is none of these."""
    mark, colon, rest = (data or "").partition(":")
    verb, _, value = rest.partition(":")
    return Tapped(verb, value) if mark == MARK and colon else None
