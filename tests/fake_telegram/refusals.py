"""What the real Bot API server would hold against a request."""

import importlib.util
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from tests.fake_telegram import markup
from tests.fake_telegram.people import Json

_SPEC_CHECK: Final = Path(__file__).parents[3] / "shared" / "bot-api" / "spec_check.py"

SPEC_IS_HERE: Final = _SPEC_CHECK.exists()
"""Whether the machine-readable Bot API specification lies beside the project."""

_START_PARAMETER: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")


@lru_cache(maxsize=1)
def _spec_check() -> Callable[[str, Json], list[str]] | None:
    if not SPEC_IS_HERE:
        return None
    spec = importlib.util.spec_from_file_location("spec_check", _SPEC_CHECK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    check: Callable[[str, Json], list[str]] = module.check
    return check


def complaints(method: str, parameters: Json) -> list[str]:
    """Everything wrong with a request; empty where the real server would take it."""
    check = _spec_check()
    found = check(method, parameters) if check is not None else []
    return found or list(_in_words(method, parameters))


def _in_words(method: str, parameters: Json) -> Iterator[str]:
    """Limits that Telegram publishes in words only."""
    for text, mode in _texts(parameters):
        if not text.strip():
            yield f"{method}: message text is empty"
        if len(text) > 4096:
            yield f"{method}: message is too long ({len(text)} characters)"
        if mode == "HTML":
            yield from (f"{method}: can't parse entities: {fault}" for fault in markup.faults(text))
    for row in parameters.get("reply_markup", {}).get("inline_keyboard", ()):
        for button in row:
            size = len(button.get("callback_data", "-").encode())
            if not button["text"] or not 1 <= size <= 64:
                yield f"{method}: BUTTON_DATA_INVALID ({size} bytes)"
    if method == "answerInlineQuery":
        yield from _inline(parameters)
    for command in parameters["commands"] if method == "setMyCommands" else ():
        if not _COMMAND.fullmatch(command["command"]) or not 1 <= len(command["description"]) <= 256:
            yield f"{method}: BOT_COMMAND_INVALID ({command})"


def _texts(parameters: Json) -> Iterator[tuple[str, str | None]]:
    if "text" in parameters and "callback_query_id" not in parameters:
        yield parameters["text"], parameters.get("parse_mode")
    for result in parameters.get("results", ()):
        content = result.get("input_message_content", {})
        if "message_text" in content:
            yield content["message_text"], content.get("parse_mode")


def _inline(parameters: Json) -> Iterator[str]:
    ids = [result["id"] for result in parameters["results"]]
    if len(ids) > 50:
        yield "answerInlineQuery: RESULTS_TOO_MUCH"
    if len(set(ids)) != len(ids):
        yield "answerInlineQuery: RESULT_ID_DUPLICATE"
    if not all(1 <= len(result_id.encode()) <= 64 for result_id in ids):
        yield "answerInlineQuery: RESULT_ID_INVALID"
    button = parameters.get("button", {})
    if "start_parameter" in button and not _START_PARAMETER.fullmatch(button["start_parameter"]):
        yield "answerInlineQuery: START_PARAM_INVALID"
