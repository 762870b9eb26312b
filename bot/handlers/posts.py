"""A message that may be a daily report: what it says, and the page that it can be cited by."""

import re
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from telegram import Chat, Message, MessageEntity, MessageOriginChannel

from bot.schedule import KYIV
from store.ingest.cited_text import MINISTRY, CitedText, Page
from store.ingest.report_text import NotAReportError, ReportText, read_report

_LINK_ALONE: Final = re.compile(r"^\s*(https?://[^\s<>\"]{3,1000})\s*$", re.MULTILINE)
_MINISTRYS_SITES: Final = ("mod.gov.ua", "mil.gov.ua")


def text_of(message: Message) -> str:
    """What a message says: its text, or the words under its picture."""
    return message.text or message.caption or ""


def reading_of(message: Message) -> ReportText | None:
    """The message as a daily report; None where it is none."""
    page = page_of(message)
    try:
        return read_report(text_of(message), page.report_date if page is not None else None)
    except NotAReportError:
        return None


def cited(message: Message, link: str | None = None) -> CitedText | None:
    """The daily report in a message, with the page to cite it by.

    Args:
        message: the post itself, forwarded or pasted.
        link: to the page, where the message gives none.

    Returns:
        None where the message is no report, or there is no page to cite.
    """
    page = page_of(message, link)
    reading = reading_of(message)
    return None if page is None or reading is None else CitedText(page.url, reading, page)


def page_of(message: Message, link: str | None = None) -> Page | None:
    """The page that a report in a message is cited by.

    That is the public channel's post that the message is or was forwarded from; otherwise the address that stands on
    a line of its own in the message, or else `link`. A private channel's posts are nothing that a reader can look up.
    """
    if (posted := _posted(message)) is not None:
        channel, number, at = posted
        if channel.username:
            day = at.astimezone(KYIV).date()
            url = f"https://t.me/{channel.username}/{number}"
            return Page(url, publisher=channel.title or channel.username, published=day, report_date=day)
    if found := _LINK_ALONE.search(text_of(message)):
        link = found[1]
    return None if link is None else Page(link, publisher=publisher_of(link))


def publisher_of(url: str) -> str:
    """Who publishes a page, as far as its address tells."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return MINISTRY if any(host == site or host.endswith(f".{site}") for site in _MINISTRYS_SITES) else host


def link_alone_in(text: str) -> str | None:
    """The address that a text consists of; None where it is something else."""
    found = _LINK_ALONE.fullmatch(text)
    return found[1] if found else None


def link_in(message: Message) -> str | None:
    """The address behind the first linked words of a message."""
    entities = message.parse_entities([MessageEntity.TEXT_LINK])
    return next((entity.url for entity in entities), None)


def _posted(message: Message) -> tuple[Chat, int, datetime] | None:
    """Channel, number and time of the post that a message is a copy of, or is itself."""
    origin = message.forward_origin
    if isinstance(origin, MessageOriginChannel):
        return origin.chat, origin.message_id, origin.date
    if origin is None and message.chat.type == message.chat.CHANNEL:
        return message.chat, message.message_id, message.date.astimezone(UTC)
    return None
