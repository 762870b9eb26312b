"""What a person meets in a private chat."""

import pytest

from tests.e2e.conftest import Bot
from tests.fake_telegram import ANN, OLENA, Chat, FakeTelegram, User

GUSTAV = User(1003, "Gustav", "de")


async def test_a_question_is_answered_with_the_figure_first_and_its_source(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("May 2024 losses?")
    answer = await telegram.sent()
    assert "38,940" in answer.text.splitlines()[0]
    assert any("mil.gov.ua" in link or "kmu.gov.ua" in link or link.startswith("https://") for link in answer.links)
    assert answer.chat_id == ANN.id


async def test_an_answer_shows_no_preview_and_quotes_nothing(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("May 2024 losses?")
    sent = (await telegram.sent()).call.parameters
    assert sent["link_preview_options"] == {"is_disabled": True}
    assert sent["parse_mode"] == "HTML"
    assert "reply_parameters" not in sent


async def test_a_ukrainian_question_gets_a_ukrainian_answer(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("втрати за травень 2024?", user=OLENA)
    assert "38 940" in (await telegram.sent()).text.replace("\u00a0", " ").replace("\u202f", " ")


async def test_a_question_can_follow_on_the_one_before(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("May 2024 losses?")
    await telegram.sent()
    await telegram.private("and artillery?")
    assert "1,160" in (await telegram.sent()).text


async def test_nobody_follows_on_somebody_elses_question(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("May 2024 losses?")
    await telegram.sent()
    await telegram.private("and artillery?", user=GUSTAV)
    assert "1,160" not in (await telegram.sent()).text


async def test_two_readings_are_offered_as_buttons_and_a_tap_asks_one(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("losses 05/06/2023")
    offer = await telegram.sent()
    assert len(offer.buttons) == 2
    await telegram.tap(offer, offer.buttons[1])
    await telegram.called("answerCallbackQuery")
    answer = await telegram.sent()
    assert answer.text != offer.text
    assert answer.chat_id == ANN.id


async def test_a_button_that_says_nothing_any_more_gets_a_kind_word(bot: Bot, telegram: FakeTelegram) -> None:
    message = telegram.api.message(Chat(OLENA.id), OLENA, {"text": "?"})
    await telegram.callback("#3", {"chat": message.chat.json(), "message_id": message.id, "date": 0}, user=OLENA)
    told = (await telegram.called("answerCallbackQuery")).parameters
    assert "напишіть запитання" in told["text"]
    assert told["show_alert"] is True


async def test_start_greets_with_three_questions_that_all_have_an_answer(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("/start")
    greeting = await telegram.sent()
    assert len(greeting.buttons) == 3
    for question in greeting.buttons:
        await telegram.tap(greeting, question)
        answer = await telegram.sent()
        assert answer.links, question


async def test_start_greets_in_the_persons_language(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("/start", user=OLENA)
    assert (await telegram.sent()).text.startswith("Вітаю")


async def test_a_deep_link_can_ask_a_question(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("/start may_2024_losses")
    assert "38,940" in (await telegram.sent()).text


async def test_a_deep_link_that_asks_nothing_readable_greets(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("/start zzzz-9")
    assert (await telegram.sent()).text.startswith("Hello")


async def test_the_deep_link_of_the_inline_mode_shows_the_help(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("/help")
    shown = await telegram.sent()
    await telegram.private("/start help")
    assert (await telegram.sent()).text == shown.text


async def test_help_tells_of_editing_and_of_the_inline_mode(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("/help")
    text = (await telegram.sent()).text
    assert "Edit your question" in text
    assert "@loss_figures_bot" in text


@pytest.mark.parametrize("command", ["/sources", "/about"])
async def test_sources_and_about_lead_to_the_sources(bot: Bot, telegram: FakeTelegram, command: str) -> None:
    await telegram.private(command)
    assert (await telegram.sent()).links


async def test_losses_alone_gives_the_newest_figures(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("/losses")
    newest = await telegram.sent()
    assert newest.links
    assert "1 June 2024" in newest.text or "June 1, 2024" in newest.text


async def test_losses_with_a_question_answers_it(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("/losses artillery in May 2024")
    assert "1,160" in (await telegram.sent()).text.splitlines()[0]


async def test_an_unknown_command_is_answered_with_where_to_look(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("/frobnicate")
    assert "/help" in (await telegram.sent()).text


@pytest.mark.parametrize(
    "content",
    [
        {"sticker": {"file_id": "a", "file_unique_id": "b", "type": "regular", "width": 1, "height": 1,
                     "is_animated": False, "is_video": False}},
        {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]},
        {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 3}},
        {"location": {"longitude": 30.5, "latitude": 50.4}},
    ],
)  # fmt: skip
async def test_what_has_no_words_gets_a_kind_hint(bot: Bot, telegram: FakeTelegram, content: dict[str, object]) -> None:
    await telegram.write(Chat(ANN.id), ANN, dict(content))
    assert "only read text" in (await telegram.sent()).text


async def test_an_album_gets_one_hint_not_one_for_each_picture(bot: Bot, telegram: FakeTelegram) -> None:
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    for _ in range(3):
        await telegram.write(Chat(ANN.id), ANN, {"photo": photo, "media_group_id": "album"})
    await bot.settled()
    assert len(telegram.calls("sendMessage")) == 1


async def test_a_caption_is_a_question_too(bot: Bot, telegram: FakeTelegram) -> None:
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    await telegram.write(Chat(ANN.id), ANN, {"photo": photo, "caption": "May 2024 losses?"})
    assert "38,940" in (await telegram.sent()).text


async def test_the_longest_message_that_telegram_delivers_gets_one_answer(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("<tanks> & " * 409)
    await telegram.sent()
    await bot.settled()
    assert len(telegram.calls("sendMessage")) == 1
