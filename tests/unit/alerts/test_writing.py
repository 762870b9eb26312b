"""What one reader of an alert gets, and the next: the same words, and buttons of their own."""

from collections.abc import Callable

import pytest

from bot.alerts.delivery import Telling
from bot.alerts.sender import ActionKind, Message
from bot.alerts.writing import AlertWriter
from bot.replies.reply import plain
from store.catalogue import load_catalogue
from store.models import Language
from store.subscriptions import RecordWish, Wish
from tests.announcements import a_chat, a_finding, a_subscription, an_alert

TANKS = a_finding(metric="tanks", value=1_300)

Write = Callable[..., Message]


@pytest.fixture
def write() -> Write:
    writer = AlertWriter(load_catalogue())
    alert = an_alert(findings=(a_finding(), TANKS))

    def written(chat: int = 1, *wishes: Wish, language: Language = "en") -> Message:
        subscriptions = tuple(a_subscription(chat, wish=wish) for wish in wishes or (RecordWish(),))
        message = writer(a_chat(chat, language=language), [Telling(alert, subscriptions)])
        assert message is not None
        return message

    return written


def stops(message: Message) -> str:
    return next(action.value for action in message.actions if action.kind is ActionKind.STOP)


def test_two_readers_of_the_same_get_the_same_words_written_once(write: Write) -> None:
    assert write(1).reply is write(2).reply


def test_everybody_stops_what_is_their_own(write: Write) -> None:
    assert stops(write(1)) == "1/0/record/russia/ukraine/*/*/highest"
    assert stops(write(2)) == "2/0/record/russia/ukraine/*/*/highest"
    assert stops(write(2, RecordWish(metric="personnel"))) == "2/0/record/russia/ukraine/personnel/*/highest"


def test_where_several_subscriptions_led_to_the_message_each_can_be_stopped_by_name(write: Write) -> None:
    message = write(1, RecordWish(metric="tanks"), RecordWish(metric="uavs"), RecordWish(metric="personnel"))
    assert [(one.label, one.value) for one in message.actions if one.kind is ActionKind.STOP] == [
        ("Stop: Any record: tanks", "1/0/record/russia/ukraine/tanks/*/highest"),
        ("Stop: Any record: personnel", "1/0/record/russia/ukraine/personnel/*/highest"),
    ]


def test_whoever_wants_to_hear_of_something_else_reads_of_that(write: Write) -> None:
    everything, tanks = plain(write(1).reply.lines), plain(write(2, RecordWish(metric="tanks")).reply.lines)
    assert "38,940" in everything
    assert "1,300" in everything
    assert "38,940" not in tanks
    assert "1,300" in tanks


def test_every_reader_is_told_in_their_own_language(write: Write) -> None:
    assert "танки" in plain(write(1, language="uk").reply.lines).casefold()
    assert "tanks" in plain(write(2, language="en").reply.lines).casefold()
