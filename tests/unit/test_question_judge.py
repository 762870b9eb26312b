"""The judge of the question bank: what it lets pass, and what it calls a wrong number."""

from typing import Any

import pytest

from tests.questions.judge import Outcome, judge

NOW = "2024-06-02"
MAY = {"start": "2024-05-01", "end": "2024-05-31"}
EXPECTED = {"status": ["answered"], "intent": ["figure"], "figures": [{"metric": "tanks", "period": MAY, "value": 428}]}


def answer(**differences: Any) -> dict[str, Any]:
    figure = {"metric": "tanks", "period": MAY, "value": 428, "low": None, "citations": [{"published": "2024-06-01"}]}
    given = {"status": "answered", "intent": "figure", "assumptions": [], "choices": [], "text": "428 tanks"}
    return {**given, "figures": [{**figure, **differences.pop("figure", {})}], **differences}


def outcome(given: dict[str, Any], **expected: Any) -> Outcome:
    return judge({**EXPECTED, **expected}, given, NOW).outcome


def test_what_meets_every_expectation_is_right() -> None:
    assert outcome(answer()) is Outcome.RIGHT


@pytest.mark.parametrize("figure", [{"metric": "uavs"}, {"value": 429}, {"period": {**MAY, "end": "2024-05-30"}}])
def test_another_figure_than_was_asked_for_is_a_wrong_number(figure: dict[str, Any]) -> None:
    assert outcome(answer(figure=figure)) is Outcome.WRONG_NUMBER


def test_a_figure_where_none_may_be_is_a_wrong_number() -> None:
    assert outcome(answer(), status=["no_data"]) is Outcome.WRONG_NUMBER


def test_no_answer_where_one_is_expected_is_a_refusal() -> None:
    assert outcome(answer(status="no_data", figures=[])) is Outcome.REFUSED


def test_any_of_several_readings_will_do() -> None:
    readings = [{"figures": [{"value": 1}]}, {"figures": [{"value": 428}]}]
    assert outcome(answer(), any_of=readings) is Outcome.RIGHT


def test_sides_in_another_order_are_a_lesser_fault() -> None:
    april = {**answer()["figures"][0], "value": 326}
    sides = [{"value": 326}, {"value": 428}]
    given = answer()
    assert outcome({**given, "figures": [*given["figures"], april]}, figures=sides) is Outcome.OTHER


@pytest.mark.parametrize(
    "broken",
    [
        {"figure": {"citations": []}},
        {"figure": {"citations": [{"published": "2024-06-03"}]}},
        {"text": "some tanks"},
        {"intent": "record"},
    ],
)
def test_a_broken_promise_is_a_fault_though_the_number_is_right(broken: dict[str, Any]) -> None:
    assert outcome(answer(**broken)) is Outcome.OTHER


def test_what_the_reply_must_say_or_disclose_is_held_to() -> None:
    assert outcome(answer(), says=["428"], opens=["428"]) is Outcome.RIGHT
    assert outcome(answer(), says=[["427", "429"]]) is Outcome.OTHER
    assert outcome(answer(), opens=["Yes"]) is Outcome.OTHER
    assert outcome(answer(), assumptions_include=["year"]) is Outcome.OTHER
