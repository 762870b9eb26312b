"""A word in passing: on the screen of whoever tapped a button, and of nobody else."""

from telegram import CallbackQuery
from telegram.error import BadRequest


async def pop_up(query: CallbackQuery, text: str) -> None:
    """Say something; one who has waited too long for it does without."""
    try:
        await query.answer(text)
    except BadRequest as refused:
        if "query is too old" not in refused.message.casefold():
            raise
