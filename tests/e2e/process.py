"""The bot as a process of its own, as it runs in production."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from tests.fake_telegram import FakeTelegram

_ROOT: Final = Path(__file__).parents[2]

_PATIENCE: Final = 60.0
"""Seconds after which a process that should have ended is given up."""


class Process:
    """`python -m bot run`, and what it writes to standard error."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._read: list[str] = []

    async def says(self, words: str) -> None:
        """Wait for a line that holds `words`."""
        assert self._process.stderr is not None
        async with asyncio.timeout(_PATIENCE):
            while not self._read or words not in self._read[-1]:
                line = await self._process.stderr.readline()
                assert line, f"it ended without saying {words!r}: {self._read}"
                self._read.append(line.decode())

    async def ends(self) -> tuple[int, str]:
        """Wait for its end; its exit status and all that it wrote to standard error."""
        async with asyncio.timeout(_PATIENCE):
            _, written = await self._process.communicate()
        assert self._process.returncode is not None
        return self._process.returncode, "".join(self._read) + written.decode()

    def signal(self, number: signal.Signals = signal.SIGTERM) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    async def stop(self) -> tuple[int, str]:
        """SIGTERM, and wait for its end."""
        self.signal()
        return await self.ends()

    async def kill(self) -> None:
        """Make sure that it is gone."""
        if self._process.returncode is None:
            self._process.kill()
            await self._process.wait()


@asynccontextmanager
async def bot_process(store: Path, telegram: FakeTelegram | None = None, **variables: str) -> AsyncIterator[Process]:
    """Start the bot with its settings in the environment: where `telegram` is, and `LOSSBOT_…` for each variable."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LOSSBOT_")}
    environment |= {"LOSSBOT_STORE": str(store), "LOSSBOT_SYNC": "off"}
    if telegram is not None:
        environment |= {"LOSSBOT_TOKEN": telegram.token, "LOSSBOT_API_URL": telegram.url}
    environment |= {f"LOSSBOT_{name}": value for name, value in variables.items()}
    process = Process(
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run",
            cwd=_ROOT, env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )
    )  # fmt: skip
    try:
        yield process
    finally:
        await process.kill()
