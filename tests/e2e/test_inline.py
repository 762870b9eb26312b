"""What a person meets who types after the bot's name in any chat."""

from tests.e2e.conftest import Bot
from tests.fake_telegram import OLENA, FakeTelegram, User
from tests.fake_telegram.markup import links, shown
from tests.fake_telegram.people import Json


def message(result: Json) -> str:
    text: str = result["input_message_content"]["message_text"]
    return text


async def test_a_question_gets_several_readings_each_with_its_figure_and_source(
    bot: Bot, telegram: FakeTelegram
) -> None:
    results = (await telegram.inline("May 2024"))["results"]
    assert len(results) > 1
    assert "38,940" in message(results[0])
    assert all(links(message(result)) for result in results)
    assert len({message(result) for result in results}) == len(results)


async def test_the_list_shows_the_figure_before_anything_is_sent(bot: Bot, telegram: FakeTelegram) -> None:
    best = (await telegram.inline("May 2024"))["results"][0]
    assert best["type"] == "article"
    assert "38,940" in best["title"]
    assert len(best["title"]) <= 80
    assert 0 < len(best["description"]) <= 140


async def test_the_message_has_no_preview(bot: Bot, telegram: FakeTelegram) -> None:
    best = (await telegram.inline("May 2024"))["results"][0]
    assert best["input_message_content"]["link_preview_options"] == {"is_disabled": True}


async def test_an_empty_query_offers_the_newest_figures(bot: Bot, telegram: FakeTelegram) -> None:
    answer = await telegram.inline("")
    assert answer["results"]
    assert "button" not in answer


async def test_what_matches_nothing_offers_a_way_to_the_help(bot: Bot, telegram: FakeTelegram) -> None:
    answer = await telegram.inline("zzzz qqqq", user=OLENA)
    assert answer["results"] == []
    assert answer["button"]["start_parameter"] == "help"
    assert "Не можу" in answer["button"]["text"]


async def test_the_same_reading_has_the_same_id_whoever_asks(bot: Bot, telegram: FakeTelegram) -> None:
    once = (await telegram.inline("May 2024"))["results"]
    again = (await telegram.inline("may 2024 ", user=User(2001, "Zoe", "en")))["results"]
    assert [result["id"] for result in once] == [result["id"] for result in again]


async def test_answers_may_be_repeated_only_for_a_short_time(bot: Bot, telegram: FakeTelegram) -> None:
    assert (await telegram.inline("May 2024"))["cache_time"] <= 300


async def test_an_answer_is_shared_only_where_its_language_does_not_depend_on_the_person(
    bot: Bot, telegram: FakeTelegram
) -> None:
    english = await telegram.inline("May 2024")
    ukrainian = await telegram.inline("May 2024", user=OLENA)
    assert english["is_personal"] is True
    assert message(english["results"][0]) != message(ukrainian["results"][0])
    cyrillic = await telegram.inline("травень 2024")
    assert cyrillic.get("is_personal", False) is False
    assert shown(message(cyrillic["results"][0])) == shown(message(ukrainian["results"][0]))


async def test_there_is_no_second_page(bot: Bot, telegram: FakeTelegram) -> None:
    first = await telegram.inline("May 2024")
    assert first.get("next_offset", "") == ""
    second = await telegram.inline("May 2024", offset="5")
    assert second["results"] == []
    assert "button" not in second


async def test_typing_does_not_disturb_the_conversation_in_the_private_chat(bot: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("May 2024 losses?")
    await telegram.sent()
    await telegram.inline("December 2023")
    await telegram.private("and artillery?")
    assert "1,160" in (await telegram.sent()).text
