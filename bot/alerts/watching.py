"""What becomes of a change in the store: the alert that it gives, stored before anybody is told."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.alerts.book import Book, open_book, settle
from bot.alerts.corrections import corrections
from bot.alerts.detection import Detected, detect
from bot.alerts.subscriptions import bounds_of, counts_at, wanted
from store.alerts import Alert, Correction, Finding, News
from store.models import Claim, Report
from store.ports import Changes, Figures, Store
from store.snapshot import Snapshot, build_snapshot
from store.subscriptions import KYIV


@dataclass(frozen=True, slots=True)
class Past:
    """The figures as they were at an earlier version, and what has changed since."""

    snapshot: Snapshot
    changes: Changes


class Watch:
    """Looks at every change of a store's figures; used in the store's thread only."""

    def __init__(self, store: Store, snapshot: Snapshot, *, at: datetime) -> None:
        """Look at what has changed since the last look; of a store that is looked at for the first time, at nothing.

        Args:
            store: the store, which this process writes.
            snapshot: its figures as they are now.
            at: this moment, with its zone.
        """
        self._store: Final = store
        self.alert: Alert | None = None
        """What changes gave to tell that were made while nobody looked."""
        version, looked = store.figures.version, store.alerts.looked_at()
        if looked is not None and looked < version:
            past = past_of(store.figures, looked, snapshot)
            self._book = open_book(past.snapshot)
            self.alert = self.look(snapshot, past.changes, at=at)
            self.settle(snapshot)
            return
        self._book = open_book(snapshot)
        # A store that was put back to an older state has that much fewer changes.
        store.alerts.look(version)

    @property
    def book(self) -> Book:
        """The records as they stand."""
        return self._book

    def look(self, after: Snapshot, changes: Changes, *, at: datetime) -> Alert | None:
        """Look at a change that has been stored; the alert that it gives is stored when this returns.

        Args:
            after: the figures after it.
            changes: what it touched.
            at: this moment, with its zone.
        """
        subscriptions = self._store.chats.every_subscription()
        today = at.astimezone(ZoneInfo(KYIV)).date()
        detected = detect(self._book, after, changes, today=today, thresholds=bounds_of(subscriptions))
        wishes = {one.wish.key: one.wish for one in subscriptions if counts_at(one, at)}.values()
        findings = tuple(
            finding
            for finding in detected.findings
            if self._says_something_new(finding) and any(wanted(wish, finding) for wish in wishes)
        )
        put_right = self._put_right(after, detected)
        alert = None
        if findings or put_right:
            reported = max((one.reported_on for one in findings), default=today)
            alert = Alert(id=self._new_id(reported), created=at, findings=findings, corrections=put_right)
        self._store.alerts.look(self._store.figures.version, alert)
        self._book = detected.book
        return alert

    def catch_up(self, after: Snapshot, *, at: datetime) -> Alert | None:
        """Look at all that has been stored since the last look; None where that is nothing, or nothing to tell.

        Args:
            after: the figures as they are now.
            at: this moment, with its zone.
        """
        figures, looked = self._store.figures, self._store.alerts.looked_at()
        if looked is None or looked >= figures.version:
            return None
        return self.look(after, _since(figures, looked)[1], at=at)

    def settle(self, snapshot: Snapshot) -> None:
        """Work out anew what later days have shown in another light; to be called when there is time."""
        self._book = settle(self._book, snapshot)

    def _says_something_new(self, finding: Finding) -> bool:
        """Whether it has not been told, nor been said by the claimant itself before its reports came to it."""
        alerts = self._store.alerts
        if alerts.told_by(finding.key) is not None:
            return False
        told_by = alerts.told_by(finding.key_of_statement) if finding.news in {News.RECORD, News.PASSED} else None
        told = alerts.alert(told_by) if told_by is not None else None
        if told is None:
            return True
        stated = max(one.value for one in told.findings if one.key == finding.key_of_statement)
        return finding.news is News.RECORD and finding.value > stated

    def _put_right(self, after: Snapshot, detected: Detected) -> tuple[Correction, ...]:
        if not detected.revised:
            return ()
        found = corrections(self._store.alerts.alerts(), after, detected.revised)
        return tuple(one for one in found if self._store.alerts.told_by(one.key) is None)

    def _new_id(self, on: date) -> str:
        number = 1
        while self._store.alerts.alert(f"{on}.{number}") is not None:
            number += 1
        return f"{on}.{number}"


def past_of(figures: Figures, version: int, now: Snapshot) -> Past:
    """The figures as they were at an earlier version, and all that has changed since as one change."""
    entries, changes = _since(figures, version)
    reports = [entry for entry in entries.values() if isinstance(entry, Report)]
    claims = [entry for entry in entries.values() if isinstance(entry, Claim)]
    return Past(build_snapshot(now.catalogue, reports, claims), changes)


def _since(figures: Figures, version: int) -> tuple[dict[str, Report | Claim], Changes]:
    """The entries at an earlier version, and all that has changed since as one change."""
    entries: dict[str, Report | Claim] = {}
    added: dict[str, None] = {}
    revised: dict[str, None] = {}
    withdrawn: dict[str, None] = {}
    for number, change in enumerate(figures.changes(), start=1):
        if number <= version:
            entries |= {entry.key: entry for entry in change.entries}
            for key in change.withdrawn:
                entries.pop(key, None)
            continue
        for entry in change.entries:
            (revised if entry.key in entries else added)[entry.key] = None
        withdrawn |= dict.fromkeys(change.withdrawn)
    return entries, Changes(tuple(added), tuple(revised), tuple(withdrawn))
