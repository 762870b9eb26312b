"""Weekdays: alone, beside a date that they only decorate, or picked from a week."""

from datetime import date

from bot.understanding.periods import spans
from bot.understanding.periods.dates import day_first, month_first
from bot.understanding.periods.digits import numeric
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain
from bot.understanding.periods.spans import DAY, Unit
from bot.understanding.periods.term import Found, Need, Term, fixed
from bot.understanding.periods.years import OFFSETS, with_year
from store.models import Period


def weekday(line: Line, index: int) -> Found:
    """A weekday with what belongs to it: "Friday", "Fri 14th", "Sunday, 7 December", "Tuesday last week"."""
    number = line.senses[index].weekday
    after = line.past_dot(index + 1)
    dated = _dated(line, after)
    if dated is not None:
        term, end = dated
        return (_on_weekday(term, number) if term.need is Need.MONTH else term), end
    week = _week_after(line, line.past(line.past(after, "of"), "in"))
    if week is not None:
        return fixed(Grain.DAY, spans.nth_weekday(week[0], number, 1)), week[1]
    newest = spans.single(line.now - (line.now.isoweekday() - number) % 7 * DAY)
    return Term(Grain.DAY, lambda _y, _m: newest, weekly=True), index + 1


def which_weekday(line: Line, which: str, index: int) -> Found:
    """The "last", "this" or "next" Friday; the last, "that" and "the other" are before today, the next after it."""
    found = weekday(line, index)
    if found[1] > index + 1:
        return found
    number, now = line.senses[index].weekday, line.now
    if which == "this":
        day = spans.around(now, Unit.WEEK).start + (number - 1) * DAY
    elif which == "next":
        day = now + ((number - now.isoweekday() - 1) % 7 + 1) * DAY
    else:
        day = now - ((now.isoweekday() - number - 1) % 7 + 1) * DAY
        day -= 7 * DAY if which == "before last" else 0 * DAY
    return _day(day), index + 1


def _day(day: date) -> Term:
    return fixed(Grain.DAY, spans.single(day))


def _on_weekday(term: Term, number: int) -> Term:
    """A day of an open month that must be this weekday: "Fri 14th" is the newest 14th that was a Friday."""

    def at(year: int, month: int) -> Period | None:
        day = term.at(year, month)
        return day if day is not None and day.start.isoweekday() == number else None

    return Term(Grain.DAY, at, Need.MONTH)


def _dated(line: Line, after: int) -> Found | None:
    """A day's date right behind a weekday, also in brackets."""
    place = line.past_mark(after, ",-(")
    bracket = place > after and line.marks[after] == "("
    place = line.past(place, "the")
    found = None
    if line.numbers[place] >= 0:
        found = numeric(line, place) or day_first(line, place)
    elif line.senses[place].month:
        found = month_first(line, place)
    elif line.senses[place].ord or line.senses[place].num >= 0:
        found = day_first(line, place)
    if found is None or found[0].grain is not Grain.DAY or (found[0].bare and line.marks[found[1]] == ":"):
        return None
    term, end = with_year(line, *found) if found[0].need is Need.YEAR else found
    return term, line.past_mark(end, ")") if bracket else end


def _week_after(line: Line, place: int) -> tuple[Period, int] | None:
    """The week right behind a weekday: "last week", "цього тижня"."""
    which = line.senses[place].which
    if which not in OFFSETS or line.senses[place + 1].unit is not Unit.WEEK:
        return None
    return spans.around(spans.step(line.now, OFFSETS[which], Unit.WEEK), Unit.WEEK), place + 2
