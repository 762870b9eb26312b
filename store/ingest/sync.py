"""Keeping in step with the public data sets that grow by a report a day."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from store.ingest.contents import gather, read_contents
from store.ingest.errors import IngestError
from store.ingest.fetching import BOUNDS, Bounds, Fetched, Fetcher, Watch, client_within, unwatched
from store.ingest.files import Imported, take_in
from store.ports import Changes, Origin, Store, SyncFailure, SyncSuccess, Version

SYNC: Final = "sync"
"""The name of the origin of everything that was fetched."""

RAW: Final = "https://raw.githubusercontent.com"
"""Where the upstreams' repositories can be read file by file."""


@dataclass(frozen=True, slots=True)
class Upstream:
    """A public data set: the folder that it is in, and its files there."""

    folder: str
    """Below `RAW`, or a mirror of it."""
    files: tuple[str, ...]


UPSTREAMS: Final[Mapping[str, Upstream]] = MappingProxyType({
    "petroivaniuk": Upstream(
        "PetroIvaniuk/2022-Ukraine-Russia-War-Dataset/main/data",
        (
            "russia_losses_personnel.json",
            "russia_losses_equipment.json",
            "russia_losses_equipment_correction.json",
        ),
    ),
    "orc_losses": Upstream("lod-db/orc-losses/main", ("russian-losses.json",)),
})  # fmt: skip
"""The upstreams by the provider that their reports are stored under."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the files of some upstreams are fetched from."""

    by_upstream: Mapping[str, tuple[str, ...]]

    @property
    def urls(self) -> tuple[str, ...]:
        """All of them, in order."""
        return tuple(url for urls in self.by_upstream.values() for url in urls)

    @classmethod
    def of(cls, upstreams: Iterable[str] = (), mirrors: Iterable[str] = ()) -> "Addresses":
        """The addresses of `upstreams`, by default of all.

        Args:
            upstreams: some of `UPSTREAMS`.
            mirrors: other places than the usual: `URL` for a mirror of `RAW`, `UPSTREAM=URL` for a folder that holds
                the files of one upstream.

        Raises:
            ValueError: an upstream is unknown, or a mirror is no address.
        """
        root, folders = RAW, {}
        for mirror in mirrors:
            name, equals, url = mirror.partition("=")
            if not equals or "://" in name:
                root = _address(mirror)
            else:
                folders[_known(name)] = _address(url)
        by_upstream = {}
        for name in dict.fromkeys(upstreams) or UPSTREAMS:
            upstream = UPSTREAMS[_known(name)]
            folder = folders.get(name, f"{root}/{upstream.folder}")
            by_upstream[name] = tuple(f"{folder}/{file}" for file in upstream.files)
        return cls(by_upstream)


@dataclass(frozen=True, slots=True)
class SyncResult:
    """What a synchronisation brought."""

    imported: Imported
    news: tuple[str, ...]
    """The addresses whose files had changed."""

    @property
    def changes(self) -> Changes:
        """What became of the reports."""
        return self.imported.changes


Fetch = Callable[[str, Version | None], Fetched | None]
"""Gives the file at an address, or None if it is still the version that is known."""


def sync_once(
    store: Store,
    *,
    at: datetime,
    addresses: Addresses | None = None,
    accept_held: bool = False,
    bounds: Bounds = BOUNDS,
    watch: Watch = unwatched,
) -> SyncResult:
    """Fetch from the upstreams, take in what has changed, and note how it went.

    It blocks for as long as the network takes. Whoever must not block the store's thread calls the three steps
    itself: `known_versions`, `download` (from any thread: it knows no store) and `take_in_news`.

    Args:
        store: where the figures go, all or none.
        at: the time to note for it, with its zone.
        addresses: where to fetch from, by default everything from its usual place.
        accept_held: store what the gate holds, too.
        bounds: how much is put up with.
        watch: is told of the progress.

    Raises:
        IngestError: a file cannot be had, or is damaged. The figures are as they were; the failure has been noted.
        StoreError: the store cannot be read or written.
    """
    addresses = addresses or Addresses.of()
    try:
        with client_within(bounds) as client:
            news = download(addresses, known_versions(store, addresses), Fetcher(client, bounds, watch=watch).fetch)
    except IngestError as error:
        store.syncs.failed(addresses.by_upstream, SyncFailure(at=at, why=str(error)))
        raise
    return take_in_news(store, news, addresses=addresses, at=at, accept_held=accept_held)


def known_versions(store: Store, addresses: Addresses) -> Mapping[str, Version]:
    """What was last taken in from each address, and is in the store still.

    What was noted of an address says nothing about figures that have since been put back to an older state.
    """
    noted = {url: version for url in addresses.urls if (version := store.syncs.version(url))}
    return {url: version for url, version in noted.items() if version.figures <= store.figures.version}


def download(addresses: Addresses, known: Mapping[str, Version], fetch: Fetch) -> Mapping[str, Fetched]:
    """The files that have changed, by address.

    Raises:
        FetchError: one of them cannot be had.
    """
    found = {url: fetch(url, known.get(url)) for url in addresses.urls}
    return {url: file for url, file in found.items() if file is not None}


def take_in_news(
    store: Store, news: Mapping[str, Fetched], *, addresses: Addresses, at: datetime, accept_held: bool = False
) -> SyncResult:
    """Take in what was downloaded, all of it in one write or nothing, and note how it went.

    Raises:
        IngestError: a file is damaged. The figures are as they were; the failure has been noted.
        StoreError: the store cannot be read or written.
    """
    try:
        gathered = gather(read_contents(found.file for found in news.values()), store.figures)
        origin = Origin(name=SYNC, detail=_by_folder(news), at=at)
        imported = take_in(gathered, store.figures, origin=origin, accept_held=accept_held)
    except IngestError as error:
        store.syncs.failed(addresses.by_upstream, SyncFailure(at=at, why=str(error)))
        raise
    version = store.figures.version
    versions = {url: Version(etag=f.etag, last_modified=f.last_modified, figures=version) for url, f in news.items()}
    changes, held = imported.changes, imported.review.held and not accept_held
    # Noted last: whoever is killed before this fetches once more what is in already, and finds nothing to change.
    store.syncs.succeeded(
        addresses.by_upstream,
        SyncSuccess(at=at, added=len(changes.added), revised=len(changes.revised)),
        # A version of which something is held is not in yet: it is to be brought again.
        {} if held else versions,
    )
    return SyncResult(imported, tuple(news))


def _by_folder(urls: Iterable[str]) -> str:
    """Addresses in short: each folder once, with its files."""
    folders: dict[str, list[str]] = {}
    for url in urls:
        folder, _, name = url.rpartition("/")
        folders.setdefault(folder, []).append(name)
    return "; ".join(f"{folder}/: {', '.join(names)}" for folder, names in folders.items())


def _known(name: str) -> str:
    if name not in UPSTREAMS:
        raise ValueError(f"{name!r} is no upstream: there are {', '.join(UPSTREAMS)}")
    return name


def _address(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError(f"{url!r} is no address: it starts with neither https:// nor http://")
    return url.rstrip("/")
