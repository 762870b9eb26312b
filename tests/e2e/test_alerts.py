"""Alerts as people meet them: asked for, told in each chat's language and hours, stopped, and forgotten."""

import asyncio
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.alerts.subscriptions import MOST_SUBSCRIPTIONS
from store.alerts import AlertState
from store.series import DAY
from store.subscriptions import Chat as KnownChat
from store.subscriptions import RecordWish, Subscription, ThresholdWish, Unreachable
from tests.e2e.world import TODAY, World, world_of
from tests.fake_telegram import ANN, FORUM, GROUP, OLENA, FakeTelegram, User
from tests.fake_telegram.faults import Refusal
from tests.fake_telegram.markup import links, shown
from tests.fake_telegram.people import Chat


@pytest.fixture
async def world(telegram: FakeTelegram, tmp_path: Path) -> AsyncIterator[World]:
    async with world_of(telegram, tmp_path) as world:
        yield world


async def test_a_record_is_told_in_three_chats_in_their_languages_and_hours(
    world: World, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram.api.admins[GROUP.id] = {ANN.id}
    await telegram.private("tell me when there is a new daily record for personnel")
    assert "1,230" in (await telegram.sent()).text
    await telegram.private("/subscribe новий рекорд втрат особового складу за день", user=OLENA)
    await telegram.sent()
    await telegram.group("/subscribe daily record for personnel")
    await telegram.sent()
    await telegram.group("/quiet 21-23:30 Asia/Tokyo")
    assert "Asia/Tokyo" in (await telegram.sent()).text
    monkeypatch.setattr("bot.alerts.service.LOOKS_EVERY", 0.01)
    world.now = datetime(2024, 6, 10, 13, tzinfo=UTC)  # 22:00 in Tokyo
    await world.reported(1300)
    told = {(one := await telegram.sent()).chat_id: one.text for _ in range(2)}
    assert set(told) == {ANN.id, OLENA.id}
    assert "1,300" in told[ANN.id]
    assert "1,230" in told[ANN.id]
    assert "рекорд" in told[OLENA.id].casefold()
    await world.told()
    world.now = datetime(2024, 6, 10, 14, 31, tzinfo=UTC)
    held = await telegram.sent()
    assert held.chat_id == GROUP.id
    assert "1,300" in held.text


async def test_the_message_has_buttons_for_a_chart_a_comparison_and_to_stop(
    world: World, telegram: FakeTelegram
) -> None:
    await telegram.private("/subscribe daily record for personnel")
    await telegram.sent()
    await world.reported(1300)
    alert = await telegram.sent()
    assert len(alert.buttons) == 3
    assert alert.links
    await telegram.tap(alert, alert.buttons[-1])
    await world.settled()
    assert await world.subscriptions(ANN.id) == []


async def test_the_chart_is_a_picture_with_words_beside_it(world: World, telegram: FakeTelegram) -> None:
    await telegram.private("/subscribe рекорд втрат особового складу за день")
    await telegram.sent()
    await world.reported(1300)
    alert = await telegram.sent()
    await telegram.tap(alert, "Графік")
    photo = (await telegram.called("sendPhoto")).parameters
    assert photo["chat_id"] == ANN.id
    assert photo["photo"].startswith(b"\x89PNG")
    told = shown(photo["caption"]).splitlines()
    assert told[0] == "Особовий склад: втрати Росії по днях"
    assert told[2].replace("\xa0", " ") == "9 червня 2024: 1 300, на той час найбільше за день"
    assert links(photo["caption"]) == alert.links[:1]


async def test_the_comparison_sets_the_figure_against_the_day_before_and_the_record(
    world: World, telegram: FakeTelegram
) -> None:
    await telegram.private("повідом про новий рекорд втрат особового складу за день")
    await telegram.sent()
    await world.reported(1300)
    alert = await telegram.sent()
    await telegram.tap(alert, "Порівняти")
    answer = (await telegram.sent()).text.replace("\xa0", " ")
    assert "1 300 військових: втрати Росії за 9 червня 2024" in answer.splitlines()[0]
    assert "1 230 (5 березня 2024)" in answer
    assert "8 червня 2024 (980)" in answer


async def test_a_picture_that_telegram_has_is_not_sent_to_it_again_unless_telegram_has_lost_it(
    world: World, telegram: FakeTelegram
) -> None:
    await telegram.private("/subscribe daily record for personnel")
    await telegram.sent()
    await world.reported(1300)
    alert = await telegram.sent()
    for times in (1, 2):
        await telegram.tap(alert, "Chart")
        again = await telegram.called("sendPhoto", times=times)
    assert isinstance(again.parameters["photo"], str)
    await world.settled()
    telegram.fails("sendPhoto", Refusal(400, "Bad Request: wrong file identifier/HTTP URL specified"))
    await telegram.tap(alert, "Chart")
    anew = await telegram.called("sendPhoto", times=4)
    assert anew.parameters["photo"].startswith(b"\x89PNG")


async def test_where_pictures_are_not_installed_the_chart_is_told_in_words(
    world: World, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    await telegram.private("/subscribe daily record for personnel")
    await telegram.sent()
    await world.reported(1300)
    alert = await telegram.sent()
    await telegram.tap(alert, "Chart")
    assert "day by day" in (await telegram.sent()).text
    assert not telegram.calls("sendPhoto")


async def test_a_day_without_a_record_tells_nobody(world: World, telegram: FakeTelegram) -> None:
    await telegram.private("/subscribe daily record for personnel")
    await telegram.sent()
    await world.reported(1000)
    await world.told()
    assert len(telegram.calls("sendMessage")) == 1


async def test_without_words_there_are_buttons_to_choose_from(world: World, telegram: FakeTelegram) -> None:
    await telegram.private("/subscribe")
    offer = await telegram.sent()
    assert len(offer.buttons) >= 6
    await telegram.tap(offer, offer.buttons[0])
    await telegram.sent()
    assert await world.subscriptions(ANN.id) == [RecordWish().key]


async def test_in_a_group_only_admins_change_anything_and_others_get_a_quiet_pop_up(
    world: World, telegram: FakeTelegram
) -> None:
    telegram.api.admins[GROUP.id] = {ANN.id}
    await telegram.group("/subscribe daily record for personnel", user=OLENA)
    offer = await telegram.sent()
    messages = len(telegram.calls("sendMessage"))
    await telegram.tap(offer, offer.buttons[0], user=OLENA)
    refused = await telegram.called("answerCallbackQuery")
    assert "дміністратор" in refused.parameters["text"]
    assert not refused.parameters.get("show_alert")
    await world.settled()
    assert len(telegram.calls("sendMessage")) == messages
    assert await world.subscriptions(GROUP.id) == []
    await telegram.tap(offer, offer.buttons[0], user=ANN)
    await telegram.sent()
    assert len(await world.subscriptions(GROUP.id)) == 1


async def test_an_alert_goes_to_the_topic_in_which_it_was_asked_for(world: World, telegram: FakeTelegram) -> None:
    telegram.api.admins[FORUM.id] = {ANN.id}
    await telegram.group("/subscribe daily record for personnel", chat=FORUM, topic=77)
    assert (await telegram.sent()).topic == 77
    await world.reported(1300)
    assert (await telegram.sent()).topic == 77


async def test_what_is_told_in_the_chat_for_a_topic_that_is_gone_can_be_stopped_there(
    world: World, telegram: FakeTelegram
) -> None:
    telegram.api.admins[FORUM.id] = {ANN.id}
    await telegram.group("/subscribe daily record for personnel", chat=FORUM, topic=77)
    await telegram.sent()
    telegram.fails("sendMessage", Refusal(400, "Bad Request: message thread not found"))
    await world.reported(1300)
    alert = await telegram.sent()
    assert (alert.chat_id, alert.topic) == (FORUM.id, None)
    await telegram.tap(alert, "Stop these")
    assert (await telegram.called("answerCallbackQuery")).parameters["text"] == "Done."
    assert await world.subscriptions(FORUM.id) == []


async def test_a_channels_admins_subscribe_it_by_posting(world: World, telegram: FakeTelegram) -> None:
    channel = Chat(-1002000000077, "channel", "Losses daily")
    post = telegram.api.message(channel, ANN, {"text": "/subscribe daily record for personnel"})
    entities = [{"type": "bot_command", "offset": 0, "length": 10}]
    content = {key: value for key, value in post.json().items() if key != "from"}
    telegram.api.push("channel_post", content | {"entities": entities, "sender_chat": channel.json()})
    await telegram.sent()
    await world.reported(1300)
    assert (await telegram.sent()).chat_id == channel.id


async def test_alerts_are_listed_paused_silenced_and_removed(world: World, telegram: FakeTelegram) -> None:
    await telegram.private("/subscribe daily record for personnel")
    await telegram.sent()
    await telegram.private("/alerts")
    listed = await telegram.sent()
    pause, mute, remove = listed.buttons
    await telegram.tap(listed, pause)
    await telegram.called("editMessageText")
    (kept,) = await world.figures.run(lambda: world.store.chats.subscriptions(ANN.id))
    assert kept.paused
    await telegram.tap(listed, mute)
    await world.settled()
    (kept,) = await world.figures.run(lambda: world.store.chats.subscriptions(ANN.id))
    assert kept.muted_until == world.now + timedelta(days=1)
    await telegram.tap(listed, mute)
    await world.settled()
    (kept,) = await world.figures.run(lambda: world.store.chats.subscriptions(ANN.id))
    assert kept.muted_until == world.now + timedelta(days=2)
    await telegram.tap(listed, remove)
    await world.settled()
    assert await world.subscriptions(ANN.id) == []


async def a_chat_with(world: World, number: int, topic: int = 0, chat: int = ANN.id) -> None:
    """A chat that has subscribed to so many numbers that may be passed."""
    wishes = [ThresholdWish(metric="personnel", grain="day", bound=bound) for bound in range(2_000, 2_000 + number)]
    made = [Subscription(chat=chat, topic=topic, wish=wish, created=world.now) for wish in wishes]
    await world.figures.run(lambda: world.store.chats.put_chats([KnownChat(id=chat)]))
    await world.figures.run(lambda: world.store.chats.subscribe(made))


@pytest.mark.parametrize(
    ("said", "refused"),
    [("/subscribe tanks monthly record", "/alerts shows them"), ("повідом про рекорди танків", "Їх показує /alerts")],
)
async def test_a_chat_that_has_all_the_alerts_it_can_have_is_told_how_to_make_room(
    world: World, telegram: FakeTelegram, said: str, refused: str
) -> None:
    await a_chat_with(world, MOST_SUBSCRIPTIONS)
    await telegram.private(said)
    assert refused in (await telegram.sent()).text
    assert len(await world.subscriptions(ANN.id)) == MOST_SUBSCRIPTIONS
    await telegram.private("/alerts")
    listed = await telegram.sent()
    assert f"{MOST_SUBSCRIPTIONS}. Personnel: more than 2,029 in a day" in listed.text
    await telegram.tap(listed, f"✖ Remove {MOST_SUBSCRIPTIONS}")
    await world.settled()
    await telegram.private(said)
    await telegram.sent()
    assert "/tanks/" in (await world.subscriptions(ANN.id))[-1]


async def test_there_is_always_room_for_what_is_there_already(world: World, telegram: FakeTelegram) -> None:
    await a_chat_with(world, MOST_SUBSCRIPTIONS)
    await telegram.private("/subscribe personnel over 2000 in a day")
    assert "I'll tell you here" in (await telegram.sent()).text


async def test_no_button_makes_more_alerts_than_a_chat_can_have(world: World, telegram: FakeTelegram) -> None:
    await a_chat_with(world, MOST_SUBSCRIPTIONS)
    await telegram.private("/subscribe")
    offer = await telegram.sent()
    await telegram.tap(offer, offer.buttons[0])
    assert "/alerts shows them" in (await telegram.called("answerCallbackQuery")).parameters["text"]
    assert len(await world.subscriptions(ANN.id)) == MOST_SUBSCRIPTIONS


async def test_the_list_says_how_many_more_there_are_and_where(world: World, telegram: FakeTelegram) -> None:
    await a_chat_with(world, MOST_SUBSCRIPTIONS + 2, topic=77, chat=FORUM.id)
    await telegram.group("/alerts", chat=FORUM, topic=77)
    listed = await telegram.sent()
    assert "And 2 more" in listed.text
    assert len(listed.buttons) == 3 * MOST_SUBSCRIPTIONS
    await telegram.group("/alerts", chat=FORUM, topic=78)
    assert f"In other topics of this chat: {MOST_SUBSCRIPTIONS + 2} more" in (await telegram.sent()).text


@pytest.mark.parametrize("silence", [0, 1], ids=["paused", "silenced"])
async def test_who_asks_again_for_what_is_paused_or_silenced_hears_of_it_again(
    world: World, telegram: FakeTelegram, silence: int
) -> None:
    await telegram.private("/subscribe daily record for personnel")
    await telegram.sent()
    await telegram.private("/alerts")
    listed = await telegram.sent()
    await telegram.tap(listed, listed.buttons[silence])
    await world.settled()
    await telegram.private("/subscribe daily record for personnel")
    assert "I'll tell you here" in (await telegram.sent()).text
    await world.reported(1300)
    assert "New record" in (await telegram.sent()).text


async def test_stop_in_words_ends_what_it_names(world: World, telegram: FakeTelegram) -> None:
    await telegram.private("/subscribe daily record for personnel")
    await telegram.sent()
    await telegram.private("/subscribe tanks monthly record")
    await telegram.sent()
    await telegram.private("stop tank alerts")
    await telegram.sent()
    assert await world.subscriptions(ANN.id) == [RecordWish(metric="personnel", grain="day").key]


@pytest.mark.parametrize("said", ["stop weather alerts", "stop drone alerts", "stop UK alerts"])
async def test_stop_ends_nothing_else_than_what_it_names_and_shows_what_there_is(
    world: World, telegram: FakeTelegram, said: str
) -> None:
    await telegram.private("/subscribe daily record for personnel")
    await telegram.sent()
    await telegram.private(said)
    shown_list = await telegram.sent()
    assert "nothing was stopped" in shown_list.text
    await telegram.tap(shown_list, "✖ Remove 1")
    await world.settled()
    assert await world.subscriptions(ANN.id) == []


async def test_who_names_nothing_that_can_be_told_of_is_offered_something_and_subscribed_to_nothing(
    world: World, telegram: FakeTelegram
) -> None:
    await telegram.private("notify me when dinner is ready")
    offer = await telegram.sent()
    assert "can't tell what to watch" in offer.text
    assert len(offer.buttons) >= 6
    assert await world.subscriptions(ANN.id) == []


@pytest.mark.parametrize(
    ("said", "refused", "offered"),
    [
        ("tell me when losses average over 1000 a day", "no averages", "Personnel: more than 7,000 in a week"),
        ("/subscribe в середньому понад 1000 на день", "за середніми", "Особовий склад: понад 7 000 за тиждень"),
    ],
)
async def test_who_wants_to_hear_of_an_average_is_offered_what_comes_nearest(
    world: World, telegram: FakeTelegram, said: str, refused: str, offered: str
) -> None:
    await telegram.private(said)
    offer = await telegram.sent()
    assert refused in offer.text
    assert await world.subscriptions(ANN.id) == []
    label = next(label for label in offer.buttons if label.replace("\xa0", " ") == offered)
    await telegram.tap(offer, label)
    await telegram.sent()
    assert await world.subscriptions(ANN.id) == [ThresholdWish(metric="personnel", grain="week", bound=7_000).key]


async def test_a_chat_is_told_in_the_language_in_which_it_last_subscribed(world: World, telegram: FakeTelegram) -> None:
    await telegram.private("/subscribe daily record for personnel")
    await telegram.sent()
    await telegram.private("повідом, коли буде новий рекорд танків")
    await telegram.sent()
    await telegram.private("/alerts")
    assert "Сповіщення тут" in (await telegram.sent()).text
    await world.reported(1300)
    assert "Новий рекорд" in (await telegram.sent()).text


async def test_a_group_is_told_in_the_language_of_the_offer_that_its_admin_has_tapped(
    world: World, telegram: FakeTelegram
) -> None:
    telegram.api.admins[GROUP.id] = {ANN.id}
    await telegram.group("/subscribe рекорд особового складу за день", user=OLENA)
    offer = await telegram.sent()
    await telegram.tap(offer, offer.buttons[0], user=ANN)
    assert "Повідомлю тут" in (await telegram.sent()).text
    await world.reported(1300)
    assert "Новий рекорд" in (await telegram.sent()).text


@pytest.mark.parametrize("said", ["25-7", "22-7 Mars/Base", "7-7", "at night", "22-7 Europe"])
async def test_hours_that_no_clock_or_zone_knows_are_not_set(world: World, telegram: FakeTelegram, said: str) -> None:
    await telegram.private(f"/quiet {said}")
    assert "22:30-7 Europe/Kyiv" in (await telegram.sent()).text
    assert await world.figures.run(lambda: world.store.chats.chat(ANN.id)) is None


async def test_a_deep_link_subscribes(world: World, telegram: FakeTelegram) -> None:
    await telegram.private("/start subscribe_tanks_monthly_record")
    await telegram.sent()
    assert await world.subscriptions(ANN.id) == [RecordWish(metric="tanks", grain="month").key]


async def test_an_ordinary_question_is_answered_as_ever(world: World, telegram: FakeTelegram) -> None:
    await telegram.private("May 2024 losses?")
    assert "Reported" in (await telegram.sent()).text or telegram.calls("sendMessage")
    assert await world.subscriptions(ANN.id) == []


async def test_what_is_kept_is_said_and_all_of_it_deleted(world: World, telegram: FakeTelegram) -> None:
    await telegram.private("/subscribe daily record for personnel")
    await telegram.sent()
    await world.reported(1300)
    await telegram.sent()
    await world.told()
    await telegram.private("/privacy")
    assert "one subscription, one alert received" in (await telegram.sent()).text
    await telegram.private("/forget")
    asked = await telegram.sent()
    await telegram.tap(asked, asked.buttons[0])
    await telegram.called("editMessageText")

    def kept() -> bool:
        files = [path.read_text() for path in world.store.figures._path.parent.glob("*.json")]
        return any(f'"{ANN.id}' in text or f":{ANN.id}" in text for text in files)

    assert not await world.figures.run(kept)
    await telegram.private("/privacy")
    assert "keep nothing" in (await telegram.sent()).text


async def test_who_blocks_the_bot_is_noted_and_told_again_when_it_is_back(world: World, telegram: FakeTelegram) -> None:
    await telegram.private("/subscribe daily record for personnel")
    await telegram.sent()
    await telegram.membership(Chat(ANN.id), "kicked")
    await world.settled()
    chat = await world.figures.run(lambda: world.store.chats.chat(ANN.id))
    assert chat is not None
    assert chat.inactive is not None
    assert chat.inactive.why is Unreachable.BLOCKED
    await world.reported(1300)
    await world.told()
    assert len(telegram.calls("sendMessage")) == 1
    await telegram.membership(Chat(ANN.id), "member", before="kicked")
    await world.settled()
    await world.reported(1400, TODAY + DAY)
    assert (await telegram.sent()).chat_id == ANN.id


async def test_the_owner_sees_how_far_an_alert_has_come_and_others_do_not(world: World, telegram: FakeTelegram) -> None:
    await telegram.private("/subscribe daily record for personnel")
    await telegram.sent()
    await world.reported(1300)
    await telegram.sent()
    await world.told()
    await telegram.private("/deliveries")
    assert "Sent 1" in (await telegram.sent()).text
    await telegram.private("/deliveries", user=OLENA)
    assert str(OLENA.id) in (await telegram.sent()).text


async def test_the_owner_pauses_an_alert_and_lets_it_go_on(world: World, telegram: FakeTelegram) -> None:
    await telegram.private("/subscribe daily record for personnel", user=User(3003, "Bob", "en"))
    await telegram.sent()
    held = telegram.holds("sendMessage", lambda sent: "1,300" in sent["text"])
    await world.reported(1300)
    await asyncio.wait_for(held.arrived.wait(), 10)
    await telegram.private("/deliveries")
    seen = await telegram.sent()
    await telegram.tap(seen, seen.buttons[0])
    await telegram.called("editMessageText")
    (alert,) = await world.figures.run(world.store.alerts.alerts)
    assert alert.state is AlertState.PAUSED
    held.release()
    await telegram.sent()
    await telegram.private("/deliveries")
    seen = await telegram.sent()
    await telegram.tap(seen, seen.buttons[0])
    await telegram.called("editMessageText", times=2)
    await world.told()
    (alert,) = await world.figures.run(world.store.alerts.alerts)
    assert alert.state is AlertState.FINISHED


async def test_the_owner_cancels_what_is_still_held_of_an_alert_that_is_finished(
    world: World, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    await telegram.private("/subscribe daily record for personnel", user=OLENA)
    await telegram.sent()
    await telegram.private("/quiet 14-20", user=OLENA)  # it is 15:00 in Kyiv
    await telegram.sent()
    monkeypatch.setattr("bot.alerts.service.LOOKS_EVERY", 0.01)
    await world.reported(1300)
    await world.told()
    await telegram.private("/deliveries")
    seen = await telegram.sent()
    assert "finished. Sent 0, held 1" in seen.text
    (cancel,) = seen.buttons
    await telegram.tap(seen, cancel)
    await telegram.called("editMessageText")
    world.now += timedelta(hours=8)
    messages = len(telegram.calls("sendMessage"))
    await world.released()
    assert len(telegram.calls("sendMessage")) == messages
