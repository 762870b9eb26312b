"""Questions travel on buttons and come back."""

from telegram import CallbackQuery, InlineKeyboardMarkup

from bot.handlers.buttons import keyboard, question_on
from tests.fake_telegram import people
from tests.fake_telegram.people import ANN, BOT, Chat, Json

SHORT = "How many tanks in May 2024?"
LONG = "Скільки особового складу втратила Росія у травні 2024 року?"


def sent(*questions: str) -> InlineKeyboardMarkup:
    buttons = keyboard(questions)
    assert buttons is not None
    return buttons


def tapped(buttons: InlineKeyboardMarkup, index: int, *, forgotten: bool = False) -> CallbackQuery:
    message = people.Message(7, Chat(ANN.id), BOT, 1_790_000_000, {"text": "?", "reply_markup": buttons.to_dict()})
    kept: Json = message.json()
    if forgotten:
        kept = {"chat": kept["chat"], "message_id": 7, "date": 0}
    data = buttons.inline_keyboard[index][0].callback_data
    query = {"id": "1", "from": ANN.json(), "chat_instance": "1", "data": data, "message": kept}
    return CallbackQuery.de_json(query, None)


def test_no_questions_make_no_keyboard() -> None:
    assert keyboard(()) is None


def test_each_question_gets_a_row_of_its_own() -> None:
    rows = sent(SHORT, LONG).inline_keyboard
    assert [[button.text for button in row] for row in rows] == [[SHORT], [LONG]]


def test_no_button_carries_more_than_telegram_allows() -> None:
    rows = sent(SHORT, LONG, "é" * 31, "é" * 32).inline_keyboard
    assert all(len(str(button.callback_data).encode()) <= 64 for row in rows for button in row)


def test_a_tapped_button_tells_its_question_however_long() -> None:
    buttons = sent(SHORT, LONG)
    assert [question_on(tapped(buttons, index)) for index in (0, 1)] == [SHORT, LONG]


def test_a_short_question_is_known_even_where_telegram_has_forgotten_the_message() -> None:
    assert question_on(tapped(sent(SHORT), 0, forgotten=True)) == SHORT


def test_a_long_question_on_a_forgotten_message_is_lost() -> None:
    assert question_on(tapped(sent(LONG), 0, forgotten=True)) is None


def test_a_button_of_an_earlier_version_asks_nothing() -> None:
    message = people.Message(7, Chat(ANN.id), BOT, 1_790_000_000, {"text": "?"}).json()
    query = {"id": "1", "from": ANN.json(), "chat_instance": "1", "data": "v0:menu", "message": message}
    assert question_on(CallbackQuery.de_json(query, None)) is None
