"""What stands behind "not" or "except" is not what is asked about."""

from datetime import date

import pytest

from bot.understanding.question import Elsewhere, Question
from bot.understanding.reading import read_question
from store.models import Scope

NOW = date(2024, 6, 15)


def question(text: str) -> Question:
    read = read_question(text, now=NOW)
    assert isinstance(read, Question), read
    return read


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("not june but july 2023, tanks", date(2023, 7, 1)),
        ("tanks, not in may but in april 2024", date(2024, 4, 1)),
        ("may 2023 (not april!): tanks", date(2023, 5, 1)),
        ("не травень, а червень 2023 – танки", date(2023, 6, 1)),
        ("forget march, april 2024, tanks", date(2024, 4, 1)),
        ("my colleague June wants the tanks of april 2024", date(2024, 4, 1)),
        ("tomorrow i have a talk, need tanks for april 2024", date(2024, 4, 1)),
    ],
)
def test_a_period_that_is_not_meant_is_left_out(text: str, month: date) -> None:
    read = question(text)
    assert (read.metrics, [when.start for when in read.whens]) == (("tanks",), [month])


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("tanks and apcs but not mlrs in may 2024", ("tanks", "armoured_vehicles")),
        ("гелікоптери, ні, літаки за 2023 рік", ("aircraft",)),
        ("how many men, not machines, in may 2024", ("personnel",)),
    ],
)
def test_a_metric_that_is_not_meant_is_left_out(text: str, metrics: tuple[str, ...]) -> None:
    assert question(text).metrics == metrics


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("everything except tanks in may 2024", ("tanks",)),
        ("losses apart from personnel in may 2024", ("personnel",)),
        ("total equipment lost in may 2024", ("personnel",)),
        ("втрати техніки за травень 2024", ("personnel",)),
    ],
)
def test_of_everything_something_can_be_left_out(text: str, excluded: tuple[str, ...]) -> None:
    read = question(text)
    assert (read.every_metric, read.excluded) == (True, excluded)


def test_a_claimant_that_is_not_meant_is_left_out() -> None:
    assert question("kyiv's number, not london's, for may 2024").claimants == ("ukraine",)


def test_a_side_that_is_not_meant_is_left_out() -> None:
    read = question("i dont want ukraine's losses, i want russia's. july 2023, personnel")
    assert (read.party, read.claimants) == ("russia", ())


def test_another_country_that_is_not_meant_is_no_hindrance() -> None:
    assert question("what russia (not belarus, not ukraine) lost in tanks, q3 2023").party == "russia"


def test_is_it_not_is_still_a_question() -> None:
    assert question("was may 2024 not a record?").polar


def test_a_month_without_a_year_is_left_out_of_the_year_it_stands_beside() -> None:
    assert isinstance(read_question("losses in 2023 without May", now=NOW), Elsewhere)


@pytest.mark.parametrize("text", ["losses excluding 2022", "втрати крім 2022"])
def test_a_period_that_is_left_out_is_not_the_one_answered(text: str) -> None:
    assert isinstance(read_question(text, now=NOW), Elsewhere)


def test_all_but_something_is_everything_without_it() -> None:
    read = question("everything but tanks in May 2024")
    assert (read.every_metric, read.excluded) == (True, ("tanks",))


def test_those_of_one_fate_can_not_be_left_out_of_a_figure_that_counts_them_together() -> None:
    read = question("losses in May 2024 without the wounded")
    assert read.strict
    assert read.scopes == {Scope.KILLED, Scope.MISSING, Scope.CAPTURED}


def test_never_mind_says_nothing_of_the_next_sentence() -> None:
    assert question("never mind. Aircraft in January 2023").metrics == ("aircraft",)
