"""What Telegram shows of the bot before anybody writes."""

import pytest

from bot.figures import LiveFigures
from tests.e2e.conftest import Bot, in_service, owned_settings
from tests.fake_telegram import ANN, OLENA, Chat, FakeTelegram, User

GUSTAV = User(1003, "Gustav", "en")


@pytest.fixture
async def published(bot: Bot, telegram: FakeTelegram) -> FakeTelegram:
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
        *("losses", "subscribe", "alerts", "privacy"),
        *("sources", "about", "help"),
    ]
    assert [command["command"] for command in menus["all_group_chats", "uk"]] == [
        *("losses", "subscribe", "alerts"),
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


def scopes(telegram: FakeTelegram, user: User) -> set[str]:
    """The languages in which the private chat with `user` has a menu of its own."""
    return {language for scope, language in telegram.api.commands if scope == f"chat {user.id}"}


async def test_owners_have_menus_of_their_own_and_nobody_else_has(owned: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("/start")
    await telegram.called("setMyCommands", lambda sent: sent["scope"] == {"type": "chat", "chat_id": ANN.id}, times=2)
    await telegram.private("/start", user=GUSTAV)
    await owned.settled()
    assert (scopes(telegram, ANN), scopes(telegram, GUSTAV)) == ({"", "uk"}, set())
    menu = [command["command"] for command in telegram.api.commands[f"chat {ANN.id}", ""]]
    assert {"status", "deliveries", "claim", "cancel", "losses", "help"} <= set(menu)
    for command in menu:
        await telegram.private(f"/{command}")
        assert "don't know that command" not in (await telegram.sent()).text


async def test_an_owner_who_is_known_has_a_menu_from_the_start(telegram: FakeTelegram, figures: LiveFigures) -> None:
    telegram.api.chats[OLENA.id] = Chat(OLENA.id)
    async with in_service(telegram, figures, settings=owned_settings(telegram)):
        wanted = {"type": "chat", "chat_id": OLENA.id}
        await telegram.called("setMyCommands", lambda sent: sent["scope"] == wanted, times=2)
    assert scopes(telegram, OLENA) == {"", "uk"}


async def test_help_tells_owners_what_only_they_can_do(owned: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("/help")
    assert "/claim" in (await telegram.sent()).text
    await telegram.private("/help", user=GUSTAV)
    assert "/claim" not in (await telegram.sent()).text


async def test_somebody_who_is_turned_away_learns_the_id_that_would_make_them_an_owner(
    owned: Bot, telegram: FakeTelegram
) -> None:
    await telegram.private("/status", user=GUSTAV)
    assert str(GUSTAV.id) in (await telegram.sent()).text
