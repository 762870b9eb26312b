"""The values the store holds: reports, claims, their sources, and the catalogue they refer to.

Everything is frozen. A *party* is whose losses a figure counts; a *claimant* is who says so. They are never
the same field, even where they are the same country.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

WAR_START = date(2022, 2, 24)
"""The first day that every cumulative figure counts: the start of the full-scale invasion."""

# Lengths are bounded beside the patterns, not in them: a counted repetition is slow to compile, at every start.
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
"""A stable name of a catalogue entry, the same in code, data, command line and contract."""

NonEmptyText = Annotated[str, StringConstraints(min_length=1, max_length=1000, strip_whitespace=True)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", min_length=11, max_length=1000)]
Language = Literal["en", "uk"]
"""A language that lossbot replies in."""


class Kind(StrEnum):
    """What a figure counts up: a period's losses, all since `WAR_START`, or losses a day."""

    PERIOD_TOTAL = "period_total"
    CUMULATIVE = "cumulative"
    DAILY_AVERAGE = "daily_average"


class Qualifier(StrEnum):
    """The hedge a claimant put on a number; `EXACT` means stated without one, not that it is precise."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Scope(StrEnum):
    """What became of those a figure counts."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    CAPTURED = "captured"
    DESERTED = "deserted"
    DESTROYED = "destroyed"
    DAMAGED = "damaged"
    ABANDONED = "abandoned"
    UNSPECIFIED = "unspecified"


class Verification(StrEnum):
    """How a number was arrived at, from a bare claim to a name or a picture for every unit."""

    CLAIMED = "claimed"
    ESTIMATED = "estimated"
    CONFIRMED_BY_NAME = "confirmed_by_name"
    VISUALLY_CONFIRMED = "visually_confirmed"


class Doubt(StrEnum):
    """What is weak about a claim's record, apart from the number itself."""

    AS_OF_ASSUMED = "as_of_assumed"
    """The claimant gave no as-of date; the date of the statement stands in."""
    TITLE_REBUILT = "title_rebuilt"
    """The page's headline was rebuilt from its address."""
    TITLE_DESCRIBED = "title_described"
    """The page's headline is not known; a description stands in."""
    PUBLISHED_FROM_ADDRESS = "published_from_address"
    """The page's date was read from its address."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A run of calendar days, both ends counted.

    Raises:
        ValueError: the period ends before it starts.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @property
    def days(self) -> int:
        """How many days the period counts."""
        return (self.end - self.start).days + 1


class Model(BaseModel):
    """The base of all stored values: frozen, and strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Texts(Model):
    """One text in every language that lossbot replies in."""

    en: NonEmptyText
    uk: NonEmptyText

    def in_language(self, language: Language) -> str:
        """The text in `language`."""
        return self.uk if language == "uk" else self.en


class Source(Model):
    """Where a number can be read: nothing is stored without one."""

    publisher: NonEmptyText
    title: NonEmptyText
    url: Url
    published: date


class Report(Model):
    """What one claimant reported on one date: totals since `WAR_START`, by metric.

    A report dated D counts losses up to the end of D-1. A metric that the report leaves out is absent, never 0.
    `provider` says by which way the report reached the store: two providers of one report may disagree,
    and each keeps its own values.
    """

    party: Identifier
    claimant: Identifier
    report_date: date
    provider: Identifier
    values: Annotated[Mapping[Identifier, Annotated[int, Field(ge=0)]], Field(min_length=1)]
    qualifiers: Mapping[Identifier, Qualifier] = Field(default_factory=dict)
    """The hedges of those values that have one; every other value is `EXACT`."""
    corrections: Mapping[Identifier, int] = Field(default_factory=dict)
    """How much of a metric's rise since the day before is a correction of earlier days, where known."""
    rises: Mapping[Identifier, int] = Field(default_factory=dict)
    """What the claimant itself says a metric rose by since the day before: the published "(+N)", where known.

    A metric may have a rise and no total: some reports print only the rise.
    """
    source: Source

    @property
    def key(self) -> str:
        """The natural key: one document for each party, claimant, date and provider."""
        return f"{self.party}/{self.claimant}/{self.report_date}/{self.provider}"

    @model_validator(mode="after")
    def _names_only_its_values(self) -> Self:
        for name in (*self.qualifiers, *self.corrections):
            if name not in self.values:
                raise ValueError(f"report {self.key} qualifies {name!r} but gives no value for it")
        return self


class Claim(Model):
    """One number that somebody stated, in their own terms.

    A range has `low` and `high` and no invented midpoint; a `value` beside them is one that the claimant gave.
    """

    party: Identifier
    metric: Identifier
    claimant: Identifier
    body: NonEmptyText | None = None
    speaker: NonEmptyText | None = None
    kind: Kind
    period: Period
    value: Annotated[int, Field(ge=0)] | None = None
    low: Annotated[int, Field(ge=0)] | None = None
    high: Annotated[int, Field(ge=0)] | None = None
    qualifier: Qualifier = Qualifier.EXACT
    scope: Annotated[tuple[Scope, ...], Field(min_length=1)]
    verified: Verification
    stated_on: date
    source: Source
    doubts: tuple[Doubt, ...] = ()
    note: Texts | None = None

    @property
    def key(self) -> str:
        """The natural key: who said what of whom, for which days, by which definition and hedge, and when."""
        scope = "+".join(self.scope)
        period = f"{self.period.start}..{self.period.end}"
        speaker = (self.speaker or self.body or "").casefold().replace("/", " ")
        return "/".join(
            (self.party, self.metric, self.claimant, speaker, self.kind, period, scope, self.qualifier,
             str(self.stated_on))
        )  # fmt: skip

    @property
    def visible_from(self) -> date:
        """The first day the claim can be cited: it was stated, and the page that reports it was out."""
        return max(self.stated_on, self.source.published)

    @model_validator(mode="after")
    def _says_a_number(self) -> Self:
        if self.value is None and (self.low is None or self.high is None):
            raise ValueError("a claim needs a value, or both a low and a high end")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"a claim's low end ({self.low}) lies above its high end ({self.high})")
        if self.kind is Kind.CUMULATIVE and self.period.start != WAR_START:
            raise ValueError(f"a cumulative claim counts from {WAR_START}, not {self.period.start}")
        return self


class Counted(Model):
    """A noun in the forms that a number asks for: CLDR plural categories, as far as a language has them."""

    one: NonEmptyText
    few: NonEmptyText | None = None
    many: NonEmptyText | None = None
    other: NonEmptyText

    def form(self, category: str) -> str:
        """The form for a CLDR plural category, `other` where the noun has none of its own."""
        return getattr(self, category, None) or self.other


class CountedTexts(Model):
    """A counted noun in every language that lossbot replies in."""

    en: Counted
    uk: Counted

    def in_language(self, language: Language) -> Counted:
        """The noun in `language`."""
        return self.uk if language == "uk" else self.en


class Metric(Model):
    """A thing whose losses are counted."""

    id: Identifier
    name: Texts
    """As a heading: "Tanks"."""
    counted: CountedTexts
    """As a noun after a number: "1 tank", "428 tanks"."""
    definition: Texts
    """What it counts, in our own words."""
    link: Url
    """A page that explains or lists it."""
    reported_since: date | None = None
    """The date of the first daily report that gives it; None where no daily report does."""


class Party(Model):
    """A side whose losses are counted."""

    id: Identifier
    name: Texts
    genitive: Texts
    """In "losses of …"."""
    adjective: Texts
    """Before a counted noun in the plural: "Russian", "російських"."""
    definition: Texts
    link: Url


class Claimant(Model):
    """Somebody who states figures."""

    id: Identifier
    name: Texts
    """As the subject of "… says"."""
    short: Texts
    """In a list or a table: "UK"."""
    definition: Texts
    """What its figures count and how it arrives at them, in our own words."""
    link: Url
    scope: tuple[Scope, ...] = ()
    """What its personnel figures count unless a claim says otherwise."""
    verified: Verification
    daily_reports: bool = False
    """Whether it publishes daily totals, so that figures can be computed for any period."""


class Provider(Model):
    """A way by which reports reach the store: the claimant's own pages, or a public data set."""

    id: Identifier
    name: Texts
    url: Url
    licence: str | None = None
    rank: int
    """Where providers disagree, the lowest rank is answered with; 1 is the claimant's own page."""
