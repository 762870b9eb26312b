"""A question with what it leaves open filled in, and the way from its look-ups to an outcome."""

from dataclasses import dataclass, replace
from datetime import date

from bot.answering.lookup import ALL_EQUIPMENT, Gap, Wanted, look_up
from bot.answering.outcome import Answer, Context, Figure, NoData, NotPublished
from bot.answering.suggestions import DEFAULT_CLAIMANT, DEFAULT_PARTY, nearest, question_for
from bot.understanding.question import MAJOR_METRIC, Assumption, Question, When
from store.series import Series
from store.snapshot import SeriesName, Snapshot


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and where and when it is asked."""

    question: Question
    snapshot: Snapshot
    now: date

    @property
    def party(self) -> str:
        """Whose losses: those asked for, else the default, unless the claimants named speak of others alone."""
        if self.question.party or not self.question.claimants:
            return self.question.party or DEFAULT_PARTY
        named = frozenset(self.question.claimants)
        spoken_of = [name.party for name in self.snapshot.series if name.claimant in named]
        for (party, _), claims in self.snapshot.claims.items():
            spoken_of += [party for claim in claims if claim.claimant in named and claim.visible_from <= self.now]
        return DEFAULT_PARTY if DEFAULT_PARTY in spoken_of or not spoken_of else spoken_of[0]

    @property
    def metrics(self) -> tuple[str, ...]:
        """Of what, the default filled in."""
        if self.question.every_metric:
            named = self.question.claimants[0] if self.question.claimants else DEFAULT_CLAIMANT
            wanted = [m for m in self.snapshot.catalogue.metrics if m not in self.question.excluded]
            return tuple(m for m in wanted if self.series(m, named)) or (ALL_EQUIPMENT,)
        return self.question.metrics or (MAJOR_METRIC,)

    @property
    def assumptions(self) -> frozenset[Assumption]:
        """What had to be filled in, over and above what reading did."""
        question = self.question
        filled = {
            Assumption.METRIC: not question.metrics and not question.every_metric,
            Assumption.PARTY: question.party is None,
            Assumption.CLAIMANT: not question.claimants,
        }
        return question.assumptions | {assumption for assumption, assumed in filled.items() if assumed}

    def series(self, metric: str, claimant: str) -> Series | None:
        """A claimant's daily reports on a metric, if it makes any."""
        return self.snapshot.series.get(SeriesName(self.party, claimant, metric))

    def wanted(self, metric: str, claimant: str, when: When | None) -> Wanted:
        """The look-up of one side of the question."""
        question = self.question
        return Wanted(
            self.party,
            claimant,
            metric,
            when,
            question.kind,
            question.scopes,
            question.speaker,
            question.body,
            named=bool(question.claimants),
        )

    def claimants(self, metric: str) -> tuple[str, ...]:
        """Who is asked: those named; else who reports daily; else everyone who has a figure."""
        if self.question.claimants:
            return self.question.claimants
        if self.series(metric, DEFAULT_CLAIMANT):
            return (DEFAULT_CLAIMANT,)
        when = self.question.whens[0] if self.question.whens else None
        return tuple(
            claimant
            for claimant in self.snapshot.catalogue.claimants
            if isinstance(look_up(self.snapshot, self.wanted(metric, claimant, when), self.now), Figure)
        )

    def look_up(self, wanted: Wanted) -> Figure | NoData | NotPublished:
        """A figure, or why there is none and what to ask instead."""
        found = look_up(self.snapshot, wanted, self.now)
        return found if isinstance(found, Figure) else self.refusal(wanted, found)

    def refusal(self, wanted: Wanted, gap: Gap) -> NoData | NotPublished:
        """A gap as an honest answer with a next step."""
        question = replace(question_for(wanted), follows=self.question.follows)
        near = nearest(self.snapshot, wanted, self.now)
        if gap.why is None:
            return NotPublished(question, gap.due or self.now, near)
        return NoData(question, gap.why, near, gap.newest, gap.since)

    def answered(
        self, figures: tuple[Figure, ...], context: Context | None = None, *, affirmed: bool | None = None
    ) -> Answer:
        """An answer with these figures, the headline first."""
        sources = dict.fromkeys(source for figure in figures for source in figure.citations)
        return Answer(
            question=self.question,
            intent=self.question.intent,
            citations=tuple(sources),
            figures=figures,
            assumptions=self.assumptions,
            context=context or Context(),
            affirmed=affirmed,
        )
