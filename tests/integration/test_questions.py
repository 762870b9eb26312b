"""Every question of the bank, answered in one process: each as a careful person would read it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.enquiry import Asked, Enquiries, addressed
from bot.replies.contract import ignored, record_of
from store.catalogue import load_catalogue
from store.opening import read_figures
from store.snapshot import Snapshot, build_snapshot
from tests.questions.bank import Row, known_shortcomings, read_rows
from tests.questions.daily import daily_reports
from tests.questions.judge import Outcome, Verdict, judge

ROWS = read_rows()
SHORTCOMINGS = known_shortcomings()

Answers = Mapping[str, dict[str, Any]]


def enquiries_of(snapshot: Snapshot) -> Enquiries:
    return Enquiries(lambda: snapshot)


@pytest.fixture(scope="module")
def monthly() -> Enquiries:
    """What answers from the seeds: monthly reports and claims."""
    figures = read_figures(Path("there is no such folder"), at=datetime(2026, 8, 8, tzinfo=UTC))
    return enquiries_of(build_snapshot(load_catalogue(), figures.reports(), figures.claims()))


@pytest.fixture(scope="module")
def daily() -> Enquiries:
    """What answers from the made-up daily reports, with the claims of others than Ukraine beside them."""
    figures = read_figures(Path("there is no such folder"), at=datetime(2026, 8, 8, tzinfo=UTC))
    claims = [claim for claim in figures.claims() if claim.claimant != "ukraine"]
    return enquiries_of(build_snapshot(load_catalogue(), daily_reports(), claims))


def ask(enquiries: Enquiries, asked: Mapping[str, str]) -> dict[str, Any]:
    """Answer a row as `lossbot ask --jsonl` does."""
    text = asked["text"]
    if asked.get("chat") == "group":
        heard = addressed(text)
        if heard is None:
            return ignored()
        text = heard
    language = {"en": "en", "uk": "uk"}.get(asked.get("lang", ""))
    response = enquiries.ask(
        Asked(text, date.fromisoformat(asked["now"]), language, asked.get("conversation"))  # type: ignore[arg-type]
    )
    return record_of(response.outcome, response.reply)


@pytest.fixture(scope="module")
def answers(monthly: Enquiries, daily: Enquiries) -> Answers:
    """The answer to every row; the rows are asked in order, so that follow-ups follow."""
    return {row.id: ask(daily if row.daily else monthly, row.asked) for row in ROWS}


def marked(row: Row) -> Any:
    """A row as a test of its own, expected to fail where it is a known shortcoming."""
    why = SHORTCOMINGS.get(row.id)
    return pytest.param(row, id=row.id, marks=[pytest.mark.xfail(strict=True, reason=why)] if why else [])


@pytest.mark.parametrize("row", [marked(row) for row in ROWS])
def test_a_question_is_answered_as_a_careful_person_would_read_it(row: Row, answers: Answers) -> None:
    verdict = judge(row.expect, answers[row.id], row.asked["now"])
    assert verdict == Verdict(Outcome.RIGHT), f"{row.asked['text']!r}: {verdict.outcome}: {verdict.reason}"


def test_whatever_is_suggested_has_an_answer(monthly: Enquiries, daily: Enquiries, answers: Answers) -> None:
    for row in ROWS:
        for offered in answers[row.id]["suggestions"]:
            answer = ask(daily if row.daily else monthly, {"text": offered, "now": row.asked["now"]})
            assert answer["status"] == "answered", f"{row.id} suggests {offered!r}: {answer['text']}"


def test_a_choice_is_read_in_one_way(monthly: Enquiries, daily: Enquiries, answers: Answers) -> None:
    for row in ROWS:
        for offered in answers[row.id]["choices"]:
            answer = ask(daily if row.daily else monthly, {"text": offered, "now": row.asked["now"]})
            assert answer["status"] in {"answered", "no_data", "not_published"}, f"{row.id} offers {offered!r}"


class TestTheBank:
    def test_it_is_large_and_in_both_languages(self) -> None:
        cyrillic = sum(any("а" <= char <= "я" for char in row.asked["text"].casefold()) for row in ROWS)
        assert len(ROWS) >= 400
        assert 0.35 <= cyrillic / len(ROWS) <= 0.55

    def test_its_ids_are_its_own_and_shortcomings_name_rows(self) -> None:
        ids = [row.id for row in ROWS]
        assert len(ids) == len(set(ids))
        assert SHORTCOMINGS.keys() <= set(ids)

    def test_it_holds_every_status_intent_and_metric(self) -> None:
        def expected(key: str) -> set[str]:
            return {value for row in ROWS for value in row.expect.get(key, ())}

        assert expected("status") >= {
            "answered", "clarify", "no_data", "not_published", "out_of_scope", "not_understood", "ignored",
        }  # fmt: skip
        assert expected("intent") >= {
            "figure", "compare", "record", "rank", "average", "trend", "latest", "definition", "sources", "help",
        }  # fmt: skip
        named = {figure.get("metric") for row in ROWS for figure in row.expect.get("figures", ())}
        assert named >= set(load_catalogue().metrics)
