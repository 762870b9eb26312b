"""Logs hold no secrets and nothing that people wrote, wherever it would come from."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot.handlers.errors import account
from bot.logs import Redacting, log_to_stderr

TOKEN = "123456:AbC-dEf_gHi"  # noqa: S105 - nobody's


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    shown = io.StringIO()
    handler = logging.StreamHandler(shown)
    handler.addFilter(Redacting([TOKEN, "hook-secret"]))
    logger = logging.getLogger("bot.under_test")
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, shown
    logger.removeHandler(handler)
    logger.propagate = True


def fetch(url: str) -> None:
    raise ValueError(f"cannot fetch {url}")


@pytest.mark.parametrize("spelling", [TOKEN, "AbC-dEf_gHi", "123456%3AAbC-dEf_gHi", "hook-secret"])
def test_a_secret_is_hidden_in_a_message(log: tuple[logging.Logger, io.StringIO], spelling: str) -> None:
    logger, shown = log
    logger.warning("GET https://api.telegram.org/bot%s/getMe", spelling)
    assert shown.getvalue() == "GET https://api.telegram.org/bot…/getMe\n"


def test_a_secret_is_hidden_in_an_exception_and_its_cause(log: tuple[logging.Logger, io.StringIO]) -> None:
    logger, shown = log
    try:
        try:
            fetch(f"https://api.telegram.org/bot{TOKEN}/getMe")
        except ValueError as error:
            raise RuntimeError(f"the token {TOKEN} was rejected") from error
    except RuntimeError:
        logger.exception("failed", stack_info=True)
    assert "AbC" not in shown.getvalue()
    assert "ValueError: cannot fetch https://api.telegram.org/bot…" in shown.getvalue()
    assert "RuntimeError: the token … was rejected" in shown.getvalue()


def test_a_record_that_was_shown_once_stays_redacted_for_other_handlers(
    log: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, _ = log
    second = io.StringIO()
    other = logging.StreamHandler(second)
    logger.addHandler(other)
    logger.warning("token %s", TOKEN)
    logger.removeHandler(other)
    assert TOKEN not in second.getvalue()


@pytest.mark.parametrize("update", [{"text": "what I wrote"}, [{"text": "what I wrote"}], '{"text": "what I wrote"}'])
def test_an_update_that_could_not_be_parsed_is_not_logged_with_its_words(update: object) -> None:
    shown = io.StringIO()
    handler = logging.StreamHandler(shown)
    handler.addFilter(Redacting([TOKEN]))
    record = logging.LogRecord("telegram.ext.ExtBot", logging.CRITICAL, "", 1, "%r in update %d", (update, 7), None)
    handler.handle(record)
    assert shown.getvalue() == "'…' in update 7\n"


def test_the_addresses_that_the_http_client_calls_are_not_logged_at_any_level() -> None:
    root, handlers, level = logging.getLogger(), logging.getLogger().handlers[:], logging.getLogger().level
    try:
        log_to_stderr("DEBUG", [TOKEN])
        assert not any(logging.getLogger(name).isEnabledFor(logging.INFO) for name in ("httpx", "httpcore", "telegram"))
        assert logging.getLogger("bot").isEnabledFor(logging.DEBUG)
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


def test_the_account_of_an_error_says_what_and_where_and_repeats_no_message() -> None:
    try:
        try:
            fetch("what I wrote")
        except ValueError as error:
            raise KeyError("what I wrote") from error
    except KeyError as error:
        told = account(error)
    assert "what I wrote" not in told
    assert "KeyError at test_logs.py:" in told
    assert "because of ValueError at test_logs.py:" in told
    assert " fetch" in told
