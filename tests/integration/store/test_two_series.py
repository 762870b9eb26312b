"""The two public series as their publishers keep them: what is known of them is found, and what follows is right."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import pytest

import store as package
from store.catalogue import load_catalogue
from store.gate import Check, Finding, Severity, check
from store.ingest.contents import gather, read_contents, read_file
from store.ingest.files import import_files
from store.ingest.seeds import Seeds
from store.models import Period, Report
from store.opening import read_figures
from store.series import Grain, Series
from store.snapshot import SeriesName, Snapshot, build_snapshot

SHARED = Path(package.__file__).parents[2] / "shared"
DATA_SET = SHARED / "data" / "2022-ukraine-russia-war-dataset"
TOTALS = (DATA_SET / "russia_losses_personnel.json", DATA_SET / "russia_losses_equipment.json")
CORRECTIONS = DATA_SET / "russia_losses_equipment_correction.json"
ORC_LOSSES = SHARED / "data" / "orc-losses" / "russian-losses.json"
BOUNDARIES = SHARED / "facts" / "month_boundary_reports.json"
AT = datetime(2026, 8, 23, 12, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the series lie in a folder beside the checkout")


class Loaded:
    """What some of the files say, beside the seeds unless there are to be none."""

    def __init__(self, *files: Path, seeds: Seeds | None = None) -> None:
        figures = read_figures("no such folder", at=AT, seeds=seeds)
        gathered = gather(read_contents(map(read_file, files)), figures)
        brought = {entry.key: entry for entry in (*figures.reports(), *gathered.entries)}
        self.reports = tuple(entry for entry in brought.values() if isinstance(entry, Report))
        self.claims = figures.claims()
        self.snapshot: Snapshot = build_snapshot(load_catalogue(), self.reports, self.claims)

    @cached_property
    def found(self) -> tuple[Finding, ...]:
        return check(self.reports, self.claims, load_catalogue(), now=AT.date())

    def of(self, name: Check) -> list[Finding]:
        return [finding for finding in self.found if finding.check is name]

    def series(self, metric: str) -> Series:
        return self.snapshot.series[SeriesName("russia", "ukraine", metric)]

    def total(self, metric: str, day: date) -> int:
        point = self.series(metric).on(day, AT.date())
        assert point is not None
        return point.total


@pytest.fixture(scope="module")
def both() -> Loaded:
    return Loaded(*TOTALS, CORRECTIONS, ORC_LOSSES)


@pytest.fixture(scope="module")
def first() -> Loaded:
    """The first series alone, as it is without its corrections."""
    return Loaded(*TOTALS)


# What is known of the series


def test_nothing_in_them_is_held() -> None:
    figures = read_figures("no such folder", at=AT)
    imported = import_files([*TOTALS, CORRECTIONS, ORC_LOSSES], figures, at=AT)
    assert imported.review.held == ()
    assert len(imported.changes.added) == 3_068


FALLS = {
    ("aircraft", date(2023, 10, 3)): -1,
    ("aircraft", date(2024, 10, 3)): -1,
    ("tanks", date(2023, 5, 28)): -2,
    ("armoured_vehicles", date(2022, 10, 13)): -14,
    ("mlrs", date(2024, 11, 30)): -2,
    ("mlrs", date(2025, 4, 22)): -1,
    ("air_defence", date(2024, 8, 5)): -1,
    ("air_defence", date(2025, 10, 3)): -2,
    ("special_equipment", date(2024, 11, 30)): -83,
    ("special_equipment", date(2025, 10, 3)): -9,
    ("cruise_missiles", date(2024, 3, 13)): -1,
    ("cruise_missiles", date(2025, 5, 4)): -1,
}


def test_every_fall_of_the_claimants_totals_is_flagged_and_no_other(both: Loaded) -> None:
    falls = [finding for finding in both.of(Check.FALL) if finding.severity is Severity.FLAGGED]
    assert {(one.metric, one.days.start): one.numbers["rise"] for one in falls} == FALLS


def test_a_fall_that_is_a_misprint_of_one_series_is_outvoted_by_the_other(first: Loaded, both: Loaded) -> None:
    misprint = ("artillery", date(2026, 3, 4))
    alone = {(one.metric, one.days.start): one.severity for one in first.of(Check.FALL)}
    beside = {(one.metric, one.days.start): one.severity for one in both.of(Check.FALL)}
    assert alone[misprint] is Severity.FLAGGED
    assert beside[misprint] is Severity.STORED
    assert both.total(*misprint) == 37_874


def test_the_silent_correction_is_known_by_the_corrections_file_and_found_without_it(
    first: Loaded, both: Loaded
) -> None:
    (jump,) = (one for one in first.of(Check.JUMP) if one.metric == "personnel")
    assert (jump.severity, jump.days.start, jump.numbers["rise"]) == (Severity.FLAGGED, date(2025, 2, 28), 2_710)
    (known,) = (
        one for one in both.of(Check.CORRECTION) if (one.metric, one.days.start) == ("personnel", date(2025, 2, 28))
    )
    assert (known.numbers["rise"], known.numbers["part"]) == (2_710, 1_650)


def test_the_28_known_corrections_take_effect_in_the_report_that_shows_them(both: Loaded) -> None:
    rows = [report for report in both.reports if report.corrections]
    dates = {report.report_date for report in rows}
    assert len(rows) == 28
    assert date(2023, 5, 28) in dates
    assert date(2023, 5, 27) not in dates
    assert date(2024, 6, 23) in dates
    for report in rows:
        for metric, part in report.corrections.items():
            rise = both.series(metric).rise_to(report.report_date)
            assert rise is not None
            assert rise >= part, (report.report_date, metric)


@pytest.mark.parametrize(
    ("metric", "first_day", "last_day", "right", "wrong"),
    [
        ("helicopters", date(2026, 3, 22), date(2026, 3, 31), 350, 351),
        ("helicopters", date(2026, 4, 2), date(2026, 4, 29), 350, 351),
        ("artillery", date(2024, 6, 22), date(2024, 6, 22), 14_188, 14_134),
        ("artillery", date(2026, 3, 4), date(2026, 3, 4), 37_874, 37_832),
        ("aircraft", date(2025, 6, 3), date(2025, 6, 3), 384, 413),
        ("vehicles", date(2024, 11, 1), date(2024, 11, 1), 28_038, 28_028),
        ("uavs", date(2026, 7, 26), date(2026, 7, 26), 428_286, 426_836),
    ],
)
def test_a_known_wrong_cell_of_the_first_series_is_found_and_outvoted(
    both: Loaded, metric: str, first_day: date, last_day: date, right: int, wrong: int
) -> None:
    (finding,) = (
        one
        for one in both.of(Check.DISAGREEMENT)
        if one.metric == metric and one.days == Period(first_day, last_day) and "petroivaniuk" in one.providers
    )
    assert finding.severity is Severity.FLAGGED
    assert (finding.numbers["total"], finding.numbers["other"]) == (right, wrong)
    assert both.total(metric, first_day) == right


def test_what_the_second_series_has_wrong_is_outvoted_by_the_first(both: Loaded) -> None:
    assert both.total("personnel", date(2024, 11, 3)) == 699_090  # a day repeated
    assert both.total("personnel", date(2024, 10, 7)) == 661_630  # one metric repeated
    assert both.total("personnel", date(2023, 1, 12)) == 113_390  # a wrong digit
    assert both.total("mlrs", date(2025, 6, 8)) == 1_410  # two digits swapped
    assert [one.days.start for one in both.of(Check.REPEATED_DAY)] == [date(2024, 11, 3)]


def test_the_189_missing_dates_of_the_second_series_are_found(both: Loaded) -> None:
    missing = [finding for finding in both.of(Check.GAP) if finding.providers == ("orc_losses",)]
    assert sum(finding.days.days for finding in missing) == 189
    assert [finding for finding in both.of(Check.GAP) if finding not in missing] == []


def test_metrics_that_come_later_are_noted_with_their_stock(both: Loaded) -> None:
    late = {finding.metric: (finding.days.start, finding.numbers["total"]) for finding in both.of(Check.LATE_START)}
    assert late == {
        "vehicles": (date(2022, 5, 1), 1_796),
        "special_equipment": (date(2022, 3, 16), 10),
        "cruise_missiles": (date(2022, 5, 1), 84),
        "submarines": (date(2023, 9, 14), 1),
        "ground_robots": (date(2026, 5, 3), 1_306),
    }


def test_a_stale_number_is_found_and_the_day_after_it_is_no_record(first: Loaded, both: Loaded) -> None:
    stale = [finding for finding in first.of(Check.STANDSTILL) if finding.metric == "uavs"]
    assert [(one.severity, one.days.start) for one in stale] == [(Severity.FLAGGED, date(2026, 7, 26))]
    for loaded in (first, both):
        record = loaded.series("uavs").chain(Grain.DAY).records[-1].loss
        assert (record.period.start, record.value) == (date(2026, 3, 7), 2_558)


# Records


def test_the_highest_day_for_personnel_is_2200_with_and_without_the_second_series_and_the_corrections(
    first: Loaded, both: Loaded
) -> None:
    for loaded in (first, both, Loaded(*TOTALS, ORC_LOSSES), Loaded(*TOTALS, CORRECTIONS)):
        record = loaded.series("personnel").chain(Grain.DAY).records[-1].loss
        assert (record.period.start, record.value, record.known_on) == (date(2024, 12, 19), 2_200, date(2024, 12, 20))


def test_no_day_of_the_first_weeks_is_a_record(both: Loaded) -> None:
    assert min(record.loss.period.start for record in both.series("personnel").chain(Grain.DAY).records) > date(
        2022, 3, 23
    )


def test_record_months_are_known_from_the_report_that_completed_them(both: Loaded) -> None:
    chain = both.series("personnel").chain(Grain.MONTH).as_of(date(2024, 6, 1))
    record = chain[-1]
    assert record.broke is not None
    assert (record.loss.value, record.broke.loss.value, record.loss.known_on) == (38_940, 29_970, date(2024, 6, 1))


# Monthly totals

Months = Mapping[tuple[date, str], int]


def boundary_months() -> Months:
    """What each month lost by the claimant's own pages, for every metric that both of its reports give."""
    rows = json.loads(BOUNDARIES.read_text(encoding="utf-8"))["reports"]
    return {
        (date.fromisoformat(opening["report_date"]), metric): closing["values"][metric] - total
        for opening, closing in pairwise(rows)
        for metric, total in opening["values"].items()
        if metric in closing["values"]
    }


def other_months(loaded: Loaded) -> Months:
    """The months for which a store gives another total."""
    computed = {}
    for (first_day, metric), expected in boundary_months().items():
        loss = loaded.series(metric).lost(Grain.MONTH.around(first_day), AT.date())
        if loss is None or loss.value != expected:
            computed[first_day, metric] = loss.value if loss else -1
    return computed


def test_all_monthly_totals_agree_with_the_claimants_pages(first: Loaded, both: Loaded) -> None:
    assert len(boundary_months()) == 720
    assert other_months(first) == other_months(both) == {}


NO_SEEDS = Seeds({})


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            TOTALS,
            {
                # It has 28,028 vehicles for 28,038 on 1 November 2024, and 351 helicopters for 350 on 1 April 2026.
                (date(2024, 10, 1), "vehicles"): 2_407,
                (date(2024, 11, 1), "vehicles"): 2_479,
                (date(2026, 3, 1), "helicopters"): 3,
                (date(2026, 4, 1), "helicopters"): 1,
            },
            id="the first series",
        ),
        pytest.param(
            (*TOTALS, CORRECTIONS, ORC_LOSSES),
            {
                # The second has 9,223 artillery systems for 9,228 on 1 February 2024, which nothing gives away.
                (date(2024, 1, 1), "artillery"): 741,
                (date(2024, 2, 1), "artillery"): 883,
            },
            id="both",
        ),
    ],
)
def test_without_the_claimants_pages_these_months_differ_and_no_others(
    files: tuple[Path, ...], expected: Months
) -> None:
    assert other_months(Loaded(*files, seeds=NO_SEEDS)) == expected
