"""What the gate would do with a batch: what it finds, what it stores, what it holds."""

from collections.abc import Iterable, Sequence
from datetime import date

import pytest

from store.catalogue import load_catalogue
from store.gate import Check, Review, Severity, review
from store.models import WAR_START, Claim, Kind, Period, Qualifier, Report
from store.ports import Entry
from tests.daily_reports import changed, day, reports, rises, totals, without
from tests.entries import a_claim, a_report, a_source

TODAY = date(2026, 11, 22)
KNOWN = reports(totals(rises(60)))
LAST = KNOWN[-1]
NEXT = day(61)


def reviewed(candidates: Sequence[Entry], known: Iterable[Report] = KNOWN, now: date = TODAY) -> Review:
    return review(candidates, known, load_catalogue(), now=now)


def found(outcome: Review) -> list[tuple[Severity, Check, str | None]]:
    return [(finding.severity, finding.check, finding.metric) for finding in outcome.findings]


def test_a_sound_report_goes_in_and_nothing_is_found() -> None:
    candidate = a_report(NEXT, personnel=LAST.values["personnel"] + 1_000)
    assert reviewed([candidate]) == Review((candidate,))


def test_what_is_stored_already_is_not_judged_again() -> None:
    fallen = reports(totals([1_000, -50, 1_000]))
    assert reviewed(fallen, fallen) == Review(tuple(fallen))


def test_a_report_dated_tomorrow_is_held_until_it_is_tomorrow() -> None:
    candidate = a_report(NEXT, personnel=LAST.values["personnel"] + 1_000)
    early = reviewed([candidate], now=LAST.report_date)
    assert early.entries == ()
    assert [(held.entry, held.metric, held.finding.check) for held in early.held] == [
        (candidate, None, Check.IN_THE_FUTURE)
    ]
    assert reviewed([candidate], now=NEXT).entries == (candidate,)


def test_a_claim_that_cites_a_page_of_tomorrow_is_held() -> None:
    claim = a_claim(stated_on=date(2024, 6, 1), source=a_source(date(2024, 6, 3)))
    assert found(reviewed([claim], now=date(2024, 6, 2))) == [(Severity.HELD, Check.IN_THE_FUTURE, "personnel")]
    assert reviewed([claim], now=date(2024, 6, 3)).entries == (claim,)


@pytest.mark.parametrize("factor", [0.001, 0.1, 10, 1_000])
def test_a_total_in_other_units_is_held(factor: float) -> None:
    candidate = a_report(NEXT, personnel=round(LAST.values["personnel"] * factor))
    outcome = reviewed([candidate])
    assert outcome.entries == ()
    assert found(outcome) == [(Severity.HELD, Check.OUT_OF_SCALE, "personnel")]


def test_a_small_total_may_multiply() -> None:
    known = reports([7, 9, 10], metric="aircraft")
    candidate = a_report(day(3), aircraft=60)
    assert reviewed([candidate], known).entries == (candidate,)


def test_a_total_with_one_wrong_digit_far_to_the_left_is_held() -> None:
    candidate = a_report(NEXT, personnel=LAST.values["personnel"] + 101_000)
    assert found(reviewed([candidate])) == [(Severity.HELD, Check.JUMP, "personnel")]


def test_a_total_that_falls_further_than_any_correction_is_held() -> None:
    candidate = a_report(NEXT, personnel=LAST.values["personnel"] - 100_000)
    assert found(reviewed([candidate])) == [(Severity.HELD, Check.FALL, "personnel")]


def test_a_total_that_falls_a_little_is_stored_and_flagged() -> None:
    candidate = a_report(NEXT, personnel=LAST.values["personnel"] - 83)
    outcome = reviewed([candidate])
    assert outcome.entries == (candidate,)
    assert found(outcome) == [(Severity.FLAGGED, Check.FALL, "personnel")]


def test_a_rise_beyond_the_learnt_bound_is_stored_and_flagged() -> None:
    candidate = a_report(NEXT, personnel=LAST.values["personnel"] + 2_710)
    outcome = reviewed([candidate])
    assert outcome.entries == (candidate,)
    (finding,) = outcome.findings
    assert (finding.severity, finding.check, finding.numbers["rise"]) == (Severity.FLAGGED, Check.JUMP, 2_710)
    assert finding.numbers["bound"] < 2_000


def test_a_total_that_contradicts_the_published_rise_is_stored_and_flagged() -> None:
    candidate = a_report(NEXT, personnel=LAST.values["personnel"] + 1_100).model_copy(
        update={"rises": {"personnel": 1_010}}
    )
    (finding,) = reviewed([candidate]).findings
    assert (finding.check, finding.numbers["rise"], finding.numbers["part"]) == (Check.CONTRADICTED, 1_100, 90)


def test_a_stale_copy_is_stored_and_flagged() -> None:
    candidate = a_report(NEXT, personnel=LAST.values["personnel"])
    assert found(reviewed([candidate])) == [(Severity.FLAGGED, Check.STANDSTILL, "personnel")]


def test_a_report_that_repeats_a_whole_day_is_found_out() -> None:
    first, again = reports([{"personnel": 500_000, "tanks": 7_000, "aircraft": 300, "uavs": 900, "warships": 20}] * 2)
    assert found(reviewed([again], [first])) == [(Severity.FLAGGED, Check.REPEATED_DAY, None)]


def test_a_gap_before_a_report_is_worth_a_note() -> None:
    candidate = a_report(day(63), personnel=LAST.values["personnel"] + 3_000)
    (gap,) = reviewed([candidate]).findings
    assert (gap.severity, gap.check, gap.days) == (Severity.STORED, Check.GAP, Period(day(61), day(62)))


def test_copies_that_differ_are_both_stored_and_flagged() -> None:
    other = a_report(day(30), provider="orc_losses", personnel=KNOWN[30].values["personnel"] + 7)
    outcome = reviewed([other])
    assert outcome.entries == (other,)
    (finding,) = outcome.findings
    assert (finding.check, finding.providers) == (Check.DISAGREEMENT, ("ministry", "orc_losses"))


# What is held, and what is not


def test_of_a_report_only_what_is_out_of_bounds_is_held() -> None:
    known = reports([{"personnel": 500_000 + 1_000 * number, "tanks": 7_000 + number} for number in range(30)])
    candidate = a_report(day(30), personnel=530_000, tanks=70_300)
    outcome = reviewed([candidate], known)
    assert [entry.values for entry in outcome.entries if isinstance(entry, Report)] == [{"personnel": 530_000}]
    assert [(held.entry, held.metric) for held in outcome.held] == [(candidate, "tanks")]


def test_what_a_report_tells_of_a_held_metric_is_held_with_it() -> None:
    known = reports([{"personnel": 500_000, "tanks": 7_000}])
    candidate = a_report(day(1), personnel=501_000, tanks=70_300).model_copy(
        update={"qualifiers": {"tanks": Qualifier.ABOUT, "personnel": Qualifier.ABOUT}, "rises": {"tanks": 3}}
    )
    (stored,) = reviewed([candidate], known).entries
    assert isinstance(stored, Report)
    assert (stored.qualifiers, stored.rises) == ({"personnel": Qualifier.ABOUT}, {})


def test_what_is_stored_of_a_held_metric_stays() -> None:
    misread = a_report(day(30), personnel=KNOWN[30].values["personnel"] // 10)
    outcome = reviewed([misread])
    assert outcome.entries == (KNOWN[30].model_copy(update={"source": misread.source}),)
    assert [held.metric for held in outcome.held] == ["personnel"]


def test_one_held_report_does_not_drag_those_after_it_along() -> None:
    batch = reports(totals(rises(5), first=LAST.values["personnel"] + 1_000), start=NEXT)
    ten_times = batch[2].model_copy(update={"values": {"personnel": batch[2].values["personnel"] * 10}})
    outcome = reviewed([*batch[:2], ten_times, *batch[3:]])
    assert [held.entry for held in outcome.held] == [ten_times]
    assert outcome.entries == (*batch[:2], *batch[3:])


def test_a_report_from_before_all_others_is_judged_by_those_after_it() -> None:
    earlier = a_report(day(-1), personnel=5_000_000)
    assert found(reviewed([earlier])) == [(Severity.HELD, Check.OUT_OF_SCALE, "personnel")]


def test_reports_months_apart_may_lie_far_from_each_other() -> None:
    known = reports([17_700], start=date(2022, 4, 1))
    later = a_report(date(2024, 4, 1), personnel=442_170)
    assert reviewed([later], known).entries == (later,)


def test_a_first_batch_is_judged_by_itself() -> None:
    batch = reports(totals(rises(40)))
    broken = changed(batch, day(20), values={"personnel": batch[20].values["personnel"] * 10})
    outcome = reviewed(broken, ())
    assert [held.entry.key for held in outcome.held] == [broken[20].key]
    assert outcome.entries == tuple(without(broken, day(20)))


# Claims


def test_a_claim_far_from_the_same_claimants_reports_is_flagged() -> None:
    def claimed(value: int) -> Claim:
        period = Period(WAR_START, day(30))
        return a_claim(value, claimant="ukraine", kind=Kind.CUMULATIVE, period=period, stated_on=day(31),
                       source=a_source(day(31)), qualifier=Qualifier.OVER)  # fmt: skip

    assert found(reviewed([claimed(530_000)])) == []
    assert found(reviewed([claimed(350_000)])) == [(Severity.FLAGGED, Check.DISAGREEMENT, "personnel")]
