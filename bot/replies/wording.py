"""The sentences of one language, from the Fluent catalogues in `locale/`."""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Final

from fluent.runtime import FluentBundle, FluentResource

from store.models import Language

LANGUAGES: Final[tuple[Language, ...]] = ("en", "uk")
"""The languages lossbot replies in; each has a folder of catalogues."""


_ENTRY: Final = re.compile(r"^[a-z][\w-]* = ?.*(?:\n(?:[ }].*)?)*", re.MULTILINE)
"""A message of a catalogue: a name at the beginning of a line, and the lines after it that are indented or empty."""


class MissingWordingError(LookupError):
    """A catalogue lacks a message, or a message could not be put together from what it was given."""


class Wording:
    """The messages of one language."""

    def __init__(self, language: Language, catalogues: Iterable[str]) -> None:
        """Take the messages from the texts of Fluent catalogues.

        A message is parsed when it is first asked for: an answer in a terminal needs a few of hundreds. So no message
        may refer to another.
        """
        self.language: Final = language
        # No isolation marks round what is put in: they would end up in copied figures.
        self._bundle = FluentBundle([language], use_isolating=False)
        self._unparsed = {entry.partition(" ")[0]: entry for text in catalogues for entry in _ENTRY.findall(text)}

    def has(self, message: str) -> bool:
        """Whether the catalogues of the language have a message."""
        if entry := self._unparsed.pop(message, None):
            self._bundle.add_resource(FluentResource(entry))
        return bool(self._bundle.has_message(message))

    def __call__(self, message: str, **arguments: str | float) -> str:
        """The message with its arguments put in.

        Raises:
            MissingWordingError: the catalogue has no such message, or an argument it needs was not given.
        """
        pattern = self._bundle.get_message(message).value if self.has(message) else None
        if pattern is None:
            raise MissingWordingError(f"{self.language}: no message {message!r}")
        text, errors = self._bundle.format_pattern(pattern, arguments)
        if errors:
            raise MissingWordingError(f"{self.language}: {message!r}: {errors[0]}")
        return str(text)


@cache
def wording(language: Language) -> Wording:
    """The wording of a language, from all catalogues in its folder."""
    folder = resources.files("bot.replies") / "locale" / language
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".ftl")), key=lambda file: file.name)
    return Wording(language, [file.read_text(encoding="utf-8") for file in files])
