"""When the public data sets are fetched again (pure).

The day's report is out in the morning, Kyiv time, and in the data sets some time later. So they are looked at every
hour of the morning until it is there, and then not before the next morning. What failed is tried again sooner, after
pauses that double.
"""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from store.series import DAY

KYIV: Final = ZoneInfo("Europe/Kyiv")
"""The calendar that the reports are dated by."""

HOURS: Final = range(6, 13)
"""The full hours, in Kyiv, at which a new report is looked for."""

FIRST_PAUSE: Final = timedelta(minutes=5)
LONGEST_PAUSE: Final = timedelta(hours=4)
"""How long to wait after the first failure in a row, and at most."""


def next_sync(last: datetime | None, *, newest: date | None, failures: int) -> datetime | None:
    """The moment from which on the data sets are to be fetched again; None for at once.

    Args:
        last: when it was last tried, with its zone; None for never.
        newest: the date of the newest report that is stored.
        failures: how often in a row it has failed by then.
    """
    if last is None:
        return None
    if failures:
        # Doubling further would overflow long before it mattered.
        return last + min(FIRST_PAUSE * (1 << min(failures - 1, 16)), LONGEST_PAUSE)
    today = last.astimezone(KYIV).date()
    slots = [datetime.combine(today, time(hour), KYIV) for hour in HOURS]
    tomorrow = datetime.combine(today + DAY, time(HOURS[0]), KYIV)
    if newest is not None and newest >= today:
        return tomorrow
    return next((slot for slot in slots if slot > last), tomorrow)
