"""Backups made beside a writer, and stores restored whole or not at all."""

import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import store as package
from store.backup import BackupError, back_up, read_backup, restore
from store.ingest.seeds import Seeds
from store.opening import open_store
from store.ports import Store, StoreError, StoreLockedError, SyncSuccess
from store.tinydb.reading import figures_in_memory, syncs_in_memory
from store.tinydb.restoring import STAGED, finish_restoring
from tests.entries import a_claim, a_report, an_origin

REPOSITORY = Path(package.__file__).parents[1]
AT = datetime(2026, 8, 8, 12, tzinfo=UTC)


def opened(folder: Path) -> Store:
    return open_store(folder, at=AT, seeds=Seeds({}))


def fill(folder: Path, tanks: int) -> None:
    """Store a report and a note on synchronising, both telling of so many tanks."""
    with opened(folder) as store:
        store.figures.put([a_report(tanks=tanks)], origin=an_origin())
        store.syncs.succeeded(["petroivaniuk"], SyncSuccess(at=AT, added=tanks, revised=0), {})


def tanks(folder: Path) -> tuple[int, int]:
    """What `fill` stored, read as a reader does."""
    (report,) = figures_in_memory(folder).reports()
    success = syncs_in_memory(folder).status("petroivaniuk").success
    assert success is not None
    return report.values["tanks"], success.added


def test_a_backup_brings_back_everything_and_keeps_the_replaced_store_aside(tmp_path: Path) -> None:
    store, archive = tmp_path / "store", tmp_path / "a.zip"
    fill(store, 1)
    back_up(store, archive, at=AT)
    fill(store, 2)

    aside = restore(store, archive, at=AT)

    assert tanks(store) == (1, 1)
    assert aside is not None
    assert tanks(aside) == (2, 2)
    fill(store, 3)
    assert tanks(store) == (3, 3)


def test_what_the_backup_did_not_hold_is_not_there_afterwards(tmp_path: Path) -> None:
    store, archive = tmp_path / "store", tmp_path / "a.zip"
    with opened(store) as only_figures:
        only_figures.figures.put([a_report(tanks=1)], origin=an_origin())
    back_up(store, archive, at=AT)
    fill(store, 2)

    restore(store, archive, at=AT)

    assert syncs_in_memory(store).status("petroivaniuk").success is None


def test_a_backup_can_be_restored_where_there_is_no_store(tmp_path: Path) -> None:
    fill(tmp_path / "store", 1)
    back_up(tmp_path / "store", tmp_path / "a.zip", at=AT)

    assert restore(tmp_path / "new" / "place", tmp_path / "a.zip", at=AT) is None
    assert tanks(tmp_path / "new" / "place") == (1, 1)


def test_a_backup_is_made_while_the_writer_is_open_and_a_restore_is_refused(tmp_path: Path) -> None:
    store, archive = tmp_path / "store", tmp_path / "a.zip"
    fill(store, 1)
    with opened(store):
        back_up(store, archive, at=AT)
        with pytest.raises(StoreLockedError, match="is already writing to this store"):
            restore(store, archive, at=AT)
    assert tanks(store) == (1, 1)


def test_a_backup_holds_the_collections_as_they_were_at_one_moment(tmp_path: Path) -> None:
    """The writer raises the figures first and the notes after: a backup never has the notes ahead."""
    store = tmp_path / "store"
    fill(store, 1)
    stop = threading.Event()

    def write() -> None:
        with opened(store) as writer:
            number = 1
            while not stop.is_set():
                number += 1
                writer.figures.put([a_report(tanks=number)], origin=an_origin())
                writer.syncs.succeeded(["petroivaniuk"], SyncSuccess(at=AT, added=number, revised=0), {})
                stop.wait(0.005)

    writing = threading.Thread(target=write)
    writing.start()
    try:
        for number in range(15):
            archive = tmp_path / f"{number}.zip"
            back_up(store, archive, at=AT)
            restore(tmp_path / str(number), archive, at=AT)
            figures, notes = tanks(tmp_path / str(number))
            assert figures - notes in {0, 1}
    finally:
        stop.set()
        writing.join()


def test_a_backup_is_never_written_over(tmp_path: Path) -> None:
    fill(tmp_path / "store", 1)
    (tmp_path / "a.zip").write_text("something dear")

    with pytest.raises(BackupError, match="never written over"):
        back_up(tmp_path / "store", tmp_path / "a.zip", at=AT)
    assert (tmp_path / "a.zip").read_text() == "something dear"


def test_where_there_is_no_store_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="holds no store"):
        back_up(tmp_path / "none", tmp_path / "a.zip", at=AT)
    assert not (tmp_path / "a.zip").exists()


def truncated(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-40])


def with_a_flipped_bit(archive: Path) -> None:
    content = bytearray(archive.read_bytes())
    content[len(content) // 3] ^= 1
    archive.write_bytes(content)


def no_archive(archive: Path) -> None:
    archive.write_bytes(b"figures")


def empty(archive: Path) -> None:
    archive.write_bytes(b"")


def packed_again(archive: Path, change: Callable[[dict[str, bytes]], object]) -> None:
    with zipfile.ZipFile(archive) as packed:
        content = {name: packed.read(name) for name in packed.namelist()}
    change(content)
    with zipfile.ZipFile(archive, "w") as packed:
        for name, data in content.items():
            packed.writestr(name, data)


def without_a_manifest(archive: Path) -> None:
    packed_again(archive, lambda content: content.pop("backup.json"))


def with_other_figures(archive: Path) -> None:
    packed_again(archive, lambda content: content.update({"figures.json": b"{}"}))


def with_a_file_elsewhere(archive: Path) -> None:
    packed_again(archive, lambda content: content.update({"../../evil.json": b"{}"}))


@pytest.mark.parametrize(
    "damage",
    [
        truncated, with_a_flipped_bit, no_archive, empty, without_a_manifest, with_other_figures, with_a_file_elsewhere
    ],
)  # fmt: skip
def test_a_damaged_backup_replaces_nothing(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    store, archive = tmp_path / "store", tmp_path / "a.zip"
    fill(store, 1)
    back_up(store, archive, at=AT)
    fill(store, 2)
    damage(archive)

    with pytest.raises(BackupError, match=r"a\.zip: (is no backup of lossbot, or )?is damaged"):
        restore(store, archive, at=AT)

    assert tanks(store) == (2, 2)
    assert sorted(path.name for path in store.iterdir()) == ["figures.json", "syncs.json", "writer.lock"]


def test_whichever_byte_of_a_backup_is_damaged_it_is_noticed_or_does_no_harm(tmp_path: Path) -> None:
    fill(tmp_path / "store", 1)
    archive, damaged = tmp_path / "a.zip", tmp_path / "damaged.zip"
    back_up(tmp_path / "store", archive, at=AT)
    whole, content = read_backup(archive), archive.read_bytes()

    noticed = 0
    for place in range(len(content)):
        damaged.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
        try:
            assert read_backup(damaged).files == whole.files
        except BackupError:
            noticed += 1
    assert noticed > len(content) / 2


def test_a_backup_of_a_store_that_cannot_be_opened_replaces_nothing(tmp_path: Path) -> None:
    broken, store = tmp_path / "broken", tmp_path / "store"
    fill(broken, 1)
    (broken / "figures.json").write_text('{"meta": {"schema": {"collection": "figures", "number": 99}}}')
    back_up(broken, tmp_path / "a.zip", at=AT)
    fill(store, 2)

    with pytest.raises(BackupError, match="was written by a later version of lossbot"):
        restore(store, tmp_path / "a.zip", at=AT)
    assert tanks(store) == (2, 2)


def test_a_backup_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"none\.zip: cannot be read: No such file"):
        read_backup(tmp_path / "none.zip")


def test_a_database_has_backups_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="'postgresql' backend"):
        back_up("postgresql://localhost/lossbot", tmp_path / "a.zip", at=AT)


KILLED_AT_EACH_LINE = """
import os, shutil, signal, sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from store import backup
from store.tinydb import durable, restoring

root, archive = Path(sys.argv[1]), Path(sys.argv[2])
watched = {backup.__file__, durable.__file__, restoring.__file__}

def die_before_line(left):
    def trace(frame, event, _):
        nonlocal left
        if frame.f_code.co_filename not in watched:
            return None
        if event == "line":
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace
    return trace

for number in count(0, int(sys.argv[3])):
    folder = root / str(number)
    shutil.copytree(root / "store", folder)
    writer = os.fork()
    if not writer:
        try:
            sys.settrace(die_before_line(number))
            backup.restore(folder, archive, at=datetime(2026, 8, 8, tzinfo=UTC))
            sys.settrace(None)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(writer, 0)
    if os.WIFEXITED(status):
        sys.exit(os.WEXITSTATUS(status))
"""


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.long)])
def test_a_restore_killed_before_any_line_leaves_the_old_store_or_the_new(tmp_path: Path, step: int) -> None:
    store, archive = tmp_path / "store", tmp_path / "a.zip"
    fill(store, 1)
    back_up(store, archive, at=AT)
    fill(store, 2)
    script = tmp_path / "killed.py"
    script.write_text(KILLED_AT_EACH_LINE)
    subprocess.run(
        [sys.executable, str(script), str(tmp_path), str(archive), str(step)],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        check=True,
    )
    (tmp_path / "store").rename(tmp_path / "done with")

    found, midway = [], 0
    for folder in sorted(
        (path for path in tmp_path.iterdir() if path.name.isdecimal()), key=lambda path: int(path.name)
    ):
        midway += (folder / STAGED).exists()
        opened(folder).close()  # the next writer finishes what was begun
        assert not (folder / STAGED).exists()
        found.append(tanks(folder))
        fill(folder, 3)
        assert tanks(folder) == (3, 3)

    assert found == sorted(found, reverse=True), "first the old store wherever it was killed, then the new one"
    assert set(found) == {(2, 2), (1, 1)}
    assert midway > 0


def test_where_nothing_was_decided_there_is_nothing_to_finish(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    (tmp_path / "restoring.new").mkdir()
    (tmp_path / "restoring.new" / "figures.json").write_text("half of it")

    finish_restoring(tmp_path)

    assert tanks(tmp_path) == (1, 1)
    assert not (tmp_path / "restoring.new").exists()


def test_a_claim_and_its_past_survive_the_way_through_a_backup(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with opened(store) as writer:
        writer.figures.put([a_claim(1)], origin=an_origin("owner"))
        writer.figures.put([a_claim(2)], origin=an_origin("owner"))
        changes = writer.figures.changes()
    back_up(store, tmp_path / "a.zip", at=AT)
    restore(tmp_path / "copy", tmp_path / "a.zip", at=AT)

    assert figures_in_memory(tmp_path / "copy").changes() == changes
