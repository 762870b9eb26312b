"""The limits that Telegram publishes, kept by counting what arrives; written without a look at the bot's pacing."""

import time
from collections import defaultdict, deque
from typing import Final

from tests.fake_telegram.faults import Refusal, too_many_requests
from tests.fake_telegram.people import Json

PENALTY: Final = 3
"""Seconds of silence that a broken limit costs."""


class Allowance:
    """At most `most` messages in any `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._arrived: deque[float] = deque()

    def takes(self, now: float) -> bool:
        """Whether one more is allowed now; it counts if it is."""
        while self._arrived and now - self._arrived[0] >= self._seconds:
            self._arrived.popleft()
        if len(self._arrived) >= self._most:
            return False
        self._arrived.append(now)
        return True


class FloodLimits:
    """30 messages a second overall, 1,000 where they are paid for; one a second to a chat, 20 a minute to a group."""

    def __init__(self, paid: int = 1000) -> None:
        self.broken: list[str] = []
        self._overall = Allowance(30, 1.0)
        self._paid = Allowance(paid, 1.0)
        self._chats: defaultdict[int, Allowance] = defaultdict(lambda: Allowance(1, 1.0))
        self._groups: defaultdict[int, Allowance] = defaultdict(lambda: Allowance(20, 60.0))
        self._silent_until = float("-inf")

    def refusal(self, parameters: Json) -> Refusal | None:
        """The answer to a message that came too early; None to one in time."""
        now, chat = time.monotonic(), parameters["chat_id"]
        if now < self._silent_until:
            return self._refused("silence was demanded", int(self._silent_until - now) + 1)
        overall = self._paid if parameters.get("allow_paid_broadcast") else self._overall
        if not overall.takes(now):
            return self._refused("overall", PENALTY)
        if not self._chats[chat].takes(now) or (chat < 0 and not self._groups[chat].takes(now)):
            return self._refused(f"chat {chat}", PENALTY)
        return None

    def demand_silence(self, seconds: int) -> None:
        """From now on nothing may come for so many seconds."""
        self._silent_until = max(self._silent_until, time.monotonic() + seconds)

    def _refused(self, which: str, seconds: int) -> Refusal:
        self.broken.append(which)
        self.demand_silence(seconds)
        return too_many_requests(seconds)
