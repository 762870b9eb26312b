"""What a chart shows and says, and the picture that it becomes."""

import struct
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate

import pytest

from bot.replies.charts import Chart, Look, Mark, Subject, chart_of
from bot.replies.drawing import SIDE, png
from bot.replies.reply import plain
from bot.understanding.question import Intent, Question
from bot.understanding.reading import read_question
from store.alerts import News
from store.catalogue import load_catalogue
from store.models import Language, Report
from store.series import DAY, Grain
from store.snapshot import Snapshot, build_snapshot
from tests.announcements import a_finding
from tests.entries import a_source

FIRST = date(2024, 1, 1)
CATALOGUE = load_catalogue()
BY_MONTH = (10, 9, 12, 11, 10)
RISES = [BY_MONTH[(FIRST + timedelta(days=n)).month - 1] + (0, 1, -1)[n % 3] for n in range(140)]
"""January lost 310 tanks, February 261, March 372, April 330, and May 191 by its nineteenth day."""


def known(rises: Sequence[int] = RISES, corrected: date | None = None) -> Snapshot:
    """A report of tanks a day from January 2024 on."""
    totals = accumulate(rises, initial=10_000)
    reports = []
    for number, total in enumerate(totals):
        day = FIRST + timedelta(days=number)
        corrections = {"tanks": 20} if day == corrected else {}
        reports.append(
            Report(
                party="russia", claimant="ukraine", report_date=day, provider="ministry", values={"tanks": total},
                corrections=corrections, source=a_source(day),
            )
        )  # fmt: skip
    return build_snapshot(CATALOGUE, reports, ())


def tanks(grain: Grain | None, on: date, bound: int | None = None, language: Language = "en") -> Subject:
    return Subject(language, "russia", "ukraine", "tanks", grain, on, bound)


def drawn(subject: Subject, snapshot: Snapshot | None = None, now: date = date(2024, 5, 21)) -> Chart:
    chart = chart_of(subject, snapshot or known(), now)
    assert chart is not None
    return chart


def looking(chart: Chart, look: Look) -> list[tuple[date, int]]:
    return [(mark.on, mark.value) for mark in chart.marks if mark.look is look]


MARCH = drawn(tanks(Grain.MONTH, date(2024, 3, 1)))


def test_the_record_is_marked_and_so_is_the_one_that_it_broke() -> None:
    assert looking(MARCH, Look.MARKED) == [(date(2024, 3, 1), 372)]
    assert looking(MARCH, Look.BROKEN) == [(date(2024, 1, 1), 310)]
    assert [key.text for key in MARCH.keys[:2]] == [
        "March 2024: 372, the highest month until then",
        "The record before: 310 (January 2024)",
    ]


def test_a_month_that_is_not_over_is_shown_as_such() -> None:
    *over, may = MARCH.marks
    assert may == Mark(date(2024, 5, 1), 191, "May 2024", running=True)
    assert not any(mark.running for mark in over)
    assert MARCH.keys[-1].text == "Hatched: not over, counted up to 19 May 2024"


def test_a_record_that_a_running_month_has_passed_is_marked_as_broken() -> None:
    chart = drawn(tanks(Grain.MONTH, date(2024, 5, 1)), known([*RISES[:121], *[20] * 19]))
    assert looking(chart, Look.BROKEN) == [(date(2024, 3, 1), 372)]
    assert chart.keys[0].text == "May 2024 so far: 380, the highest month until then"


def test_a_chart_says_what_whose_who_claims_it_what_it_counts_and_that_nobody_has_verified_it() -> None:
    assert MARCH.title == "Tanks: losses of Russia month by month"
    assert MARCH.claimed == "According to Ukraine's Ministry of Defence"
    assert (MARCH.across, MARCH.upward) == ("Month", "Tanks a month")
    definition, verified, source = MARCH.footer
    assert definition == CATALOGUE.metrics["tanks"].definition.en
    assert verified == "A claim by one side, not independently verified."
    assert source.startswith("Source: A ministry, reports up to ")


def test_the_caption_tells_it_to_those_who_cannot_see_the_picture_and_links_the_source() -> None:
    assert plain(MARCH.caption.lines).replace("\xa0", " ").splitlines() == [
        "Tanks: losses of Russia month by month",
        "According to Ukraine's Ministry of Defence",
        "March 2024: 372, the highest month until then",
        "The record before: 310 (January 2024)",
        "A claim by one side, not independently verified.",
        "A ministry, 1 April 2024 (https://ministry.example/1)",
    ]


def test_a_chart_is_in_the_language_of_its_reader() -> None:
    chart = drawn(tanks(Grain.MONTH, date(2024, 3, 1), language="uk"))
    assert chart.title == "Танки: втрати Росії по місяцях"
    assert chart.keys[0].text == "Березень 2024: 372, на той час найбільше за місяць"
    assert (chart.across, chart.upward) == ("Місяць", "Танки, за місяць")
    assert chart.marks[0].tick == "січ. 2024"


def test_a_day_with_a_correction_is_hollow_and_said_to_be_no_loss_of_the_day() -> None:
    report = date(2024, 4, 10)
    rises = [*RISES[:99], 31, *RISES[100:130]]
    chart = drawn(tanks(Grain.DAY, date(2024, 4, 1)), known(rises, corrected=report))
    assert looking(chart, Look.ODD) == [(report - DAY, 31)]
    assert any(key.look is Look.ODD for key in chart.keys)


def test_a_bound_is_drawn_across() -> None:
    chart = drawn(tanks(Grain.DAY, date(2024, 4, 1), bound=12))
    assert chart.level is not None
    assert chart.level.value == 12


def test_of_a_total_the_reports_are_shown_that_led_to_it() -> None:
    on = date(2024, 4, 1)
    chart = drawn(tanks(None, on, bound=10_900))
    assert chart.totals
    assert looking(chart, Look.MARKED) == [(on, 10_943)]
    assert chart.keys[0].text == "Report of 1 April 2024: 10,943"


@pytest.mark.parametrize(
    "subject",
    [
        tanks(Grain.MONTH, date(2025, 1, 1)),
        tanks(Grain.YEAR, date(2024, 1, 1)),
        tanks(None, date(2023, 1, 1)),
        Subject("en", "russia", "uk", "tanks", Grain.MONTH, date(2024, 3, 1)),
        Subject("en", "russia", "ukraine", "unicorns", Grain.MONTH, date(2024, 3, 1)),
    ],
)
def test_what_is_not_known_or_stands_alone_is_not_drawn(subject: Subject) -> None:
    assert chart_of(subject, known(), date(2024, 5, 21)) is None


def test_nothing_is_shown_that_was_not_known_on_the_day() -> None:
    chart = drawn(tanks(Grain.MONTH, date(2024, 2, 1)), now=date(2024, 3, 10))
    assert max(mark.on for mark in chart.marks) == date(2024, 3, 1)


def test_a_subject_is_read_back_from_its_key() -> None:
    for subject in (tanks(Grain.MONTH, FIRST), tanks(None, FIRST, 11_000, "uk"), tanks(Grain.DAY, FIRST, 60)):
        assert Subject.of_key(subject.key) == subject
    of_a_total = a_finding(news=News.TOTAL_REACHED, grain=None, broke=None, bound=500_000)
    assert Subject.of(of_a_total, "en").on == of_a_total.reported_on


@pytest.mark.parametrize("key", ["", "en", "de/russia/ukraine/tanks/month/20240101/", "en/a/b/c/month/never/",
                                 "en/a/b/c/fortnight/20240101/", "en/a/b/c/month/20240101/x"])  # fmt: skip
def test_what_is_no_key_is_none(key: str) -> None:
    assert Subject.of_key(key) is None


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("grain", [*Grain, None])
def test_what_a_chart_shows_can_be_asked_for_in_words(language: Language, grain: Grain | None) -> None:
    asked = read_question(tanks(grain, FIRST, language=language).trend(CATALOGUE), now=date(2024, 6, 2))
    assert isinstance(asked, Question)
    assert (asked.intent, asked.metrics) == (Intent.TREND, ("tanks",))


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("grain", Grain)
def test_a_comparison_is_asked_for_the_whole_unit(language: Language, grain: Grain) -> None:
    asked = read_question(tanks(grain, FIRST, language=language).comparison(CATALOGUE), now=date(2025, 6, 2))
    assert isinstance(asked, Question)
    assert (asked.metrics, asked.whens[0].period) == (("tanks",), grain.around(FIRST))


def size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@pytest.mark.parametrize(
    "subject",
    [
        tanks(Grain.MONTH, date(2024, 3, 1), language="uk"),
        tanks(Grain.DAY, date(2024, 4, 1), bound=12),
        tanks(None, date(2024, 4, 1), bound=10_900, language="uk"),
    ],
    ids=["months", "days", "totals"],
)
def test_a_picture_is_square_has_every_letter_and_is_the_same_each_time(subject: Subject) -> None:
    chart = drawn(subject)
    picture = png(chart)  # a letter that the font lacks would warn, and a warning fails the test
    assert size(picture) == (SIDE, SIDE)
    assert len(picture) < 200_000
    assert png(chart) == picture
