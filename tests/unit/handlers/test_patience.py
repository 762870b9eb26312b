"""Which requests are made again, when, and which are not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.handlers.patience import LONGEST_WAIT, Patience


class Attempts:
    """A request that meets the given errors in turn before it succeeds, and a clock that notes pauses."""

    def __init__(self, *errors: TelegramError) -> None:
        self.errors = list(errors)
        self.made = 0
        self.pauses: list[float] = []

    async def request(self) -> bool:
        self.made += 1
        if self.errors:
            raise self.errors.pop(0)
        return True

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)

    async def run(self) -> Any:
        return await Patience(self.sleep).process_request(self.request, (), {}, "sendMessage", {}, None)


async def test_a_request_that_succeeds_is_made_once() -> None:
    attempts = Attempts()
    assert await attempts.run() is True
    assert (attempts.made, attempts.pauses) == (1, [])


async def test_telegrams_demand_to_wait_is_honoured_to_the_second() -> None:
    attempts = Attempts(RetryAfter(timedelta(seconds=7)))
    assert await attempts.run() is True
    assert attempts.pauses == [7]


async def test_a_demand_that_nobody_would_wait_for_is_an_error_at_once() -> None:
    attempts = Attempts(RetryAfter(timedelta(seconds=LONGEST_WAIT + 1)))
    with pytest.raises(RetryAfter):
        await attempts.run()
    assert (attempts.made, attempts.pauses) == (1, [])


@pytest.mark.parametrize("passing", [NetworkError("Bad Gateway"), NetworkError("httpx.RemoteProtocolError")])
async def test_a_passing_fault_of_the_network_is_tried_again(passing: TelegramError) -> None:
    attempts = Attempts(passing)
    assert await attempts.run() is True
    assert attempts.made == 2


@pytest.mark.parametrize("make", [TimedOut, lambda: BadRequest("chat not found"), lambda: Forbidden("blocked")])
async def test_what_may_have_arrived_or_will_never_arrive_is_not_sent_again(make: Callable[[], TelegramError]) -> None:
    attempts = Attempts(make())
    with pytest.raises(TelegramError):
        await attempts.run()
    assert attempts.made == 1


async def test_after_three_attempts_the_error_is_passed_on() -> None:
    attempts = Attempts(*(NetworkError("Bad Gateway") for _ in range(5)))
    with pytest.raises(NetworkError):
        await attempts.run()
    assert attempts.made == 3
