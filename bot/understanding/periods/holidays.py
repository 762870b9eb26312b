"""Holidays as dates: the word files give each as MM-DD or as an Easter, with a shift in days."""

from datetime import date, timedelta
from functools import lru_cache

from bot.understanding.periods import spans
from bot.understanding.periods.mention import Grain
from bot.understanding.periods.term import Need, Term
from store.models import Period

_EASTERS = {"western easter": spans.western_easter, "eastern easter": spans.eastern_easter}


@lru_cache(maxsize=256)
def holiday(name: str) -> Term:
    """The holiday that a word file calls `name`: "12-25", "eastern easter-2"; its year is open.

    Raises:
        ValueError: there is no such holiday.
    """
    if name[:2].isdecimal():
        month, day = int(name[:2]), int(name[3:5])
        return Term(Grain.DAY, lambda year, _: spans.day(year, month, day), Need.YEAR)
    for easter, reckoning in _EASTERS.items():
        if name.startswith(easter):
            shift = timedelta(days=int(name.removeprefix(easter) or 0))

            def on(year: int, _: int, reckoning=reckoning, shift=shift) -> Period:  # type: ignore[no-untyped-def]
                found: date = reckoning(year) + shift
                return spans.single(found)

            return Term(Grain.DAY, on, Need.YEAR)
    raise ValueError(f"the words name a holiday {name!r}, which has no date")
