"""What a group meets: answers where they are asked for, and silence otherwise."""

import pytest

from bot.figures import LiveFigures
from tests.e2e.conftest import Bot, in_service
from tests.fake_telegram import ANN, BOT, FORUM, GROUP, OLENA, FakeTelegram
from tests.fake_telegram.people import written

ASKED = "@loss_figures_bot May 2024 losses?"


@pytest.mark.parametrize("asked", [ASKED, "/losses May 2024 losses?", "/losses@loss_figures_bot May 2024 losses?"])
async def test_an_addressed_question_is_answered_as_a_reply_to_it(bot: Bot, telegram: FakeTelegram, asked: str) -> None:
    question = await telegram.group(asked)
    answer = await telegram.sent()
    assert "38,940" in answer.text.splitlines()[0]
    assert (answer.chat_id, answer.answers) == (GROUP.id, question.id)


@pytest.mark.parametrize(
    "chatter",
    ["May 2024 losses?", "hello", "/losses@other_bot May 2024", "/frobnicate", "/start@other_bot", "@ann May 2024?"],
)
async def test_what_is_not_for_the_bot_meets_silence(bot: Bot, telegram: FakeTelegram, chatter: str) -> None:
    await telegram.group(chatter)
    await bot.settled()
    assert not telegram.calls("sendMessage")


async def test_a_reply_to_an_answer_asks_on(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.group(ASKED)
    answer = await telegram.sent()
    await telegram.group("and artillery?", reply_to=answer.message)
    assert "1,160" in (await telegram.sent()).text


async def test_one_persons_thread_does_not_leak_into_anothers(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.group(ASKED)
    answer = await telegram.sent()
    await telegram.group("and artillery?", user=OLENA, reply_to=answer.message)
    assert "1,160" not in (await telegram.sent()).text.replace("\u00a0", ",").replace("\u202f", ",")


async def test_an_answer_stays_in_its_topic(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.group(ASKED, chat=FORUM, topic=77)
    assert (await telegram.sent()).topic == 77


async def test_a_conversation_stays_in_its_topic(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.group(ASKED, chat=FORUM, topic=77)
    await telegram.sent()
    await telegram.group("@loss_figures_bot and artillery?", chat=FORUM, topic=78)
    answer = await telegram.sent()
    assert answer.topic == 78
    assert "1,160" not in answer.text


async def test_a_sticker_in_a_group_meets_silence(bot: Bot, telegram: FakeTelegram) -> None:
    sticker = {"file_id": "a", "file_unique_id": "b", "type": "regular", "width": 1, "height": 1}
    await telegram.write(GROUP, ANN, {"sticker": sticker | {"is_animated": False, "is_video": False}})
    await bot.settled()
    assert not telegram.calls("sendMessage")


async def test_a_tap_in_a_group_is_answered_there_as_the_person_who_tapped(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.group("/losses 05/06/2023")
    offer = await telegram.sent()
    await telegram.tap(offer, offer.buttons[0], user=OLENA)
    answer = await telegram.sent()
    assert (answer.chat_id, answer.answers) == (GROUP.id, offer.message.id)


async def test_an_unknown_command_that_names_the_bot_is_answered(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.group("/frobnicate@loss_figures_bot")
    assert "/help" in (await telegram.sent()).text


async def test_an_inline_result_that_was_posted_is_not_answered(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.write(GROUP, ANN, {**written("38,940 in May 2024"), "via_bot": BOT.json()})
    await bot.settled()
    assert not telegram.calls("sendMessage")


async def test_help_in_a_group_says_how_to_address_the_bot_and_that_mentions_may_not_arrive(
    bot: Bot, telegram: FakeTelegram
) -> None:
    await telegram.group("/help")
    text = (await telegram.sent()).text
    assert "@loss_figures_bot" in text
    assert "may not show me mentions" in text


async def test_a_bot_that_reads_everything_says_nothing_of_mentions_and_stays_just_as_silent(
    figures: LiveFigures,
) -> None:
    async with FakeTelegram(reads_all_group_messages=True) as telegram, in_service(telegram, figures) as bot:
        await telegram.group("May 2024 losses?")
        await telegram.group("/help")
        help_text = (await telegram.sent()).text
        assert "@loss_figures_bot" in help_text
        assert "may not show me mentions" not in help_text
        await bot.settled()
        assert len(telegram.calls("sendMessage")) == 1


async def test_a_deleted_question_is_answered_all_the_same(bot: Bot, telegram: FakeTelegram) -> None:
    question = await telegram.group(ASKED)
    del telegram.api.messages[GROUP.id, question.id]
    assert "38,940" in (await telegram.sent()).text
