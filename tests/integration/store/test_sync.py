"""Fetching the public data sets over HTTP, from servers that behave and from others."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import store as package
from store.ingest.errors import IngestError
from store.ingest.fetching import Bounds, Fetcher, FetchError, client_within
from store.ingest.files import import_files
from store.ingest.seeds import Seeds
from store.ingest.sync import Addresses, SyncResult, sync_once
from store.opening import open_store, read_figures, read_syncs
from store.ports import Changes, Store, SyncFailure, SyncSuccess
from tests.entries import a_report, an_origin
from tests.upstream import (
    Upstream,
    cut_short,
    equipment_row,
    hang_up,
    orc_row,
    personnel_row,
    redirected,
    refuse,
    stall,
    too_much,
    trickle,
)
from tests.upstream.server import Misbehaviour

AT = datetime(2024, 6, 2, 5, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
DAY, NEXT = date(2024, 6, 1), date(2024, 6, 2)
SHARED = Path(package.__file__).parents[2] / "shared" / "data"
IMPATIENT = Bounds(size=20_000, connecting=2, silence=0.15, whole=0.3, attempts=3, redirects=3, first_pause=0)
PERSONNEL, EQUIPMENT, CORRECTIONS, ORC = (
    "russia_losses_personnel.json",
    "russia_losses_equipment.json",
    "russia_losses_equipment_correction.json",
    "russian-losses.json",
)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    upstream = Upstream()
    upstream.hold(PERSONNEL, [personnel_row(DAY, 508_780)])
    upstream.hold(EQUIPMENT, [equipment_row(DAY, 7_765)])
    upstream.hold(CORRECTIONS, [{**equipment_row(DAY, 0), "personnel": 0}])
    upstream.hold(ORC, [orc_row(DAY, 508_780)])
    with upstream.served():
        yield upstream


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store", at=AT, seeds=Seeds({})) as opened:
        yield opened


def sync(store: Store, upstream: Upstream, at: datetime = AT, *, bounds: Bounds = IMPATIENT) -> SyncResult:
    return sync_once(store, at=at, addresses=Addresses.of(mirrors=[upstream.url]), bounds=bounds)


def the_total(store: Store, day: date = DAY, provider: str = "petroivaniuk") -> int:
    (report,) = (r for r in store.figures.reports() if (r.report_date, r.provider) == (day, provider))
    return report.values["personnel"]


def test_both_data_sets_come_in_by_one_change_that_says_where_they_came_from(store: Store, upstream: Upstream) -> None:
    result = sync(store, upstream)

    assert set(result.changes.added) == {
        "russia/ukraine/2024-06-01/petroivaniuk",
        "russia/ukraine/2024-06-01/orc_losses",
    }
    (change,) = store.figures.changes()
    assert (change.origin.name, change.origin.at) == ("sync", AT)
    for name in (PERSONNEL, EQUIPMENT, CORRECTIONS, ORC, upstream.url):
        assert name in change.origin.detail


def test_what_has_not_changed_is_asked_for_but_not_sent_again(store: Store, upstream: Upstream) -> None:
    sync(store, upstream)
    again = sync(store, upstream, LATER)

    assert again.news == ()
    assert again.changes == Changes()
    assert len(upstream.requests) == 8
    assert store.figures.version == 1


def test_a_file_that_changed_makes_revisions_of_what_changed_in_it(store: Store, upstream: Upstream) -> None:
    sync(store, upstream)
    upstream.hold(PERSONNEL, [personnel_row(DAY, 508_790), personnel_row(NEXT, 510_000)])

    result = sync(store, upstream, LATER)

    assert result.changes.revised == ("russia/ukraine/2024-06-01/petroivaniuk",)
    assert result.changes.added == ("russia/ukraine/2024-06-02/petroivaniuk",)
    (revision,) = store.figures.history("russia/ukraine/2024-06-01/petroivaniuk")
    assert revision.was.model_dump()["values"]["personnel"] == 508_780
    assert (revision.origin.at, revision.replaced_by.at) == (AT, LATER)
    assert PERSONNEL in revision.replaced_by.detail
    assert ORC not in revision.replaced_by.detail
    assert the_total(store) == 508_790


def test_equipment_that_has_not_changed_stays_part_of_a_report_whose_personnel_has(
    store: Store, upstream: Upstream
) -> None:
    sync(store, upstream)
    upstream.hold(PERSONNEL, [personnel_row(DAY, 508_790)])
    sync(store, upstream, LATER)

    (report,) = (report for report in store.figures.reports() if report.provider == "petroivaniuk")
    assert (report.values["personnel"], report.values["tanks"]) == (508_790, 7_765)


def test_one_source_alone_can_be_fetched(store: Store, upstream: Upstream) -> None:
    sync_once(store, at=AT, addresses=Addresses.of(["orc_losses"], [upstream.url]), bounds=IMPATIENT)

    assert [report.provider for report in store.figures.reports()] == ["orc_losses"]
    assert store.syncs.status("petroivaniuk").success is None


@pytest.mark.parametrize(
    ("how", "finding"),
    [
        pytest.param([refuse(404)], "404 Not Found$", id="not there"),
        pytest.param([refuse(403)], "403 Forbidden$", id="forbidden"),
        pytest.param([refuse(500)] * 3, r"500 Internal Server Error \(tried 3 times\)$", id="always in trouble"),
        pytest.param([stall] * 3, r"no answer in time \(tried 3 times\)$", id="silent"),
        pytest.param([trickle] * 3, r"not all there after 0.3 s \(tried 3 times\)$", id="trickling"),
        pytest.param([hang_up] * 3, r"the connection failed .* \(tried 3 times\)$", id="hanging up"),
        pytest.param([cut_short] * 3, r"the connection failed .* \(tried 3 times\)$", id="cut short"),
        pytest.param([too_much(announced=True)], "larger than 0.0191 MiB", id="too large, and says so"),
        pytest.param([too_much(announced=False)], "larger than 0.0191 MiB", id="too large, and doesn't say so"),
        pytest.param([redirected()] * 5, "leads from one address to the next without end$", id="in circles"),
        pytest.param([refuse(304)], "304 Not Modified$", id="unmodified, though nothing is known"),
    ],
)
def test_if_one_address_fails_nothing_is_stored_and_the_failure_is_noted(
    store: Store, upstream: Upstream, how: list[Misbehaviour], finding: str
) -> None:
    upstream.misbehave(ORC, *how)

    with pytest.raises(FetchError, match=f"{ORC}: .*{finding}"):
        sync(store, upstream)

    assert store.figures.changes() == ()
    status = store.syncs.status("petroivaniuk")
    assert status.failure is not None
    assert status.failure.at == AT
    assert ORC in status.failure.why
    assert status.failing


@pytest.mark.parametrize("trouble", [refuse(500), refuse(429), refuse(503), stall, hang_up, cut_short])
def test_trouble_that_passes_is_outlived(store: Store, upstream: Upstream, trouble: Misbehaviour) -> None:
    upstream.misbehave(PERSONNEL, trouble, trouble)

    assert len(sync(store, upstream).changes.added) == 2
    assert not store.syncs.status("petroivaniuk").failing


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        pytest.param(b'[{"date": "2024-06-02", "sourceUri"', "cut short or not JSON", id="truncated"),
        pytest.param(b"<!DOCTYPE html><title>Sign in</title>", "not a known form", id="a web page"),
        pytest.param(b'{"message": "moved"}', "not a known form", id="another object"),
        pytest.param(b"[]", "not a known form", id="empty list"),
        pytest.param(b"", "not a known form", id="nothing"),
        pytest.param(b"\xff\xfe\x00", "not text in UTF-8", id="bytes"),
        pytest.param([{**orc_row(NEXT, 510_000), "personnel": "many"}], "row 1: ", id="a text for a number"),
        pytest.param([orc_row(NEXT, 510_000), orc_row(NEXT, 510_001)], "row 2: .* already", id="a day twice"),
        pytest.param([orc_row(NEXT, -1)], "row 1: ", id="a negative total"),
        pytest.param(["2024-06-02"], "not a known form", id="a list of texts"),
    ],
)
def test_a_damaged_file_changes_nothing_that_was_stored(
    store: Store, upstream: Upstream, content: object, finding: str
) -> None:
    sync(store, upstream)
    before = store.figures.changes()
    upstream.hold(PERSONNEL, [personnel_row(DAY, 508_790), personnel_row(NEXT, 510_000)])
    upstream.hold(ORC, content)

    with pytest.raises(IngestError, match=f"{ORC}.*{finding}"):
        sync(store, upstream, LATER)

    assert store.figures.changes() == before
    assert store.syncs.status("orc_losses").failing
    upstream.hold(ORC, [orc_row(DAY, 508_780)])
    sync(store, upstream, LATER)
    assert the_total(store, NEXT) == 510_000  # the good file of the failed attempt had not been ticked off


def test_pauses_double_are_random_and_last_as_long_as_a_server_asks(upstream: Upstream) -> None:
    pauses: list[float] = []
    bounds = Bounds(attempts=6, first_pause=8, longest_pause=20)
    upstream.misbehave(PERSONNEL, refuse(500), refuse(500), refuse(503, Retry_After="3"), refuse(500),
                       refuse(503, Retry_After="3600"))  # fmt: skip
    (url, *_) = Addresses.of(mirrors=[upstream.url]).urls

    with client_within(bounds) as client:
        Fetcher(client, bounds, sleep=pauses.append, chance=lambda: 0.5).fetch(url)

    assert pauses == [4, 8, 3, 10, 20]


def test_a_server_that_names_a_date_to_come_back_at_is_obeyed_within_bounds(upstream: Upstream) -> None:
    pauses: list[float] = []
    upstream.misbehave(PERSONNEL, refuse(503, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"),
                       refuse(503, Retry_After="Wed, 21 Oct 2915 07:28:00 GMT"),
                       refuse(503, Retry_After="soon"))  # fmt: skip
    (url, *_) = Addresses.of(mirrors=[upstream.url]).urls
    bounds = Bounds(first_pause=2)

    with client_within(bounds) as client:
        Fetcher(client, bounds, sleep=pauses.append, chance=lambda: 1.0).fetch(url)

    assert pauses == [0, 60, 8]


def test_a_redirection_is_followed(store: Store, upstream: Upstream) -> None:
    upstream.files["/elsewhere"] = upstream.files.pop(f"/lod-db/orc-losses/main/{ORC}")
    upstream.misbehave(ORC, redirected("/elsewhere"))

    assert len(sync(store, upstream).changes.added) == 2


def test_progress_ends_at_the_whole_for_each_address(store: Store, upstream: Upstream) -> None:
    seen: dict[str, list[float]] = {}
    addresses = Addresses.of(mirrors=[upstream.url])
    sync_once(store, at=AT, addresses=addresses, watch=lambda url, share: seen.setdefault(url, []).append(share))

    assert list(seen) == list(addresses.urls)
    for shares in seen.values():
        assert shares == sorted(shares)
        assert shares[-1] == 1.0


def test_the_last_success_and_the_last_failure_stay_visible_to_a_reader(
    store: Store, upstream: Upstream, tmp_path: Path
) -> None:
    sync(store, upstream)
    upstream.misbehave(PERSONNEL, refuse(404))
    with pytest.raises(FetchError) as raised:
        sync(store, upstream, LATER)

    status = read_syncs(tmp_path / "store").status("petroivaniuk")
    assert status.success == SyncSuccess(at=AT, added=2, revised=0)
    assert status.failure == SyncFailure(at=LATER, why=str(raised.value))
    assert status.failing
    sync(store, upstream, LATER + timedelta(hours=1))
    assert not store.syncs.status("petroivaniuk").failing


def test_versions_are_remembered_from_one_process_to_the_next(upstream: Upstream, tmp_path: Path) -> None:
    for at in (AT, LATER):
        with open_store(tmp_path, at=at, seeds=Seeds({})) as opened:
            result = sync(opened, upstream, at)

    assert result.news == ()


def test_figures_put_back_to_an_older_state_are_fetched_anew(upstream: Upstream, tmp_path: Path) -> None:
    with open_store(tmp_path, at=AT, seeds=Seeds({})) as opened:
        sync(opened, upstream)
    (tmp_path / "figures.json").unlink()

    with open_store(tmp_path, at=AT, seeds=Seeds({})) as opened:
        assert len(sync(opened, upstream).changes.added) == 2


def test_what_the_gate_holds_is_brought_again_until_it_is_accepted(store: Store, upstream: Upstream) -> None:
    future = DAY + timedelta(days=30)
    upstream.hold(ORC, [orc_row(DAY, 508_780), orc_row(future, 540_000)])

    for at in (AT, LATER):
        result = sync(store, upstream, at)
        assert [held.entry.key for held in result.imported.review.held] == [f"russia/ukraine/{future}/orc_losses"]
    accepted = sync_once(store, at=LATER, addresses=Addresses.of(mirrors=[upstream.url]), accept_held=True)

    assert accepted.changes.added == (f"russia/ukraine/{future}/orc_losses",)
    assert sync(store, upstream, LATER).news == ()


def test_what_others_stored_beside_the_data_sets_stays(store: Store, upstream: Upstream) -> None:
    other = a_report(DAY, personnel=1)
    store.figures.put([other], origin=an_origin())

    sync(store, upstream)

    assert other in store.figures.reports()


@pytest.mark.parametrize(
    ("upstreams", "mirrors", "finding"),
    [
        (["petro"], [], "'petro' is no upstream: there are petroivaniuk, orc_losses"),
        ([], ["petro=http://mirror.example"], "'petro' is no upstream"),
        ([], ["file:///etc/passwd"], "is no address"),
        ([], ["orc_losses=ftp://mirror.example"], "is no address"),
    ],
)
def test_an_unknown_source_or_mirror_is_named(upstreams: list[str], mirrors: list[str], finding: str) -> None:
    with pytest.raises(ValueError, match=finding):
        Addresses.of(upstreams, mirrors)


def test_mirrors_can_be_of_all_or_of_one() -> None:
    addresses = Addresses.of(mirrors=["https://mirror.example/raw/?x=1", "orc_losses=http://other.example/folder/"])

    assert addresses.by_upstream["orc_losses"] == ("http://other.example/folder/russian-losses.json",)
    assert addresses.by_upstream["petroivaniuk"][0].startswith("https://mirror.example/raw/?x=1/PetroIvaniuk/")
    assert Addresses.of().urls[-1] == "https://raw.githubusercontent.com/lod-db/orc-losses/main/russian-losses.json"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the data sets lie in a folder beside the checkout")
def test_the_real_data_sets_come_in_as_they_do_from_files(upstream: Upstream, tmp_path: Path) -> None:
    data_set, orc = SHARED / "2022-ukraine-russia-war-dataset", SHARED / "orc-losses"
    files = [data_set / PERSONNEL, data_set / EQUIPMENT, data_set / CORRECTIONS, orc / ORC]
    for file in files:
        upstream.hold(file.name, file.read_bytes())
    at = datetime(2026, 8, 23, tzinfo=UTC)
    with open_store(tmp_path / "fetched", at=at) as fetched, open_store(tmp_path / "imported", at=at) as imported:
        result = sync(fetched, upstream, at, bounds=Bounds())
        import_files(files, imported.figures, at=at)

        assert len(result.changes.added) > 3_000
        assert fetched.figures.reports() == imported.figures.reports()
    assert len(read_figures(tmp_path / "fetched", at=at).reports()) > 3_100
