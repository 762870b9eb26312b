"""What every backend promises: the contract of `store.ports`.

A further backend joins by being listed in `BACKENDS`.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.models import Claim, Qualifier, Report
from store.ports import Changes, Entry, Figures, Revision, StoreClosedError, WritableFigures
from store.tinydb.figures import FIGURES, TinyFigures
from store.tinydb.folder import TinyStore
from store.tinydb.reading import figures_in_memory
from store.tinydb.storage import MemoryStorage
from tests.entries import NOON, a_claim, a_report, an_origin

Opener = Callable[[], WritableFigures]
"""Opens the figures, or opens them again as they were last written."""


class OnDisk:
    """A store in a folder, closed and opened anew each time."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._folder = Path(self._stack.enter_context(TemporaryDirectory()))
        self._store: TinyStore | None = None

    def open(self) -> WritableFigures:
        if self._store is not None:
            self._store.close()
        self._store = self._stack.enter_context(TinyStore(self._folder))
        return self._store.figures

    def close(self) -> None:
        self._stack.close()


class InMemory:
    """Figures in memory, read anew from the bytes they were last written to."""

    def __init__(self) -> None:
        self._storage = MemoryStorage(FIGURES)

    def open(self) -> WritableFigures:
        return TinyFigures(self._storage)

    def close(self) -> None:
        self._storage.close()


BACKENDS = [pytest.param(OnDisk, id="tinydb on disk"), pytest.param(InMemory, id="tinydb in memory")]
Backend = type[OnDisk] | type[InMemory]


@pytest.fixture(params=BACKENDS)
def reopen(request: pytest.FixtureRequest) -> Iterator[Opener]:
    backend = request.param()
    yield backend.open
    backend.close()


@pytest.fixture
def figures(reopen: Opener) -> WritableFigures:
    return reopen()


def test_a_new_store_is_empty(figures: WritableFigures) -> None:
    assert figures.version == 0
    assert figures.reports() == ()
    assert figures.claims() == ()
    assert figures.latest("import") is None


def test_what_is_put_is_there_again_after_opening_anew(reopen: Opener) -> None:
    report, claim = a_report(personnel=508_780, tanks=7_765), a_claim(note=None, low=450_000, high=500_000)

    changes = reopen().put([report, claim], origin=an_origin())

    again = reopen()
    assert changes == Changes(added=(report.key, claim.key))
    assert again.reports() == (report,)
    assert again.claims() == (claim,)
    assert again.version == 1


def test_every_part_of_an_entry_survives(reopen: Opener) -> None:
    report = a_report(personnel=508_780, tanks=7_765).model_copy(
        update={"qualifiers": {"personnel": Qualifier.ABOUT}, "corrections": {"tanks": -5}}
    )
    claim = a_claim(None, low=1, high=2, body="A ministry", doubts=("as_of_assumed",), note={"en": "So", "uk": "Так"})

    reopen().put([report, claim], origin=an_origin())

    assert reopen().reports() == (report,)
    assert reopen().claims() == (claim,)


def test_entries_come_in_the_order_of_their_keys(figures: WritableFigures) -> None:
    days = [date(2024, 6, 3), date(2024, 6, 1), date(2024, 6, 2)]
    figures.put([a_report(day) for day in days], origin=an_origin())

    assert [report.report_date for report in figures.reports()] == sorted(days)


def test_a_changed_value_is_a_revision_and_what_it_was_is_kept(reopen: Opener) -> None:
    figures = reopen()
    first, second, third = (a_report(personnel=value) for value in (1, 2, 3))
    monday, tuesday, wednesday = (an_origin("import", "a.json", at=NOON + timedelta(days=n)) for n in range(3))
    figures.put([first], origin=monday)

    changes = figures.put([second], origin=tuesday)
    figures.put([third], origin=wednesday)

    figures = reopen()
    assert changes == Changes(revised=(first.key,))
    assert figures.reports() == (third,)
    assert figures.origin(first.key) == wednesday
    assert figures.history(first.key) == (
        Revision(was=first, origin=monday, replaced_by=tuesday),
        Revision(was=second, origin=tuesday, replaced_by=wednesday),
    )


def test_a_claim_whose_number_changes_is_a_revision(figures: WritableFigures) -> None:
    figures.put([a_claim(450_000)], origin=an_origin("seeds"))
    figures.put([a_claim(465_000)], origin=an_origin("owner"))

    (claim,) = figures.claims()
    (revision,) = figures.history(claim.key)
    assert claim.value == 465_000
    assert isinstance(revision.was, Claim)
    assert revision.was.value == 450_000


def test_claims_that_differ_in_their_hedge_stand_side_by_side(figures: WritableFigures) -> None:
    figures.put([a_claim(), a_claim(qualifier=Qualifier.OVER)], origin=an_origin())

    assert len(figures.claims()) == 2


def test_a_batch_says_what_became_of_each_key(figures: WritableFigures) -> None:
    same, old, new = a_report(date(2024, 6, 1)), a_report(date(2024, 6, 2), tanks=1), a_report(date(2024, 6, 3))
    figures.put([same, old, a_claim()], origin=an_origin())

    changes = figures.put(
        [same, a_report(date(2024, 6, 2), tanks=2), new], origin=an_origin(), withdrawn=[a_claim().key, "unknown"]
    )

    assert changes == Changes(added=(new.key,), revised=(old.key,), withdrawn=(a_claim().key,), unchanged=(same.key,))


def test_an_unchanged_entry_keeps_its_origin(figures: WritableFigures) -> None:
    report = a_report()
    figures.put([report], origin=an_origin("seeds"))
    figures.put([report, a_report(date(2024, 6, 2))], origin=an_origin("import"))

    assert figures.origin(report.key) == an_origin("seeds")
    assert figures.history(report.key) == ()


def test_what_is_withdrawn_is_gone_but_remembered(reopen: Opener) -> None:
    figures = reopen()
    claim = a_claim()
    figures.put([claim], origin=an_origin("seeds"))
    figures.put([], origin=an_origin("owner"), withdrawn=[claim.key])

    figures = reopen()
    assert figures.claims() == ()
    assert figures.origin(claim.key) is None
    assert figures.history(claim.key) == (
        Revision(was=claim, origin=an_origin("seeds"), replaced_by=an_origin("owner")),
    )


def test_what_was_withdrawn_can_be_given_again(figures: WritableFigures) -> None:
    figures.put([a_claim(1)], origin=an_origin())
    figures.put([], origin=an_origin(), withdrawn=[a_claim().key])

    assert figures.put([a_claim(2)], origin=an_origin("owner")).added == (a_claim().key,)
    assert figures.origin(a_claim().key) == an_origin("owner")
    assert len(figures.history(a_claim().key)) == 1


def test_the_version_counts_changes_and_nothing_else(figures: WritableFigures) -> None:
    assert not figures.put([], origin=an_origin())
    assert figures.version == 0
    figures.put([a_report(tanks=1), a_claim()], origin=an_origin())
    assert figures.version == 1
    assert not figures.put([a_report(tanks=1)], origin=an_origin(), withdrawn=["unknown"])
    assert figures.version == 1
    figures.put([a_report(tanks=2)], origin=an_origin())
    assert figures.version == 2


def test_the_latest_change_of_a_way_in_can_be_asked_for(figures: WritableFigures) -> None:
    for day, (name, detail) in enumerate([("import", "old"), ("import", "new"), ("owner", "")], start=1):
        figures.put([a_report(date(2024, 6, day))], origin=an_origin(name, detail))

    assert figures.latest("import") == an_origin("import", "new")
    assert figures.latest("sync") is None


def test_an_unknown_key_has_neither_origin_nor_history(figures: WritableFigures) -> None:
    assert figures.origin("unknown") is None
    assert figures.history("unknown") == ()


@pytest.mark.parametrize(
    ("batch", "withdrawn", "sentence"),
    [
        ([a_report(tanks=1), a_report(tanks=2)], [], "two things under one key: russia/ukraine/2024-06-01/ministry"),
        ([a_claim()], [a_claim().key], "both gives and withdraws"),
    ],
)
def test_a_batch_that_contradicts_itself_is_refused_whole(
    figures: WritableFigures, batch: list[Entry], withdrawn: list[str], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        figures.put([a_report(date(2024, 6, 9)), *batch], origin=an_origin(), withdrawn=withdrawn)

    assert figures.reports() == ()


def test_an_entry_that_could_not_be_read_back_is_refused(reopen: Opener) -> None:
    unchecked = a_report().model_copy(update={"values": {"tanks": -1}})

    with pytest.raises(ValueError, match="greater than or equal to 0"):
        reopen().put([a_report(date(2024, 6, 2)), unchecked], origin=an_origin())

    assert reopen().reports() == ()


def test_a_batch_may_say_the_same_thing_twice(figures: WritableFigures) -> None:
    assert figures.put([a_report(), a_report()], origin=an_origin()).added == (a_report().key,)


def test_closed_figures_raise(reopen: Opener) -> None:
    figures = reopen()
    figures.put([a_report()], origin=an_origin())
    figures.close()

    for use in (figures.reports, lambda: figures.put([a_claim()], origin=an_origin()), lambda: figures.version):
        with pytest.raises(StoreClosedError):
            use()


batches = st.lists(
    st.tuples(
        st.dictionaries(st.integers(1, 6), st.integers(0, 3), max_size=4),
        st.sets(st.integers(1, 6), max_size=2),
        st.booleans(),
    ),
    max_size=12,
)
"""Of each batch: the values of some days, the days withdrawn, and whether the store is opened anew after it."""


@pytest.mark.parametrize("backend", BACKENDS)
@settings(max_examples=40, deadline=None)
@given(batches=batches)
def test_whatever_is_put_in_whatever_order_nothing_is_lost(
    backend: Backend, batches: list[tuple[dict[int, int], set[int], bool]]
) -> None:
    opened = backend()
    figures = opened.open()
    said: dict[str, list[Report | None]] = {}
    """What has been said under each key, None for its withdrawal."""
    changes = 0
    for values, withdrawn, anew in batches:
        given_reports = [a_report(date(2024, 6, day), tanks=value) for day, value in values.items()]
        gone = {a_report(date(2024, 6, day)).key for day in withdrawn - values.keys()}
        changed = bool(figures.put(given_reports, origin=an_origin(detail=str(changes + 1)), withdrawn=gone))
        before = {key: list(words) for key, words in said.items()}
        for report in given_reports:
            words = said.setdefault(report.key, [])
            if not words or words[-1] != report:
                words.append(report)
        for key in gone & said.keys():
            if said[key][-1] is not None:
                said[key].append(None)
        assert changed == (said != before)
        changes += changed
        if anew:
            figures = opened.open()
        _assert_says(figures, said, changes)
    opened.close()


def _assert_says(figures: Figures, said: dict[str, list[Report | None]], changes: int) -> None:
    assert figures.version == changes
    assert figures.reports() == tuple(words[-1] for _, words in sorted(said.items()) if words[-1] is not None)
    for key, words in said.items():
        history = figures.history(key)
        current = words[-1]
        past = [word for word in (words[:-1] if current is not None else words) if word is not None]
        assert [revision.was for revision in history] == past
        assert (figures.origin(key) is None) == (current is None)
        for revision in history:
            assert int(revision.origin.detail) < int(revision.replaced_by.detail)


def test_figures_in_memory_need_no_folder() -> None:
    figures = figures_in_memory()
    figures.put([a_report()], origin=an_origin())

    assert figures.reports() == (a_report(),)
