"""What a new report gives to tell, and all that gives nothing to tell."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from bot.alerts.book import Book, open_book
from bot.alerts.detection import Detected, detect, rounding_of
from store.alerts import Finding, News
from store.catalogue import load_catalogue
from store.models import Period, Qualifier, Report, Source
from store.points import Point
from store.ports import Changes
from store.series import DAY, Grain
from store.snapshot import Snapshot, build_snapshot
from store.subscriptions import ThresholdWish

FIRST = date(2024, 1, 1)
"""A Monday, on which a month, a quarter and a year begin."""

CATALOGUE = load_catalogue()


def a_report(
    day: date, provider: str = "petroivaniuk", corrections: dict[str, int] | None = None, **totals: int
) -> Report:
    return Report(
        party="russia",
        claimant="ukraine",
        report_date=day,
        provider=provider,
        values=totals,
        corrections=corrections or {},
        source=Source(publisher="Ministry", title=f"Report of {day}", url="https://example.org/1", published=day),
    )


def reports(rises: Sequence[int], first: date = FIRST, start: int = 10_000) -> list[Report]:
    """A report a day, each with so many more tanks than the one before; the first day of the first is `first`."""
    total, found = start, [a_report(first, tanks=start)]
    for index, rise in enumerate(rises, start=1):
        total += rise
        found.append(a_report(first + timedelta(days=index), tanks=total))
    return found


def snapshot(*batches: Sequence[Report]) -> Snapshot:
    by_key = {report.key: report for batch in batches for report in batch}
    return build_snapshot(CATALOGUE, by_key.values(), ())


def after(known: Sequence[Report], *new: Report, **given: object) -> Detected:
    """What `new` gives, when it comes in on the day of the last of them."""
    changes = Changes(added=tuple(report.key for report in new))
    today = max(report.report_date for report in new)
    return detect(open_book(snapshot(known)), snapshot(known, new), changes, **{"today": today, **given})  # type: ignore[arg-type]


def of(detected: Detected, grain: Grain | None, news: News = News.RECORD, *, lowest: bool = False) -> list[Finding]:
    return [one for one in detected.findings if (one.grain, one.news, one.lowest) == (grain, news, lowest)]


STEADY = [10, 12, 11, 13, 10, 12, 11] * 5
"""Five weeks of days like each other."""


def test_a_day_with_more_than_any_before_is_told_with_what_it_broke() -> None:
    *known, new = reports([*STEADY, 15])

    (record,) = of(after(known, new), Grain.DAY)

    assert (record.value, record.reported_on) == (15, new.report_date)
    assert record.period == Period(new.report_date - DAY, new.report_date - DAY)
    assert record.broke is not None
    assert (record.broke.value, record.broke.period.start) == (13, FIRST + timedelta(days=3))
    assert [source.title for source in record.sources] == [
        f"Report of {new.report_date}",
        f"Report of {new.report_date - DAY}",
    ]


def test_a_tie_is_no_record() -> None:
    *known, new = reports([*STEADY, 13])
    assert of(after(known, new), Grain.DAY) == []


def test_a_day_with_less_than_any_before_is_a_record_of_another_kind() -> None:
    *known, new = reports([*STEADY, 9])

    (record,) = of(after(known, new), Grain.DAY, lowest=True)

    assert record.value == 9
    assert of(after(known, new), Grain.DAY) == []


def test_a_week_is_a_record_when_it_is_over() -> None:
    *known, saturday, sunday = reports([*STEADY, 13, 13, 13, 13, 13, 13, 13])

    assert of(after(known, saturday), Grain.WEEK) == []
    (record,) = of(after([*known, saturday], sunday), Grain.WEEK)

    assert (record.value, record.period.days) == (91, 7)


def test_a_month_that_has_passed_the_record_is_told_of_once_before_it_is_over() -> None:
    january, february = [10] * 31, [10] * 29
    everything = reports([*january, *february, *[11] * 31])
    told = []
    for place in range(61, len(everything)):
        detected = after(everything[:place], everything[place])
        told += of(detected, Grain.MONTH, News.PASSED)
        told += of(detected, Grain.MONTH)

    passed, over = told
    assert (passed.news, passed.value, passed.period) == (
        News.PASSED,
        319,
        Period(date(2024, 3, 1), date(2024, 3, 29)),
    )
    assert (over.news, over.value, over.period) == (News.RECORD, 341, Period(date(2024, 3, 1), date(2024, 3, 31)))
    assert passed.broke == over.broke
    assert passed.broke is not None
    assert passed.broke.value == 310


def test_a_running_week_is_not_told_of() -> None:
    *known, new = reports([*STEADY, 13, 13, 13, 13, 13, 20])
    assert {one.grain for one in after(known, new).findings if one.news is News.PASSED} <= {Grain.MONTH, Grain.QUARTER}


def test_a_first_import_tells_nothing() -> None:
    everything = reports([*STEADY, 15])
    keys = tuple(report.key for report in everything)

    detected = detect(Book(), snapshot(everything), Changes(added=keys), today=everything[-1].report_date)

    assert detected.findings == ()
    assert detected.book.marks


def test_reports_that_are_filled_in_later_tell_nothing_but_count_from_then_on() -> None:
    everything = reports([*STEADY[:20], 18, *STEADY[:20], 15])
    missing = everything[20:22]
    known = [report for report in everything[:-1] if report not in missing]

    filled = after(known, *missing, today=known[-1].report_date)

    assert filled.findings == ()
    assert of(after(everything[:-1], everything[-1]), Grain.DAY) == []


def test_importing_again_what_is_known_tells_nothing() -> None:
    everything = reports([*STEADY, 15])
    book = open_book(snapshot(everything))
    unchanged = Changes(unchanged=tuple(report.key for report in everything))

    detected = detect(book, snapshot(everything), unchanged, today=everything[-1].report_date)

    assert detected.findings == ()
    assert detected.revised == frozenset()


def test_a_second_copy_of_the_same_report_tells_nothing_and_revises_nothing() -> None:
    everything = reports([*STEADY, 15])
    copy = a_report(everything[-1].report_date, "orc_losses", tanks=everything[-1].values["tanks"])

    detected = after(everything, copy)

    assert detected.findings == ()
    assert detected.revised == frozenset()


def test_a_rise_that_corrects_earlier_days_tells_nothing() -> None:
    *known, new = reports([*STEADY, 15])
    corrected = a_report(new.report_date, tanks=new.values["tanks"], corrections={"tanks": 4})

    assert after(known, corrected).findings == ()


def test_a_week_that_is_higher_only_for_a_correction_in_it_is_no_record() -> None:
    everything = reports([*STEADY, 13, 13, 13, 20, 10, 10, 10])
    odd = everything[39]
    everything[39] = a_report(odd.report_date, tanks=odd.values["tanks"], corrections={"tanks": 12})

    assert of(after(everything[:-1], everything[-1]), Grain.WEEK) == []


def test_a_flagged_jump_tells_nothing() -> None:
    *known, new = reports([*STEADY, 400])
    assert after(known, new).findings == ()


def test_a_burst_beyond_ten_times_the_highest_of_a_year_tells_nothing_of_losses_that_come_in_bursts() -> None:
    bursts = [0, 0, 3, 0, 0, 0, 5] * 44
    *known, beyond = reports([*bursts, 60])
    *_, within = reports([*bursts, 40])

    assert after(known, beyond).findings == ()
    assert [record.value for record in of(after(known, within), Grain.DAY)] == [40]


def test_the_first_report_after_a_gap_tells_nothing() -> None:
    everything = reports([*STEADY, 13, 15, 15])
    *known, _, new = everything
    assert after(known, new).findings == ()


def test_a_month_that_ended_in_a_gap_is_told_of_with_the_next_report_that_follows_another() -> None:
    january, february = [10] * 31, [11] * 29
    everything = reports([*january, *february, 11, 11])
    closing, following = everything[60], everything[61]
    without_the_29th = [report for report in everything[:60] if report.report_date != date(2024, 2, 29)]
    assert closing.report_date == date(2024, 3, 1)

    silent = after(without_the_29th, closing)
    book, with_closing = silent.book, snapshot([*without_the_29th, closing, following])
    spoken = detect(book, with_closing, Changes(added=(following.key,)), today=following.report_date)

    assert silent.findings == ()
    (record,) = of(spoken, Grain.MONTH)
    assert (record.value, record.reported_on) == (319, date(2024, 3, 1))


def test_a_report_that_is_old_when_it_comes_in_is_no_news() -> None:
    *known, new = reports([*STEADY, 15])
    a_week_later = new.report_date + timedelta(days=7)

    assert of(after(known, new, today=a_week_later), Grain.DAY) != []
    assert after(known, new, today=a_week_later + DAY).findings == ()


def test_more_than_a_week_of_reports_at_once_is_an_import() -> None:
    everything = reports([*STEADY, 14, 15, 16, 17, 18, 19, 20, 21])

    assert after(everything[:-8], *everything[-8:]).findings == ()
    days = of(after(everything[:-7], *everything[-7:]), Grain.DAY)
    assert [record.value for record in days] == [21], "of several records of one kind, the last"


def test_a_value_that_is_corrected_tells_nothing_and_is_what_later_reports_have_to_break() -> None:
    everything = reports([*STEADY, 12, 12, 14])
    *known, new = everything
    place = 10
    raised = [
        a_report(report.report_date, tanks=report.values["tanks"] + 5) if index == place else report
        for index, report in enumerate(known)
    ]
    revision = Changes(revised=(known[place].key,))
    book = open_book(snapshot(known))

    detected = detect(book, snapshot(raised), revision, today=known[-1].report_date)

    assert detected.findings == ()
    assert {name.metric for name in detected.revised} == {"tanks"}
    told = detect(detected.book, snapshot(raised, [new]), Changes(added=(new.key,)), today=new.report_date)
    assert of(told, Grain.DAY) == [], "14 is more than every day but the one that was raised to 15 or more"


def test_a_series_that_is_new_tells_nothing() -> None:
    known = reports(STEADY)
    new = a_report(known[-1].report_date + DAY, tanks=known[-1].values["tanks"] + 12, ground_robots=1_306)

    assert {one.metric for one in after(known, new).findings} <= {"tanks"}


def test_a_bound_on_a_day_is_told_when_it_is_newly_passed() -> None:
    over_12 = ThresholdWish(metric="tanks", grain=Grain.DAY, bound=12)
    everything = reports([*STEADY[:28], 12, 13, 14, 12, 13])
    passed = [
        (one.value, one.bound)
        for place in range(29, len(everything))
        for one in after(everything[:place], everything[place], thresholds=[over_12]).findings
        if one.news is News.UNIT_OVER
    ]
    assert passed == [(13, 12), (13, 12)], (
        "not for 12, which is not more, nor for 14, which had been passed the day before"
    )


def test_a_bound_on_the_total_is_told_once_even_if_the_total_falls_again() -> None:
    reached = ThresholdWish(metric="tanks", bound=10_400)
    everything = reports([*STEADY, 3, 11, 12, -15, 12, 12])
    found = []
    book = open_book(snapshot(everything[:30]))
    for place in range(30, len(everything)):
        new = everything[place]
        detected = detect(
            book,
            snapshot(everything[: place + 1]),
            Changes(added=(new.key,)),
            today=new.report_date,
            thresholds=[reached],
        )
        book = detected.book
        found += [one for one in detected.findings if one.news is News.TOTAL_REACHED]

    (finding,) = found
    assert finding.value >= 10_400
    assert finding.value - 15 < 10_400 + 15
    assert finding.period.start == date(2022, 2, 24)


@pytest.mark.parametrize(
    ("total", "qualifier", "rounding"),
    [
        (508_780, Qualifier.EXACT, 0),
        (508_780, Qualifier.ABOUT, 10),
        (450_000, Qualifier.ABOUT, 10_000),
        (7, Qualifier.ABOUT, 1),
        (0, Qualifier.ABOUT, 0),
    ],
)
def test_a_hedged_total_is_rounded_to_the_place_of_its_last_digit(
    total: int, qualifier: Qualifier, rounding: int
) -> None:
    assert rounding_of(Point(a_report(FIRST, tanks=total), total, qualifier)) == rounding


def test_a_book_that_went_along_is_the_book_that_is_opened_anew() -> None:
    everything = reports([*STEADY, 14, 9, 15, 13, 12, 13, *STEADY, 16])
    book = open_book(snapshot(everything[:40]))
    for place in range(40, len(everything)):
        new = everything[place]
        known = snapshot(everything[: place + 1])
        book = detect(book, known, Changes(added=(new.key,)), today=new.report_date).book

    opened = open_book(snapshot(everything))
    for name, marks in opened.marks.items():
        assert book.marks[name].standings == marks.standings
        assert (book.marks[name].on, book.marks[name].highest_total) == (marks.on, marks.highest_total)
