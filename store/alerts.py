"""What was announced: findings as they were told, corrections of them, and how far the telling has come.

A finding is frozen as it was found, with every figure that its message shows: what the store says later may differ,
and then a correction says so.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import AwareDatetime, Field, model_validator

from store.models import Claim, Identifier, Model, NonEmptyText, Period, Qualifier, Source
from store.series import Grain
from store.subscriptions import Address


class News(StrEnum):
    """What a finding announces."""

    RECORD = "record"
    """A unit that is over was higher (or lower) than all before it."""
    PASSED = "passed"
    """A unit that is still running has already passed the record."""
    STATED = "stated"
    """The claimant itself states of a unit that it was more than the record, before its reports have completed it."""
    UNIT_OVER = "unit_over"
    """A unit that is over came to more than a bound, the unit before had not."""
    TOTAL_REACHED = "total_reached"
    """The running total has reached a bound."""


class Standing(Model):
    """The record that was broken."""

    period: Period
    value: int
    known_on: date
    """The date of the report that completed it."""


class Finding(Model):
    """One thing worth telling, with the figure that it is about.

    `grain` and `period` are those of the unit; a running total has no grain, and its period starts with the war.
    """

    news: News
    party: Identifier
    claimant: Identifier
    metric: Identifier
    grain: Grain | None
    period: Period
    """Of a running unit, the days of it that are reported or stated so far."""
    value: int
    qualifier: Qualifier = Qualifier.EXACT
    rounding: int = 0
    """By how much the value may change before it is another: the claimant's totals are rounded to so much."""
    reported_on: date
    """The date of the report that brought it, or of the statement."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    lowest: bool = False
    broke: Standing | None = None
    """Of a record, the one that it broke."""
    bound: int | None = None
    """Of a bound, what was passed."""
    claim: Claim | None = None
    """The claim that brought it, where no report did."""

    @property
    def key(self) -> str:
        """The natural key: what is announced, of which unit. What has been announced is not announced again."""
        return self._key(self.news)

    @property
    def key_of_statement(self) -> str:
        """The key of the finding that says of the same unit what the claimant itself states."""
        return self._key(News.STATED)

    def _key(self, news: News) -> str:
        which = f"over-{self.bound}" if self.bound is not None else "lowest" if self.lowest else "highest"
        unit = f"{self.grain}/{self.period.start}" if self.grain else "total"
        return f"{news}/{self.party}/{self.claimant}/{self.metric}/{unit}/{which}"

    @model_validator(mode="after")
    def _says_what_was_passed(self) -> Self:
        of_a_bound = self.news in {News.UNIT_OVER, News.TOTAL_REACHED}
        if of_a_bound != (self.bound is not None):
            raise ValueError("a bound that was passed is named, and a record passes none")
        if of_a_bound != (self.broke is None):
            raise ValueError("a record says what it broke, and a bound breaks nothing")
        if (self.grain is None) != (self.news is News.TOTAL_REACHED):
            raise ValueError("every finding is about a unit but that of a total")
        return self


class Correction(Model):
    """What has become of a finding that was told."""

    alert: NonEmptyText
    """The id of the alert that told it."""
    finding: Finding
    """As it was told."""
    value: int | None
    """What the figure is now; None where it can be told no more."""
    stands: bool
    """Whether it is a record still, or over the bound still."""
    sources: tuple[Source, ...] = ()

    @property
    def key(self) -> str:
        """The natural key: one correction for each finding."""
        return correction_key(self.finding)


def correction_key(finding: Finding) -> str:
    """The key that a correction of a finding has."""
    return f"correction/{finding.key}"


class AlertState(StrEnum):
    """How far the telling of an alert is, and whether it goes on."""

    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    FINISHED = "finished"


OVER: Final = frozenset({AlertState.FINISHED, AlertState.CANCELLED})
"""The states in which an alert is told to nobody further."""


class Alert(Model):
    """What one change of the store gives to tell: all of it in one message to each who wants to hear of it."""

    id: NonEmptyText
    """"2026-08-08.1": the day of the newest report it tells of, and its number among the alerts of that day."""
    created: AwareDatetime
    findings: tuple[Finding, ...] = ()
    corrections: tuple[Correction, ...] = ()
    state: AlertState = AlertState.RUNNING

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.findings or self.corrections):
            raise ValueError("an alert has something to tell")
        return self

    @property
    def tells(self) -> tuple[str, ...]:
        """The keys of all that it tells."""
        return (*(finding.key for finding in self.findings), *(correction.key for correction in self.corrections))


class Outcome(StrEnum):
    """What became of one message of an alert."""

    SENT = "sent"
    HELD = "held"
    """Its chat is quiet now; it is told later, together with all else that came meanwhile."""
    UNCERTAIN = "uncertain"
    """It may have arrived or not: no attempt that was allowed was answered in time."""
    FAILED = "failed"
    """It did not arrive: the chat cannot be reached, or every attempt failed."""


class Progress(Model):
    """How far the telling of one alert has come.

    Addresses are gone through in their order, so that `cursor` stands for all that lie behind it.
    """

    cursor: Address | None = None
    """The last address whose message was taken up; None before the first."""
    in_flight: frozenset[Address] = frozenset()
    """Where a message is being sent, or was when the process ended."""
    counts: Mapping[Outcome, int] = Field(default_factory=dict)

    def count(self, outcome: Outcome) -> int:
        """How many messages came to `outcome`."""
        return self.counts.get(outcome, 0)


class Held(Model):
    """What an address has not been told yet because its chat was quiet: one message once it no longer is."""

    address: Address
    """Where."""
    alerts: Annotated[tuple[NonEmptyText, ...], Field(min_length=1)]
    """The ids, oldest first."""
    due: AwareDatetime
    """When it is to be told."""


def may_become(alert: Alert, state: AlertState, held: Iterable[Held]) -> bool:
    """Whether an alert may go over into a state: into any until it is over.

    After that a finished one can be cancelled while it is held somewhere, and is not told there then.

    Args:
        alert: as it is now.
        state: what it is to be.
        held: all that is held.
    """
    if alert.state not in OVER or alert.state is state:
        return True
    cancels = (alert.state, state) == (AlertState.FINISHED, AlertState.CANCELLED)
    return cancels and any(alert.id in one.alerts for one in held)
