"""What a reader wants to see beside a figure: its place among the records, the unit before, other claimants."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.answering.lookup import Wanted, figure_of, look_up
from bot.answering.outcome import Context, Figure, Standing
from bot.understanding.question import When
from store.models import Claim, Kind, Period
from store.series import Grain, Series, unit_of
from store.snapshot import SeriesName, Snapshot

BESIDE_DAYS: Final = 200
"""How much older than a cumulative figure another claimant's may be to stand beside it, its date said."""

SAME_SENSE: Final = 0.005
"""By what share a claim may differ from the figure it restates (claimants round)."""


def context_of(figure: Figure, snapshot: Snapshot, now: date, *, companions: bool) -> Context:
    """All that is said beside `figure`."""
    beside = _others(figure, snapshot, now)
    restated = tuple(other for other in beside if _restates(other, figure))
    return Context(
        standing=_standing(figure, snapshot, now),
        before=_before(figure, snapshot, now),
        restated=restated,
        beside=tuple(other for other in beside if other not in restated),
        companions=companions_of(figure, snapshot, now) if companions else (),
    )


def wanted_for(figure: Figure, **changes: object) -> Wanted:
    """The look-up that leads to `figure`, with some of it changed."""
    when = When(figure.period.start, figure.period.end)
    if figure.kind is Kind.CUMULATIVE:
        when = When(None, figure.period.end, moment=True)
    wanted = Wanted(figure.party, figure.claimant, figure.metric, when, figure.kind)
    return replace(wanted, **changes)  # type: ignore[arg-type]


def _series(figure: Figure, snapshot: Snapshot) -> Series | None:
    return snapshot.series.get(SeriesName(figure.party, figure.claimant, figure.metric))


def _standing(figure: Figure, snapshot: Snapshot, now: date) -> Standing | None:
    grain = unit_of(figure.period)
    series = _series(figure, snapshot)
    if figure.kind is not Kind.PERIOD_TOTAL or figure.claim or figure.so_far or grain is None or series is None:
        return None
    if _is_no_days_loss(figure):
        return None
    return standing_of(series, grain, figure.period, now)


def standing_of(series: Series, grain: Grain, period: Period, now: date) -> Standing | None:
    """The place of a unit among all that were known on `now`; None where there is no record at all."""
    records = series.chain(grain).as_of(now)
    if not records:
        return None
    record = next((record for record in records if record.loss.period == period), None)
    broken_by = next((later for later in records if record is not None and later.broke == record), None)
    return Standing(grain, record, broken_by, records[-1])


def _before(figure: Figure, snapshot: Snapshot, now: date) -> Figure | None:
    grain = unit_of(figure.period)
    if grain is None or figure.kind is Kind.CUMULATIVE or figure.claim or figure.so_far:
        return None
    unit = grain.before(figure.period)
    found = look_up(snapshot, wanted_for(figure, when=When(unit.start, unit.end)), now)
    if not isinstance(found, Figure) or _is_no_days_loss(figure) or _is_no_days_loss(found):
        return None
    return found


def _is_no_days_loss(figure: Figure) -> bool:
    """Whether a day's figure has a flag: it is neither set against other days' nor against the records."""
    return figure.period.days == 1 and bool(figure.flags)


def _others(figure: Figure, snapshot: Snapshot, now: date) -> tuple[Figure, ...]:
    """What was said of the same days by others, or by the same claimant in other words."""
    claims = [c for c in snapshot.claims_on(figure.party, figure.metric, now) if c != figure.claim]
    if figure.kind is Kind.CUMULATIVE:
        claims = _totals_near(figure, claims)
    else:
        claims = [
            claim
            for claim in claims
            if claim.period == figure.period
            and claim.kind is not Kind.CUMULATIVE
            and (claim.kind is figure.kind or claim.claimant != figure.claimant)
        ]
    found = [figure_of(claim) for claim in claims]
    if figure.claim:
        found.extend(_reported_beside(figure, snapshot, now))
    return tuple(found)


def _totals_near(figure: Figure, claims: Sequence[Claim]) -> list[Claim]:
    """Of each other claimant the last totals before a cumulative figure's end; of its own those of that very day."""
    end = figure.period.end
    oldest = end - timedelta(days=BESIDE_DAYS)
    near = [c for c in claims if c.kind is Kind.CUMULATIVE and oldest <= c.period.end <= end]
    last = {claim.claimant: claim.period.end for claim in sorted(near, key=lambda claim: claim.period.end)}
    last[figure.claimant] = end
    return [claim for claim in near if claim.period.end == last[claim.claimant]]


def _reported_beside(claimed: Figure, snapshot: Snapshot, now: date) -> Iterator[Figure]:
    """What claimants who report daily say for the days of a claim: totals as published on its last day."""
    when = When(claimed.period.start, claimed.period.end)
    if claimed.kind is Kind.CUMULATIVE:
        when = When(None, claimed.period.end, moment=True, as_published=True)
    for party, claimant, metric in snapshot.series:
        if (party, metric) == (claimed.party, claimed.metric) and claimant != claimed.claimant:
            found = look_up(snapshot, Wanted(party, claimant, metric, when, claimed.kind), now)
            if isinstance(found, Figure) and found.claim is None:
                yield found


def _restates(other: Figure, figure: Figure) -> bool:
    """Whether a claim is the same claimant's own wording of the figure."""
    if other.claimant != figure.claimant or other.kind is not figure.kind or other.claim is None:
        return False
    if other.value is None or figure.value is None:
        return False
    return abs(other.value - figure.value) <= SAME_SENSE * figure.value


def companions_of(figure: Figure, snapshot: Snapshot, now: date) -> tuple[Figure, ...]:
    """The other metrics of the same days by the same claimant, in the catalogue's order."""
    found: list[Figure] = []
    for metric in snapshot.catalogue.metrics:
        if metric == figure.metric or SeriesName(figure.party, figure.claimant, metric) not in snapshot.series:
            continue
        other = look_up(snapshot, wanted_for(figure, metric=metric), now)
        if isinstance(other, Figure) and other.period == figure.period:
            found.append(other)
    return tuple(found)
