"""What an address is told of some alerts: only what it asked for, in one message, in the chat's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.alerts.delivery import Telling
from bot.alerts.sender import Action, ActionKind, Message
from bot.alerts.subscriptions import findings_for, wanted
from bot.replies.alert_lines import alert_reply, chart_question, comparison_question
from bot.replies.wording import wording
from store.alerts import Correction, Finding
from store.catalogue import Catalogue
from store.models import Language
from store.subscriptions import Chat, Subscription


@dataclass(frozen=True, slots=True)
class AlertWriter:
    """Writes alerts; a `bot.alerts.delivery.Writer`."""

    catalogue: Catalogue

    def __call__(self, chat: Chat, tellings: Sequence[Telling]) -> Message | None:
        """The message of these alerts; None where nothing in them is for this address."""
        findings: dict[str, Finding] = {}
        corrections: dict[str, Correction] = {}
        for telling in tellings:
            for finding in findings_for(telling.subscriptions, telling.alert.findings):
                findings[finding.key] = finding
            for correction in telling.alert.corrections:
                if correction.alert in telling.got:
                    corrections[correction.key] = correction
        if not findings and not corrections:
            return None
        reply = alert_reply(
            tuple(findings.values()), self.catalogue, chat.language, corrections=tuple(corrections.values())
        )
        return Message(reply, self._actions(tuple(findings.values()), tellings[-1].subscriptions, chat.language))

    def _actions(
        self, findings: Sequence[Finding], subscriptions: Sequence[Subscription], language: Language
    ) -> tuple[Action, ...]:
        """The buttons of a message: they are about its first finding."""
        if not findings:
            return ()
        first, say = findings[0], wording(language)
        led = next((one for one in subscriptions if wanted(one.wish, first)), None)
        actions = [
            Action(ActionKind.CHART, say("button-chart"), chart_question(first, self.catalogue, language)),
            Action(ActionKind.COMPARE, say("button-compare"), comparison_question(first, self.catalogue, language)),
        ]
        if led is not None:
            actions.append(Action(ActionKind.STOP, say("button-stop"), led.key))
        return tuple(actions)
