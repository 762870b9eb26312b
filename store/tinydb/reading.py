"""A store's collections as last completely written, to look at without being the writer.

Nothing is locked and nothing written, and the folder need not be there. Only the collection that is asked for is
imported: whoever asks a question needn't wait for the rest.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from store.tinydb.storage import MemoryStorage

if TYPE_CHECKING:
    from store.tinydb.alerts import TinyAlerts
    from store.tinydb.chats import TinyChats
    from store.tinydb.figures import TinyFigures
    from store.tinydb.syncs import TinySyncs


def figures_in_memory(folder: Path | None = None) -> TinyFigures:
    """The figures of a folder as last completely written, to work with in memory; none without a folder.

    Takes no lock, writes nothing, and needs no folder to be there.

    Raises:
        StoreDamagedError: the file is damaged.
        StoreTooNewError: a later version of lossbot wrote it.
        StoreUnusableError: the file is there, but cannot be read.
    """
    from store.tinydb.figures import FIGURES, TinyFigures  # noqa: PLC0415  # see above

    return TinyFigures(MemoryStorage(FIGURES, folder))


def syncs_in_memory(folder: Path) -> TinySyncs:
    """How synchronising went as last noted in a folder, which need not exist; it takes no lock and writes nothing.

    Raises:
        StoreError: the file is there, but cannot be read.
    """
    from store.tinydb.syncs import SYNCS, TinySyncs  # noqa: PLC0415  # see above

    return TinySyncs(MemoryStorage(SYNCS, folder))


def chats_in_memory(folder: Path) -> TinyChats:
    """The chats as last noted in a folder, which need not exist; it takes no lock and writes nothing.

    Raises:
        StoreError: the file is there, but cannot be read.
    """
    from store.tinydb.chats import CHATS, TinyChats  # noqa: PLC0415  # see above

    return TinyChats(MemoryStorage(CHATS, folder))


def alerts_in_memory(folder: Path) -> TinyAlerts:
    """The alerts as last noted in a folder, which need not exist; it takes no lock and writes nothing.

    Raises:
        StoreError: a file is there, but cannot be read.
    """
    from store.tinydb.alerts import ALERTS, DELIVERIES, TinyAlerts  # noqa: PLC0415  # see above

    return TinyAlerts(MemoryStorage(ALERTS, folder), MemoryStorage(DELIVERIES, folder))
