"""The days that a question which goes on asks about: its own, those of the one before, or others counted from these."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.understanding.follow_ups import period_of
from bot.understanding.names import Names
from bot.understanding.periods import Grain as Length
from bot.understanding.periods import Marker, Mention, Unit, spans
from bot.understanding.question import Intent, Question, When
from bot.understanding.text import Shape
from bot.understanding.words import Item
from store.models import Kind, Period
from store.series import Grain, unit_of

FEW: Final = 3
"""How many words may ask for what came after or before: "and since then"."""

LEAST_YEAR: Final = 365
"""So many days are a whole year: another year takes its place."""


def days_asked_about(
    question: Question, names: Names, items: Sequence[Item], previous: Question, mentions: Sequence[Mention]
) -> tuple[When, ...]:
    """The days asked about: those the text names, else those of the question before."""
    if any(mention.whole_war for mention in mentions):
        return question.whens
    if window := _the_window_before(question, items, previous, mentions):
        return window
    if len(mentions) == 1 and mentions[0].marker is Marker.UNTIL and (longer := _lengthened(previous, question)):
        return longer
    if "instead" in names.cues and question.whens and previous.whens:
        return (_in_year_of(previous.whens[0], question.whens[0]), *question.whens[1:])
    if (way := _other_way(items, mentions)) is not None and not question.whens and previous.whens:
        return (_turned(previous.whens[0], later=way),)
    if names.cues & {"before_that", "after_that"} and not question.whens and previous.whens:
        return _beside(previous.whens[0], later="after_that" in names.cues)
    whole = question.intent in {Intent.FIGURE, Intent.AVERAGE} and "total" in names.cues and names.grain
    if whole and not question.whens and previous.whens and (period := previous.whens[0].period):
        around = names.grain.around(period.start) if names.grain else period  # "the whole month" behind one of its days
        return (When(around.start, around.end),)
    if not (question.whens or previous.whens) and previous.polar and previous.follows:
        return previous.follows.whens  # "is it a record?" was of the days before, and so is "and per day?"
    if question.kind is Kind.CUMULATIVE and not question.whens and previous.whens and not previous.whens[0].moment:
        return _total_by(previous.whens[0])
    return question.whens or previous.whens


def _the_window_before(
    question: Question, items: Sequence[Item], previous: Question, mentions: Sequence[Mention]
) -> tuple[When, ...]:
    """The days before a window that moves with the clock, if these are asked for: "and the previous 10?"."""
    same = bool(question.whens) and question.whens == previous.whens and question.whens[0].rolling_days is not None
    named = (item for mention in mentions for item in items[mention.first : mention.last])
    picks = frozenset[str]().union(*(item.values("calendar") for item in named))
    if same and "which:previous" in picks:
        return _beside(previous.whens[0], later=False)
    again = bool(question.whens) and question.whens == previous.whens and not same
    unit = unit_of(question.whens[0].period) if again and question.whens[0].period else None
    named_one = any(pick.startswith(("season:", "month:")) for pick in picks)
    if again and "which:last" in picks and named_one and unit is not Grain.DAY and len(mentions) == 1:
        return (in_other_year(question.whens[0], -1),)  # "last summer?" behind this one
    return ()


def _total_by(when: When) -> tuple[When, ...]:
    """What a total without a day is of: of the day asked about before, else of now ("tanks in May?", "in total?")."""
    period = when.period
    if period is None or period.days > 1:
        return ()
    return (When(None, period.end, moment=True, as_published=True),)


def _lengthened(previous: Question, question: Question) -> tuple[When, ...]:
    """Days asked about before, which are no unit, with another end: "make that until the end of June"."""
    period, end = period_of(previous), question.whens[0].end if question.whens else None
    if period is None or end is None or previous.whens[0].moment or unit_of(period) or end < period.start:
        return ()
    return (When(period.start, end),)


def counted_from(question: Question, previous: Question, mentions: Sequence[Mention]) -> Question:
    """A question of days counted from the one before, or of another day, asks for the same of them.

    "A year earlier" of a total is one, and so is "and on the 6th?".
    """
    if len(mentions) == 1 and mentions[0].around and _is_a_total(previous):  # "and what was it a year ago?"
        day = When(mentions[0].start, mentions[0].end, moment=True, as_published=True)
        return replace(question, whens=(day,), kind=Kind.CUMULATIVE)
    if not (question.whens and previous.whens and mentions):
        return question
    first = previous.whens[0]
    days = all(mention.grain is Length.DAY for mention in mentions) and question.kind is None
    if not (days or all(mention.unanchored for mention in mentions)):
        return question
    if first.period is None or any(
        when.period is None or when.period.days != first.period.days for when in question.whens
    ):
        return question
    whens = (replace(when, moment=first.moment, as_published=first.as_published) for when in question.whens)
    return replace(question, whens=tuple(whens), kind=question.kind or previous.kind)


def _is_a_total(question: Question) -> bool:
    """Whether a question asked for a total up to a day."""
    moment = any(when.moment for when in question.whens)
    return question.kind is Kind.CUMULATIVE or question.intent is Intent.LATEST or moment


def _in_year_of(when: When, other: When) -> When:
    """`when` in the year that `other` is: "sorry, I meant 2023" takes back the year alone."""
    period, year = when.period, other.period
    if period is None or year is None or year != Grain.YEAR.around(year.start) or period.days >= LEAST_YEAR:
        return other
    return in_other_year(when, year.start.year - period.start.year)


def in_other_year(when: When, years: int) -> When:
    """The same days so many years on."""
    period = when.period
    if period is None:
        return when
    start, end = _moved(period.start, years), _moved(period.end, years)
    unit = unit_of(period)
    if unit is not None:
        whole = unit.around(start)
        start, end = whole.start, whole.end
    return replace(when, start=start, end=end, rolling_days=None)


def _moved(day: date, years: int) -> date:
    """The same day of another year; 29 February is the last of the month there."""
    return day.replace(year=day.year + years, day=min(day.day, monthrange(day.year + years, day.month)[1]))


def _beside(when: When, *, later: bool) -> tuple[When, ...]:
    """The unit before or after, or as many days."""
    period = when.period
    if when.moment and when.end is not None:
        return (_end_beside(when, when.end, later=later),)
    if period is None:
        return (_turned(when, later=later),)
    unit = unit_of(period)
    days = timedelta(days=period.days if later else -period.days)
    part = next((each for each in (Unit.SEASON, Unit.HALF) if spans.around(period.start, each) == period), None)
    if part is not None:
        beside = spans.moved(period, 1 if later else -1, part)
    elif unit is None:
        beside = Period(period.start + days, period.end + days)
    else:
        beside = unit.around(period.end + timedelta(days=1)) if later else unit.before(period)
    return (replace(when, start=beside.start, end=beside.end, rolling_days=None),)


def _other_way(items: Sequence[Item], mentions: Sequence[Mention]) -> bool | None:
    """Whether a text without days of its own asks for what came after ("and since?") or before; None for neither."""
    words = [item for item in items if item.shape is not Shape.MARK]
    if mentions or not words or len(words) > FEW:
        return None
    links = words[-1].values("calendar")
    if links & {"link:since", "link:after"}:
        return True
    return False if links & {"link:before", "link:until"} else None


def _turned(when: When, *, later: bool) -> When:
    """All the time after, or before, days that were asked about."""
    if later:
        return When(when.end + timedelta(days=1), None) if when.end else when
    return When(None, when.start - timedelta(days=1)) if when.start else when


def _end_beside(when: When, day: date, *, later: bool) -> When:
    """The day of a total one year, month or day on, or back: behind "by the end of 2023" the end of 2024."""
    ending = (grain for grain in (Grain.YEAR, Grain.MONTH) if grain.around(day).end == day)
    unit = next(ending, Grain.DAY)
    end = unit.around(day + timedelta(days=1)).end if later else unit.before(unit.around(day)).end
    return replace(when, start=None, end=end, rolling_days=None)
