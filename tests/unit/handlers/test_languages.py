"""Who is answered in which language."""

import pytest
from telegram import User

from bot.handlers.languages import for_command, for_question


def person(code: str | None) -> User:
    return User(1, "Somebody", is_bot=False, language_code=code)


@pytest.mark.parametrize(
    ("code", "language"), [("uk", "uk"), ("en", "en"), ("en-GB", "en"), ("de", "en"), (None, "en")]
)
def test_a_command_is_answered_in_the_language_of_the_phone_or_else_in_english(code: str | None, language: str) -> None:
    assert for_command(person(code)) == language


@pytest.mark.parametrize("code", ["uk", "en", "pl", None])
def test_a_question_in_cyrillic_letters_is_answered_in_ukrainian_on_any_phone(code: str | None) -> None:
    assert for_question("втрати за травень 2024", person(code)) == "uk"


def test_a_question_in_latin_letters_is_answered_in_the_language_of_the_phone() -> None:
    assert for_question("vtraty za traven", person("uk")) == "uk"
    assert for_question("May 2024 losses?", person("en")) == "en"


def test_a_phone_in_a_language_that_lossbot_does_not_speak_leaves_it_to_the_text() -> None:
    assert for_question("May 2024 losses?", person("de")) is None


def test_a_message_without_a_sender_has_no_language_of_its_own() -> None:
    assert for_command(None) == "en"
