"""/claim: an owner adds a claim, step by step."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Final

import pytest

from bot.figures import LiveFigures
from store.models import Claim, Kind, Scope
from tests.e2e.conftest import Bot, in_service, owned_settings
from tests.fake_telegram import ANN, FakeTelegram, Seen, User
from tests.fake_telegram.faults import Refusal

GUSTAV = User(1003, "Gustav", "en")

BUTTON, TYPED = "button", "typed"
STEPS: Final = (
    (BUTTON, "Russia"),
    (BUTTON, "UK"),
    (BUTTON, "Personnel"),
    (BUTTON, "Lost between two days"),
    (TYPED, "2024-05-01"),
    (TYPED, "2024-05-31"),
    (TYPED, "37,000 - 39,000"),
    (BUTTON, "About"),
    (BUTTON, "Done"),
    (BUTTON, "Estimated by others"),
    (TYPED, "2024-06-03"),
    (TYPED, "The Example"),
    (TYPED, "What a <month> & more"),
    (TYPED, "https://example.org/may"),
    (TYPED, "2024-06-04"),
)
"""What is answered to each question; the definition is the one that is proposed."""


async def answer(telegram: FakeTelegram, asked: Seen, step: tuple[str, str]) -> Seen:
    """Give an answer; the next question."""
    way, text = step
    if way == BUTTON:
        await telegram.tap(asked, text)
    else:
        await telegram.private(text, reply_to=asked.message)
    return await telegram.sent()


async def asked_after(telegram: FakeTelegram, steps: Sequence[tuple[str, str]]) -> Seen:
    """The question that is asked after so many answers."""
    await telegram.private("/claim")
    asked = await telegram.sent()
    for step in steps:
        asked = await answer(telegram, asked, step)
    return asked


async def added(figures: LiveFigures) -> list[Claim]:
    """The claims from the page that these tests cite."""
    claims = await figures.use(lambda store: store.figures.claims())
    return [claim for claim in claims if claim.source.url == "https://example.org/may"]


async def test_a_claim_is_put_together_step_by_step_and_answered_from_at_once(
    owned: Bot, telegram: FakeTelegram, figures: LiveFigures
) -> None:
    summary = await asked_after(telegram, STEPS)
    assert "Store this?" in summary.text
    assert "about 37,000 to 39,000" in summary.text.casefold()
    assert summary.buttons[:2] == ["Store", "Cancel"]
    assert not await added(figures)
    await telegram.tap(summary, "Store")
    assert "Stored." in (await telegram.edited(summary)).text
    (claim,) = await added(figures)
    assert (claim.party, claim.claimant, claim.metric, claim.kind) == ("russia", "uk", "personnel", Kind.PERIOD_TOTAL)
    assert (claim.value, claim.low, claim.high) == (None, 37_000, 39_000)
    assert claim.scope == (Scope.KILLED, Scope.WOUNDED)
    assert claim.source.title == "What a <month> & more"
    assert claim.source.published == date(2024, 6, 4)
    origin = await figures.use(lambda store: store.figures.origin(claim.key))
    assert origin is not None
    assert (origin.name, origin.at) == ("owner", datetime(2024, 6, 10, 9, tzinfo=UTC))
    await telegram.private("what did the UK say about May 2024 losses?", user=GUSTAV)
    assert "https://example.org/may" in (await telegram.sent()).links


async def test_a_button_is_gone_once_it_has_been_tapped(owned: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("/claim")
    first = await telegram.sent()
    await answer(telegram, first, STEPS[0])
    assert "reply_markup" not in telegram.api.messages[ANN.id, first.message.id].content


async def test_a_typed_answer_is_asked_for_as_a_reply(owned: Bot, telegram: FakeTelegram) -> None:
    asked = await asked_after(telegram, STEPS[:4])
    assert asked.call.parameters["reply_markup"]["force_reply"] is True
    assert not asked.buttons


@pytest.mark.parametrize(
    ("before", "wrong", "said"),
    [
        (4, "May", "“May” is not a date"),
        (6, "a lot", "neither a whole number"),
        (6, "5-4", "range does not end before it starts"),
        (13, "example.org", "not an address"),
        (12, "x" * 251, "250 characters at most"),
    ],
)
async def test_a_wrong_answer_is_explained_and_asked_for_again(
    owned: Bot, telegram: FakeTelegram, before: int, wrong: str, said: str
) -> None:
    asked = await asked_after(telegram, STEPS[:before])
    again = await answer(telegram, asked, (TYPED, wrong))
    assert said in again.text
    right = await answer(telegram, again, STEPS[before])
    assert said not in right.text
    assert right.text != again.text


async def test_a_definition_is_ticked_off(owned: Bot, telegram: FakeTelegram, figures: LiveFigures) -> None:
    asked = await asked_after(telegram, STEPS[:8])
    assert {"✓ killed", "✓ wounded", "missing"} <= set(asked.buttons)
    await telegram.tap(asked, "✓ wounded")
    await telegram.called("editMessageReplyMarkup", lambda sent: sent["message_id"] == asked.message.id)
    await telegram.tap(asked, "missing")
    await telegram.called("editMessageReplyMarkup", lambda sent: sent["message_id"] == asked.message.id, times=2)
    summary = await answer(telegram, asked, (BUTTON, "Done"))
    for step in STEPS[9:]:
        summary = await answer(telegram, summary, step)
    await telegram.tap(summary, "Store")
    await telegram.edited(summary)
    (claim,) = await added(figures)
    assert claim.scope == (Scope.KILLED, Scope.MISSING)


async def test_a_cumulative_claim_is_not_asked_for_its_first_day(owned: Bot, telegram: FakeTelegram) -> None:
    asked = await asked_after(telegram, (*STEPS[:3], (BUTTON, "All since 24 February 2022")))
    assert "Last day counted" in asked.text


async def test_a_person_and_a_note_can_be_added(owned: Bot, telegram: FakeTelegram, figures: LiveFigures) -> None:
    summary = await asked_after(telegram, STEPS)
    asked = await answer(telegram, summary, (BUTTON, "Add the person who said it"))
    summary = await answer(telegram, asked, (TYPED, "John Doe, minister"))
    asked = await answer(telegram, summary, (BUTTON, "Add a note"))
    asked = await answer(telegram, asked, (TYPED, "Rounded"))
    assert "in Ukrainian" in asked.text
    summary = await answer(telegram, asked, (TYPED, "Заокруглено"))
    assert "Add the person who said it" not in summary.buttons
    await telegram.tap(summary, "Store")
    await telegram.edited(summary)
    (claim,) = await added(figures)
    assert claim.speaker == "John Doe, minister"
    assert claim.note is not None
    assert claim.note.uk == "Заокруглено"


async def test_answers_that_do_not_go_together_can_be_changed(
    owned: Bot, telegram: FakeTelegram, figures: LiveFigures
) -> None:
    summary = await asked_after(telegram, (*STEPS[:5], (TYPED, "2024-04-01"), *STEPS[6:]))
    assert "do not go together" in summary.text
    assert "Store" not in summary.buttons
    await telegram.tap(summary, "Change an answer")
    await telegram.called("editMessageReplyMarkup", lambda sent: sent["message_id"] == summary.message.id)
    asked = await answer(telegram, summary, (BUTTON, "Last day counted"))
    summary = await answer(telegram, asked, STEPS[5])
    await telegram.tap(summary, "Store")
    assert "Stored." in (await telegram.edited(summary)).text
    assert await added(figures)


async def test_a_dialogue_goes_on_after_a_restart(telegram: FakeTelegram, figures: LiveFigures) -> None:
    async with in_service(telegram, figures, settings=owned_settings(telegram)):
        asked = await asked_after(telegram, STEPS[:6])
    async with in_service(telegram, figures, settings=owned_settings(telegram)):
        for step in STEPS[6:]:
            asked = await answer(telegram, asked, step)
    async with in_service(telegram, figures, settings=owned_settings(telegram)):
        await telegram.tap(asked, "Store")
        assert "Stored." in (await telegram.edited(asked)).text
    assert await added(figures)


async def test_an_owner_who_gives_up_can_ask_on(owned: Bot, telegram: FakeTelegram) -> None:
    await asked_after(telegram, STEPS[:5])
    await telegram.private("May 2024 losses?")
    assert "38,940" in (await telegram.sent()).text


@pytest.mark.parametrize("steps", [0, 3, len(STEPS)])
async def test_it_can_be_cancelled_with_a_button(
    owned: Bot, telegram: FakeTelegram, figures: LiveFigures, steps: int
) -> None:
    asked = await asked_after(telegram, STEPS[:steps])
    told = await answer(telegram, asked, (BUTTON, "Cancel"))
    assert "Nothing was stored" in told.text
    assert not await added(figures)


async def test_it_can_be_cancelled_by_command(owned: Bot, telegram: FakeTelegram, figures: LiveFigures) -> None:
    await asked_after(telegram, STEPS[:5])
    await telegram.private("/cancel")
    assert "Nothing was stored" in (await telegram.sent()).text
    assert not await added(figures)


async def test_a_claim_of_the_future_needs_a_second_word(
    owned: Bot, telegram: FakeTelegram, figures: LiveFigures
) -> None:
    summary = await asked_after(telegram, (*STEPS[:-1], (TYPED, "2024-07-01")))
    await telegram.tap(summary, "Store")
    held = await telegram.edited(summary)
    assert "held back" in held.text
    assert not await added(figures)
    await telegram.tap(summary, "Store it all the same")
    assert "Stored." in (await telegram.edited(summary, times=2)).text
    assert await added(figures)


async def test_the_dialogue_speaks_the_owners_language(owned: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("/claim", user=User(ANN.id, "Анна", "uk"))
    asked = await telegram.sent()
    assert "Чиї втрати" in asked.text
    await telegram.tap(asked, "Росія", user=User(ANN.id, "Анна", "uk"))
    asked = await telegram.sent()
    assert "Хто це каже" in asked.text
    await telegram.tap(asked, asked.buttons[0])
    assert "Losses of what" in (await telegram.sent()).text


async def test_two_taps_at_once_do_no_harm(owned: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("/claim")
    asked = await telegram.sent()
    unmodified = Refusal(400, "Bad Request: message is not modified: specified new message content is the same")
    telegram.fails("editMessageReplyMarkup", unmodified)
    assert "Who says so" in (await answer(telegram, asked, STEPS[0])).text


async def test_a_button_whose_message_is_too_old_says_so(owned: Bot, telegram: FakeTelegram) -> None:
    await telegram.private("/claim")
    asked = await telegram.sent()
    await telegram.tap(asked, "Russia", forgotten=True)
    assert "begin again" in (await telegram.called("answerCallbackQuery")).parameters["text"]


async def test_nobody_else_can_add_a_claim(owned: Bot, telegram: FakeTelegram, figures: LiveFigures) -> None:
    await telegram.private("/claim", user=GUSTAV)
    assert "for the bot's owners" in (await telegram.sent()).text
    summary = await asked_after(telegram, STEPS)
    await telegram.tap(summary, "Store", user=GUSTAV)
    told = await telegram.called("answerCallbackQuery", lambda sent: "owners" in sent.get("text", ""))
    assert told.parameters["show_alert"] is True
    assert not await added(figures)


async def test_an_owners_commands_in_a_group_meet_silence(owned: Bot, telegram: FakeTelegram) -> None:
    for command in ("/claim", "/status", "/cancel"):
        await telegram.group(command)
    await owned.settled()
    assert not telegram.calls("sendMessage")
