"""What was read in the text of a daily report, beside what is stored, for whoever is to decide whether to store it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.replies import formats
from bot.replies.findings import FindingLines
from bot.replies.names import Names
from bot.replies.reply import BLANK, Line, Span, line
from bot.replies.wording import Wording, wording
from store.catalogue import Catalogue
from store.gate import Finding
from store.ingest.report_text import ReportText
from store.models import Language, Report, Source
from store.series import DAY
from store.snapshot import Snapshot

MOST_WARNINGS: Final = 12
"""How many things to be looked at are listed before it is only said how many more there are."""


def totals_before(snapshot: Snapshot, day: date, *, party: str = "russia", claimant: str = "ukraine") -> dict[str, int]:
    """The totals of the report of the day before `day`, by metric."""
    points = {
        name.metric: series.on(day - DAY, day)
        for name, series in snapshot.series.items()
        if name[:2] == (party, claimant)
    }
    return {metric: point.total for metric, point in points.items() if point is not None}


@dataclass(frozen=True, slots=True)
class ReadingLines:
    """The words for a reading, in one language."""

    catalogue: Catalogue
    say: Wording

    @classmethod
    def in_language(cls, catalogue: Catalogue, language: Language) -> "ReadingLines":
        """The words of `language`."""
        return cls(catalogue, wording(language))

    def reading(self, reading: ReportText, before: Mapping[str, int]) -> Iterator[Line]:
        """Each metric's total, how much it rose from the day before, and what the report itself says it rose by.

        Args:
            reading: of the text.
            before: the totals of the day before, as far as they are known.
        """
        day = reading.report_date
        if day is None:
            yield (Span(self.say("reading-title-undated"), bold=True),)
        else:
            yield (Span(self.say("reading-title", date=self._day(day)), bold=True),)
            compared = "reading-compared" if before else "reading-not-compared"
            yield line(self.say(compared, date=self._day(day - DAY)))
        yield BLANK
        for metric in self.catalogue.metrics:
            if metric in reading.values or metric in reading.rises:
                yield line(self._metric(reading, metric, before.get(metric)))

    def to_look_at(self, reading: ReportText, findings: Iterable[Finding]) -> Iterator[Line]:
        """What is odd: first what the text itself shows, then what the gate finds that has not been said by then."""
        finding_lines = FindingLines(self.catalogue, self.say)
        odd = [
            self.say(
                "reading-caution",
                caution=warning.caution,
                sentence=warning.sentence,
                what="" if warning.metric is None else f"{self._name(warning.metric)}: ",
            )
            for warning in reading.warnings
        ]
        told = reading.questioned
        odd += [finding_lines.sentence(found) for found in findings if found.metric is None or found.metric not in told]
        if not odd:
            return
        yield BLANK
        yield (Span(self.say("reading-odd"), bold=True),)
        yield from self.listed(odd)

    def changes(self, stored: Report | None, report: Report) -> Iterator[Line]:
        """What storing the report would change of what is stored of it by the same way."""
        if stored is None:
            return
        metrics = [
            metric for metric in self.catalogue.metrics if stored.values.get(metric) != report.values.get(metric)
        ]
        yield BLANK
        if not metrics:
            yield line(self.say("reading-same"))
            return
        yield line(self.say("reading-replaces"))
        yield from self.listed(self._change(metric, stored, report) for metric in metrics)

    def source(self, source: Source) -> Iterator[Line]:
        """What the report would be cited as."""
        yield BLANK
        yield (
            Span(self.say("reading-source")),
            Span(source.publisher, url=source.url),
            Span(f", {self._day(source.published)}"),
        )

    def listed(self, sentences: Iterable[str]) -> Iterator[Line]:
        """Sentences below each other, not too many of them."""
        every = list(sentences)
        yield from (line(f"• {sentence}") for sentence in every[:MOST_WARNINGS])
        if len(every) > MOST_WARNINGS:
            yield line(self.say("reading-more", count=len(every) - MOST_WARNINGS))

    def held(self, metrics: Iterable[str], findings: Iterable[Finding]) -> Iterator[Line]:
        """What is not stored unless somebody says so twice.

        Args:
            metrics: those whose totals the text may not say, or not mean.
            findings: of the gate, about what it holds.
        """
        finding_lines = FindingLines(self.catalogue, self.say)
        yield (Span(self.say("reading-held"), bold=True),)
        yield from self.listed(
            [
                *(self.say("reading-doubtful", what=self._name(metric)) for metric in metrics),
                *map(finding_lines.sentence, findings),
            ]
        )

    def _metric(self, reading: ReportText, metric: str, before: int | None) -> str:
        total = reading.values.get(metric)
        # A report that gives rises, but none for a metric, says that it did not rise.
        published = reading.rises.get(metric, 0 if reading.rises else None)
        told = {
            "what": self._name(metric),
            "total": "" if total is None else self._number(total),
            "rise": "" if total is None or before is None else self._signed(total - before),
            "published": "" if published is None else self._signed(published),
        }
        return self.say(f"reading-metric-{_shape(total, before, published)}", **told)

    def _change(self, metric: str, stored: Report, report: Report) -> str:
        was, now = stored.values.get(metric), report.values.get(metric)
        nothing = self.say("reading-nothing")
        return self.say(
            "reading-change",
            what=self._name(metric),
            was=nothing if was is None else self._number(was),
            now=nothing if now is None else self._number(now),
        )

    def _name(self, metric: str) -> str:
        return Names(self.catalogue, self.say).metric(metric)

    def _number(self, number: int) -> str:
        return formats.number(number, self.say.language)

    def _signed(self, number: int) -> str:
        return f"{'−' if number < 0 else '+'}{self._number(abs(number))}"

    def _day(self, day: date) -> str:
        return formats.day(day, self.say.language)


def _shape(total: int | None, before: int | None, published: int | None) -> str:
    """Which of the three numbers of a line there are, and whether they agree."""
    if total is None:
        return "rise-only"
    if before is None:
        return "alone" if published is None else "published"
    if published is None:
        return "risen"
    return "agreed" if total - before == published else "contradicted"
