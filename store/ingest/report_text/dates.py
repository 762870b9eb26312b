"""The date of a report: which of the dates in its text is meant.

A report says that it counts "from 24.02 to 20.09", or in words; the second date is its own. Its year is often left
out in 2022. Failing that, the date nearest before its first line stands for it: a heading, or when it was posted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from store.ingest.report_text.labels import Labels, load_labels
from store.ingest.report_text.parsed import Caution, TextWarning
from store.ingest.report_text.plain import DASHES
from store.models import WAR_START

_LONGEST_LINK: Final = 24
"""How many characters may stand between the two dates of "from … to …"."""

_LONGEST_LEAD: Final = 12
"""How many characters before a date are looked at for the word before it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a text; `year` is None where it is left out, and `start` and `end` are its place."""

    day: int
    month: int
    year: int | None
    start: int
    end: int

    def in_year(self, year: int) -> date | None:
        """The date in a year; None where it has no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    @property
    def date(self) -> date | None:
        """The date, where its year is given."""
        return None if self.year is None else self.in_year(self.year)

    @property
    def starts_the_count(self) -> bool:
        """Whether it is the day from which all totals count."""
        return (self.day, self.month) == (WAR_START.day, WAR_START.month) and self.year in {None, WAR_START.year}


@dataclass(frozen=True, slots=True)
class Found:
    """The dates of a text.

    Attributes:
        ranges: what "from … to …" ends with, in order.
        others: all other dates with a year, in order.
        places: where all these stand.
    """

    ranges: tuple[Mention, ...]
    others: tuple[Mention, ...]
    places: tuple[tuple[int, int], ...]


def find_dates(text: str, labels: Labels) -> Found:
    """All dates in a plain text."""
    mentions = sorted(_mentions(text), key=lambda mention: (mention.start, -mention.end))
    apart: list[Mention] = []
    for mention in mentions:
        if not apart or mention.start >= apart[-1].end:
            apart.append(mention)
    ranges: list[Mention] = []
    others: list[Mention] = []
    places: list[tuple[int, int]] = []
    opening: Mention | None = None
    for mention in apart:
        if opening is not None and _links(text[opening.end : mention.start], labels):
            ranges.append(mention)
            places += [(opening.start, opening.end), (mention.start, mention.end)]
            opening = None
            continue
        if opening is not None and opening.year is not None:
            places.append((opening.start, opening.end))
        opening = mention if mention.starts_the_count else None
        if opening is None and mention.date is not None:
            others.append(mention)
            places.append((mention.start, mention.end))
    if opening is not None:
        places.append((opening.start, opening.end))
    return Found(tuple(ranges), tuple(others), tuple(sorted(places)))


def choose_date(
    found: Found, text: str, first_line: int, given: date | None
) -> tuple[date | None, tuple[TextWarning, ...]]:
    """The report's date.

    Args:
        found: the dates in the text.
        text: the text.
        first_line: where the first line of the report stands in it.
        given: the date that came with the text, for texts without one.
    """
    warnings: list[TextWarning] = []
    day = _of_range(found, first_line, given, warnings)
    if day is None:
        day = _of_heading(found, text, first_line, warnings)
    if day is not None and day <= WAR_START:
        warnings.append(TextWarning(Caution.DATE_UNCLEAR, f"The text is dated {day}, before the first report."))
        day = None
    if day is None:
        if given is None:
            warnings.append(TextWarning(Caution.NO_DATE, "The text doesn't say which day's report it is."))
        return given, tuple(warnings)
    if given is not None and given != day:
        warnings.append(
            TextWarning(Caution.DATE_DISAGREES, f"The text is the report of {day}, but it came as that of {given}.")
        )
    return day, tuple(warnings)


def _of_range(found: Found, first_line: int, given: date | None, warnings: list[TextWarning]) -> date | None:
    before = [mention for mention in found.ranges if mention.start < first_line]
    mentions = before or list(found.ranges[:1])
    days = [day for mention in mentions if (day := _dated(mention, found, given)) is not None]
    if not days:
        return None
    if len(set(days)) > 1:
        listed = ", ".join(str(day) for day in sorted(set(days)))
        warnings.append(TextWarning(Caution.DATE_UNCLEAR, f"The text counts up to several dates: {listed}."))
    return days[-1]


def _dated(mention: Mention, found: Found, given: date | None) -> date | None:
    """The date that a count ends with.

    A year left out is that of the same date elsewhere, or else the first after the war's start: only the first year's
    reports left it out.
    """
    if mention.year is not None:
        return mention.date
    full = [day for other in (*found.ranges, *found.others) if (day := other.date) is not None]
    for day in (given, *full):
        if day is not None and (day.day, day.month) == (mention.day, mention.month):
            return day
    first = mention.in_year(WAR_START.year)
    return first if first is not None and first > WAR_START else mention.in_year(WAR_START.year + 1)


def _of_heading(found: Found, text: str, first_line: int, warnings: list[TextWarning]) -> date | None:
    before = [mention for mention in found.others if mention.start < first_line]
    mentions = before or list(found.others)
    days = [_day_reported(day, mention, text) for mention in mentions if (day := mention.date) is not None]
    if not days:
        return None
    chosen, _ = days[-1] if before else days[0]
    if len({day for day, _ in days}) > 1:
        listed = ", ".join(str(day) for day in sorted({day for day, _ in days}))
        warnings.append(TextWarning(Caution.DATE_UNCLEAR, f"The text names several dates: {listed}."))
    elif all(inferred for _, inferred in days):
        warnings.append(
            TextWarning(
                Caution.DATE_UNCLEAR, f"The text gives the losses of the day before {chosen}, its report's date."
            )
        )
    return chosen


def _day_reported(day: date, mention: Mention, text: str) -> tuple[date, bool]:
    """The report date that a date stands for, and whether it had to be worked out.

    "Losses for 11 December" are in the report of the 12th.
    """
    words = re.findall(r"[^\W\d_]+", text[max(0, mention.start - _LONGEST_LEAD) : mention.start])
    if words and words[-1] in load_labels().date_words["day_before"]:
        return day + timedelta(days=1), True
    return day, False


def _links(between: str, labels: Labels) -> bool:
    """Whether what stands between two dates makes them "from … to …"."""
    if len(between) > _LONGEST_LINK or any(char.isdigit() for char in between):
        return False
    words = re.findall(r"[^\W\d_]+", between)
    words = [word for word in words if word not in labels.date_words["year"]]
    if not words:
        return any(dash in between for dash in DASHES)
    return words[-1] in labels.date_words["to"] and len(words) <= 2


def _mentions(text: str) -> Iterator[Mention]:
    for pattern in _patterns():
        for found in pattern.finditer(text):
            groups = found.groupdict()
            month = groups.get("month") or ""
            number = int(month) if month.isdecimal() else load_labels().months[month]
            year = groups.get("year")
            if year is not None and len(year) == 2:
                year = f"20{year}"
            day = int(groups["day"])
            if 1 <= day <= 31 and 1 <= number <= 12:
                yield Mention(day, number, int(year) if year else None, found.start(), found.end())


@lru_cache(maxsize=1)
def _patterns() -> Sequence[re.Pattern[str]]:
    names = "|".join(sorted(map(re.escape, load_labels().months), key=len, reverse=True))
    month = rf"(?P<month>{names})\b\.?"
    year = r"(?P<year>20\d\d)(?!\d)"
    suffix = r"(?:-?(?:го|st|nd|rd|th))?"
    return (
        re.compile(rf"(?<!\d){year}[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)(?!\d)"),
        re.compile(
            r"(?<![\d.,])(?P<day>\d\d?)(?P<mark>[./]) ?(?P<month>\d\d?)"
            r"(?:(?P=mark) ?(?P<year>20\d\d|\d\d)(?!\d))?(?![\d(])(?!(?P=mark)\d)"
        ),
        re.compile(rf"(?<!\d)(?P<day>\d\d?)-(?P<month>\d\d?)-{year}"),
        re.compile(rf"(?<!\d)(?P<day>\d\d?){suffix} (?:of )?{month}(?:,? ?{year})?"),
        re.compile(rf"\b{month} (?P<day>\d\d?)(?!\d){suffix}(?:,? ?{year})?"),
    )
