"""A process that tells an alert: the real store, pacing and delivery, with a Bot API given by its address.

python -m tests.e2e.telling STORE URL [--paid] [--lifted] [--httpx] [--patience SECONDS]
"""

import asyncio
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from telegram.ext import ExtBot
from telegram.request import BaseRequest, HTTPXRequest

import bot.handlers  # noqa: F401 - decides how python-telegram-bot tells time spans
from bot.alerts.delivery import PAID_SLOTS, SLOTS, Books, Deliveries
from bot.alerts.hours import quiet_until
from bot.alerts.pacing import Limits, Turn
from bot.alerts.writing import AlertWriter
from bot.figures import LiveFigures
from bot.handlers.broadcasting import TelegramSender
from bot.handlers.fast_requests import FastRequest
from bot.handlers.pacing import Pacing
from store.catalogue import load_catalogue
from store.tinydb.folder import TinyStore
from tests.announcements import NOON, a_chat, a_subscription, an_alert
from tests.fake_telegram import TOKEN

ALERT = "2024-06-01.1"

AS_FAST_AS_IT_GOES = 1_000_000
"""Messages a second: more than can be made."""


def prepare(store: Path, chats: Iterable[int]) -> None:
    """A store with an alert to tell, and chats that want to hear of it."""
    with TinyStore(store) as made:
        chats = list(chats)
        made.chats.put_chats(a_chat(number) for number in chats)
        made.chats.subscribe(a_subscription(number) for number in chats)
        made.alerts.add(an_alert(ALERT, created=NOON))


async def tell(store: Path, url: str, *, paid: bool, lifted: bool, httpx: bool, patience: float) -> None:
    """Tell the alert to the end; `lifted` as fast as it goes, to a Telegram without limits."""
    slots = PAID_SLOTS if paid else SLOTS
    request: BaseRequest = FastRequest(slots, timeout=patience)
    if httpx:
        request = HTTPXRequest(slots, read_timeout=patience, pool_timeout=60)
    with TinyStore(store) as opened, LiveFigures(opened) as figures:
        pacing = Pacing(limits=Limits(paid=AS_FAST_AS_IT_GOES) if lifted else None)
        async with ExtBot(TOKEN, f"{url}/bot", request=request, rate_limiter=pacing) as sender:
            writer = AlertWriter(load_catalogue())
            books = Books(opened.chats, opened.alerts, writer, quiet_until, lambda: datetime.now(UTC))
            turned: ExtBot[Turn] = sender
            await Deliveries(books, TelegramSender(turned, paid=paid), figures.run, slots=slots).tell(ALERT)


def main(arguments: Sequence[str]) -> None:
    """Run as a process."""
    parser = ArgumentParser()
    parser.add_argument("store", type=Path)
    parser.add_argument("url")
    parser.add_argument("--paid", action="store_true")
    parser.add_argument("--lifted", action="store_true")
    parser.add_argument("--httpx", action="store_true")
    parser.add_argument("--patience", type=float, default=10.0)
    said = parser.parse_args(arguments)
    options = {name: getattr(said, name) for name in ("paid", "lifted", "httpx", "patience")}
    asyncio.run(tell(said.store, said.url, **options))


if __name__ == "__main__":
    main(sys.argv[1:])
