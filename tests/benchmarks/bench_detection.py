"""What it costs to find the records that one new daily report breaks, of all metrics and periods.

    python -m tests.benchmarks.bench_detection

The store holds 45,000 figures: made-up reports of four and a half years by two providers, with records in them as
chance has it. Each of the last reports comes in on its own, the one after the other.
"""

import gc
import statistics
import time
from datetime import date, timedelta

from bot.alerts.book import Book, open_book, settle
from bot.alerts.detection import detect
from store.catalogue import load_catalogue
from store.models import Report
from store.ports import Changes
from store.series import Grain
from store.snapshot import Snapshot, build_snapshot
from store.subscriptions import ThresholdWish
from tests.benchmarks.daily_figures import daily_reports

DAYS = 60
"""So many reports come in while it is measured."""

BAR = 5.0
"""Milliseconds."""

THRESHOLDS = tuple(
    ThresholdWish(metric=metric, grain=grain, bound=bound)
    for metric in ("personnel", "tanks", "artillery")
    for grain in (None, Grain.DAY, Grain.MONTH)
    for bound in (50, 1_900, 500_000)
)


def copied(report: Report) -> Report:
    """The same report as another provider brings it."""
    return Report.model_validate({**dict(report), "provider": "orc_losses"})


def main() -> None:
    """Measure and print."""
    reports = tuple(daily_reports())
    both = sorted((*reports, *map(copied, reports)), key=lambda report: report.report_date)
    figures = sum(len(report.values) for report in both)
    last = both[-1].report_date
    catalogue = load_catalogue()

    def known(day: date) -> Snapshot:
        return build_snapshot(catalogue, [report for report in both if report.report_date <= day], ())

    before = known(last - timedelta(days=DAYS))
    started = time.perf_counter()
    book: Book = open_book(before)
    print(f"{figures} figures in {len(both)} reports, {len(before.series)} series")
    print(f"open the book once: {(time.perf_counter() - started) * 1000:.0f} ms")
    laps: list[float] = []
    cpu: list[float] = []
    settling: list[float] = []
    found = 0
    for ago in range(DAYS - 1, -1, -1):
        day = last - timedelta(days=ago)
        after = known(day)
        changes = Changes(added=tuple(report.key for report in both if report.report_date == day))
        gc.collect()
        used, started = time.process_time(), time.perf_counter()
        detected = detect(book, after, changes, today=day, thresholds=THRESHOLDS)
        laps.append((time.perf_counter() - started) * 1000)
        cpu.append((time.process_time() - used) * 1000)
        found += len(detected.findings)
        started = time.perf_counter()
        book = settle(detected.book, after)
        settling.append((time.perf_counter() - started) * 1000)
    for name, times in (("detection", laps), ("of it, processor time", cpu), ("settling, afterwards", settling)):
        print(
            f"{name}: p50 {statistics.median(times):.2f} ms, p95 {sorted(times)[int(len(times) * 0.95)]:.2f} ms, "
            f"most {max(times):.2f} ms"
        )
    print(f"{found} findings in {DAYS} reports; the bar is {BAR} ms: {'held' if max(cpu) <= BAR else 'NOT held'}")


if __name__ == "__main__":
    main()
