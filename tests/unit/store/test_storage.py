"""The storages under TinyDB: write-through, atomic, and never ahead of what is stored."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

import orjson
import pytest

from store.ports import StoreClosedError, StoreDamagedError, StoreUnusableError
from store.tinydb.collection import Collection, KeyedTable
from store.tinydb.durable import unfinished
from store.tinydb.schema import Schema
from store.tinydb.storage import CachedStorage, FileStorage, MemoryStorage

THINGS = Schema("things")


@pytest.fixture(params=["file", "memory"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> CachedStorage:
    return FileStorage(THINGS, tmp_path) if request.param == "file" else MemoryStorage(THINGS)


@pytest.fixture
def file_storage(tmp_path: Path) -> FileStorage:
    return FileStorage(THINGS, tmp_path)


@contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """Let the system refuse every write past `size` bytes of a file, as a full disk does half-way through one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def stored(path: Path) -> object:
    return orjson.loads(path.read_bytes())["things"]


def things(storage: CachedStorage) -> KeyedTable:
    return Collection(storage).table("things")


def change_everything(collection: Collection, *, text: str) -> None:
    with collection.transaction():
        collection.table("others").put({"b": {"n": 2}})
        # TinyDB makes this change in the cached document itself.
        collection.table("things").update(lambda document: document["list"].append(2))
        collection.table("things").put({"c": {"text": text}})


def test_what_is_written_is_in_the_file_when_the_call_returns(file_storage: FileStorage) -> None:
    things(file_storage).put({"a": {"n": 1}})

    assert stored(file_storage.path) == {"a": {"n": 1}}
    assert not unfinished(file_storage.path).exists()


def test_reading_looks_at_the_disk_once(file_storage: FileStorage) -> None:
    table = things(file_storage)
    table.put({"a": {"n": 1}})
    file_storage.path.unlink()

    assert table.document("a") == {"n": 1}


def test_a_file_can_become_shorter(file_storage: FileStorage) -> None:
    table = things(file_storage)
    table.put({"a": {"text": "long " * 1000}, "b": {"n": 1}})
    table.drop(["a"])

    assert stored(file_storage.path) == {"b": {"n": 1}}


def test_nothing_appears_on_disk_before_the_first_write(file_storage: FileStorage, tmp_path: Path) -> None:
    assert list(things(file_storage)) == []
    assert list(tmp_path.iterdir()) == []


def test_documents_lie_under_their_natural_keys(storage: CachedStorage) -> None:
    table = things(storage)
    table.put({"russia/2024-06-01": {"n": 1}})

    assert [str(document.doc_id) for document in table] == ["russia/2024-06-01"]
    assert table.document("russia/2024-06-01") == {"n": 1}
    assert table.document("russia/2024-06-02") is None


def test_a_document_without_a_key_is_refused(storage: CachedStorage) -> None:
    with pytest.raises(TypeError, match="natural key"):
        things(storage).insert({"n": 1})


@pytest.mark.parametrize("failing", ["the disk is full", "the file cannot be replaced", "the disk cannot be synced"])
def test_a_failed_write_leaves_memory_and_disk_agreeing(
    failing: str, file_storage: FileStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> NoReturn:
        raise OSError(5, "Input/output error")

    collection = Collection(file_storage)
    table, other = collection.table("things"), collection.table("others")
    table.put({"a": {"n": 1, "list": [1]}})
    before = file_storage.path.read_bytes()

    with monkeypatch.context() as patch, no_room_beyond(10_000):
        if failing == "the file cannot be replaced":
            patch.setattr(Path, "replace", fail)
        elif failing == "the disk cannot be synced":
            patch.setattr("os.fsync", fail)
        with pytest.raises(StoreUnusableError, match=r"cannot write .*things\.json: "):
            change_everything(collection, text="long " * (10_000 if failing == "the disk is full" else 1))

    assert file_storage.path.read_bytes() == before
    assert not unfinished(file_storage.path).exists(), "what was written of the new file takes up the disk"
    assert table.all() == [{"n": 1, "list": [1]}]
    assert other.all() == []
    assert table.document("c") is None

    table.put({"c": {"n": 3}})
    assert stored(file_storage.path) == {"a": {"n": 1, "list": [1]}, "c": {"n": 3}}


def test_if_the_folder_cannot_be_synced_the_caller_hears_of_it_and_memory_follows_the_disk(
    file_storage: FileStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(folder: Path) -> NoReturn:
        raise OSError(5, "Input/output error")

    table = things(file_storage)
    table.put({"a": {"n": 1}})
    monkeypatch.setattr("store.tinydb.durable.sync_folder", fail)

    with pytest.raises(StoreUnusableError):
        table.put({"b": {"n": 2}})

    # The file has been replaced: that it may not outlast a power cut is what the error says.
    assert stored(file_storage.path) == {"a": {"n": 1}, "b": {"n": 2}}
    assert len(table) == 2


def test_a_change_that_fails_half_way_is_forgotten(storage: CachedStorage) -> None:
    table = things(storage)
    table.put({"a": {"n": 1}, "b": {"m": 1}})

    with pytest.raises(KeyError):
        table.update(lambda document: document.update(n=document["n"] + 1))

    assert table.all() == [{"n": 1}, {"m": 1}]


def test_a_transaction_is_one_write(file_storage: FileStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[bytes] = []
    monkeypatch.setattr("store.tinydb.storage.replace_file", lambda _, content: written.append(content))
    collection = Collection(file_storage)

    with collection.transaction():
        collection.table("things").put({"a": {"n": 1}})
        collection.table("others").put({"b": {"n": 2}})
        assert collection.table("things").document("a") == {"n": 1}
        assert written == []

    assert [orjson.loads(content)["others"] for content in written] == [{"b": {"n": 2}}]


def test_a_transaction_without_changes_writes_nothing(file_storage: FileStorage) -> None:
    with file_storage.transaction():
        file_storage.read()

    assert not file_storage.path.exists()


def test_a_transaction_that_fails_stores_nothing_of_it(storage: CachedStorage) -> None:
    collection = Collection(storage)
    collection.table("things").put({"a": {"n": 1}})

    with pytest.raises(ZeroDivisionError), collection.transaction():
        collection.table("things").put({"b": {"n": 1 // 0}})

    assert collection.table("things").all() == [{"n": 1}]


def test_a_failure_that_is_passed_over_inside_a_transaction_still_stores_nothing(storage: CachedStorage) -> None:
    table = things(storage)
    table.put({"a": {"n": 1}})

    def carry_on() -> None:
        with storage.transaction():
            table.put({"b": {"n": 2}})
            with suppress(KeyError):
                table.drop(["c"])

    with pytest.raises(RuntimeError, match="none of it is written"):
        carry_on()

    assert table.all() == [{"n": 1}]
    table.put({"b": {"n": 2}})
    assert table.all() == [{"n": 1}, {"n": 2}]


def test_writing_after_closing_raises_rather_than_vanishing(storage: CachedStorage) -> None:
    collection = Collection(storage)
    table = collection.table("things")
    table.put({"a": {"n": 1}})
    collection.close()

    for use in (lambda: table.put({"b": {"n": 2}}), lambda: storage.write(THINGS.blank()), table.all):
        with pytest.raises(StoreClosedError):
            use()


def test_the_leftover_of_a_killed_writer_is_removed_by_the_next_one(tmp_path: Path) -> None:
    leftover = unfinished(tmp_path / THINGS.filename)
    leftover.write_bytes(b'{"meta": {"sche')

    FileStorage(THINGS, tmp_path)

    assert not leftover.exists()


def test_a_leftover_is_left_alone_by_a_reader(tmp_path: Path) -> None:
    leftover = unfinished(tmp_path / THINGS.filename)
    leftover.write_bytes(b'{"meta": {"sche')

    MemoryStorage(THINGS, tmp_path).read()

    assert leftover.exists()


def test_a_damaged_file_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / THINGS.filename
    path.write_bytes(b'{"things": {"a"')
    table = things(FileStorage(THINGS, tmp_path))

    with pytest.raises(StoreDamagedError):
        table.put({"b": {"n": 2}})

    assert path.read_bytes() == b'{"things": {"a"'


def test_memory_starts_as_the_file_and_never_touches_it(tmp_path: Path) -> None:
    on_disk = FileStorage(THINGS, tmp_path)
    things(on_disk).put({"a": {"n": 1}})

    in_memory = things(MemoryStorage(THINGS, tmp_path))
    in_memory.put({"b": {"n": 2}})

    assert len(in_memory) == 2
    assert stored(on_disk.path) == {"a": {"n": 1}}


def test_a_path_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / THINGS.filename).mkdir()

    with pytest.raises(StoreUnusableError, match=r"cannot read .*things\.json: Is a directory"):
        MemoryStorage(THINGS, tmp_path)
