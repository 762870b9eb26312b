"""The lines of an answer, by its intent: headline first, assumptions last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from bot.answering.outcome import Answer, Figure
from bot.replies import formats
from bot.replies.figure_lines import FigureLines
from bot.replies.names import Names
from bot.replies.reply import BLANK, Line, Span, capital, line
from bot.replies.wording import Wording
from bot.understanding.amounts import Bound
from bot.understanding.question import Assumption, Intent
from store.catalogue import Catalogue
from store.models import Claimant, Kind, Language, Metric, Report
from store.revisions import FigureHistory, State
from store.series import Grain

MOST_LISTED_SOURCES: Final = 3
"""How many of a long list's sources are shown: it rests on two reports a line, all in one place."""

MOST_FLAGGED_PLACES: Final = 3
"""Of how many places of a ranking or a trend it is told what is odd about them."""

STALE_DAYS: Final = 3
"""After how many days without a newer report the age of the newest one is pointed out."""


@dataclass(frozen=True, slots=True)
class AnswerLines:
    """What is said of answers, in one language, on one day."""

    figures: FigureLines
    now: date

    @property
    def say(self) -> Wording:
        """The wording of the language."""
        return self.figures.say

    @property
    def catalogue(self) -> Catalogue:
        """What the figures are about."""
        return self.figures.catalogue

    @property
    def names(self) -> Names:
        """What things are called."""
        return self.figures.names

    @property
    def language(self) -> Language:
        """The language of the lines."""
        return self.say.language

    def answer(self, answer: Answer) -> Iterator[Line]:
        """The lines of an answer."""
        if answer.subject is not None:
            yield from self.told(answer)
        elif answer.question.bound is not None and answer.affirmed is not None:
            yield from self.bounded(answer, answer.question.bound)
        elif answer.intent is Intent.COMPARE:
            yield from self.compared(answer)
        elif answer.intent in {Intent.RANK, Intent.TREND}:
            yield from self.listed(answer)
        elif answer.intent is Intent.RECORD:
            yield from self.record(answer)
        else:
            yield from self.headlined(answer)
        yield BLANK
        yield from self.assumed(answer)

    def headlined(self, answer: Answer) -> Iterator[Line]:
        """A headline figure and what belongs beside it."""
        figure, context = answer.figures[0], answer.context
        yield from self.figures.checked(answer.question.number, figure)
        yield from self.yes_or_no(answer)
        yield from self.per_unit(figure, answer.question.per)
        yield (Span(self.figures.headline(figure), bold=True),)
        yield from self.figures.basis(figure, answer.question.scopes)
        if figure.so_far:
            yield line(self.say("running", end=self.figures.day(figure.period.end)))
        yield BLANK
        if answer.intent is not Intent.SOURCES:
            yield from self.around(answer)
        if answer.revisions is not None:
            yield from self.revised(answer.revisions)
        yield from self.figures.computed(figure)
        yield from self.figures.cited(answer.citations, context.restated)
        yield from self.stale(answer)

    def around(self, answer: Answer) -> Iterator[Line]:
        """What stands beside a headline figure."""
        figure, context = answer.figures[0], answer.context
        for other in answer.figures[1:]:
            if other.metric == figure.metric:
                yield line(self.say("latest-day", number=self.names.number(other), during=self.figures.during(other)))
                yield from self.figures.flagged(other)
            else:
                yield line(self.figures.headline(other))
        yield from self.figures.standing(context.standing)
        yield from self.figures.change(figure, context)
        yield BLANK
        yield from self.figures.beside(context)
        yield BLANK
        yield from self.figures.companions(context.companions)
        yield BLANK

    def revised(self, histories: Sequence[FigureHistory]) -> Iterator[Line]:
        """What the reports behind a figure said before, or that they have always said the same."""
        if not any(history.changed for history in histories):
            yield line(self.say("never-revised"))
        for history in histories:
            entry = history.entry
            day = entry.report_date if isinstance(entry, Report) else entry.stated_on
            for before, after in pairwise(history.states):
                if before.number != after.number:
                    told = {
                        "was": self.state(before),
                        "now": self.state(after),
                        "date": self.figures.day(day),
                        "since": self.figures.day(after.origin.at.date()),
                    }
                    yield line(self.say("revised", **told))
        yield BLANK

    def state(self, state: State) -> str:
        """What was said of a figure, or that nothing was."""
        numbers = [number for number in ((state.low, state.high) if state.value is None else (state.value,)) if number]
        return "–".join(formats.number(number, self.language) for number in numbers) or self.say("nothing-said")

    def per_unit(self, figure: Figure, per: Grain | None) -> Iterator[Line]:
        """An average by a longer unit than the day, where the period is a number of whole ones."""
        units = per.units_in(figure.period) if per is not None else None
        derivation = figure.derivation
        if per is None or not units or derivation is None or figure.kind is not Kind.DAILY_AVERAGE:
            return
        total = derivation.closing.total - (derivation.opening.total if derivation.opening else 0)
        average = replace(figure, value=total / units)
        message = self.say(
            "average-per",
            number=self.names.number(average),
            noun=self.names.noun(average),
            grain=self.say(f"grain-{per}"),
            during=self.figures.during(figure),
        )
        yield (Span(message, bold=True),)

    def stale(self, answer: Answer) -> Iterator[Line]:
        """Says so where the newest report is old and the question was about now."""
        figure = answer.figures[0]
        newest = figure.reported_on
        asks_about_now = figure.so_far or answer.intent is Intent.LATEST or not answer.question.whens
        if figure.claim is None and asks_about_now and newest and (self.now - newest).days > STALE_DAYS:
            yield line(self.say("newest-report", date=self.figures.day(newest)))

    def compared(self, answer: Answer) -> Iterator[Line]:
        """Sides of a comparison, their difference, and what keeps them from being alike."""
        figures = answer.figures
        yield from self.yes_or_no(answer)
        for figure in figures:
            side = self.say("compare-side", name=self.side(figure, figures), number=self.figures.value(figure))
            yield (Span(side, bold=True),)
        for first, second in pairwise(figures):
            if first.value is None or second.value is None or first.kind is not second.kind:
                continue
            told, other = (second, first) if answer.affirmed is None else (first, second)
            names = {"first": self.side(other, figures), "second": capital(self.side(told, figures))}
            yield line(self.figures.difference("compare", told.value or 0, other.value or 0, **names))
        definitions = {figure.claimant: figure for figure in figures}
        if len({(figure.scope, figure.claimant) for figure in figures}) > 1 and len(definitions) > 1:
            listed = "; ".join(self.figures.definition(figure) for figure in definitions.values())
            yield line(self.say("compare-definitions", list=listed))
        yield BLANK
        for figure in definitions.values():
            yield from self.figures.basis(figure)
        for figure in figures:
            if figure not in definitions.values():
                yield from self.figures.flagged(figure)
                yield from self.figures.disputed(figure)
        yield BLANK
        for figure in figures:
            yield from self.figures.computed(figure)
        yield from self.figures.cited(answer.citations)

    def side(self, figure: Figure, figures: Sequence[Figure]) -> str:
        """What tells a side from the others: its metric, its claimant, its days."""
        parts: list[str] = []
        if len({other.claimant for other in figures}) > 1:
            parts.append(self.names.claimant_short(figure.claimant))
        if len({other.metric for other in figures}) > 1:
            parts.append(self.names.metric(figure.metric) if not parts else self.names.metric_within(figure.metric))
        if len({other.period for other in figures}) > 1 or not parts:
            parts.append(self.figures.when(figure))
        return ", ".join(parts)

    def yes_or_no(self, answer: Answer) -> Iterator[Line]:
        """The answer to a yes-or-no question."""
        if answer.affirmed is not None:
            yield (Span(self.say("yes" if answer.affirmed else "no"), bold=True),)

    def bounded(self, answer: Answer, bound: Bound) -> Iterator[Line]:
        """When a bound was passed, by which units, or whether a figure passed it."""
        newest, *others = answer.figures
        dated = len(others) > 1 and others[0].period.end < newest.period.end and answer.passed is None
        # Whether it has passed is told by the newest total, when by the report that did.
        figure, *earlier = others if dated else answer.figures
        way = "less" if bound.below else "more"
        told = {
            "bound": formats.number(bound.amount, self.language),
            "number": self.names.number(figure),
            "when": formats.name(figure.period, self.say),
            "date": self.figures.day(figure.reported_on or figure.period.end),
            "metric": self.names.metric_within(figure.metric),
            "party": self.names.party(figure.party),
            "party-genitive": self.names.party_genitive(figure.party),
        }
        length = formats.length_of(figure.period)
        told |= {"grain": self.say(f"grain-{length}"), "grains": self.say(f"grains-{length}")}
        if answer.passed is not None:
            yield from self.passing(answer, told, way)
        elif figure.kind is Kind.CUMULATIVE and not answer.question.whens:
            if answer.question.polar and answer.affirmed:
                yield from self.yes_or_no(answer)
            if dated:
                yield (Span(self.figures.headline(newest), bold=True),)
            yield (Span(self.say("passed-total" if answer.affirmed else "passed-not-yet", **told), bold=True),)
            for before in earlier:
                date_before = self.figures.day(before.reported_on or before.period.end)
                yield line(self.say("passed-before", date=date_before, number=self.names.number(before)))
        else:
            yield from self.yes_or_no(answer)
            yield (Span(self.figures.headline(figure), bold=True),)
        yield from self.figures.basis(figure)
        yield BLANK
        yield from self.figures.computed(figure)
        yield from self.sources(answer)

    def passing(self, answer: Answer, told: dict[str, str], way: str) -> Iterator[Line]:
        """The units that passed a bound."""
        count = answer.passed or 0
        if not count:
            yield (Span(self.say(f"passed-none-{way}", **told), bold=True),)
        elif answer.question.asks_when:
            yield (Span(self.say(f"passed-first-{way}", **told), bold=True),)
        else:
            counted = formats.number(count, self.language)
            yield (Span(self.say(f"passed-count-{way}", count=counted, **told), bold=True),)
            if len(answer.figures) < count:
                shown = formats.number(len(answer.figures), self.language)
                yield line(self.say("shown-of", shown=shown, count=counted))
            for figure in answer.figures:
                name, number = formats.name(figure.period, self.say), self.names.number(figure)
                yield line(self.say("trend-place", name=name, number=number))
            yield BLANK

    def sources(self, answer: Answer) -> Iterator[Line]:
        """The newest few of many sources, and how many more there are."""
        newest = sorted(answer.citations, key=lambda source: source.published, reverse=True)
        yield from self.figures.cited(newest[:MOST_LISTED_SOURCES])
        if len(newest) > MOST_LISTED_SOURCES:
            yield line(self.say("sources-more", count=len(newest) - MOST_LISTED_SOURCES))

    def listed(self, answer: Answer) -> Iterator[Line]:
        """A ranking or a trend, a line each."""
        question, figures = answer.question, answer.figures
        first = figures[0]
        length = formats.length_of(first.period)
        names = {"metric": self.names.metric(first.metric), "grain": self.say(f"grain-{length}")}
        names |= {"grains": self.say(f"grains-{length}"), "party": self.names.party(first.party)}
        names |= {"party-genitive": self.names.party_genitive(first.party)}
        trend = answer.intent is Intent.TREND
        title = "trend-title" if trend else "rank-title-lowest" if question.lowest else "rank-title-highest"
        yield (Span(self.say(title, **names), bold=True),)
        for place, figure in enumerate(figures, start=1):
            told = {"name": formats.name(figure.period, self.say), "number": self.names.number(figure)}
            yield line(self.say("trend-place", **told) if trend else self.say("rank-place", place=str(place), **told))
        for flagged in [figure for figure in figures if figure.flags][:MOST_FLAGGED_PLACES]:
            yield from self.figures.flagged(flagged)
        yield BLANK
        yield from self.figures.basis(max(figures, key=lambda figure: figure.reported_on or figure.period.end))
        yield BLANK
        yield from self.sources(answer)

    def record(self, answer: Answer) -> Iterator[Line]:
        """The record and the one it broke; yes or no first where that was asked."""
        figures, context = answer.figures, answer.context
        record = figures[0]
        if answer.affirmed is not None:
            broken = context.standing is not None and context.standing.broken_by is not None
            yes = "yes-then" if broken else "yes"
            yield (Span(self.say(yes if answer.affirmed else "no"), bold=True),)
        if answer.affirmed is False and len(figures) > 1:
            yield (Span(self.figures.headline(figures[-1]), bold=True),)
        if answer.affirmed is None or answer.affirmed:
            headline = self.figures.headline(record)
            if answer.affirmed is None:
                lowest = "lowest" if answer.question.lowest else "highest"
                grain = self.say(f"grain-{formats.length_of(record.period)}")
                within = answer.question.whens[0].period if answer.question.whens else None
                scope = formats.during(within, self.say) if within else self.say("so-far")
                which = self.say(f"record-title-{lowest}", grain=grain, scope=scope)
                headline = self.say("record-headline", headline=headline, record=which)
            yield (Span(headline, bold=True),)
        yield from self.figures.basis(record)
        yield BLANK
        if answer.affirmed is not None:
            yield from self.figures.standing(context.standing)
        elif len(figures) > 1:
            broke = figures[1]
            when = formats.name(broke.period, self.say)
            yield line(self.say("record-broke", number=self.names.number(broke), when=when))
        yield BLANK
        yield from self.figures.computed(record)
        yield from self.figures.cited(answer.citations)

    def told(self, answer: Answer) -> Iterator[Line]:
        """What a term means, or where figures come from."""
        subject = answer.subject
        metric = self.catalogue.metrics.get(subject.metric or "") if subject else None
        claimant = self.catalogue.claimants.get(subject.claimant or "") if subject else None
        default = self.catalogue.claimants["ukraine"]
        if subject is not None and subject.differing:
            yield from self.differing()
            yield BLANK
            yield from self.figures.cited(answer.citations[:MOST_LISTED_SOURCES])
            return
        if answer.intent is Intent.SOURCES and metric is None and claimant is None:
            yield (Span(self.say("sources-general"), bold=True),)
            yield line(self.say("sources-providers"))
            for provider in sorted(self.catalogue.providers.values(), key=lambda provider: provider.rank):
                yield (Span("• "), Span(provider.name.in_language(self.language), url=provider.url))
            others = ", ".join(self.names.claimant_short(key) for key in self.catalogue.claimants if key != default.id)
            yield line(self.say("sources-claimants", list=others))
            yield BLANK
            yield line(default.definition.in_language(self.language))
            yield line(self.say("sources-verified"))
        else:
            shown: list[Metric | Claimant] = [metric or self.catalogue.metrics["personnel"], claimant or default]
            if metric is None and claimant is not None:
                shown = [claimant]
            for entry in shown:
                yield (
                    Span(f"{capital(entry.name.in_language(self.language))}. ", bold=True),
                    Span(entry.definition.in_language(self.language)),
                )
            yield line(self.say("definition-general"))
            for entry in shown:
                name = entry.name.in_language(self.language)
                yield (Span(self.say("more-about", name=name), url=entry.link),)
        yield BLANK
        yield from self.figures.cited(answer.citations[:3])

    def differing(self) -> Iterator[Line]:
        """Why claimants' figures differ: what each counts, and how."""
        yield (Span(self.say("differ-general"), bold=True),)
        for claimant in self.catalogue.claimants.values():
            name = capital(claimant.name.in_language(self.language))
            yield (
                Span(self.say("differ-claimant", claimant=name), bold=True),
                Span(f" {claimant.definition.in_language(self.language)}"),
            )

    def assumed(self, answer: Answer) -> Iterator[Line]:
        """Every assumption, correction and unread word, said in words."""
        question, made = answer.question, answer.assumptions
        if question.follows is not None:
            yield line(self.say("follows", question=self.names.question(question.follows)))
        if answer.figures:
            first = answer.figures[0]
            filled: list[str] = []
            if Assumption.METRIC in made:
                filled.append(self.say("assumed-metric", metric=self.names.metric_within(first.metric)))
            if Assumption.PARTY in made:
                party = {"party": self.names.party(first.party)}
                party["party-genitive"] = self.names.party_genitive(first.party)
                filled.append(self.say("assumed-party", **party))
            if Assumption.CLAIMANT in made:
                filled.append(self.say("assumed-claimant", claimant=self.names.claimant(first.claimant)))
            if Assumption.YEAR in made:
                filled.append(self.figures.when(first))
            if Assumption.PERIOD in made and answer.intent in {Intent.RECORD, Intent.RANK}:
                grain = self.say(f"grains-{formats.length_of(first.period)}")
                filled.append(self.say("assumed-period", grain=grain))
            if filled:
                yield line(self.say("assumed", list="; ".join(filled)))
        for typed, read in question.corrections:
            yield line(self.say("spelling", typed=typed, read=read))
        if question.unread:
            yield line(self.say("unread", words=formats.quoted(question.unread)))
