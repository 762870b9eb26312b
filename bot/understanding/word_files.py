"""The word files in `seeds/words/`, parsed: what they mean is the business of `words`."""

import tomllib
from collections.abc import Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Final

Languages = Mapping[str, Sequence[Mapping[str, Any]]]
"""The parsed word files of each language."""

PLAIN: Final = "plain"
"""Under which name the words of `ordinary.txt` stand beside the tables of the other files."""

FIRST_LANGUAGE: Final = "en"
"""The language whose words are there at once."""


def word_folders() -> dict[str, Traversable]:
    """The folder of each language."""
    root = resources.files("seeds") / "words"
    return {folder.name: folder for folder in sorted(root.iterdir(), key=lambda folder: folder.name) if folder.is_dir()}


def read_languages() -> Languages:
    """The word files of every language in `seeds/words/`."""
    return {language: read_folder(folder) for language, folder in word_folders().items()}


def read_folder(folder: Traversable) -> list[dict[str, Any]]:
    """The parsed files of one language."""
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return [
        *(tomllib.loads(file.read_text(encoding="utf-8")) for file in files if file.name.endswith(".toml")),
        *({PLAIN: plain_words(file.read_text(encoding="utf-8"))} for file in files if file.name.endswith(".txt")),
    ]


def plain_words(text: str) -> list[str]:
    """The words of a plain list: any number a line, as folded; a line that starts with "#" is a comment."""
    return [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]
