"""From a daily report that an owner forwards to the alert in three chats, each in its own language and hours."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import pytest

from store.subscriptions import Address
from tests.e2e.daily_report import report_text
from tests.e2e.world import World, world_of
from tests.fake_telegram import ANN, FORUM, OLENA, Chat, FakeTelegram, User
from tests.fake_telegram.driver import Seen

GUSTAV: Final = User(1003, "Gustav", "en")
MINISTRYS: Final = Chat(-1003000000002, "channel", "Міноборони", username="ministry_of_defence_ua")
TOPIC: Final = 77
MORNING: Final = datetime(2024, 6, 10, 5, 30, tzinfo=UTC)
"""When the report comes: 1:30 at night in New York, 8:30 in Kyiv, 14:30 in Tokyo."""

WEEK_IN_KYIV: Final = (
    "Новий рекорд: найбільше досі число за тиждень. Перевершено 7 530 (4 березня 2024 – 10 березня 2024) на 110 (+1%)."
)

WEEK_IN_THE_TOPIC: Final = (
    "In the report of 10 June 2024 I told you: 7,640 Russian personnel lost in the week of 3 June 2024 to 9 June 2024."
)

SEVEN_IN_NEW_YORK: Final = datetime(2024, 6, 10, 11, tzinfo=UTC)

PAGE: Final = "https://t.me/ministry_of_defence_ua/77"


@pytest.fixture
async def world(telegram: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """It is the evening before the report."""
    monkeypatch.setattr("bot.alerts.service.LOOKS_EVERY", 0.01)
    async with world_of(telegram, tmp_path) as world:
        world.now = datetime(2024, 6, 9, 18, tzinfo=UTC)
        telegram.api.admins[FORUM.id] = {ANN.id}
        await telegram.private("tell me when personnel losses hit a new daily record", user=GUSTAV)
        assert "1,230 (5 March 2024), known since the report of 6 March 2024" in text(await telegram.sent())
        await telegram.private("/quiet 22-7 America/New_York", user=GUSTAV)
        await telegram.sent()
        await telegram.private("повідом, коли буде новий рекорд", user=OLENA)
        assert "1 230 (5 березня 2024), зведення від 6 березня 2024" in text(await telegram.sent())
        await telegram.group("/subscribe weekly record for personnel", chat=FORUM, topic=TOPIC)
        assert "7,530 (4 March 2024 – 10 March 2024)" in text(await telegram.sent())
        await telegram.group("/quiet 23-6 Asia/Tokyo", chat=FORUM, topic=TOPIC)
        await telegram.sent()
        world.now = MORNING
        yield world


def text(seen: Seen) -> str:
    return seen.text.replace("\xa0", " ")


async def forward_and_store(world: World, telegram: FakeTelegram, rise: int) -> None:
    """An owner forwards the report of 10 June, and lets it be stored."""
    report = report_text(date(2024, 6, 10), {"personnel": world.total + rise}, {"personnel": rise})
    await telegram.forward(report, MINISTRYS, number=77, date=int(MORNING.timestamp()))
    shown = await telegram.sent()
    assert shown.chat_id == ANN.id
    await telegram.tap(shown, "Store")
    assert "\n\nStored" in (await telegram.edited(shown)).text


async def still_held(world: World) -> dict[Address, datetime]:
    """Who has not been told yet, and when they will be."""
    return {held.address: held.due for held in await world.figures.run(world.store.alerts.held)}


async def test_a_forwarded_report_becomes_an_alert_in_each_chats_language_and_hours_once(
    world: World, telegram: FakeTelegram
) -> None:
    await forward_and_store(world, telegram, rise=1_300)

    told = {seen.chat_id: seen for seen in (await telegram.sent(), await telegram.sent())}
    await world.told()
    assert set(told) == {OLENA.id, FORUM.id}
    assert await still_held(world) == {Address(GUSTAV.id): SEVEN_IN_NEW_YORK}

    # In Kyiv any record was asked for, and this report brings two: one message tells of both.
    assert text(told[OLENA.id]).splitlines()[:9] == [
        "1 300 військових: втрати Росії за 9 червня 2024",
        "Новий рекорд: найбільше досі число за день. Перевершено 1 230 (5 березня 2024) на 70 (+6%).",
        "",
        "7 640 військових: втрати Росії за тиждень 3 червня 2024 – 9 червня 2024",
        WEEK_IN_KYIV,
        "",
        "За даними: Міністерство оборони України, зведення від 10 червня 2024",
        "Особовий склад: Враховано разом: убиті, поранені, зниклі безвісти і полонені.",
        "Це твердження однієї зі сторін, незалежно не перевірене.",
    ]
    assert PAGE in told[OLENA.id].links
    assert told[OLENA.id].buttons == ["Графік", "Порівняти", "Більше не треба"]

    # The topic wanted weeks alone.
    assert told[FORUM.id].topic == TOPIC
    assert text(told[FORUM.id]).splitlines()[:3] == [
        "7,640 Russian personnel lost in the week of 3 June 2024 to 9 June 2024",
        "New record: the highest week so far. It broke 7,530 (4 March 2024 – 10 March 2024) by 110 (+1%).",
        "",
    ]
    assert "1,300" not in text(told[FORUM.id])

    # In New York it was night.
    world.now = SEVEN_IN_NEW_YORK
    held = await telegram.sent()
    assert held.chat_id == GUSTAV.id
    assert text(held).splitlines()[:5] == [
        "1,300 Russian personnel lost on 9 June 2024",
        "New record: the highest day so far. It broke 1,230 (5 March 2024) by 70 (+6%).",
        "",
        "According to Ukraine's Ministry of Defence, report of 10 June 2024",
        "Personnel: Counts killed, wounded, missing and captured together.",
    ]
    assert PAGE in held.links
    assert held.buttons == ["Chart", "Compare", "Stop these"]

    await world.released()
    sent = len(telegram.calls("sendMessage"))
    await telegram.forward(
        report_text(date(2024, 6, 10), {"personnel": world.total + 1_300}, {"personnel": 1_300}),
        MINISTRYS, number=77, date=int(MORNING.timestamp()),
    )  # fmt: skip
    again = await telegram.sent()
    await telegram.tap(again, "Store")
    assert "stored already" in (await telegram.edited(again)).text
    await world.told()
    assert len(telegram.calls("sendMessage")) == sent + 1, "the reading of the report, and no alert"


async def test_a_report_that_breaks_no_record_is_stored_and_tells_nobody(world: World, telegram: FakeTelegram) -> None:
    sent = len(telegram.calls("sendMessage"))
    await forward_and_store(world, telegram, rise=1_190)
    await world.told()
    assert await still_held(world) == {}
    assert len(telegram.calls("sendMessage")) == sent + 1


async def test_a_report_that_is_put_right_is_put_right_where_it_was_told(world: World, telegram: FakeTelegram) -> None:
    await forward_and_store(world, telegram, rise=1_300)
    assert {(await telegram.sent()).chat_id for _ in range(2)} == {OLENA.id, FORUM.id}
    await world.told()
    await forward_and_store(world, telegram, rise=1_220)
    corrected = {(seen := await telegram.sent()).chat_id: text(seen) for _ in range(2)}
    await world.told()
    assert corrected[OLENA.id].splitlines()[:4] == [
        "Виправлення",
        "За зведенням від 10 червня 2024 я повідомляв: 1 300 військових: втрати Росії за 9 червня 2024.",
        "Число переглянуто: тепер це 1 220.",
        "Тож це не був рекорд.",
    ]
    assert corrected[FORUM.id].splitlines()[:4] == [
        "Correction",
        WEEK_IN_THE_TOPIC,
        "The figure has been revised: it is 7,560 now.",
        "It is still a record.",
    ]
    assert "1,220" not in corrected[FORUM.id]
    # In New York nobody had been told of the day, and nobody will be: it was no record.
    sent = len(telegram.calls("sendMessage"))
    world.now = SEVEN_IN_NEW_YORK
    await world.released()
    assert len(telegram.calls("sendMessage")) == sent
