"""What happens when a person edits a question."""

import asyncio

from tests.e2e.conftest import Bot
from tests.fake_telegram import ANN, FakeTelegram
from tests.fake_telegram.faults import Refusal


async def test_an_edited_question_gets_its_answer_edited(bot: Bot, telegram: FakeTelegram) -> None:
    question = await telegram.private("December 2023 losses?")
    answer = await telegram.sent()
    assert "29,970" in answer.text
    await telegram.edit(question, "May 2024 losses?")
    edited = (await telegram.called("editMessageText")).parameters
    assert (edited["chat_id"], edited["message_id"]) == (ANN.id, answer.message.id)
    assert "38,940" in edited["text"]
    assert edited["link_preview_options"] == {"is_disabled": True}
    await bot.settled()
    assert len(telegram.calls("sendMessage")) == 1


async def test_an_edit_that_changes_nothing_that_was_asked_edits_nothing(bot: Bot, telegram: FakeTelegram) -> None:
    question = await telegram.private("May 2024 losses?")
    await telegram.sent()
    await telegram.edit(question, "may 2024 losses")
    await bot.settled()
    assert not telegram.calls("editMessageText")
    assert len(telegram.calls("sendMessage")) == 1


async def test_an_answer_can_be_corrected_again_and_again(bot: Bot, telegram: FakeTelegram) -> None:
    question = await telegram.private("December 2023 losses?")
    await telegram.sent()
    await telegram.edit(question, "May 2024 losses?")
    await telegram.called("editMessageText")
    await telegram.edit(question, "December 2023 losses?")
    assert "29,970" in (await telegram.called("editMessageText", times=2)).parameters["text"]


async def test_a_choice_that_is_no_longer_needed_loses_its_buttons(bot: Bot, telegram: FakeTelegram) -> None:
    question = await telegram.private("losses 05/06/2023")
    offer = await telegram.sent()
    assert offer.buttons
    await telegram.edit(question, "May 2024 losses?")
    edited = (await telegram.called("editMessageText")).message
    assert edited is not None
    assert "reply_markup" not in edited.content


async def test_the_command_can_be_edited_too(bot: Bot, telegram: FakeTelegram) -> None:
    question = await telegram.group("/losses December 2023")
    await telegram.sent()
    await telegram.edit(question, "/losses May 2024")
    assert "38,940" in (await telegram.called("editMessageText")).parameters["text"]


async def test_a_name_added_later_is_answered(bot: Bot, telegram: FakeTelegram) -> None:
    question = await telegram.group("May 2024 losses?")
    await telegram.edit(question, "@loss_figures_bot May 2024 losses?")
    answer = await telegram.sent()
    assert answer.answers == question.id
    assert "38,940" in answer.text


async def test_an_old_message_that_is_edited_is_not_answered_out_of_the_blue(bot: Bot, telegram: FakeTelegram) -> None:
    question = await telegram.group("May 2024 losses?")
    await telegram.edit(question, "@loss_figures_bot May 2024 losses?", after=3600)
    await bot.settled()
    assert not telegram.calls("sendMessage")


async def test_where_the_answer_was_deleted_the_edited_question_gets_a_new_one(
    bot: Bot, telegram: FakeTelegram
) -> None:
    question = await telegram.private("December 2023 losses?")
    answer = await telegram.sent()
    del telegram.api.messages[ANN.id, answer.message.id]
    await telegram.edit(question, "May 2024 losses?")
    assert "38,940" in (await telegram.sent()).text


async def test_an_answer_that_already_says_so_is_no_error(bot: Bot, telegram: FakeTelegram) -> None:
    question = await telegram.private("December 2023 losses?")
    await telegram.sent()
    telegram.fails("editMessageText", Refusal(400, "Bad Request: message is not modified: it is the same"))
    await telegram.edit(question, "May 2024 losses?")
    await bot.settled()
    assert len(telegram.calls("sendMessage")) == 1


async def test_an_edit_never_overtakes_its_question(bot: Bot, telegram: FakeTelegram) -> None:
    held = telegram.holds("sendMessage")
    question = await telegram.private("December 2023 losses?")
    await asyncio.wait_for(held.arrived.wait(), 10)
    await telegram.edit(question, "May 2024 losses?")
    await telegram.taken()
    held.release()
    assert "29,970" in (await telegram.sent()).text
    assert "38,940" in (await telegram.called("editMessageText")).parameters["text"]
