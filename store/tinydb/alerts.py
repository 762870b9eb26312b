"""Alerts and how far their telling has come, in two TinyDB collections.

An alert is written a few times in its life; how far it has come is written several times a second while it is told,
so that is a file of its own, and small. The tables of `alerts`:

- `alerts`: id → the alert;
- `tellings`: id → the end of its telling, where it is over: who got it;
- `looked`: up to which version of the figures changes have been looked at.

Those of `deliveries`:

- `tellings`: id → where a telling is: cursor, what is in flight, counts, and who got it so far. It outranks the one
  in `alerts`;
- `held`: address → what it is to be told when its quiet hours are over.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final

from store.alerts import OVER, Alert, AlertState, Held, Outcome, Progress, may_become
from store.ports import StoreDamagedError
from store.subscriptions import Address
from store.tinydb.collection import Collection
from store.tinydb.schema import Document, Schema
from store.tinydb.shelf import Shelf
from store.tinydb.storage import CachedStorage

ALERTS: Final = Schema("alerts")
DELIVERIES: Final = Schema("deliveries")


class TinyAlerts:
    """`store.ports.Alerts` on two TinyDB storages."""

    def __init__(self, alerts: CachedStorage, deliveries: CachedStorage) -> None:
        """Read both, so that a damaged file is noticed before anything is added to it.

        Raises:
            StoreError: a storage cannot be read, or holds something else.
        """
        self._path = deliveries.path
        self._alerts_file = Collection(alerts)
        self._deliveries_file = Collection(deliveries)
        self._alerts = Shelf(self._alerts_file.table("alerts"), Alert, alerts.path)
        self._ended = self._alerts_file.table("tellings")
        self._looked = self._alerts_file.table("looked")
        self._tellings = self._deliveries_file.table("tellings")
        self._held = Shelf(self._deliveries_file.table("held"), Held, deliveries.path)
        self._read: dict[str, _Telling] = {}
        self._told: dict[str, str] | None = None
        self._told_keys()
        self._held.models()
        for alert in self._alerts.models():
            self._telling(alert)

    def alert(self, alert: str) -> Alert | None:
        """See `store.ports.Alerts`."""
        return self._alerts.models().get(alert)

    def alerts(self) -> tuple[Alert, ...]:
        """See `store.ports.Alerts`."""
        return tuple(sorted(self._alerts.models().values(), key=lambda alert: (alert.created, alert.id)))

    def told_by(self, key: str) -> str | None:
        """See `store.ports.Alerts`."""
        return self._told_keys().get(key)

    def add(self, alert: Alert) -> None:
        """See `store.ports.Alerts`."""
        self._note(alert, None)

    def looked_at(self) -> int | None:
        """See `store.ports.Alerts`."""
        document = self._looked.document("figures")
        return None if document is None else int(document["version"])

    def look(self, version: int, alert: Alert | None = None) -> None:
        """See `store.ports.Alerts`."""
        if alert is not None or version != self.looked_at():
            self._note(alert, version)

    def _note(self, alert: Alert | None, version: int | None) -> None:
        if alert is not None:
            self._check_new(alert)
        ended = self._ended_since() if alert is not None else {}
        with self._writing(self._alerts_file):
            self._alerts.put({alert.id: alert} if alert is not None else {})
            self._ended.put(ended)
            if version is not None:
                self._looked.put({"figures": {"version": version}})
        if ended:
            with self._writing(self._deliveries_file):
                self._tellings.drop(ended)

    def _check_new(self, alert: Alert) -> None:
        if self.alert(alert.id) is not None:
            raise ValueError(f"there is an alert {alert.id} already")
        for key in alert.tells:
            if (earlier := self.told_by(key)) is not None:
                raise ValueError(f"alert {earlier} tells {key} already")

    def set_state(self, alert: str, state: AlertState) -> None:
        """See `store.ports.Alerts`."""
        known = self._known(alert)
        if known.state is state:
            return
        if not may_become(known, state, self.held()):
            raise ValueError(f"alert {alert} is {known.state}, and stays so")
        with self._writing(self._alerts_file):
            self._alerts.put({alert: Alert.model_validate({**dict(known), "state": state})})

    def progress(self, alert: str) -> Progress:
        """See `store.ports.Alerts`."""
        return self._telling(alert).progress

    def advance(
        self, alert: str, *, done: Mapping[Address, Outcome] = MappingProxyType({}), sending: Iterable[Address] = ()
    ) -> None:
        """See `store.ports.Alerts`."""
        self._known(alert)
        there = self._held.models()
        held = frozenset(address for address in done if address.key in there and alert in there[address.key].alerts)
        telling = self._telling(alert).advanced(done, frozenset(sending), held)
        with self._writing(self._deliveries_file):
            self._tellings.put({alert: telling.document()})
        self._read[alert] = telling

    def recipients(self, alert: str) -> frozenset[Address]:
        """See `store.ports.Alerts`."""
        return frozenset(map(Address.of_key, self._telling(alert).sent))

    def held(self) -> tuple[Held, ...]:
        """See `store.ports.Alerts`."""
        return tuple(sorted(self._held.models().values(), key=lambda held: held.address))

    def hold(self, alert: str, due: Mapping[Address, datetime]) -> None:
        """See `store.ports.Alerts`."""
        held: dict[str, Held] = {}
        for address, until in due.items():
            there = self._held.models().get(address.key)
            if there is None:
                held[address.key] = Held(address=address, alerts=(alert,), due=until)
            elif alert not in there.alerts:
                held[address.key] = Held(address=address, alerts=(*there.alerts, alert), due=there.due)
        with self._writing(self._deliveries_file):
            self._held.put(held)

    def release(self, addresses: Iterable[Address]) -> None:
        """See `store.ports.Alerts`."""
        with self._writing(self._deliveries_file):
            self._held.drop(address.key for address in addresses)

    def forget(self, chat: int) -> None:
        """See `store.ports.Alerts`."""
        self._readdress(chat, None)

    def move(self, chat: int, to: int) -> None:
        """See `store.ports.Alerts`."""
        if chat != to:
            self._readdress(chat, to)

    def close(self) -> None:
        """Let go of everything held."""
        self._alerts_file.close()
        self._deliveries_file.close()
        self._forget_what_is_read()

    def _readdress(self, chat: int, to: int | None) -> None:
        """Put another chat, or none, in the place of one wherever it is noted."""
        changed = {
            alert: telling.readdressed(chat, to)
            for alert in self._alerts.models()
            if (telling := self._telling(alert)).concerns(chat)
        }
        there = {held.address: held for held in self._held.models().values()}
        leaving = [address for address in there if address.chat == chat]
        # What is over may be noted in either file, or after a crash in both.
        ended = {alert for alert in changed if self._ended.document(alert) is not None}
        going_on = {alert for alert in changed if self._tellings.document(alert) is not None}
        with self._writing(self._deliveries_file):
            self._tellings.put({alert: changed[alert].document() for alert in going_on})
            self._held.drop(address.key for address in leaving)
            for address in leaving if to is not None else ():
                new = Address(to or 0, address.topic)
                if new not in there:
                    self._held.put({new.key: Held.model_validate({**dict(there[address]), "address": new})})
        if ended:
            with self._writing(self._alerts_file):
                self._ended.put({alert: changed[alert].document() for alert in ended})
        self._read |= changed

    def _ended_since(self) -> dict[str, Document]:
        """What can leave the small file: tellings that are over, and of which nothing is held."""
        held = {alert for held in self._held.models().values() for alert in held.alerts}
        return {
            alert.id: dict(document)
            for alert in self._alerts.models().values()
            if alert.state in OVER and alert.id not in held and (document := self._tellings.document(alert.id))
        }

    def _known(self, alert: str) -> Alert:
        known = self.alert(alert)
        if known is None:
            raise LookupError(f"there is no alert {alert}")
        return known

    def _told_keys(self) -> dict[str, str]:
        if self._told is None:
            self._told = {key: alert.id for alert in self._alerts.models().values() for key in alert.tells}
        return self._told

    def _telling(self, alert: str) -> "_Telling":
        if alert not in self._read:
            document = self._tellings.document(alert) or self._ended.document(alert)
            try:
                self._read[alert] = _Telling() if document is None else _Telling.of_document(document)
            except (KeyError, TypeError, ValueError) as error:
                raise StoreDamagedError(self._path, f"what it says of alert {alert} is no progress") from error
        return self._read[alert]

    @contextmanager
    def _writing(self, file: Collection) -> Iterator[None]:
        """One write for all changes inside; what is remembered of the tables is what is on disk."""
        try:
            with file.transaction():
                yield
        except BaseException:
            self._forget_what_is_read()
            raise
        self._told = None

    def _forget_what_is_read(self) -> None:
        self._alerts.forget()
        self._held.forget()
        self._read.clear()
        self._told = None


@dataclass(frozen=True, slots=True)
class _Telling:
    """How far the telling of one alert has come, and who got it."""

    cursor: Address | None = None
    in_flight: frozenset[Address] = frozenset()
    counts: Mapping[Outcome, int] = field(default_factory=dict)
    sent: tuple[str, ...] = ()
    """Keys of addresses: there are many, and they are written again with every step."""

    @property
    def progress(self) -> Progress:
        return Progress(cursor=self.cursor, in_flight=self.in_flight, counts=self.counts)

    def concerns(self, chat: int) -> bool:
        noted = (*map(Address.of_key, self.sent), *self.in_flight, *([self.cursor] if self.cursor else ()))
        return any(address.chat == chat for address in noted)

    def advanced(
        self, done: Mapping[Address, Outcome], sending: frozenset[Address], held: frozenset[Address]
    ) -> "_Telling":
        counts = Counter(self.counts)
        sent = dict.fromkeys(self.sent)
        for address, outcome in done.items():
            if address not in self.in_flight:
                # Noted before, or forgotten meanwhile; only what is held back may yet be sent.
                if outcome is Outcome.HELD or address.key in sent or address not in held:
                    continue
                counts[Outcome.HELD] -= 1
            counts[outcome] += 1
            if outcome is Outcome.SENT:
                sent[address.key] = None
        taken_up = max((address for address in (self.cursor, *done, *sending) if address is not None), default=None)
        return _Telling(taken_up, (self.in_flight - done.keys()) | sending, +counts, tuple(sent))

    def readdressed(self, chat: int, to: int | None) -> "_Telling":
        def elsewhere(addresses: Iterable[Address]) -> Iterator[Address]:
            for address in addresses:
                if address.chat != chat:
                    yield address
                elif to is not None:
                    yield Address(to, address.topic)

        sent = tuple(dict.fromkeys(address.key for address in elsewhere(map(Address.of_key, self.sent))))
        cursor = self.cursor
        if cursor is not None and cursor.chat == chat:
            cursor = Address(chat - 1, sys.maxsize)  # stands where it stood, and names nobody
        return _Telling(cursor, frozenset(elsewhere(self.in_flight)), self.counts, sent)

    def document(self) -> Document:
        return {
            "cursor": None if self.cursor is None else self.cursor.key,
            "in_flight": [address.key for address in sorted(self.in_flight)],
            "counts": {outcome.value: count for outcome, count in self.counts.items()},
            "sent": list(self.sent),
        }

    @classmethod
    def of_document(cls, document: Document) -> "_Telling":
        cursor = document["cursor"]
        return cls(
            cursor=None if cursor is None else Address.of_key(cursor),
            in_flight=frozenset(map(Address.of_key, document["in_flight"])),
            counts={Outcome(outcome): int(count) for outcome, count in document["counts"].items()},
            sent=tuple(document["sent"]),
        )
