"""`lossbot read-report`: texts of daily reports, line by line."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import cli

MARCH_10 = "Enemy losses from 24.02.22 to 10.03.24:\npersonnel – about 424060 (+900) persons\ntanks – 6733 (+10)\n"
MARCH_11 = "Втрати противника з 24.02.22 по 11.03.24:\nособового складу – близько 424960 (+900)\nтанків – 6751 (+17)"


@pytest.fixture
def run(tmp_path: Path) -> Any:
    def run(*lines: object) -> Result:
        typed = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
        return CliRunner().invoke(cli, ["read-report", "--jsonl", "--store", str(tmp_path / "no store")], input=typed)

    return run


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_line_is_answered_in_order_with_what_its_text_gives(run: Any) -> None:
    bare = "tanks - 6733 (+10)\nAPV - 12779\nMLRS - (+1)"

    result = run({"id": "a", "text": MARCH_10}, "", {"id": "b", "text": bare, "report_date": "2024-03-10"})

    assert result.exit_code == 0
    first, second = answers(result)
    assert first == {
        "id": "a",
        "report_date": "2024-03-10",
        "values": {"personnel": 424_060, "tanks": 6733},
        "rises": {"personnel": 900, "tanks": 10},
        "warnings": [],
    }
    assert second["id"] == "b"
    assert second["report_date"] == "2024-03-10"
    assert second["values"] == {"tanks": 6733, "armoured_vehicles": 12_779}
    assert second["rises"] == {"tanks": 10, "mlrs": 1}
    assert [warning.split(":")[0] for warning in second["warnings"]] == ["total_missing"]


def test_a_text_that_is_no_report_is_an_error_of_its_line_alone(run: Any) -> None:
    result = run({"id": "a", "text": "good morning"}, {"id": "b", "text": MARCH_10})

    assert result.exit_code == 0
    first, second = answers(result)
    assert first.keys() == {"id", "error"}
    assert "no daily report" in first["error"]
    assert second["values"]["tanks"] == 6733


def test_a_report_is_compared_with_that_of_the_day_before_on_an_earlier_line(run: Any) -> None:
    result = run({"id": "a", "text": MARCH_10}, {"id": "b", "text": MARCH_11})

    (warning,) = answers(result)[1]["warnings"]
    assert warning == "rise_contradicted: Tanks: 6,751 is not the 6,733 of the day before and a rise of 17."


def test_a_report_is_compared_with_that_of_the_day_after_on_an_earlier_line(run: Any) -> None:
    result = run({"id": "b", "text": MARCH_11}, {"id": "a", "text": MARCH_10.replace("6733", "6753")})

    (warning,) = answers(result)[1]["warnings"]
    assert warning == "out_of_line: Tanks: 6,753 is more than 6,751 on 2024-03-11."


def test_a_report_is_compared_with_what_is_stored(run: Any) -> None:
    result = run({"id": "a", "text": MARCH_10.replace("6733", "660")})

    (warning,) = answers(result)[0]["warnings"]
    assert warning == "out_of_line: Tanks: 660 is less than 6,610 on 2024-03-01."


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("not JSON", "line 2: not JSON"),
        ("[1]", "line 2: not a JSON object"),
        ({"id": "b"}, 'line 2: "text" is missing'),
        ({"id": "b", "text": MARCH_10, "report_date": "yesterday"}, "line 2: \"report_date\" is 'yesterday'"),
    ],
)
def test_a_line_that_is_no_such_object_ends_the_run_and_is_named(run: Any, line: object, message: str) -> None:
    result = run({"id": "a", "text": MARCH_10}, line, {"id": "c", "text": MARCH_10})

    assert result.exit_code == 2
    assert message in result.stderr
    assert [answer["id"] for answer in answers(result)] == ["a"]
