"""The bot's store while it runs."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.figures import Follower, LiveFigures
from store.opening import open_store
from store.ports import Origin, Store
from store.snapshot import SeriesName, Snapshot
from tests.entries import a_report

AT = datetime(2024, 6, 10, tzinfo=UTC)
ORIGIN = Origin(name="owner", at=AT)
PERSONNEL = SeriesName("russia", "ukraine", "personnel")
DAY = date(2024, 6, 2)


@pytest.fixture
def figures(tmp_path: Path) -> Iterator[LiveFigures]:
    with open_store(tmp_path, at=AT) as store, LiveFigures(store) as figures:
        yield figures


def add_report(store: Store) -> None:
    store.figures.put([a_report(DAY)], origin=ORIGIN)


def has_report(figures: LiveFigures) -> bool:
    return figures.snapshot.series[PERSONNEL].on(DAY, DAY) is not None


async def test_a_change_is_in_the_snapshot_once_the_work_is_done(figures: LiveFigures) -> None:
    before = figures.snapshot
    assert not has_report(figures)
    await figures.use(add_report)
    assert has_report(figures)
    assert before.series[PERSONNEL].on(DAY, DAY) is None


async def test_work_that_changes_nothing_leaves_the_snapshot_as_it_is(figures: LiveFigures) -> None:
    before = figures.snapshot
    assert await figures.use(lambda store: len(store.figures.reports())) == 54
    assert figures.snapshot is before


async def test_what_was_stored_before_work_failed_is_in_the_snapshot(figures: LiveFigures) -> None:
    def fail(store: Store) -> None:
        add_report(store)
        raise KeyError("afterwards")

    with pytest.raises(KeyError, match="afterwards"):
        await figures.use(fail)
    assert has_report(figures)


async def test_all_work_is_done_in_one_thread_that_is_not_the_event_loops(figures: LiveFigures) -> None:
    threads = await asyncio.gather(*(figures.use(lambda _: threading.get_ident()) for _ in range(20)))
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()


async def test_work_goes_on_to_its_end_when_nobody_waits_for_it_any_more(figures: LiveFigures) -> None:
    begun, may_end = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def slow(store: Store) -> None:
        loop.call_soon_threadsafe(begun.set)
        may_end.wait(10)
        add_report(store)

    working = asyncio.create_task(figures.use(slow))
    await begun.wait()
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    may_end.set()
    figures.close()
    assert has_report(figures)


async def test_who_follows_hears_of_changes_alone_and_in_the_stores_thread(figures: LiveFigures) -> None:
    heard: list[tuple[int, bool]] = []

    def begin(_: Store) -> Follower:
        return lambda snapshot: heard.append(
            (threading.get_ident(), snapshot.series[PERSONNEL].on(DAY, DAY) is not None)
        )

    figures.follow(begin)
    await figures.use(lambda store: len(store.figures.reports()))
    assert heard == []
    await figures.use(add_report)
    assert heard == [(await figures.use(lambda _: threading.get_ident()), True)]


async def test_a_follower_that_fails_is_logged_and_the_change_stands(
    figures: LiveFigures, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Snapshot) -> None:
        raise KeyError("follower")

    figures.follow(lambda _: fail)
    await figures.use(add_report)
    assert has_report(figures)
    assert "a change of the figures failed" in caplog.text
