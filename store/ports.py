"""What a backend of the store fulfils, whatever it keeps its documents in, and the errors it raises.

A backend is used from one thread at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Final, Protocol, Self

from pydantic import AwareDatetime

from store.models import Claim, Identifier, Model, Report

if TYPE_CHECKING:  # whoever only asks a question needs none of them
    from store.alerts import Alert, AlertState, Held, Outcome, Progress
    from store.subscriptions import Address, Chat, Subscription

Entry = Report | Claim
"""A stored value that carries figures; `key` is its natural key."""


class Origin(Model):
    """Where a change came from."""

    name: Identifier
    """The way in: "seeds", "import", "owner" …"""
    detail: str = ""
    """What exactly: the files imported, the version of the seeds."""
    at: AwareDatetime


class Revision(Model):
    """What an entry said until it was replaced or withdrawn."""

    was: Report | Claim
    origin: Origin
    """What had brought it."""
    replaced_by: Origin
    """What replaced or withdrew it, and when."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The keys of a batch by what became of them; false if nothing was written."""

    added: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.revised or self.withdrawn)


@dataclass(frozen=True, slots=True)
class Change:
    """One batch as it went in."""

    origin: Origin
    entries: tuple[Entry, ...] = ()
    """What it added or revised, in the order of their keys."""
    withdrawn: tuple[str, ...] = ()
    """The keys of what it took back, in order."""


class Figures(Protocol):
    """The reports and claims that are known, and how they came to be what they are."""

    @property
    def version(self) -> int:
        """How many changes have been made: a snapshot built at another version is stale."""

    def reports(self) -> tuple[Report, ...]:
        """All reports, in the order of their keys."""

    def claims(self) -> tuple[Claim, ...]:
        """All claims, in the order of their keys."""

    def origin(self, key: str) -> Origin | None:
        """What brought the entry as it stands now; None if there is none of that key."""

    def history(self, key: str) -> tuple[Revision, ...]:
        """What the entry said before, oldest first; empty if it was never revised."""

    def changes(self) -> tuple[Change, ...]:
        """All that ever went in, oldest first: these changes, made one after the other, lead to what is stored."""

    def latest(self, name: str) -> Origin | None:
        """The origin of the newest change that came in by `name`."""

    def close(self) -> None:
        """Let go of everything held; any later call raises `StoreClosedError`."""


class WritableFigures(Figures, Protocol):
    """Figures that can be added to. Nothing is ever overwritten: what is replaced becomes history."""

    def put(self, entries: Iterable[Entry], *, origin: Origin, withdrawn: Iterable[str] = ()) -> Changes:
        """Store a batch whole or not at all; once this returns, it is on disk.

        Args:
            entries: what to add, or to put in the place of what now has its key. An entry that says what is
                stored already is left as it is, with its origin; a batch of such entries writes nothing.
            origin: where the batch comes from.
            withdrawn: the keys of entries that no longer stand; unknown keys are passed over.

        Raises:
            ValueError: the batch says two things under one key, gives what it withdraws, or holds an entry that is
                not as its model wants it.
            StoreError: it could not be written; what `reports` and `claims` say is what is on disk.
        """

    def replay(self, changes: Iterable[Change]) -> None:
        """Make changes that other figures went through, whole or not at all, where nothing has been stored yet.

        Raises:
            ValueError: something has been stored before, or a change is none that `put` would take.
            StoreError: it could not be written, and nothing is stored.
        """


class Version(Model):
    """The version of a file at an address that was last taken in, as its server names it."""

    etag: str | None = None
    last_modified: str | None = None
    figures: int
    """The version of the figures once it was in: figures of an earlier one do not hold it."""


class SyncSuccess(Model):
    """A synchronisation that went through, whether or not there was news."""

    at: AwareDatetime
    added: int
    """How many reports were new."""
    revised: int
    """How many reports changed."""


class SyncFailure(Model):
    """A synchronisation that left the figures as they were."""

    at: AwareDatetime
    why: str


class SyncStatus(Model):
    """How synchronising with one upstream last went."""

    success: SyncSuccess | None = None
    failure: SyncFailure | None = None

    @property
    def failing(self) -> bool:
        """Whether the last attempt failed."""
        return self.failure is not None and (self.success is None or self.failure.at > self.success.at)


class Syncs(Protocol):
    """What is known of the upstreams that figures are fetched from."""

    def status(self, upstream: str) -> SyncStatus:
        """How synchronising with `upstream` last went; blank if it has never been tried."""

    def version(self, url: str) -> Version | None:
        """What was last taken in from `url`."""


class WritableSyncs(Syncs, Protocol):
    """Notes on upstreams that can be added to; once a call returns, the note is on disk."""

    def succeeded(self, upstreams: Iterable[str], success: SyncSuccess, versions: Mapping[str, Version]) -> None:
        """Note a success with `upstreams`, and the version of each address that had news."""

    def failed(self, upstreams: Iterable[str], failure: SyncFailure) -> None:
        """Note a failure with `upstreams`."""


class Chats(Protocol):
    """The chats that want to hear of something, and what. Once a call that changes something returns, it is on disk."""

    def chat(self, chat: int) -> Chat | None:
        """The chat of that id, as it was last put."""

    def chats(self) -> tuple[Chat, ...]:
        """All chats, in the order of their ids."""

    def put_chats(self, chats: Iterable[Chat]) -> None:
        """Store chats in one write, each in the place of what is known of it."""

    def subscriptions(self, chat: int) -> tuple[Subscription, ...]:
        """What a chat has subscribed to, oldest first."""

    def every_subscription(self) -> tuple[Subscription, ...]:
        """What all chats have subscribed to, in the order of their addresses."""

    def subscribe(self, subscriptions: Iterable[Subscription]) -> None:
        """Store subscriptions in one write, each in the place of the one of its key.

        Raises:
            LookupError: the chat of one is not known; nothing is stored.
        """

    def unsubscribe(self, keys: Iterable[str]) -> None:
        """Remove subscriptions; unknown keys are passed over."""

    def move(self, chat: int, to: int) -> None:
        """Carry a chat over to another id, with its subscriptions.

        What is known of the new id already stays; so a move that is made twice is made once.
        """

    def forget(self, chat: int) -> None:
        """Remove all that is kept about a chat, here."""


class Alerts(Protocol):
    """What was announced, and to whom. Once a call that changes something returns, it is on disk."""

    def alert(self, alert: str) -> Alert | None:
        """The alert of that id."""

    def alerts(self) -> tuple[Alert, ...]:
        """All alerts, oldest first."""

    def told_by(self, key: str) -> str | None:
        """The id of the alert that tells the finding or correction of that key."""

    def add(self, alert: Alert) -> None:
        """Store a new alert; it is stored before its first message.

        Raises:
            ValueError: there is one of that id, or one that tells the same.
        """

    def looked_at(self) -> int | None:
        """Up to which version of the figures changes have been looked at; None if never."""

    def look(self, version: int, alert: Alert | None = None) -> None:
        """In one write: note that changes up to `version` have been looked at, and the alert that they gave.

        Raises:
            ValueError: see `add`.
        """

    def set_state(self, alert: str, state: AlertState) -> None:
        """Pause, resume, cancel or finish an alert; see `store.alerts.may_become`.

        Raises:
            LookupError: there is no such alert.
            ValueError: it is finished or cancelled, and stays so.
        """

    def progress(self, alert: str) -> Progress:
        """How far the telling of an alert has come."""

    def advance(
        self, alert: str, *, done: Mapping[Address, Outcome] = MappingProxyType({}), sending: Iterable[Address] = ()
    ) -> None:
        """In one write: note what became of messages, and which are sent next.

        What is to be sent is noted before it is; so after a crash only what is in flight is uncertain.

        Args:
            alert: its id.
            done: outcomes by address; they are no longer in flight. An outcome that is noted again is counted once,
                and `SENT` may follow `HELD`.
            sending: addresses whose message is about to be sent; the cursor goes on to the greatest of them and of
                `done`.

        Raises:
            LookupError: there is no such alert.
        """

    def recipients(self, alert: str) -> frozenset[Address]:
        """Who has got an alert, as far as is known: those whose message was sent."""

    def held(self) -> tuple[Held, ...]:
        """What is held until quiet hours are over, in the order of its addresses."""

    def hold(self, alert: str, due: Mapping[Address, datetime]) -> None:
        """In one write: keep an alert for addresses, for each until its time.

        With what is held there already it becomes one message, when that is due.
        """

    def release(self, addresses: Iterable[Address]) -> None:
        """What was held for these addresses is held no longer."""

    def forget(self, chat: int) -> None:
        """Remove a chat from all that says who got what, or is to get it."""

    def move(self, chat: int, to: int) -> None:
        """What was noted of one chat holds for another from now on."""


class Store(Protocol):
    """Everything that the one writing process holds open."""

    @property
    def figures(self) -> WritableFigures:
        """The reports and claims."""

    @property
    def syncs(self) -> WritableSyncs:
        """How the figures keep in step with the upstreams they are fetched from."""

    @property
    def chats(self) -> Chats:
        """The chats that want to hear of something."""

    @property
    def alerts(self) -> Alerts:
        """What was announced."""

    def close(self) -> None:
        """Close what is open and let the next writer in."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class StoreError(Exception):
    """The store cannot do what was asked; the message says why and what to do."""


class StoreLockedError(StoreError):
    """Another process is the writer."""


class StoreClosedError(StoreError):
    """The store was used after it had been closed."""

    def __init__(self) -> None:
        super().__init__("the store has been closed: nothing more can be read from it or written to it")


class StoreUnusableError(StoreError):
    """The operating system refuses to read or write where the store is."""

    def __init__(self, path: Path, error: OSError, *, doing: str) -> None:
        super().__init__(f"cannot {doing} {path}: {error.strerror or error}")


_WITHOUT: Final = {
    "figures": "starts from the figures that lossbot brings along",
    "chats": "knows no chat any more, nor what any subscribed to",
    "alerts": "does not know what was announced, and corrects none of it",
    "deliveries": "does not know who was told, and tells everybody again what is not told to the end",
}
"""What becomes of a store that has lost one of its files."""


class StoreDamagedError(StoreError):
    """A file of the store is not what lossbot writes. It is left as it is."""

    def __init__(self, path: Path, finding: str) -> None:
        lost = _WITHOUT.get(path.stem, "starts without what it held")
        super().__init__(
            f"{path} is damaged: {finding}. It has been left as it is. Put an undamaged copy in its place, or move it "
            f"away: a store without it {lost}."
        )


class StoreTooNewError(StoreError):
    """A file of the store was written by a later version of lossbot. It is left as it is."""

    def __init__(self, path: Path, *, found: int, known: int) -> None:
        super().__init__(
            f"{path} was written by a later version of lossbot (its schema is {found}, this version knows up to "
            f"{known}). It has been left as it is. Upgrade lossbot, or use another folder with --store."
        )
