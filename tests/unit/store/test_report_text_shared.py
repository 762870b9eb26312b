"""The reader of report texts against the shared samples of what the Ministry published, where they are at hand."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from store.ingest import petroivaniuk
from store.ingest.report_text import Caution, read_report
from store.ingest.report_text.reading import COUNTED_TOGETHER_SINCE

SHARED: Final = Path(__file__).parents[4] / "shared" / "data"
SAMPLES: Final = SHARED / "report-texts" / "samples.json"
SERIES: Final = SHARED / "2022-ukraine-russia-war-dataset"

pytestmark = pytest.mark.skipif(
    not (SAMPLES.is_file() and SERIES.is_dir()),
    reason="the shared report texts and series are not beside the repository",
)

PUBLISHED_OTHERWISE: Final = {("2022-11-06", "vehicles"): 4184, ("2024-02-27", "artillery"): 1009}
"""What a text says and the series doesn't: misprints of the Ministry's."""

RISES_OTHERWISE: Final = {("2022-05-31", "vehicles"), ("2022-07-31", "vehicles")}
"""Where a text publishes another rise than the totals show: 11 for 17, and 2 for 13."""

LEFT_OUT: Final = {("2022-05-01", "cruise_missiles"), ("2022-07-31", "vehicles"), ("2022-07-31", "special_equipment")}
"""What the series gives and a text doesn't."""


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _samples() -> list[dict[str, str]]:
    return _load(SAMPLES) if SAMPLES.is_file() else []


@pytest.fixture(scope="module")
def totals() -> Mapping[date, Mapping[str, int]]:
    """What each report said, as the public series has it."""
    by_day: dict[date, dict[str, int]] = {}
    for name in ("russia_losses_personnel.json", "russia_losses_equipment.json"):
        rows = _load(SERIES / name)
        form = petroivaniuk.recognise(rows)
        assert form is not None
        for day, row in petroivaniuk.read(rows, form, name).rows.items():
            by_day.setdefault(day, {}).update(row.values)
    return by_day


@pytest.mark.parametrize("form", ["text", "raw_html"])
@pytest.mark.parametrize("sample", _samples(), ids=lambda sample: sample["report_date"])
def test_every_value_of_a_published_report_is_read_as_published(
    sample: dict[str, str], form: str, totals: Mapping[date, Mapping[str, int]]
) -> None:
    day = date.fromisoformat(sample["report_date"][:10])

    reading = read_report(sample[form], day)

    published = {
        metric: PUBLISHED_OTHERWISE.get((str(day), metric), total)
        for metric, total in totals[day].items()
        if (str(day), metric) not in LEFT_OUT
    }
    assert reading.report_date == day
    assert reading.values == published


@pytest.mark.parametrize("form", ["text", "raw_html"])
def test_nothing_is_warned_about_but_what_is_odd(form: str) -> None:
    found = {}
    for sample in _samples():
        day = date.fromisoformat(sample["report_date"][:10])
        warnings = read_report(sample[form], day).warnings
        if warnings and day >= COUNTED_TOGETHER_SINCE:
            found[str(day)] = [(warning.caution, warning.metric) for warning in warnings]

    assert found == {
        "2022-07-31": [(Caution.TOTAL_MISSING, "vehicles")],
        "2023-09-28": [(Caution.RISE_UNCLEAR, "armoured_vehicles")],
    }


def test_the_published_rises_are_those_of_the_series(totals: Mapping[date, Mapping[str, int]]) -> None:
    checked, contradicted = 0, set()
    for sample in _samples():
        day = date.fromisoformat(sample["report_date"][:10])
        before = totals[date.fromordinal(day.toordinal() - 1)]
        for metric, rise in read_report(sample["text"], day).rises.items():
            checked += 1
            if metric in before and totals[day][metric] - before[metric] != rise:
                contradicted.add((str(day), metric))

    assert checked > 250
    assert contradicted == RISES_OTHERWISE
