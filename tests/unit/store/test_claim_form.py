"""What is asked of a claim, and which answers do."""

import pytest

from store.catalogue import load_catalogue
from store.ingest.claim_form import FormError, Problem, checked, filled_in, missing, open_items
from store.models import WAR_START, Kind, Period, Qualifier, Scope

CATALOGUE = load_catalogue()
WHOLE = {
    "party": "russia",
    "claimant": "uk",
    "metric": "personnel",
    "kind": "period_total",
    "start": "2024-05-01",
    "end": "2024-05-31",
    "value": "38,940",
    "scope": "killed,wounded",
    "verified": "estimated",
    "stated_on": "2024-06-02",
    "publisher": "A paper",
    "title": "A headline",
    "url": "https://example.org/x",
    "published": "2024-06-02",
}


def read(name: str, answer: str, **known: str) -> dict[str, str]:
    item = next(item for item in open_items(known, CATALOGUE) if item.name == name)
    return dict(item.read(answer))


def test_a_whole_form_is_a_claim() -> None:
    claim = filled_in(checked(WHOLE, CATALOGUE), CATALOGUE)

    assert claim.period == Period(*map(type(WAR_START).fromisoformat, ("2024-05-01", "2024-05-31")))
    assert (claim.value, claim.qualifier, claim.scope) == (38_940, Qualifier.EXACT, (Scope.KILLED, Scope.WOUNDED))
    assert claim.source.url == "https://example.org/x"


@pytest.mark.parametrize("name", sorted(WHOLE.keys() - {"scope"}))
def test_nothing_is_a_claim_that_lacks_any_of_these(name: str) -> None:
    cells = {**WHOLE, name: ""}
    with pytest.raises(FormError) as raised:
        filled_in(checked(cells, CATALOGUE), CATALOGUE)

    assert raised.value.problem is Problem.MISSING
    assert ("number" if name == "value" else name) in raised.value.said


def test_the_scope_may_be_what_the_claimant_always_counts() -> None:
    claim = filled_in(checked({**WHOLE, "scope": ""}, CATALOGUE), CATALOGUE)
    assert claim.scope == CATALOGUE.claimants["uk"].scope


def test_the_scope_of_equipment_has_to_be_given() -> None:
    assert "scope" in missing({**WHOLE, "metric": "tanks", "scope": ""}, CATALOGUE)
    assert read("scope", "destroyed, captured", metric="tanks") == {"scope": "destroyed+captured"}
    with pytest.raises(FormError):
        read("scope", "killed", metric="tanks")


def test_a_cumulative_claim_starts_with_the_war_and_is_not_asked_when() -> None:
    cells = {**WHOLE, "kind": "cumulative", "start": ""}
    assert "start" not in missing(cells, CATALOGUE)

    claim = filled_in(checked(cells, CATALOGUE), CATALOGUE)
    assert (claim.kind, claim.period.start) == (Kind.CUMULATIVE, WAR_START)


@pytest.mark.parametrize(
    ("answer", "cells"),
    [
        ("38940", {"value": "38940"}),
        ("38,940", {"value": "38940"}),
        ("38 940", {"value": "38940"}),
        ("1\u00a0300\u202f000", {"value": "1300000"}),
        ("0", {"value": "0"}),
        ("38,000-40,000", {"low": "38000", "high": "40000"}),
        ("38000 – 40000", {"low": "38000", "high": "40000"}),
        ("7000 to 15000", {"low": "7000", "high": "15000"}),
        ("7000..15000", {"low": "7000", "high": "15000"}),
    ],
)
def test_numbers_and_ranges_are_read_as_people_write_them(answer: str, cells: dict[str, str]) -> None:
    assert read("number", answer) == cells


@pytest.mark.parametrize(
    ("name", "answer", "problem"),
    [
        ("number", "many", Problem.NUMBER),
        ("number", "3.5", Problem.NUMBER),
        ("number", "38,94", Problem.NUMBER),
        ("number", "-5", Problem.NUMBER),
        ("number", "500k", Problem.NUMBER),
        ("number", "40,000-38,000", Problem.RANGE),
        ("party", "france", Problem.CHOICE),
        ("claimant", "u", Problem.CHOICE),
        ("claimant", "", Problem.CHOICE),
        ("claimant", "0", Problem.CHOICE),
        ("scope", "killed, dead", Problem.CHOICE),
        ("scope", " ", Problem.CHOICE),
        ("end", "31/05/2024", Problem.DATE),
        ("end", "2024-02-30", Problem.DATE),
        ("title", "  ", Problem.TEXT),
        ("title", "x" * 1001, Problem.TEXT),
        ("url", "example.org", Problem.ADDRESS),
        ("url", "https://example.org/a b", Problem.ADDRESS),
    ],
)
def test_an_answer_that_does_not_do_says_why(name: str, answer: str, problem: Problem) -> None:
    with pytest.raises(FormError) as raised:
        read(name, answer)
    assert raised.value.problem is problem


@pytest.mark.parametrize(
    ("name", "answer", "cell"),
    [
        ("party", "Russia", "russia"),
        ("claimant", "medi", "mediazona"),
        ("kind", "Period total", "period_total"),
        ("kind", "2", "cumulative"),
    ],
)
def test_a_choice_can_be_named_begun_or_numbered(name: str, answer: str, cell: str) -> None:
    assert read(name, answer) == {name: cell}


def test_answers_that_do_not_go_together_are_refused() -> None:
    with pytest.raises(FormError, match="cannot end") as raised:
        filled_in({**WHOLE, "value": "1", "scope": "killed", "end": "2024-04-30"}, CATALOGUE)
    assert raised.value.problem is Problem.WHOLE


def test_a_value_can_stand_beside_a_range() -> None:
    claim = filled_in(checked({**WHOLE, "low": "38,000", "high": "40,000"}, CATALOGUE), CATALOGUE)
    assert (claim.value, claim.low, claim.high) == (38_940, 38_000, 40_000)


def test_what_is_known_is_not_asked_for_again() -> None:
    assert [item.name for item in open_items(WHOLE, CATALOGUE)] == [
        "qualifier", "speaker", "body", "note_en", "note_uk"
    ]  # fmt: skip
