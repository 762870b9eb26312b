"""/claim: owners add a claim, asked for piece by piece, each piece checked at once.

Not python-telegram-bot's `ConversationHandler`: it would remember where each chat stands, and forget it at a restart,
or catch the next question of somebody who has given up. Here the messages remember; see `bot.handlers.claim_drafts`.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.figures import LiveFigures
from bot.handlers.buttons import Action, actions_keyboard
from bot.handlers.claim_drafts import Draft, draft_in, label
from bot.handlers.languages import for_command
from bot.handlers.owners import Owners, refusal
from bot.handlers.phrases import phrase, spoken
from bot.handlers.reports import OWNER
from bot.handlers.sending import Outgoing, Place, edit, send
from bot.handlers.taps import acknowledge
from bot.replies.claims import claim_in_words
from bot.replies.findings import FindingLines
from bot.replies.reply import BLANK, Line, html, line
from bot.replies.wording import wording
from store.catalogue import Catalogue, load_catalogue
from store.gate import Admission, admit
from store.ingest.claim_form import FormError, Item, filled_in
from store.models import Claim, Language
from store.ports import Origin

CHOOSE, TOGGLE, ADD, AGAIN = "claim:=", "claim:+", "claim:add:", "claim:again:"
"""What buttons bring along, followed by the name of a choice or an item."""

DONE, CHANGE, STORE, STORE_ALL, CANCEL = "claim:done", "claim:change", "claim:store", "claim:all", "claim:cancel"
"""What other buttons bring along."""

CHOSEN: Final = "✓ "
"""Before the label of a button that is one of several chosen."""

LONGEST_ANSWER: Final = 250
"""Characters: all answers together have to fit into a message."""

_IN_A_ROW: Final = 2
_OPTIONAL: Final = ("speaker", "body", "note_en")
"""What can be added once all that has to be known is."""


class Claims:
    """Asks owners for a claim, and stores it."""

    def __init__(self, figures: LiveFigures, owners: Owners, now: Callable[[], datetime]) -> None:
        """Store into `figures`, for `owners`; `now` tells the time, with its zone."""
        self._figures: Final = figures
        self._owners: Final = owners
        self._now: Final = now
        self._catalogue: Final[Catalogue] = load_catalogue()

    def handlers(self) -> tuple[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, Any], ...]:
        """What to register with the application, before what answers questions."""
        writing = self._owners.writing
        return (
            CommandHandler("claim", self.on_begin, writing),
            CommandHandler("cancel", self.on_cancel, writing),
            MessageHandler(writing & filters.TEXT & ~filters.COMMAND & _AnswersDraft(), self.on_answer),
            CallbackQueryHandler(self.on_tap, "^claim:"),
        )

    async def on_begin(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Ask for the first piece."""
        if (message := update.effective_message) is not None:
            await self._ask(context.bot, message.chat.id, Draft(), for_command(message.from_user))

    async def on_cancel(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say that nothing has been stored: there is nothing to be forgotten."""
        if (message := update.effective_message) is not None:
            reply = spoken(for_command(message.from_user), "claim-cancelled")
            await send(context.bot, Place.of(message), Outgoing.of(reply))

    async def on_answer(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take what was typed in reply to a question, and ask for the next piece, or for the same one again."""
        message = update.effective_message
        if message is None or message.reply_to_message is None:
            return
        draft = draft_in(message.reply_to_message.text or "")
        if draft is not None:
            language = for_command(message.from_user)
            await self._take(context.bot, message.chat.id, draft, message.text or "", language)

    async def on_tap(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Take what a button stands for."""
        tapped = update.callback_query
        if tapped is None:
            return
        language = for_command(tapped.from_user)
        if tapped.from_user not in self._owners:
            await acknowledge(tapped, refusal(tapped.from_user))
            return
        shown = tapped.message
        draft = draft_in(shown.text or "") if isinstance(shown, Message) else None
        if draft is None or not isinstance(shown, Message):
            await acknowledge(tapped, phrase(language, "claim-gone"))
            return
        await acknowledge(tapped)
        await self._act(context.bot, tapped, shown, draft, language)

    async def _act(self, bot: Bot, tapped: CallbackQuery, shown: Message, draft: Draft, language: Language) -> None:
        data, chat = tapped.data or "", shown.chat.id
        if data.startswith(TOGGLE):
            await bot.edit_message_reply_markup(chat, shown.message_id, reply_markup=_toggled(shown, data))
            return
        if data == CHANGE:
            answered = [(Action(label(name, language), f"{AGAIN}{name}"),) for name in draft.answers]
            await bot.edit_message_reply_markup(chat, shown.message_id, reply_markup=actions_keyboard(answered))
            return
        if data in {STORE, STORE_ALL}:
            await self._store(bot, shown, draft, language, accept_held=data == STORE_ALL)
            return
        await _take_buttons_away(bot, shown)
        if data == CANCEL:
            await send(bot, Place(chat), Outgoing.of(spoken(language, "claim-cancelled")))
        elif data.startswith(ADD):
            await self._ask(bot, chat, Draft(draft.answers, data.removeprefix(ADD)), language)
        elif data.startswith(AGAIN):
            await self._ask(bot, chat, draft.without(data.removeprefix(AGAIN)), language)
        else:
            answer = "+".join(_chosen(shown)) if data == DONE else data.removeprefix(CHOOSE)
            await self._take(bot, chat, draft, answer, language)

    async def _take(self, bot: Bot, chat: int, draft: Draft, answer: str, language: Language) -> None:
        """Go on with an answer, or say what is wrong with it."""
        taken = draft.answered(answer)
        try:
            if len(answer) > LONGEST_ANSWER:
                problem = phrase(language, "claim-too-long", most=LONGEST_ANSWER)
            elif (item := draft.item(self._catalogue)) is None:
                return
            else:
                item.read(taken.answers[item.name])
                await self._ask(bot, chat, taken.asking(self._catalogue), language)
                return
        except FormError as error:
            problem = self._problem(error, language)
        await self._ask(bot, chat, draft, language, problem)

    async def _ask(self, bot: Bot, chat: int, draft: Draft, language: Language, problem: str | None = None) -> None:
        """Ask for what the draft lacks next, or whether to store it."""
        draft = draft if draft.asked else draft.asking(self._catalogue)
        item = draft.item(self._catalogue)
        if item is None:
            await self._sum_up(bot, chat, draft, language)
            return
        lines = [*draft.lines(language), line(wording(language)(f"claim-{item.name.replace('_', '-')}-help"))]
        if problem is not None:
            lines += [BLANK, line(problem)]
        if item.choices:
            outgoing = Outgoing(html(lines), actions=self._choices(item, language))
        else:
            lines += [BLANK, line(phrase(language, "claim-how-to-stop"))]
            outgoing = Outgoing(html(lines), hint=label(item.name, language)[:64])
        await send(bot, Place(chat), outgoing)

    async def _sum_up(self, bot: Bot, chat: int, draft: Draft, language: Language) -> None:
        """Show the claim in words, and ask whether to store it."""
        lines = [*draft.lines(language), BLANK]
        change = Action(phrase(language, "claim-change"), CHANGE)
        stop = Action(phrase(language, "claim-cancel"), CANCEL)
        try:
            claim = filled_in(draft.cells(self._catalogue), self._catalogue)
        except FormError as error:
            lines.append(line(self._problem(error, language)))
            actions: list[tuple[Action, ...]] = [(change, stop)]
        else:
            lines += [
                *claim_in_words(claim, self._catalogue, language),
                BLANK,
                line(wording(language)("claim-confirm")),
            ]
            actions = [(Action(phrase(language, "claim-store"), STORE), stop), (change,)]
            more = [name for name in _OPTIONAL if name not in draft.answers]
            actions += [(Action(phrase(language, f"claim-add-{name}"), f"{ADD}{name}"),) for name in more]
        await send(bot, Place(chat), Outgoing(html(lines), actions=tuple(actions)))

    async def _store(self, bot: Bot, shown: Message, draft: Draft, language: Language, *, accept_held: bool) -> None:
        claim = filled_in(draft.cells(self._catalogue), self._catalogue)
        admission = await self._admit(claim, accept_held=accept_held)
        say = wording(language)
        lines: list[Line]
        actions: tuple[tuple[Action, ...], ...] = ()
        if admission.review.held and not accept_held:
            finding_lines = FindingLines(self._catalogue, say)
            lines = [line(finding_lines.sentence(held.finding)) for held in admission.review.held]
            lines.append(line(phrase(language, "claim-held")))
            store_all, stop = phrase(language, "claim-store-all"), phrase(language, "claim-cancel")
            actions = ((Action(store_all, STORE_ALL),), (Action(stop, CANCEL),))
        else:
            changes = admission.changes
            became = "stored" if changes.added else "replaced" if changes.revised else "known"
            lines = [line(say(f"claim-{became}"))]
        text = f"{shown.text_html}\n\n{html(lines)}"
        await edit(bot, shown.chat.id, shown.message_id, Outgoing(text, actions=actions))

    async def _admit(self, claim: Claim, *, accept_held: bool) -> Admission:
        origin = Origin(name=OWNER, detail="/claim", at=self._now())
        return await self._figures.use(
            lambda store: admit((claim,), store.figures, origin=origin, accept_held=accept_held)
        )

    def _choices(self, item: Item, language: Language) -> tuple[tuple[Action, ...], ...]:
        """The buttons of a question: its choices, and how to stop."""
        usual = (item.usual or "").split("+") if item.several else []
        begin = TOGGLE if item.several else CHOOSE
        buttons = [
            Action(f"{CHOSEN if name in usual else ''}{self._choice(item.name, name, language)}", f"{begin}{name}")
            for name in item.choices
        ]
        end = [Action(phrase(language, "claim-cancel"), CANCEL)]
        if item.several:
            end.insert(0, Action(phrase(language, "claim-done"), DONE))
        return (*_in_rows(buttons), tuple(end))

    def _choice(self, item: str, name: str, language: Language) -> str:
        match item:
            case "party":
                return self._catalogue.parties[name].name.in_language(language)
            case "claimant":
                return self._catalogue.claimants[name].short.in_language(language)
            case "metric":
                return self._catalogue.metrics[name].name.in_language(language)
            case "scope":
                return wording(language)(f"scope-{name}")
            case _:
                return phrase(language, f"choice-{name}")

    def _problem(self, error: FormError, language: Language) -> str:
        choices = ", ".join(error.choices)
        return f"{wording(language)(f'claim-problem-{error.problem}', said=error.said, choices=choices)}."


class _AnswersDraft(filters.MessageFilter):
    """Lets answers pass: what replies to a question of the dialogue."""

    def filter(self, message: Message) -> bool:
        asked = message.reply_to_message
        if asked is None or asked.from_user is None or not asked.from_user.is_bot:
            return False
        draft = draft_in(asked.text or "")
        return draft is not None and draft.asked is not None


async def _take_buttons_away(bot: Bot, shown: Message) -> None:
    """So that no step is taken twice; it has been where two taps came at once."""
    try:
        await bot.edit_message_reply_markup(shown.chat.id, shown.message_id)
    except BadRequest as refused:
        if "message is not modified" not in refused.message.casefold():
            raise


def _buttons(shown: Message) -> Iterable[InlineKeyboardButton]:
    markup = shown.reply_markup
    return (button for row in (markup.inline_keyboard if markup is not None else ()) for button in row)


def _chosen(shown: Message) -> tuple[str, ...]:
    """The names of those choices of several that are chosen."""
    chosen = (button for button in _buttons(shown) if button.text.startswith(CHOSEN))
    return tuple(str(button.callback_data).removeprefix(TOGGLE) for button in chosen)


def _toggled(shown: Message, data: str) -> InlineKeyboardMarkup:
    """The buttons, with the one of that data chosen where it was not, and not where it was."""

    def toggled(button: InlineKeyboardButton) -> InlineKeyboardButton:
        if button.callback_data != data:
            return button
        was = button.text.startswith(CHOSEN)
        text = button.text.removeprefix(CHOSEN) if was else f"{CHOSEN}{button.text}"
        return InlineKeyboardButton(text, callback_data=data)

    rows = shown.reply_markup.inline_keyboard if shown.reply_markup is not None else ()
    return InlineKeyboardMarkup([[toggled(button) for button in row] for row in rows])


def _in_rows(buttons: Sequence[Action]) -> tuple[tuple[Action, ...], ...]:
    return tuple(tuple(buttons[at : at + _IN_A_ROW]) for at in range(0, len(buttons), _IN_A_ROW))
