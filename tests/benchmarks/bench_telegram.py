"""Updates a second over loopback HTTP, and memory: the running bot beside a bot that only echoes.

    python tests/benchmarks/bench_telegram.py [ROUNDS] [UPDATES]

Both bots run in processes of their own against the same stub of Telegram, in turns, because machines are noisy: only
figures of one run can be compared. The echo bot is that of `../shared/bench/echo_floor.py`; without it there is
nothing to compare with, and the benchmark says so. lossbot answers real questions from its seeds and, where the
daily reports of `../shared/data` are there, from all of those.
"""

import asyncio
import importlib.util
import json
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
SHARED: Final = ROOT.parent / "shared"
FLOOR: Final = SHARED / "bench" / "echo_floor.py"
DAILY: Final = sorted((SHARED / "data" / "2022-ukraine-russia-war-dataset").rglob("russia_losses_*.json"))

WARM_UP: Final = 300
QUESTIONS: Final = (
    "May 2024 losses?",
    "how many tanks in december 2023",
    "втрати за травень 2024?",
    "artillery in March 2024",
    "was May 2024 a record?",
    "worst month for personnel",
    "скільки танків у грудні 2023",
    "what does the UK say?",
)


def load_floor() -> ModuleType:
    """The module of the echo bot and its stub of Telegram."""
    spec = importlib.util.spec_from_file_location("echo_floor", FLOOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ------------------------------------------------------------------ processes that this file is started as


def serve(port: int) -> None:
    """A stub of Telegram whose people ask about losses, and which takes any reply."""
    floor = load_floor()

    class Stub(floor.FakeTelegram):  # type: ignore[misc, name-defined]
        """Tells by the chat which question a reply belongs to: replies of one chat come in order."""

        def reset(self) -> None:
            super().reset()
            self.asked: defaultdict[int, deque[float]] = defaultdict(deque)

        def push(self) -> Any:
            update = super().push()
            update["message"]["text"] = QUESTIONS[self.next_id % len(QUESTIONS)]
            self.asked[update["message"]["chat"]["id"]].append(time.perf_counter())
            return update

        async def api(self, method: str, form: dict[str, str]) -> Any:
            if method != "sendMessage":
                return await super().api(method, form)
            self.last = time.perf_counter()
            chat = int(form["chat_id"])
            self.latencies.append(self.last - self.asked[chat].popleft())
            return floor.sent_message(chat, "taken", len(self.latencies))

    async def run() -> None:
        server = await asyncio.start_server(Stub().connection, "127.0.0.1", port)
        async with server:
            await server.serve_forever()

    asyncio.run(run())


def echo(port: int) -> None:
    """The echo bot, polling, at the concurrency that served it best."""
    application = load_floor().build_application(base_url=f"http://127.0.0.1:{port}/bot", concurrent_updates=8)
    application.run_polling()


# ------------------------------------------------------------------ measuring


def memory_mib(pid: int) -> float:
    """Resident memory of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def cpu_seconds(pid: int) -> float:
    """Processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def telegram(floor: ModuleType) -> AsyncIterator[Any]:
    """The stub in a process of its own, and the means to load and to read it."""
    control = floor.LoopbackTelegram()
    control.port = floor.free_port()
    process = await asyncio.create_subprocess_exec(sys.executable, __file__, "serve", str(control.port))
    try:
        for _ in range(200):
            try:
                await control.ctl("stats")
                break
            except OSError:
                await asyncio.sleep(0.02)
        yield control
    finally:
        process.terminate()
        await process.wait()


async def measure(floor: ModuleType, name: str, store: str, updates: int) -> dict[str, Any]:
    """One round with one bot: a burst of updates, all waiting at once."""
    async with telegram(floor) as control:
        command = [sys.executable, __file__, "echo", str(control.port)]
        if name == "lossbot":
            command = [sys.executable, "-m", "bot", "run"]
        environment = os.environ | {
            "LOSSBOT_STORE": store,
            "LOSSBOT_TOKEN": floor.TOKEN,
            "LOSSBOT_API_URL": f"http://127.0.0.1:{control.port}",
            "LOSSBOT_LOG_LEVEL": "WARNING",
            "LOSSBOT_SYNC": "off",
        }
        process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment)
        try:
            await control.ctl("feed", n=WARM_UP, rate=0)
            await control.finished(WARM_UP)
            idle, cpu = memory_mib(process.pid), cpu_seconds(process.pid)
            await control.ctl("feed", n=updates, rate=0)
            stats = await control.finished(updates)
            return {
                "bot": name,
                "updates_per_s": round(stats["sent"] / stats["seconds"]),
                "cpu_ms_per_update": round(1000 * (cpu_seconds(process.pid) - cpu) / updates, 3),
                "rss_idle_mib": round(idle, 1),
                "rss_end_mib": round(memory_mib(process.pid), 1),
            }
        finally:
            process.terminate()
            await process.wait()


async def compare(rounds: int, updates: int) -> None:
    """Print every round, and the medians with their ratio."""
    floor = load_floor()
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store")
        if DAILY:
            loading = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "import", *map(str, DAILY), "--store", store,
                cwd=ROOT, stdout=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
            assert await loading.wait() == 0
        results: dict[str, list[dict[str, Any]]] = {"echo": [], "lossbot": []}
        for _ in range(rounds):
            for name, measured in results.items():
                measured.append(await measure(floor, name, store, updates))
                print(json.dumps(measured[-1]), flush=True)
    speed = {name: statistics.median(one["updates_per_s"] for one in measured) for name, measured in results.items()}
    print(json.dumps({"medians": speed, "lossbot_to_echo": round(speed["lossbot"] / speed["echo"], 2)}))


def main() -> None:
    """What this file was started as."""
    if sys.argv[1:2] == ["serve"]:
        serve(int(sys.argv[2]))
    elif sys.argv[1:2] == ["echo"]:
        echo(int(sys.argv[2]))
    elif not FLOOR.exists():
        sys.exit(f"{FLOOR} is not there: nothing to compare with")
    else:
        numbers = [int(number) for number in sys.argv[1:]]
        asyncio.run(compare(*numbers, *(3, 1500)[len(numbers) :]))


if __name__ == "__main__":
    main()
