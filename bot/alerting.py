"""The composition of what tells alerts: the store's chats, a sender by Telegram, the service, and the handlers."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol

from telegram import Update
from telegram.ext import BaseHandler, ContextTypes

from bot.alerts.delivery import PAID_SLOTS, SLOTS, Books, Deliveries
from bot.alerts.hours import due_digest, quiet_until
from bot.alerts.sender import Message
from bot.alerts.service import AlertService, Digest
from bot.alerts.watching import Watch
from bot.alerts.writing import AlertWriter
from bot.figures import Follower, LiveFigures
from bot.handlers.alert_buttons import AlertButtons
from bot.handlers.broadcasting import TelegramSender
from bot.handlers.desk import Desk
from bot.handlers.membership import Membership
from bot.handlers.owner import Owner
from bot.handlers.pacing import Clock
from bot.handlers.privacy import Privacy
from bot.handlers.registry import Registry
from bot.handlers.subscriptions import Subscriptions
from bot.replies.alert_lines import digest_reply
from bot.serving import SomeApplication
from bot.settings import Settings
from store.orders import take_orders
from store.ports import Store
from store.snapshot import SeriesName, Snapshot
from store.subscriptions import Chat, Subscription


class Part(Protocol):
    """Some of the application's handlers."""

    def handlers(self) -> tuple[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any], ...]:
        """What to register with the application."""


class Alerting:
    """Everything about alerts in one application."""

    def __init__(
        self,
        application: SomeApplication,
        settings: Settings,
        figures: LiveFigures,
        desk: Desk,
        *,
        location: Path | str | None,
        now: Callable[[], datetime],
        clock: Clock | None = None,
    ) -> None:
        """Put it together, and find what has changed since the store was last looked at."""
        self._figures: Final = figures
        self._now: Final = now
        self._sender: Final = TelegramSender(application.bot, paid=settings.paid_broadcast, clock=clock)
        self._slots: Final = PAID_SLOTS if settings.paid_broadcast else SLOTS
        self._orders: Final = tuple if location is None else partial(take_orders, location)
        self._working: asyncio.Task[None] | None = None
        self.service: AlertService
        self.parts: tuple[Part, ...]
        """The handlers, to be registered before those of questions and of all taps, which take whatever is left."""

        def follow(store: Store) -> Follower:
            self.service = self._service_for(store)
            registry = Registry(store.chats, store.alerts, self.service, figures.run, now, lambda: figures.snapshot)
            self.parts = (
                Membership(registry),
                Privacy(registry),
                Owner(registry, settings.owners),
                Subscriptions(desk, registry),
                AlertButtons(desk, registry),
            )
            watch = Watch(store, figures.snapshot, at=now())

            def look(snapshot: Snapshot) -> None:
                watch.catch_up(snapshot, at=now())
                self.service.wake_from_another_thread()

            return look

        figures.follow(follow)

    def begin(self) -> None:
        """Tell what there is to tell from now on, beside the answering."""
        self._working = asyncio.create_task(self.service.run(), name="alerts")

    async def close(self) -> None:
        """Take up nothing more, and wait until what is being sent is noted."""
        self.service.stop()
        if self._working is not None:
            await asyncio.wait({self._working})

    def _service_for(self, store: Store) -> AlertService:
        writer = AlertWriter(self._figures.snapshot.catalogue)
        books = Books(store.chats, store.alerts, writer, quiet_until, self._now)
        keep = self._figures.run
        deliveries = Deliveries(books, self._sender, keep, slots=self._slots)
        return AlertService(books, deliveries, self._sender, keep, digester=self._digest, orders=self._orders)

    def _digest(self, chat: Chat, subscription: Subscription) -> Digest | None:
        snapshot = self._figures.snapshot
        series = snapshot.series.get(SeriesName("russia", "ukraine", "personnel"))
        newest = series.points[-1].on if series is not None else None
        period = due_digest(subscription, newest) if newest is not None else None
        if period is None or newest is None:
            return None
        return Digest(Message(digest_reply(snapshot, period, chat.language, newest)), period.end)
