"""`lossbot sync`, a process of its own, killed at moments of all kinds."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event
from time import sleep

import pytest

import store as package
from store.opening import read_figures
from tests.upstream import Upstream, equipment_row, orc_row, personnel_row

REPOSITORY = Path(package.__file__).parents[1]
AT = datetime(2024, 9, 1, tzinfo=UTC)
DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(200)]
Content = tuple[dict[str, object], dict[str, int]]


def hold(upstream: Upstream, *, days: int, correction: int = 0) -> None:
    """Serve both data sets for so many days, one of them corrected throughout."""
    totals = {day: 360_000 + 900 * number for number, day in enumerate(DAYS[:days])}
    personnel = [personnel_row(day, total + correction) for day, total in totals.items()]
    upstream.hold("russia_losses_personnel.json", personnel)
    upstream.hold("russia_losses_equipment.json", [equipment_row(day, total // 50) for day, total in totals.items()])
    upstream.hold("russia_losses_equipment_correction.json", [{**equipment_row(DAYS[0], 0), "personnel": 0}])
    upstream.hold("russian-losses.json", [orc_row(day, total) for day, total in totals.items()])


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    upstream = Upstream()
    with upstream.served():
        yield upstream


def a_sync(folder: Path, upstream: Upstream) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "sync", "--store", str(folder), "--from", upstream.url],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "NO_PROXY": "127.0.0.1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def sync_to_the_end(folder: Path, upstream: Upstream) -> None:
    with a_sync(folder, upstream) as process:
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said


def content(folder: Path) -> Content:
    figures = read_figures(folder, at=AT)
    reports = {report.key: dict(report.values) for report in figures.reports()}
    return dict(reports), {key: len(figures.history(key)) for key in reports}


def kill_syncs(times: int, upstream: Upstream, tmp_path: Path) -> tuple[int, int]:
    """Kill that many; how many left the store as it was, and how many as it was to become."""
    chance = random.Random(times)  # noqa: S311  # to be repeatable, not secret
    old, new = tmp_path / "old", tmp_path / "new"
    hold(upstream, days=150)
    sync_to_the_end(old, upstream)
    hold(upstream, days=200, correction=10)
    shutil.copytree(old, new)
    sync_to_the_end(new, upstream)
    before, after = content(old), content(new)
    assert before != after
    found = [0, 0]
    for number in range(times):
        folder = tmp_path / str(number)
        shutil.copytree(old, folder)
        reached = Event()
        upstream.requests.clear()
        # From the first request to a little after the last file was read: the store is written to somewhere in there.
        fatal = chance.choice([1, 2, 3, 4, 4, 4, 4, 4])
        upstream.on_request = lambda count, fatal=fatal, reached=reached: count == fatal and reached.set()  # type: ignore[misc]
        with a_sync(folder, upstream) as process:
            assert reached.wait(60)
            sleep(chance.uniform(0, 0.15))  # any moment will do: this is where chance picks one
            process.kill()

        state = content(folder)
        assert state in (before, after)
        found[state == after] += 1

        upstream.on_request = lambda _: None
        sync_to_the_end(folder, upstream)
        assert content(folder) == after
        assert not list(folder.glob("*.new"))
    return found[0], found[1]


def test_6_killed_syncs_leave_the_old_store_or_the_new_one(upstream: Upstream, tmp_path: Path) -> None:
    assert sum(kill_syncs(6, upstream, tmp_path)) == 6


@pytest.mark.long
def test_150_killed_syncs_leave_the_old_store_or_the_new_one(upstream: Upstream, tmp_path: Path) -> None:
    left_old, left_new = kill_syncs(150, upstream, tmp_path)
    assert left_old > 10
    assert left_new > 10
