"""Telegram's updates → questions → messages: the only part that knows Telegram, beside `bot.app`."""

import os

# python-telegram-bot warns about every time span unless told that spans may be timedeltas, as they will always be.
os.environ.setdefault("PTB_TIMEDELTA", "1")
