"""`lossbot alerts`: what was announced, and orders to a bot that is running."""

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import cli
from store.alerts import AlertState, Outcome
from store.orders import Order, leave_order, take_orders
from store.subscriptions import Address
from store.tinydb.folder import TinyStore
from tests.announcements import NOON, an_alert

ID = "2024-06-01.1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with one alert that has reached one of three."""
    with TinyStore(tmp_path) as store:
        store.alerts.add(an_alert(ID))
        store.alerts.advance(ID, sending=[Address(1), Address(2), Address(3)])
        store.alerts.advance(ID, done={Address(1): Outcome.SENT, Address(2): Outcome.FAILED})
    return tmp_path


def run(*words: str, store: Path) -> Result:
    return CliRunner().invoke(cli, ["alerts", *words, "--store", str(store)])


def state(folder: Path) -> AlertState:
    with TinyStore(folder) as store:
        return store.alerts.alerts()[0].state


def test_the_alerts_are_listed_with_how_far_they_have_come(folder: Path) -> None:
    result = run("list", store=folder)
    assert result.exit_code == 0
    assert result.output.split() == f"{ID} running 1 finding (1 sent, 1 failed, 1 in flight)".split()


def test_where_nothing_was_announced_that_is_said(tmp_path: Path) -> None:
    assert run("list", store=tmp_path).output == "Nothing has been announced yet.\n"


def test_an_alert_is_shown_as_its_readers_see_it(folder: Path) -> None:
    assert "38,940 Russian personnel lost in May 2024" in run("show", ID, store=folder).output
    assert "Новий рекорд" in run("show", ID, "--lang", "uk", store=folder).output


def test_an_alert_is_paused_resumed_and_cancelled(folder: Path) -> None:
    for word, expected in (
        ("pause", AlertState.PAUSED),
        ("resume", AlertState.RUNNING),
        ("cancel", AlertState.CANCELLED),
    ):
        assert run(word, ID, store=folder).output == f"Alert {ID} is {expected}.\n"
        assert state(folder) is expected

    refused = run("resume", ID, store=folder)
    assert refused.exit_code == 2
    assert "there is nothing to resume" in refused.output


def test_what_is_held_of_a_finished_alert_is_cancelled_but_nothing_else_of_it(folder: Path) -> None:
    with TinyStore(folder) as store:
        store.alerts.hold(ID, {Address(3): NOON})
        store.alerts.set_state(ID, AlertState.FINISHED)
    assert run("pause", ID, store=folder).exit_code == 2
    assert run("cancel", ID, store=folder).output == f"Alert {ID} is cancelled.\n"
    assert state(folder) is AlertState.CANCELLED


def test_an_alert_that_there_is_not_is_said_to_be_none(folder: Path) -> None:
    for word in ("show", "pause", "cancel"):
        result = run(word, "nothing", store=folder)
        assert result.exit_code == 2
        assert "There is no alert 'nothing'" in result.output


def test_a_running_bot_is_told_what_to_do(folder: Path) -> None:
    with TinyStore(folder):
        result = run("pause", ID, store=folder)

    assert result.output == f"The bot is running: it has been told to pause alert {ID}.\n"
    assert [(order.alert, order.state) for order in take_orders(folder)] == [(ID, AlertState.PAUSED)]
    assert take_orders(folder) == ()


def test_orders_are_taken_in_the_order_in_which_they_were_given(tmp_path: Path) -> None:
    later = Order(alert=ID, state=AlertState.RUNNING, at=NOON + timedelta(seconds=1))
    earlier = Order(alert=ID, state=AlertState.PAUSED, at=NOON)
    leave_order(tmp_path, later)
    leave_order(tmp_path, earlier)

    assert take_orders(tmp_path) == (earlier, later)


def test_what_is_no_order_is_taken_away(tmp_path: Path) -> None:
    leave_order(tmp_path, Order(alert=ID, state=AlertState.PAUSED, at=NOON))
    (stray,) = (tmp_path / "orders").iterdir()
    stray.write_text("{")
    assert take_orders(tmp_path) == ()
    assert list((tmp_path / "orders").iterdir()) == []
    assert take_orders(tmp_path / "nowhere") == ()
