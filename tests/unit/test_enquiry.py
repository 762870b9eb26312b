"""What is remembered of a conversation, and for how long."""

from datetime import date

import pytest

from bot.answering.outcome import Answer
from bot.enquiry import KEPT_FOR, MOST_CONVERSATIONS, Asked, Conversations, Enquiries
from bot.understanding.question import Intent, Question
from store.snapshot import Snapshot

NOW = date(2024, 6, 2)


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def enquiries(seeded: Snapshot, clock: Clock) -> Enquiries:
    return Enquiries(lambda: seeded, clock=clock)


def periods(enquiries: Enquiries, text: str, conversation: str) -> list[date]:
    outcome = enquiries.ask(Asked(text, NOW, "en", conversation)).outcome
    assert isinstance(outcome, Answer), outcome
    return [figure.period.start for figure in outcome.figures]


def test_a_question_goes_on_with_the_one_before_it(enquiries: Enquiries, clock: Clock) -> None:
    periods(enquiries, "tanks in April 2024", "chat")
    clock.seconds += KEPT_FOR - 1
    assert periods(enquiries, "and artillery?", "chat") == [date(2024, 4, 1)]


def test_after_some_hours_it_is_a_question_of_its_own(enquiries: Enquiries, clock: Clock) -> None:
    periods(enquiries, "tanks in April 2024", "chat")
    clock.seconds += KEPT_FOR + 1
    assert periods(enquiries, "and artillery?", "chat") == [date(2022, 2, 24)]


def test_another_conversation_is_not_gone_on_with(enquiries: Enquiries) -> None:
    periods(enquiries, "tanks in April 2024", "one")
    assert periods(enquiries, "and artillery?", "another") == [date(2022, 2, 24)]


def test_what_was_declined_is_gone_on_with(enquiries: Enquiries) -> None:
    enquiries.ask(Asked("tank losses near Bakhmut in April 2024", NOW, "en", "chat"))
    assert periods(enquiries, "and artillery?", "chat") == [date(2024, 4, 1)]


def test_the_conversation_that_was_silent_longest_is_forgotten_first() -> None:
    conversations = Conversations()
    for number in range(MOST_CONVERSATIONS + 1):
        conversations.remember(str(number), (Question(Intent.LATEST),))
    assert conversations.last("0") == ()
    assert conversations.last("1") != ()
