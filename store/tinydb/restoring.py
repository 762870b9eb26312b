"""Replacing all of a store's files at once: wholly, or not at all, whenever the process ends.

What is to come lies complete in a folder within the store's before the first file is replaced. From then on the
change is decided: if it is interrupted, whoever next opens the store as its writer finishes it.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import orjson

from store.tinydb.durable import replace_file, sync_folder

STAGED: Final = "restoring"
"""The folder of what is to come, once it is complete."""
_UNFINISHED: Final = "restoring.new"
_NAMES: Final = "names"
"""The list of all files that the store is to consist of, in that folder."""


def stage(folder: Path, files: Mapping[str, bytes]) -> None:
    """Decide that a store shall consist of `files`, by name; `finish_restoring` makes it so.

    Raises:
        OSError: it cannot be written; nothing has been decided.
    """
    unfinished = folder / _UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    for name, content in files.items():
        replace_file(unfinished / name, content)
    replace_file(unfinished / _NAMES, orjson.dumps(sorted(files)))
    unfinished.rename(folder / STAGED)
    sync_folder(folder)


def finish_restoring(folder: Path) -> None:
    """Carry out what was decided, from wherever it was interrupted; without a decision, nothing is done.

    Raises:
        OSError: a file cannot be moved or removed; the next call goes on from there.
    """
    shutil.rmtree(folder / _UNFINISHED, ignore_errors=True)
    staged = folder / STAGED
    if not staged.is_dir():
        return
    if (staged / _NAMES).exists():
        names = orjson.loads((staged / _NAMES).read_bytes())
        for name in names:
            if (staged / name).exists():
                (staged / name).replace(folder / name)
        for path in folder.glob("*.json"):
            if path.name not in names:
                path.unlink()
        sync_folder(folder)
        # Without its list of names the folder means nothing any more.
        (staged / _NAMES).unlink()
        sync_folder(staged)
    staged.rmdir()
