"""The next step where there is no figure: questions near by that have an answer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from bot.answering.lookup import Wanted, claims_for, look_up
from bot.answering.outcome import Figure
from bot.understanding.question import MAJOR_METRIC, Intent, Question, When
from store.models import WAR_START, Kind
from store.series import DAY, Grain, Series
from store.snapshot import SeriesName, Snapshot

MOST_CHOICES: Final = 4
"""How many questions are offered at once: more don't fit a phone."""

DEFAULT_CLAIMANT: Final = "ukraine"
"""Whose figures answer a question that names no claimant: the only ones published daily."""

DEFAULT_PARTY: Final = "russia"
"""Whose losses a question that names no side is about: the ones that are reported daily."""


def question_for(wanted: Wanted, intent: Intent = Intent.FIGURE) -> Question:
    """The question that a look-up answers, with everything named."""
    return Question(
        intent=intent,
        metrics=(wanted.metric,),
        party=wanted.party,
        claimants=(wanted.claimant,),
        whens=(wanted.when,) if wanted.when else (),
        kind=wanted.kind,
    )


def examples(snapshot: Snapshot, now: date) -> tuple[Question, ...]:
    """Questions that can be answered on `now`: the newest whole month, its tanks, and the worst month so far."""
    series = snapshot.series.get(SeriesName(DEFAULT_PARTY, DEFAULT_CLAIMANT, MAJOR_METRIC))
    newest = series.newest(now) if series else None
    if newest is None:
        return (Question(Intent.HELP),)
    month = Grain.MONTH.around(newest.on - DAY)
    if month.end >= newest.on:  # not over yet
        month = Grain.MONTH.before(month)
    when = When(month.start, month.end)
    losses = Question(Intent.FIGURE, party=DEFAULT_PARTY, whens=(when,))
    return (
        replace(losses, metrics=(MAJOR_METRIC,)),
        replace(losses, metrics=("tanks",)),
        Question(Intent.RECORD, metrics=("artillery",), party=DEFAULT_PARTY, grain=Grain.MONTH),
    )


def nearest(snapshot: Snapshot, wanted: Wanted, now: date) -> Question | None:
    """The question nearest to `wanted` that has a figure on `now`: other days first, then another claimant."""
    for candidate in _candidates(snapshot, wanted, now):
        if isinstance(look_up(snapshot, candidate, now), Figure):
            return question_for(candidate)
    return None


def _candidates(snapshot: Snapshot, wanted: Wanted, now: date) -> Iterator[Wanted]:
    open_to_all = replace(wanted, speaker=None, body=None, scopes=frozenset())
    series = snapshot.series.get(SeriesName(wanted.party, wanted.claimant, wanted.metric))
    if series is not None:
        yield from _other_days(open_to_all, series, now)
    yield from _other_claims(snapshot, open_to_all, now)
    if wanted.claimant != DEFAULT_CLAIMANT and wanted.party == DEFAULT_PARTY:
        yield replace(open_to_all, claimant=DEFAULT_CLAIMANT)
        yield replace(open_to_all, claimant=DEFAULT_CLAIMANT, when=None, kind=None)


def _other_days(wanted: Wanted, series: Series, now: date) -> Iterator[Wanted]:
    """Wider and neighbouring units round the days asked for, the nearest first."""
    newest = series.newest(now)
    if newest is None:
        return
    last = newest.on - DAY
    asked = wanted.when.end or wanted.when.start if wanted.when else None
    middle = min(max(asked or last, WAR_START), last)
    if wanted.when and (wanted.when.moment or wanted.kind is Kind.CUMULATIVE):
        for unit in (Grain.MONTH.around(middle), Grain.MONTH.before(Grain.MONTH.around(middle))):
            if unit.end <= last:
                yield replace(wanted, when=When(None, unit.end, moment=True), kind=Kind.CUMULATIVE)
    grain = next((g for g in Grain if wanted.when and wanted.when.period == g.around(middle)), Grain.MONTH)
    for unit in (grain.around(middle), grain.before(grain.around(middle))):
        yield replace(wanted, when=When(unit.start, unit.end))
    month = Grain.MONTH.around(middle)
    for _ in range(3):
        yield replace(wanted, when=When(month.start, month.end))
        month = Grain.MONTH.before(month)
    first = Grain.MONTH.around(series.first.on)
    for unit in (first, Grain.MONTH.around(first.end + DAY)):
        yield replace(wanted, when=When(unit.start, unit.end))
    yield replace(wanted, when=None, kind=None)


def _other_claims(snapshot: Snapshot, wanted: Wanted, now: date) -> Iterator[Wanted]:
    """What the same claimant said at the time nearest to the days asked for."""
    claims = claims_for(snapshot, wanted, now)
    end = (wanted.when.end or wanted.when.start if wanted.when else None) or now
    for claim in sorted(claims, key=lambda claim: abs((claim.period.end - end).days)):
        moment = claim.kind is Kind.CUMULATIVE
        when = When(None if moment else claim.period.start, claim.period.end, moment=moment)
        yield replace(wanted, when=when, kind=claim.kind)
