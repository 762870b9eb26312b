"""A plain text cut into words, numbers and marks."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from store.ingest.report_text.plain import DASHES


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    NUMBER = auto()
    DASH = auto()
    """A dash or an equals sign between a label and its number."""
    HYPHEN = auto()
    """A dash inside a word ("anti-aircraft")."""
    COLON = auto()
    COMMA = auto()
    STOP = auto()
    """A full stop, a semicolon or any other mark: nothing goes on across it."""
    STROKE = auto()
    PLUS = auto()
    OPEN = auto()
    CLOSE = auto()
    TILDE = auto()
    """A sign for "about"."""
    LINE = auto()
    """The end of a line."""
    DATE = auto()
    """Part of a date that was read before."""


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of the text; `glued` says that no space stands before it."""

    kind: Kind
    text: str
    start: int
    end: int
    glued: bool

    @property
    def value(self) -> int:
        """What a number reads as, its groups joined."""
        return int("".join(filter(str.isdecimal, self.text)))


_PIECE: Final = re.compile(
    rf"""
    (?P<NUMBER>\d{{1,3}}(?:(?P<group>[ ,.'])\d{{3}}(?:(?P=group)\d{{3}})*)(?!\d)|\d+)
    |(?P<WORD>[^\W\d_]+(?:'[^\W\d_]+)*)
    |(?P<DASH>[{re.escape(DASHES)}=]+)
    |(?P<COLON>:)|(?P<COMMA>,)|(?P<STROKE>[/\\])|(?P<PLUS>\+)
    |(?P<OPEN>[(\[{{])|(?P<CLOSE>[)\]}}])|(?P<TILDE>[~≈])|(?P<LINE>\n)|(?P<STOP>[^\s&"'«»“”„‟])
    """,
    re.VERBOSE,
)

LONGEST_NUMBER: Final = 12
"""How many digits a number may have; a longer run is an identifier, and no figure."""


def tokenize(text: str, dates: tuple[tuple[int, int], ...] = ()) -> tuple[Token, ...]:
    """Cut `text`, in time linear in its length.

    Digits are one number with their groups of three, whichever way these are set apart ("374,520", "92 740",
    "1.300"), as long as it is one way.

    Args:
        text: a plain text.
        dates: places of dates in it, in order; each becomes one token.
    """
    tokens: list[Token] = []
    place = 0
    for start, end in dates:
        _cut(text, place, start, tokens)
        tokens.append(Token(Kind.DATE, text[start:end], start, end, glued=False))
        place = end
    _cut(text, place, len(text), tokens)
    return tuple(tokens)


def _cut(text: str, start: int, end: int, tokens: list[Token]) -> None:
    last = start
    for piece in _PIECE.finditer(text, start, end):
        kind = Kind.NUMBER if piece["NUMBER"] else Kind[piece.lastgroup or ""]
        glued = piece.start() == last
        if kind is Kind.DASH and _inside_a_word(text, piece, tokens, glued=glued):
            kind = Kind.HYPHEN
        if kind is Kind.NUMBER and len(piece[0]) > LONGEST_NUMBER:
            kind = Kind.STOP
        tokens.append(Token(kind, piece[0], piece.start(), piece.end(), glued))
        last = piece.end()


def _inside_a_word(text: str, dash: re.Match[str], tokens: list[Token], *, glued: bool) -> bool:
    before = bool(tokens) and glued and tokens[-1].kind is Kind.WORD
    return before and dash.end() < len(text) and text[dash.end()].isalpha()
