"""A text, folded to one spelling and cut into tokens, in time linear in its length."""

import re
import unicodedata
from collections.abc import Container
from enum import Enum
from typing import Final, NamedTuple

MAX_LENGTH: Final = 1000
"""How many characters of a text are read. A question is far shorter; Telegram allows 4,096."""

APOSTROPHES: Final = frozenset("'’‘ʼ`´′ʹ")
DASHES: Final = frozenset("-‐‑‒–—―−→➡⇒")
JOINERS: Final = "\u00ad\u200b\u200c\u200d\u2060\ufe0f\ufeff"

_SAME_LETTER: Final = str.maketrans({"ё": "е", "ґ": "г", **dict.fromkeys(JOINERS)})

_NO_APOSTROPHES: Final = str.maketrans(dict.fromkeys(APOSTROPHES))
_SAME_MARK: Final = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(DASHES, "-")})

_PLAIN_MARKS: Final = frozenset(".,?!-/:;'()\"%+&")
"""Marks that are written in one way."""

DECORATION: Final = frozenset("*_~|")
"""What only sets words off, as the marks of bold and italics do; emoji are no more."""

_COMBINING: Final = re.compile("[\u0300-\u036f]")
"""Accents and stress marks that no letter of ours is written with; "й" and "ї" are single letters by now."""

_RANGE: Final = re.compile(r"(?<=\d)(?:\.{2,3}|~|--)(?=\d)|(?<=-\d\d)/(?=\d{4}-)|[-=]>")
"""Signs that stand for "to": "5..9 March", "2023-06-04/2023-08-31", "March -> May"."""

_TOKEN: Final = re.compile(
    rf"(?P<word>[^\W\d_]+(?:[{''.join(sorted(APOSTROPHES))}][^\W\d_]+)*)|(?P<number>\d+)|(?P<mark>[^\s])"
)
"""Every alternative begins with another class of characters, so no text is ever read twice."""

_LATIN: Final = re.compile("[a-z]")
_LATIN_LOOKALIKES: Final = str.maketrans("aceiopxykmthb", "асеіорхукмтнв")
_CYRILLIC_LOOKALIKES: Final = str.maketrans("асеіорхукмтнв", "aceiopxykmthb")


class Shape(Enum):
    """What a token is made of."""

    WORD = "word"
    NUMBER = "number"
    MARK = "mark"


_SHAPES: Final = {shape.value: shape for shape in Shape}
"""The shape of what each group of `_TOKEN` matches."""


class Token(NamedTuple):
    """One word, run of digits or mark of a text.

    `text` is folded; `start` and `end` are its place in the folded text; `glued` says that no space stands
    between it and the token before.
    """

    text: str
    shape: Shape
    start: int
    end: int
    glued: bool


def fold(text: str) -> str:
    """One spelling for all that people type: compatibility forms, case, look-alike letters, accents.

    The result is cut at `MAX_LENGTH` characters.
    """
    text = text[:MAX_LENGTH]
    if ".." in text or ">" in text or "~" in text or "--" in text or "/" in text:
        text = _RANGE.sub(" - ", text)[:MAX_LENGTH]
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold()
    text = unicodedata.normalize("NFKC", text).translate(_SAME_LETTER)
    return _COMBINING.sub("", text)[:MAX_LENGTH]


def _one_script(word: str) -> str:
    """A word that mixes Latin and Cyrillic letters, with the look-alikes of the rarer script replaced."""
    latin = len(_LATIN.findall(word))
    if latin == 0:
        return word
    if latin * 2 > len(word):
        return word.translate(_CYRILLIC_LOOKALIKES)
    return word.translate(_LATIN_LOOKALIKES)


def _decorates(mark: str) -> bool:
    return mark in DECORATION or is_symbol(mark)


def _ascii_digits(number: str) -> str:
    return number if number.isascii() else "".join(str(unicodedata.decimal(digit)) for digit in number)


def is_symbol(mark: str) -> bool:
    """Whether a mark is a picture, such as an emoji."""
    return not mark.isascii() and unicodedata.category(mark) == "So"


def tokenize(text: str, symbols: Container[str] = ()) -> tuple[Token, ...]:
    """The tokens of `text`, folded; a symbol is a word where it is one of `symbols`.

    A word is a run of letters; an apostrophe inside it is dropped ("п'ять" is "пять", "year's" is "years"). Digits
    are a token of their own, so that "may2024" is two glued tokens. Every other visible character that isn't decoration
    is a mark by itself; dashes of all kinds become "-" and apostrophes "'".
    """
    tokens: list[Token] = []
    before = -1
    for found in _TOKEN.finditer(fold(text)):
        start, end = found.span()
        written = found.group()
        kind = found.lastgroup or ""
        if kind == "word":
            if not written.isalpha():
                written = written.translate(_NO_APOSTROPHES)
            if not written.isascii():
                written = _one_script(written)
        elif kind == "number":
            written = _ascii_digits(written)
        elif written not in _PLAIN_MARKS:
            if written in symbols and is_symbol(written):
                kind = "word"
            elif not written.isprintable() or _decorates(written):
                continue
            else:
                written = written.translate(_SAME_MARK)
        tokens.append(Token(written, _SHAPES[kind], start, end, start == before))
        before = end
    return tuple(tokens)


def words_of(written: str) -> tuple[str, ...]:
    """The texts of the tokens of one written word, quickly where it is a plain one."""
    if written.isalpha() and written.islower() and written == written.translate(_SAME_LETTER):
        return (written,)
    return tuple(token.text for token in tokenize(written, written))
