"""Slips of the thumb: swapped and doubled letters, missing spaces, the keyboard of another language."""

from datetime import date

import pytest

from bot.understanding.question import NotAQuestion, Question
from bot.understanding.reading import read_question
from bot.understanding.words import load_words

NOW = date(2024, 6, 2)


def asked(text: str) -> Question:
    read = read_question(text, now=NOW)
    assert isinstance(read, Question), read
    return read


@pytest.mark.parametrize(
    "text",
    [
        "ефтлі ьфн 2024",
        "nfyrb pf nhfdtym 2024",
        "tanksmay 2024",
        "tanksin may 2024",
        "танківвтравні 2024",
        "танки утравні 2024",
    ],
)
def test_a_slip_leaves_the_question_what_it_was(text: str) -> None:
    question = asked(text)
    assert question.metrics == ("tanks",)
    assert [(when.start, when.end) for when in question.whens] == [(date(2024, 5, 1), date(2024, 5, 31))]


@pytest.mark.parametrize(
    ("typed", "read"),
    [("ефтлі", "tanks"), ("nfyrb", "танки"), ("tnak", "tank"), ("tannk", "tank"), ("taanks", "tanks")],
)
def test_a_slip_is_owned_up_to(typed: str, read: str) -> None:
    assert asked(typed).corrections == ((typed, read),)


@pytest.mark.parametrize(("typed", "read"), [("dya", "day"), ("mayy", "may"), ("spet", "sept")])
def test_a_short_word_may_have_letters_swapped_or_doubled(typed: str, read: str) -> None:
    (item,) = load_words().read(typed)
    assert item.corrections == ((typed, read),)


@pytest.mark.parametrize("word", ["amy", "mai", "xyz", "ato", "from", "ayp"])
def test_a_short_word_is_nothing_else_by_any_other_error(word: str) -> None:
    (item,) = load_words().read(word)
    assert item.corrections == ()


@pytest.mark.parametrize("text", ["qwerty asdfgh", "йцукен фівапр", "hjk", "czołgi i piechota", "jr"])
def test_what_says_nothing_on_any_keyboard_stays_unread(text: str) -> None:
    assert isinstance(read_question(text, now=NOW), NotAQuestion)


def test_a_text_that_says_something_as_it_stands_is_never_read_as_typed_on_another_keyboard() -> None:
    assert asked("tanks xqzt may 2024").unread == ("xqzt",)
