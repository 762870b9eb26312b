"""A writer that is killed, at any moment, loses nothing that it had acknowledged."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import IO, NamedTuple

import pytest

import store
from store.tinydb.collection import Collection
from store.tinydb.durable import unfinished
from store.tinydb.folder import TinyStore
from store.tinydb.reading import figures_in_memory
from store.tinydb.storage import FileStorage, MemoryStorage
from tests.entries import a_report, an_origin
from tests.integration.store.writers import DOCUMENTS, Content, content_of_documents, content_of_figures, digest

REPOSITORY = Path(store.__file__).parents[1]
SCRIPTS = Path(__file__).parent


class Nursery:
    """A process that has everything imported and forks writers."""

    def __init__(self, orders: IO[str], answers: IO[str]) -> None:
        self._orders = orders
        self._answers = answers

    def kill_a_writer(self, kind: str, folder: Path, chance: random.Random) -> set[str]:
        """Let a writer do some writes, kill it in the midst, and say what may now be stored: digests of all of it."""
        self._orders.write(f"{kind} {folder} {chance.randrange(10**9)}\n")
        self._orders.flush()
        word, writer = self._answer()
        assert word == "writer"
        done, announced, writes = "", "", 0
        enough = chance.randrange(1, 12)
        while writes < enough:
            word, value = self._answer()
            if word == "next":
                announced = value
            else:
                done, writes = value, writes + 1
        # A write takes a millisecond or two here: this falls anywhere in the ones that follow.
        moment = perf_counter() + chance.uniform(0, 0.004)
        while perf_counter() < moment:
            pass
        os.kill(int(writer), signal.SIGKILL)
        while (answer := self._answer())[0] != "ended":
            if answer[0] == "next":
                announced = answer[1]
            else:
                done = answer[1]
        return {done, announced}

    def _answer(self) -> tuple[str, str]:
        word, _, value = self._answers.readline().strip().partition(" ")
        return word, value


@contextmanager
def nursery() -> Iterator[Nursery]:
    with subprocess.Popen(
        [sys.executable, str(SCRIPTS / "writers.py")],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Nursery(process.stdin, process.stdout)
        process.stdin.close()


class Kind(NamedTuple):
    """What is written, how it is read by another process, and one more write."""

    name: str
    read: Callable[[Path], Content]
    write_once_more: Callable[[Path], None]


def write_figures_once_more(folder: Path) -> None:
    with TinyStore(folder) as opened:
        opened.figures.put([a_report(provider="afterwards")], origin=an_origin())
        opened.figures.put([], origin=an_origin(), withdrawn=[a_report(provider="afterwards").key])


def write_documents_once_more(folder: Path) -> None:
    collection = Collection(FileStorage(DOCUMENTS, folder))
    collection.table("documents").put({"afterwards": {}})
    collection.table("documents").drop(["afterwards"])


KINDS = [
    Kind("figures", lambda folder: content_of_figures(figures_in_memory(folder)), write_figures_once_more),
    Kind(
        "documents",
        lambda folder: content_of_documents(Collection(MemoryStorage(DOCUMENTS, folder))),
        write_documents_once_more,
    ),
]


def kill_writers(times: int, kind: Kind, stores: Path) -> None:
    chance = random.Random(f"{kind.name} {times}")  # noqa: S311  # to be repeatable, not secret
    with nursery() as writers:
        for number in range(times):
            # Twenty writers one after the other in one store; then a new one, as history makes a store ever larger.
            folder = stores / str(number // 20)
            folder.mkdir(exist_ok=True)
            possible = writers.kill_a_writer(kind.name, folder, chance)

            assert digest(kind.read(folder)) in possible

            kind.write_once_more(folder)
            assert digest(kind.read(folder)) in possible
            assert not list(folder.glob("*.new"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_20_killed_writers_lose_nothing_acknowledged(kind: Kind, tmp_path: Path) -> None:
    kill_writers(20, kind, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_200_killed_writers_lose_nothing_acknowledged(kind: Kind, tmp_path: Path) -> None:
    kill_writers(200, kind, tmp_path)


def test_a_writer_killed_before_any_line_of_the_write_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, str(SCRIPTS / "killed_at_each_line.py"), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        check=True,
    )

    found = []
    leftovers = 0
    for folder in sorted(tmp_path.iterdir(), key=lambda folder: int(folder.name)):
        leftovers += unfinished(folder / "figures.json").exists()
        (report,) = figures_in_memory(folder).reports()
        found.append(report.values["tanks"])
        write_figures_once_more(folder)
        assert list(folder.glob("*.new")) == []

    # First the old value wherever the writer died, then the new one: never a third thing, nor back again.
    assert found == sorted(found)
    assert set(found) == {1, 2}
    assert found.count(1) > 20
    assert leftovers > 3
