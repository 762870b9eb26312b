"""What was announced and has since been put right."""

from datetime import date, timedelta

from bot.alerts.corrections import corrections
from store.alerts import Correction, Finding, News, Standing
from store.catalogue import load_catalogue
from store.models import Period, Qualifier, Report
from store.series import DAY, Grain
from store.snapshot import SeriesName, Snapshot, build_snapshot
from tests.announcements import an_alert
from tests.entries import a_source

FIRST = date(2024, 1, 1)
TANKS = SeriesName("russia", "ukraine", "tanks")
RECORD_DAY = FIRST + timedelta(days=30)
RISES = [*[10, 12, 11, 13, 10, 12] * 5, 15, 11]


def known(rises: list[int], **report: object) -> Snapshot:
    totals = [10_000]
    for rise in rises:
        totals.append(totals[-1] + rise)
    reports = [
        Report(
            party="russia",
            claimant="ukraine",
            report_date=FIRST + timedelta(days=index),
            provider="ministry",
            values={"tanks": total},
            source=a_source(FIRST + timedelta(days=index)),
            corrections=report.get("corrections", {}) if FIRST + index * DAY == RECORD_DAY + DAY else {},
        )
        for index, total in enumerate(totals)
    ]
    return build_snapshot(load_catalogue(), reports, ())


def a_day(**said: object) -> Finding:
    """The record that the rise of 15 was."""
    record = {
        "news": News.RECORD,
        **TANKS._asdict(),
        "grain": Grain.DAY,
        "period": Period(RECORD_DAY, RECORD_DAY),
        "value": 15,
        "reported_on": RECORD_DAY + DAY,
        "sources": (a_source(RECORD_DAY + DAY),),
        "broke": Standing(period=Period(FIRST + 3 * DAY, FIRST + 3 * DAY), value=13, known_on=FIRST + 4 * DAY),
    }
    return Finding.model_validate({**record, **said})


def put_right(finding: Finding, after: Snapshot) -> list[Correction]:
    return list(corrections([an_alert("a", findings=(finding,))], after, {TANKS}))


def test_a_finding_that_stands_as_it_was_told_is_not_corrected() -> None:
    assert put_right(a_day(), known(RISES)) == []


def test_a_series_that_did_not_change_is_not_looked_at() -> None:
    alert = an_alert("a", findings=(a_day(value=14),))
    assert list(corrections([alert], known(RISES), set())) == []


def test_a_figure_that_is_another_now_is_corrected_and_may_still_be_a_record() -> None:
    (correction,) = put_right(a_day(), known([*RISES[:30], 14, 12]))
    assert (correction.alert, correction.value, correction.stands) == ("a", 14, True)


def test_a_figure_that_moves_within_its_rounding_is_the_same_figure() -> None:
    assert put_right(a_day(rounding=1), known([*RISES[:30], 14, 12])) == []
    assert put_right(a_day(rounding=1), known([*RISES[:30], 17, 9])) != []


def test_a_record_that_was_revised_down_is_none_any_more() -> None:
    (correction,) = put_right(a_day(), known([*RISES[:30], 13, 13]))
    assert (correction.value, correction.stands) == (13, False)


def test_a_record_is_none_any_more_where_an_earlier_day_was_revised_up() -> None:
    (correction,) = put_right(a_day(), known([*RISES[:5], 16, *RISES[6:]]))
    assert (correction.value, correction.stands) == (15, False)


def test_a_day_whose_rise_turns_out_to_hold_a_correction_was_no_record() -> None:
    (correction,) = put_right(a_day(), known(RISES, corrections={"tanks": 5}))
    assert (correction.value, correction.stands) == (15, False)


def test_a_figure_that_the_reports_no_longer_give_can_be_told_no_more() -> None:
    (correction,) = put_right(a_day(), known(RISES[:29]))
    assert (correction.value, correction.stands) == (None, False)
    (gone,) = put_right(a_day(metric="tanks"), Snapshot(load_catalogue(), {}, {}))
    assert gone.value is None


def test_a_bound_that_was_not_passed_after_all_is_put_right() -> None:
    over_14 = a_day(news=News.UNIT_OVER, broke=None, bound=14)
    total = a_day(
        news=News.TOTAL_REACHED,
        broke=None,
        grain=None,
        bound=10_350,
        period=Period(date(2022, 2, 24), RECORD_DAY),
        value=10_355,
        qualifier=Qualifier.ABOUT,
        rounding=5,
    )
    lower = known([*RISES[:10], 5, *RISES[11:30], 14, 12])

    (unit,) = put_right(over_14, lower)
    (reached,) = put_right(total, lower)

    assert (unit.value, unit.stands) == (14, False)
    assert reached.value is not None
    assert (reached.value < 10_350, reached.stands) == (True, False)
    assert put_right(total, known(RISES)) == []
