"""What fits into a message, and where it goes."""

from hypothesis import given
from hypothesis import strategies as st
from telegram import Message
from telegram.constants import MessageLimit

from bot.handlers.sending import Outgoing, Place, fitting
from bot.replies.reply import Line, Reply, Span, html
from tests.fake_telegram import markup, people
from tests.fake_telegram.people import ANN, FORUM, GROUP, Chat, Json

FIGURE: Line = (Span("38,940", bold=True), Span(" Russian personnel"))
SOURCE: Line = (Span("Source: "), Span("Ministry of Defence", url="https://example.org/report?a=1&b=2"))


def message(chat: Chat, content: Json) -> Message:
    said = Message.de_json(people.Message(7, chat, ANN, 1_790_000_000, content).json(), None)
    assert said is not None
    return said


def test_a_reply_that_fits_is_sent_as_it_is() -> None:
    assert fitting([FIGURE, SOURCE]) == html([FIGURE, SOURCE])


def test_a_reply_that_is_too_long_is_cut_at_a_line_and_keeps_its_figure_and_its_source() -> None:
    others = [(Span(f"line {number} " + "x" * 90),) for number in range(60)]
    cut = fitting([FIGURE, *others, SOURCE])
    assert len(cut) <= MessageLimit.MAX_TEXT_LENGTH
    lines = cut.split("\n")
    assert lines[0] == html([FIGURE])
    assert lines[-2:] == ["…", html([SOURCE])]
    assert lines[1:-2] == [html([line]) for line in others[: len(lines) - 3]]
    assert len(lines) > 30


def test_a_first_line_that_would_fill_the_message_is_shortened() -> None:
    cut = fitting([(Span("&" * 5000),), SOURCE])
    assert cut.endswith(html([SOURCE]))
    assert "…" in cut.split("\n")[0]
    assert len(cut) <= MessageLimit.MAX_TEXT_LENGTH


LINES = st.lists(
    st.lists(
        st.builds(Span, st.text(max_size=60), st.booleans(), st.none() | st.just("https://example.org")), max_size=3
    ).map(tuple),
    min_size=1,
    max_size=12,
)


@given(LINES, st.integers(120, 600))
def test_whatever_is_cut_the_rest_is_short_enough_and_valid_html(lines: list[Line], limit: int) -> None:
    cut = fitting(lines, limit)
    assert len(cut) <= limit
    assert not markup.faults(cut)


def test_in_a_private_chat_an_answer_quotes_nothing() -> None:
    assert Place.of(message(Chat(ANN.id), {"text": "?"})) == Place(ANN.id)


def test_in_a_group_an_answer_replies_to_its_question() -> None:
    assert Place.of(message(GROUP, {"text": "?"})) == Place(GROUP.id, None, 7)


def test_in_a_forum_an_answer_stays_in_the_topic() -> None:
    content = {"text": "?", "message_thread_id": 5, "is_topic_message": True}
    assert Place.of(message(FORUM, content)) == Place(FORUM.id, 5, 7)


def test_a_thread_of_replies_is_no_topic() -> None:
    assert Place.of(message(GROUP, {"text": "?", "message_thread_id": 5})) == Place(GROUP.id, None, 7)


def test_two_replies_that_look_the_same_are_the_same() -> None:
    assert Outgoing.of(Reply((FIGURE,), ("a",))) == Outgoing.of(Reply((FIGURE,), ("a",)))
    assert Outgoing.of(Reply((FIGURE,), ("a",))) != Outgoing.of(Reply((FIGURE,), ("b",)))
