"""Which messages are for the bot, and what is left of them to answer."""

from typing import Any

import pytest
from telegram import Message, User

from bot.handlers.addressing import asked_in
from tests.fake_telegram import people
from tests.fake_telegram.people import ANN, BOT, FORUM, GROUP, Chat, Json, written

ME = User.de_json(BOT.json(), None)
PRIVATE = Chat(ANN.id)


def message(chat: Chat, content: Json, *, sender: people.User = ANN) -> Message:
    said = Message.de_json(people.Message(7, chat, sender, 1_790_000_000, content).json(), None)
    assert said is not None
    return said


def reply_to(sender: people.User, text: str, **more: Any) -> Json:
    return {"reply_to_message": people.Message(6, GROUP, sender, 1_790_000_000, {**written(text), **more}).json()}


def asked(chat: Chat, text: str, **more: Any) -> str | None:
    return asked_in(message(chat, {**written(text), **more}), ME)


def test_in_a_private_chat_everything_is_a_question() -> None:
    assert asked(PRIVATE, "May 2024 losses?") == "May 2024 losses?"


def test_in_a_group_what_is_not_addressed_to_the_bot_is_left_alone() -> None:
    assert asked(GROUP, "May 2024 losses?") is None


@pytest.mark.parametrize(
    "text",
    [
        "@loss_figures_bot May 2024 losses?",
        "@Loss_Figures_Bot, May 2024 losses?",
        "May 2024 losses? @loss_figures_bot",
        "/losses May 2024 losses?",
        "/losses@loss_figures_bot May 2024 losses?",
        "/LOSSES\nMay 2024 losses?",
    ],
)
def test_in_a_group_a_mention_or_the_command_asks_what_is_left_without_it(text: str) -> None:
    assert asked(GROUP, text) == "May 2024 losses?"


@pytest.mark.parametrize(
    "text",
    [
        "@loss_figures_bot2 May 2024 losses?",
        "write to me@loss_figures_bot about May",
        "/losses@other_bot May 2024",
        "/lossesful May 2024",
        "/start",
    ],
)
def test_another_name_or_command_that_only_looks_similar_does_not_address_the_bot(text: str) -> None:
    assert asked(GROUP, text) is None


def test_a_mention_without_the_username_counts_as_one() -> None:
    entity = {"type": "text_mention", "offset": 0, "length": 12, "user": BOT.json()}
    assert asked(GROUP, "Loss figures how many tanks?", entities=[entity]) == "how many tanks?"


def test_a_mention_of_somebody_else_by_the_same_words_does_not() -> None:
    entity = {"type": "text_mention", "offset": 0, "length": 12, "user": ANN.json()}
    assert asked(GROUP, "Loss figures how many tanks?", entities=[entity]) is None


def test_a_reply_to_the_bot_is_for_the_bot() -> None:
    assert asked(GROUP, "and tanks?", **reply_to(BOT, "38,940")) == "and tanks?"


def test_a_reply_to_somebody_else_is_not() -> None:
    assert asked(GROUP, "and tanks?", **reply_to(ANN, "38,940")) is None


def test_a_topic_that_the_bot_opened_does_not_make_every_message_in_it_a_reply() -> None:
    opened = reply_to(BOT, "", forum_topic_created={"name": "Losses", "icon_color": 1})
    assert asked(FORUM, "and tanks?", **opened) is None


def test_the_name_alone_in_reply_to_a_question_passes_that_question_on() -> None:
    assert asked(GROUP, "@loss_figures_bot", **reply_to(ANN, "How many tanks in May 2024?")) == (
        "How many tanks in May 2024?"
    )


def test_the_name_alone_asks_nothing_in_particular() -> None:
    assert asked(GROUP, "@loss_figures_bot") == ""


def test_the_command_alone_asks_nothing_in_particular() -> None:
    assert asked(GROUP, "/losses") == ""


def test_a_picture_is_asked_about_by_its_caption() -> None:
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    assert asked_in(message(PRIVATE, {"photo": photo, "caption": "tanks in May?"}), ME) == "tanks in May?"


def test_other_bots_are_not_answered_so_that_two_bots_cannot_talk_for_ever() -> None:
    other = people.User(99, "Other", None, "other_bot", is_bot=True)
    assert asked_in(message(GROUP, written("@loss_figures_bot tanks?"), sender=other), ME) is None


def test_an_anonymous_admin_is_a_person_though_telegram_calls_the_writer_a_bot() -> None:
    stand_in = people.User(1087968824, "Group", None, "GroupAnonymousBot", is_bot=True)
    content = {**written("@loss_figures_bot tanks?"), "sender_chat": GROUP.json()}
    assert asked_in(message(GROUP, content, sender=stand_in), ME) == "tanks?"


def test_a_figure_that_was_sent_by_way_of_the_bot_is_not_asked_back() -> None:
    assert asked(PRIVATE, "38,940 personnel", via_bot=BOT.json()) is None


def test_a_slash_that_starts_no_command_is_part_of_the_question() -> None:
    assert asked(PRIVATE, "/5/2024?") == "/5/2024?"
