"""A text, folded to one spelling and cut into tokens, in time linear in its length."""

import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Final

MAX_LENGTH: Final = 1000
"""How many characters of a text are read. A question is far shorter; Telegram allows 4,096."""

APOSTROPHES: Final = frozenset("'’‘ʼ`´′ʹ")
DASHES: Final = frozenset("-‐‑‒–—―−")
JOINERS: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"

_SAME_LETTER: Final = str.maketrans({"ё": "е", "ґ": "г", **dict.fromkeys(JOINERS)})

_LATIN_LOOKALIKES: Final = str.maketrans("aceiopxykmthb", "асеіорхукмтнв")
_CYRILLIC_LOOKALIKES: Final = str.maketrans("асеіорхукмтнв", "aceiopxykmthb")


class Shape(Enum):
    """What a token is made of."""

    WORD = "word"
    NUMBER = "number"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
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
    """One spelling for all that people type: compatibility forms, case, apostrophes, dashes, look-alike letters.

    The result is cut at `MAX_LENGTH` characters.
    """
    text = unicodedata.normalize("NFKC", text[:MAX_LENGTH]).casefold()
    text = unicodedata.normalize("NFKC", text).translate(_SAME_LETTER)
    return text[:MAX_LENGTH]


def _shape(char: str) -> Shape:
    if char.isalpha():
        return Shape.WORD
    if char.isdecimal():
        return Shape.NUMBER
    return Shape.MARK


def _one_script(word: str) -> str:
    """A word that mixes Latin and Cyrillic letters, with the look-alikes of the rarer script replaced."""
    if word.isascii():
        return word
    latin = sum(char.isascii() for char in word)
    if latin == 0:
        return word
    if latin * 2 > len(word):
        return word.translate(_CYRILLIC_LOOKALIKES)
    return word.translate(_LATIN_LOOKALIKES)


def _ascii_digits(number: str) -> str:
    return number if number.isascii() else "".join(str(unicodedata.decimal(digit)) for digit in number)


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of `text`, folded.

    A word is a run of letters; an apostrophe or an accent inside it is dropped ("п'ять" is "пять", "year's" is
    "years"). Digits are a token of their own, so that "may2024" is two glued tokens. Every other visible
    character is a mark by itself; dashes of all kinds become "-" and apostrophes "'".
    """
    folded = fold(text)
    tokens: list[Token] = []
    position, length = 0, len(folded)
    glued = False
    while position < length:
        char = folded[position]
        if char.isspace() or unicodedata.category(char) in {"Cc", "Cf", "Mn"}:
            position += 1
            glued = False
            continue
        start = position
        shape = _shape(char)
        position += 1
        if shape is Shape.MARK:
            char = "'" if char in APOSTROPHES else "-" if char in DASHES else char
            tokens.append(Token(char, shape, start, position, glued))
            glued = True
            continue
        letters = [char]
        while position < length:
            char = folded[position]
            if _shape(char) is shape:
                letters.append(char)
            elif (shape is Shape.WORD and unicodedata.combining(char)) or (
                shape is Shape.WORD and char in APOSTROPHES and position + 1 < length and folded[position + 1].isalpha()
            ):
                pass
            else:
                break
            position += 1
        word = "".join(letters)
        word = _one_script(word) if shape is Shape.WORD else _ascii_digits(word)
        tokens.append(Token(word, shape, start, position, glued))
        glued = True
    return tuple(tokens)


def words_of(written: str) -> tuple[str, ...]:
    """The texts of the tokens of one written word, quickly where it is a plain one."""
    if written.isalpha() and written.islower() and written == written.translate(_SAME_LETTER):
        return (written,)
    return tuple(token.text for token in tokenize(written))
