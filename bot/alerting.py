"""The composition of what tells alerts: the store's chats, a sender by Telegram, the service, and the handlers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from bot.alerts.delivery import PAID_SLOTS, SLOTS, Books, Deliveries, Keep
from bot.alerts.hours import due_digest, quiet_until
from bot.alerts.sender import Message
from bot.alerts.service import AlertService, Digest
from bot.alerts.watching import Watch
from bot.alerts.writing import AlertWriter
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
from store.alerts import Alert
from store.catalogue import Catalogue
from store.orders import take_orders
from store.ports import Changes, Store
from store.snapshot import SeriesName, Snapshot, build_snapshot
from store.subscriptions import Chat, Subscription


class Known:
    """The snapshot of what the store holds, swapped in one step when that changes."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        """Build the first one."""
        self._store: Final = store
        self._catalogue: Final = catalogue
        self._snapshot = self._built()

    def snapshot(self) -> Snapshot:
        """What is known."""
        return self._snapshot

    def renew(self) -> Snapshot:
        """Look at the store again; in its thread."""
        self._snapshot = self._built()
        return self._snapshot

    def _built(self) -> Snapshot:
        figures = self._store.figures
        return build_snapshot(self._catalogue, figures.reports(), figures.claims())


@dataclass(frozen=True, slots=True)
class Kept:
    """The store, its snapshot, its thread, and where it is."""

    store: Store
    known: Known
    keep: Keep
    location: Path | str


class Alerting:
    """Everything about alerts in one application."""

    def __init__(
        self,
        application: SomeApplication,
        settings: Settings,
        kept: Kept,
        desk: Desk,
        *,
        now: Callable[[], datetime],
        clock: Clock | None = None,
    ) -> None:
        """Put it together, add its handlers, and find what has changed since the store was last looked at."""
        self._kept: Final = kept
        self._now: Final = now
        snapshot = kept.known.snapshot()
        books = Books(kept.store.chats, kept.store.alerts, AlertWriter(snapshot.catalogue), quiet_until, now)
        sender = TelegramSender(application.bot, paid=settings.paid_broadcast, clock=clock)
        slots = PAID_SLOTS if settings.paid_broadcast else SLOTS
        deliveries = Deliveries(books, sender, kept.keep, slots=slots)
        self.service: Final = AlertService(
            books, deliveries, sender, kept.keep, digester=self._digest, orders=partial(take_orders, kept.location)
        )
        self._watch: Final = Watch(kept.store, snapshot, at=now())
        registry = Registry(kept.store.chats, kept.store.alerts, self.service, kept.keep, now, kept.known.snapshot)
        # Before the handlers of questions and of all taps, which take whatever is left.
        for part in (
            Membership(registry),
            Privacy(registry),
            Owner(registry, settings.owners),
            Subscriptions(desk, registry),
        ):
            application.add_handlers(part.handlers())

    async def changed(self, changes: Changes) -> Alert | None:
        """The store's figures have changed: what is known is renewed, and whoever waited for it is told."""

        def look() -> Alert | None:
            return self._watch.look(self._kept.known.renew(), changes, at=self._now())

        alert = await self._kept.keep(look)
        self.service.wake()
        return alert

    def _digest(self, chat: Chat, subscription: Subscription) -> Digest | None:
        snapshot = self._kept.known.snapshot()
        series = snapshot.series.get(SeriesName("russia", "ukraine", "personnel"))
        newest = series.points[-1].on if series is not None else None
        period = due_digest(subscription, newest) if newest is not None else None
        if period is None or newest is None:
            return None
        return Digest(Message(digest_reply(snapshot, period, chat.language, newest)), period.end)
