"""What a set of seeds must not contain, beyond what the models themselves refuse."""

from collections import defaultdict
from collections.abc import Iterator

from store.catalogue import Catalogue
from store.ingest.errors import IngestError
from store.ingest.seeds import Seed, Seeds
from store.models import Claim
from store.ports import Entry


def seed_problems(seeds: Seeds, catalogue: Catalogue) -> tuple[str, ...]:
    """Everything that is wrong with the seeds, each with its place; empty if they are sound.

    - An entry is not what its model asks for: it has no source, or its period ends before it starts.
    - It names a metric, party, claimant or provider that the catalogue lacks.
    - Two entries say the same thing, alike or differently.
    """
    return tuple(_problems(seeds, catalogue))


def _problems(seeds: Seeds, catalogue: Catalogue) -> Iterator[str]:
    sound: list[tuple[Seed, Entry]] = []
    for seed in seeds:
        try:
            sound.append((seed, seed.entry()))
        except IngestError as error:
            yield str(error)
    for seed, entry in sound:
        for kind, name in catalogue.lacks(entry):
            yield f"{seed.place}: the catalogue has no {kind} {name!r}"
    yield from _repetitions(sound)
    yield from _contradictions(sound)


def _repetitions(seeds: list[tuple[Seed, Entry]]) -> Iterator[str]:
    """Entries under one key: of these, the store could keep only one."""
    first: dict[str, Seed] = {}
    for seed, entry in seeds:
        earlier = first.setdefault(entry.key, seed)
        if earlier is not seed:
            yield f"{seed.place}: {entry.key} is given in {earlier.place} already"


def _contradictions(seeds: list[tuple[Seed, Entry]]) -> Iterator[str]:
    """Claims alike in everything but hedge and number: one person saying two numbers in one breath."""
    statements: dict[tuple[object, ...], list[tuple[Seed, Claim]]] = defaultdict(list)
    for seed, entry in seeds:
        if isinstance(entry, Claim):
            statement = (entry.party, entry.metric, entry.claimant, entry.body, entry.speaker, entry.kind,
                         entry.period, frozenset(entry.scope), entry.stated_on)  # fmt: skip
            statements[statement].append((seed, entry))
    for (first_seed, first), *others in statements.values():
        for seed, claim in others:
            if _number(claim) != _number(first):
                yield f"{seed.place}: says {_number(claim)} of what {first_seed.place} says {_number(first)}"


def _number(claim: Claim) -> str:
    value = "" if claim.value is None else f"{claim.value}"
    ends = "" if claim.low is None and claim.high is None else f"{claim.low} to {claim.high}"
    return " or ".join(filter(None, (value, ends)))
