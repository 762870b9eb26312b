"""Clocks for tests: nobody waits for them."""

import asyncio
from collections.abc import Callable
from functools import partial
from heapq import heappop, heappush
from itertools import count


class HurriedClock:
    """A clock that, as soon as nothing else happens, jumps to the moment at which the next one wants to be called."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self._calls: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = count()

    def time(self) -> float:
        return self.now

    def call_later(self, seconds: float, call: Callable[[], None]) -> None:
        heappush(self._calls, (self.now + seconds, next(self._numbers), call))
        if len(self._calls) == 1:
            self._ring_soon()

    def _ring_soon(self, turns: int = 5) -> None:
        """Ring the next call when the event loop has gone round some times: whoever was called comes first."""
        later = self._ring if turns == 0 else partial(self._ring_soon, turns - 1)
        asyncio.get_running_loop().call_soon(later)

    def _ring(self) -> None:
        due, _, call = heappop(self._calls)
        self.now = max(self.now, due)
        if self._calls:
            self._ring_soon()
        call()
