"""Numbers, dates and periods as a reader of a language writes them."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from babel.core import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.plural import PluralRule

from bot.replies.wording import Wording
from store.models import Language, Period
from store.series import Grain

WHOLE_FROM: Final = 100
"""From this size on an average is shown without a decimal."""


CACHED: Final = 4096
"""How many formatted numbers and dates are kept: a reply repeats them, and formatting is what it spends most on."""


def shown(value: float) -> float:
    """A number as far as it is shown: a small average keeps a decimal, one below 1 two."""
    if abs(value) >= WHOLE_FROM or value == int(value):
        return round(value)
    return round(value, 1) if abs(value) >= 1 else round(value, 2)


@lru_cache(maxsize=CACHED)
def number(value: float, language: Language) -> str:
    """A number with the language's grouping."""
    return format_decimal(shown(value), format="#,##0.###", locale=language)


@lru_cache(maxsize=CACHED)
def percent(share: float, language: Language) -> str:
    """A change as a whole percentage with its sign."""
    return format_percent(share, format="+#,##0%;-#,##0%", locale=language)


@lru_cache(maxsize=CACHED)
def day(when: date, language: Language) -> str:
    """A date with the month's name: "1 June 2024"."""
    return format_date(when, "d MMMM y", locale=language)


@lru_cache(maxsize=CACHED)
def month(when: date, language: Language) -> str:
    """A month by its own name: "May 2024"."""
    return format_date(when, "LLLL y", locale=language)


@lru_cache(maxsize=CACHED)
def month_of(when: date, language: Language) -> str:
    """A month inside a phrase: "the end of May 2024", "до кінця травня 2024"."""
    return format_date(when, "MMMM y", locale=language)


@lru_cache(maxsize=CACHED)
def short_month(when: date, language: Language) -> str:
    """A month on an axis: "May 2024"."""
    return format_date(when, "LLL y", locale=language)


@lru_cache(maxsize=CACHED)
def short_day(when: date, language: Language) -> str:
    """A day on an axis, where the year is no question: "12 May"."""
    return format_date(when, "d MMM", locale=language)


def listed(things: Sequence[str], language: Language) -> str:
    """Things in a row, as a sentence lists them: "killed, wounded and missing"."""
    # British English, like the names of the units: no comma before the "and".
    return format_list(things, locale="en_GB" if language == "en" else language)


@lru_cache(maxsize=CACHED)
def plural(value: float, language: Language) -> str:
    """The CLDR plural category that a noun takes after a number."""
    rule: PluralRule = Locale(language).plural_form
    return rule(value if value != int(value) else int(value))


def length_of(period: Period) -> str:
    """The calendar unit that a period is, or "span"."""
    return next((grain.value for grain in Grain if grain.around(period.start) == period), "span")


def during(period: Period, say: Wording) -> str:
    """A period after a verb: "in May 2024", "on 12 May 2024"."""
    return say(f"during-{length_of(period)}", **_parts(period, say.language))


def name(period: Period, say: Wording) -> str:
    """A period by itself: "May 2024", "12 May 2024"."""
    return say(f"name-{length_of(period)}", **_parts(period, say.language))


def _parts(period: Period, language: Language) -> dict[str, str]:
    return {
        "day": day(period.start, language),
        "start": day(period.start, language),
        "end": day(period.end, language),
        "month": month(period.start, language),
        "quarter": str((period.start.month + 2) // 3),
        "year": str(period.start.year),
    }


def quoted(words: Sequence[str], most: int = 5) -> str:
    """What a person typed, quoted: the first few words of it."""
    return ", ".join(f"“{word}”" for word in words[:most])
