"""Alerts as Telegram messages: sent in their turn, tried again after passing faults, and what became of each."""

import logging
from contextlib import nullcontext
from functools import lru_cache
from typing import Any, Final

from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import ExtBot

from bot.alerts.pacing import Leaving, Turn
from bot.alerts.sender import Action, ActionKind, Arrived, Delivery, Gone, Message, Moved, NotSent, Unknown
from bot.handlers.alert_buttons import chart_button, comparison_button
from bot.handlers.pacing import Clock, LoopClock, pause
from bot.handlers.sending import NO_PREVIEW, fitting
from bot.handlers.tokens import stop_button
from bot.replies.reply import Reply
from store.subscriptions import Address, Unreachable

_log: Final = logging.getLogger(__name__)

JSONDict = dict[str, Any]

_NO_PREVIEW: Final = NO_PREVIEW.to_dict()

LONGEST_PAUSE: Final = 60.0
MOST_ATTEMPTS: Final = 20
"""Attempts at one message while the network or Telegram's gateway fails: 1, 2, 4... seconds apart, then a minute.
In a quarter of an hour most faults have passed; and as all messages under way wait, so does the whole alert."""

_GONE: Final = (
    ("user is deactivated", Unreachable.DELETED),
    ("blocked by the user", Unreachable.BLOCKED),
    ("can't initiate conversation", Unreachable.BLOCKED),
    ("chat not found", Unreachable.NOT_FOUND),
    ("peer_id_invalid", Unreachable.NOT_FOUND),
    ("not enough rights", Unreachable.REMOVED),
    ("have no rights", Unreachable.REMOVED),
    ("chat_write_forbidden", Unreachable.REMOVED),
    ("chat_restricted", Unreachable.REMOVED),
    ("group chat was deactivated", Unreachable.REMOVED),
)
"""What Telegram says of a chat that cannot be reached, now or later."""

_TOPIC_GONE: Final = ("message thread not found", "topic_deleted", "topic_closed")


class TelegramSender:
    """`bot.alerts.sender.Sender` by way of a bot whose rate limiter is `bot.handlers.pacing.Pacing`."""

    def __init__(self, bot: ExtBot[Turn], *, paid: bool = False, clock: Clock | None = None) -> None:
        """Send by `bot`; `paid` for the thousand messages a second that Telegram takes Stars for."""
        self._bot: Final = bot
        self._paid: Final = paid
        self._clock: Final = clock or LoopClock()

    async def send(self, address: Address, message: Message, leaving: Leaving = nullcontext) -> Delivery:
        """See `bot.alerts.sender.Sender`."""
        turn = Turn(broadcast=True, paid=self._paid, leaving=leaving)
        text, shown = _text(message.reply), {"link_preview_options": _NO_PREVIEW, "reply_markup": _keyboard(message)}
        topic: int | None = address.topic or None
        wait = 1.0
        for _ in range(MOST_ATTEMPTS):
            try:
                await self._bot.send_message(
                    address.chat,
                    text,
                    parse_mode=ParseMode.HTML,
                    message_thread_id=topic,
                    allow_paid_broadcast=self._paid or None,
                    rate_limit_args=turn,
                    api_kwargs=shown,
                )
            except ChatMigrated as moved:
                return Moved(moved.new_chat_id)
            except (Forbidden, BadRequest) as refused:
                if topic is not None and any(said in refused.message.casefold() for said in _TOPIC_GONE):
                    topic = None  # the chat is still there, and so are those who asked
                    continue
                return _refused(refused)
            except TimedOut:
                return Unknown()
            except RetryAfter as halt:
                return NotSent(str(halt))
            except NetworkError as fault:
                _log.info("An alert: %s; trying again in %.0f s", fault, wait)
                await pause(self._clock, wait)
                wait = min(2 * wait, LONGEST_PAUSE)
            except TelegramError as error:
                return NotSent(str(error))
            else:
                return Arrived()
        return NotSent("the network or Telegram has failed for too long")


def _refused(refused: Forbidden | BadRequest) -> Gone | NotSent:
    said = refused.message.casefold()
    why = next((why for words, why in _GONE if words in said), None)
    if why is None and isinstance(refused, Forbidden):
        why = Unreachable.REMOVED
    if why is not None:
        return Gone(why)
    _log.error("Telegram takes no such alert: %s", refused)
    return NotSent(str(refused))


@lru_cache(maxsize=64)
def _text(reply: Reply) -> str:
    """A reply in HTML: most readers of an alert get the same."""
    return fitting(reply.lines)


def _keyboard(message: Message) -> JSONDict | None:
    """The buttons as Telegram reads them: made anew for every reader are only those that are a reader's own."""
    questions = [_showing(action) for action in message.actions if action.kind is not ActionKind.STOP]
    stops = [
        stop_button(action.label, action.value).to_dict()
        for action in message.actions
        if action.kind is ActionKind.STOP
    ]
    rows = [[button] for button in (*questions, *stops)]
    return {"inline_keyboard": rows} if rows else None


@lru_cache(maxsize=64)
def _showing(action: Action) -> JSONDict:
    button = chart_button if action.kind is ActionKind.CHART else comparison_button
    return button(action.label, action.value).to_dict()
