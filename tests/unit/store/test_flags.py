"""Which rises are flagged, and with what."""

from datetime import timedelta

import pytest

from store.flags import Flag
from store.models import WAR_START, Period
from store.series import DAY, Grain
from tests.daily_reports import changed, day, reports, rises, series, totals, without

MONTH = 30
"""Enough days on both sides of the one in question."""


def flags(run: list, metric: str = "personnel") -> dict:  # type: ignore[type-arg]
    return {flagged.on: flagged.flag for flagged in series(run, metric).flags}


def a_month_with(rise: int, place: int = 15) -> list[int]:
    steady = rises(MONTH)
    return [*steady[:place], rise, *steady[place + 1 :]]


def test_a_steady_series_has_no_flags() -> None:
    assert flags(reports(totals(rises(90)))) == {}


def test_a_total_that_falls_is_flagged_with_what_it_fell_by() -> None:
    run = reports(totals(a_month_with(-83)))
    (flagged,) = series(run).flags
    assert (flagged.flag, flagged.on, flagged.rise) == (Flag.FALL, day(16), -83)


def test_a_rise_that_holds_a_known_correction_is_flagged_with_its_part() -> None:
    run = changed(reports(totals(a_month_with(2_710))), day(16), corrections={"personnel": 1_650})
    (flagged,) = series(run).flags
    assert (flagged.flag, flagged.rise, flagged.part) == (Flag.CORRECTION, 2_710, 1_650)


def test_a_rise_other_than_the_published_one_is_contradicted() -> None:
    run = changed(reports(totals(a_month_with(1_100))), day(16), rises={"personnel": 1_060})
    (flagged,) = series(run).flags
    assert (flagged.flag, flagged.rise, flagged.part) == (Flag.CONTRADICTED, 1_100, 40)


def test_a_published_rise_says_nothing_of_a_rise_of_several_days() -> None:
    run = changed(without(reports(totals(rises(MONTH))), day(15)), day(16), rises={"personnel": 1_000})
    assert flags(run) == {}


def test_a_silent_upward_correction_is_beyond_the_learnt_bound() -> None:
    (flagged,) = series(reports(totals(a_month_with(2_710)))).flags
    assert (flagged.flag, flagged.on) == (Flag.JUMP, day(16))
    assert flagged.bound is not None
    assert 1_030 < flagged.bound < 2_710


def test_a_jump_that_the_claimant_published_itself_is_none() -> None:
    run = changed(reports(totals(a_month_with(2_710))), day(16), rises={"personnel": 2_710})
    assert flags(run) == {}


def test_a_higher_level_that_lasts_is_no_jump() -> None:
    offensive = [*rises(MONTH), *(2 * rise for rise in rises(MONTH))]
    assert flags(reports(totals(offensive))) == {}


def test_the_newest_rise_is_judged_by_those_before_it() -> None:
    run = reports(totals([*rises(MONTH), 2_710]))
    assert flags(run) == {day(MONTH + 1): Flag.JUMP}


def test_too_few_reports_teach_no_bound() -> None:
    assert flags(reports(totals([1_000, 1_000, 9_000, 1_000]))) == {}


def test_a_standstill_and_the_rise_that_catches_up_are_flagged() -> None:
    stale = [*rises(15), 0, 2_000, *rises(15)]
    assert flags(reports(totals(stale))) == {day(16): Flag.STANDSTILL, day(17): Flag.CATCH_UP}


def test_standing_still_is_nothing_odd_where_totals_do_so_now_and_then() -> None:
    assert flags(reports(totals(rises(60, (5, 0, 9, 12, 0, 7, 3))), metric="tanks"), "tanks") == {}


def test_a_true_burst_is_no_jump_but_ten_times_the_highest_of_the_year_is() -> None:
    quiet = rises(250, (0, 1, 0, 2, 0, 0, 1))
    for burst, expected in ((20, {}), (21, {day(251): Flag.JUMP})):
        run = reports(totals([*quiet, burst, *rises(30, (0, 1, 0, 2, 0, 0, 1))]), metric="aircraft")
        assert flags(run, "aircraft") == expected


def test_the_first_four_weeks_of_the_war_are_early_whatever_their_rises() -> None:
    start = WAR_START + DAY
    found = flags(reports(totals([1_500, 200, 3_160, *rises(60)], first=2_800), start=start))
    assert found == {start + timedelta(days=number): Flag.EARLY for number in range(28)}


def test_a_metric_that_is_first_reported_later_has_no_early_days() -> None:
    assert flags(reports(totals(rises(60, (3, 4, 5))), metric="ground_robots"), "ground_robots") == {}


def test_a_gap_does_not_make_a_jump_of_the_rise_across_it() -> None:
    assert flags(without(reports(totals(rises(60))), day(30), day(31), day(32))) == {}


def test_reports_months_away_say_nothing_of_a_day() -> None:
    quiet = reports(totals(rises(30)))
    lively = reports(totals(rises(30, (9_000, 9_100)), first=700_000), start=day(200))
    assert flags([*quiet, *lively]) == {}


# Days, periods, records


def test_no_flagged_day_is_a_days_loss_or_a_record() -> None:
    stale_then_jump = [*rises(15), 0, 2_000, *rises(15), 2_710, *rises(15)]
    losses = series(reports(totals(stale_then_jump))).losses(Grain.DAY, day(100))
    assert {loss.value for loss in losses} <= set(rises(7))
    assert series(reports(totals(stale_then_jump))).chain(Grain.DAY).records[-1].loss.value == 1_030


def test_flagged_days_are_there_for_those_who_want_all() -> None:
    run = series(reports(totals(a_month_with(-83))))
    assert len(run.losses(Grain.DAY, day(100), competing=False)) == len(run.losses(Grain.DAY, day(100))) + 1


def test_a_longer_period_keeps_the_flags_of_its_corrections() -> None:
    run = changed(reports(totals(a_month_with(2_710))), day(16), corrections={"personnel": 1_650})
    loss = series(run).lost(Period(day(0), day(29)), day(100))
    assert loss is not None
    assert loss.corrected
    assert [flagged.part for flagged in loss.flags] == [1_650]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(0, 29, []), (0, 15, [Flag.STANDSTILL]), (16, 29, [Flag.CATCH_UP]), (15, 16, [])],
    ids=["around it", "ends with it", "begins after it", "its two days"],
)
def test_a_standstill_matters_to_a_period_only_where_it_cuts_it(first: int, last: int, expected: list[Flag]) -> None:
    stale = series(reports(totals([*rises(15), 0, 2_000, *rises(15)])))
    loss = stale.lost(Period(day(first), day(last)), day(100))
    assert loss is not None
    assert [flagged.flag for flagged in loss.flags] == expected
