"""Orders that are left for the process that holds the store, by one that cannot write to it beside it.

An order is a file of its own in the store's folder, which appears whole. The writer takes the orders away when it
carries them out.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from pydantic import AwareDatetime, ValidationError

from store.alerts import AlertState
from store.models import Model, NonEmptyText
from store.opening import embedded_folder
from store.ports import StoreUnusableError
from store.tinydb.durable import make_folder, replace_file

FOLDER: Final = "orders"

Ordered = Literal[AlertState.RUNNING, AlertState.PAUSED, AlertState.CANCELLED]


class Order(Model):
    """That an alert is to be paused, to go on, or to be cancelled."""

    alert: NonEmptyText
    state: Ordered
    at: AwareDatetime

    @property
    def filename(self) -> str:
        """A name by which orders sort by time."""
        return f"{self.at.timestamp():017.6f}-{self.state}.json"


def leave_order(location: Path | str, order: Order) -> None:
    """Leave an order in a store's folder.

    Raises:
        StoreError: the folder cannot be written to.
    """
    folder = embedded_folder(location) / FOLDER
    try:
        make_folder(folder)
        replace_file(folder / order.filename, order.model_dump_json().encode())
    except OSError as error:
        raise StoreUnusableError(folder, error, doing="leave an order in") from error


def take_orders(location: Path | str) -> tuple[Order, ...]:
    """Take the orders that were left, oldest first. What is no order is taken away as well.

    Raises:
        StoreError: the folder cannot be read or written to.
    """
    folder = embedded_folder(location) / FOLDER
    try:
        return tuple(_taken(folder))
    except OSError as error:
        raise StoreUnusableError(folder, error, doing="take orders from") from error


def _taken(folder: Path) -> Iterator[Order]:
    if not folder.is_dir():
        return
    for path in sorted(folder.glob("*.json")):
        content = path.read_bytes()
        path.unlink()
        try:
            yield Order.model_validate_json(content)
        except ValidationError:
            continue
