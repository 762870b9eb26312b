"""What passes the gate into a store on disk, and what does not."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.gate import Check, admit
from store.ingest.seeds import Seeds
from store.models import Report
from store.opening import open_store
from store.ports import Store
from tests.daily_reports import changed, day, reports, rises, totals
from tests.entries import an_origin

BATCH = reports(totals(rises(40)))
MISREAD = changed(BATCH, day(20), values={"personnel": BATCH[20].values["personnel"] * 10})
ORIGIN = an_origin(at=datetime(2026, 11, 22, tzinfo=UTC))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path, at=ORIGIN.at, seeds=Seeds({})) as opened:
        yield opened


def stored(store: Store) -> set[str]:
    return {report.key for report in store.figures.reports()}


def test_a_sound_batch_is_stored_whole(store: Store) -> None:
    admission = admit(BATCH, store.figures, origin=ORIGIN)
    assert len(admission.changes.added) == len(BATCH)
    assert admission.review.findings == ()


def test_what_is_held_is_left_out_and_named(store: Store) -> None:
    admission = admit(MISREAD, store.figures, origin=ORIGIN)
    assert [(one.entry.key, one.finding.check) for one in admission.review.held] == [
        (MISREAD[20].key, Check.OUT_OF_SCALE)
    ]
    assert stored(store) == {report.key for report in MISREAD} - {MISREAD[20].key}


def test_what_is_held_is_held_again_until_it_is_accepted(store: Store) -> None:
    admit(MISREAD, store.figures, origin=ORIGIN)

    again = admit(MISREAD, store.figures, origin=ORIGIN)
    assert not again.changes
    assert len(again.review.held) == 1

    accepted = admit(MISREAD, store.figures, origin=ORIGIN, accept_held=True)
    assert accepted.changes.added == (MISREAD[20].key,)
    assert not admit(MISREAD, store.figures, origin=ORIGIN).review.held


def test_what_was_put_right_at_its_source_goes_in(store: Store) -> None:
    admit(MISREAD, store.figures, origin=ORIGIN)
    assert admit(BATCH, store.figures, origin=ORIGIN).changes.added == (BATCH[20].key,)


def test_a_held_revision_leaves_what_was_stored(store: Store) -> None:
    admit(BATCH, store.figures, origin=ORIGIN)
    admission = admit(MISREAD, store.figures, origin=ORIGIN)
    assert not admission.changes
    (kept,) = (report for report in store.figures.reports() if report.report_date == day(20))
    assert isinstance(kept, Report)
    assert kept.values == BATCH[20].values


def test_the_day_in_kyiv_says_what_lies_in_the_future(store: Store) -> None:
    late_evening = datetime(2024, 5, 1, 21, 30, tzinfo=UTC)  # half past midnight in Kyiv
    assert admit(BATCH[1:2], store.figures, origin=an_origin(at=late_evening)).changes.added == (BATCH[1].key,)
    admission = admit(BATCH[2:3], store.figures, origin=an_origin(at=late_evening))
    assert [one.finding.check for one in admission.review.held] == [Check.IN_THE_FUTURE]
