"""Reading the cells of a row of a public data set."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from store.models import WAR_START

_MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                  "November", "December")  # fmt: skip


def read_date(cells: Mapping[str, Any], column: str = "date") -> date:
    """The date of a row's report.

    Raises:
        ValueError: it is no ISO date, or lies before the first report.
    """
    try:
        day = date.fromisoformat(cells[column])
    except (TypeError, ValueError):
        raise ValueError(f"{cells[column]!r} is no date") from None
    if day <= WAR_START:
        raise ValueError(f"{day} lies before the first report")
    return day


def read_number(cells: Mapping[str, Any], column: str) -> int:
    """A whole number, of either sign.

    Raises:
        ValueError: the cell holds something else.
    """
    number = cells[column]
    if type(number) is not int:
        raise ValueError(f"{column!r} is no whole number: {number!r}")
    return number


def read_total(cells: Mapping[str, Any], column: str) -> int:
    """A total: a whole number that is not negative.

    Raises:
        ValueError: the cell holds something else.
    """
    number = read_number(cells, column)
    if number < 0:
        raise ValueError(f"{column!r} is a total and cannot be {number}")
    return number


def in_words(day: date) -> str:
    """A date as the titles of reports write it: "1 June 2024"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
