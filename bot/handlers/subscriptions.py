"""/subscribe, /alerts and /quiet, the buttons under them, and "tell me when there is a new record"."""

import re
from collections.abc import Iterable, Sequence
from datetime import time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, Message, Update, User
from telegram.constants import InlineKeyboardButtonLimit
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.alerts.subscriptions import MOST_SUBSCRIPTIONS, Subscribe, Unsubscribe, read_request
from bot.handlers import tokens
from bot.handlers.addressing import asked_in
from bot.handlers.admins import may_change
from bot.handlers.desk import Desk
from bot.handlers.languages import for_command, for_question
from bot.handlers.popups import pop_up
from bot.handlers.registry import Registry, address_of, place_of
from bot.handlers.sending import say, show
from bot.handlers.tokens import MARK, button, tapped, token
from bot.handlers.wishes import wish_of
from bot.replies.alert_lines import standing_reply, subscription_text, wish_text
from bot.replies.reply import BLANK, Line, Span, line
from bot.replies.wording import Wording, wording
from store.models import Language
from store.series import Grain
from store.subscriptions import KYIV, Chat, DigestWish, QuietHours, RecordWish, Subscription, Wish

_NEW: Final = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST

_OFFERED: Final[tuple[Wish, ...]] = (
    RecordWish(),
    RecordWish(grain=Grain.MONTH),
    RecordWish(metric="personnel"),
    RecordWish(metric="tanks"),
    RecordWish(metric="artillery"),
    RecordWish(metric="uavs"),
    DigestWish(grain=Grain.DAY),
    DigestWish(grain=Grain.WEEK),
    DigestWish(grain=Grain.MONTH),
)
"""What is offered to whoever has not said what they want."""

_HOURS: Final = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*[-–—]\s*(\d{1,2})(?::(\d{2}))?(?:\s+(\S+))?")
_OFF: Final = frozenset({"off", "вимкнути", "ні", "no"})

_MUTED_FOR: Final = timedelta(days=1)
"""By so much a tap on the bell postpones the moment until which a subscription is muted."""


class AboutAlerts(filters.MessageFilter):
    """Messages that ask for alerts, or to be spared them, in words that are meant for the bot."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk: Final = desk

    def filter(self, message: Message) -> bool:
        """Whether `message` is one."""
        asked = asked_in(message, message.get_bot().bot)
        return bool(asked) and read_request(asked or "", now=self._desk.today()) is not None


class Subscriptions:
    """What a chat hears of, chosen and changed where it is heard."""

    def __init__(self, desk: Desk, registry: Registry) -> None:
        """Keep subscriptions in `registry`."""
        self._desk: Final = desk
        self._registry: Final = registry

    def handlers(self) -> tuple[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any], ...]:
        """What to register with the application, before the handlers of questions and of all taps."""
        link = filters.Regex(r"^/start(?:@\w+)? subscribe")
        return (
            MessageHandler(_NEW & link, self.on_link),
            CommandHandler("subscribe", self.on_subscribe, _NEW),
            CommandHandler("alerts", self.on_list, _NEW),
            CommandHandler("quiet", self.on_quiet, _NEW),
            MessageHandler(filters.UpdateType.MESSAGE & filters.TEXT & ~filters.COMMAND & AboutAlerts(self._desk),
                           self.on_words),
            CallbackQueryHandler(self.on_tap, pattern=f"^{MARK}:"),
        )  # fmt: skip

    # ------------------------------------------------------------------ what is written

    async def on_link(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """t.me/<bot>?start=subscribe_tanks_monthly_record: in a link's parameter an underscore stands for a blank."""
        if (message := update.effective_message) is not None:
            words = (message.text or "").partition(" ")[2].replace("_", " ").removeprefix("subscribe")
            await self._subscribe(context.bot, message, words.strip())

    async def on_subscribe(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Subscribe to what is named; offer something where nothing is."""
        if (message := update.effective_message) is not None:
            await self._subscribe(context.bot, message, " ".join(context.args or ()))

    async def on_words(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Subscribe, or unsubscribe, as somebody says it."""
        message = update.message
        asked = asked_in(message, context.bot.bot) if message is not None else None
        if message is None or asked is None:
            return
        request = read_request(asked, now=self._desk.today())
        if isinstance(request, Subscribe):
            await self._subscribed(context.bot, message, request, _language(message, asked))
        elif isinstance(request, Unsubscribe):
            await self._stopped(context.bot, message, request, _language(message, asked))

    async def on_list(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """What is heard of here."""
        if (message := update.effective_message) is not None:
            lines, keyboard = await self._listed(message, await self._registry.language(message))
            await say(context.bot, message, lines, keyboard)

    async def on_quiet(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Set the hours in which nothing is told, or say which they are."""
        message = update.effective_message
        if message is None:
            return
        language, said = await self._registry.language(message), " ".join(context.args or ()).strip()
        changes = _hours(said) if said else None
        if said and changes is None:
            await say(context.bot, message, [line(wording(language)("alerts-quiet-unread"))])
            return
        if changes is not None and await may_change(context.bot, message):
            await self._registry.put(message, language, **changes)
        chat = await self._registry.chat(message.chat.id)
        await say(context.bot, message, [line(_quiet(chat, language))])

    async def _subscribe(self, bot: Bot, message: Message, said: str) -> None:
        language = _language(message, said)
        words = wording(language)
        if not said:
            await say(bot, message, [line(words("alerts-choose"))], self._offers(_OFFERED, language))
            return
        request = read_request(said, now=self._desk.today(), asked=True)
        await self._subscribed(bot, message, request if isinstance(request, Subscribe) else Subscribe(()), language)

    async def _subscribed(self, bot: Bot, message: Message, request: Subscribe, language: Language) -> None:
        """Subscribe, or, where an admin has to, let one do it with a tap; offer something where nothing was read."""
        words, wishes = wording(language), request.wishes
        if request.instead:
            await say(bot, message, [line(words("alerts-no-averages"))], self._offers(request.instead, language))
        elif not wishes:
            await say(bot, message, [line(words("alerts-nothing-read"))], self._offers(_OFFERED, language))
        elif not await may_change(bot, message):
            await say(bot, message, [line(words("alerts-confirm"))], self._offers(wishes, language))
        elif await self._registry.subscribe(message, language, wishes):
            await say(bot, message, self._confirmation(wishes, language))
        else:
            await say(bot, message, [line(_too_many(words))])

    async def _stopped(self, bot: Bot, message: Message, request: Unsubscribe, language: Language) -> None:
        there = await self._registry.at(address_of(message))
        meant = [one for one in there if request.concerns(one.wish)]
        words = wording(language)
        if not await may_change(bot, message):
            lines, keyboard = await self._listed(message, language)
            await say(bot, message, lines, keyboard)
        elif meant:
            await self._registry.unsubscribe(meant)
            ended = [line(f"• {self._text(one.wish, language)}") for one in meant]
            await say(bot, message, [line(words("alerts-ended")), *ended])
        elif there:
            lines, keyboard = await self._listed(message, language)
            await say(bot, message, [line(words("alerts-none-meant")), BLANK, *lines], keyboard)
        else:
            await say(bot, message, [line(words("alerts-nothing-ended"))])

    # ------------------------------------------------------------------ what is tapped

    async def on_tap(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Do what a button under one of these messages says; to those who may not, say so in passing."""
        query = update.callback_query
        asked = tapped(query.data) if query is not None else None
        if query is None or asked is None:
            return
        language = for_command(query.from_user)
        words = wording(language)
        message = place_of(query)
        if message is None:
            await pop_up(query, words("telegram-stale-button"))
        elif not await may_change(context.bot, query):
            await pop_up(query, words("alerts-admins-only"))
        elif asked.verb == "add":
            await self._add(context.bot, query, message, asked.value)
        else:
            # What a topic that is gone asked for is told, and can be stopped, in the chat itself.
            there = await self._registry.anywhere(message.chat.id)
            meant = next((one for one in there if token(one.key) == asked.value), None)
            await self._do(asked.verb, meant)
            await pop_up(query, words("alerts-done") if meant else words("alerts-gone"))
            if asked.verb != tokens.STOP:
                lines, keyboard = await self._listed(message, _language_of(message))
                await show(context.bot, message, lines, keyboard)

    async def _add(self, bot: Bot, query: CallbackQuery, message: Message, key: str) -> None:
        wish, words = wish_of(key), wording(for_command(query.from_user))
        if wish is None:
            await pop_up(query, words("alerts-gone"))
            return
        language = _language_of(message)
        if not await self._registry.subscribe(message, language, [wish]):
            await pop_up(query, _too_many(words))
            return
        await pop_up(query, words("alerts-done"))
        await say(bot, message, self._confirmation([wish], language))

    async def _do(self, verb: str, meant: Subscription | None) -> None:
        if meant is None:
            return
        match verb:
            case "pause":
                await self._registry.change([meant.changed(paused=True)])
            case "resume":
                await self._registry.change([meant.changed(paused=False, muted_until=None)])
            case "mute":
                since = max(filter(None, (self._registry.now(), meant.muted_until)))
                await self._registry.change([meant.changed(muted_until=since + _MUTED_FOR)])
            case "remove" | tokens.STOP:
                await self._registry.unsubscribe([meant])

    # ------------------------------------------------------------------ what is shown

    def _offers(self, wishes: Iterable[Wish], language: Language) -> InlineKeyboardMarkup:
        """A button for each wish, as far as its key fits on one."""
        return InlineKeyboardMarkup.from_column(
            [
                button(self._text(wish, language), "add", wish.key)
                for wish in wishes
                if len(f"{MARK}:add:{wish.key}".encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
            ]
        )

    def _text(self, wish: Wish, language: Language) -> str:
        return wish_text(wish, self._registry.snapshot().catalogue, language)

    def _confirmation(self, wishes: Sequence[Wish], language: Language) -> list[Line]:
        """What was subscribed to, and what stands now: what would have to happen."""
        words, today = wording(language), self._desk.today()
        lines: list[Line] = [(Span(words("alerts-subscribed"), bold=True),)]
        lines += [line(f"• {self._text(wish, language)}") for wish in wishes]
        for wish in wishes:
            standing = standing_reply(wish, self._registry.snapshot(), language, today)
            if standing.lines:
                lines += [BLANK, *standing.lines]
        return lines

    async def _listed(self, message: Message, language: Language) -> tuple[list[Line], InlineKeyboardMarkup | None]:
        words = wording(language)
        anywhere = await self._registry.anywhere(message.chat.id)
        there = [one for one in anywhere if one.address == address_of(message)]
        chat = await self._registry.chat(message.chat.id)
        below = [BLANK, line(_quiet(chat, language))]
        if elsewhere := len(anywhere) - len(there):
            below.insert(0, line(words("alerts-elsewhere", number=elsewhere)))
        if not there:
            return [line(words("alerts-none")), *below], None
        # More than can be made came together where chats with many became one.
        shown = there[:MOST_SUBSCRIPTIONS]
        if more := len(there) - len(shown):
            below.insert(0, line(words("alerts-more", number=more)))
        catalogue = self._registry.snapshot().catalogue
        here = self._registry.now().astimezone(ZoneInfo(chat.time_zone if chat is not None else KYIV))
        lines: list[Line] = [(Span(words("alerts-list"), bold=True),)]
        lines += [
            line(f"{number}. {subscription_text(one, catalogue, language, here)}") for number, one in _numbered(shown)
        ]
        rows = [
            [
                button(words(f"alerts-button-{verb}", number=str(number)), verb, token(one.key))
                for verb in ("resume" if one.paused or self._is_muted(one) else "pause", "mute", "remove")
            ]
            for number, one in _numbered(shown)
        ]
        return [*lines, *below], InlineKeyboardMarkup(rows)

    def _is_muted(self, subscription: Subscription) -> bool:
        return subscription.muted_until is not None and self._registry.now() < subscription.muted_until


def _numbered(there: Iterable[Subscription]) -> Iterable[tuple[int, Subscription]]:
    return enumerate(there, start=1)


def _too_many(words: Wording) -> str:
    return words("alerts-too-many", most=MOST_SUBSCRIPTIONS)


def _language(message: Message, words: str = "") -> Language:
    user: User | None = message.from_user
    return for_question(words, user) or for_command(user)


def _language_of(message: Message) -> Language:
    """The language that a message of the bot's is in."""
    return for_question(message.text or "", None) or "en"


def _hours(said: str) -> dict[str, object] | None:
    """The quiet hours and the zone that somebody writes; None where they cannot be read."""
    if said.casefold() in _OFF:
        return {"quiet": None}
    found = _HOURS.fullmatch(said)
    if found is None:
        return None
    try:
        changes: dict[str, object] = {
            "quiet": QuietHours(start=_clock(found[1], found[2]), end=_clock(found[3], found[4]))
        }
        if found[5]:
            changes["time_zone"] = ZoneInfo(found[5]).key
    except (ValueError, LookupError, OSError):  # a zone is a file, and "Europe" the folder that some are in
        return None
    return changes


def _clock(hour: str, minute: str | None) -> time:
    """A time of day; 24:00 is midnight, too.

    Raises:
        ValueError: no clock shows it.
    """
    return time(0 if hour == "24" and not int(minute or 0) else int(hour), int(minute or 0))


def _quiet(chat: Chat | None, language: Language) -> str:
    words = wording(language)
    if chat is None or chat.quiet is None:
        return words("alerts-quiet-off")
    start, end = f"{chat.quiet.start:%H:%M}", f"{chat.quiet.end:%H:%M}"
    return words("alerts-quiet", start=start, end=end, zone=chat.time_zone)
