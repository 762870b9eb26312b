"""The thresholds of understanding (`bot/understanding/doubt.py`) are where the question bank wants them."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.answering.answers import answer
from bot.enquiry import addressed
from bot.replies.contract import record_of
from bot.replies.replies import reply_to
from bot.understanding.question import Question, Understood
from bot.understanding.reading import read_question
from bot.understanding.word_files import read_languages
from bot.understanding.words import Words
from store.catalogue import load_catalogue
from store.opening import read_figures
from store.snapshot import Snapshot, build_snapshot
from tests.questions.bank import Row, read_rows
from tests.questions.daily import daily_reports
from tests.questions.judge import Outcome, judge

ROWS = read_rows()

SHIFTS = {
    "LEAST_FUZZY_LENGTH": (4, 7),
    "LEAST_TWO_ERRORS_LENGTH": (6, 12),
    "LEAST_SWAPPED_LENGTH": (2, 5),
    "LEAST_EXPECTED_LENGTH": (1, 4),
    "LEAST_EXPECTED_UNIT_LENGTH": (1, 5),
    "LEAST_EXPECTED_ORDINARY_LENGTH": (1, 7),
    "LEAST_EXPECTED_TWO_ERRORS_LENGTH": (4, 12),
    "SLIPPED_UNKNOWN": (0.1, 1.0),
    "SLIPPED_UNREAD": (0.0, 0.9),
    "ENOUGH_READ": (0.1, 0.9),
    "FRAGMENT_WORDS": (1, 9),
    "NEIGHBOURHOOD": (0, 9),
}
"""Each threshold with a value well below it and one well above."""

Readings = Mapping[str, Understood]


@contextmanager
def shifted(name: str, value: float) -> Iterator[None]:
    """A threshold at another value, wherever it is used."""
    with pytest.MonkeyPatch.context() as patch:
        for module in [module for path, module in sys.modules.items() if path.startswith("bot.understanding")]:
            if hasattr(module, name):
                patch.setattr(module, name, value)
        yield


def readings() -> Readings:
    """The bank as it is read, from words that nothing is remembered of."""
    words = Words(read_languages())
    found: dict[str, Understood] = {}
    last: dict[str, Question] = {}
    for row in ROWS:
        text = addressed(row.asked["text"]) if row.asked.get("chat") == "group" else row.asked["text"]
        if text is None:
            continue
        conversation = row.asked.get("conversation", "")
        now = date.fromisoformat(row.asked["now"])
        read = read_question(text, now=now, previous=last.get(conversation), words=words)
        found[row.id] = read
        if conversation and isinstance(read, Question):
            last[conversation] = read
    return found


@pytest.fixture(scope="module")
def usual() -> Readings:
    return readings()


@pytest.fixture(scope="module")
def snapshots() -> Mapping[bool, Snapshot]:
    """What rows are asked of: by whether they want the made-up daily figures."""
    figures = read_figures(Path("there is no such folder"), at=datetime(2026, 8, 8, tzinfo=UTC))
    others = [claim for claim in figures.claims() if claim.claimant != "ukraine"]
    catalogue = load_catalogue()
    return {
        False: build_snapshot(catalogue, figures.reports(), figures.claims()),
        True: build_snapshot(catalogue, daily_reports(), others),
    }


def is_right(row: Row, read: Understood, snapshots: Mapping[bool, Snapshot]) -> bool:
    """Whether a reading leads to an answer that the row's expectation takes."""
    snapshot, now = snapshots[row.daily], date.fromisoformat(row.asked["now"])
    outcome = answer(read, snapshot, now)
    record = record_of(outcome, reply_to(outcome, snapshot.catalogue, "en", now))
    told = {key: expected for key, expected in row.expect.items() if key not in {"says", "opens"}}
    return judge(told, record, row.asked["now"]).outcome is Outcome.RIGHT


@pytest.mark.parametrize("name", SHIFTS)
def test_a_threshold_moved_either_way_gets_no_more_questions_right(
    name: str, usual: Readings, snapshots: Mapping[bool, Snapshot]
) -> None:
    changes = []
    for value in SHIFTS[name]:
        with shifted(name, value):
            other = readings()
        differing = [row for row in ROWS if row.id in usual and other[row.id] != usual[row.id]]
        won = sum(is_right(row, other[row.id], snapshots) for row in differing)
        lost = sum(is_right(row, usual[row.id], snapshots) for row in differing)
        changes.append(won - lost)
    assert max(changes) <= 0, f"{name}: {changes}"
    assert sum(changes) < 0, f"{name} decides nothing in the bank"
