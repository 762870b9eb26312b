"""What a chart shows of a series around one of its figures, in words and numbers (pure); `drawing` draws it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from bot.replies import formats
from bot.replies.names import Names
from bot.replies.reply import Reply, Span, capital, line
from bot.replies.wording import Wording, wording
from bot.understanding.question import MAJOR_METRIC, Intent, Question, When
from store.alerts import Finding
from store.catalogue import Catalogue
from store.models import Language, Period, Source
from store.series import DAY, Grain, Loss, Series
from store.snapshot import SeriesName, Snapshot

BEFORE: Final = {Grain.DAY: 45, Grain.WEEK: 40, Grain.MONTH: 30, Grain.QUARTER: 16, Grain.YEAR: 10}
"""So many units before the one that a chart is about; a phone is too narrow for many more."""

AFTER: Final = {Grain.DAY: 15, Grain.WEEK: 12, Grain.MONTH: 12, Grain.QUARTER: 6, Grain.YEAR: 5}
"""At most so many after it."""

TOTALS_SHOWN: Final = timedelta(days=730)
"""Of a running total, the two years before it."""

FEWEST: Final = 2
"""One bar alone shows nothing."""


class Look(StrEnum):
    """How one figure of a chart looks."""

    PLAIN = "plain"
    MARKED = "marked"
    """The one that the chart is about."""
    BROKEN = "broken"
    """The record that it broke."""
    RUNNING = "running"
    """One whose unit is not over."""
    ODD = "odd"
    """A rise that is not simply what was lost."""


class Mark(NamedTuple):
    """One figure of a chart.

    Attributes:
        on: the first day of its unit, or the date of the report of a total.
        value: how much.
        tick: what stands below it, where it has room.
        look: how it looks.
        running: its unit is not over, whatever else it is.
    """

    on: date
    value: int
    tick: str
    look: Look = Look.PLAIN
    running: bool = False


class Level(NamedTuple):
    """A bound, drawn across the chart."""

    value: int
    name: str


class Key(NamedTuple):
    """What a colour of a chart stands for, in words."""

    look: Look
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn and written, in the reader's language.

    Attributes:
        title: what, and whose.
        claimed: who says so.
        marks: the figures, oldest first.
        totals: they are a running total, not each a unit's own.
        keys: what is marked, and why.
        level: a bound.
        across: what the horizontal axis counts.
        upward: what the vertical axis counts.
        footer: definition, verification and source.
        language: of numbers.
        caption: what is told beside the picture, with links; it is all that a reader who cannot see it gets.
    """

    title: str
    claimed: str
    marks: tuple[Mark, ...]
    totals: bool
    keys: tuple[Key, ...]
    level: Level | None
    across: str
    upward: str
    footer: tuple[str, ...]
    language: Language
    caption: Reply


@dataclass(frozen=True, slots=True)
class Subject:
    """What a chart or a comparison is about: a unit of a series, or with no `grain` the total of a day's report."""

    language: Language
    party: str
    claimant: str
    metric: str
    grain: Grain | None
    on: date
    """The first day of the unit, or the date of the report."""
    bound: int | None = None

    @classmethod
    def of(cls, finding: Finding, language: Language) -> "Subject":
        """What the chart of a finding is about."""
        on = finding.period.start if finding.grain else finding.reported_on
        name = (finding.party, finding.claimant, finding.metric)
        return cls(language, *name, grain=finding.grain, on=on, bound=finding.bound)

    @property
    def key(self) -> str:
        """All of it in short: "uk/russia/ukraine/personnel/month/20240501/"."""
        unit, bound = self.grain or "total", "" if self.bound is None else self.bound
        on = f"{self.on:%Y%m%d}"
        return f"{self.language}/{self.party}/{self.claimant}/{self.metric}/{unit}/{on}/{bound}"

    @classmethod
    def of_key(cls, key: str) -> "Subject | None":
        """The subject that `key` was made of; None where it was made of none."""
        match key.split("/"):
            case ["en" | "uk" as language, party, claimant, metric, unit, on, bound]:
                try:
                    grain = None if unit == "total" else Grain(unit)
                    passed = int(bound) if bound else None
                    return cls(language, party, claimant, metric, grain, date.fromisoformat(on), passed)
                except ValueError:
                    return None
        return None

    @property
    def name(self) -> SeriesName:
        """The series."""
        return SeriesName(self.party, self.claimant, self.metric)

    def trend(self, catalogue: Catalogue) -> str:
        """The question whose answer tells in words what the chart shows."""
        trend = Question(Intent.TREND, (self.metric,), self.party, (self.claimant,), grain=self.grain)
        return Names(catalogue, wording(self.language)).question(trend)

    def comparison(self, catalogue: Catalogue) -> str:
        """The question whose answer sets the figure against the unit before and the records."""
        unit = self.grain.around(self.on) if self.grain else None
        whens = (When(unit.start, unit.end),) if unit else ()
        figure = Question(Intent.FIGURE, (self.metric,), self.party, (self.claimant,), whens=whens)
        return Names(catalogue, wording(self.language)).question(figure)


def chart_of(subject: Subject, snapshot: Snapshot, now: date) -> Chart | None:
    """What the chart of a subject shows; None where there is next to nothing to show.

    Args:
        subject: what it is about.
        snapshot: what is known.
        now: the day it is in Kyiv.
    """
    series = snapshot.series.get(subject.name)
    if series is None or subject.metric not in snapshot.catalogue.metrics:
        return None
    plot = _Plot(subject, snapshot.catalogue, series, now, wording(subject.language))
    return plot.of_totals() if subject.grain is None else plot.of_units(subject.grain)


@dataclass(frozen=True, slots=True)
class _Plot:
    subject: Subject
    catalogue: Catalogue
    series: Series
    now: date
    say: Wording

    @property
    def names(self) -> Names:
        return Names(self.catalogue, self.say)

    def of_units(self, grain: Grain) -> Chart | None:
        unit = grain.around(self.subject.on)
        within = Period(_units_from(unit, grain, -BEFORE[grain]).start, _units_from(unit, grain, AFTER[grain]).end)
        losses = [*self.series.losses(grain, self.now, within, competing=False), *self._running(grain, within)]
        about = next((loss for loss in losses if loss.period.start == unit.start), None)
        if about is None or len(losses) < FEWEST:
            return None
        broken = self._broken(about, grain)
        marks = tuple(self._mark(loss, grain, about, broken) for loss in losses)
        keys = [Key(Look.MARKED, self._key(about, grain, self._rank(about, broken)))]
        if broken is not None:
            keys.append(Key(Look.BROKEN, self._key(broken, grain, "chart-broken")))
        if any(mark.look is Look.ODD for mark in marks):
            keys.append(Key(Look.ODD, self.say("chart-odd")))
        if any(mark.running for mark in marks):
            keys.append(
                Key(Look.RUNNING, self.say("chart-running", when=formats.day(losses[-1].period.end, self.say.language)))
            )
        across, upward = capital(self.say(f"grain-{grain}")), self.say("chart-upward", **self._told(grain))
        source = about.closing.report.source
        return self._chart(marks, keys, across, upward, source, losses[-1].closing.on)

    def of_totals(self) -> Chart | None:
        until = self.subject.on + TOTALS_SHOWN / 4
        points = [
            point for point in self.series.points if self.subject.on - TOTALS_SHOWN <= point.on <= min(self.now, until)
        ]
        about = next((point for point in points if point.on == self.subject.on), None)
        if about is None or len(points) < FEWEST:
            return None
        marks = tuple(
            Mark(
                point.on, point.total, self._tick(point.on, Grain.MONTH), Look.MARKED if point is about else Look.PLAIN
            )
            for point in points
        )
        told = {"value": self._number(about.total), "when": formats.day(about.on, self.subject.language)}
        keys = [Key(Look.MARKED, self.say("chart-total", **told))]
        upward = self.say("chart-upward-total", **self._told(None))
        return self._chart(marks, keys, self.say("chart-across-reports"), upward, about.report.source, points[-1].on)

    def _chart(
        self, marks: tuple[Mark, ...], keys: list[Key], across: str, upward: str, source: Source, newest: date
    ) -> Chart:
        claimant = self.catalogue.claimants[self.subject.claimant]
        claimed = self.say("chart-claimed", claimant=self.names.claimant(claimant.id))
        definition = self.catalogue.metrics[self.subject.metric].definition.in_language(self.subject.language)
        if self.subject.metric == MAJOR_METRIC and claimant.scope:
            definition = self.say("counts", scopes=self.names.scopes(claimant.scope))
        verified = self.say(f"verified-{claimant.verified}")
        until = self.say("chart-until", date=formats.day(newest, self.subject.language))
        cited = self.say("chart-source", publisher=source.publisher, until=until)
        bound = self.subject.bound
        title = self.say("chart-title", **self._told(self.subject.grain))
        caption = (
            (Span(title, bold=True),),
            line(claimed),
            *(line(key.text) for key in keys if key.look in {Look.MARKED, Look.BROKEN}),
            line(verified),
            (Span(self.say("citation-short", publisher=source.publisher, published=self._day(source.published)),
                  url=source.url),),
        )  # fmt: skip
        return Chart(
            title=title,
            claimed=claimed,
            marks=marks,
            totals=self.subject.grain is None,
            keys=tuple(keys),
            level=None if bound is None else Level(bound, self._number(bound)),
            across=across,
            upward=upward,
            footer=(definition, verified, cited),
            language=self.subject.language,
            caption=Reply(caption),
        )

    def _running(self, grain: Grain, within: Period) -> Iterator[Loss]:
        """What the unit that is not over has come to so far."""
        newest = self.series.newest(self.now)
        if newest is None or grain is Grain.DAY:
            return
        unit = grain.around(newest.on - DAY)
        if newest.on <= unit.end and within.start <= unit.start <= within.end:
            so_far = self.series.lost(Period(unit.start, newest.on - DAY), self.now)
            if so_far is not None:
                yield so_far

    def _broken(self, about: Loss, grain: Grain) -> Loss | None:
        """The record that a unit broke; of one that is not over, the one that it has passed."""
        for lowest in (False, True):
            chain = self.series.chain(grain, lowest=lowest)
            record = chain.containing(about.period)
            if record is not None:
                return record.broke.loss if record.broke is not None else None
        known = self.series.chain(grain).as_of(about.closing.on)
        running = about.period.end < grain.around(about.period.start).end
        return known[-1].loss if running and known and about.value > known[-1].loss.value else None

    @staticmethod
    def _rank(about: Loss, broken: Loss | None) -> str:
        """The message that says what the figure is."""
        if broken is None:
            return "chart-marked"
        return "chart-marked-highest" if about.value > broken.value else "chart-marked-lowest"

    def _mark(self, loss: Loss, grain: Grain, about: Loss, broken: Loss | None) -> Mark:
        look = Look.ODD if grain is Grain.DAY and loss.flags else Look.PLAIN
        if broken is not None and loss.period == broken.period:
            look = Look.BROKEN
        if loss is about:
            look = Look.MARKED
        running = loss.period.end < grain.around(loss.period.start).end
        return Mark(loss.period.start, loss.value, self._tick(loss.period.start, grain), look, running)

    def _key(self, loss: Loss, grain: Grain, message: str) -> str:
        unit = grain.around(loss.period.start)
        when, value = formats.name(unit, self.say), self._number(loss.value)
        if loss.period != unit:
            when = self.say("chart-so-far", when=when)
        return capital(self.say(message, when=when, value=value, grain=self.say(f"grain-{grain}")))

    def _told(self, grain: Grain | None) -> dict[str, str]:
        return {
            "metric": self.names.metric(self.subject.metric),
            "party": self.names.party_genitive(self.subject.party),
            "units": self.say(f"by-{grain}") if grain else self.say("chart-in-all"),
            "grain": self.say(f"grain-{grain}") if grain else "",
        }

    def _tick(self, on: date, grain: Grain) -> str:
        match grain:
            case Grain.YEAR:
                return str(on.year)
            case Grain.QUARTER:
                return self.say("chart-tick-quarter", quarter=str((on.month + 2) // 3), year=str(on.year))
            case Grain.MONTH:
                return formats.short_month(on, self.subject.language)
            case _:
                return formats.short_day(on, self.subject.language)

    def _number(self, value: int) -> str:
        return formats.number(value, self.subject.language)

    def _day(self, day: date) -> str:
        return formats.day(day, self.subject.language)


def _units_from(unit: Period, grain: Grain, count: int) -> Period:
    """The unit so many before (below 0) or after another."""
    for _ in range(abs(count)):
        unit = grain.before(unit) if count < 0 else grain.around(unit.end + DAY)
    return unit
