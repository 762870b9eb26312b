"""Every outcome, put into words: the figure on the first line, its source on the last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.answering.outcome import (
    Answer,
    Clarify,
    Context,
    Figure,
    Help,
    Missing,
    NoData,
    NotPublished,
    NotUnderstood,
    Outcome,
    OutOfScope,
    Standing,
)
from bot.replies import formats
from bot.replies.names import Names
from bot.replies.reply import BLANK, Line, Reply, Span
from bot.replies.wording import Wording, wording
from bot.understanding.question import Assumption, Intent, Question
from store.catalogue import Catalogue
from store.models import WAR_START, Claimant, Kind, Language, Metric, Scope, Source
from store.series import Loss

MOST_LISTED_SOURCES = 3
"""How many of a long list's sources are shown: it rests on two reports a line, all in one place."""

STALE_DAYS = 3
"""After how many days without a newer report the age of the newest one is pointed out."""


def reply_to(outcome: Outcome, catalogue: Catalogue, language: Language, now: date) -> Reply:
    """The outcome in words, with the questions that can be asked next."""
    return _Replier(catalogue, wording(language), now).reply(outcome)


@dataclass(frozen=True, slots=True)
class _Replier:
    """The words of one language, for one day."""

    catalogue: Catalogue
    say: Wording
    now: date

    @property
    def names(self) -> Names:
        return Names(self.catalogue, self.say)

    @property
    def language(self) -> Language:
        return self.say.language

    def reply(self, outcome: Outcome) -> Reply:
        match outcome:
            case Answer():
                return Reply(tuple(_tidy(self.answer(outcome))))
            case Help():
                return Reply(tuple(_tidy(self.help())))
            case Clarify(choices, why):
                return Reply((_line(self.say(f"clarify-{why}")),), self.questions(choices))
            case NoData():
                return self.refusal(self.no_data(outcome), outcome.nearest)
            case NotPublished():
                what = self.names.what(outcome.question)
                said = self.say("not-published", what=what, due=self.day(outcome.due))
                return self.refusal(said, outcome.nearest)
            case OutOfScope(reason, suggestions):
                message = f"out-of-scope-{reason}"
                if not self.say.has(message):
                    message = "out-of-scope-other"
                said = self.say(message, **{"war-start": self.day(WAR_START)})
                return self.refusal(said, *suggestions)
            case NotUnderstood(why, suggestions):
                return self.refusal(self.say(f"not-understood-{why}"), *suggestions, hint=True)

    # Figures

    def answer(self, answer: Answer) -> Iterator[Line]:
        """The lines of an answer."""
        if answer.subject is not None:
            yield from self.told(answer)
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
        yield from self.checked(answer.question.number, figure)
        yield (Span(self.headline(figure), bold=True),)
        yield from self.basis(figure, answer.question.scopes)
        if figure.so_far:
            yield _line(self.say("running", end=self.day(figure.period.end)))
        yield BLANK
        for other in answer.figures[1:]:
            if other.metric == figure.metric:
                yield _line(self.say("latest-day", number=self.names.number(other), during=self.during(other)))
            else:
                yield _line(self.headline(other))
        yield from self.standing(context.standing)
        yield from self.change(figure, context)
        yield BLANK
        yield from self.beside(context)
        yield BLANK
        yield from self.companions(context.companions)
        yield BLANK
        yield from self.computed(figure)
        yield from self.cited(answer.citations, context.restated)
        yield from self.stale(answer)

    def headline(self, figure: Figure) -> str:
        """What, whose, when, and how many, in one line."""
        message = self.say(
            f"headline-{figure.kind}",
            number=_capital(self.names.number(figure)),
            noun=self.names.noun(figure),
            adjective=self.catalogue.parties[figure.party].adjective.in_language(self.language),
            party=self.names.party(figure.party),
            **{"party-genitive": self.names.party_genitive(figure.party)},
            during=self.during(figure),
            start=self.day(figure.period.start),
            end=self.day(figure.period.end),
        )
        return self.say("headline-so-far", headline=message) if figure.so_far else message

    def basis(self, figure: Figure, asked: frozenset[Scope] = frozenset()) -> Iterator[Line]:
        """Who says so and when, what it counts, and how far it is verified."""
        yield _line(_capital(self.says(figure)))
        scope = [scope for scope in figure.scope if scope is not Scope.UNSPECIFIED]
        if scope:
            counts = "counts" if len(scope) > 1 else "counts-one"
            counted = self.say(counts, scopes=self.names.scopes(tuple(scope)))
        elif figure.scope:
            counted = self.say("counts-unspecified")
        else:
            counted = self.catalogue.metrics[figure.metric].definition.in_language(self.language)
        yield _line(f"{counted} {self.say(f'verified-{figure.verified}')}")
        apart = asked - set(figure.scope) if not figure.scope else asked
        if asked and set(figure.scope) > asked and apart:
            yield _line(self.say("not-apart", asked=self.names.scopes(tuple(sorted(asked)))))
        if figure.claim is not None and figure.claim.note is not None:
            yield _line(figure.claim.note.in_language(self.language))
        if figure.corrected:
            yield _line(self.say("corrected"))
        if figure.disputed:
            where = "; ".join(f"{source.publisher}, {source.title}" for source in figure.disputed)
            yield _line(self.say("disputed", where=where))

    def says(self, figure: Figure) -> str:
        """Who says so, and on what date."""
        stated = self.day(figure.reported_on or figure.period.end)
        if figure.claim is None:
            return self.say("says-report", claimant=self.names.claimant(figure.claimant), date=stated)
        return self.say("says-claim", who=self.who(figure), date=stated)

    def who(self, figure: Figure) -> str:
        """The claimant of a claim with the speaker and the office, where known."""
        claim = figure.claim
        claimant = self.names.claimant_short(figure.claimant)
        if claim is None or claim.body in {None, claimant}:
            return _capital(self.names.claimant(figure.claimant))
        body = claim.body or claimant
        who = self.say("who-speaker", speaker=claim.speaker, body=body) if claim.speaker else body
        return self.say("claimant-of", claimant=claimant, who=who)

    def standing(self, standing: Standing | None) -> Iterator[Line]:
        """The figure's place among the records."""
        if standing is None:
            return
        grain = self.say(f"grain-{standing.grain}")
        if standing.record is None:
            highest = standing.highest.loss
            yield _line(
                self.say(
                    "record-none",
                    grain=grain,
                    highest=formats.number(highest.value, self.language),
                    **{"highest-when": formats.name(highest.period, self.say)},
                )
            )
            return
        told: dict[str, str] = {"grain": grain}
        message = "record-standing"
        if standing.broken_by is not None:
            message = "record-past"
            passed = standing.broken_by.loss
            told |= {
                "now": formats.number(passed.value, self.language),
                "now-when": formats.name(passed.period, self.say),
                "since": self.day(passed.known_on),
            }
        if standing.record.broke is None:
            message += "-first"
        else:
            told |= self.broke(standing.record.broke.loss)
        yield _line(self.say(message, **told))

    def broke(self, loss: Loss) -> dict[str, str]:
        """A record that was broken, for a message."""
        return {
            "broke": formats.number(loss.value, self.language),
            "broke-when": formats.name(loss.period, self.say),
        }

    def change(self, figure: Figure, context: Context) -> Iterator[Line]:
        """How the figure differs from the unit before."""
        before = context.before
        if before is None or before.value is None or figure.value is None:
            return
        yield _line(
            self.difference(
                "change",
                figure.value,
                before.value,
                before=formats.name(before.period, self.say),
                value=self.names.number(before),
            )
        )

    def difference(self, message: str, value: float, other: float, /, **told: str) -> str:
        """How two values differ, and by what share of the second."""
        if value == other:
            return self.say(f"{message}-same", **told)
        which = "more" if value > other else "less"
        share = formats.percent((value - other) / other, self.language) if other else "—"
        amount = formats.number(abs(value - other), self.language)
        return self.say(f"{message}-{which}", difference=amount, percent=share, **told)

    def beside(self, context: Context) -> Iterator[Line]:
        """What other claimants said, each with its own definition and source."""
        if not context.beside:
            return
        yield _line(self.say("beside"))
        for other in context.beside:
            short = self.say(f"short-{other.verified}")
            definition = ", ".join(filter(None, (self.names.scopes(other.scope), short)))
            yield (
                Span("• "),
                Span(self.item(other), bold=True),
                Span(f" – {self.who(other)} ({definition}), "),
                self.linked(other.citations[0], "citation-short"),
            )

    def item(self, figure: Figure) -> str:
        """A figure in few words."""
        return self.say(
            f"item-{figure.kind}",
            number=self.names.number(figure),
            during=self.during(figure),
            end=self.day(figure.period.end),
        )

    def companions(self, companions: Sequence[Figure]) -> Iterator[Line]:
        """The other metrics of the same days, in one line."""
        if companions:
            listed = " · ".join(f"{self.names.metric_within(c.metric)} {self.names.number(c)}" for c in companions)
            yield _line(self.say("companions", list=listed))

    def computed(self, figure: Figure) -> Iterator[Line]:
        """How a figure was computed."""
        derivation = figure.derivation
        if derivation is None:
            return
        closing = derivation.closing
        told = {
            "closing": formats.number(closing.total, self.language),
            "closing-date": self.day(closing.on),
            "war-start": self.day(WAR_START),
        }
        if derivation.opening is None:
            how = self.say("computed-from-zero", **told)
        else:
            opening = derivation.opening
            how = self.say(
                "computed",
                value=formats.number(closing.total - opening.total, self.language),
                opening=formats.number(opening.total, self.language),
                **{"opening-date": self.day(opening.on)},
                **told,
            )
        if derivation.days is not None:
            how = self.say("computed-average", how=how, days=formats.number(derivation.days, self.language))
        yield _line(how)

    def cited(self, citations: Sequence[Source], restated: Sequence[Figure] = ()) -> Iterator[Line]:
        """The sources with their links."""
        again = (source for figure in restated for source in figure.citations)
        sources = tuple(dict.fromkeys((*citations, *again)))
        yield _line(self.say("source" if len(sources) == 1 else "sources"))
        for source in sources:
            yield (self.linked(source),)

    def linked(self, source: Source, message: str = "citation") -> Span:
        """A source as a link."""
        text = self.say(message, publisher=source.publisher, title=source.title, published=self.day(source.published))
        return Span(text, url=source.url)

    def stale(self, answer: Answer) -> Iterator[Line]:
        """Says so where the newest report is old and the question was about now."""
        figure = answer.figures[0]
        newest = figure.reported_on
        asks_about_now = figure.so_far or answer.intent is Intent.LATEST or not answer.question.whens
        if figure.claim is None and asks_about_now and newest and (self.now - newest).days > STALE_DAYS:
            yield _line(self.say("newest-report", date=self.day(newest)))

    def checked(self, number: int | None, figure: Figure) -> Iterator[Line]:
        """A number that the person named, set against the figure."""
        if number is None or figure.value is None or number in range(1990, 2100):
            return
        agrees = "number-agrees" if number == figure.value else "number-differs"
        yield _line(self.say(agrees, number=formats.number(number, self.language)))

    # Several figures

    def compared(self, answer: Answer) -> Iterator[Line]:
        """Sides of a comparison, their difference, and what keeps them from being alike."""
        figures = answer.figures
        for figure in figures:
            side = self.say("compare-side", name=self.side(figure, figures), number=self.value(figure))
            yield (Span(side, bold=True),)
        for first, second in pairwise(figures):
            if first.value is None or second.value is None or first.kind is not second.kind:
                continue
            names = {"first": self.side(first, figures), "second": _capital(self.side(second, figures))}
            yield _line(self.difference("compare", second.value, first.value, **names))
        definitions = {figure.claimant: figure for figure in figures}
        if len({(figure.scope, figure.claimant) for figure in figures}) > 1 and len(definitions) > 1:
            listed = "; ".join(self.definition(figure) for figure in definitions.values())
            yield _line(self.say("compare-definitions", list=listed))
        yield BLANK
        for figure in definitions.values():
            yield from self.basis(figure)
        yield BLANK
        for figure in figures:
            yield from self.computed(figure)
        yield from self.cited(answer.citations)

    def definition(self, figure: Figure) -> str:
        """What a claimant's figure counts, in a clause."""
        claimant = self.names.claimant_short(figure.claimant)
        if not figure.scope or Scope.UNSPECIFIED in figure.scope:
            return self.say("definition-of-unspecified", claimant=claimant)
        return self.say("definition-of", claimant=claimant, scopes=self.names.scopes(figure.scope))

    def side(self, figure: Figure, figures: Sequence[Figure]) -> str:
        """What tells a side from the others: its metric, its claimant, its days."""
        parts: list[str] = []
        if len({other.claimant for other in figures}) > 1:
            parts.append(self.names.claimant_short(figure.claimant))
        if len({other.metric for other in figures}) > 1:
            parts.append(self.names.metric(figure.metric) if not parts else self.names.metric_within(figure.metric))
        if len({other.period for other in figures}) > 1 or not parts:
            parts.append(self.when(figure))
        return ", ".join(parts)

    def value(self, figure: Figure) -> str:
        """A side's number with the thing it counts."""
        return f"{self.names.number(figure)} {self.names.noun(figure)}" + (
            f" {self.say('a-day')}" if figure.kind is Kind.DAILY_AVERAGE else ""
        )

    def when(self, figure: Figure) -> str:
        """The days of a figure by themselves; a total is named by its last day."""
        if figure.kind is Kind.CUMULATIVE:
            return self.say("up-to", end=self.day(figure.period.end))
        return formats.name(figure.period, self.say)

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
            yield _line(self.say("trend-place", **told) if trend else self.say("rank-place", place=str(place), **told))
        yield BLANK
        yield from self.basis(max(figures, key=lambda figure: figure.reported_on or figure.period.end))
        yield BLANK
        newest = sorted(answer.citations, key=lambda source: source.published, reverse=True)
        yield from self.cited(newest[:MOST_LISTED_SOURCES])
        if len(newest) > MOST_LISTED_SOURCES:
            yield _line(self.say("sources-more", count=len(newest) - MOST_LISTED_SOURCES))

    def record(self, answer: Answer) -> Iterator[Line]:
        """The record and the one it broke; yes or no first where that was asked."""
        figures, context = answer.figures, answer.context
        record = figures[0]
        if answer.affirmed is not None:
            broken = context.standing is not None and context.standing.broken_by is not None
            yes = "yes-then" if broken else "yes"
            yield (Span(self.say(yes if answer.affirmed else "no"), bold=True),)
        if answer.affirmed is False and len(figures) > 1:
            yield (Span(self.headline(figures[-1]), bold=True),)
        if answer.affirmed is None or answer.affirmed:
            headline = self.headline(record)
            if answer.affirmed is None:
                lowest = "lowest" if answer.question.lowest else "highest"
                grain = self.say(f"grain-{formats.length_of(record.period)}")
                within = answer.question.whens[0].period if answer.question.whens else None
                scope = formats.during(within, self.say) if within else self.say("so-far")
                which = self.say(f"record-title-{lowest}", grain=grain, scope=scope)
                headline = self.say("record-headline", headline=headline, record=which)
            yield (Span(headline, bold=True),)
        yield from self.basis(record)
        yield BLANK
        if answer.affirmed is not None:
            yield from self.standing(context.standing)
        elif len(figures) > 1:
            broke = figures[1]
            when = formats.name(broke.period, self.say)
            yield _line(self.say("record-broke", number=self.names.number(broke), when=when))
        yield BLANK
        yield from self.computed(record)
        yield from self.cited(answer.citations)

    # Words

    def told(self, answer: Answer) -> Iterator[Line]:
        """What a term means, or where figures come from."""
        subject = answer.subject
        metric = self.catalogue.metrics.get(subject.metric or "") if subject else None
        claimant = self.catalogue.claimants.get(subject.claimant or "") if subject else None
        default = self.catalogue.claimants["ukraine"]
        if answer.intent is Intent.SOURCES and metric is None and claimant is None:
            yield (Span(self.say("sources-general"), bold=True),)
            yield _line(self.say("sources-providers"))
            for provider in sorted(self.catalogue.providers.values(), key=lambda provider: provider.rank):
                yield (Span("• "), Span(provider.name.in_language(self.language), url=provider.url))
            others = ", ".join(self.names.claimant_short(key) for key in self.catalogue.claimants if key != default.id)
            yield _line(self.say("sources-claimants", list=others))
            yield BLANK
            yield _line(default.definition.in_language(self.language))
            yield _line(self.say("sources-verified"))
        else:
            shown: list[Metric | Claimant] = [metric or self.catalogue.metrics["personnel"], claimant or default]
            if metric is None and claimant is not None:
                shown = [claimant]
            for entry in shown:
                yield (
                    Span(f"{_capital(entry.name.in_language(self.language))}. ", bold=True),
                    Span(entry.definition.in_language(self.language)),
                )
            yield _line(self.say("definition-general"))
            for entry in shown:
                name = entry.name.in_language(self.language)
                yield (Span(self.say("more-about", name=name), url=entry.link),)
        yield BLANK
        yield from self.cited(answer.citations[:3])

    def help(self) -> Iterator[Line]:
        """What can be asked."""
        yield (Span(self.say("help-title"), bold=True),)
        yield _line(self.say("help-ask"))
        yield BLANK
        yield _line(self.say("help-more"))
        yield _line(self.say("help-neutral"))

    # What was filled in

    def assumed(self, answer: Answer) -> Iterator[Line]:
        """Every assumption, correction and unread word, said in words."""
        question, made = answer.question, answer.assumptions
        if question.follows is not None:
            yield _line(self.say("follows", question=self.names.question(question.follows)))
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
                filled.append(self.when(first))
            if Assumption.PERIOD in made and answer.intent in {Intent.RECORD, Intent.RANK}:
                grain = self.say(f"grains-{formats.length_of(first.period)}")
                filled.append(self.say("assumed-period", grain=grain))
            if filled:
                yield _line(self.say("assumed", list="; ".join(filled)))
        for typed, read in question.corrections:
            yield _line(self.say("spelling", typed=typed, read=read))
        if question.unread:
            yield _line(self.say("unread", words=", ".join(f"“{word}”" for word in question.unread[:5])))

    # Refusals

    def no_data(self, outcome: NoData) -> str:
        """Why there is no figure."""
        question = outcome.question
        metric = question.metrics[0] if question.metrics else "personnel"
        claimant = question.claimants[0] if question.claimants else "ukraine"
        told = {
            "what": self.names.what(question),
            "metric": self.names.metric(metric),
            "claimant": _capital(self.names.claimant(claimant)),
            "war-start": self.day(WAR_START),
        }
        message = f"no-data-{outcome.why}"
        if outcome.why is Missing.NO_REPORT and outcome.newest is not None:
            message += "-newest"
            told["newest"] = self.day(outcome.newest)
        if outcome.since is not None:
            told["since"] = self.day(outcome.since)
        if outcome.why is Missing.NO_CLAIM:
            told["claimant"] = self.names.claimant(claimant)
        return self.say(message, **told)

    def refusal(self, said: str, *suggestions: Question | None, hint: bool = False) -> Reply:
        """Why there is no answer, and what to ask instead."""
        choices = self.questions([question for question in suggestions if question is not None])
        lines = [_line(said)]
        if choices:
            lines.append(_line(self.say("next-question")))
        if hint or not choices:
            lines.append(_line(self.say("help-hint")))
        return Reply(tuple(lines), choices)

    def questions(self, questions: Sequence[Question]) -> tuple[str, ...]:
        """Questions in full, for the reader to tap."""
        return tuple(dict.fromkeys(self.names.question(question) for question in questions))

    def day(self, when: date) -> str:
        """A date in words."""
        return formats.day(when, self.language)

    def during(self, figure: Figure) -> str:
        """A figure's days after a verb."""
        return formats.during(figure.period, self.say)


def _line(text: str) -> Line:
    return (Span(text),)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _tidy(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines without doubled, leading or trailing blanks."""
    pending = False
    started = False
    for line in lines:
        if line == BLANK:
            pending = started
            continue
        if pending:
            yield BLANK
        pending, started = False, True
        yield line
