"""What an address is told of some alerts: only what it asked for, in one message, in the chat's language."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.alerts.delivery import Telling
from bot.alerts.sender import Action, ActionKind, Message
from bot.alerts.subscriptions import findings_for
from bot.replies.alert_lines import alert_reply, wish_text
from bot.replies.charts import Subject
from bot.replies.wording import wording
from store.alerts import Correction, Finding
from store.catalogue import Catalogue
from store.models import Language
from store.subscriptions import Chat, Subscription

_MOST_KEPT: Final = 1_000
"""So many letters are kept in memory: as a rule readers of one language want to hear of the same few findings."""

MOST_STOPS: Final = 6
"""So many subscriptions can be stopped under one message; /alerts stops the rest."""

_Key = tuple[Language, tuple[str, ...], tuple[str, ...]]
"""The language, and the natural keys of the findings and of the corrections."""


@dataclass(frozen=True, slots=True)
class AlertWriter:
    """Writes alerts; a `bot.alerts.delivery.Writer`. What it has written for one reader it doesn't write for the next.

    It is used from one thread at a time.
    """

    catalogue: Catalogue
    _written: dict[_Key, Message] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __call__(self, chat: Chat, tellings: Sequence[Telling]) -> Message | None:
        """The message of these alerts; None where nothing in them is for this address."""
        findings: dict[str, Finding] = {}
        corrections: dict[str, Correction] = {}
        for telling in tellings:
            for finding in findings_for(telling.subscriptions, telling.alert.findings):
                findings[finding.key] = finding
            corrections |= {correction.key: correction for correction in telling.corrections}
        if not findings and not corrections:
            return None
        key = (chat.language, tuple(findings), tuple(corrections))
        if (letter := self._written.get(key)) is None:
            letter = self._write(chat.language, tuple(findings.values()), tuple(corrections.values()))
            if len(self._written) >= _MOST_KEPT:
                self._written.clear()
            self._written[key] = letter
        wishing = {one.key: one for telling in tellings for one in telling.subscriptions}
        led = [one for one in wishing.values() if findings_for((one,), findings.values())]
        return Message(letter.reply, (*letter.actions, *self._stops(led, chat.language)))

    def _write(self, language: Language, findings: tuple[Finding, ...], corrections: tuple[Correction, ...]) -> Message:
        """What everybody who reads of the same gets. The buttons are about the first finding."""
        reply = alert_reply(findings, self.catalogue, language, corrections=corrections)
        return Message(reply, self._questions(findings[0], language) if findings else ())

    def _questions(self, finding: Finding, language: Language) -> tuple[Action, ...]:
        say = wording(language)
        about = Subject.of(finding, language).key
        compare = Action(ActionKind.COMPARE, say("button-compare"), about)
        if not self.catalogue.claimants[finding.claimant].daily_reports:
            return (compare,)  # there is no series to draw
        return (Action(ActionKind.CHART, say("button-chart"), about), compare)

    def _stops(self, led: Sequence[Subscription], language: Language) -> tuple[Action, ...]:
        """The buttons that stop what led to the message, each by name where there are several."""
        say = wording(language)
        if len(led) == 1:
            return (Action(ActionKind.STOP, say("button-stop"), led[0].key),)
        return tuple(
            Action(ActionKind.STOP, say("button-stop-one", what=wish_text(one.wish, self.catalogue, language)), one.key)
            for one in led[:MOST_STOPS]
        )
