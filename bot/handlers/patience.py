"""Requests that failed for a moment only, made again."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final

from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

_log: Final = logging.getLogger(__name__)

LONGEST_WAIT: Final = 60.0
"""Seconds; whoever asked is gone by then, and a stopping bot should not hang for longer."""

_PAUSES: Final = (0.5, 2.0)
"""Seconds before a request is made again whose connection broke or whose gateway failed."""

Result = bool | dict[str, Any] | list[dict[str, Any]]
Sleep = Callable[[float], Awaitable[None]]


class Patience(BaseRateLimiter[None]):
    """Waits exactly as long as Telegram demands, and gives a broken connection another chance.

    A request that timed out is not repeated: it may have been carried out, and nobody wants an answer twice. A
    connection that breaks in the same unlucky moment can still repeat one; losing an answer would be worse.
    """

    def __init__(self, sleep: Sleep = asyncio.sleep) -> None:
        """`sleep` pauses for so many seconds."""
        self._sleep: Final = sleep

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
        data: dict[str, Any],  # noqa: ARG002 - the signature is given
        rate_limit_args: None,  # noqa: ARG002
    ) -> Result:
        """Make a request, and make it again where that can help.

        Raises:
            telegram.error.TelegramError: Telegram's last answer, if none of the attempts succeeded.
        """
        for pause in _PAUSES:
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as halt:
                demanded = demanded_seconds(halt)
                if demanded > LONGEST_WAIT:
                    raise
                _log.info("%s: Telegram demands %.0f s of silence", endpoint, demanded)
                await self._sleep(demanded)
            except (BadRequest, TimedOut):
                raise
            except NetworkError as error:
                _log.info("%s: %s; trying again", endpoint, error)
                await self._sleep(pause)
        return await callback(*args, **kwargs)


def demanded_seconds(halt: RetryAfter) -> float:
    """How long Telegram demands to be left alone."""
    demanded = halt.retry_after
    return demanded if isinstance(demanded, int) else demanded.total_seconds()
