"""What an answer costs: in process with 24,000 figures, and from a cold start of `lossbot ask`.

    python -m tests.benchmarks.bench_answers

Times are of this machine at this moment; read the ratios, which are taken within one run.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from bot.enquiry import Asked, Enquiries
from store.catalogue import load_catalogue
from store.models import Claim
from store.opening import open_store, read_figures
from store.ports import Origin
from store.snapshot import Snapshot, build_snapshot
from tests.benchmarks.daily_figures import daily_reports

NOW = date(2026, 8, 8)
AT = datetime(2026, 8, 8, tzinfo=UTC)
QUESTIONS = (
    "May 2024 losses?",
    "how many tanks did russia lose in march 2025",
    "скільки артилерії втратила росія за травень 2024",
    "tnaks aprli 2024",
    "tanks vs artillery in june 2026",
    "worst month for drones",
    "worst day ever",
    "top 5 months for personnel",
    "average personnel per day in 2025",
    "what does the UK say",
    "last 30 days tanks",
    "total losses",
    "trend of tank losses",
    "what counts as special equipment",
    "help",
)
ROUNDS = 60
COLD_STARTS = 11


def percentile(laps: list[float], share: float) -> float:
    """A percentile of laps, in milliseconds."""
    return sorted(laps)[min(len(laps) - 1, int(len(laps) * share))] * 1000


def lap(call: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def in_process(snapshot: Snapshot) -> None:
    """Question to finished reply, every question many times over."""
    enquiries = Enquiries(lambda: snapshot)
    first = lap(lambda: [enquiries.ask(Asked(text, NOW)) for text in QUESTIONS])
    print(f"first pass over {len(QUESTIONS)} questions (builds record chains): {first * 1000:.1f} ms")
    laps: list[float] = []
    for text in QUESTIONS:
        mine = [lap(lambda text=text: enquiries.ask(Asked(text, NOW))) for _ in range(ROUNDS)]  # type: ignore[misc]
        laps += mine
        print(f"  {percentile(mine, 0.5):7.3f} ms  {text}")
    print(
        f"question to reply: p50 {percentile(laps, 0.5):.3f} ms, p99 {percentile(laps, 0.99):.3f} ms, "
        f"p99 is {percentile(laps, 0.99) / percentile(laps, 0.5):.1f} x p50 ({len(laps)} questions)"
    )


def cold_start(store: Path) -> None:
    """`lossbot ask` as a process of its own, beside one that only starts Python, and one that imports libraries."""
    # An installed package is compiled once; so is this one, whatever the environment says about writing that down.
    environment = {**os.environ, "LOSSBOT_STORE": str(store), "PYTHONPYCACHEPREFIX": str(store / "compiled")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    libraries = "import click, pydantic, tinydb, orjson, babel.dates, babel.numbers, fluent.runtime"
    commands = {
        "python alone": [sys.executable, "-c", "pass"],
        "python and our libraries": [sys.executable, "-c", libraries],
        "lossbot ask, seeds only": [sys.executable, "-m", "bot", "ask", "--store", str(store / "none"), QUESTIONS[0]],
        "lossbot ask, 24,000 figures": [sys.executable, "-m", "bot", "ask", QUESTIONS[0]],
    }
    floor = 0.0
    for name, command in commands.items():
        _, *laps = [
            lap(lambda command=command: subprocess.run(command, env=environment, capture_output=True, check=True))  # type: ignore[misc]
            for _ in range(COLD_STARTS + 1)
        ]
        middle = statistics.median(laps)
        floor = floor or middle
        print(f"{name}: {middle * 1000:.0f} ms (best {min(laps) * 1000:.0f}), {middle / floor:.1f} x python alone")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        reports = tuple(daily_reports())
        with open_store(store, at=AT) as opened:
            opened.figures.put(reports, origin=Origin(name="import", detail="benchmark", at=AT))
        figures = sum(len(report.values) for report in reports)
        size = sum(file.stat().st_size for file in store.rglob("*") if file.is_file())
        print(f"{len(reports)} reports, {figures} figures, {size / 1e6:.2f} MB on disk")
        held = read_figures(store, at=AT)
        print(f"read from disk: {lap(lambda: read_figures(store, at=AT)) * 1000:.0f} ms")
        claims: tuple[Claim, ...] = held.claims()
        catalogue = load_catalogue()
        print(f"build a snapshot: {lap(lambda: build_snapshot(catalogue, held.reports(), claims)) * 1000:.0f} ms")
        in_process(build_snapshot(catalogue, held.reports(), claims))
        print(f"peak resident memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
        cold_start(store)


if __name__ == "__main__":
    main()
