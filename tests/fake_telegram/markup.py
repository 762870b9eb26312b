"""Telegram's HTML: what a reader sees of it, where it leads, and what is wrong with it."""

import re
from html.parser import HTMLParser
from typing import Any, Final

_TAGS: Final = frozenset(
    {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote", "tg-spoiler"}
)
_ENTITIES: Final = {
    "b": "bold",
    "i": "italic",
    "u": "underline",
    "s": "strikethrough",
    "code": "code",
    "a": "text_link",
}
"""What those tags become that the bot uses."""

_LONE_AMPERSAND: Final = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)")


class _Markup(HTMLParser):
    """Few tags, each closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.unclosed: list[str] = []
        self.wrong: list[str] = []
        self.said: list[str] = []
        self.links: list[str] = []
        self.entities: list[dict[str, Any]] = []
        self._begun: list[dict[str, Any]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.wrong.append(f"unsupported start tag {tag!r}")
        self.unclosed.append(tag)
        entity: dict[str, Any] = {"type": _ENTITIES.get(tag, tag), "offset": self._length(), "length": 0}
        if tag == "a" and (address := dict(attrs).get("href")):
            self.links.append(address)
            entity["url"] = address
        self.entities.append(entity)
        self._begun.append(entity)

    def handle_endtag(self, tag: str) -> None:
        if not self.unclosed or self.unclosed.pop() != tag:
            self.wrong.append(f"unexpected end tag {tag!r}")
        if self._begun:
            entity = self._begun.pop()
            entity["length"] = self._length() - entity["offset"]

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def _length(self) -> int:
        return units("".join(self.said))


def shown(html: str) -> str:
    """What a reader sees."""
    return "".join(_Markup(html).said)


def links(html: str) -> list[str]:
    """The addresses it links to."""
    return _Markup(html).links


def entities(html: str) -> list[dict[str, Any]]:
    """What Telegram makes of its tags, as the Bot API's `MessageEntity`."""
    return _Markup(html).entities


def units(text: str) -> int:
    """How long Telegram holds `text` to be: it counts UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def faults(html: str) -> list[str]:
    """What Telegram cannot parse in it."""
    markup = _Markup(html)
    lone = ["a lone ampersand"] if _LONE_AMPERSAND.search(html) else []
    return [*markup.wrong, *(f"unclosed tag {tag!r}" for tag in markup.unclosed), *lone]
