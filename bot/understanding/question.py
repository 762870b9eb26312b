"""A question as it was understood, and the ways in which a text may turn out to be none."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, Literal

from bot.understanding.amounts import Bound
from store.models import Kind, Period, Scope
from store.series import Grain

MAJOR_METRIC: Final = "personnel"
"""The metric that a question without one is about; all others are equipment."""


class Intent(StrEnum):
    """What the person wants to know."""

    FIGURE = "figure"
    COMPARE = "compare"
    RECORD = "record"
    RANK = "rank"
    AVERAGE = "average"
    TREND = "trend"
    LATEST = "latest"
    DEFINITION = "definition"
    SOURCES = "sources"
    HELP = "help"


class Assumption(StrEnum):
    """What lossbot filled in or corrected; every reply says so in words."""

    METRIC = "metric"
    YEAR = "year"
    CLAIMANT = "claimant"
    PARTY = "party"
    PERIOD = "period"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class When:
    """The days a question is about.

    Attributes:
        start: the first day; None for "until".
        end: the last day; None for "since", up to the newest report.
        moment: the total on a date is meant ("on", "as of", "by the end of"), not what the days lost.
        as_published: of a moment, the report dated `end` is meant, not the state at the end of that day.
        rolling_days: "last 30 days": so many days up to the newest reported one.
    """

    start: date | None
    end: date | None
    moment: bool = False
    as_published: bool = False
    rolling_days: int | None = None

    @property
    def period(self) -> Period | None:
        """The days, where both ends are given."""
        return Period(self.start, self.end) if self.start and self.end else None


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: of what, whose, by whom, when, and in what shape.

    A field that is empty was not named; `answering` fills it in and says so.

    Attributes:
        metrics: catalogue ids, in the order asked.
        party: whose losses.
        claimants: who says so, in the order asked.
        speaker: a person whose words are asked for, as a part of `Claim.speaker`.
        body: an office whose words are asked for, as a part of `Claim.body`.
        whens: the periods, in the order asked.
        kind: the kind of figure, where the text says it.
        scopes: what became of those asked about ("killed").
        strict: a figure that counts others, too, is no answer ("killed only").
        grain: the unit of a record, a rank or a trend.
        lowest: the lowest is wanted, not the highest.
        count: how many places of a rank.
        combined: several periods are to be added up.
        every_metric: all metrics are wanted.
        excluded: but not these.
        polar: a yes or a no is asked for ("was May a record?").
        number: a number the person named, to be set against the figure.
        bound: a number that was or wasn't passed ("over 500,000").
        asks_when: the day is asked for on which something happened.
        less: of a comparison, whether the first is the lesser is asked for, not the greater; None where neither is.
        per: the unit of an average ("per month"), where it is not the day.
        differing: why claimants' figures differ is asked for.
        changed: whether the figure has been revised is asked for.
        corrections: typing errors, as typed and as read.
        unread: words that could not be read.
        assumptions: what reading filled in.
        follows: the question this one builds on.
    """

    intent: Intent
    metrics: tuple[str, ...] = ()
    party: str | None = None
    claimants: tuple[str, ...] = ()
    speaker: str | None = None
    body: str | None = None
    whens: tuple[When, ...] = ()
    kind: Kind | None = None
    scopes: frozenset[Scope] = frozenset()
    strict: bool = False
    grain: Grain | None = None
    lowest: bool = False
    count: int | None = None
    combined: bool = False
    every_metric: bool = False
    excluded: tuple[str, ...] = ()
    polar: bool = False
    number: int | None = None
    bound: Bound | None = None
    asks_when: bool = False
    less: bool | None = None
    per: Grain | None = None
    differing: bool = False
    changed: bool = False
    corrections: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()
    assumptions: frozenset[Assumption] = frozenset()
    follows: "Question | None" = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Two readings are too close: `readings` are the questions to choose from."""

    readings: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Understood, but about something the catalogue doesn't hold.

    `reason` is a value of the words' `elsewhere`, "cause" for what struck, or "detail" where `words` ask for less than
    what is reported.
    """

    reason: str
    question: Question
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImpossibleDate:
    """A day that no calendar has ("31 June"), and the question with the nearest day that exists."""

    written: str
    nearest: Question


@dataclass(frozen=True, slots=True)
class NotAQuestion:
    """Nothing that lossbot can answer.

    `why` tells empty texts, greetings and thanks from the rest. Of a text that is "unread" the words that were not
    read may well be what or when it asks about.
    """

    why: Literal["empty", "greeting", "thanks", "unknown", "unread"]
    unread: tuple[str, ...] = ()


Understood = Question | Ambiguous | Elsewhere | ImpossibleDate | NotAQuestion
"""What a text was understood as."""
