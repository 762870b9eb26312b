"""A reading beside the totals of other days."""

from datetime import date

import pytest

from store.ingest.report_text import Caution, Known, ReportText, around, compared
from store.snapshot import Snapshot

DAY = date(2024, 2, 27)
BEFORE, AFTER = date(2024, 2, 26), date(2024, 3, 1)


def reading(total: int, rise: int | None = None, *, day: date | None = DAY, **rises: int) -> ReportText:
    return ReportText(day, {"artillery": total}, rises | ({} if rise is None else {"artillery": rise}), {})


def cautions(reading: ReportText) -> list[Caution]:
    return [warning.caution for warning in reading.warnings]


@pytest.mark.parametrize(
    ("given", "before", "after", "expected"),
    [
        (reading(10_009, 16), Known(BEFORE, 9993), None, []),
        (reading(1009, 16), Known(BEFORE, 9993), None, [Caution.RISE_CONTRADICTED]),
        (reading(10_019, 16), Known(BEFORE, 9993), None, [Caution.RISE_CONTRADICTED]),
        (reading(9993, tanks=3), Known(BEFORE, 9993), None, []),
        (reading(9994, tanks=3), Known(BEFORE, 9993), None, [Caution.RISE_CONTRADICTED]),
        (reading(9994), Known(BEFORE, 9993), None, []),
        (reading(9992), Known(BEFORE, 9993), None, [Caution.OUT_OF_LINE]),
        (reading(1009, 16), Known(date(2024, 2, 1), 9195), Known(AFTER, 10_060), [Caution.OUT_OF_LINE]),
        (reading(10_090, 16), Known(date(2024, 2, 1), 9195), Known(AFTER, 10_060), [Caution.OUT_OF_LINE]),
        (reading(10_009, 16), Known(date(2024, 2, 1), 9195), Known(AFTER, 10_060), []),
        (reading(1009, 16), None, Known(AFTER, 10_060), []),
        (reading(1009, 16), Known(DAY, 10_009), Known(DAY, 10_009), [Caution.DISAGREES]),
        (reading(10_009, 16), Known(DAY, 10_009), Known(DAY, 10_009), []),
        (reading(1009, 16, day=None), Known(BEFORE, 9993), None, []),
    ],
)
def test_a_total_that_other_days_contradict_is_warned_about(
    given: ReportText, before: Known | None, after: Known | None, expected: list[Caution]
) -> None:
    found = compared(given, {"artillery": before} if before else {}, {"artillery": after} if after else {})

    assert cautions(found) == expected
    assert found.values == given.values


def test_the_totals_around_a_day_are_those_of_the_nearest_reports(seeded: Snapshot) -> None:
    before, after = around(seeded, date(2024, 5, 14))

    assert before["personnel"] == Known(date(2024, 5, 1), 469_840)
    assert after["personnel"] == Known(date(2024, 6, 1), 508_780)


def test_a_report_of_the_day_itself_is_both_the_one_before_and_the_one_after(seeded: Snapshot) -> None:
    before, after = around(seeded, date(2024, 6, 1))

    assert before["personnel"] == after["personnel"] == Known(date(2024, 6, 1), 508_780)


def test_before_the_first_report_and_after_the_newest_nothing_is_known(seeded: Snapshot) -> None:
    assert around(seeded, date(2022, 2, 25))[0] == {}
    assert around(seeded, date(2030, 1, 1))[1] == {}
