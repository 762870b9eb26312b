"""What Telegram shows of the bot before anybody writes."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.world import World, world_of
from tests.fake_telegram import FakeTelegram


@pytest.fixture
async def world(telegram: FakeTelegram, tmp_path: Path) -> AsyncIterator[World]:
    async with world_of(telegram, tmp_path) as world:
        yield world


@pytest.fixture
async def published(world: World, telegram: FakeTelegram) -> FakeTelegram:
    await telegram.called("setMyShortDescription", times=2)
    return telegram


async def test_each_scope_has_its_menu_in_each_language(published: FakeTelegram) -> None:
    menus = published.api.commands
    assert set(menus) == {
        ("all_private_chats", ""),
        ("all_private_chats", "uk"),
        ("all_group_chats", ""),
        ("all_group_chats", "uk"),
    }
    assert [command["command"] for command in menus["all_private_chats", ""]] == [
        "losses",
        "subscribe",
        "alerts",
        "privacy",
        "sources",
        "about",
        "help",
    ]
    assert [command["command"] for command in menus["all_group_chats", "uk"]] == [
        "losses",
        "subscribe",
        "alerts",
        "help",
    ]
    assert menus["all_private_chats", ""] != menus["all_private_chats", "uk"]


async def test_every_command_of_a_menu_is_answered(published: FakeTelegram) -> None:
    for command in published.api.commands["all_private_chats", ""]:
        await published.private(f"/{command['command']}")
        assert "don't know that command" not in (await published.sent()).text


async def test_the_bot_is_described_in_each_language(published: FakeTelegram) -> None:
    described = published.api.descriptions
    assert set(described) == {("long", ""), ("long", "uk"), ("short", ""), ("short", "uk")}
    assert all(len(text) <= 512 for (length, _), text in described.items() if length == "long")
    assert all(len(text) <= 120 for (length, _), text in described.items() if length == "short")
