"""Kill a writer before the first line of its write, another before the second, and so on, each in its own folder.

Usage: python killed_at_each_line.py FOLDER

The writers have stored a report of one tank and are changing it to two. The last of them lives to the end.
"""

import os
import signal
import sys
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

from store.tinydb import durable, storage
from store.tinydb.folder import TinyStore
from tests.entries import a_report, an_origin

WATCHED = {module.__file__ for module in (durable, storage)}


def die_before_line(number: int) -> Any:
    """A trace function that kills the process before the given line of the storage's code, counted as they are run."""
    left = number

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal left
        if frame.f_code.co_filename not in WATCHED:
            return None
        if event == "line":
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


def write(folder: Path, number: int) -> None:
    opened = TinyStore(folder)
    opened.figures.put([a_report(tanks=1)], origin=an_origin())
    sys.settrace(die_before_line(number))
    opened.figures.put([a_report(tanks=2)], origin=an_origin())
    sys.settrace(None)


def main() -> None:
    for number in count():
        writer = os.fork()
        if not writer:
            try:
                write(Path(sys.argv[1]) / str(number), number)
                os._exit(0)
            finally:
                os._exit(1)
        _, status = os.waitpid(writer, 0)
        if os.WIFEXITED(status):
            sys.exit(os.WEXITSTATUS(status))


if __name__ == "__main__":
    main()
