"""What the figures are about: metrics, parties, claimants and providers, as `seeds/catalogue/` describes them."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from typing import Self

from pydantic import model_validator

from store.models import Claim, Claimant, Identifier, Metric, Model, Party, Provider, Report


class Catalogue(Model):
    """All that a figure may name, in the order in which it is listed to a reader."""

    metrics: Mapping[Identifier, Metric]
    parties: Mapping[Identifier, Party]
    claimants: Mapping[Identifier, Claimant]
    providers: Mapping[Identifier, Provider]

    def lacks(self, entry: Report | Claim) -> Iterator[tuple[str, str]]:
        """The names in an entry that no catalogue entry has, each with the kind of thing that it should be."""
        if entry.party not in self.parties:
            yield "party", entry.party
        if entry.claimant not in self.claimants:
            yield "claimant", entry.claimant
        if isinstance(entry, Report) and entry.provider not in self.providers:
            yield "provider", entry.provider
        for metric in (*entry.values, *entry.rises) if isinstance(entry, Report) else (entry.metric,):
            if metric not in self.metrics:
                yield "metric", metric

    @model_validator(mode="after")
    def _keys_are_ids(self) -> Self:
        for entries in (self.metrics, self.parties, self.claimants, self.providers):
            for key, entry in entries.items():
                if key != entry.id:
                    raise ValueError(f"the catalogue entry {key!r} calls itself {entry.id!r}")
        return self


@lru_cache(maxsize=1)
def load_catalogue() -> Catalogue:
    """The catalogue of `seeds/catalogue/`: a TOML file for each kind of entry, a table for each entry.

    Raises:
        pydantic.ValidationError: an entry lacks a field or has an unknown one.
    """
    folder = resources.files("seeds") / "catalogue"
    tables = {
        name: tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("metrics", "parties", "claimants", "providers")
    }
    return Catalogue.model_validate(
        {name: {key: {"id": key, **entry} for key, entry in entries.items()} for name, entries in tables.items()}
    )
