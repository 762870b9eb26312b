"""A reading of a report in words."""

from datetime import date

import pytest

from bot.replies.reply import plain
from bot.replies.report_reading import MOST_WARNINGS, ReadingLines
from bot.replies.wording import LANGUAGES
from store.catalogue import load_catalogue
from store.gate import Check, Finding, Severity
from store.ingest.report_text import Caution, ReportText, TextWarning
from store.models import Language, Period
from tests.entries import a_report

DAY = date(2024, 6, 2)
RUSSIA = ("russia", "ukraine")
ENGLISH = ReadingLines.in_language(load_catalogue(), "en")


def reading(
    values: dict[str, int] | None = None, rises: dict[str, int] | None = None, *warnings: TextWarning
) -> ReportText:
    return ReportText(DAY, {"tanks": 7_777} if values is None else values, rises or {}, {}, warnings)


@pytest.mark.parametrize(
    ("values", "rises", "before", "line"),
    [
        ({"tanks": 7_777}, {"tanks": 12}, {"tanks": 7_765}, "Tanks: 7,777 · +12 ✓"),
        ({"tanks": 7_777}, {"tanks": 13}, {"tanks": 7_765}, "Tanks: 7,777 · +12 ✗ published: +13"),
        ({"tanks": 7_777}, {"uavs": 1}, {"tanks": 7_777}, "Tanks: 7,777 · +0 ✓"),
        ({"tanks": 7_777}, {"uavs": 1}, {"tanks": 7_770}, "Tanks: 7,777 · +7 ✗ published: +0"),
        ({"tanks": 7_777}, {}, {"tanks": 7_765}, "Tanks: 7,777 · +12"),
        ({"tanks": 7_777}, {}, {"tanks": 7_780}, "Tanks: 7,777 · −3"),
        ({"tanks": 7_777}, {"tanks": 12}, {}, "Tanks: 7,777 · published: +12"),
        ({"tanks": 7_777}, {}, {}, "Tanks: 7,777"),
        ({}, {"tanks": 12}, {"tanks": 7_765}, "Tanks: no total · published: +12"),
    ],
)
def test_each_metric_shows_its_total_its_rise_and_the_published_one(
    values: dict[str, int], rises: dict[str, int], before: dict[str, int], line: str
) -> None:
    assert line in plain(tuple(ENGLISH.reading(reading(values, rises), before))).splitlines()


def test_metrics_stand_in_the_order_of_the_catalogue() -> None:
    lines = plain(tuple(ENGLISH.reading(reading({"uavs": 1, "personnel": 2, "tanks": 3}), {}))).splitlines()
    assert [line.rpartition(" ")[2] for line in lines[-3:]] == ["2", "3", "1"]


def test_what_is_odd_is_said_once_the_text_before_the_gate() -> None:
    warning = TextWarning(Caution.NUMBER_UNCLEAR, "Tanks: unclear.", "tanks")
    findings = [
        Finding(
            Check.FALL, Severity.FLAGGED, "russia", "ukraine", metric, Period(DAY, DAY), (), {"rise": -3, "total": 5}
        )
        for metric in ("tanks", "uavs")
    ]
    told = plain(tuple(ENGLISH.to_look_at(reading(None, None, warning), findings)))
    assert told.count("Tanks") == 1
    assert told.index("Tanks: unclear.") < told.index("the total fell by 3")


def test_where_nothing_is_odd_nothing_is_said_of_it() -> None:
    assert not tuple(ENGLISH.to_look_at(reading(), ()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("caution", Caution)
def test_every_warning_has_words_in_every_language(caution: Caution, language: Language) -> None:
    say = ReadingLines.in_language(load_catalogue(), language)
    warning = TextWarning(caution, "An English sentence.", "tanks")
    told = plain(tuple(say.to_look_at(reading(None, None, warning), ())))
    assert ("An English sentence." in told) is (language == "en")


def test_many_warnings_are_cut_to_the_first_and_the_number_of_the_others() -> None:
    warnings = [TextWarning(Caution.UNREAD, f"Sentence {number}.") for number in range(MOST_WARNINGS + 3)]
    told = plain(tuple(ENGLISH.to_look_at(reading(None, None, *warnings), ())))
    assert f"Sentence {MOST_WARNINGS - 1}." in told
    assert f"Sentence {MOST_WARNINGS}." not in told
    assert "and 3 more" in told


def test_what_would_change_is_shown_metric_by_metric() -> None:
    stored, report = a_report(DAY, tanks=1, uavs=2, mlrs=3), a_report(DAY, tanks=1, uavs=5, submarines=1)
    told = plain(tuple(ENGLISH.changes(stored, report)))
    assert "2 → 5" in told
    assert "3 → nothing" in told
    assert "Submarines: nothing → 1" in told
    assert "Tanks" not in told


def test_a_new_report_changes_nothing_and_the_same_one_says_so() -> None:
    assert not tuple(ENGLISH.changes(None, a_report(DAY)))
    assert "already" in plain(tuple(ENGLISH.changes(a_report(DAY), a_report(DAY))))
