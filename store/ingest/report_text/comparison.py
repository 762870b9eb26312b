"""A reading beside the totals of other days: what a text alone can't show (pure)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from store.ingest.report_text.parsed import Caution, ReportText, TextWarning, spoken
from store.series import DAY
from store.snapshot import Snapshot


class Known(NamedTuple):
    """A total that is known, and the date of the report that gave it."""

    on: date
    total: int


def around(
    snapshot: Snapshot, day: date, *, party: str = "russia", claimant: str = "ukraine"
) -> tuple[Mapping[str, Known], Mapping[str, Known]]:
    """By metric, the newest total not after `day`, and the oldest not before it."""
    before: dict[str, Known] = {}
    after: dict[str, Known] = {}
    for name, series in snapshot.series.items():
        if name[:2] != (party, claimant):
            continue
        points = series.points
        end = bisect_right(points, day, key=lambda point: point.on)
        if end:
            before[name.metric] = Known(points[end - 1].on, points[end - 1].total)
        begin = bisect_left(points, day, key=lambda point: point.on)
        if begin < len(points):
            after[name.metric] = Known(points[begin].on, points[begin].total)
    return before, after


def compared(reading: ReportText, before: Mapping[str, Known], after: Mapping[str, Known] | None = None) -> ReportText:
    """The reading, with a warning for each total that the totals of other days contradict.

    A total is that of the day before and the published rise, together; a rise that a text leaves out, though it
    gives others, is 0. Over longer gaps a total lies between those before and after it: they never fall, but for
    corrections, which deserve a look too.

    Args:
        reading: of a text; without a date nothing can be compared.
        before: by metric, the total of the day before, or the newest known.
        after: by metric, the oldest known of a later day.
    """
    day = reading.report_date
    if day is None:
        return reading
    return reading.warned(_contradicted(reading, day, before, after or {}))


def _contradicted(
    reading: ReportText, day: date, before: Mapping[str, Known], after: Mapping[str, Known]
) -> Iterator[TextWarning]:
    for metric, total in reading.values.items():
        earlier, later = before.get(metric), after.get(metric)
        rise = reading.rises.get(metric, 0 if reading.rises else None)
        said = f"{spoken(metric)}: {total:,}"
        if earlier is not None and earlier.on == day:
            if earlier.total != total:
                yield TextWarning(
                    Caution.DISAGREES, f"{said} here, {earlier.total:,} in what is stored for the same day.", metric
                )
        elif earlier is not None and earlier.on == day - DAY and rise is not None:
            if earlier.total + rise != total:
                yield TextWarning(
                    Caution.RISE_CONTRADICTED,
                    f"{said} is not the {earlier.total:,} of the day before and a rise of {rise:,}.",
                    metric,
                )
        elif earlier is not None and total < earlier.total:
            yield TextWarning(Caution.OUT_OF_LINE, f"{said} is less than {earlier.total:,} on {earlier.on}.", metric)
        elif later is not None and total > later.total:
            yield TextWarning(Caution.OUT_OF_LINE, f"{said} is more than {later.total:,} on {later.on}.", metric)
