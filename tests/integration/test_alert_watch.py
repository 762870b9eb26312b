"""From a change in a store on disk to the alert that is stored, across restarts."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.alerts.watching import Watch
from store.alerts import Alert, News
from store.catalogue import load_catalogue
from store.models import Claim, Kind, Period, Qualifier, Report, Scope
from store.ports import Origin
from store.series import DAY, Grain
from store.snapshot import Snapshot, build_snapshot
from store.subscriptions import RecordWish, ThresholdWish, Wish
from store.tinydb.folder import TinyStore
from tests.announcements import a_chat, a_subscription
from tests.entries import a_claim, a_source

FIRST = date(2024, 1, 1)
STEADY = [10, 12, 11, 13, 10, 12, 11] * 5


def reports(rises: Iterable[int]) -> list[Report]:
    total, found = 10_000, []
    for index, rise in enumerate((0, *rises)):
        total += rise
        day = FIRST + timedelta(days=index)
        found.append(
            Report(
                party="russia",
                claimant="ukraine",
                report_date=day,
                provider="ministry",
                values={"tanks": total},
                source=a_source(day),
            )
        )
    return found


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def snapshot(store: TinyStore) -> Snapshot:
    return build_snapshot(load_catalogue(), store.figures.reports(), ())


def put(store: TinyStore, *new: Report) -> datetime:
    at = noon(max(report.report_date for report in new))
    store.figures.put(new, origin=Origin(name="import", at=at))
    return at


def look(watch: Watch, store: TinyStore, *new: Report) -> Alert | None:
    at = noon(max(report.report_date for report in new))
    changes = store.figures.put(new, origin=Origin(name="import", at=at))
    return watch.look(snapshot(store), changes, at=at)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with five weeks of reports that was looked at, and one chat that wants to hear of any record."""
    with TinyStore(tmp_path) as store:
        at = put(store, *reports(STEADY))
        subscribe(store, RecordWish())
        Watch(store, snapshot(store), at=at)
    return tmp_path


def subscribe(store: TinyStore, *wishes: Wish) -> None:
    store.chats.put_chats([a_chat(1)])
    store.chats.subscribe([a_subscription(1, wish=wish, created=noon(FIRST)) for wish in wishes])


RECORD, NEXT = reports([*STEADY, 15, 16])[-2:]


def days(alert: Alert | None) -> list[int]:
    assert alert is not None
    return [one.value for one in alert.findings if one.grain is Grain.DAY and one.news is News.RECORD]


def test_a_record_is_stored_as_an_alert_before_anybody_is_told(folder: Path) -> None:
    with TinyStore(folder) as store:
        watch = Watch(store, snapshot(store), at=noon(RECORD.report_date))
        alert = look(watch, store, RECORD)
        assert days(alert) == [15]
    with TinyStore(folder) as store:
        assert store.alerts.alerts() == (alert,)
        assert alert is not None
        assert alert.id == f"{RECORD.report_date}.1"


def test_what_came_in_while_nobody_looked_is_told_on_the_next_start_and_once(folder: Path) -> None:
    with TinyStore(folder) as store:
        at = put(store, RECORD)
    with TinyStore(folder) as store:
        started = Watch(store, snapshot(store), at=at)
        assert days(started.alert) == [15]
    with TinyStore(folder) as store:
        assert Watch(store, snapshot(store), at=at).alert is None
        assert len(store.alerts.alerts()) == 1


def test_a_store_that_is_looked_at_for_the_first_time_has_no_news(tmp_path: Path) -> None:
    with TinyStore(tmp_path) as store:
        at = put(store, *reports([*STEADY, 15]))
        subscribe(store, RecordWish())
        assert Watch(store, snapshot(store), at=at).alert is None


def test_what_nobody_wants_to_hear_of_is_no_alert(folder: Path) -> None:
    with TinyStore(folder) as store:
        store.chats.forget(1)
        subscribe(store, RecordWish(metric="personnel"), RecordWish(lowest=True))
        watch = Watch(store, snapshot(store), at=noon(RECORD.report_date))
        assert look(watch, store, RECORD) is None
        assert store.alerts.alerts() == ()


def test_a_bound_is_looked_for_where_somebody_wants_to_hear_of_it(folder: Path) -> None:
    with TinyStore(folder) as store:
        subscribe(store, ThresholdWish(metric="tanks", grain=Grain.DAY, bound=14))
        watch = Watch(store, snapshot(store), at=noon(RECORD.report_date))
        alert = look(watch, store, RECORD)
        assert alert is not None
        assert [one.bound for one in alert.findings if one.news is News.UNIT_OVER] == [14]


def test_a_figure_that_is_revised_gives_one_correction(folder: Path) -> None:
    with TinyStore(folder) as store:
        watch = Watch(store, snapshot(store), at=noon(RECORD.report_date))
        told = look(watch, store, RECORD)
        assert told is not None
        lower = RECORD.model_copy(update={"values": {"tanks": RECORD.values["tanks"] - 4}})
        lowest = RECORD.model_copy(update={"values": {"tanks": RECORD.values["tanks"] - 5}})

        corrected, again = look(watch, store, lower), look(watch, store, lowest)

        assert corrected is not None
        day = next(one for one in corrected.corrections if one.finding.grain is Grain.DAY)
        assert (day.alert, day.value, day.stands) == (told.id, 11, False)
        assert corrected.findings == ()
        assert again is None


def test_putting_a_value_in_again_that_was_there_before_tells_nothing_twice(folder: Path) -> None:
    with TinyStore(folder) as store:
        watch = Watch(store, snapshot(store), at=noon(RECORD.report_date))
        look(watch, store, RECORD)
        look(watch, store, RECORD.model_copy(update={"values": {"tanks": RECORD.values["tanks"] - 4}}))
        assert look(watch, store, RECORD) is None


def claimed(value: int, on: date) -> Claim:
    """Ukraine says, on a day in February, how many tanks the month has cost so far."""
    period = Period(date(2024, 2, 1), on - DAY)
    said = {"metric": "tanks", "kind": Kind.PERIOD_TOTAL, "period": period, "scope": (Scope.DESTROYED,)}
    fields = {"claimant": "ukraine", "qualifier": Qualifier.EXACT, "stated_on": on, "source": a_source(on)}
    return a_claim(value, **said, **fields)


def test_what_the_claimant_itself_states_is_told_once_and_its_reports_only_if_they_come_to_more(tmp_path: Path) -> None:
    daily = reports([*STEADY, *([14] * 25)])
    stated_on = daily[35].report_date
    # January lost 349, February will have lost 396.
    for stated, told_again in ((400, False), (360, True)):
        with TinyStore(tmp_path / str(stated)) as store:
            at = put(store, *daily[:36])
            subscribe(store, RecordWish(metric="tanks", grain=Grain.MONTH))
            watch = Watch(store, snapshot(store), at=at)
            claim = claimed(stated, stated_on)
            changes = store.figures.put([claim], origin=Origin(name="claim", at=at))
            after = build_snapshot(load_catalogue(), store.figures.reports(), [claim])
            alert = watch.look(after, changes, at=at)
            later = [look(watch, store, report) for report in daily[36:]]

        assert alert is not None
        assert [(one.news, one.value) for one in alert.findings] == [(News.STATED, stated)]
        february = [(one.news, one.value) for alert in later if alert is not None for one in alert.findings]
        assert february == ([(News.RECORD, 396)] if told_again else [])


def test_alerts_of_one_day_are_numbered(folder: Path) -> None:
    with TinyStore(folder) as store:
        watch = Watch(store, snapshot(store), at=noon(RECORD.report_date))
        look(watch, store, RECORD)
        other = RECORD.model_copy(update={"party": "ukraine", "values": {"tanks": 5}})
        look(watch, store, other)
        following = look(watch, store, NEXT)

        assert days(following) == [16]
        assert [alert.id for alert in store.alerts.alerts()] == [
            f"{RECORD.report_date}.1",
            f"{RECORD.report_date + DAY}.1",
        ]


def test_a_store_that_was_put_back_to_an_older_state_is_looked_at_anew(folder: Path) -> None:
    older = (folder / "figures.json").read_bytes()
    with TinyStore(folder) as store:
        Watch(store, snapshot(store), at=noon(RECORD.report_date))
        at = put(store, RECORD)
        store.alerts.look(store.figures.version)
    (folder / "figures.json").write_bytes(older)
    with TinyStore(folder) as store:
        watch = Watch(store, snapshot(store), at=at)
        assert watch.alert is None
        assert days(look(watch, store, RECORD)) == [15]
