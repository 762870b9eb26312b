"""A broadcast whose process is killed at random moments: nobody is missed, repeats only of what was in flight."""

import asyncio
import random
import sys
from collections import Counter
from pathlib import Path
from signal import SIGKILL

import pytest

from bot.alerts.delivery import PAID_SLOTS
from store.alerts import AlertState, Outcome
from store.tinydb.reading import alerts_in_memory
from tests.e2e.telling import ALERT, prepare
from tests.fake_telegram import FakeTelegram
from tests.fake_telegram.limits import FloodLimits
from tests.fake_telegram.people import Chat

ROOT = Path(__file__).parents[2]
READERS = range(1, 2001)


async def tell(store: Path, url: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.e2e.telling", str(store), url, "--paid", cwd=ROOT
    )


@pytest.mark.parametrize("kills", [5, pytest.param(50, marks=pytest.mark.long)])
async def test_nobody_is_missed_and_repeats_are_among_what_was_in_flight(tmp_path: Path, kills: int) -> None:
    chance = random.Random(kills)  # noqa: S311 - not for secrets
    prepare(tmp_path, READERS)
    uncertain: Counter[int] = Counter()
    told: set[int] = set()
    async with FakeTelegram(limits=FloodLimits()) as telegram:
        telegram.api.checked = False  # the same message 2,000 times
        telegram.api.chats = {number: Chat(number) for number in READERS}
        telegram.api.answers = lambda parameters: told.add(parameters["chat_id"])
        for so_far in sorted(chance.sample(range(2, len(READERS) - 2 * PAID_SLOTS), kills)):
            process = await tell(tmp_path, telegram.url)
            await telegram.requested(len(telegram.api.calls) + chance.randrange(2, PAID_SLOTS))
            async with telegram.api.changed:
                await telegram.api.changed.wait_for(lambda: len(told) >= so_far)  # noqa: B023 - of this round
            await asyncio.sleep(chance.random() * 0.01)
            process.kill()
            assert await process.wait() == -SIGKILL  # it was in the middle of it
            left = alerts_in_memory(tmp_path).progress(ALERT)
            assert len(left.in_flight) <= PAID_SLOTS
            uncertain.update(address.chat for address in left.in_flight)
        process = await tell(tmp_path, telegram.url)
        assert await process.wait() == 0
        arrived = Counter(call.message.chat.id for call in telegram.calls("sendMessage") if call.message is not None)
    assert set(arrived) == set(READERS)
    assert all(times - 1 <= uncertain[chat] for chat, times in arrived.items())
    alerts = alerts_in_memory(tmp_path)
    alert = alerts.alert(ALERT)
    assert alert is not None
    assert alert.state is AlertState.FINISHED
    assert alerts.progress(ALERT).count(Outcome.SENT) == len(READERS)
