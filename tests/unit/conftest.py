"""What many unit tests answer from: the figures lossbot brings along."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.catalogue import load_catalogue
from store.opening import read_figures
from store.snapshot import Snapshot, build_snapshot


@pytest.fixture(scope="session")
def seeded() -> Snapshot:
    """A snapshot of the seeds alone: monthly reports and the claims."""
    figures = read_figures(Path("there is no such folder"), at=datetime(2026, 8, 8, tzinfo=UTC))
    return build_snapshot(load_catalogue(), figures.reports(), figures.claims())
