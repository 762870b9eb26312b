"""/deliveries: how far alerts have come, for the bot's owners, who can pause them, let them go on or cancel them."""

from collections.abc import Collection, Iterable
from functools import partial
from typing import Any, Final

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.handlers.languages import for_command
from bot.handlers.popups import pop_up
from bot.handlers.registry import Registry, place_of
from bot.handlers.sending import say, show
from bot.handlers.tokens import MARK, button, tapped
from bot.replies.reply import Line, line
from bot.replies.wording import Wording, wording
from store.alerts import Alert, AlertState, Held, Outcome, Progress, may_become

_SHOWN: Final = 5
"""So many of the newest alerts."""

_STATES: Final = {"halt": AlertState.PAUSED, "go": AlertState.RUNNING, "cancel": AlertState.CANCELLED}


class Owner:
    """What only owners see and do."""

    def __init__(self, registry: Registry, owners: Collection[int]) -> None:
        """For these people."""
        self._registry: Final = registry
        self._owners: Final = frozenset(owners)

    def handlers(self) -> tuple[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any], ...]:
        """What to register with the application, before the handlers of unknown commands and of all taps."""
        if not self._owners:
            return ()
        private = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & filters.User(self._owners)
        return (
            CommandHandler("deliveries", self.on_command, private),
            CallbackQueryHandler(self.on_tap, pattern=f"^{MARK}:(?:{'|'.join(_STATES)}):"),
        )

    async def on_command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """How far the newest alerts have come."""
        if (message := update.message) is not None:
            lines, keyboard = await self._shown(wording(for_command(message.from_user)))
            await say(context.bot, message, lines, keyboard)

    async def on_tap(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Pause, resume or cancel."""
        query = update.callback_query
        asked = tapped(query.data) if query is not None else None
        if query is None or asked is None or query.from_user.id not in self._owners:
            return
        words = wording(for_command(query.from_user))
        try:
            await self._registry.keep(partial(self._registry.alerts.set_state, asked.value, _STATES[asked.verb]))
        except (LookupError, ValueError):
            await pop_up(query, words("alerts-gone"))
        else:
            self._registry.service.wake()
            await pop_up(query, words("alerts-done"))
        if (message := place_of(query)) is not None:
            lines, keyboard = await self._shown(words)
            await show(context.bot, message, lines, keyboard)

    async def _shown(self, words: Wording) -> tuple[list[Line], InlineKeyboardMarkup | None]:
        alerts = self._registry.alerts

        def newest() -> tuple[list[tuple[Alert, Progress]], tuple[Held, ...]]:
            return [(one, alerts.progress(one.id)) for one in reversed(alerts.alerts()[-_SHOWN:])], alerts.held()

        found, held = await self._registry.keep(newest)
        if not found:
            return [line(words("owner-none"))], None
        lines = [line(_told(alert, progress, words)) for alert, progress in found]
        rows = [
            [button(words(f"owner-{verb}", id=alert.id), code, alert.id) for verb, code in _choices(alert, held)]
            for alert, _ in found
        ]
        rows = [row for row in rows if row]
        return lines, InlineKeyboardMarkup(rows) if rows else None


def _choices(alert: Alert, held: Iterable[Held]) -> tuple[tuple[str, str], ...]:
    match alert.state:
        case AlertState.RUNNING:
            return (("pause", "halt"), ("cancel", "cancel"))
        case AlertState.PAUSED:
            return (("resume", "go"), ("cancel", "cancel"))
        case AlertState.FINISHED if may_become(alert, AlertState.CANCELLED, held):
            return (("cancel", "cancel"),)
        case _:
            return ()


def _told(alert: Alert, progress: Progress, words: Wording) -> str:
    return words(
        "owner-alert",
        id=alert.id,
        state=words(f"owner-{alert.state}"),
        sent=progress.count(Outcome.SENT),
        held=progress.count(Outcome.HELD),
        failed=progress.count(Outcome.FAILED),
        uncertain=progress.count(Outcome.UNCERTAIN),
        flight=len(progress.in_flight),
    )
