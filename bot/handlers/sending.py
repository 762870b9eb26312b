"""A reply as a Telegram message: where it goes, and what fits into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MaybeInaccessibleMessage,
    Message,
    ReplyParameters,
)
from telegram.constants import ChatType, MessageLimit, ParseMode
from telegram.error import BadRequest, ChatMigrated

from bot.handlers.buttons import Action, actions_keyboard, keyboard
from bot.replies.reply import Line, Reply, Span, html

NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)
"""A preview of the source would push the figure off a phone's screen."""

_LEFT_OUT: Final[Line] = (Span("…"),)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes.

    Attributes:
        chat_id: the chat.
        topic: the forum topic in it.
        answers: the message it replies to.
    """

    chat_id: int
    topic: int | None = None
    answers: int | None = None

    @classmethod
    def of(cls, message: MaybeInaccessibleMessage) -> Self:
        """The place to answer `message`: in its topic, and in a group as a reply to it."""
        return cls(
            message.chat.id,
            message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None,
            None if message.chat.type == ChatType.PRIVATE else message.message_id,
        )


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is sent: a text in HTML that Telegram takes, with what stands below it.

    Attributes:
        text: the text.
        choices: questions, each on a button of its own.
        actions: rows of buttons that do something else than ask, instead of questions.
        hint: asks for an answer to be typed, and stands where it is typed; no buttons then.
    """

    text: str
    choices: tuple[str, ...] = ()
    actions: tuple[tuple[Action, ...], ...] = ()
    hint: str | None = None

    @classmethod
    def of(cls, reply: Reply) -> Self:
        """A reply, cut to what fits into one message."""
        return cls(fitting(reply.lines), reply.choices)

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The buttons."""
        return actions_keyboard(self.actions) or keyboard(self.choices)

    @property
    def markup(self) -> InlineKeyboardMarkup | ForceReply | None:
        """What stands below the text when it is sent."""
        return self.keyboard if self.hint is None else ForceReply(input_field_placeholder=self.hint)


async def send(bot: Bot, place: Place, outgoing: Outgoing) -> Message:
    """Send a message; where its group has moved, to where it is now.

    Raises:
        telegram.error.TelegramError: Telegram didn't take it.
    """
    try:
        return await _send(bot, place, outgoing)
    except ChatMigrated as moved:
        return await _send(bot, Place(moved.new_chat_id), outgoing)


async def _send(bot: Bot, place: Place, outgoing: Outgoing) -> Message:
    return await bot.send_message(
        place.chat_id,
        outgoing.text,
        parse_mode=ParseMode.HTML,
        link_preview_options=NO_PREVIEW,
        message_thread_id=place.topic,
        reply_markup=outgoing.markup,
        reply_parameters=reply_parameters(place),
    )


def reply_parameters(place: Place) -> ReplyParameters | None:
    """The message that is replied to, if it is still there."""
    return None if place.answers is None else ReplyParameters(place.answers, allow_sending_without_reply=True)


async def edit(bot: Bot, chat_id: int, message_id: int, outgoing: Outgoing) -> None:
    """Let a message that was sent say something else. One that says it already is as good as edited.

    Raises:
        telegram.error.TelegramError: Telegram didn't take it.
    """
    try:
        await bot.edit_message_text(
            outgoing.text,
            chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=outgoing.keyboard,
        )
    except BadRequest as refused:
        if "message is not modified" not in refused.message.casefold():
            raise


async def say(bot: Bot, to: Message, lines: Sequence[Line], keyboard: InlineKeyboardMarkup | None = None) -> None:
    """Answer a message with some lines and buttons of any kind.

    Raises:
        telegram.error.TelegramError: Telegram didn't take it.
    """
    place = Place.of(to)
    await bot.send_message(
        place.chat_id,
        fitting(lines),
        parse_mode=ParseMode.HTML,
        link_preview_options=NO_PREVIEW,
        message_thread_id=place.topic,
        reply_markup=keyboard,
        reply_parameters=reply_parameters(place),
    )


async def show(bot: Bot, there: Message, lines: Sequence[Line], keyboard: InlineKeyboardMarkup | None = None) -> None:
    """Let a message of the bot show how things are now.

    Raises:
        telegram.error.TelegramError: Telegram didn't take it.
    """
    try:
        await bot.edit_message_text(
            fitting(lines),
            there.chat.id,
            there.message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=keyboard,
        )
    except BadRequest as refused:
        if "message is not modified" not in refused.message.casefold():
            raise


def fitting(lines: Sequence[Line], limit: int = MessageLimit.MAX_TEXT_LENGTH) -> str:
    """The lines in HTML, no longer than `limit`: where not all fit, the first and those with a source stay.

    Length is counted with the mark-up, which is more than Telegram counts.
    """
    whole = html(lines)
    if len(whole) <= limit:
        return whole
    lines = [_shortened(lines[0], limit // 4), *lines[1:]]
    room = limit - len(html([_LEFT_OUT])) - 1
    kept: set[int] = set()
    for index in sorted(range(len(lines)), key=lambda index: (index > 0, not _cites(lines[index]), index)):
        needed = len(html([lines[index]])) + 1
        if needed <= room:
            kept.add(index)
            room -= needed
    # The mark stands where the first line is missing; where shortening the first was enough, none is.
    gap = next((index for index in range(len(lines)) if index not in kept), len(lines))
    return html(
        [*lines[:gap], *([_LEFT_OUT] if gap < len(lines) else []), *(lines[i] for i in sorted(kept) if i > gap)]
    )


def _cites(line: Line) -> bool:
    return any(span.url is not None for span in line)


def _shortened(line: Line, limit: int) -> Line:
    """The line, as plain text where it is longer than `limit`; a character takes up to five in HTML."""
    if len(html([line])) <= limit:
        return line
    return (Span("".join(span.text for span in line)[: limit // 5 - 1] + "…"),)
