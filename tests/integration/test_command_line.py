"""`lossbot` as a program: what it prints, in which form, and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

QUESTION = "May 2024 losses?"


def lossbot(*arguments: str, given: str | bytes = "", store: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LOSSBOT_STORE": str(store or "no such folder")}
    environment.pop("LOSSBOT_TOKEN", None)
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
    )


def lines(*questions: dict[str, Any]) -> str:
    return "".join(json.dumps(question, ensure_ascii=False) + "\n" for question in questions)


def answers(ended: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ended.stdout.splitlines()]


def test_a_question_is_answered_with_the_figure_first_and_status_0() -> None:
    ended = lossbot("ask", QUESTION, "--now", "2024-06-02")
    assert ended.returncode == 0
    assert ended.stdout.decode().startswith("38,940 Russian personnel lost in May 2024\n")
    assert ended.stderr == b""


def test_a_question_in_ukrainian_is_answered_in_ukrainian() -> None:
    ended = lossbot("ask", "втрати за травень 2024", "--now", "2024-06-02")
    assert ended.stdout.decode().startswith("38\u00a0940 військових: втрати Росії за травень 2024\n")


def test_the_language_of_the_reply_can_be_chosen() -> None:
    ended = lossbot("ask", QUESTION, "--lang", "uk", "--now", "2024-06-02")
    assert "військових" in ended.stdout.decode()


def test_a_question_without_an_answer_ends_with_status_1_and_says_what_to_ask() -> None:
    ended = lossbot("ask", "tanks december 2030", "--now", "2024-06-02")
    assert ended.returncode == 1
    assert "You could ask:" in ended.stdout.decode()


def test_no_question_is_a_kind_error_with_an_example() -> None:
    ended = lossbot("ask")
    assert ended.returncode == 2
    assert 'lossbot ask "May 2024 losses?"' in ended.stderr.decode()


def test_a_day_that_is_none_is_refused_by_name() -> None:
    ended = lossbot("ask", QUESTION, "--now", "yesterday")
    assert ended.returncode == 2
    assert "'yesterday' is not a date; write it as 2024-06-02" in ended.stderr.decode()


def test_json_has_the_contracts_keys() -> None:
    answer = json.loads(lossbot("ask", QUESTION, "--json", "--now", "2024-06-02").stdout)
    assert answer["status"] == "answered"
    assert answer["intent"] == "figure"
    assert answer["assumptions"] == ["claimant", "metric", "party"]
    figure = answer["figures"][0]
    assert figure["value"] == 38_940
    assert figure["period"] == {"start": "2024-05-01", "end": "2024-05-31"}
    assert figure["derivation"] == "report of 2024-06-01 minus report of 2024-05-01"
    assert figure["scope"] == ["killed", "wounded", "missing", "captured"]
    assert figure["citations"][0].keys() == {"publisher", "title", "url", "published"}


def test_lines_are_answered_in_order_with_their_ids_clocks_and_conversations() -> None:
    asked = lines(
        {"id": "a", "text": QUESTION, "now": "2024-06-02", "conversation": "one"},
        {"id": "b", "text": "and tanks?", "now": "2024-06-02", "conversation": "one"},
        {"id": "c", "text": "and april?", "now": "2024-06-02", "conversation": "one"},
        {"id": "d", "text": "and tanks?", "now": "2024-06-02", "conversation": "two"},
        {"id": "e", "text": QUESTION, "now": "2024-05-20"},
    )
    got = answers(lossbot("ask", "--jsonl", given=asked))
    assert [answer["id"] for answer in got] == ["a", "b", "c", "d", "e"]
    assert [answer["figures"][0]["value"] for answer in got[:3]] == [38_940, 428, 326]
    assert got[3]["figures"][0]["kind"] == "cumulative", "another conversation has nothing to follow"
    assert got[4]["status"] == "not_published", "nothing later than the line's own clock is used"


def test_a_group_is_answered_only_when_the_bot_is_addressed() -> None:
    asked = lines(
        *(
            {"text": text, "chat": "group", "now": "2024-06-02"}
            for text in ("happy birthday!", "may 2024 losses?", "@lossbot may 2024 losses?", "/losses may 2024")
        )
    )
    assert [answer["status"] for answer in answers(lossbot("ask", "--jsonl", given=asked))] == [
        "ignored",
        "ignored",
        "answered",
        "answered",
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{not json", "line 2: not JSON"),
        ('["a list"]', "line 2: not a JSON object"),
        ('{"id": 3}', 'line 2: "text" is missing'),
        ('{"text": "x", "now": "soon"}', "line 2: \"now\" is 'soon', not a date"),
        ('{"text": "x", "lang": "fr"}', "line 2: \"lang\" is 'fr'"),
        ('{"text": "x", "chat": "pub"}', "line 2: \"chat\" is 'pub'"),
        ('{"text": "x", "conversation": 5}', 'line 2: "conversation" must be a text'),
    ],
)
def test_a_line_that_is_no_question_is_named_and_those_before_it_are_answered(line: str, said: str) -> None:
    ended = lossbot("ask", "--jsonl", given=lines({"text": QUESTION}) + line + "\n")
    assert ended.returncode == 2
    assert said in ended.stderr.decode()
    assert len(answers(ended)) == 1


def test_periods_are_read_line_by_line() -> None:
    asked = lines(
        {"text": "meet me in May 2024", "reference_date": "2026-01-01", "lang": "en"},
        {"text": "nothing here", "reference_date": "2026-01-01", "lang": "en"},
        {"text": "since 12 March 2025", "reference_date": "2026-01-01", "lang": "en"},
    )
    assert answers(lossbot("periods", "--jsonl", given=asked)) == [
        {"start": "2024-05-01", "end": "2024-05-31"},
        None,
        {"start": "2025-03-12", "end": None},
    ]


def test_a_conversation_goes_on_from_question_to_question() -> None:
    ended = lossbot("chat", "--now", "2024-06-02", given=f"{QUESTION}\nand tanks?\ntanks december 2030\n1\n")
    said = ended.stdout.decode()
    assert ended.returncode == 0
    assert "428 Russian tanks lost in May 2024" in said
    assert "After “Personnel lost by Russia in May 2024”." in said
    assert said.rstrip().endswith("Daily report of the General Staff, 1 May 2024”, 1 May 2024 (https://") is False


def test_an_import_is_answered_from_and_leaves_a_store_that_a_reader_does_not_change(tmp_path: Path) -> None:
    personnel = [{"date": f"2024-05-{day:02}", "day": 797 + day, "personnel": 480_000 + 1000 * day,
                  "personnel*": "about", "POW": 0} for day in range(2, 5)]  # fmt: skip
    (tmp_path / "personnel.json").write_text(json.dumps(personnel), encoding="utf-8")
    store = tmp_path / "store"
    imported = lossbot("import", str(tmp_path / "personnel.json"), store=store)
    assert imported.returncode == 0, imported.stderr
    assert "3 reports added, 0 revised, 0 unchanged" in imported.stdout.decode()
    before = {file.name: file.read_bytes() for file in store.iterdir()}
    answered = lossbot("ask", "personnel lost on 3 may 2024", "--json", store=store)
    assert json.loads(answered.stdout)["figures"][0]["value"] == 1000
    assert {file.name: file.read_bytes() for file in store.iterdir()} == before


def test_a_file_that_is_no_report_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"a": 1}', encoding="utf-8")
    ended = lossbot("import", str(tmp_path / "other.json"), store=tmp_path / "store")
    assert ended.returncode == 2
    assert "not a known form" in ended.stderr.decode()
    assert "Traceback" not in ended.stderr.decode()


@pytest.mark.parametrize("command", ["metrics", "sources"])
def test_what_there_is_is_listed(command: str) -> None:
    ended = lossbot(command)
    assert ended.returncode == 0
    assert "artillery" in ended.stdout.decode()


def test_running_without_a_token_says_how_to_get_one() -> None:
    ended = lossbot("run")
    assert ended.returncode == 2
    assert "BotFather" in ended.stderr.decode()
    assert "LOSSBOT_TOKEN" in ended.stderr.decode()


def test_no_colour_is_written_where_no_terminal_is() -> None:
    for arguments in (("ask", QUESTION), ("metrics",), ("sources",)):
        assert b"\x1b" not in lossbot(*arguments).stdout
