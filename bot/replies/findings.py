"""What the gate found, in words."""

from dataclasses import dataclass
from datetime import date

from bot.replies import formats
from bot.replies.names import Names
from bot.replies.wording import Wording
from store.catalogue import Catalogue
from store.gate import Check, Finding, Severity


@dataclass(frozen=True, slots=True)
class FindingLines:
    """A sentence for each finding, in one language."""

    catalogue: Catalogue
    say: Wording

    def heading(self, check: Check) -> str:
        """What a check looks for."""
        return self.say(f"check-{check}")

    def becomes(self, severity: Severity) -> str:
        """What becomes of a value of this severity."""
        return self.say(f"severity-{severity}")

    def sentence(self, finding: Finding) -> str:
        """The finding, with the copy it is about, where it is about one alone."""
        told = self.say(self._message(finding), **self._told(finding))
        if len(finding.providers) != 1:
            return told
        return self.say("finding-of", sentence=told, provider=self._provider(finding.providers[0]))

    def _message(self, finding: Finding) -> str:
        message = f"finding-{finding.check}"
        if finding.check is Check.DISAGREEMENT and not finding.providers:
            return f"{message}-claim"
        if finding.check is Check.DISAGREEMENT and finding.days.days > 1:
            return f"{message}-run"
        if finding.check is Check.GAP and finding.days.days == 1:
            return f"{message}-day"
        held = f"{message}-held"
        return held if finding.severity is Severity.HELD and self.say.has(held) else message

    def _told(self, finding: Finding) -> dict[str, str]:
        numbers = dict(finding.numbers)
        rise, part = numbers.get("rise", 0), numbers.get("part", 0)
        numbers |= {"fall": -rise, "rest": rise - part}
        if "other" in numbers:
            numbers["difference"] = abs(numbers["total"] - numbers["other"])
        told = {name: formats.number(number, self.say.language) for name, number in numbers.items()}
        metric = finding.metric
        told["what"] = Names(self.catalogue, self.say).metric(metric) if metric else self.say("finding-no-metric")
        told |= {"date": self._day(finding.days.start), "start": self._day(finding.days.start)}
        told["end"] = self._day(finding.days.end)
        for name, provider in zip(("provider", "other-provider"), finding.providers, strict=False):
            told[name] = self._provider(provider)
        return told

    def _provider(self, provider: str) -> str:
        return self.catalogue.providers[provider].name.in_language(self.say.language)

    def _day(self, day: date) -> str:
        return formats.day(day, self.say.language)
