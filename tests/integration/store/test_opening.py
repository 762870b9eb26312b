"""Opening a store: the one writer, readers beside it, the seeds, and files that are not as they should be."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import orjson
import platformdirs
import pytest

import store
from store.ingest.seeds import Seeds
from store.opening import default_location, open_store, read_figures
from store.ports import (
    Entry,
    StoreDamagedError,
    StoreError,
    StoreLockedError,
    StoreTooNewError,
    StoreUnusableError,
)
from store.tinydb.durable import unfinished
from tests.entries import NOON, a_claim, a_report, an_origin

REPOSITORY = Path(store.__file__).parents[1]
NO_SEEDS = Seeds({})


def seeds_of(*entries: Entry) -> Seeds:
    lines = b"\n".join(entry.model_dump_json().encode() for entry in entries)
    return Seeds({"reports/test.jsonl": lines})


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@contextmanager
def another_process_holding(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has the store open until its standard input ends."""
    code = (
        "import sys; from pathlib import Path; from store.tinydb.folder import TinyStore\n"
        "with TinyStore(Path(sys.argv[1])): print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process


# One writer


def test_a_second_writer_is_refused_and_told_which_file_is_locked_by_whom(tmp_path: Path) -> None:
    with another_process_holding(tmp_path) as process:
        with pytest.raises(StoreLockedError) as raised:
            open_store(tmp_path, at=NOON, seeds=NO_SEEDS)

        assert f"process {process.pid} is already writing" in str(raised.value)
        assert str(tmp_path / "writer.lock") in str(raised.value)
        assert "Stop that process" in str(raised.value)
        assert "--store" in str(raised.value)


def test_the_lock_goes_with_its_process_however_that_ends(tmp_path: Path) -> None:
    with another_process_holding(tmp_path) as process:
        process.kill()
        process.wait()

    with open_store(tmp_path, at=NOON, seeds=NO_SEEDS) as opened:
        assert opened.figures.put([a_report()], origin=an_origin())


def test_a_second_writer_in_the_same_process_is_refused_as_well(tmp_path: Path) -> None:
    with (
        open_store(tmp_path, at=NOON, seeds=NO_SEEDS),
        pytest.raises(StoreLockedError, match=f"process {os.getpid()}"),
    ):
        open_store(tmp_path, at=NOON, seeds=NO_SEEDS)


def test_a_closed_store_lets_the_next_writer_in(tmp_path: Path) -> None:
    first = open_store(tmp_path, at=NOON, seeds=NO_SEEDS)
    first.close()
    first.close()

    open_store(tmp_path, at=NOON, seeds=NO_SEEDS).close()


def test_a_store_that_could_not_be_opened_is_not_left_locked(tmp_path: Path) -> None:
    (tmp_path / "figures.json").write_bytes(b"{")
    with pytest.raises(StoreDamagedError):
        open_store(tmp_path, at=NOON, seeds=NO_SEEDS)

    (tmp_path / "figures.json").unlink()
    open_store(tmp_path, at=NOON, seeds=NO_SEEDS).close()


def test_windows_is_told_that_only_writing_is_impossible_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")

    with pytest.raises(StoreError, match=r"Windows lacks.*WSL.*Questions can be asked"):
        open_store(tmp_path / "new", at=NOON, seeds=NO_SEEDS)

    assert not (tmp_path / "new").exists()


# Readers


def test_a_reader_beside_a_writer_sees_the_last_complete_write(tmp_path: Path) -> None:
    with open_store(tmp_path, at=NOON, seeds=NO_SEEDS) as opened:
        opened.figures.put([a_report(tanks=1)], origin=an_origin())
        unfinished(tmp_path / "figures.json").write_bytes(b'{"half": {"of the next')

        assert read_figures(tmp_path, at=NOON, seeds=NO_SEEDS).reports() == (a_report(tanks=1),)


def test_a_reader_leaves_nothing_behind(tmp_path: Path) -> None:
    with open_store(tmp_path, at=NOON, seeds=seeds_of(a_report(tanks=1))):
        pass
    before = contents(tmp_path)

    figures = read_figures(tmp_path, at=NOON, seeds=seeds_of(a_report(tanks=2)))

    assert figures.reports() == (a_report(tanks=2),)
    assert contents(tmp_path) == before


def test_where_there_is_no_store_a_reader_has_the_seeds_and_makes_no_folder(tmp_path: Path) -> None:
    figures = read_figures(tmp_path / "none", at=NOON, seeds=seeds_of(a_report()))

    assert figures.reports() == (a_report(),)
    assert not (tmp_path / "none").exists()


def test_a_reader_and_a_writer_merge_alike(tmp_path: Path) -> None:
    older = seeds_of(a_report(date(2024, 6, 1), tanks=1), a_report(date(2024, 6, 2), tanks=1))
    newer = seeds_of(a_report(date(2024, 6, 1), tanks=2), a_report(date(2024, 6, 3), tanks=1))
    with open_store(tmp_path, at=NOON, seeds=older) as opened:
        opened.figures.put([a_report(date(2024, 6, 9))], origin=an_origin())

    in_memory = read_figures(tmp_path, at=NOON, seeds=newer)

    with open_store(tmp_path, at=NOON, seeds=newer) as opened:
        assert in_memory.reports() == opened.figures.reports()
        assert in_memory.version == opened.figures.version
        for report in in_memory.reports():
            assert in_memory.origin(report.key) == opened.figures.origin(report.key)
            assert in_memory.history(report.key) == opened.figures.history(report.key)


def test_a_reader_has_everything_that_lossbot_brings_along_by_default(tmp_path: Path) -> None:
    figures = read_figures(tmp_path / "none", at=NOON)

    assert len(figures.reports()) >= 54
    assert len(figures.claims()) >= 90


# Starting


def test_the_first_start_loads_the_seeds_and_the_second_changes_not_a_byte(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    with open_store(folder, at=NOON) as opened:
        assert len(opened.figures.reports()) >= 54
    before = (folder / "figures.json").stat(), contents(folder)["figures.json"]

    with open_store(folder, at=NOON):
        pass

    assert ((folder / "figures.json").stat(), contents(folder)["figures.json"]) == before


def test_opening_is_refused_with_damaged_seeds_and_the_lock_is_given_back(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"seeds/claims/bad\.jsonl, line 1"):
        open_store(tmp_path, at=NOON, seeds=Seeds({"claims/bad.jsonl": b"{}"}))

    open_store(tmp_path, at=NOON, seeds=NO_SEEDS).close()


# Locations


def test_the_default_location_is_the_users_own_data_folder() -> None:
    assert default_location() == Path(platformdirs.user_data_dir("lossbot", appauthor=False))


def test_the_home_folder_can_be_abbreviated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    open_store("~/figures", at=NOON, seeds=NO_SEEDS).close()

    assert (tmp_path / "figures").is_dir()


def test_a_database_address_is_refused_by_a_version_without_that_backend() -> None:
    for opening in (open_store, read_figures):
        with pytest.raises(StoreError, match="no 'postgresql' backend: give the path of a folder"):
            opening("postgresql://localhost/lossbot", at=NOON)


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreUnusableError, match=r"cannot make the store's folder .*file: "):
        open_store(tmp_path / "file", at=NOON, seeds=NO_SEEDS)
    with pytest.raises(StoreUnusableError, match=r"cannot read .*figures\.json: Not a directory"):
        read_figures(tmp_path / "file", at=NOON, seeds=NO_SEEDS)


# Files that are not as they should be

SOUND = {
    "meta": {"schema": {"collection": "figures", "number": 1}},
    "reports": {
        a_report().key: {"entry": a_report().model_dump(mode="json"), "change": 1},
    },
    "changes": {"1": an_origin().model_dump(mode="json")},
}


@pytest.mark.parametrize(
    ("content", "error", "finding"),
    [
        pytest.param(orjson.dumps(SOUND)[:-100], StoreDamagedError, "cut short", id="truncated"),
        pytest.param(b"\0" * 4096, StoreDamagedError, "not JSON", id="zeroes after a power cut"),
        pytest.param(
            orjson.dumps({**SOUND, "reports": {"a/b": {"change": 1}}}),
            StoreDamagedError,
            "a document of 'reports' lacks its 'entry'",
            id="no entry",
        ),
        pytest.param(
            orjson.dumps({**SOUND, "reports": {"a/b": {"entry": {"party": "russia"}, "change": 1}}}),
            StoreDamagedError,
            "in 'reports', a/b → claimant: Field required",
            id="no report",
        ),
        pytest.param(
            orjson.dumps({**SOUND, "reports": {"a/b": SOUND["reports"][a_report().key]}}),
            StoreDamagedError,
            "russia/ukraine/2024-06-01/ministry lies under the key a/b",
            id="another key",
        ),
        pytest.param(
            orjson.dumps({**SOUND, "meta": {"schema": {"collection": "figures", "number": 99}}}),
            StoreTooNewError,
            "a later version of lossbot.*Upgrade lossbot",
            id="newer schema",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_never_written_over(
    tmp_path: Path, content: bytes, error: type[StoreError], finding: str
) -> None:
    path = tmp_path / "figures.json"
    path.write_bytes(content)

    for opening in (open_store, read_figures):
        with pytest.raises(error, match=finding) as raised:
            opening(tmp_path, at=NOON, seeds=seeds_of(a_report(tanks=1)))
        assert str(path) in str(raised.value)
        assert path.read_bytes() == content


def test_a_change_of_unknown_origin_is_damage(tmp_path: Path) -> None:
    (tmp_path / "figures.json").write_bytes(orjson.dumps({**SOUND, "changes": {}}))

    with pytest.raises(StoreDamagedError, match="does not say where change 1 came from"):
        read_figures(tmp_path, at=NOON, seeds=NO_SEEDS).origin(a_report().key)


def test_a_history_that_holds_something_else_is_damage(tmp_path: Path) -> None:
    past = {"entry": {"party": "russia"}, "change": 1, "replaced": 1}
    (tmp_path / "figures.json").write_bytes(orjson.dumps({**SOUND, "revisions": {a_report().key: {"past": [past]}}}))

    with pytest.raises(StoreDamagedError, match=f"the history of {a_report().key} holds something else"):
        read_figures(tmp_path, at=NOON, seeds=NO_SEEDS).history(a_report().key)


@pytest.mark.parametrize(
    ("collection", "lost"),
    [
        ("figures", "starts from the figures that lossbot brings along"),
        ("chats", "knows no chat any more"),
        ("alerts", "does not know what was announced"),
        ("deliveries", "does not know who was told"),
    ],
)
def test_a_damaged_file_is_left_as_it_is_and_it_is_said_what_is_lost_without_it(
    tmp_path: Path, collection: str, lost: str
) -> None:
    damaged = tmp_path / f"{collection}.json"
    damaged.write_bytes(b'{"cut sh')

    with pytest.raises(StoreDamagedError, match=rf"{collection}\.json is damaged.*a store without it {lost}"):
        open_store(tmp_path, at=NOON, seeds=NO_SEEDS)

    assert damaged.read_bytes() == b'{"cut sh'


def test_a_sound_file_is_read_as_the_damaged_ones_are_not(tmp_path: Path) -> None:
    (tmp_path / "figures.json").write_bytes(orjson.dumps(SOUND))

    figures = read_figures(tmp_path, at=NOON, seeds=NO_SEEDS)

    assert figures.reports() == (a_report(),)
    assert figures.origin(a_report().key) == an_origin()


def test_claims_are_stored_beside_reports(tmp_path: Path) -> None:
    with open_store(tmp_path, at=NOON, seeds=NO_SEEDS) as opened:
        opened.figures.put([a_report(), a_claim()], origin=an_origin())

    tables = orjson.loads((tmp_path / "figures.json").read_bytes())
    assert list(tables["reports"]) == [a_report().key]
    assert list(tables["claims"]) == [a_claim().key]
