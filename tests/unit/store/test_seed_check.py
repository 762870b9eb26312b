"""The seeds that lossbot brings along are sound, and the check that says so can say otherwise."""

import json
from datetime import date
from typing import Any

import pytest

from store.catalogue import load_catalogue
from store.ingest.seed_check import seed_problems
from store.ingest.seeds import Seeds, read_seeds
from store.models import Claim, Qualifier, Report
from tests.entries import a_claim, a_report

Fields = dict[str, Any]


def fields(entry: Report | Claim) -> Fields:
    loaded: Fields = json.loads(entry.model_dump_json())
    return loaded


def problems(*, reports: tuple[Fields, ...] = (), claims: tuple[Fields, ...] = ()) -> str:
    files = {"reports/bad.json": json.dumps(reports).encode(), "claims/bad.json": json.dumps(claims).encode()}
    return "\n".join(seed_problems(Seeds(files), load_catalogue()))


def test_the_seeds_of_this_version_are_sound() -> None:
    assert seed_problems(read_seeds(), load_catalogue()) == ()


def test_sound_entries_raise_no_problem() -> None:
    other_hedge = a_claim(qualifier=Qualifier.OVER)
    other_minister = a_claim(1, speaker="Another minister")
    next_day = a_claim(1, stated_on=date(2024, 6, 1))
    other_provider = a_report(provider="petroivaniuk", personnel=1)

    assert not problems(
        reports=(fields(a_report()), fields(other_provider)),
        claims=tuple(map(fields, (a_claim(), other_hedge, other_minister, next_day))),
    )


@pytest.mark.parametrize(
    ("differences", "problem"),
    [
        ({"source": None}, "seeds/reports/bad.json, entry 1: source: "),
        ({"source": {"publisher": "A", "title": "B", "url": "", "published": "2024-06-01"}}, "entry 1: source.url: "),
        ({"party": "atlantis"}, "entry 1: the catalogue has no party 'atlantis'"),
        ({"claimant": "atlantis"}, "entry 1: the catalogue has no claimant 'atlantis'"),
        ({"provider": "hearsay"}, "entry 1: the catalogue has no provider 'hearsay'"),
        ({"values": {"personnel": 1, "chariots": 2}}, "entry 1: the catalogue has no metric 'chariots'"),
    ],
)
def test_a_damaged_report_is_found(differences: Fields, problem: str) -> None:
    assert problem in problems(reports=({**fields(a_report()), **differences},))


@pytest.mark.parametrize(
    ("differences", "problem"),
    [
        ({"source": None}, "seeds/claims/bad.json, entry 1: source: "),
        ({"metric": "chariots"}, "entry 1: the catalogue has no metric 'chariots'"),
        ({"party": "atlantis"}, "entry 1: the catalogue has no party 'atlantis'"),
        ({"claimant": "atlantis"}, "entry 1: the catalogue has no claimant 'atlantis'"),
        ({"period": {"start": "2022-02-24", "end": "2022-02-23"}}, "cannot end (2022-02-23) before it starts"),
        ({"value": None}, "a claim needs a value"),
    ],
)
def test_a_damaged_claim_is_found(differences: Fields, problem: str) -> None:
    assert problem in problems(claims=({**fields(a_claim()), **differences},))


def test_a_missing_source_is_found() -> None:
    without = {name: value for name, value in fields(a_claim()).items() if name != "source"}

    assert "entry 1: source: Field required" in problems(claims=(without,))


def test_one_report_with_two_values_is_found() -> None:
    found = problems(reports=(fields(a_report(personnel=1)), fields(a_report(personnel=2))))

    assert found.startswith("seeds/reports/bad.json, entry 2: russia/ukraine/2024-06-01/ministry is given in ")
    assert found.endswith("seeds/reports/bad.json, entry 1 already")


def test_one_claim_given_twice_is_found() -> None:
    assert "is given in seeds/claims/bad.json, entry 1 already" in problems(claims=(fields(a_claim()),) * 2)


def test_two_claims_alike_but_for_hedge_and_number_are_found() -> None:
    contradiction = a_claim(None, low=400_000, high=450_000, qualifier=Qualifier.EXACT)

    assert problems(claims=(fields(a_claim(500_000)), fields(contradiction))) == (
        "seeds/claims/bad.json, entry 2: says 400000 to 450000 of what seeds/claims/bad.json, entry 1 says 500000"
    )


def test_every_problem_is_named_not_just_the_first() -> None:
    damaged: tuple[Fields, ...] = (
        {**fields(a_report()), "party": "atlantis", "claimant": "atlantis"},
        {},
        fields(a_report(tanks=1)),
    )

    assert len(problems(reports=damaged).splitlines()) == 3
