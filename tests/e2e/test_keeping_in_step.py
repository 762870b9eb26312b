"""The bot fetches the public data sets by itself, and owners see how that goes."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime, timedelta
from threading import Event
from typing import Final

import pytest

from bot.app import compose
from bot.figures import LiveFigures
from bot.serving import CannotServeError
from tests.clocks import HurriedClock
from tests.e2e.conftest import Bot, in_service, owned_settings, settings_for
from tests.fake_telegram import TOKEN, FakeTelegram, User
from tests.upstream import Upstream, equipment_row, orc_row, personnel_row, refuse
from tests.upstream.data_sets import Row

GUSTAV = User(1003, "Gustav", "en")
NOON: Final = datetime(2026, 8, 10, 9, tzinfo=UTC)
"""Noon in Kyiv, some days after the newest report that lossbot starts with."""

TODAY, YESTERDAY, BEFORE = date(2026, 8, 10), date(2026, 8, 9), date(2026, 8, 8)
FIRST_OF_AUGUST: Final = {
    "personnel": 1_447_620, "tanks": 12_231, "armoured_vehicles": 25_060, "artillery": 47_127, "mlrs": 1_980,
    "air_defence": 1_527, "aircraft": 439, "helicopters": 354, "uavs": 437_503, "warships": 34,
}  # fmt: skip
"""Totals of that report."""
COLUMNS: Final = {
    "tank": "tanks", "aircraft": "aircraft", "helicopter": "helicopters", "APC": "armoured_vehicles",
    "field artillery": "artillery", "MRL": "mlrs", "drone": "uavs", "naval ship": "warships",
    "anti-aircraft warfare": "air_defence",
}  # fmt: skip
PERSONNEL, EQUIPMENT = "russia_losses_personnel.json", "russia_losses_equipment.json"
CORRECTIONS, ORC = "russia_losses_equipment_correction.json", "russian-losses.json"
ROUNDS: Final = 200
"""How often /status is asked before a test gives up."""


def equipment(day: date, **more: int) -> Row:
    """A row as that of 1 August, with some totals higher."""
    totals = {column: FIRST_OF_AUGUST[metric] + more.get(metric, 0) for column, metric in COLUMNS.items()}
    return {**equipment_row(day, 0), **totals}


def publish(upstream: Upstream, *days: date) -> None:
    """Let the data sets hold the reports of `days`, each of 1,000 more personnel and 10 more tanks than before."""
    numbered = list(enumerate(days, 1))
    personnel, tanks = FIRST_OF_AUGUST["personnel"], FIRST_OF_AUGUST["tanks"]
    upstream.hold(PERSONNEL, [personnel_row(day, personnel + 1_000 * number) for number, day in numbered])
    upstream.hold(EQUIPMENT, [equipment(day, tanks=10 * number) for number, day in numbered])
    upstream.hold(CORRECTIONS, [{**equipment(day), **dict.fromkeys(COLUMNS, 0), "personnel": 0} for day in days])
    upstream.hold(
        ORC, [{**orc_row(day, personnel + 1_000 * number), "tanks": tanks + 10 * number} for number, day in numbered]
    )


@pytest.fixture
def upstream(monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    upstream = Upstream()
    publish(upstream, BEFORE, YESTERDAY)
    with upstream.served():
        yield upstream


class Clock:
    """Tells a time that a test sets."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def in_step(
    telegram: FakeTelegram, figures: LiveFigures, upstream: Upstream, now: Callable[[], datetime] = lambda: NOON
) -> AbstractAsyncContextManager[Bot]:
    """An owned bot in service that fetches from `upstream`."""
    settings = owned_settings(telegram, sync=True, sync_from=upstream.url)
    return in_service(telegram, figures, settings=settings, now=now)


async def status(telegram: FakeTelegram, words: str) -> str:
    """What /status says once it holds `words`."""
    for _ in range(ROUNDS):
        await telegram.private("/status")
        text = (await telegram.sent()).text
        if words in text:
            return text
    raise AssertionError(f"{words!r} is not in: {text}")


async def tick(bot: Bot) -> None:
    """Let the minute pass after which it is looked whether something is due."""
    assert bot.application.job_queue is not None
    (job,) = bot.application.job_queue.jobs("^tick$")
    await job.run(bot.application)


async def test_what_is_fetched_is_answered_from_at_once(
    telegram: FakeTelegram, figures: LiveFigures, upstream: Upstream
) -> None:
    async with in_step(telegram, figures, upstream):
        told = await status(telegram, "Last success")
        assert "newest report is of 9 August 2026" in told
        assert "4 reports added" in told
        assert "Next: 11 August 2026, 06:00 in Kyiv" in told
        await telegram.private("losses 8 August 2026", user=GUSTAV)
        assert "1,000" in (await telegram.sent()).text.splitlines()[0]


async def test_until_the_days_report_is_in_it_looks_every_hour_and_then_waits_for_the_next_day(
    telegram: FakeTelegram, figures: LiveFigures, upstream: Upstream
) -> None:
    clock = Clock(datetime(2026, 8, 10, 5, 30, tzinfo=UTC))
    async with in_step(telegram, figures, upstream, clock) as bot:
        assert "Next: 10 August 2026, 09:00 in Kyiv" in await status(telegram, "Last success")
        asked = len(upstream.requests)
        clock.now += timedelta(minutes=29)
        await tick(bot)
        await status(telegram, "Next: 10 August 2026, 09:00")
        assert len(upstream.requests) == asked
        publish(upstream, BEFORE, YESTERDAY, TODAY)
        clock.now += timedelta(minutes=1)
        await tick(bot)
        assert "newest report is of 10 August" in await status(telegram, "Next: 11 August 2026, 06:00")


async def test_a_failure_changes_no_figure_and_is_remembered_and_tried_again_sooner(
    telegram: FakeTelegram, figures: LiveFigures, upstream: Upstream, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    clock = Clock()
    upstream.misbehave(EQUIPMENT, refuse(404), refuse(403))
    version = await figures.use(lambda store: store.figures.version)
    async with in_step(telegram, figures, upstream, clock) as bot:
        told = await status(telegram, "Last failure")
        assert "404" in told
        assert "Next: 10 August 2026, 12:05 in Kyiv" in told
        assert await figures.use(lambda store: store.figures.version) == version
        clock.now += timedelta(minutes=5)
        await tick(bot)
        await status(telegram, "Next: 10 August 2026, 12:15 in Kyiv")
        clock.now += timedelta(minutes=10)
        await tick(bot)
        told = await status(telegram, "Last success")
        assert told.index("Last success") < told.index("Last failure")
        assert "403" in told
    assert "Synchronising failed" in caplog.text
    assert TOKEN not in "".join(record.getMessage() for record in caplog.records if record.name.startswith("bot."))


async def test_a_failure_is_remembered_across_a_restart(
    telegram: FakeTelegram, figures: LiveFigures, upstream: Upstream
) -> None:
    upstream.misbehave(ORC, refuse(404))
    async with in_step(telegram, figures, upstream):
        await status(telegram, "Last failure")
    asked = len(upstream.requests)
    async with in_step(telegram, figures, upstream):
        assert "Next: 10 August 2026, 12:05 in Kyiv" in await status(telegram, "Last failure")
    assert len(upstream.requests) == asked


async def test_a_damaged_file_changes_nothing_at_all(
    telegram: FakeTelegram, figures: LiveFigures, upstream: Upstream
) -> None:
    upstream.hold(ORC, b'[{"date": "2024-06-0')
    async with in_step(telegram, figures, upstream):
        assert "newest report is of 1 August 2026" in await status(telegram, "Last failure")
    assert not await figures.use(lambda store: [r for r in store.figures.reports() if r.report_date == YESTERDAY])


async def test_what_the_gate_holds_is_told_of(telegram: FakeTelegram, figures: LiveFigures, upstream: Upstream) -> None:
    upstream.hold(ORC, [orc_row(YESTERDAY, 10 * FIRST_OF_AUGUST["personnel"]) | {"tanks": 12_251}])
    async with in_step(telegram, figures, upstream):
        told = await status(telegram, "Held back at the last fetch: 1")
        assert "14,476,200" in told


async def test_questions_are_answered_while_a_server_keeps_the_bot_waiting(
    telegram: FakeTelegram, figures: LiveFigures, upstream: Upstream
) -> None:
    asked, answered = Event(), Event()

    def wait(_: int) -> None:
        asked.set()
        answered.wait(10)

    upstream.on_request = wait
    async with in_step(telegram, figures, upstream) as bot:
        await asyncio.to_thread(asked.wait, 10)
        await telegram.private("May 2024 losses?")
        assert "38,940" in (await telegram.sent()).text
        await tick(bot)
        assert "Never fetched" in await status(telegram, "Next: now")
        assert len(upstream.requests) == 1
        answered.set()
        await status(telegram, "Last success")
    assert len(upstream.requests) == 4


async def test_the_bot_stops_at_once_while_a_server_keeps_it_waiting(
    telegram: FakeTelegram, figures: LiveFigures, upstream: Upstream
) -> None:
    asked, stopped = Event(), Event()

    def wait(_: int) -> None:
        asked.set()
        stopped.wait(30)

    upstream.on_request = wait
    async with asyncio.timeout(10):
        async with in_step(telegram, figures, upstream):
            await asyncio.to_thread(asked.wait, 10)
    stopped.set()


async def test_nothing_is_fetched_where_that_is_switched_off(owned: Bot, telegram: FakeTelegram) -> None:
    assert "switched off (LOSSBOT_SYNC)" in await status(telegram, "How things stand")


async def test_status_is_for_owners_alone(owned: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("/status", user=GUSTAV)
    told = (await telegram.sent()).text
    assert "for the bot's owners" in told
    assert "reports" not in told


def test_a_mirror_that_is_no_address_is_named_at_the_start(telegram: FakeTelegram, figures: LiveFigures) -> None:
    settings = settings_for(telegram, sync=True, sync_from="mirror.example")
    with pytest.raises(CannotServeError, match=r"LOSSBOT_SYNC_FROM: 'mirror\.example' is no address"):
        compose(settings, figures, clock=HurriedClock())
