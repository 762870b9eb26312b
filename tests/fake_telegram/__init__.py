"""A Telegram of our own: the Bot API over loopback HTTP, and people who write to the bot.

async with FakeTelegram() as telegram:
    ...                                         # start a bot that talks to telegram.url
    await telegram.private("May 2024 losses?")
    answer = await telegram.sent()
    assert "38,940" in answer.text
"""

from tests.fake_telegram.api import TOKEN, Call
from tests.fake_telegram.driver import FakeTelegram, Seen
from tests.fake_telegram.people import ANN, BOT, CHANNEL, FORUM, GROUP, OLENA, Chat, Message, User

__all__ = [
    "ANN",
    "BOT",
    "CHANNEL",
    "FORUM",
    "GROUP",
    "OLENA",
    "TOKEN",
    "Call",
    "Chat",
    "FakeTelegram",
    "Message",
    "Seen",
    "User",
]
