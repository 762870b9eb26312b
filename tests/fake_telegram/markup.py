"""Telegram's HTML: what a reader sees of it, where it leads, and what is wrong with it."""

import re
from html.parser import HTMLParser
from typing import Final

_TAGS: Final = frozenset(
    {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote", "tg-spoiler"}
)
_LONE_AMPERSAND: Final = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)")


class _Markup(HTMLParser):
    """Few tags, each closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.unclosed: list[str] = []
        self.wrong: list[str] = []
        self.said: list[str] = []
        self.links: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.wrong.append(f"unsupported start tag {tag!r}")
        self.unclosed.append(tag)
        self.links += [value for name, value in attrs if tag == "a" and name == "href" and value]

    def handle_endtag(self, tag: str) -> None:
        if not self.unclosed or self.unclosed.pop() != tag:
            self.wrong.append(f"unexpected end tag {tag!r}")

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def shown(html: str) -> str:
    """What a reader sees."""
    return "".join(_Markup(html).said)


def links(html: str) -> list[str]:
    """The addresses it links to."""
    return _Markup(html).links


def faults(html: str) -> list[str]:
    """What Telegram cannot parse in it."""
    markup = _Markup(html)
    lone = ["a lone ampersand"] if _LONE_AMPERSAND.search(html) else []
    return [*markup.wrong, *(f"unclosed tag {tag!r}" for tag in markup.unclosed), *lone]
