"""Daily reports that owners send, or that are posted in a channel: read, shown, stored with a tap, answered from."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import pytest

from bot.figures import LiveFigures
from store.models import Report
from store.opening import open_store
from tests.e2e.conftest import NOW, Bot, in_service, owned_settings
from tests.e2e.daily_report import FIRST_OF_JUNE, RISES, SECOND_OF_JUNE, report_text
from tests.fake_telegram import ANN, CHANNEL, OLENA, Chat, FakeTelegram, User
from tests.fake_telegram.people import forwarded

GUSTAV = User(1003, "Gustav", "en")
MINISTRYS: Final = Chat(-1003000000002, "channel", "Міноборони", username="ministry_of_defence_ua")
PRIVATE_CHANNEL: Final = Chat(-1003000000003, "channel", "Ours")
POSTED: Final = int(datetime(2024, 6, 2, 6, 30, tzinfo=UTC).timestamp())
REPORT: Final = report_text(date(2024, 6, 2))
PAGE: Final = "https://mod.gov.ua/news/losses-2-june"


async def forward(telegram: FakeTelegram, text: str = REPORT, *, user: User = ANN) -> None:
    await telegram.forward(text, MINISTRYS, number=77, date=POSTED, user=user)


async def stored(figures: LiveFigures, day: date = date(2024, 6, 2)) -> Report | None:
    reports = await figures.use(lambda store: store.figures.reports())
    return next((report for report in reports if report.report_date == day), None)


async def test_a_forwarded_report_is_shown_stored_and_answered_from_at_once(
    owned: Bot, telegram: FakeTelegram, figures: LiveFigures
) -> None:
    await forward(telegram)
    shown = await telegram.sent()
    assert "Report of 2 June 2024" in shown.text.splitlines()[0]
    assert "Personnel: 510,060 · +1,280 ✓" in shown.text
    assert "Submarines: 1 · +0 ✓" in shown.text
    assert "https://t.me/ministry_of_defence_ua/77" in shown.links
    assert shown.buttons == ["Store", "Discard"]
    assert await stored(figures) is None
    await telegram.tap(shown, "Store")
    assert "Stored." in (await telegram.edited(shown)).text
    report = await stored(figures)
    assert report is not None
    assert dict(report.values) == SECOND_OF_JUNE
    assert dict(report.rises) == RISES
    assert report.source.url == "https://t.me/ministry_of_defence_ua/77"
    assert report.source.publisher == "Міноборони"
    await telegram.private("losses 1 June 2024", user=GUSTAV)
    answer = await telegram.sent()
    assert "1,280" in answer.text.splitlines()[0]
    assert "https://t.me/ministry_of_defence_ua/77" in answer.links


async def test_a_stored_report_is_still_there_after_a_restart(tmp_path: Path, telegram: FakeTelegram) -> None:
    with open_store(tmp_path, at=NOW) as store, LiveFigures(store) as figures:
        async with in_service(telegram, figures, settings=owned_settings(telegram)):
            await forward(telegram)
            shown = await telegram.sent()
            await telegram.tap(shown, "Store")
            await telegram.edited(shown)
    with open_store(tmp_path, at=NOW) as store, LiveFigures(store) as figures:
        assert await stored(figures) is not None


async def test_the_buttons_of_a_reading_outlive_a_restart(telegram: FakeTelegram, figures: LiveFigures) -> None:
    async with in_service(telegram, figures, settings=owned_settings(telegram)):
        await telegram.private(report_text(date(2024, 6, 2), link=PAGE))
        shown = await telegram.sent()
    async with in_service(telegram, figures, settings=owned_settings(telegram)):
        await telegram.tap(shown, "Store")
        assert "Stored." in (await telegram.edited(shown)).text
    report = await stored(figures)
    assert report is not None
    assert report.source.url == PAGE
    assert report.source.publisher == "Ministry of Defence of Ukraine"


async def test_a_reading_is_in_the_owners_language(owned: Bot, telegram: FakeTelegram) -> None:
    await forward(telegram, user=OLENA)
    shown = await telegram.sent()
    assert "Зведення за 2 червня 2024" in shown.text
    assert "✓" in shown.text
    assert shown.buttons == ["Зберегти", "Відкинути"]


async def test_a_discarded_report_leaves_nothing_behind(
    owned: Bot, telegram: FakeTelegram, figures: LiveFigures
) -> None:
    await forward(telegram)
    shown = await telegram.sent()
    await telegram.tap(shown, "Discard")
    told = await telegram.edited(shown)
    assert "nothing was stored" in told.text
    assert not told.buttons
    assert await stored(figures) is None


async def test_storing_twice_is_storing_once(owned: Bot, telegram: FakeTelegram, figures: LiveFigures) -> None:
    await forward(telegram)
    first = await telegram.sent()
    await telegram.tap(first, "Store")
    await telegram.edited(first)
    await forward(telegram, user=OLENA)
    second = await telegram.sent()
    assert "вже збережено" in second.text
    await telegram.tap(second, "Зберегти", user=OLENA)
    assert "вже збережено саме так" in (await telegram.edited(second)).text
    report = await stored(figures)
    assert report is not None
    assert not await figures.use(lambda store: store.figures.history(report.key))


async def test_what_would_be_replaced_is_shown_and_becomes_history(
    owned: Bot, telegram: FakeTelegram, figures: LiveFigures
) -> None:
    corrected = report_text(date(2024, 6, 1), {**FIRST_OF_JUNE, "tanks": 7_741}, {}, link=PAGE)
    await telegram.private(corrected)
    shown = await telegram.sent()
    assert "Tanks: 7,740 → 7,741" in shown.text
    await telegram.tap(shown, "Store")
    if (told := await telegram.edited(shown)).buttons:
        await telegram.tap(shown, "Store it all")
        told = await telegram.edited(shown, times=2)
    assert "kept as a revision" in told.text
    report = await stored(figures, date(2024, 6, 1))
    assert report is not None
    past = await figures.use(lambda store: store.figures.history(report.key))
    assert [revision.was.values["tanks"] for revision in past if isinstance(revision.was, Report)] == [7_740]
    origin = await figures.use(lambda store: store.figures.origin(report.key))
    assert origin is not None
    assert (origin.name, origin.detail) == ("owner", PAGE)


@pytest.mark.parametrize("user", [GUSTAV, User(1004, "Ігор", "uk")])
async def test_somebody_else_who_sends_a_report_gets_an_answer_and_stores_nothing(
    owned: Bot, telegram: FakeTelegram, figures: LiveFigures, user: User
) -> None:
    await forward(telegram, user=user)
    answer = await telegram.sent()
    assert not {"Store", "Зберегти"} & set(answer.buttons)
    await owned.settled()
    assert await stored(figures) is None


async def test_a_tap_of_somebody_who_is_no_owner_any_more_stores_nothing(
    telegram: FakeTelegram, figures: LiveFigures
) -> None:
    async with in_service(telegram, figures, settings=owned_settings(telegram)):
        await forward(telegram)
        shown = await telegram.sent()
    async with in_service(telegram, figures) as bot:
        await telegram.tap(shown, "Store")
        told = (await telegram.called("answerCallbackQuery")).parameters
        assert "for the bot's owners" in told["text"]
        await bot.settled()
    assert await stored(figures) is None


async def test_an_owners_report_in_a_group_is_nobodys_business(
    owned: Bot, telegram: FakeTelegram, figures: LiveFigures
) -> None:
    await telegram.group(REPORT)
    await owned.settled()
    assert not telegram.calls("sendMessage")


async def test_a_report_whose_rise_contradicts_its_total_needs_a_second_word(
    owned: Bot, telegram: FakeTelegram, figures: LiveFigures
) -> None:
    await forward(telegram, report_text(date(2024, 6, 2), {**SECOND_OF_JUNE, "tanks": 7_772}))
    shown = await telegram.sent()
    assert "Tanks: 7,772 · +32 ✗ published: +12" in shown.text
    await telegram.tap(shown, "Store")
    asked = await telegram.edited(shown)
    assert "Held back" in asked.text
    assert asked.buttons == ["Store it all", "Store what is not held", "Discard"]
    assert await stored(figures) is None
    await telegram.tap(shown, "Store what is not held")
    assert "Stored." in (await telegram.edited(shown, times=2)).text
    report = await stored(figures)
    assert report is not None
    assert "tanks" not in report.values
    assert report.values["personnel"] == SECOND_OF_JUNE["personnel"]


async def test_what_is_held_can_be_stored_all_the_same(
    owned: Bot, telegram: FakeTelegram, figures: LiveFigures
) -> None:
    await forward(telegram, report_text(date(2024, 6, 2), {**SECOND_OF_JUNE, "tanks": 77_520}))
    shown = await telegram.sent()
    await telegram.tap(shown, "Store")
    await telegram.edited(shown)
    await telegram.tap(shown, "Store it all")
    assert "Stored." in (await telegram.edited(shown, times=2)).text
    report = await stored(figures)
    assert report is not None
    assert report.values["tanks"] == 77_520


async def test_a_report_of_tomorrow_is_held(owned: Bot, telegram: FakeTelegram, figures: LiveFigures) -> None:
    tomorrow = date(2024, 6, 11)
    await telegram.private(report_text(tomorrow, link=PAGE))
    shown = await telegram.sent()
    await telegram.tap(shown, "Store")
    asked = await telegram.edited(shown)
    assert asked.buttons == ["Store it all", "Discard"]
    assert await stored(figures, tomorrow) is None


async def test_a_damaged_report_shows_what_is_wrong_with_it(owned: Bot, telegram: FakeTelegram) -> None:
    damaged = REPORT.replace("MLRS ‒ 1088", "MLRS ‒").replace("helicopters", "helicoptres")
    await forward(telegram, damaged)
    shown = await telegram.sent()
    assert "To be looked at" in shown.text
    assert "Multiple rocket launchers: 1" not in shown.text
    assert "helicoptres" in shown.text


async def test_what_is_hardly_a_report_any_more_is_answered_as_a_question(owned: Bot, telegram: FakeTelegram) -> None:
    await forward(telegram, "The total combat losses of the enemy from 24.02.2022 to ...")
    assert "Store" not in (await telegram.sent()).buttons


async def test_without_a_link_nothing_can_be_stored_and_a_reply_with_one_helps(
    owned: Bot, telegram: FakeTelegram, figures: LiveFigures
) -> None:
    pasted = await telegram.private(REPORT)
    shown = await telegram.sent()
    assert "without a source" in shown.text
    assert not shown.buttons
    await telegram.private(PAGE, reply_to=pasted)
    shown = await telegram.sent()
    assert PAGE in shown.links
    await telegram.tap(shown, "Store")
    await telegram.edited(shown)
    report = await stored(figures)
    assert report is not None
    assert report.source.url == PAGE


async def test_a_private_channels_post_is_no_source(owned: Bot, telegram: FakeTelegram) -> None:
    await telegram.forward(REPORT, PRIVATE_CHANNEL, number=5, date=POSTED)
    assert "without a source" in (await telegram.sent()).text


async def test_a_report_without_a_date_takes_that_of_its_post(
    owned: Bot, telegram: FakeTelegram, figures: LiveFigures
) -> None:
    undated = "\n".join(REPORT.splitlines()[1:])
    await forward(telegram, undated)
    shown = await telegram.sent()
    assert "Report of 2 June 2024" in shown.text
    await telegram.private(f"{undated}\n{PAGE}")
    shown = await telegram.sent()
    assert "without the date" in shown.text
    assert not shown.buttons


async def test_a_report_under_a_picture_is_read_too(owned: Bot, telegram: FakeTelegram) -> None:
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    content = forwarded(REPORT, MINISTRYS, 77, POSTED)
    await telegram.write(Chat(ANN.id), ANN, {"photo": photo, "caption": content.pop("text"), **content})
    assert "510,060" in (await telegram.sent()).text


async def test_a_reading_whose_report_was_deleted_says_so(
    owned: Bot, telegram: FakeTelegram, figures: LiveFigures
) -> None:
    await forward(telegram)
    shown = await telegram.sent()
    message = telegram.api.messages[ANN.id, shown.message.id]
    del message.content["reply_to_message"]
    await telegram.tap(shown, "Store")
    assert "send it again" in (await telegram.called("answerCallbackQuery")).parameters["text"]
    await telegram.tap(shown, "Store", forgotten=True)
    assert "send it again" in (await telegram.called("answerCallbackQuery", times=2)).parameters["text"]


async def test_a_post_in_the_channel_is_brought_before_each_owner_and_stored_once(
    owned: Bot, telegram: FakeTelegram, figures: LiveFigures
) -> None:
    for owner in (ANN, OLENA):
        telegram.api.chats[owner.id] = Chat(owner.id)
    post = await telegram.post(REPORT, CHANNEL, date=POSTED)
    first, second = await telegram.sent(), await telegram.sent()
    assert {first.chat_id, second.chat_id} == {ANN.id, OLENA.id}
    assert f"https://t.me/general_staff/{post.id}" in first.links
    await telegram.tap(first, "Store")
    assert "Stored." in (await telegram.edited(first)).text
    await telegram.tap(second, "Store", user=OLENA)
    assert "вже збережено" in (await telegram.edited(second)).text
    report = await stored(figures)
    assert report is not None
    assert report.source.publisher == "General Staff"
    assert not [call for call in telegram.calls("sendMessage") if call.parameters["chat_id"] == CHANNEL.id]


async def test_an_owner_who_never_wrote_does_not_keep_a_post_from_the_others(
    owned: Bot, telegram: FakeTelegram
) -> None:
    telegram.api.chats[OLENA.id] = Chat(OLENA.id)
    await telegram.post(REPORT, CHANNEL)
    assert (await telegram.sent()).chat_id == OLENA.id


async def test_posts_that_cannot_be_forwarded_are_told_of(owned: Bot, telegram: FakeTelegram) -> None:
    telegram.api.chats[ANN.id] = Chat(ANN.id)
    post = await telegram.post(REPORT, CHANNEL, has_protected_content=True)
    told = await telegram.sent()
    assert f"https://t.me/general_staff/{post.id}" in told.text
    assert not told.buttons


@pytest.mark.parametrize("channel", [MINISTRYS, PRIVATE_CHANNEL])
async def test_posts_in_other_channels_are_passed_over(owned: Bot, telegram: FakeTelegram, channel: Chat) -> None:
    telegram.api.chats[ANN.id] = Chat(ANN.id)
    await telegram.post(REPORT, channel)
    await owned.settled()
    assert not telegram.calls("sendMessage")


async def test_other_posts_in_the_channel_are_passed_over(owned: Bot, telegram: FakeTelegram) -> None:
    telegram.api.chats[ANN.id] = Chat(ANN.id)
    await telegram.post("May 2024 losses?", CHANNEL)
    await telegram.post("/status", CHANNEL)
    await owned.settled()
    assert not telegram.calls("sendMessage")
