"""Answers that set all units of a grain against each other: records, ranks, trends."""

from dataclasses import replace
from datetime import date
from typing import Final

from bot.answering.asked import Asked
from bot.answering.context import context_of, standing_of
from bot.answering.figures import compare_answer
from bot.answering.lookup import Gap, Wanted, figure_of_loss, look_up
from bot.answering.outcome import Figure, Missing, NoData, NotPublished, Outcome
from bot.answering.suggestions import DEFAULT_CLAIMANT
from bot.understanding.question import Assumption, Intent, When
from store.models import WAR_START, Period
from store.series import DAY, Grain, Loss, Series, ranked, records_of, unit_of

DEFAULT_RANKS: Final = 3
"""How many places a ranking without a number shows."""

FEW_RANKS: Final = 6
"""So few units are all shown."""

MOST_RANKS: Final = 24

TREND_UNITS: Final = 12
"""How many units a trend without a period shows: a year of months."""

MOST_TREND_UNITS: Final = 62


def ranking_of(asked: Asked) -> tuple[Series, str, Grain, Period | None] | NoData | NotPublished:
    """The series, claimant, grain and scope that a record, rank or trend is looked up in."""
    question = asked.question
    metric = asked.metrics[0]
    claimant = question.claimants[0] if question.claimants else DEFAULT_CLAIMANT
    series = asked.series(metric, claimant)
    when = question.whens[0] if question.whens else None
    if series is None:
        return asked.refusal(asked.wanted(metric, claimant, when), Gap(Missing.NO_SERIES))
    newest = series.newest(asked.now)
    if newest is None:
        return asked.refusal(asked.wanted(metric, claimant, when), Gap(Missing.NOT_REPORTED_YET, since=series.first.on))
    within = None
    if when is not None and when.rolling_days is not None:
        within = Period(newest.on - when.rolling_days * DAY, newest.on - DAY)
    elif when is not None:
        within = _period_of(when, newest.on)
        if len(question.whens) > 1 and _hold_units(asked):
            last = max(_period_of(other, newest.on).end for other in question.whens)
            within = Period(min(_period_of(other, newest.on).start for other in question.whens), last)
    return series, claimant, question.grain or Grain.MONTH, within


def _period_of(when: When, newest: date) -> Period:
    start = when.start or WAR_START
    return Period(start, max(when.end or newest, start))


def _hold_units(asked: Asked) -> bool:
    """Whether units are sought in each of several periods: "the worst month of 2023 and 2024"."""
    grain = asked.question.grain
    return grain is not None and all(when.period and unit_of(when.period) is not grain for when in asked.question.whens)


def _losses(asked: Asked, series: Series, grain: Grain, within: Period | None, *, competing: bool = True) -> list[Loss]:
    """The losses of the units within the periods asked about, oldest first."""
    found = series.losses(grain, asked.now, within, competing=competing)
    periods = [when.period for when in asked.question.whens if when.period]
    if len(periods) < 2 or not _hold_units(asked):
        return list(found)
    return [
        loss
        for loss in found
        if any(each.start <= loss.period.start and loss.period.end <= each.end for each in periods)
    ]


def figure_of_unit(asked: Asked, loss: Loss, claimant: str) -> Figure:
    """A unit's loss as a figure."""
    return figure_of_loss(asked.snapshot, Wanted(asked.party, claimant, asked.metrics[0]), loss)


def no_units(asked: Asked, claimant: str, grain: Grain, within: Period | None) -> NoData | NotPublished:
    """No unit of the grain is complete within the scope."""
    when = When(within.start, within.end) if within else None
    wanted = asked.wanted(asked.metrics[0], claimant, when)
    if within and within.end >= asked.now:
        found = look_up(asked.snapshot, wanted, asked.now)
        if isinstance(found, Gap):
            return asked.refusal(wanted, found)
    refused = asked.refusal(wanted, Gap(Missing.NO_REPORT))
    if grain in {Grain.DAY, Grain.WEEK} and isinstance(refused, NoData):
        coarser = replace(asked.question, grain=Grain.MONTH, follows=None)
        return replace(refused, question=replace(asked.question, follows=None), nearest=coarser)
    return refused


def record_answer(asked: Asked) -> Outcome:
    """The highest (or lowest) unit, and the one that was it before."""
    found = ranking_of(asked)
    if not isinstance(found, tuple):
        return found
    series, claimant, grain, within = found
    unit = unit_of(within) if within else None
    asks_about_unit = unit is not None and (
        asked.question.grain is unit
        or (asked.question.grain is None and (asked.question.polar or unit in {Grain.DAY, Grain.WEEK, Grain.MONTH}))
    )
    if within and unit and asks_about_unit:
        return _is_record(asked, series, claimant, unit, within)
    lowest = asked.question.lowest
    if within is None:
        records = series.chain(grain, lowest=lowest).as_of(asked.now)
    else:
        records = records_of(_losses(asked, series, grain, within), lowest=lowest)
    if not records:
        return no_units(asked, claimant, grain, within)
    record = records[-1]
    losses = [record.loss, *([record.broke.loss] if record.broke else [])]
    figures = tuple(figure_of_unit(asked, loss, claimant) for loss in losses)
    answered = asked.answered(figures, context_of(figures[0], asked.snapshot, asked.now, companions=False))
    if asked.question.grain is None:
        return replace(answered, assumptions=answered.assumptions | {Assumption.PERIOD})
    return answered


def _is_record(asked: Asked, series: Series, claimant: str, unit: Grain, period: Period) -> Outcome:
    """Whether a unit was a record, with the record that it broke or the one that it did not."""
    wanted = asked.wanted(asked.metrics[0], claimant, When(period.start, period.end))
    headline = asked.look_up(wanted)
    if not isinstance(headline, Figure):
        return headline
    lowest = asked.question.lowest
    records = series.chain(unit, lowest=lowest).as_of(asked.now)
    standing = standing_of(series, unit, period, asked.now) if not lowest else None
    context = replace(context_of(headline, asked.snapshot, asked.now, companions=False), standing=standing)
    record = next((record for record in records if record.loss.period == period), None)
    if record is not None:
        broken = (figure_of_unit(asked, record.broke.loss, claimant),) if record.broke else ()
        return asked.answered((headline, *broken), context, affirmed=True)
    if not records or headline.so_far:
        return asked.answered((headline,), context, affirmed=False)
    standing_record = records[-1]
    losses = [standing_record.loss, *([standing_record.broke.loss] if standing_record.broke else [])]
    figures = tuple(figure_of_unit(asked, loss, claimant) for loss in losses)
    return asked.answered((*figures, headline), context, affirmed=False)


def _named_ranked(asked: Asked, claimant: str) -> Outcome:
    """The periods that the question names, in rank order: "rank March, April and May"."""
    figures: list[Figure] = []
    for when in asked.question.whens[:MOST_RANKS]:
        found = asked.look_up(asked.wanted(asked.metrics[0], claimant, when))
        if not isinstance(found, Figure):
            return found
        figures.append(found)
    figures.sort(key=lambda figure: figure.value or 0, reverse=not asked.question.lowest)
    return asked.answered(tuple(figures[: asked.question.count]))


def rank_answer(asked: Asked) -> Outcome:
    """The highest (or lowest) units, in rank order."""
    found = ranking_of(asked)
    if not isinstance(found, tuple):
        return found
    if len(asked.question.whens) > 1 and not _hold_units(asked):
        return _named_ranked(asked, found[1])
    series, claimant, grain, within = found
    losses = ranked(_losses(asked, series, grain, within), lowest=asked.question.lowest)
    if not losses:
        return no_units(asked, claimant, grain, within)
    # "Rank the years", or the quarters of one, leaves none out: there are but a few.
    count = min(asked.question.count or (len(losses) if len(losses) <= FEW_RANKS else DEFAULT_RANKS), MOST_RANKS)
    return asked.answered(tuple(figure_of_unit(asked, loss, claimant) for loss in losses[:count]))


def trend_answer(asked: Asked) -> Outcome:
    """Unit after unit, in time order; of a single unit with nothing finer stored, against the one before it."""
    found = ranking_of(asked)
    if not isinstance(found, tuple):
        return found
    series, claimant, grain, within = found
    if asked.question.grain is None and within:
        grain = Grain.DAY if within.days <= 31 else Grain.YEAR if within.days > 3 * 366 else Grain.MONTH
    losses = _losses(asked, series, grain, within, competing=False)
    if within and unit_of(within) and asked.question.grain is None and (asked.question.polar or not losses):
        # "Did losses fall in April?" is about April and March, and so is April's trend where no day is stored.
        return compare_answer(replace(asked, question=replace(asked.question, intent=Intent.COMPARE)))
    if not losses:
        return no_units(asked, claimant, grain, within)
    most = MOST_TREND_UNITS if within else TREND_UNITS
    return asked.answered(tuple(figure_of_unit(asked, loss, claimant) for loss in losses[-most:]))
