"""`lossbot sync`: the public data sets over HTTP."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final

import click

from bot.cli.importing import say_what_changed
from store.ingest.fetching import Watch, unwatched
from store.ingest.sync import UPSTREAMS, Addresses, sync_once
from store.opening import default_location, open_store, read_syncs
from store.ports import SyncStatus

_STEPS: Final = 1000
"""How finely the progress of one file is shown."""


def sync(upstreams: Sequence[str], mirrors: Sequence[str], location: str | None, *, accept_held: bool) -> None:
    """Fetch what has changed, and say what it brought."""
    try:
        addresses = Addresses.of(upstreams, mirrors)
    except ValueError as error:
        raise click.UsageError(f"{error}.") from None
    at = datetime.now(UTC)
    folder = location or default_location()
    with open_store(folder, at=at) as store, _progress(addresses) as watch:
        result = sync_once(store, at=at, addresses=addresses, accept_held=accept_held, watch=watch)
    if not result.news:
        click.echo(f"{folder}: nothing new upstream.")
        return
    say_what_changed(folder, result.imported)


def show_status(upstreams: Sequence[str], location: str | None) -> None:
    """How synchronising with each upstream last went."""
    syncs = read_syncs(location or default_location())
    for name in upstreams or UPSTREAMS:
        status = syncs.status(name)
        click.echo(f"{click.style(name, bold=True)}: {_last(status)}")


def _last(status: SyncStatus) -> str:
    if status.success is None and status.failure is None:
        return "never synchronised"
    parts = []
    if status.success is not None:
        brought = f"{status.success.added} reports added, {status.success.revised} revised"
        parts.append(f"last success {_moment(status.success.at)} ({brought})")
    if status.failure is not None:
        parts.append(f"last failure {_moment(status.failure.at)} ({status.failure.why})")
    return "; ".join(parts)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


@contextmanager
def _progress(addresses: Addresses) -> Iterator[Watch]:
    """A bar over all files where somebody watches; it goes to standard error, so that the result can be piped."""
    if not sys.stderr.isatty():
        yield unwatched
        return
    reached = dict.fromkeys(addresses.urls, 0)
    with click.progressbar(
        length=_STEPS * len(reached),
        label="Fetching",
        item_show_func=lambda url: url and url.rpartition("/")[2],
        file=sys.stderr,
    ) as bar:

        def watch(url: str, share: float) -> None:
            # A second attempt starts from nothing again; the bar waits until it is as far as the first.
            step = int(share * _STEPS) - reached[url]
            if step > 0:
                reached[url] += step
                bar.update(step, url)

        yield watch
