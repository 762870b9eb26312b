"""Seasons: whole months, named by the year in which they begin."""

from bot.understanding.periods import spans
from bot.understanding.periods.line import Line
from bot.understanding.periods.mention import Grain
from bot.understanding.periods.numerals import short_years
from bot.understanding.periods.spans import Unit
from bot.understanding.periods.term import Found, Need, Term, fixed
from bot.understanding.periods.years import with_year


def season(line: Line, index: int) -> Found:
    """A season, with the two years that a winter spans or with its one year."""
    first = line.senses[index].season
    place = line.past(index + 1, "of")
    place = line.past(place, "in") if place == index + 1 else place
    years = short_years(line, place)
    if years is not None:
        period = spans.months_from(years[0] + (first != spans.WINTER), first, 3)
        return fixed(Grain.SEASON, period), years[1] + (line.senses[years[1]].unit is Unit.YEAR)
    term = Term(Grain.SEASON, lambda year, _: spans.months_from(year, first, 3), Need.YEAR)
    return _winter(line, term, index + 1) if first == spans.WINTER else (term, index + 1)


def _winter(line: Line, term: Term, after: int) -> Found:
    """A winter of one year: "winter 2023" may have begun or ended in 2023; one that has not begun yet is not meant."""
    named, end = with_year(line, term, after)
    if named.year is None:
        return term, after
    began = named.known()
    ended = Term(Grain.SEASON, lambda year, _: spans.months_from(year - 1, spans.WINTER, 3), Need.YEAR).in_year(
        named.year
    )
    if began is not None and began.start > line.now:
        return ended, end
    return Term(Grain.SEASON, named.at, year=named.year, rival=ended), end
