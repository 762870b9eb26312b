"""The shared sample of questions and our own ones like it, asked of the public daily files, where they are at hand.

A single row may be arguable; what counts is how many are right and how few get a wrong number.
"""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.enquiry import Enquiries
from store.catalogue import load_catalogue
from store.ingest.files import import_files
from store.opening import read_figures
from store.snapshot import build_snapshot
from tests.integration.test_questions import ask
from tests.questions import bank
from tests.questions.judge import Outcome, judge

SHARED = Path(__file__).parents[3] / "shared"
DATA_SET = SHARED / "data" / "2022-ukraine-russia-war-dataset"
DAILY_FILES = (DATA_SET / "russia_losses_personnel.json", DATA_SET / "russia_losses_equipment.json")
SAMPLES = (SHARED / "questions" / "public.jsonl", *sorted((bank.FOLDER / "daily_files").glob("*.jsonl")))

AT = datetime(2026, 8, 9, tzinfo=UTC)
LEAST_RIGHT = 0.97
MOST_WRONG_NUMBERS = 0.005

pytestmark = pytest.mark.skipif(not DATA_SET.is_dir(), reason="the daily files are not beside the repository")


@pytest.fixture(scope="module")
def enquiries() -> Enquiries:
    """What answers from the seeds and the daily files."""
    figures = read_figures(Path("there is no such folder"), at=AT)
    import_files(DAILY_FILES, figures, at=AT)
    snapshot = build_snapshot(load_catalogue(), figures.reports(), figures.claims())
    return Enquiries(lambda: snapshot)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_nearly_all_questions_are_answered_right_and_hardly_any_with_a_wrong_number(
    sample: Path, enquiries: Enquiries
) -> None:
    lines = sample.read_text(encoding="utf-8").splitlines()
    rows = [bank.row_of({"now": f"{AT:%Y-%m-%d}", **json.loads(line)}, sample.stem) for line in lines]
    verdicts = {row.id: judge(row.expect, ask(enquiries, row.asked), row.asked["now"]) for row in rows}
    outcomes = Counter(verdict.outcome for verdict in verdicts.values())
    failing = {key: verdict for key, verdict in verdicts.items() if verdict.outcome is not Outcome.RIGHT}
    assert outcomes[Outcome.RIGHT] >= LEAST_RIGHT * len(rows), failing
    assert outcomes[Outcome.WRONG_NUMBER] <= MOST_WRONG_NUMBERS * len(rows), failing
