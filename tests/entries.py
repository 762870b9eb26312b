"""Reports, claims and origins for tests: sound ones, of which a test states only what it is about."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from store.models import WAR_START, Claim, Kind, Period, Qualifier, Report, Scope, Source, Verification
from store.ports import Origin

NOON = datetime(2024, 6, 2, 12, tzinfo=UTC)


def a_source(published: date = date(2024, 6, 1)) -> Source:
    return Source(publisher="A ministry", title="A daily report", url="https://ministry.example/1", published=published)


def a_report(day: date = date(2024, 6, 1), *, provider: str = "ministry", **values: int) -> Report:
    return Report(
        party="russia",
        claimant="ukraine",
        report_date=day,
        provider=provider,
        values=values or {"personnel": 508_780},
        source=a_source(day),
    )


def a_claim(value: int | None = 500_000, **differences: Any) -> Claim:
    fields: Mapping[str, Any] = {
        "party": "russia",
        "metric": "personnel",
        "claimant": "uk",
        "speaker": "A minister",
        "kind": Kind.CUMULATIVE,
        "period": Period(WAR_START, date(2024, 5, 31)),
        "value": value,
        "qualifier": Qualifier.ABOUT,
        "scope": (Scope.KILLED, Scope.WOUNDED),
        "verified": Verification.ESTIMATED,
        "stated_on": date(2024, 5, 31),
        "source": a_source(date(2024, 5, 31)),
    }
    return Claim(**{**fields, **differences})


def an_origin(name: str = "import", detail: str = "", *, at: datetime = NOON) -> Origin:
    return Origin(name=name, detail=detail, at=at)
