"""How alerts are delivered: the bars of delivery, each with the Bot API of the tests, which keeps Telegram's limits.

    python tests/benchmarks/bench_alerts.py sustained [READERS]   default limits: messages a second, and no 429
    python tests/benchmarks/bench_alerts.py faults [READERS]      429, Forbidden, migrations, time-outs, 502 thrown in
    python tests/benchmarks/bench_alerts.py paid [READERS]        the paid rate, paced and kept to by the Bot API
    python tests/benchmarks/bench_alerts.py capacity [READERS]    the same with that limit lifted on both sides
    python tests/benchmarks/bench_alerts.py requests [MESSAGES]   what each way of making requests can do, not paced
    python tests/benchmarks/bench_alerts.py answers [READERS]     answers during a broadcast beside those of an idle bot

Broadcasts run in a process of their own, over loopback HTTP; the Bot API in this one. The kills are
`pytest -m long tests/e2e/test_killed_telling.py`.
"""

import asyncio
import gc
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from hashlib import blake2b
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any, Final

from telegram import Bot
from telegram.request import BaseRequest, HTTPXRequest

from store.alerts import Outcome
from store.tinydb.reading import alerts_in_memory, chats_in_memory
from tests.e2e.telling import ALERT, AS_FAST_AS_IT_GOES, prepare
from tests.fake_telegram import FakeTelegram
from tests.fake_telegram.faults import BAD_GATEWAY, BLOCKED, Fault, Silent, migrated, too_many_requests
from tests.fake_telegram.limits import FloodLimits
from tests.fake_telegram.people import Chat, Json, User

ROOT: Final = Path(__file__).parents[2]

QUESTIONS: Final = 300
ASKER: Final = 10_000_000

MOVED: Final = -1_000_000_000_000
"""Groups that move get an id below this one."""


def most_in_a_second(moments: list[float]) -> int:
    """The most messages that arrived within any second."""
    most = first = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] >= 1:
            first += 1
        most = max(most, last - first + 1)
    return most


class Crowd:
    """A Telegram with many readers, which notes when each message arrived."""

    def __init__(self, telegram: FakeTelegram, limits: FloodLimits, readers: list[int]) -> None:
        self.telegram = telegram
        self.limits = limits
        self.moments: list[float] = []
        telegram.api.checked = False
        telegram.api.chats = {number: Chat(number, "private" if number > 0 else "group") for number in readers}
        telegram.api.answers = self.answer
        self.thrown: Counter[str] = Counter()
        self.throw: Callable[[int], Fault | None] = lambda _: None

    def answer(self, parameters: Json) -> Fault | None:
        self.moments.append(time.monotonic())
        return self.throw(parameters["chat_id"])

    def arrived(self) -> Counter[int]:
        """How often each chat got the message."""
        return Counter(
            call.message.chat.id for call in self.telegram.api.calls if call.message and call.method == "sendMessage"
        )


@asynccontextmanager
async def crowd(readers: list[int], paid: int = 1000) -> AsyncIterator[Crowd]:
    """A crowd, served, which takes so many messages a second that are paid for."""
    limits = FloodLimits(paid)
    async with FakeTelegram(limits=limits) as telegram:
        yield Crowd(telegram, limits, readers)


async def tell(store: Path, url: str, *options: str) -> float:
    """The broadcast to its end, as a process on a core of its own; the seconds of processor time that it took."""
    *others, last = sorted(os.sched_getaffinity(0))
    before = getrusage(RUSAGE_CHILDREN)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.e2e.telling", str(store), url, *options, cwd=ROOT
    )
    os.sched_setaffinity(process.pid, {last})
    os.sched_setaffinity(0, others or {last})
    assert await process.wait() == 0
    spent = getrusage(RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime - before.ru_utime - before.ru_stime


async def sustained(readers: int, *options: str, paid: int = 1000) -> dict[str, Any]:
    """Messages a second, the most in one, and how often a limit was broken."""
    numbers = list(range(1, readers + 1))
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), numbers)
        async with crowd(numbers, paid) as many:
            busy = await tell(Path(folder), many.telegram.url, *options)
            spent = many.moments[-1] - many.moments[0]
            return {
                "messages": len(many.moments),
                "seconds": round(spent, 1),
                "messages_per_s": round((len(many.moments) - 1) / spent, 2),
                "cpu_ms_each": round(1000 * busy / readers, 3),
                "most_in_a_second": most_in_a_second(many.moments),
                "refused_429": len(many.limits.broken),
                "readers_missed": len(set(numbers) - set(many.arrived())),
                "told_twice": sum(times > 1 for times in many.arrived().values()),
            }


async def faults(readers: int) -> dict[str, Any]:
    """What becomes of everybody while 2 % of messages meet a 429, 3 % Forbidden, 1 % a move, 2 % silence and 502s."""
    numbers = [number if number % 10 else -number for number in range(1, readers + 1)]
    blocked = {number for number in numbers if lot(number) < 0.03}
    moving = {number: MOVED - abs(number) for number in numbers if number < 0 and 0.03 <= lot(number) < 0.13}
    attempts: Counter[int] = Counter()
    silent: set[int] = set()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), numbers)
        async with crowd(numbers) as many:
            many.telegram.api.chats |= {number: Chat(number, "supergroup") for number in moving.values()}

            def throw(chat: int) -> Fault | None:
                attempts[chat] += 1
                chance = lot(chat, attempts[chat])
                if chat in blocked:
                    return BLOCKED
                if chat in moving:
                    return migrated(moving[chat])
                if chance < 0.02:
                    many.limits.demand_silence(1)
                    many.thrown["429"] += 1
                    return too_many_requests(1)
                if chance < 0.03:
                    many.thrown["silence"] += 1
                    silent.add(chat)
                    return Silent(done=chance < 0.025)
                if chance < 0.04:
                    many.thrown["502"] += 1
                    return BAD_GATEWAY
                return None

            many.throw = throw
            await tell(Path(folder), many.telegram.url, "--patience", "1")
            arrived = many.arrived()
            chats = chats_in_memory(Path(folder))
            reachable = {moving.get(number, number) for number in numbers} - blocked
            inactive = {chat.id for chat in chats.chats() if chat.inactive is not None}
            progress = alerts_in_memory(Path(folder)).progress(ALERT)
            return {
                "readers": readers,
                "thrown": dict(many.thrown) | {"forbidden": len(blocked), "moves": len(moving)},
                "reachable_missed": len(reachable - set(arrived)),
                "told_twice": sum(times > 1 for times in arrived.values()),
                "told_twice_without_a_time_out": sum(
                    times > 1 and chat not in silent for chat, times in arrived.items()
                ),
                "blocked_left_active": len(blocked - inactive),
                "others_deactivated": len(inactive - blocked),
                "moved": sum(chats.chat(new) is not None for new in moving.values()),
                "refused_because_a_limit_was_broken": len(many.limits.broken),
                "outcomes": {outcome.value: progress.count(outcome) for outcome in Outcome},
            }


async def answers(readers: int) -> dict[str, Any]:
    """How long a question waits for its answer, by an idle bot and by one that tells an alert meanwhile."""
    found: dict[str, Any] = {}
    for state in ("idle", "broadcasting"):
        numbers = list(range(1, readers + 1))
        with tempfile.TemporaryDirectory() as folder:
            prepare(Path(folder), numbers if state == "broadcasting" else [])
            async with crowd(numbers) as many:
                many.telegram.api.chats |= {ASKER + number: Chat(ASKER + number) for number in range(QUESTIONS)}
                found[state] = await _answer_times(Path(folder), many)
                found[state] |= {"refused_429": len(many.limits.broken)}
    found["p95_ratio"] = round(found["broadcasting"]["p95_ms"] / found["idle"]["p95_ms"], 2)
    return found


async def _answer_times(store: Path, many: Crowd) -> dict[str, Any]:
    environment = os.environ | {
        "LOSSBOT_STORE": str(store),
        "LOSSBOT_TOKEN": many.telegram.token,
        "LOSSBOT_API_URL": many.telegram.url,
        "LOSSBOT_LOG_LEVEL": "WARNING",
    }
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", cwd=ROOT, env=environment)
    try:
        await many.telegram.listened()
        await asyncio.sleep(3)  # menus are set, and the broadcast is in full swing
        waits: list[float] = []
        chance = random.Random(1)  # noqa: S311 - not for secrets
        for number in range(QUESTIONS):
            asked = time.perf_counter()
            calls = len(many.telegram.api.calls)
            await many.telegram.private("May 2024 losses?", user=User(ASKER + number, "Ann", "en"))
            while not any(call.parameters.get("chat_id") == ASKER + number for call in many.telegram.api.calls[calls:]):
                async with many.telegram.api.changed:
                    await many.telegram.api.changed.wait()
            waits.append(1000 * (time.perf_counter() - asked))
            await asyncio.sleep(0.1 + 0.1 * chance.random())
        waits.sort()
        return {
            "questions": len(waits),
            "p50_ms": round(waits[len(waits) // 2], 1),
            "p95_ms": round(waits[int(len(waits) * 0.95)], 1),
            "messages_meanwhile": len(many.moments) - len(waits),
        }
    finally:
        process.terminate()
        await process.wait()


def lot(*of: int) -> float:
    """A number from 0 to 1 that is always the same for the same."""
    return int.from_bytes(blake2b(repr(of).encode(), digest_size=7).digest(), "big") / 2**56


async def requests(messages: int) -> dict[str, Any]:
    """Messages a second through python-telegram-bot by either way of making requests, one core each side, not paced."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, __file__, "serve", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    url = (await process.stdout.readline()).decode().strip()
    found: dict[str, Any] = {}
    try:
        for name, at_once in (("aiohttp", 64), ("aiohttp", 16), ("httpx", 16), ("httpx", 64)):
            found[f"{name}, {at_once} at once"] = await _flood(name, at_once, messages, url)
    finally:
        process.kill()
        await process.wait()
    return found


async def _flood(name: str, at_once: int, messages: int, url: str) -> dict[str, float]:
    from bot.handlers.fast_requests import FastRequest  # noqa: PLC0415 - an extra

    request: BaseRequest = FastRequest(at_once) if name == "aiohttp" else HTTPXRequest(at_once, pool_timeout=60)
    numbers = iter(range(messages))
    async with Bot(FakeTelegram.token, f"{url}/bot", request=request) as client:

        async def send() -> None:
            for number in numbers:
                await client.send_message(1 + number % 1000, "New record: <b>38,940</b>. " * 8, parse_mode="HTML")

        started, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(send() for _ in range(at_once)))
        return {
            "messages_per_s": round(messages / (time.perf_counter() - started)),
            "cpu_ms_each": round(1000 * (time.process_time() - cpu) / messages, 3),
        }


async def serve() -> None:
    """A Bot API without limits, in a process of its own."""
    async with FakeTelegram() as telegram:
        telegram.api.checked = False
        telegram.api.chats = {number: Chat(number) for number in range(1, 1001)}
        print(telegram.url, flush=True)
        await asyncio.Event().wait()


def main() -> None:
    """What this file was started for."""
    gc.disable()  # a pause of the meter would look like messages that come in a bunch
    what = sys.argv[1] if len(sys.argv) > 1 else ""
    number = int(sys.argv[2]) if len(sys.argv) > 2 else None
    if what == "serve":
        asyncio.run(serve())
    elif what == "sustained":
        print(json.dumps(asyncio.run(sustained(number or 10_000))))
    elif what == "paid":
        print(json.dumps(asyncio.run(sustained(number or 10_000, "--paid"))))
    elif what == "capacity":
        print(json.dumps(asyncio.run(sustained(number or 10_000, "--paid", "--lifted", paid=AS_FAST_AS_IT_GOES))))
    elif what == "faults":
        print(json.dumps(asyncio.run(faults(number or 10_000))))
    elif what == "answers":
        print(json.dumps(asyncio.run(answers(number or 10_000)), indent=1))
    elif what == "requests":
        print(json.dumps(asyncio.run(requests(number or 5_000)), indent=1))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
