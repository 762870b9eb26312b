"""Which requests wait, which are made again, when, and which are not."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.alerts.pacing import Turn
from bot.handlers.pacing import LONGEST_WAIT, Pacing, demanded_seconds, pause
from tests.clocks import HurriedClock

BROADCAST = Turn(broadcast=True)


class Attempts:
    """A request that meets the given errors in turn before it succeeds, and a clock that nobody waits for."""

    def __init__(self, *errors: TelegramError, clock: HurriedClock | None = None) -> None:
        self.errors = list(errors)
        self.made = 0
        self.clock = clock or HurriedClock()
        self.pacing = Pacing(self.clock)
        self.moments: list[float] = []
        self.latency = 0.0

    async def request(self) -> bool:
        self.made += 1
        self.moments.append(self.clock.now)
        if self.latency:
            await pause(self.clock, self.latency)
        if self.errors:
            raise self.errors.pop(0)
        return True

    async def run(self, method: str = "sendMessage", turn: Turn | None = None, chat: int = 1) -> Any:
        return await self.pacing.process_request(self.request, (), {}, method, {"chat_id": chat}, turn)

    async def called(self, chat: int) -> asyncio.Task[Any]:
        """After a message to another chat one to this chat, whose turn has come just now: it does not know yet."""
        await self.run(chat=chat + 1)
        waiting = asyncio.create_task(self.run(chat=chat))
        await asyncio.sleep(0)
        self.clock.now += 0.5
        self.pacing._let_pass()
        return waiting


async def test_a_request_that_succeeds_is_made_once() -> None:
    attempts = Attempts()
    assert await attempts.run() is True
    assert (attempts.made, attempts.clock.now) == (1, 1_000)


async def test_telegrams_demand_to_wait_is_honoured_to_the_second() -> None:
    attempts = Attempts(RetryAfter(timedelta(seconds=7)))
    assert await attempts.run() is True
    assert attempts.moments[1] - attempts.moments[0] == 7


async def test_a_demand_that_nobody_would_wait_for_is_an_error_at_once() -> None:
    attempts = Attempts(RetryAfter(timedelta(seconds=LONGEST_WAIT + 1)))
    with pytest.raises(RetryAfter):
        await attempts.run()
    assert (attempts.made, attempts.clock.now) == (1, 1_000)


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


async def test_a_halt_that_one_chat_caused_holds_for_all_and_no_success_lifts_it() -> None:
    attempts = Attempts(RetryAfter(timedelta(seconds=7)))
    started = attempts.clock.now
    await asyncio.gather(*(attempts.run(chat=chat) for chat in range(1, 6)))
    assert sorted(attempts.moments)[1] - started == 7


async def test_a_tap_waits_for_the_halt_too_and_for_nothing_else() -> None:
    attempts = Attempts(RetryAfter(timedelta(seconds=7)))
    started = attempts.clock.now
    await attempts.run()
    attempts.pacing._pace.halt(attempts.clock.now + 3)
    await attempts.run("answerCallbackQuery")
    assert attempts.clock.now == started + 10
    await attempts.run("answerCallbackQuery")
    assert attempts.clock.now == started + 10


async def test_a_menu_that_may_not_change_for_an_hour_keeps_no_message_waiting() -> None:
    attempts = Attempts(RetryAfter(timedelta(seconds=3600)))
    with pytest.raises(RetryAfter):
        await attempts.run("setMyCommands")
    started = attempts.clock.now
    await attempts.run()
    assert attempts.clock.now == started
    with pytest.raises(RetryAfter):
        await attempts.run("setMyCommands")


async def test_an_alert_waits_as_long_as_telegram_demands_and_a_question_in_between_does_not() -> None:
    attempts = Attempts(RetryAfter(timedelta(seconds=600)))
    started = attempts.clock.now
    attempts.pacing._pace.halt(started + 600)
    with pytest.raises(RetryAfter) as refused:
        await attempts.run(chat=2)
    assert demanded_seconds(refused.value) > LONGEST_WAIT
    assert await attempts.run(turn=BROADCAST) is True
    assert attempts.clock.now - started == 1200


async def test_what_becomes_of_an_alert_on_a_broken_connection_is_not_decided_here() -> None:
    attempts = Attempts(NetworkError("Bad Gateway"))
    with pytest.raises(NetworkError):
        await attempts.run(turn=BROADCAST)
    assert attempts.made == 1


async def test_a_second_message_to_a_chat_waits_a_second_and_one_to_another_chat_does_not() -> None:
    attempts = Attempts()
    await asyncio.gather(attempts.run(chat=1), attempts.run(chat=1), attempts.run(chat=2))
    first, second, third = attempts.moments
    assert second - first < 0.04
    assert 1 <= third - first < 1.03


async def test_whoever_gives_up_waiting_takes_no_turn() -> None:
    attempts = Attempts()
    attempts.pacing._pace.halt(attempts.clock.now + 5)
    given_up = asyncio.create_task(attempts.run(chat=1))
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.gather(given_up, return_exceptions=True)
    await attempts.run(chat=1)
    assert attempts.made == 1


async def test_a_chat_waits_a_second_from_the_answer_to_its_last_message_however_long_that_took() -> None:
    attempts = Attempts()
    attempts.latency = 7.0
    await asyncio.gather(attempts.run(), attempts.run())
    assert attempts.moments[1] - attempts.moments[0] == 8


async def test_a_message_that_failed_takes_up_room_as_one_that_arrived_does() -> None:
    attempts = Attempts(TimedOut())
    with pytest.raises(TimedOut):
        await attempts.run()
    await attempts.run()
    assert attempts.moments[1] - attempts.moments[0] == 1


async def test_messages_that_are_not_answered_yet_keep_the_thirty_first_waiting() -> None:
    attempts = Attempts()
    attempts.latency = 100.0
    await asyncio.gather(*(attempts.run(chat=chat) for chat in range(1, 32)))
    assert attempts.moments[30] - attempts.moments[0] == 101


async def test_whoever_is_cancelled_in_the_moment_of_their_turn_gives_it_back() -> None:
    attempts = Attempts()
    given_up = await attempts.called(chat=1)
    given_up.cancel()
    await asyncio.gather(given_up, return_exceptions=True)
    assert attempts.made == 1
    started = attempts.clock.now
    await attempts.run(chat=1)
    assert attempts.moments[1] - started == 1


async def test_whoever_is_cancelled_while_waiting_and_called_before_knowing_it_gives_the_turn_back() -> None:
    attempts = Attempts()
    attempts.pacing._pace.halt(attempts.clock.now + 5)
    given_up = asyncio.create_task(attempts.run(chat=1))
    await asyncio.sleep(0)
    given_up.cancel()
    attempts.clock.now += 5
    attempts.pacing._let_pass()
    await asyncio.gather(given_up, return_exceptions=True)
    started = attempts.clock.now
    await attempts.run(chat=1)
    assert (attempts.made, attempts.moments[0] - started) == (1, 1)


async def test_a_demand_to_wait_that_comes_with_the_turn_holds_for_it() -> None:
    attempts = Attempts()
    called = await attempts.called(chat=1)
    halted_until = attempts.clock.now + 7
    attempts.pacing._pace.halt(halted_until)
    await called
    assert attempts.moments[1] == halted_until


async def test_a_demand_to_wait_is_heard_before_the_next_goes() -> None:
    attempts = Attempts(RetryAfter(timedelta(seconds=7)))
    attempts.latency = 30.0
    await asyncio.gather(*(attempts.run(chat=chat) for chat in range(1, 41)))
    late = [moment for moment in attempts.moments if moment >= 1_030]
    assert min(late) >= 1_037


async def test_whoever_wants_to_know_hears_when_a_message_leaves_and_when_it_is_answered() -> None:
    attempts = Attempts()
    heard: list[str] = []

    @contextmanager
    def leaving() -> Iterator[None]:
        heard.append(f"leaves {attempts.made}")
        yield
        heard.append(f"answered {attempts.made}")

    await attempts.run(turn=Turn(broadcast=True, leaving=leaving))
    assert heard == ["leaves 0", "answered 1"]
