"""`lossbot alerts`: what was announced, how far it has come, and how to stop it."""

from collections.abc import Iterable
from datetime import UTC, datetime

import click

from bot.replies.alert_lines import alert_reply
from bot.replies.reply import plain
from store.alerts import Alert, AlertState, Outcome, may_become
from store.catalogue import load_catalogue
from store.models import Language
from store.opening import default_location, open_store, read_alerts
from store.orders import Order, Ordered, leave_order
from store.ports import Alerts, StoreLockedError

ORDERS: dict[str, Ordered] = {
    "pause": AlertState.PAUSED,
    "resume": AlertState.RUNNING,
    "cancel": AlertState.CANCELLED,
}
"""What can be ordered, and the state that it leads to."""


def list_alerts(location: str | None) -> None:
    """Every alert with its state and how many got it, the newest first."""
    alerts = read_alerts(location or default_location())
    if not alerts.alerts():
        click.echo("Nothing has been announced yet.")
        return
    for alert in reversed(alerts.alerts()):
        click.echo(_summary(alert, alerts))


def show_alert(location: str | None, alert: str, language: Language) -> None:
    """One alert as its readers see it, and how far it has come."""
    alerts = read_alerts(location or default_location())
    found = _found(alerts, alert)
    click.echo(_summary(found, alerts))
    click.echo()
    click.echo(plain(alert_reply(found.findings, load_catalogue(), language, corrections=found.corrections).lines))


def order(location: str | None, alert: str, what: str) -> None:
    """Pause, resume or cancel an alert; where the bot is running, it carries the order out."""
    folder = location or default_location()
    state = ORDERS[what]
    at = datetime.now(UTC)
    alerts = read_alerts(folder)
    found = _found(alerts, alert)
    if not may_become(found, state, alerts.held()):
        raise click.UsageError(f"Alert {alert} is {found.state}: there is nothing to {what}.")
    try:
        with open_store(folder, at=at) as store:
            store.alerts.set_state(alert, state)
        click.echo(f"Alert {alert} is {state}.")
    except StoreLockedError:
        leave_order(folder, Order(alert=alert, state=state, at=at))
        click.echo(f"The bot is running: it has been told to {what} alert {alert}.")


def _found(alerts: Alerts, alert: str) -> Alert:
    found = alerts.alert(alert)
    if found is None:
        raise click.UsageError(f"There is no alert {alert!r}; see: lossbot alerts list")
    return found


def _summary(alert: Alert, alerts: Alerts) -> str:
    progress = alerts.progress(alert.id)
    counts = [f"{progress.count(outcome)} {outcome}" for outcome in Outcome if progress.count(outcome)]
    if progress.in_flight:
        counts.append(f"{len(progress.in_flight)} in flight")
    what = ", ".join(_counted(alert))
    return f"{click.style(alert.id, bold=True)}  {alert.state:<9}  {what}  ({', '.join(counts) or 'nobody told yet'})"


def _counted(alert: Alert) -> Iterable[str]:
    for number, thing in ((len(alert.findings), "finding"), (len(alert.corrections), "correction")):
        if number:
            yield f"{number} {thing}{'' if number == 1 else 's'}"
