"""Which copy of a report is answered with where copies differ."""

import pytest

from store.models import Qualifier, Report
from store.points import Point
from tests.daily_reports import changed, day, reports, rises, series, totals, without

RIGHT = totals(rises(30))
METRICS = ("personnel", "tanks", "artillery", "uavs", "vehicles")


def point_of(run: list[Report], number: int, metric: str = "personnel") -> Point:
    point = series(run, metric).on(day(number), day(number))
    assert point is not None
    return point


def copies(*, orc_losses: list[int], petroivaniuk: list[int]) -> list[Report]:
    return [*reports(petroivaniuk, provider="petroivaniuk"), *reports(orc_losses, provider="orc_losses")]


def with_slip(values: list[int], number: int, slip: int) -> list[int]:
    return [value + slip if place == number else value for place, value in enumerate(values)]


def test_the_copy_of_the_lowest_rank_is_answered_with() -> None:
    point = point_of(copies(orc_losses=RIGHT, petroivaniuk=with_slip(RIGHT, 15, 7)), 15)
    assert point.report.provider == "orc_losses"
    assert [(copy.report.provider, copy.total) for copy in point.others] == [("petroivaniuk", RIGHT[15] + 7)]


def test_copies_that_agree_are_one() -> None:
    assert point_of(copies(orc_losses=RIGHT, petroivaniuk=RIGHT), 15).others == ()


@pytest.mark.parametrize("slip", [-1_100, 1_100, -700, 900], ids=["below", "above", "too low", "too high"])
def test_a_copy_that_cannot_be_what_the_report_said_gives_way(slip: int) -> None:
    point = point_of(copies(orc_losses=with_slip(RIGHT, 15, slip), petroivaniuk=RIGHT), 15)
    assert (point.report.provider, point.total) == ("petroivaniuk", RIGHT[15])
    assert [copy.total for copy in point.others] == [RIGHT[15] + slip]


def test_a_copy_that_stands_still_while_the_other_moves_gives_way() -> None:
    stale = [*RIGHT[:15], RIGHT[14], *RIGHT[16:]]
    assert point_of(copies(orc_losses=stale, petroivaniuk=RIGHT), 15).total == RIGHT[15]


def test_where_totals_often_stand_still_a_copy_may_do_so() -> None:
    seldom = totals(rises(30, (0, 0, 1, 0, 0, 0, 2)), first=350)
    ahead = [350 + 1 if 3 <= place < 10 else value for place, value in enumerate(seldom)]
    run = [
        *reports(ahead, provider="petroivaniuk", metric="helicopters"),
        *reports(seldom, provider="orc_losses", metric="helicopters"),
    ]
    assert {point_of(run, number, "helicopters").report.provider for number in range(3, 9)} == {"orc_losses"}


def test_a_copy_that_repeats_a_whole_day_gives_way_in_every_metric() -> None:
    def run(provider: str, *, stale: bool) -> list[Report]:
        values = [dict.fromkeys(METRICS, number // 3 * 3) for number in range(100, 130)]
        if stale:
            values[15] = values[14]
        return reports(values, provider=provider)

    both = [*run("petroivaniuk", stale=False), *run("orc_losses", stale=True)]
    assert {point_of(both, 15, metric).report.provider for metric in METRICS} <= {"petroivaniuk", "orc_losses"}
    assert {point_of(both, 15, metric).total for metric in METRICS} == {114}


def test_the_claimants_own_page_is_answered_with_whatever_it_says() -> None:
    run = [*reports(with_slip(RIGHT, 15, -1_100)), *reports(RIGHT, provider="orc_losses")]
    point = point_of(run, 15)
    assert (point.report.provider, point.total) == ("ministry", RIGHT[15] - 1_100)


def test_a_known_correction_speaks_for_the_copy_that_shows_it() -> None:
    corrected = [*RIGHT[:15], *(total - 2_000 for total in RIGHT[15:])]
    missed_it = [*corrected[:15], RIGHT[15], *corrected[16:]]
    petroivaniuk = changed(reports(corrected, provider="petroivaniuk"), day(15), corrections={"personnel": -2_020})
    point = point_of([*petroivaniuk, *reports(missed_it, provider="orc_losses")], 15)
    assert (point.report.provider, point.total) == ("petroivaniuk", corrected[15])


def test_where_no_copy_fits_the_rank_decides() -> None:
    point = point_of(copies(orc_losses=with_slip(RIGHT, 15, -9_000), petroivaniuk=with_slip(RIGHT, 15, -8_000)), 15)
    assert point.report.provider == "orc_losses"


def test_days_that_only_one_copy_has_come_from_that_one() -> None:
    run = [*reports(RIGHT, provider="petroivaniuk"), *without(reports(RIGHT, provider="orc_losses"), day(15))]
    assert point_of(run, 15).report.provider == "petroivaniuk"
    assert point_of(run, 16).report.provider == "orc_losses"


def test_a_hedge_a_correction_and_a_published_rise_are_the_reports_whichever_copy_tells_of_them() -> None:
    told = changed(
        reports(RIGHT, provider="petroivaniuk"),
        day(15),
        qualifiers={"personnel": Qualifier.ABOUT},
        corrections={"personnel": 10},
        rises={"personnel": 1_000},
    )
    point = point_of([*told, *reports(RIGHT, provider="orc_losses")], 15)
    assert point.report.provider == "orc_losses"
    assert (point.qualifier, point.correction, point.published) == (Qualifier.ABOUT, 10, 1_000)
