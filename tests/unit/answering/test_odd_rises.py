"""What answers say of rises that are not simply what was lost, and of copies that differ."""

from datetime import date
from typing import Any

import pytest

from bot.enquiry import Asked, Enquiries
from bot.replies.contract import record_of
from bot.replies.reply import plain
from store.catalogue import load_catalogue
from store.models import Language, Report
from store.snapshot import build_snapshot
from tests.daily_reports import changed, day, reports, rises, totals

NOW = date(2024, 7, 1)


def answer(run: list[Report], question: str, language: Language = "en") -> tuple[str, dict[str, Any]]:
    """The reply in plain text, and the first figure as the contract gives it."""
    snapshot = build_snapshot(load_catalogue(), run, ())
    response = Enquiries(lambda: snapshot).ask(Asked(question, NOW, language))
    record = record_of(response.outcome, response.reply)
    assert record["status"] == "answered", record
    return plain(response.reply.lines), record["figures"][0]


def a_run(rise: int, **told: object) -> list[Report]:
    """Two months of which the report of 17 May rose by `rise`."""
    return changed(reports(totals([*rises(15), rise, *rises(45)])), day(16), **told)


CORRECTION = {"corrections": {"personnel": 1_650}}


def test_a_day_on_which_the_total_fell_is_answered_with_its_flag() -> None:
    text, figure = answer(a_run(-83), "personnel losses 16 May 2024")
    assert figure["value"] == -83
    assert figure["corrected"]
    assert figure["flags"] == [{"flag": "fall", "report_date": "2024-05-17", "rise": -83, "part": -83}]
    assert "The claimant's total fell by 83 here: a correction, not what that day lost." in text


def test_the_flag_is_said_in_ukrainian_too() -> None:
    text, _ = answer(a_run(-83), "втрати 16 травня 2024", "uk")
    assert "Загальна цифра тут зменшилася на 83: це виправлення, а не втрати того дня." in text


def test_a_day_that_holds_a_correction_says_what_the_report_itself_gave() -> None:
    text, _ = answer(a_run(2_710, **CORRECTION), "personnel losses 16 May 2024")
    assert "1,650 of this rise correct earlier days; the report itself gave 1,060." in text


def test_a_month_that_holds_a_correction_says_so() -> None:
    text, figure = answer(a_run(2_710, **CORRECTION), "personnel losses in May 2024")
    assert "1,650 of the rise in the report of 17 May 2024 correct earlier days." in text
    assert figure["flags"][0]["part"] == 1_650


def test_many_corrections_in_a_period_are_summed_up() -> None:
    run = a_run(2_710, **CORRECTION)
    for number in (5, 9):
        run = changed(run, day(number), corrections={"personnel": 100})
    text, figure = answer(run, "personnel losses in May 2024")
    assert "corrected its running total 3 times, by 1,850 in all" in text
    assert len(figure["flags"]) == 3


def test_a_rise_that_nobody_explains_is_said_to_be_beyond_expectation() -> None:
    text, figure = answer(a_run(2_710), "personnel losses 16 May 2024")
    assert "is beyond what the reports around it lead to expect" in text
    assert not figure["corrected"]


def test_a_contradicted_total_says_what_the_report_gave() -> None:
    text, _ = answer(a_run(1_100, rises={"personnel": 1_060}), "personnel losses 16 May 2024")
    assert "The report itself gives a rise of 1,060, though its total rose by 1,100" in text


def test_a_flagged_day_is_neither_set_against_records_nor_against_the_day_before() -> None:
    odd, _ = answer(a_run(2_710), "personnel losses 16 May 2024")
    assert "Not a record" not in odd
    assert "than 15 May 2024" not in odd
    usual, _ = answer(a_run(1_000), "personnel losses 16 May 2024")
    assert "Not a record" in usual
    assert "than 15 May 2024" in usual


@pytest.mark.parametrize("rise", [2_710, -83])
def test_a_flagged_day_is_neither_the_highest_nor_the_lowest(rise: int) -> None:
    for question, expected in (("worst day for personnel", 1_030), ("lowest day for personnel", 960)):
        _, figure = answer(a_run(rise), question)
        assert figure["value"] == expected


def test_every_side_of_a_comparison_says_what_is_odd_about_it() -> None:
    text, _ = answer(a_run(2_710, **CORRECTION), "personnel losses in May 2024 vs 2-8 June 2024")
    assert "1,650 of the rise in the report of 17 May 2024 correct earlier days." in text


def test_a_ranking_says_what_is_odd_about_its_places() -> None:
    text, _ = answer(a_run(2_710, **CORRECTION), "top 3 weeks for personnel losses")
    assert "1,650 of the rise in the report of 17 May 2024 correct earlier days." in text


def test_a_total_that_repeats_the_day_before_is_flagged_where_it_is_asked_for() -> None:
    text, figure = answer(a_run(0), "total personnel losses as of 17 May 2024")
    assert [flag["flag"] for flag in figure["flags"]] == ["standstill"]
    assert "The report of 17 May 2024 repeats the total of the day before" in text


# Copies


def disputed(difference: int) -> list[Report]:
    """The Ministry's pages, and a copy that has another total on 1 June."""
    ministry = reports(totals(rises(61)))
    copy = changed(
        reports(totals(rises(61)), provider="petroivaniuk"),
        date(2024, 6, 1),
        values={"personnel": ministry[31].values["personnel"] + difference},
    )
    return [*ministry, *copy]


def test_another_copys_number_for_the_same_period_is_named_with_its_provider() -> None:
    text, figure = answer(disputed(7), "personnel losses in May 2024")
    assert figure["disputed"] == [{"provider": "petroivaniuk", "value": figure["value"] + 7}]
    assert "Copies of this report differ; another one gives:" in text
    assert f"• {figure['value'] + 7:,} – 2022 Ukraine Russia War Dataset" in text


def test_for_a_total_the_other_copys_total_is_named() -> None:
    _, figure = answer(disputed(7), "total personnel losses as of 1 June 2024")
    assert figure["disputed"] == [{"provider": "petroivaniuk", "value": figure["value"] + 7}]


def test_for_an_average_the_other_copys_average_is_named() -> None:
    _, figure = answer(disputed(31), "personnel losses per day in May 2024")
    assert figure["disputed"] == [{"provider": "petroivaniuk", "value": pytest.approx(figure["value"] + 1, abs=0.01)}]


def test_the_period_after_is_disputed_the_other_way_round() -> None:
    _, figure = answer(disputed(7), "personnel losses in June 2024")
    assert figure["disputed"] == [{"provider": "petroivaniuk", "value": figure["value"] - 7}]


def test_copies_that_differ_alike_on_both_ends_make_no_dispute() -> None:
    shifted = [
        one.model_copy(update={"provider": "petroivaniuk", "values": {"personnel": one.values["personnel"] + 7}})
        for one in reports(totals(rises(61)))
    ]
    _, figure = answer([*reports(totals(rises(61))), *shifted], "personnel losses in May 2024")
    assert figure["disputed"] == []
