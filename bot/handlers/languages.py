"""Which language a person is answered in."""

from typing import Final

from telegram import User

from bot.replies.wording import LANGUAGES
from store.models import Language

_CYRILLIC: Final = range(0x0400, 0x0530)


def is_cyrillic(text: str) -> bool:
    """Whether the text holds a Cyrillic letter: its language is then told by the text alone."""
    return any(ord(char) in _CYRILLIC for char in text)


def interface(user: User | None) -> Language | None:
    """The language of the person's Telegram, where lossbot speaks it."""
    code = ((user and user.language_code) or "").partition("-")[0].lower()
    return next((language for language in LANGUAGES if language == code), None)


def for_question(text: str, user: User | None) -> Language | None:
    """The language to answer a question in; None where the text has to tell.

    A question in Cyrillic letters is answered in Ukrainian on any phone: many who read Ukrainian have theirs set
    to something else. Otherwise the phone's language holds.
    """
    return "uk" if is_cyrillic(text) else interface(user)


def for_command(user: User | None) -> Language:
    """The language to answer a command in, which has no language of its own."""
    return interface(user) or "en"
