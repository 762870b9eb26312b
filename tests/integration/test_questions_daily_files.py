"""The shared sample of questions and our own ones like it, asked of the public daily files, where they are at hand.

A single row may be arguable; what counts is how many are right and how few get a wrong number.
"""

import json
from collections import Counter
from collections.abc import Mapping
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
from tests.questions.judge import Outcome, Verdict, judge

SHARED = Path(__file__).parents[3] / "shared"
DATA_SET = SHARED / "data" / "2022-ukraine-russia-war-dataset"
DAILY_FILES = (DATA_SET / "russia_losses_personnel.json", DATA_SET / "russia_losses_equipment.json")
SAMPLES = (SHARED / "questions" / "public.jsonl", *sorted((bank.FOLDER / "daily_files").glob("*.jsonl")))

AT = datetime(2026, 8, 9, tzinfo=UTC)
LEAST_RIGHT = 0.97
MOST_WRONG_NUMBERS = 0.005

Verdicts = Mapping[str, Mapping[str, Verdict]]

pytestmark = pytest.mark.skipif(not DATA_SET.is_dir(), reason="the daily files are not beside the repository")


@pytest.fixture(scope="module")
def enquiries() -> Enquiries:
    """What answers from the seeds and the daily files."""
    figures = read_figures(Path("there is no such folder"), at=AT)
    import_files(DAILY_FILES, figures, at=AT)
    snapshot = build_snapshot(load_catalogue(), figures.reports(), figures.claims())
    return Enquiries(lambda: snapshot)


@pytest.fixture(scope="module")
def verdicts(enquiries: Enquiries) -> Verdicts:
    """How each question of each sample is answered, those of one conversation in its order."""
    found: dict[str, dict[str, Verdict]] = {}
    for sample in SAMPLES:
        lines = sample.read_text(encoding="utf-8").splitlines()
        rows = [bank.row_of({"now": f"{AT:%Y-%m-%d}", **json.loads(line)}, sample.stem) for line in lines]
        found[sample.stem] = {row.id: judge(row.expect, ask(enquiries, row.asked), row.asked["now"]) for row in rows}
    return found


@pytest.mark.parametrize("sample", [path.stem for path in SAMPLES])
def test_nearly_all_questions_are_answered_right_and_hardly_any_with_a_wrong_number(
    sample: str, verdicts: Verdicts
) -> None:
    rows = verdicts[sample]
    outcomes = Counter(verdict.outcome for verdict in rows.values())
    failing = {key: verdict for key, verdict in rows.items() if verdict.outcome is not Outcome.RIGHT}
    assert outcomes[Outcome.RIGHT] >= LEAST_RIGHT * len(rows), failing
    assert outcomes[Outcome.WRONG_NUMBER] <= max(1, MOST_WRONG_NUMBERS * len(rows)), failing


def test_of_all_samples_together_hardly_any_question_gets_a_wrong_number(verdicts: Verdicts) -> None:
    outcomes = Counter(verdict.outcome for sample in verdicts.values() for verdict in sample.values())
    assert outcomes[Outcome.WRONG_NUMBER] <= MOST_WRONG_NUMBERS / 2 * outcomes.total()
