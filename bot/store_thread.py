"""The one thread in which the store is used: a write takes milliseconds, and answers should not wait for it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Final, Self, TypeVar

T = TypeVar("T")


class StoreThread:
    """Runs functions one after another in a thread of its own; use it as a context manager inside the store's."""

    def __init__(self) -> None:
        """The thread starts with the first function."""
        self._executor: Final = ThreadPoolExecutor(1, thread_name_prefix="store")

    async def __call__(self, work: Callable[[], T]) -> T:
        """What `work` gives. Once begun it is finished, also where nobody waits for it any more."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._executor.shutdown(wait=True)
