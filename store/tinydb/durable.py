"""Files and folders that are still there, and whole, after the machine has lost its power."""

import os
from contextlib import suppress
from pathlib import Path


def unfinished(path: Path) -> Path:
    """The temporary file in which `path`'s next content is written: one name, as there is one writer."""
    return path.with_name(path.name + ".new")


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` in the place of `path`'s: at every moment the path holds all of the old or all of the new.

    Raises:
        OSError: it could not be written, and the old content stands; or the folder could not be synced
            afterwards, and the new one may not outlast a power cut.
    """
    temporary = unfinished(path)
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        # On a full disk what was written so far is in everybody's way.
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make `folder` and those above it, as far as they are missing.

    Raises:
        OSError: it cannot be made, or something else has its name.
    """
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Bring a folder's content to the disk: the names of its files are part of it.

    Raises:
        OSError: it cannot be had or written.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
