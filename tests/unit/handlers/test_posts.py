"""By which page a report in a message is cited."""

from datetime import UTC, date, datetime

import pytest
from telegram import Chat, Message, MessageOrigin, MessageOriginChannel, MessageOriginHiddenUser, User

from bot.handlers.posts import cited, link_alone_in, page_of, publisher_of
from tests.e2e.daily_report import report_text

LATE = datetime(2024, 6, 1, 22, 30, tzinfo=UTC)
"""Half past one on 2 June, in Kyiv."""

PUBLIC = Chat(-1001, "channel", title="General Staff", username="general_staff")
PRIVATE = Chat(-1002, "channel", title="Ours")
PAGE = "https://mod.gov.ua/news/1"


def message(text: str = "", origin: MessageOrigin | None = None, chat: Chat | None = None) -> Message:
    return Message(5, LATE, chat or Chat(1, "private"), from_user=User(1, "Ann", False), text=text,
                   forward_origin=origin)  # fmt: skip


def test_a_post_forwarded_from_a_public_channel_is_cited_by_its_own_link_and_day_in_kyiv() -> None:
    page = page_of(message(origin=MessageOriginChannel(LATE, PUBLIC, 77)))
    assert page is not None
    assert (page.url, page.publisher) == ("https://t.me/general_staff/77", "General Staff")
    assert page.published == page.report_date == date(2024, 6, 2)


def test_the_channels_own_post_is_cited_by_its_link() -> None:
    page = page_of(message(chat=PUBLIC))
    assert page is not None
    assert page.url == "https://t.me/general_staff/5"


def test_what_a_channel_has_forwarded_is_cited_where_it_comes_from() -> None:
    page = page_of(
        message(origin=MessageOriginChannel(LATE, PUBLIC, 77), chat=Chat(-1003, "channel", username="other"))
    )
    assert page is not None
    assert page.url == "https://t.me/general_staff/77"


@pytest.mark.parametrize(
    "origin", [None, MessageOriginHiddenUser(LATE, "Somebody"), MessageOriginChannel(LATE, PRIVATE, 77)]
)
def test_what_nobody_can_look_up_is_no_source(origin: MessageOrigin | None) -> None:
    assert page_of(message("a report", origin)) is None
    assert cited(message(report_text(date(2024, 6, 2)), origin)) is None


def test_a_link_on_a_line_of_its_own_is_the_source() -> None:
    page = page_of(message(f"a report\n  {PAGE} \nmore"))
    assert page is not None
    assert (page.url, page.report_date) == (PAGE, None)


def test_a_link_among_words_is_not_taken_for_the_source() -> None:
    assert page_of(message(f"Subscribe: {PAGE}")) is None


def test_a_link_that_comes_with_it_is_used_where_there_is_no_other() -> None:
    for text, url in (("a report", "https://other.example/2"), (f"a report\n{PAGE}", PAGE)):
        page = page_of(message(text), "https://other.example/2")
        assert page is not None
        assert page.url == url


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        (PAGE, "Ministry of Defence of Ukraine"),
        ("https://www.mil.gov.ua/news/1", "Ministry of Defence of Ukraine"),
        ("https://notmil.gov.ua/1", "notmil.gov.ua"),
        ("https://www.paper.example/1", "paper.example"),
    ],
)
def test_the_publisher_of_a_page_is_told_by_its_address(url: str, publisher: str) -> None:
    assert publisher_of(url) == publisher


@pytest.mark.parametrize("text", [PAGE, f" {PAGE}\n"])
def test_a_text_may_be_nothing_but_a_link(text: str) -> None:
    assert link_alone_in(text) == PAGE


@pytest.mark.parametrize("text", ["", f"see {PAGE}", f"{PAGE}\n{PAGE}", f"{PAGE}<", "https://"])
def test_a_text_that_says_more_is_no_link(text: str) -> None:
    assert link_alone_in(text) is None
