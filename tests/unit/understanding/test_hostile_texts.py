"""No text breaks the reader, or makes it slow."""

import sys
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.question import Ambiguous, Question
from bot.understanding.reading import read_question
from bot.understanding.text import MAX_LENGTH, fold, tokenize
from bot.understanding.words import load_words
from tests.questions.mixed import mixed_questions

NOW = date(2024, 6, 2)
load_words().complete()  # so that no text is the one that waits for the words

PIECES = [
    "may", "2024", "12", ".", "-", "/", "tanks", "from", "to", "and", "of", "the", "last", "days", "танків", "травня",
    "за", "'", "t-72", "uk", "ukraine", "says", "over", "500", ",", "000", "k", "?", "👍", "\u200b", "\u0301", "q4",
    "тнаків", "asdfgh", "now", "first", "week",
]  # fmt: skip


@given(st.text(max_size=MAX_LENGTH + 200))
def test_any_text_is_read(text: str) -> None:
    read_question(text, now=NOW)


@given(st.lists(st.sampled_from(PIECES), max_size=250), st.sampled_from(["", " ", "  ", "\n"]))
def test_any_heap_of_known_words_is_read(pieces: list[str], between: str) -> None:
    read = read_question(between.join(pieces), now=NOW)
    if isinstance(read, Question):
        assert read_question(read_again := between.join(pieces), now=NOW) == read, read_again


def test_any_mix_of_what_people_ask_is_read_alone_and_in_a_conversation() -> None:
    before: tuple[Question, ...] = ()
    for text in mixed_questions(6000, seed=2022):
        read = read_question(text, now=NOW, previous=before)
        before = (read,) if isinstance(read, Question) else read.readings if isinstance(read, Ambiguous) else before


@given(st.text(max_size=300))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=300))
def test_tokens_lie_in_order_inside_the_folded_text(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(fold(text))
        end = token.end


def hostile() -> Iterator[str]:
    yield "a" * 10_000
    yield "may " * 1_000
    yield "1/" * 5_000
    yield "12 may 2024 to " * 500
    yield "'" * 10_000
    yield "-" * 10_000
    yield "tnaks" * 1_000
    yield "tnaks " * 1_000
    yield "the last 5 " * 900
    yield "й" * 10_000
    yield "a\u0301" * 5_000
    yield "inmayinmay" * 900
    yield "over 500,000," * 700
    yield "ﷺ" * 2_000  # one character that folds to eighteen
    yield "from between since until " * 300


def steps(text: str) -> int:
    """How many calls of Python functions reading a text takes: a measure that no clock disturbs."""
    count = 0

    def tick(_: object, event: str, __: object) -> None:
        nonlocal count
        count += event == "call"

    read_question(text, now=NOW)  # what is learnt once is not counted
    sys.setprofile(tick)
    try:
        read_question(text, now=NOW)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("text", list(hostile()), ids=lambda text: repr(text[:12]))
def test_the_work_grows_with_the_length_and_is_bounded(text: str) -> None:
    half, whole = steps(text[: MAX_LENGTH // 2]), steps(text[:MAX_LENGTH])
    assert whole <= 3 * half + 2_000, (half, whole)
    assert steps(text) <= whole + 2_000, "what lies beyond the limit costs nothing"
