"""What `lossbot sync` costs: seconds, peak memory and size on disk, with news and without.

    python -m tests.benchmarks.bench_sync [FOLDER]

A server on loopback holds the files of FOLDER, by default `../shared/data`; each run is a process of its own. Times
are of this machine at this moment; a run that only starts Python and the same libraries is measured beside them.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import store
from store.backup import back_up
from store.exchange.export import export
from store.ingest.sync import UPSTREAMS
from store.opening import read_figures
from tests.upstream import Upstream

DATA = Path(store.__file__).parents[2] / "shared" / "data"
ROUNDS = 5
MIB = 1024**2


class Cost(NamedTuple):
    """What one process took."""

    seconds: float
    busy: float
    """Seconds of a processor: what the run costs however much else the machine does."""
    peak: float
    """The most memory it held, in MiB."""


def run(*arguments: str) -> Cost:
    """Run Python with these arguments to its end."""
    started = time.perf_counter()
    quiet = os.open(os.devnull, os.O_WRONLY)
    process = os.posix_spawn(
        sys.executable,
        [sys.executable, *arguments],
        {**os.environ, "NO_PROXY": "127.0.0.1"},
        file_actions=[(os.POSIX_SPAWN_DUP2, quiet, 1)],
    )
    _, status, usage = os.wait4(process, 0)
    os.close(quiet)
    if status:
        raise SystemExit(f"it ended with status {os.waitstatus_to_exitcode(status)}")
    # Linux counts in KiB, macOS in bytes.
    peak = usage.ru_maxrss / (MIB if sys.platform == "darwin" else 1024)
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, peak)


def shown(name: str, costs: list[Cost]) -> None:
    """Print the middle and the worst of some runs."""
    seconds = [cost.seconds for cost in costs]
    busy = statistics.median(cost.busy for cost in costs)
    print(
        f"{name:<28} {statistics.median(seconds):6.2f} s (worst {max(seconds):.2f} s), processor {busy:.2f} s, "
        f"peak {max(cost.peak for cost in costs):5.0f} MiB, {len(costs)} runs"
    )


def main() -> None:
    """Measure, and print what was measured."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    upstream = Upstream()
    for name in (name for source in UPSTREAMS.values() for name in source.files):
        (found,) = data.rglob(name)
        upstream.hold(name, found.read_bytes())
    size = sum(map(len, upstream.files.values()))
    print(f"{len(upstream.files)} files, {size / MIB:.2f} MiB")
    with upstream.served(), tempfile.TemporaryDirectory() as folder:
        first, again = [], []
        stores = [Path(folder) / str(number) for number in range(ROUNDS)]
        imports = "import bot.cli.syncing"
        shown("(starts, imports, and ends)", [run("-c", imports) for _ in stores])
        for store_folder in stores:
            sync = ("-m", "bot", "sync", "--store", str(store_folder), "--from", upstream.url)
            first.append(run(*sync))
            again.append(run(*sync))
        shown("first sync, into nothing", first)
        shown("second sync, nothing new", again)
        figures = read_figures(stores[0], at=datetime.now(UTC))
        reports, claims = figures.reports(), figures.claims()
        values = sum(len(report.values) for report in reports)
        print(f"{len(reports)} reports with {values} figures, {len(claims)} claims")
        kept = sum(file.stat().st_size for file in stores[0].iterdir())
        archive = Path(folder) / "backup.zip"
        back_up(stores[0], archive, at=datetime.now(UTC))
        exported = {path.name: path.stat().st_size / MIB for path in export(figures, Path(folder) / "export")}
        told = ", ".join(f"{name} {size:.2f} MiB" for name, size in exported.items())
        print(f"on disk {kept / MIB:.2f} MiB; backup {archive.stat().st_size / MIB:.2f} MiB; export: {told}")


if __name__ == "__main__":
    main()
