"""What every backend promises of alerts and their telling: the contract of `store.ports.Alerts`.

A further backend joins by being listed in `BACKENDS`.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from store.alerts import Alert, AlertState, Correction, Held, Outcome, Progress
from store.ports import Alerts
from store.subscriptions import Address
from store.tinydb.alerts import ALERTS, DELIVERIES, TinyAlerts
from store.tinydb.folder import TinyStore
from store.tinydb.reading import alerts_in_memory
from store.tinydb.storage import MemoryStorage
from tests.announcements import NOON, a_finding, an_alert

Opener = Callable[[], Alerts]
"""Opens the alerts, or opens them again as they were last written."""

ONE, TWO, THREE = Address(1), Address(2), Address(3, 7)
FIRST, SECOND = "2024-06-01.1", "2024-06-02.1"


@pytest.fixture(params=["tinydb on disk", "tinydb in memory"])
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    with ExitStack() as stack:
        if request.param == "tinydb in memory":
            storages = MemoryStorage(ALERTS), MemoryStorage(DELIVERIES)
            yield lambda: TinyAlerts(*storages)
            return
        stores: list[TinyStore] = []

        def reopen() -> Alerts:
            for store in stores:
                store.close()
            stores.append(stack.enter_context(TinyStore(tmp_path / "store")))
            return stores[-1].alerts

        yield reopen


@pytest.fixture
def alerts(reopen: Opener) -> Alerts:
    return reopen()


@pytest.fixture
def running(alerts: Alerts) -> Alerts:
    alerts.add(an_alert(FIRST))
    return alerts


def another_alert(alert: str = SECOND) -> Alert:
    """An alert that tells something else than the first."""
    return an_alert(alert, created=NOON + timedelta(days=1), findings=(a_finding(metric="tanks"),))


def test_nothing_has_been_announced_at_first(alerts: Alerts) -> None:
    assert alerts.alerts() == ()
    assert alerts.alert(FIRST) is None
    assert alerts.told_by(a_finding().key) is None
    assert alerts.held() == ()


def test_an_alert_is_there_again_as_it_was_found(reopen: Opener) -> None:
    correction = Correction(alert="2024-01-01.1", finding=a_finding(metric="tanks"), value=None, stands=False)
    alert = an_alert(FIRST, corrections=(correction,))

    reopen().add(alert)

    alerts = reopen()
    assert alerts.alerts() == (alert,)
    assert alerts.alert(FIRST) == alert
    assert alerts.told_by(a_finding().key) == FIRST
    assert alerts.told_by(correction.key) == FIRST


def test_what_was_announced_is_not_announced_again(running: Alerts) -> None:
    with pytest.raises(ValueError, match=r"2024-06-01\.1 tells record/russia/ukraine/personnel/month"):
        running.add(an_alert(SECOND))
    with pytest.raises(ValueError, match="already"):
        running.add(another_alert(FIRST))

    assert [alert.id for alert in running.alerts()] == [FIRST]


def test_alerts_come_oldest_first(alerts: Alerts) -> None:
    alerts.add(another_alert())
    alerts.add(an_alert(FIRST))

    assert [alert.id for alert in alerts.alerts()] == [FIRST, SECOND]


def test_an_alert_can_be_paused_and_resumed_until_it_is_over(reopen: Opener) -> None:
    alerts = reopen()
    alerts.add(an_alert(FIRST))
    for state in (AlertState.PAUSED, AlertState.RUNNING, AlertState.FINISHED, AlertState.FINISHED):
        alerts.set_state(FIRST, state)
        assert alerts.alerts()[0].state is state

    with pytest.raises(ValueError, match="stays so"):
        alerts.set_state(FIRST, AlertState.RUNNING)
    with pytest.raises(LookupError, match="no alert nothing"):
        alerts.set_state("nothing", AlertState.PAUSED)
    assert reopen().alerts()[0].state is AlertState.FINISHED


def test_what_is_finished_can_be_cancelled_as_long_as_it_is_held_somewhere(reopen: Opener) -> None:
    alerts = reopen()
    alerts.add(an_alert(FIRST))
    alerts.hold(FIRST, {ONE: NOON})
    alerts.set_state(FIRST, AlertState.FINISHED)
    with pytest.raises(ValueError, match="stays so"):
        alerts.set_state(FIRST, AlertState.RUNNING)
    alerts.set_state(FIRST, AlertState.CANCELLED)
    assert reopen().alerts()[0].state is AlertState.CANCELLED

    alerts = reopen()
    alerts.add(another_alert())
    alerts.set_state(SECOND, AlertState.FINISHED)
    with pytest.raises(ValueError, match="stays so"):
        alerts.set_state(SECOND, AlertState.CANCELLED)


def test_what_is_in_flight_is_known_after_a_crash_and_nothing_else_is_uncertain(reopen: Opener) -> None:
    alerts = reopen()
    alerts.add(an_alert(FIRST))
    alerts.advance(FIRST, sending=[ONE, TWO])
    alerts.advance(FIRST, done={ONE: Outcome.SENT}, sending=[THREE])

    progress = reopen().progress(FIRST)

    assert progress == Progress(cursor=THREE, in_flight=frozenset({TWO, THREE}), counts={Outcome.SENT: 1})
    assert reopen().recipients(FIRST) == {ONE}


def test_an_outcome_that_is_noted_again_is_counted_once(running: Alerts) -> None:
    running.advance(FIRST, sending=[ONE, TWO])
    for _ in range(2):
        running.advance(FIRST, done={ONE: Outcome.SENT, TWO: Outcome.UNCERTAIN})

    progress = running.progress(FIRST)
    assert progress.counts == {Outcome.SENT: 1, Outcome.UNCERTAIN: 1}
    assert progress.in_flight == frozenset()
    assert running.recipients(FIRST) == {ONE}


def test_what_was_held_for_quiet_hours_is_sent_later(running: Alerts) -> None:
    running.advance(FIRST, sending=[ONE])
    running.hold(FIRST, {ONE: NOON})
    running.advance(FIRST, done={ONE: Outcome.HELD})
    assert running.recipients(FIRST) == frozenset()

    running.advance(FIRST, done={ONE: Outcome.SENT})

    assert running.progress(FIRST).counts == {Outcome.SENT: 1}
    assert running.recipients(FIRST) == {ONE}


def test_nothing_is_noted_of_an_alert_that_there_is_not(alerts: Alerts) -> None:
    with pytest.raises(LookupError, match="no alert nothing"):
        alerts.advance("nothing", sending=[ONE])


def test_what_is_held_for_one_address_becomes_one_message_at_the_first_of_its_times(reopen: Opener) -> None:
    morning, noon = NOON.replace(hour=7), NOON
    alerts = reopen()
    alerts.hold(FIRST, {TWO: morning, ONE: morning})
    alerts.hold(SECOND, {TWO: noon})
    alerts.hold(SECOND, {TWO: noon})

    alerts = reopen()
    assert alerts.held() == (
        Held(address=ONE, alerts=(FIRST,), due=morning),
        Held(address=TWO, alerts=(FIRST, SECOND), due=morning),
    )
    alerts.release([TWO, THREE])
    assert [held.address for held in reopen().held()] == [ONE]


def test_who_got_an_alert_is_known_long_after_it_was_told(reopen: Opener) -> None:
    alerts = reopen()
    alerts.add(an_alert(FIRST))
    alerts.advance(FIRST, sending=[ONE, TWO])
    alerts.advance(FIRST, done={ONE: Outcome.SENT, TWO: Outcome.FAILED})
    alerts.set_state(FIRST, AlertState.FINISHED)
    alerts.add(another_alert())
    alerts.advance(SECOND, sending=[TWO])

    alerts = reopen()
    assert alerts.recipients(FIRST) == {ONE}
    assert alerts.progress(FIRST).counts == {Outcome.SENT: 1, Outcome.FAILED: 1}
    assert alerts.recipients(SECOND) == frozenset()


def test_the_file_that_is_written_with_each_message_does_not_grow_with_past_alerts(tmp_path: Path) -> None:
    with TinyStore(tmp_path) as store:
        many = [Address(chat) for chat in range(1, 200)]
        store.alerts.add(an_alert(FIRST))
        store.alerts.advance(FIRST, sending=many)
        store.alerts.advance(FIRST, done=dict.fromkeys(many, Outcome.SENT))
        store.alerts.set_state(FIRST, AlertState.FINISHED)
        grown = (tmp_path / "deliveries.json").stat().st_size
        store.alerts.add(another_alert())

        assert (tmp_path / "deliveries.json").stat().st_size < grown / 5
        assert store.alerts.recipients(FIRST) == set(many)


def test_a_chat_that_became_another_is_corrected_under_its_new_id(reopen: Opener) -> None:
    alerts = reopen()
    alerts.add(an_alert(FIRST))
    alerts.advance(FIRST, sending=[THREE, ONE])
    alerts.advance(FIRST, done={THREE: Outcome.SENT})
    alerts.hold(FIRST, {THREE: NOON})

    alerts.move(3, -300)

    alerts = reopen()
    assert alerts.recipients(FIRST) == {Address(-300, 7)}
    assert alerts.progress(FIRST).in_flight == {ONE}
    assert alerts.held() == (Held(address=Address(-300, 7), alerts=(FIRST,), due=NOON),)


def test_nothing_is_left_of_a_chat_that_is_forgotten(reopen: Opener, tmp_path: Path) -> None:
    forgotten = Address(4711)
    alerts = reopen()
    alerts.add(an_alert(FIRST))
    alerts.advance(FIRST, sending=[ONE, forgotten])
    alerts.advance(FIRST, done={ONE: Outcome.SENT, forgotten: Outcome.SENT})
    alerts.hold(FIRST, {forgotten: NOON})
    alerts.set_state(FIRST, AlertState.FINISHED)
    alerts.add(another_alert())
    alerts.advance(SECOND, sending=[forgotten])

    alerts.forget(4711)

    alerts = reopen()
    assert alerts.recipients(FIRST) == {ONE}
    assert alerts.progress(SECOND).in_flight == frozenset()
    assert alerts.held() == ()
    files = [*tmp_path.rglob("alerts.json"), *tmp_path.rglob("deliveries.json")]
    assert not any("4711" in file.read_text() for file in files)


def test_nothing_is_left_of_a_chat_that_is_forgotten_long_after_it_was_told(reopen: Opener, tmp_path: Path) -> None:
    forgotten = Address(4711)
    alerts = reopen()
    alerts.add(an_alert(FIRST))
    alerts.advance(FIRST, sending=[ONE, forgotten])
    alerts.advance(FIRST, done={ONE: Outcome.SENT, forgotten: Outcome.SENT})
    alerts.set_state(FIRST, AlertState.FINISHED)
    alerts.add(another_alert())

    alerts.forget(4711)

    alerts = reopen()
    assert alerts.recipients(FIRST) == {ONE}
    files = [*tmp_path.rglob("alerts.json"), *tmp_path.rglob("deliveries.json")]
    assert not any("4711" in file.read_text() for file in files)


def test_a_chat_that_is_forgotten_while_its_message_is_on_the_way_is_not_noted_again(running: Alerts) -> None:
    running.advance(FIRST, sending=[ONE, TWO])
    running.hold(FIRST, {ONE: NOON})
    running.advance(FIRST, done={ONE: Outcome.HELD})

    running.forget(TWO.chat)
    running.advance(FIRST, done={TWO: Outcome.SENT})

    assert running.recipients(FIRST) == frozenset()
    assert running.progress(FIRST).counts == {Outcome.HELD: 1}


def test_alerts_can_be_looked_at_beside_their_writer(tmp_path: Path) -> None:
    with TinyStore(tmp_path) as store:
        store.alerts.add(an_alert(FIRST))
        store.alerts.advance(FIRST, sending=[ONE])
        looked_at = alerts_in_memory(tmp_path)
    assert [alert.id for alert in looked_at.alerts()] == [FIRST]
    assert looked_at.progress(FIRST).in_flight == {ONE}


def test_an_alert_has_something_to_tell() -> None:
    with pytest.raises(ValidationError, match="something to tell"):
        an_alert(FIRST, findings=())


def test_a_finding_says_what_was_passed() -> None:
    with pytest.raises(ValidationError, match="a record says what it broke"):
        a_finding(broke=None)
    with pytest.raises(ValidationError, match="a record passes none"):
        a_finding(bound=30_000)
