"""A text typed with the keyboard set to another language: "ефтлі" for "tanks", "nfyrb" for "танки"."""

from collections.abc import Iterator, Mapping, Sequence

from bot.understanding.text import fold

Layout = Mapping[int, str]
"""What each character stands for on the same key of another keyboard, as `str.translate` takes it."""


def layouts(keys: Mapping[str, str]) -> tuple[Layout, Layout]:
    """The ways from Latin keys to the letters on them, and back."""
    return {ord(key): letter for key, letter in keys.items()}, {ord(letter): key for key, letter in keys.items()}


def retyped(text: str, ways: Sequence[Layout]) -> Iterator[str]:
    """The text, folded, as each other keyboard would have had it, if that has all of its letters."""
    folded = fold(text)
    letters = {ord(char) for char in folded if char.isalpha()}
    return (folded.translate(way) for way in ways if letters and letters <= way.keys())
