"""What a question comes to: an answer with figures and citations, or one of several honest refusals."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.understanding.question import Assumption, Intent, Question
from store.flags import CORRECTIONS, Flagged
from store.models import Claim, Kind, Period, Qualifier, Scope, Source, Verification
from store.points import Point
from store.revisions import FigureHistory
from store.series import Grain, Record


class UncitedError(ValueError):
    """A figure or an answer was put together without a source: nothing is said without one."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, of what, whose, by whom, for when, and where it can be read.

    Attributes:
        value: an integer, or a decimal for a computed daily average; None where the claimant gave only a range.
        derivation: the reports a computed figure is the difference of; None where the claimant stated it itself.
        claim: the claim the figure is, where it is one.
        so_far: the period is still running; the figure ends with the newest report.
        flags: what keeps the rises of its totals from being simply what was lost.
        disputed: what it would be by copies of the reports that differ from the ones used.

    Raises:
        UncitedError: `citations` is empty.
    """

    metric: str
    party: str
    claimant: str
    kind: Kind
    period: Period
    value: int | float | None
    citations: tuple[Source, ...]
    low: int | None = None
    high: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    derivation: "Derivation | None" = None
    scope: tuple[Scope, ...] = ()
    verified: Verification = Verification.CLAIMED
    claim: Claim | None = None
    reported_on: date | None = None
    so_far: bool = False
    flags: tuple[Flagged, ...] = ()
    disputed: "tuple[Dispute, ...]" = ()

    def __post_init__(self) -> None:
        if not self.citations:
            raise UncitedError(f"{self.metric} by {self.claimant} for {self.period} has no citation")

    @property
    def corrected(self) -> bool:
        """Whether the claimant corrected its total within the period."""
        return any(flagged.flag in CORRECTIONS for flagged in self.flags)


@dataclass(frozen=True, slots=True)
class Dispute:
    """What a figure would be by another provider's copies of the reports."""

    provider: str
    value: int | float
    source: Source


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a figure was computed: `closing` minus `opening`, over `days` for an average."""

    closing: Point
    opening: Point | None
    days: int | None = None

    def __str__(self) -> str:
        """In the words of the contract: "report of 2024-06-01 minus report of 2024-05-01"."""
        difference = f"report of {self.closing.on}"
        if self.opening is not None:
            difference += f" minus report of {self.opening.on}"
        return f"({difference}) / {self.days} days" if self.days else difference


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a figure stands among all units of its grain, as of the day of asking.

    Attributes:
        record: the record that the figure set, if it was the highest until then.
        broken_by: the record that has since broken it.
        highest: the record as it stands.
    """

    grain: Grain
    record: Record | None
    broken_by: Record | None
    highest: Record


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader wants to see beside the headline figure, never merged with it.

    Attributes:
        standing: its place among the records.
        before: the same figure for the unit just before.
        restated: claims of the same claimant for the same days that agree with the figure.
        beside: what other claimants said for the same days.
        companions: the other metrics for the same days.
    """

    standing: Standing | None = None
    before: Figure | None = None
    restated: tuple[Figure, ...] = ()
    beside: tuple[Figure, ...] = ()
    companions: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What a definition or a list of sources is about: a metric, a claimant, or (neither) the figures at large."""

    metric: str | None = None
    claimant: str | None = None
    differing: bool = False
    """Why claimants' figures differ was asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The figures asked for, headline first, or what a term means, with the sources.

    Raises:
        UncitedError: `citations` is empty.
    """

    question: Question
    intent: Intent
    citations: tuple[Source, ...]
    figures: tuple[Figure, ...] = ()
    assumptions: frozenset[Assumption] = frozenset()
    context: Context = Context()
    subject: Subject | None = None
    affirmed: bool | None = None
    """Of a yes-or-no question, the answer."""
    revisions: tuple[FigureHistory, ...] | None = None
    """What the reports behind the headline have said before, where that was asked; else None."""
    passed: int | None = None
    """How many units passed the bound asked about; `figures` shows the first of them, in rank order."""

    def __post_init__(self) -> None:
        if not self.citations:
            raise UncitedError("an answer needs at least one citation")

    status = "answered"


@dataclass(frozen=True, slots=True)
class Help:
    """What lossbot can be asked; it states no figure."""

    status = "answered"


@dataclass(frozen=True, slots=True)
class Clarify:
    """Two readings are too close: the questions to choose from."""

    choices: tuple[Question, ...]
    why: "Unclear"

    status = "clarify"

    def __post_init__(self) -> None:
        if len(self.choices) < 2:
            raise ValueError("a choice needs at least two questions")


class Unclear(StrEnum):
    """What has to be cleared up."""

    DAY_OR_MONTH_FIRST = "day_or_month_first"
    CLAIMANT = "claimant"
    PARTY = "party"
    EXTREME = "extreme"
    SPELLING = "spelling"
    IMPOSSIBLE_DATE = "impossible_date"


class Missing(StrEnum):
    """Why there is no figure though the question was understood."""

    BEFORE_THE_WAR = "before_the_war"
    NOT_REPORTED_YET = "not_reported_yet"
    NO_REPORT = "no_report"
    NO_SERIES = "no_series"
    NO_CLAIM = "no_claim"
    NOT_SEPARATE = "not_separate"


@dataclass(frozen=True, slots=True)
class NoData:
    """Understood, and nothing stored.

    Attributes:
        why: the reason.
        question: narrowed to the side that has no figure.
        nearest: a question near by that has an answer.
        newest: the date of the newest stored report, where the days asked for lie after it.
        since: the date of the metric's first report, where the days asked for start before it.
    """

    question: Question
    why: Missing
    nearest: Question | None = None
    newest: date | None = None
    since: date | None = None

    status = "no_data"


@dataclass(frozen=True, slots=True)
class NotPublished:
    """The period is not over, or its report is not out yet, and there is no partial figure.

    Attributes:
        due: the date of the report that will complete the period.
        nearest: a question near by that has an answer.
    """

    question: Question
    due: date
    nearest: Question | None = None

    status = "not_published"


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """About something the catalogue doesn't hold; `reason` and `words` are those of `understanding`'s `Elsewhere`."""

    reason: str
    suggestions: tuple[Question, ...]
    words: tuple[str, ...] = ()

    status = "out_of_scope"


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Nothing to answer; `suggestions` are questions that can be, `unread` the words that could not be read."""

    why: str
    suggestions: tuple[Question, ...]
    unread: tuple[str, ...] = ()

    status = "not_understood"


Outcome = Answer | Help | Clarify | NoData | NotPublished | OutOfScope | NotUnderstood
"""What a question comes to."""
