"""A report's text without its markup, in one spelling: what a web page, a Telegram post and a paste have in common."""

import html
import re
import unicodedata
from typing import Final

MAX_LENGTH: Final = 200_000
"""How many characters of markup and text are taken. A Telegram post has 4,096, a page of the Ministry some 20,000."""

DASHES: Final = "-‐‑‒–—―−⁃˗"

_UNSEEN: Final = re.compile(r"<(script|style)\b[^<]*(?:<(?!/\1\b)[^<]*)*", re.IGNORECASE)
_INLINE: Final = re.compile(
    r"</?(?:a|abbr|b|bdi|code|del|em|font|i|ins|mark|s|small|span|strike|strong|sub|sup|tg-emoji|tg-spoiler|u|wbr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"<[/!?]?[a-zA-Z\-](?:[^<>]*>|[^<>\n]*)")
_ADDRESS: Final = re.compile(r"\b(?:https?://|www\.)[^\s<>\"]*", re.IGNORECASE)
_KEYCAP: Final = re.compile("[0-9#*]\ufe0f?\u20e3")
_EMPHASIS: Final = re.compile(r"\*+|_{2,}|~~|\|\||`+|(?<!\w)_+|_+(?!\w)")
_SPACES: Final = re.compile(r"[^\S\n]+")
_LINE_BREAK: Final = re.compile(r" ?\n ?")

_LETTER: Final = r"[^\W\d_]"
_DIGIT_FOR_LETTER: Final = re.compile(rf"(?<={_LETTER})[30](?={_LETTER})")
_MEANT_BY_DIGIT: Final = {"3": "з", "0": "о"}

_MARKS: Final = str.maketrans({**dict.fromkeys("’‘ʼ´′ʹ", "'"), "\r": "\n", "\u2028": "\n", "\u2029": "\n"})


def plain(text: str) -> str:
    """`text` without tags, attributes, entities, addresses and emphasis, folded, a line for each line shown.

    What only an attribute says is not shown and not read: a page's image may carry a garbled reading of the same
    figures. A tag that was cut off at the end goes as well.
    """
    text = text.translate(_MARKS)
    if "<" in text:
        text = _UNSEEN.sub("\n", text)
        text = _TAG.sub("\n", _INLINE.sub("", text))
    # Twice, as pages quote text that was quoted before ("&amp;nbsp;").
    text = html.unescape(html.unescape(text))
    text = _KEYCAP.sub("•", _ADDRESS.sub(" ", text))
    text = unicodedata.normalize("NFKC", text).casefold()
    text = unicodedata.normalize("NFKC", text).translate(_MARKS)[:MAX_LENGTH]
    text = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf", "Mn"})
    text = _DIGIT_FOR_LETTER.sub(lambda digit: _MEANT_BY_DIGIT[digit[0]], _EMPHASIS.sub("", text))
    return _LINE_BREAK.sub("\n", _SPACES.sub(" ", text)).strip()
