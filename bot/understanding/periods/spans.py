"""Calendar arithmetic: units, the period of each around a day, steps from one to another. Weeks are ISO weeks."""

from collections.abc import Mapping
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from store.models import Period

DAY: Final = timedelta(days=1)

EARLIEST: Final = date(1000, 1, 1)
LATEST: Final = date(MAXYEAR - 200, 12, 31)
"""No period is read before or after these: what is counted from it must stay inside what a `date` can hold."""

YEARS: Final = range(EARLIEST.year, LATEST.year + 1)


class Unit(StrEnum):
    """What time is counted in."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    FORTNIGHT = "fortnight"
    HALF_MONTH = "half month"
    TEN_DAYS = "ten days"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    PERIOD = "period"


DAYS: Final[Mapping[Unit, int]] = MappingProxyType(
    {Unit.DAY: 1, Unit.WEEK: 7, Unit.WEEKEND: 7, Unit.TEN_DAYS: 10, Unit.FORTNIGHT: 14, Unit.HALF_MONTH: 15}
)
"""The units that are a fixed number of days."""

MONTHS: Final[Mapping[Unit, int]] = MappingProxyType(
    {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.SEASON: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120}
)
"""The units that are a fixed number of months."""

SIZES: Final[Mapping[Unit, int]] = MappingProxyType({**DAYS, **{unit: 30 * months for unit, months in MONTHS.items()}})
"""About how many days each unit has, to tell the larger from the smaller."""

WINTER: Final = 12
"""Seasons are named by their first month; winter begins in one year and ends in the next."""


def months_from(year: int, month: int, count: int) -> Period:
    """`count` whole months, the first of which is `month` of `year`."""
    last = year * 12 + month - 1 + count
    return Period(date(year, month, 1), date(last // 12, last % 12 + 1, 1) - DAY)


def month(year: int, number: int) -> Period:
    """A calendar month."""
    return months_from(year, number, 1)


def in_one_month(period: Period) -> bool:
    """Whether a period lies within one calendar month."""
    return (period.start.year, period.start.month) == (period.end.year, period.end.month)


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def day(year: int, month: int, number: int) -> Period | None:
    """One day, or None where the month has no such day."""
    try:
        single = date(year, month, number)
    except ValueError:
        return None
    return Period(single, single)


def single(day: date) -> Period:
    """The period of one day."""
    return Period(day, day)


def around(day: date, unit: Unit) -> Period:
    """The calendar unit that `day` falls in; for a weekend the one of its week."""
    match unit:
        case Unit.WEEK:
            monday = day - timedelta(days=day.weekday())
            return Period(monday, monday + 6 * DAY)
        case Unit.WEEKEND:
            monday = day - timedelta(days=day.weekday())
            return Period(monday + 5 * DAY, monday + 6 * DAY)
        case Unit.FORTNIGHT:
            week = around(day, Unit.WEEK)
            return Period(week.start - 7 * DAY, week.end)
        case Unit.TEN_DAYS:
            return part(month(day.year, day.month), min((day.day - 1) // 10, 2))
        case Unit.HALF_MONTH:
            whole = month(day.year, day.month)
            middle = whole.start.replace(day=15)
            return Period(whole.start, middle) if day <= middle else Period(middle + DAY, whole.end)
        case Unit.SEASON:
            first = day.month // 3 * 3
            return months_from(day.year - (first == 0), first or WINTER, 3)
        case Unit.DECADE:
            return months_from(day.year // 10 * 10, 1, 120)
        case Unit.MONTH | Unit.QUARTER | Unit.HALF | Unit.YEAR:
            length = MONTHS[unit]
            return months_from(day.year, (day.month - 1) // length * length + 1, length)
        case _:
            return single(day)


def step(day: date, count: int, unit: Unit) -> date:
    """The day `count` units on (back where negative), the month's last day where it has no such day.

    The result stays inside the calendar: a step beyond it ends at its edge.
    """
    if unit in MONTHS:
        index = day.year * 12 + day.month - 1 + count * MONTHS[unit]
        year = index // 12
        if year not in YEARS:
            return EARLIEST if year < EARLIEST.year else LATEST
        return date(year, index % 12 + 1, min(day.day, month(year, index % 12 + 1).end.day))
    days = day.toordinal() + count * DAYS.get(unit, 1)
    return date.fromordinal(max(EARLIEST.toordinal(), min(days, LATEST.toordinal())))


def moved(period: Period, count: int, unit: Unit) -> Period:
    """The period `count` units on; a whole month stays a whole month."""
    start = step(period.start, count, unit)
    return Period(start, max(start, step(period.end + DAY, count, unit) - DAY))


def part(period: Period, third: int) -> Period:
    """A third of the period: 0 early, 1 middle, 2 late.

    A month is cut into days 1-10, 11-20 and 21 to its end; a week into Monday to Wednesday, Thursday, Friday to
    Sunday; longer periods into equal numbers of months where they have them; less than three days are not cut.
    """
    start, end = period.start, period.end
    if period.days < 3:
        return period
    if period.days == 7:
        first, second = start + 3 * DAY, start + 4 * DAY
    elif 28 <= period.days <= 31:
        first, second = start + 10 * DAY, start + 20 * DAY
    elif start.day == 1 and (months := (end.year - start.year) * 12 + end.month - start.month + 1) % 3 == 0:
        first, second = step(start, months // 3, Unit.MONTH), step(start, months // 3 * 2, Unit.MONTH)
    else:
        first, second = start + period.days // 3 * DAY, start + period.days * 2 // 3 * DAY
    return (Period(start, first - DAY), Period(first, second - DAY), Period(second, end))[third]


def iso_week(year: int, number: int) -> Period | None:
    """An ISO week by its number, or None where the year has no such week."""
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return Period(monday, monday + 6 * DAY)


def nth_week(period: Period, number: int) -> Period | None:
    """The nth week of a month or year, counted from the end where negative; a week belongs where its Thursday is."""
    thursday = nth_weekday(period, 4, number)
    return around(thursday.start, Unit.WEEK) if thursday else None


def nth_weekday(period: Period, weekday: int, number: int) -> Period | None:
    """The nth Monday (1) to Sunday (7) of a period, from the end where negative; None where there is none."""
    if number > 0:
        found = period.start + timedelta(days=(weekday - period.start.isoweekday()) % 7 + 7 * (number - 1))
    else:
        found = period.end - timedelta(days=(period.end.isoweekday() - weekday) % 7 + 7 * (-number - 1))
    return single(found) if period.start <= found <= period.end else None


def nth_unit(period: Period, unit: Unit, number: int) -> Period | None:
    """The nth unit of a period counted from its first day, or from its last where negative; None beyond it.

    Weeks of a year, and those counted from the end, are weeks of the calendar; the first week of a month is its first
    seven days.
    """
    if unit is Unit.WEEK and (number < 0 or period == around(period.start, Unit.YEAR)):
        return nth_week(period, number)
    if unit is Unit.WEEKEND:
        saturday = nth_weekday(period, 6, number)
        return Period(saturday.start, saturday.start + DAY) if saturday else None
    if number > 0:
        start = step(period.start, number - 1, unit)
        found = Period(start, step(period.start, number, unit) - DAY)
        if unit is Unit.WEEK and start <= period.end:
            found = Period(start, min(found.end, period.end))
    else:
        after = step(period.end + DAY, number + 1, unit)
        found = Period(step(period.end + DAY, number, unit), after - DAY)
    return found if period.start <= found.start and found.start <= period.end else None


def western_easter(year: int) -> date:
    """Easter Sunday of the Gregorian reckoning, by the anonymous algorithm printed in Meeus, ch. 8."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def eastern_easter(year: int) -> date:
    """Easter Sunday of the Julian reckoning as a Gregorian date (Meeus, ch. 8, and the offset of the calendars)."""
    epact = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - epact + 34) % 7
    month, day = divmod(epact + weekday + 114, 31)
    offset = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=offset)
