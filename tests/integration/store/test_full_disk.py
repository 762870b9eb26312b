"""A disk that is really full: a small one of its own, in a mount namespace of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import store

REPOSITORY = Path(store.__file__).parents[1]

FILL_THE_DISK = """
import json, sys
from datetime import date, timedelta
from pathlib import Path
from store.ports import StoreUnusableError
from store.tinydb.folder import TinyStore
from store.tinydb.reading import figures_in_memory
from tests.entries import a_report, an_origin

folder = Path(sys.argv[1])
filler = folder / "filler"
filler.write_bytes(b"x" * 64 * 1024)
refusal = None
with TinyStore(folder) as opened:
    stored = 0
    while refusal is None:
        day = date(2023, 1, 1) + timedelta(days=stored)
        try:
            opened.figures.put([a_report(day)], origin=an_origin())
        except StoreUnusableError as error:
            refusal = str(error)
        else:
            stored += 1
    on_disk = figures_in_memory(folder).reports()
    agreeing = opened.figures.reports() == on_disk and opened.figures.version == stored
    files = sorted(path.name for path in folder.iterdir())
    filler.unlink()
    opened.figures.put([a_report(day)], origin=an_origin())
print(json.dumps({
    "refusal": refusal, "stored": stored, "on disk": len(on_disk), "agreeing": agreeing, "files": files,
    "after making room": len(figures_in_memory(folder).reports()),
}))
"""


def on_a_disk_of(kibibytes: int, code: str, mount_point: Path) -> subprocess.CompletedProcess[str]:
    mount_and_run = f'mount -t tmpfs -o size={kibibytes}k tmpfs "$1" && exec "$2" -c "$3" "$1"'
    return subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", mount_and_run, "sh", mount_point, sys.executable, code],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    if shutil.which("unshare") is None or on_a_disk_of(16, "", tmp_path).returncode != 0:
        pytest.skip("a small disk can be mounted only on Linux and where user namespaces are allowed")
    return tmp_path


def test_a_full_disk_loses_nothing_and_writing_goes_on_once_there_is_room(small_disk: Path) -> None:
    run = on_a_disk_of(160, FILL_THE_DISK, small_disk)

    assert run.returncode == 0, run.stderr
    result = json.loads(run.stdout)
    assert "figures.json: No space left on device" in result["refusal"]
    assert result["stored"] > 10
    assert result["on disk"] == result["stored"]
    assert result["agreeing"]
    assert result["files"] == ["figures.json", "filler", "writer.lock"]
    assert result["after making room"] == result["stored"] + 1
