"""What was announced and has since been put right: one correction for each finding, to those who got it (pure)."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from bot.alerts.book import Odd, Unit, unit_of
from store.alerts import Alert, Correction, Finding, News
from store.flags import CORRECTIONS
from store.models import Claim, Source
from store.series import Grain, Series
from store.snapshot import SeriesName, Snapshot


def corrections(alerts: Iterable[Alert], after: Snapshot, revised: Collection[SeriesName]) -> Iterator[Correction]:
    """What has become of findings that were told: those that stand no more, or whose figure is another.

    A figure that moves by no more than it is rounded to is the same figure.

    Args:
        alerts: what was told, as far as it is to be put right.
        after: what is known now.
        revised: the series in which something that was known has changed.
    """
    for alert in alerts:
        for finding in alert.findings:
            name = SeriesName(finding.party, finding.claimant, finding.metric)
            if name in revised:
                correction = _correction(alert.id, finding, after)
                if correction is not None:
                    yield correction


def _correction(alert: str, finding: Finding, after: Snapshot) -> Correction | None:
    if finding.claim is not None:
        value, stands, sources = _stated_now(finding, finding.claim, after)
    else:
        series = after.series.get(SeriesName(finding.party, finding.claimant, finding.metric))
        value, stands, sources = _now(finding, series) if series is not None else (None, False, ())
    changed = value is None or abs(value - finding.value) > finding.rounding
    if stands and not changed:
        return None
    return Correction(alert=alert, finding=finding, value=value, stands=stands, sources=sources)


def _now(finding: Finding, series: Series) -> tuple[int | None, bool, tuple[Source, ...]]:
    """What the figure is now, whether the finding stands, and who says so."""
    if finding.grain is None:
        point = series.on(finding.reported_on, date.max)
        if point is None:
            return None, False, ()
        return point.total, point.total >= (finding.bound or 0), (point.report.source,)
    # What the figures themselves say is odd; what was only learnt from the days around did not keep it from being told.
    stated = Odd(one for one in series.flags if one.flag in CORRECTIONS)
    unit = unit_of(series, finding.period, stated)
    if unit is None:
        return None, False, ()
    return unit.value, _stands(finding, finding.grain, unit, series), (unit.closing.report.source,)


def _stated_now(finding: Finding, told: Claim, after: Snapshot) -> tuple[int | None, bool, tuple[Source, ...]]:
    """The same where a claim brought it: what is stored of the claim now."""
    known = after.claims.get((told.party, told.metric), ())
    claim = next((claim for claim in known if claim.key == told.key), None)
    if claim is None or claim.value is None:
        return None, False, ()
    if finding.news is News.TOTAL_REACHED:
        return claim.value, claim.value >= (finding.bound or 0), (claim.source,)
    passed = finding.bound or (finding.broke.value if finding.broke else 0)
    return claim.value, claim.value > passed, (claim.source,)


def _stands(finding: Finding, grain: Grain, unit: Unit, series: Series) -> bool:
    if grain is Grain.DAY and unit.flagged:
        return False
    if finding.bound is not None:
        return unit.beats(finding.bound)
    known = series.chain(grain, lowest=finding.lowest).as_of(finding.reported_on)
    others = [one.loss.value for one in known if one.loss.period.start != finding.period.start]
    return not others or unit.beats(others[-1], lowest=finding.lowest)
