"""Every request to Telegram waits for its turn, and is made again where that can help.

It takes the place of python-telegram-bot's own `AIORateLimiter`, which sends in bursts, knows no limit for a private
chat, and ends a halt that Telegram demands as soon as any request succeeds.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, Final, Protocol

from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

from bot.alerts.pacing import ANSWER, Limits, Line, Pace, Turn, Waiting

_log: Final = logging.getLogger(__name__)

LONGEST_WAIT: Final = 60.0
"""Seconds that an answer waits at Telegram's demand; whoever asked is gone by then, and a stopping bot should not
hang for longer. An alert waits as long as it has to."""

_PAUSES: Final = (0.5, 2.0)
"""Seconds before a request is made again whose connection broke or whose gateway failed."""

_MOST_HALTS: Final = 10
"""How often in a row Telegram may refuse one alert for coming too early before it is given back."""

_MESSAGES: Final = ("send", "copy", "forward", "edit")
"""What the requests begin with that Telegram counts as messages."""

Result = bool | dict[str, Any] | list[dict[str, Any]]


class Clock(Protocol):
    """What the time is, and how to be called later."""

    def time(self) -> float:
        """Seconds on a clock that never goes back."""

    def call_later(self, seconds: float, call: Callable[[], None]) -> None:
        """Call once so many seconds have passed."""


class LoopClock:
    """The clock of the running event loop."""

    def time(self) -> float:
        """See `Clock`."""
        return time.monotonic()

    def call_later(self, seconds: float, call: Callable[[], None]) -> None:
        """See `Clock`."""
        asyncio.get_running_loop().call_later(seconds, call)


async def pause(clock: Clock, seconds: float) -> None:
    """Wait until so many seconds have passed on `clock`."""
    passed = asyncio.Event()
    clock.call_later(seconds, passed.set)
    await passed.wait()


class Pacing(BaseRateLimiter[Turn]):
    """Keeps to Telegram's limits without a burst, to its demands to wait exactly, and lets answers go first.

    A 429 on a message halts everything; on any other method (Telegram limits how often menus may change, and
    demands hours) that method only. A request that timed out is not repeated here: it may have been carried out. A
    connection that breaks in the same unlucky moment can still repeat an answer; losing it would be worse.
    """

    def __init__(self, clock: Clock | None = None, limits: Limits | None = None) -> None:
        """Keep to `limits` by `clock`, by default the published ones by the event loop's."""
        self._clock: Final = clock or LoopClock()
        self._pace: Final = Pace(limits)
        self._line: Final[Line[asyncio.Future[None]]] = Line(self._pace)
        self._methods: Final[dict[str, float]] = {}
        self._wakes_at: float | None = None

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to give back."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Turn | None,
    ) -> Result:
        """Make a request when its turn comes, and make it again where that can help.

        Raises:
            telegram.error.TelegramError: Telegram's last answer, if none of the attempts succeeded.
        """
        turn = rate_limit_args or ANSWER
        is_message = endpoint.startswith(_MESSAGES) and endpoint != "sendChatAction"
        pauses, halts = iter(_PAUSES), 0
        while True:
            way = await (self._turn(data.get("chat_id"), turn) if is_message else self._passing(endpoint))
            try:
                with way:
                    return await callback(*args, **kwargs)
            except RetryAfter as halt:
                demanded = demanded_seconds(halt)
                self._halt(None if is_message else endpoint, demanded)
                halts += 1
                if halts > (_MOST_HALTS if turn.broadcast else len(_PAUSES)):
                    raise
                if not turn.broadcast and demanded > LONGEST_WAIT:
                    raise
                _log.info("%s: Telegram demands %.0f s of silence", endpoint, demanded)
            except (BadRequest, TimedOut):
                raise
            except NetworkError as error:
                if turn.broadcast or (seconds := next(pauses, None)) is None:
                    raise  # what becomes of an alert, its delivery decides
                _log.info("%s: %s; trying again", endpoint, error)
                await pause(self._clock, seconds)

    def _halt(self, method: str | None, seconds: float) -> None:
        until = self._clock.time() + seconds
        if method is None:
            self._pace.halt(until)
        else:
            self._methods[method] = max(until, self._methods.get(method, until))

    async def _passing(self, method: str) -> AbstractContextManager[None]:
        """Wait for what is no message: for nothing but the end of a halt."""
        while (rest := max(self._pace.not_before, self._methods.get(method, 0.0)) - self._clock.time()) > 0:
            if rest > LONGEST_WAIT:
                raise RetryAfter(int(rest) + 1)
            await pause(self._clock, rest)
        return nullcontext()

    async def _turn(self, chat: int | str | None, turn: Turn) -> AbstractContextManager[None]:
        """Wait for a message's turn; what this gives is to be open while the message is under way."""
        rest = self._pace.not_before - self._clock.time()
        if rest > LONGEST_WAIT and not turn.broadcast:
            raise RetryAfter(int(rest) + 1)
        while True:
            mine = Waiting(asyncio.get_running_loop().create_future(), chat, turn)
            self._line.join(mine)
            self._let_pass()
            try:
                await mine.who
            except asyncio.CancelledError:
                if mine.who.cancelled():
                    self._line.leave(mine)
                else:  # the turn came in the same moment, and nothing comes of it
                    self._answered(mine)
                raise
            if self._pace.not_before <= self._clock.time():
                return self._under_way(mine)
            self._answered(mine)  # a demand to wait came in the same moment

    @contextmanager
    def _under_way(self, message: Waiting[asyncio.Future[None]]) -> Iterator[None]:
        try:
            with message.turn.leaving():
                yield
        finally:
            self._answered(message)

    def _answered(self, message: Waiting[asyncio.Future[None]]) -> None:
        self._pace.answered(message.chat, self._clock.time(), message.turn)
        # Not at once: if the answer is a demand to wait, it is to be heard first.
        asyncio.get_running_loop().call_soon(self._let_pass)

    def _let_pass(self) -> None:
        """Let everybody go whose turn it is, and see to it that the next one is called."""
        now = self._clock.time()
        while (message := self._line.next(now)) is not None:
            if message.who.cancelled():  # and has not come to leave the line
                self._pace.answered(message.chat, now, message.turn)
            else:
                message.who.set_result(None)
        moment = self._line.wake_at()
        if moment is not None and (self._wakes_at is None or moment < self._wakes_at):
            self._wakes_at = moment
            self._clock.call_later(max(0.0, moment - now), self._wake)

    def _wake(self) -> None:
        self._wakes_at = None
        self._let_pass()


def demanded_seconds(halt: RetryAfter) -> float:
    """How long Telegram demands to be left alone."""
    demanded = halt.retry_after
    return demanded if isinstance(demanded, int) else demanded.total_seconds()
