"""The period reader against the shared samples of what people type, where they are at hand."""

import importlib.util
import json
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bot.understanding.periods import first_period

SHARED = Path(__file__).parents[4] / "shared" / "periods"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared period samples are not beside the repository")


@pytest.fixture(scope="module")
def score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("periods_score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rate(score: ModuleType, name: str, *, lang: str | None = None) -> float:
    """The share of a sample's core rows (all rows of one without dates) that are read as its sources say."""
    rows: list[dict[str, Any]] = [
        json.loads(line) for line in (SHARED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    chosen = [row for row in rows if row["group"] in score.CORE | {"none"} and lang in {None, row["lang"]}]
    right: list[bool] = [
        score.judge(row, first_period(row["text"], date.fromisoformat(row["reference_date"]), row["lang"]))[2]
        for row in chosen
    ]
    return sum(right) / len(right)


@pytest.mark.parametrize(
    ("name", "lang", "bar"),
    [
        ("dates", None, 0.95),
        ("dates", "uk", 0.96),
        ("dates", "ru", 0.90),
        ("dates_moved", None, 0.90),
        ("typo", None, 0.92),
        ("negatives", None, 0.97),
    ],
)
def test_the_shared_samples_are_read_as_their_sources_say(
    score: ModuleType, name: str, lang: str | None, bar: float
) -> None:
    assert rate(score, name, lang=lang) >= bar
