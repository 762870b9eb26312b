"""Buttons that ask a question: how the question gets onto a button and back.

A button carries 64 bytes. A short question travels in them; for a longer one they only say which button it is, and
the question is the button's own text, which Telegram sends back with the message. Nothing has to be remembered, so
buttons outlive a restart.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.constants import InlineKeyboardButtonLimit

_ASKS: Final = "?"
"""Starts the data of a button that carries its question."""

_SEE_LABEL: Final = "#"
"""Starts the data of a button whose text is its question."""


class Action(NamedTuple):
    """A button that does something else than ask: what it says, and the data (at most 64 bytes) that it brings."""

    label: str
    data: str


def actions_keyboard(rows: Sequence[Sequence[Action]]) -> InlineKeyboardMarkup | None:
    """The actions as they stand in rows; None where there are none."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(action.label, callback_data=action.data) for action in row] for row in rows]
    )


def keyboard(questions: Sequence[str]) -> InlineKeyboardMarkup | None:
    """A button for each question, one below the other; None where there are none."""
    if not questions:
        return None
    return InlineKeyboardMarkup.from_column(
        [
            InlineKeyboardButton(question, callback_data=_data(question, number))
            for number, question in enumerate(questions)
        ]
    )


def question_on(tapped: CallbackQuery) -> str | None:
    """The question on a tapped button; None where the message is too old to tell."""
    data = tapped.data or ""
    if data.startswith(_ASKS):
        return data.removeprefix(_ASKS)
    if not data.startswith(_SEE_LABEL) or not isinstance(tapped.message, Message):
        return None
    markup = tapped.message.reply_markup
    rows = markup.inline_keyboard if markup is not None else ()
    return next((button.text for row in rows for button in row if button.callback_data == data), None)


def _data(question: str, number: int) -> str:
    carried = f"{_ASKS}{question}"
    fits = len(carried.encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
    return carried if fits else f"{_SEE_LABEL}{number}"
