"""Which answers are remembered."""

from telegram import Message

from bot.handlers.answered import Answer, Answered
from bot.handlers.sending import Outgoing
from tests.fake_telegram import people
from tests.fake_telegram.people import ANN, GROUP, OLENA, Chat


def question(number: int, chat: Chat = GROUP) -> Message:
    said = Message.de_json(people.Message(number, chat, ANN, 1_790_000_000, {"text": "?"}).json(), None)
    assert said is not None
    return said


def test_an_answer_is_found_by_its_question() -> None:
    answered = Answered()
    answered.remember(question(1), Answer(2, Outgoing("38,940")))
    assert answered.to(question(1)) == Answer(2, Outgoing("38,940"))


def test_messages_of_two_chats_with_one_number_are_two_questions() -> None:
    answered = Answered()
    answered.remember(question(1, Chat(ANN.id)), Answer(2, Outgoing("38,940")))
    assert answered.to(question(1, Chat(OLENA.id))) is None


def test_only_the_newest_are_remembered() -> None:
    answered = Answered(most=2)
    for number in (1, 2, 3):
        answered.remember(question(number), Answer(number + 10, Outgoing("38,940")))
    assert [answered.to(question(number)) is not None for number in (1, 2, 3)] == [False, True, True]
