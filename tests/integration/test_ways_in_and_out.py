"""The commands that bring figures in and out, as a person or a script uses them."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from select import select

import pytest
from click.testing import CliRunner, Result

from bot.cli.main import cli
from store.exchange import document
from store.ingest.errors import IngestError
from store.ports import StoreLockedError
from store.tinydb.folder import TinyStore
from store.tinydb.reading import figures_in_memory
from tests.entries import a_claim, a_report, an_origin
from tests.upstream import Upstream, personnel_row

SECONDS = 30


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("LOSSBOT_SYNC_FROM", raising=False)


def lossbot(*arguments: str | Path, store: Path, given: str = "") -> Result:
    return CliRunner().invoke(cli, [*map(str, arguments), "--store", str(store)], input=given, catch_exceptions=True)


def a_file(folder: Path, *totals: int) -> Path:
    path = folder / "personnel.json"
    rows = [personnel_row(date(2024, 6, 1 + number), total) for number, total in enumerate(totals)]
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def test_a_trial_import_lists_old_and_new_values_and_changes_no_byte(tmp_path: Path) -> None:
    store = tmp_path / "store"
    lossbot("import", a_file(tmp_path, 508_780, 510_000), store=store)
    before = {path.name: path.read_bytes() for path in store.iterdir()}

    ended = lossbot("import", "--dry-run", a_file(tmp_path, 508_790, 510_000, 511_000), store=store)

    assert ended.exit_code == 0
    assert "revised russia/ukraine/2024-06-01/petroivaniuk: personnel 508780 → 508790" in ended.stdout
    assert "new russia/ukraine/2024-06-03/petroivaniuk: personnel 511000" in ended.stdout
    assert "Nothing has been stored. It would be: 1 reports added, 1 revised, 1 unchanged." in ended.stdout
    assert {path.name: path.read_bytes() for path in store.iterdir()} == before


def test_a_trial_import_makes_no_store_and_runs_beside_a_writer(tmp_path: Path) -> None:
    assert lossbot("import", "--dry-run", a_file(tmp_path, 1), store=tmp_path / "none").exit_code == 0
    assert not (tmp_path / "none").exists()
    with TinyStore(tmp_path / "store"):
        assert lossbot("import", "--dry-run", a_file(tmp_path, 1), store=tmp_path / "store").exit_code == 0


def test_a_long_trial_lists_only_so_many_lines(tmp_path: Path) -> None:
    path = tmp_path / "personnel.json"
    days = [date(2024, month, day) for month in (5, 6) for day in range(1, 29)]
    path.write_text(json.dumps([personnel_row(day, 469_840 + 1_200 * n) for n, day in enumerate(days)]), "utf-8")

    said = lossbot("import", "--dry-run", path, store=tmp_path / "none").stdout.splitlines()

    assert sum(line.startswith("new ") for line in said) == 40
    assert "… and 16 lines more." in said


def test_a_file_that_cannot_be_read_makes_no_store(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("[{")

    ended = lossbot("import", tmp_path / "bad.json", store=tmp_path / "store")

    assert isinstance(ended.exception, IngestError)
    assert not (tmp_path / "store").exists()


def test_the_history_of_a_figure_names_every_value_its_page_and_the_import(tmp_path: Path) -> None:
    lossbot("import", a_file(tmp_path, 508_770), store=tmp_path / "store")
    lossbot("import", a_file(tmp_path, 508_790), store=tmp_path / "store")

    ended = lossbot("history", "personnel", "2024-06-01", "--claimant", "ukraine", store=tmp_path / "store")

    assert ended.exit_code == 0
    head, now, *_ = said = ended.stdout[ended.stdout.index("report of 2024-06-01 by petroivaniuk") :].splitlines()
    assert head.endswith("has changed")
    assert "about 508,790, since" in now
    assert now.endswith("UTC, by import of personnel.json")
    assert any("about 508,770, since" in line for line in said)
    assert any("https://github.com/PetroIvaniuk" in line for line in said)


def test_what_was_never_stored_has_no_history(tmp_path: Path) -> None:
    ended = lossbot("history", "tanks", "2021-01-01", store=tmp_path / "none")
    assert (ended.exit_code, ended.stdout) == (1, "Nothing is stored of tanks in a report or a claim of 2021-01-01.\n")


@pytest.mark.parametrize(
    "arguments", [("tonks", "2024-06-01"), ("tanks", "June"), ("tanks", "2024-06-01", "--party", "x")]
)
def test_a_history_of_something_unknown_says_what_there_is(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ended = lossbot("history", *arguments, store=tmp_path / "none")
    assert ended.exit_code == 2
    assert "there are" in ended.stderr or "not a date" in ended.stderr


def test_an_export_goes_round_through_the_command_line_with_all_its_past(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    lossbot("import", a_file(tmp_path, 508_770), store=old)
    lossbot("import", a_file(tmp_path, 508_790), store=old)

    assert lossbot("export", tmp_path / "out", store=old).exit_code == 0
    files = sorted((tmp_path / "out").iterdir())
    assert [file.name for file in files] == ["claims.csv", "figures.json", "reports.csv"]
    assert lossbot("import", *files, store=new).exit_code == 0

    assert figures_in_memory(new).changes() == figures_in_memory(old).changes()
    assert lossbot("export", tmp_path / "again.json", store=new).exit_code == 0
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "out" / "figures.json").read_bytes()


def test_a_single_table_cannot_hold_an_export(tmp_path: Path) -> None:
    ended = lossbot("export", tmp_path / "all.csv", store=tmp_path / "none")
    assert "a table holds either reports or claims" in str(ended.exception)


def test_the_schema_is_printed_as_it_is_documented() -> None:
    assert CliRunner().invoke(cli, ["schema"]).stdout_bytes == document.schema()


def test_a_backup_is_restored_after_a_yes_and_not_without(tmp_path: Path) -> None:
    store, archive = tmp_path / "store", tmp_path / "a.zip"
    lossbot("import", a_file(tmp_path, 508_770), store=store)
    assert lossbot("backup", archive, store=store).exit_code == 0
    lossbot("import", a_file(tmp_path, 508_790), store=store)
    later = figures_in_memory(store).reports()

    assert lossbot("restore", archive, store=store, given="n\n").exit_code == 1
    assert figures_in_memory(store).reports() == later
    ended = lossbot("restore", archive, store=store, given="y\n")

    assert ended.exit_code == 0
    assert "What was there before is kept in" in ended.stdout
    assert figures_in_memory(store).reports() != later


def test_a_restore_beside_the_bot_is_refused_with_what_to_do(tmp_path: Path) -> None:
    store, archive = tmp_path / "store", tmp_path / "a.zip"
    with TinyStore(store) as held:
        held.figures.put([a_report()], origin=an_origin())
        assert lossbot("backup", archive, store=store).exit_code == 0
        ended = lossbot("restore", archive, "--yes", store=store)

    assert isinstance(ended.exception, StoreLockedError)
    assert "Stop that process" in str(ended.exception)


def test_a_sync_says_what_it_brought_and_its_status_when(tmp_path: Path) -> None:
    upstream = Upstream()
    upstream.hold("russian-losses.json", [{"date": "2024-06-02", "sourceUri": "https://ministry.example/2",
                                           "personnel": 509_860}])  # fmt: skip
    store = tmp_path / "store"
    with upstream.served():
        arguments = ("sync", "--source", "orc_losses", "--from", upstream.url)
        assert "1 reports added, 0 revised, 0 unchanged" in lossbot(*arguments, store=store).stdout
        assert "nothing new upstream" in lossbot(*arguments, store=store).stdout
        upstream.files.clear()
        assert isinstance(lossbot(*arguments, store=store).exception, IngestError)

    said = lossbot("sync", "--status", store=store).stdout.splitlines()
    assert said[0] == "petroivaniuk: never synchronised"
    assert "orc_losses: last success" in said[1]
    assert "last failure" in said[1]
    assert "404" in said[1]


def test_a_mirror_can_be_set_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOSSBOT_SYNC_FROM", "https://mirror.example petro=https://other.example")
    ended = lossbot("sync", store=tmp_path / "store")
    assert ended.exit_code == 2
    assert "'petro' is no upstream" in ended.stderr


CLAIM = (
    "--party", "russia", "--claimant", "uk", "--metric", "personnel", "--kind", "cumulative", "--end", "2024-05-31",
    "--value", "500,000", "--qualifier", "about", "--verified", "estimated", "--stated-on", "2024-05-31",
    "--publisher", "A paper", "--title", "A headline", "--url", "https://example.org/x", "--published", "2024-06-01",
)  # fmt: skip


def claims(store: Path) -> set[int | None]:
    return {claim.value for claim in figures_in_memory(store).claims() if claim.source.publisher == "A paper"}


def test_a_claim_given_by_flags_is_shown_and_stored(tmp_path: Path) -> None:
    ended = lossbot("claim", "add", "--yes", *CLAIM, store=tmp_path)

    assert ended.exit_code == 0, ended.stderr
    assert ended.stdout.startswith("About 500,000 Russian personnel lost from 24 February 2022 to 31 May 2024\n")
    assert "Counts killed and wounded together." in ended.stdout
    assert "https://example.org/x" in ended.stdout
    assert claims(tmp_path) == {500_000}
    origin = next(figures_in_memory(tmp_path).origin(c.key) for c in figures_in_memory(tmp_path).claims()
                  if c.source.publisher == "A paper")  # fmt: skip
    assert origin is not None
    assert origin.name == "claim"


def test_the_same_claim_again_changes_nothing_and_another_number_revises_it(tmp_path: Path) -> None:
    lossbot("claim", "add", "--yes", *CLAIM, store=tmp_path)
    assert "stored already" in lossbot("claim", "add", "--yes", *CLAIM, store=tmp_path).stdout
    assert "kept as a revision" in lossbot("claim", "add", "--yes", *CLAIM, "--value", "510000", store=tmp_path).stdout
    assert claims(tmp_path) == {510_000}


def test_a_claim_of_which_something_is_missing_is_not_stored_and_all_that_is_missing_is_named(tmp_path: Path) -> None:
    ended = lossbot("claim", "add", "--yes", *CLAIM[4:-4], store=tmp_path / "store")

    assert ended.exit_code == 2
    assert "still to be known: --party, --claimant, --scope, --url, --published" in ended.stderr
    assert not (tmp_path / "store").exists()


def test_a_claim_is_asked_for_in_the_language_of_the_person(tmp_path: Path) -> None:
    ended = lossbot("claim", "add", "--yes", *CLAIM, "--lang", "uk", store=tmp_path)
    assert "500\u00a0000" in ended.stdout
    assert "Збережено." in ended.stdout


def test_what_the_gate_holds_back_is_stored_once_it_is_accepted(tmp_path: Path) -> None:
    future = (*CLAIM, "--published", "2999-01-01")
    assert claims(tmp_path) == set()
    held = lossbot("claim", "add", "--yes", *future, store=tmp_path)
    assert "--accept-held" in held.stdout
    assert claims(tmp_path) == set()

    lossbot("claim", "add", "--yes", "--accept-held", *future, store=tmp_path)
    assert claims(tmp_path) == {500_000}


class Terminal:
    """A `lossbot` that talks to a person: its input and output are a terminal."""

    def __init__(self, *arguments: str) -> None:
        self._ours, theirs = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "dumb", "NO_COLOR": "1"},
        )
        os.close(theirs)
        self.said = ""

    def expect(self, text: str) -> None:
        """Wait until it has said `text` since the last answer."""
        while text not in self.said:
            ready, _, _ = select([self._ours], [], [], SECONDS)
            assert ready, f"it never said {text!r}, only: {self.said}"
            self.said += os.read(self._ours, 4096).decode(errors="replace")

    def answer(self, text: str) -> None:
        self.said = ""
        os.write(self._ours, f"{text}\n".encode())

    def end(self) -> int:
        """Wait for the end; its status."""
        status = self._process.wait(SECONDS)
        os.close(self._ours)
        return status

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self.end()


@pytest.fixture
def dialogue(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal("claim", "add", "--store", str(tmp_path), "--party", "russia", "--publisher", "A paper")
    yield terminal
    terminal.stop()


def test_a_claim_is_asked_for_piece_by_piece_with_help_and_second_chances(dialogue: Terminal, tmp_path: Path) -> None:
    for question, answer in (
        ("Who says so:", "?"),
        ("An independent Russian outlet", "nobody"),
        ("is none of", "mediazona"),
        ("Losses of what:", "personnel"),
        ("What kind of number:", "cumulative"),
        ("Last day counted:", "31 May"),
        ("is not a date", "2024-05-31"),
        ("How many:", "lots"),
        ("is neither a whole number", "50,000-60,000"),
        ("With what hedge [exact]:", ""),
        ("What became of them [killed]:", ""),
        ("How it was arrived at:", "est"),
        ("When it was stated:", "2024-06-01"),
        ("Source: its headline:", "A headline"),
        ("Source: its address:", "example.org"),
        ("is not an address", "https://example.org/x"),
        ("Source: when it was published:", "2024-06-01"),
        ("Which person", ""),
        ("Which office", ""),
        ("A note in English", ""),
        ("The note in Ukrainian", ""),
    ):
        dialogue.expect(question)
        dialogue.answer(answer)
    dialogue.expect("50,000")
    dialogue.expect("Store this?")
    dialogue.answer("y")
    dialogue.expect("Stored.")

    assert dialogue.end() == 0
    (claim,) = (claim for claim in figures_in_memory(tmp_path).claims() if claim.source.publisher == "A paper")
    assert (claim.low, claim.high, claim.value) == (50_000, 60_000, None)


def test_a_claim_that_is_not_confirmed_is_not_stored(tmp_path: Path) -> None:
    terminal = Terminal("claim", "add", "--store", str(tmp_path), *CLAIM, "--scope", "killed")
    try:
        for question in ("Which person", "Which office", "A note in English", "The note in Ukrainian"):
            terminal.expect(question)
            terminal.answer("")
        terminal.expect("Store this?")
        terminal.answer("n")
        assert terminal.end() == 1
    finally:
        terminal.stop()
    assert claims(tmp_path) == set()


def test_an_entry_of_every_kind_is_counted_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    entry = a_claim().model_dump(mode="json", exclude_defaults=True)
    path.write_text(json.dumps({"form": "lossbot/figures", "version": 1, "claims": [entry]}), encoding="utf-8")

    ended = lossbot("import", path, store=tmp_path / "store")

    assert "0 reports added, 0 revised, 0 unchanged; 1 claims added, 0 revised, 0 unchanged." in ended.stdout
