"""One writer at a time: a lock that the operating system holds for as long as the writer lives."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from store.ports import StoreError, StoreLockedError, StoreUnusableError

FILENAME = "writer.lock"


def require_posix() -> None:
    """Check that this system can have a writer.

    Raises:
        StoreError: it has neither the locks nor the folder syncing that one needs.
    """
    if sys.platform == "win32":
        raise StoreError(
            "writing to the store needs POSIX file locks, which Windows lacks: run lossbot under WSL. "
            "Questions can be asked here all the same."
        )


class WriterLock:
    """The right to write to a store's folder, held from creation to `release`.

    The lock belongs to the open file, not to its name: however the process ends, it is free again, and the file
    that stays behind means nothing by itself. It holds the writer's process id, for the message to a second one.
    """

    def __init__(self, folder: Path) -> None:
        """Take the lock, or fail at once.

        Raises:
            StoreLockedError: another writer has it.
            StoreUnusableError: the lock file cannot be made or locked there.
        """
        self._path = folder / FILENAME
        try:
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
        except OSError as error:
            raise StoreUnusableError(self._path, error, doing="open the lock file") from error
        try:
            self._acquire()
        except BaseException:
            os.close(self._descriptor)
            raise

    def release(self) -> None:
        """Let the next writer in."""
        os.close(self._descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _acquire(self) -> None:
        import fcntl  # noqa: PLC0415  # exists on POSIX systems only

        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreLockedError(self._refusal()) from None
        except OSError as error:
            raise StoreUnusableError(self._path, error, doing="lock") from error
        # The id is a courtesy: a full disk must not keep a writer from starting.
        with suppress(OSError):
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, str(os.getpid()).encode(), 0)

    def _refusal(self) -> str:
        holder = os.pread(self._descriptor, 20, 0).decode(errors="replace")
        process = f"process {holder}" if holder.isdecimal() else "another process"
        return (
            f"{process} is already writing to this store and holds the lock on {self._path}. Stop that process (the "
            "lock goes with it; the file need not be deleted), or choose another folder with --store or LOSSBOT_STORE."
        )
