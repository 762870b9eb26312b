"""Entries, origins and changes for property tests: anything that the models allow, of names that the catalogue has."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from store.catalogue import load_catalogue
from store.models import (
    WAR_START,
    Claim,
    Doubt,
    Kind,
    Period,
    Qualifier,
    Report,
    Scope,
    Source,
    Texts,
    Verification,
)
from store.ports import Change, Entry, Origin

CATALOGUE = load_catalogue()

days = st.dates(WAR_START, date(2026, 8, 8))
totals = st.integers(0, 10**12)
# Surrogates are no text: nothing that came out of a file or a message has any.
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(lambda text: text.strip())
metrics = st.sampled_from(sorted(CATALOGUE.metrics))
sources = st.builds(
    Source,
    publisher=texts,
    title=texts,
    url=st.sampled_from(["https://example.org/a", "http://example.org/?q=1;2,3", "https://приклад.укр/сторінка"]),
    published=days,
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    values = draw(st.dictionaries(metrics, totals, min_size=1, max_size=4))
    some = st.sampled_from(sorted(values))
    changes = st.integers(-(10**6), 10**6)
    return Report(
        party=draw(st.sampled_from(["russia", "ukraine"])),
        claimant=draw(st.sampled_from(["ukraine", "russia"])),
        report_date=draw(days),
        provider=draw(st.sampled_from(sorted(CATALOGUE.providers))),
        values=values,
        qualifiers=draw(st.dictionaries(some, st.sampled_from(Qualifier), max_size=2)),
        corrections=draw(st.dictionaries(some, changes, max_size=2)),
        rises=draw(st.dictionaries(metrics, changes, max_size=2)),
        source=draw(sources),
    )


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    kind = draw(st.sampled_from(Kind))
    start, end = sorted((draw(days), draw(days)))
    low, high = sorted((draw(totals), draw(totals)))
    numbers: Mapping[str, Any] = draw(
        st.sampled_from([{"value": low}, {"low": low, "high": high}, {"value": low, "low": low, "high": high}])
    )
    return Claim(
        party=draw(st.sampled_from(sorted(CATALOGUE.parties))),
        metric=draw(metrics),
        claimant=draw(st.sampled_from(sorted(CATALOGUE.claimants))),
        body=draw(st.none() | texts),
        speaker=draw(st.none() | texts),
        kind=kind,
        period=Period(WAR_START if kind is Kind.CUMULATIVE else start, end),
        qualifier=draw(st.sampled_from(Qualifier)),
        scope=tuple(draw(st.lists(st.sampled_from(Scope), min_size=1, max_size=3))),
        verified=draw(st.sampled_from(Verification)),
        stated_on=draw(days),
        source=draw(sources),
        doubts=tuple(draw(st.lists(st.sampled_from(Doubt), max_size=2))),
        note=draw(st.none() | st.builds(Texts, en=texts, uk=texts)),
        **numbers,
    )


entries: st.SearchStrategy[Entry] = st.one_of(reports(), claims())
origins = st.builds(
    Origin,
    name=st.sampled_from(["seeds", "import", "sync", "owner"]),
    detail=st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    at=st.integers(0, 10**6).map(lambda seconds: datetime(2026, 8, 8, tzinfo=UTC) + timedelta(seconds=seconds)),
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Change, ...]:
    """Changes that add, revise and withdraw, oldest first."""
    changes: list[Change] = []
    standing: dict[str, Entry] = {}
    for origin in draw(st.lists(origins, max_size=5)):
        batch = {entry.key: entry for entry in draw(st.lists(entries, max_size=3))}
        if draw(st.booleans()) and standing:  # one that is known, saying something else
            known = standing[draw(st.sampled_from(sorted(standing)))]
            batch[known.key] = known.model_copy(update={"source": draw(sources)})
        gone = draw(st.sets(st.sampled_from(sorted(standing)), max_size=2)) if standing else set()
        news = {key: entry for key, entry in batch.items() if standing.get(key) != entry}
        withdrawn = tuple(sorted(gone - batch.keys()))
        if not (news or withdrawn):
            continue
        changes.append(Change(origin, tuple(news[key] for key in sorted(news)), withdrawn))
        standing |= news
        for key in withdrawn:
            del standing[key]
    return tuple(changes)
