"""The period grammar: which days a text speaks of, in any language that has a `calendar.toml`."""

from collections.abc import Sequence
from datetime import date
from itertools import chain, starmap

from bot.understanding.periods.context import resolve, settle
from bot.understanding.periods.grammar import read
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain, Impossible, Marker, Mention, Reading, Rolling, Shift
from bot.understanding.periods.spans import Unit
from bot.understanding.periods.unread import find_unread
from bot.understanding.words import Item, load_words
from store.models import Period

__all__ = [
    "Grain",
    "Impossible",
    "Marker",
    "Mention",
    "Reading",
    "Rolling",
    "Shift",
    "Unit",
    "first_period",
    "read_periods",
    "resolve",
]


def read_periods(
    items: Sequence[Item], *, now: date, month_first: bool | None = None, near: Period | None = None
) -> Reading:
    """All periods that a text names, in order, all dates in it that no calendar has, and what could not be read.

    Args:
        items: the text, as `Words.read` gives it.
        now: the clock. A period without a year is the newest that began by then.
        month_first: whether "05/06/2023" is 6 May (True) or 5 June (False); None gives both as alternatives.
        near: what was spoken of before. A period without a year is then the nearest to it, not the newest.
    """
    line = Line(items, now, month_first=month_first, near=near)
    found, impossible = read(line)
    mentions = settle(line, found)
    reading = Reading(mentions, tuple(impossible), _taken(mentions, impossible))
    if not line.bare and not line.digits and not any("since" in line.links(index) for index in line.openings):
        return reading
    unread = find_unread(line, reading)
    return reading._replace(unread=unread) if unread else reading


def _taken(mentions: Sequence[Mention], impossible: Sequence[Impossible]) -> frozenset[int]:
    """Indexes of the items that a period or an impossible date was read from."""
    found = [(wrong.first, wrong.last) for wrong in impossible]
    for mention in mentions:
        found += (mention.first, mention.last), mention.apart
    return frozenset(chain.from_iterable(starmap(range, found)))


def first_period(text: str, reference_date: date, lang: str) -> dict[str, str | None] | None:
    """The first period of a text, as `lossbot periods --jsonl` writes it; None where it names none.

    American English ("en") puts the month first in "05/06/2023"; every other language the day.
    """
    reading = read_periods(load_words().read(text), now=reference_date, month_first=lang == "en")
    if not reading.mentions:
        return None
    mention = reading.mentions[0]
    return {
        "start": mention.start.isoformat() if mention.start else None,
        "end": mention.end.isoformat() if mention.end else None,
    }
