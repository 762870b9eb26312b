"""Where the store is, and which backend holds it: the one place that knows."""

from datetime import datetime
from pathlib import Path

from store.ingest.seeds import Seeds, merge_seeds, read_seeds
from store.ports import Alerts, Store, StoreError, Syncs, WritableFigures


def default_location() -> Path:
    """The folder that the store is in unless somebody says otherwise: the user's own data folder of lossbot."""
    import platformdirs  # noqa: PLC0415  # needed only where no location is given

    return Path(platformdirs.user_data_dir("lossbot", appauthor=False))


def open_store(location: Path | str, *, at: datetime, seeds: Seeds | None = None) -> Store:
    """Open the store as its one writer, with the seeds merged in.

    Args:
        location: the folder of an embedded store; it is made if need be.
        at: the time to note for whatever the seeds change, with its zone.
        seeds: the seeds, by default those that lossbot brings along.

    Raises:
        StoreLockedError: another process is writing to it.
        StoreError: it cannot be opened; nothing has been changed.
        IngestError: the seeds are damaged; nothing has been changed.
    """
    from store.tinydb.folder import TinyStore  # noqa: PLC0415  # only the backend that is used is imported

    store = TinyStore(embedded_folder(location))
    try:
        merge_seeds(store.figures, read_seeds() if seeds is None else seeds, at=at)
    except BaseException:
        store.close()
        raise
    return store


def read_figures(location: Path | str, *, at: datetime, seeds: Seeds | None = None) -> WritableFigures:
    """The figures as last written, with the seeds merged in, in memory: it takes no lock and writes nothing.

    So it works beside a writer, in a folder that is read-only, and where there is no store at all. What is put into
    them stays in memory: a trial run.

    Args:
        location: the folder of an embedded store, which need not exist.
        at: the time to note for whatever the seeds change, with its zone.
        seeds: the seeds, by default those that lossbot brings along.

    Raises:
        StoreError: there is a store, but it cannot be read.
        IngestError: the seeds are damaged.
    """
    from store.tinydb.reading import figures_in_memory  # noqa: PLC0415  # only the backend that is used is imported

    figures = figures_in_memory(embedded_folder(location))
    merge_seeds(figures, read_seeds() if seeds is None else seeds, at=at)
    return figures


def read_syncs(location: Path | str) -> Syncs:
    """How synchronising with upstreams went, as last noted; it takes no lock and writes nothing.

    Raises:
        StoreError: there is a store, but it cannot be read.
    """
    from store.tinydb.reading import syncs_in_memory  # noqa: PLC0415  # only the backend that is used is imported

    return syncs_in_memory(embedded_folder(location))


def read_alerts(location: Path | str) -> Alerts:
    """What was announced, and how far that has come, as last noted; it takes no lock and writes nothing.

    Raises:
        StoreError: there is a store, but it cannot be read.
    """
    from store.tinydb.reading import alerts_in_memory  # noqa: PLC0415  # only the backend that is used is imported

    return alerts_in_memory(embedded_folder(location))


def embedded_folder(location: Path | str) -> Path:
    """The folder of an embedded store, which need not exist.

    Raises:
        StoreError: the location is a database's address.
    """
    if isinstance(location, str) and "://" in location:
        scheme = location.partition("://")[0]
        raise StoreError(f"this version of lossbot has no {scheme!r} backend: give the path of a folder as the store")
    return Path(location).expanduser()
