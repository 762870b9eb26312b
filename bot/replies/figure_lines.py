"""The lines that tell of one figure: what it is, who says so, where it stands, how it was computed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.answering.outcome import Context, Figure, Standing
from bot.replies import formats
from bot.replies.names import Names
from bot.replies.reply import Line, Span, capital, line
from bot.replies.wording import Wording
from store.catalogue import Catalogue
from store.flags import CORRECTIONS, Flagged
from store.models import WAR_START, Kind, Language, Scope, Source
from store.series import Loss

MOST_FLAGS: Final = 2
"""How many odd rises within a figure are told one by one."""


@dataclass(frozen=True, slots=True)
class FigureLines:
    """What is said of single figures, in one language."""

    catalogue: Catalogue
    say: Wording

    @property
    def names(self) -> Names:
        """What things are called."""
        return Names(self.catalogue, self.say)

    @property
    def language(self) -> Language:
        """The language of the lines."""
        return self.say.language

    def headline(self, figure: Figure) -> str:
        """What, whose, when, and how many, in one line."""
        message = self.say(
            f"headline-{figure.kind}",
            number=capital(self.names.number(figure)),
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
        yield line(capital(self.says(figure)))
        scope = [scope for scope in figure.scope if scope is not Scope.UNSPECIFIED]
        if scope:
            counts = "counts" if len(scope) > 1 else "counts-one"
            counted = self.say(counts, scopes=self.names.scopes(tuple(scope)))
        elif figure.scope:
            counted = self.say("counts-unspecified")
        else:
            counted = self.catalogue.metrics[figure.metric].definition.in_language(self.language)
        yield line(f"{counted} {self.say(f'verified-{figure.verified}')}")
        apart = asked - set(figure.scope) if not figure.scope else asked
        if asked and set(figure.scope) > asked and apart:
            yield line(self.say("not-apart", asked=self.names.scopes(tuple(sorted(asked)))))
        if figure.claim is not None and figure.claim.note is not None:
            yield line(figure.claim.note.in_language(self.language))
        yield from self.flagged(figure)
        yield from self.disputed(figure)

    def flagged(self, figure: Figure) -> Iterator[Line]:
        """What keeps the figure from being simply what was lost: each thing by itself, or how many there are."""
        corrections = [found for found in figure.flags if found.flag in CORRECTIONS]
        shown = figure.flags
        if len(corrections) > MOST_FLAGS:
            part = formats.number(sum(found.part for found in corrections), self.language)
            yield line(self.say("flags-corrections", count=len(corrections), part=part))
            shown = tuple(found for found in figure.flags if found.flag not in CORRECTIONS)
        for found in shown[:MOST_FLAGS]:
            yield line(self.flag(found, figure))
        if len(shown) > MOST_FLAGS:
            yield line(self.say("flags-more", count=len(shown) - MOST_FLAGS))

    def flag(self, found: Flagged, figure: Figure) -> str:
        """One thing that is odd about a rise."""
        one_day = figure.kind is Kind.PERIOD_TOTAL and figure.period.days == 1
        message = f"flag-{found.flag}"
        numbers = {
            "rise": found.rise,
            "fall": -found.rise,
            "part": found.part,
            "rest": found.rise - found.part,
            "bound": found.bound or 0,
        }
        return self.say(
            f"{message}-day" if one_day and self.say.has(f"{message}-day") else message,
            date=self.day(found.on),
            **{name: formats.number(number, self.language) for name, number in numbers.items()},
        )

    def disputed(self, figure: Figure) -> Iterator[Line]:
        """What the figure would be by copies of the reports that differ."""
        if figure.disputed:
            yield line(self.say("disputed"))
        for other in figure.disputed:
            provider = self.catalogue.providers[other.provider].name.in_language(self.language)
            number = formats.number(other.value, self.language)
            yield (Span("• "), Span(number, bold=True), Span(" – "), Span(provider, url=other.source.url))

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
            return capital(self.names.claimant(figure.claimant))
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
            yield line(
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
        yield line(self.say(message, **told))

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
        yield line(
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
        yield line(self.say("beside"))
        for other in context.beside:
            short = self.say(f"short-{other.verified}")
            definition = "; ".join(filter(None, (self.names.scopes(other.scope), short)))
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
            yield line(self.say("companions", list=listed))

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
        yield line(how)

    def cited(self, citations: Sequence[Source], restated: Sequence[Figure] = ()) -> Iterator[Line]:
        """The sources with their links."""
        again = (source for figure in restated for source in figure.citations)
        sources = tuple(dict.fromkeys((*citations, *again)))
        yield line(self.say("source" if len(sources) == 1 else "sources"))
        for source in sources:
            yield (self.linked(source),)

    def linked(self, source: Source, message: str = "citation") -> Span:
        """A source as a link."""
        text = self.say(message, publisher=source.publisher, title=source.title, published=self.day(source.published))
        return Span(text, url=source.url)

    def checked(self, number: int | None, figure: Figure) -> Iterator[Line]:
        """A number that the person named, set against the figure."""
        if number is None or figure.value is None or number in range(1990, 2100):
            return
        agrees = "number-agrees" if number == figure.value else "number-differs"
        yield line(self.say(agrees, number=formats.number(number, self.language)))

    def definition(self, figure: Figure) -> str:
        """What a claimant's figure counts, in a clause."""
        claimant = self.names.claimant_short(figure.claimant)
        if not figure.scope or Scope.UNSPECIFIED in figure.scope:
            return self.say("definition-of-unspecified", claimant=claimant)
        return self.say("definition-of", claimant=claimant, scopes=self.names.scopes(figure.scope))

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

    def day(self, when: date) -> str:
        """A date in words."""
        return formats.day(when, self.language)

    def during(self, figure: Figure) -> str:
        """A figure's days after a verb."""
        return formats.during(figure.period, self.say)
