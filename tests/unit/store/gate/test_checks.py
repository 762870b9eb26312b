"""What the gate finds in a whole store."""

from datetime import date, timedelta

from store.catalogue import load_catalogue
from store.gate import Check, Finding, Severity, check
from store.models import WAR_START, Period, Report
from store.series import DAY
from tests.daily_reports import changed, day, reports, rises, totals, without

TODAY = date(2026, 11, 22)
RIGHT = totals(rises(40))


def findings(run: list[Report], *, now: date = TODAY, within: Period | None = None) -> tuple[Finding, ...]:
    return check(run, (), load_catalogue(), now=now, within=within)


def of(found: tuple[Finding, ...], name: Check) -> list[Finding]:
    return [finding for finding in found if finding.check is name]


def test_nothing_is_found_in_a_sound_series() -> None:
    assert findings(reports(RIGHT)) == ()


def test_what_is_answered_with_is_flagged_what_is_outvoted_is_noted() -> None:
    stale = [*RIGHT[:20], RIGHT[19], *RIGHT[21:]]
    alone = findings(reports(stale, provider="orc_losses"))
    outvoted = findings([*reports(stale, provider="orc_losses"), *reports(RIGHT, provider="petroivaniuk")])

    assert [(one.severity, one.providers) for one in of(alone, Check.STANDSTILL)] == [
        (Severity.FLAGGED, ("orc_losses",))
    ]
    assert [(one.severity, one.providers) for one in of(outvoted, Check.STANDSTILL)] == [
        (Severity.STORED, ("orc_losses",))
    ]
    assert [one.providers for one in of(outvoted, Check.DISAGREEMENT)] == [("petroivaniuk", "orc_losses")]


def test_a_fall_that_all_copies_show_is_found_once() -> None:
    fallen = totals([*rises(20), -83, *rises(20)])
    both = findings([*reports(fallen, provider="orc_losses"), *reports(fallen, provider="petroivaniuk")])
    assert [(one.check, one.days.start, one.numbers["rise"]) for one in both] == [(Check.FALL, day(21), -83)]


def test_days_on_end_with_one_difference_are_one_finding() -> None:
    ahead = [value + 1 if 10 <= place < 18 else value for place, value in enumerate(RIGHT)]
    both = findings([*reports(RIGHT, provider="orc_losses"), *reports(ahead, provider="petroivaniuk")])
    (run,) = of(both, Check.DISAGREEMENT)
    assert run.days == Period(day(10), day(17))
    assert run.numbers["reports"] == 8


def test_differences_of_another_size_are_findings_of_their_own() -> None:
    ahead = [value + place - 9 if 10 <= place < 13 else value for place, value in enumerate(RIGHT)]
    both = findings([*reports(RIGHT, provider="orc_losses"), *reports(ahead, provider="petroivaniuk")])
    assert [one.days.start for one in of(both, Check.DISAGREEMENT)] == [day(10), day(11), day(12)]


def test_gaps_are_told_of_the_claimant_and_of_each_copy() -> None:
    copy = without(reports(RIGHT, provider="orc_losses"), day(5), day(6), day(20))
    alone = of(findings(copy), Check.GAP)
    beside = of(findings([*copy, *reports(RIGHT, provider="petroivaniuk")]), Check.GAP)

    assert [(one.days, one.providers) for one in alone] == [
        (Period(day(5), day(6)), ()),
        (Period(day(20), day(20)), ()),
    ]
    assert [one.providers for one in beside] == [("orc_losses",), ("orc_losses",)]


def test_somebody_who_reports_once_a_month_has_no_gaps() -> None:
    monthly = [report for month in range(1, 13) for report in reports([100_000 * month], start=date(2024, month, 1))]
    assert of(findings(monthly), Check.GAP) == []


def test_a_stock_at_the_start_of_a_series_is_noted() -> None:
    (late,) = of(findings(reports([1_306, 1_310, 1_320], metric="ground_robots")), Check.LATE_START)
    assert (late.severity, late.metric, late.numbers["total"]) == (Severity.STORED, "ground_robots", 1_306)


def test_the_first_weeks_are_one_finding_for_all_metrics() -> None:
    run = reports(
        [{"personnel": 2_800 + 200 * number, "tanks": 80 + 10 * number} for number in range(60)], start=WAR_START + DAY
    )
    (early,) = of(findings(run), Check.EARLY)
    assert early.days == Period(WAR_START + DAY, WAR_START + timedelta(days=28))


def test_a_stored_report_of_tomorrow_is_flagged() -> None:
    (finding,) = findings(reports(RIGHT[:1]), now=day(-1))
    assert (finding.check, finding.severity) == (Check.IN_THE_FUTURE, Severity.FLAGGED)


def test_the_gravest_come_first_and_each_check_by_date() -> None:
    run = changed(reports(totals([*rises(20), -5, *rises(20), 2_710, -7])), day(5), corrections={"personnel": 3})
    copy = without(reports(RIGHT, provider="petroivaniuk"), day(7))
    found = findings([*run, *copy])
    order = [(list(Severity).index(one.severity), list(Check).index(one.check), one.days.start) for one in found]
    assert order == sorted(order)
    assert {one.check for one in found} >= {Check.FALL, Check.JUMP, Check.CORRECTION, Check.GAP}


def test_only_what_concerns_the_days_asked_for_is_looked_for() -> None:
    run = reports(totals([*rises(20), -5, *rises(20), -7, *rises(20)]))
    assert [one.days.start for one in findings(run, within=Period(day(30), day(50)))] == [day(42)]
    assert len(findings(run)) == 2
