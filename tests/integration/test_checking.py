"""`lossbot check` and `lossbot records` as programs: what they print, in both forms."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import cli
from store.opening import open_store
from tests.daily_reports import reports, rises, totals
from tests.entries import an_origin

AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
START = date(2026, 8, 2)
"""The day after the last report of the seeds."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds, and twelve weeks of daily reports in which a total falls every week."""
    folder = tmp_path_factory.mktemp("store")
    ups_and_downs = [rise if place % 7 else -5 for place, rise in enumerate(rises(84, (5, 6, 7)))]
    run = reports(totals(ups_and_downs, first=4_490), start=START, metric="special_equipment", provider="orc_losses")
    with open_store(folder, at=AT) as opened:
        opened.figures.put(run, origin=an_origin())
    return folder


def lossbot(store: Path, *arguments: str) -> Result:
    now = () if "--now" in arguments else ("--now", str(AT.date()))
    return CliRunner().invoke(cli, [*arguments, *now, "--store", str(store)])


def objects(store: Path, *arguments: str) -> list[dict[str, Any]]:
    ended = lossbot(store, *arguments, "--json")
    assert ended.exit_code == 0, ended.output
    listed: list[dict[str, Any]] = json.loads(ended.stdout)
    return listed


# check


def test_findings_are_grouped_by_what_was_found_and_counted(store: Path) -> None:
    ended = lossbot(store, "check")
    assert ended.exit_code == 0
    assert "The total fell: 12 (stored and flagged; fall)" in ended.stdout
    assert "First reported later: 5 (noted; late_start)" in ended.stdout


def test_a_long_group_is_cut_and_all_shows_it_whole(store: Path) -> None:
    cut, whole = (lossbot(store, "check", *every).stdout for every in ((), ("--all",)))
    assert cut.count("the total fell by 5") == 10
    assert "… and 2 more; --all shows them." in cut
    assert whole.count("the total fell by 5") == 12


def test_findings_as_json_have_their_name_severity_place_numbers_and_sentence(store: Path) -> None:
    first = next(found for found in objects(store, "check") if found["check"] == "fall")
    assert first == {
        "check": "fall",
        "severity": "flagged",
        "party": "russia",
        "claimant": "ukraine",
        "metric": "special_equipment",
        "reports": {"start": "2026-08-03", "end": "2026-08-03"},
        "providers": ["orc_losses"],
        "numbers": {"rise": -5, "part": -5, "total": 4_485},
        "sentence": "Special equipment, 3 August 2026: the total fell by 5, to 4,485. [orc-losses (public data set)]",
    }


def test_findings_can_be_read_in_ukrainian(store: Path) -> None:
    found = lossbot(store, "check", "--lang", "uk").stdout
    assert "Загальна цифра зменшилася: 12 (збережено з позначкою; fall)" in found


def test_the_seeds_alone_hold_nothing_odd_but_what_starts_late(tmp_path: Path) -> None:
    assert {found["check"] for found in objects(tmp_path, "check")} == {"late_start"}


# records


def test_a_chain_has_each_record_what_it_broke_and_when_it_was_known(store: Path) -> None:
    chain = objects(store, "records", "personnel", "--by", "month", "--now", "2024-06-02")
    assert chain[-1] == {
        "period": {"start": "2024-05-01", "end": "2024-05-31"},
        "value": 38_940,
        "broke": {"period": {"start": "2023-12-01", "end": "2023-12-31"}, "value": 29_970},
        "known_on": "2024-06-01",
    }
    assert chain[0]["broke"] is None
    assert [record["value"] for record in chain] == sorted(record["value"] for record in chain)
    assert [record["broke"]["value"] for record in chain[1:]] == [record["value"] for record in chain[:-1]]


def test_a_chain_ends_with_what_was_known_that_day(store: Path) -> None:
    before = objects(store, "records", "personnel", "--by", "month", "--now", "2024-05-31")
    assert before[-1]["value"] == 29_970


@pytest.mark.parametrize("grain", ["day", "week", "month", "quarter", "year"])
def test_every_length_has_its_chain(store: Path, grain: str) -> None:
    metric = "special_equipment" if grain in {"day", "week"} else "personnel"
    assert objects(store, "records", metric, "--by", grain)


def test_the_lowest_are_a_chain_of_their_own(store: Path) -> None:
    values = [record["value"] for record in objects(store, "records", "personnel", "--by", "quarter", "--lowest")]
    assert values == sorted(values, reverse=True)


def test_no_flagged_day_is_in_the_chain_of_days(store: Path) -> None:
    lowest = objects(store, "records", "special_equipment", "--by", "day", "--lowest")
    assert [record["value"] for record in lowest] == [6, 5]


def test_the_chain_reads_as_sentences_without_json(store: Path) -> None:
    last = lossbot(store, "records", "personnel", "--now", "2024-06-02").stdout.splitlines()[-1]
    assert last == "May 2024: 38,940, broke 29,970 of December 2023 (report of 1 June 2024)"


def test_a_chain_without_a_record_is_said_to_be_empty(store: Path) -> None:
    assert objects(store, "records", "personnel", "--now", "2022-02-28") == []
    assert lossbot(store, "records", "personnel", "--now", "2022-02-28").stdout == "No record yet.\n"


def test_a_series_that_nobody_reports_is_refused_with_those_there_are(store: Path) -> None:
    for arguments in (["tank"], ["personnel", "--claimant", "uk"], ["personnel", "--party", "ukraine"]):
        ended = lossbot(store, "records", *arguments)
        assert ended.exit_code == 2
        assert "regularly, only" in ended.output
