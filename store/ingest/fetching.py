"""Files fetched over HTTP: only what has changed, within bounds of size and time, and again where that may help."""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

import httpx

from store.ingest.contents import File
from store.ingest.errors import IngestError
from store.ports import Version


class FetchError(IngestError):
    """An address did not give its file; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that is news, and how its server names this version of it."""

    file: File
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is put up with. Times are in seconds."""

    size: int = 16 * 1024 * 1024
    """The largest file in bytes: some twenty times what four years of daily reports take."""
    connecting: float = 10.0
    """How long a connection may take to come about."""
    silence: float = 20.0
    """How long a server may send nothing."""
    whole: float = 120.0
    """How long one attempt at a file may take, however steadily it trickles."""
    attempts: int = 4
    redirects: int = 5
    first_pause: float = 1.0
    """The longest pause after the first failed attempt; after each further one it is twice as long."""
    longest_pause: float = 60.0


BOUNDS: Final = Bounds()
"""What is put up with unless somebody says otherwise."""

Watch = Callable[[str, float], object]
"""Is told how far an address has come: from 0 to 1."""


def unwatched(_: str, __: float) -> None:
    """For whoever doesn't want to know."""


_MAY_PASS: Final = frozenset({
    HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT,
})  # fmt: skip
"""The refusals that the same request may not meet a little later."""


class _PassingError(Exception):
    """An attempt failed in a way that the next one need not.

    Attributes:
        pause: the seconds that the server asked to be left alone for, if it did.
    """

    def __init__(self, why: str, pause: float | None = None) -> None:
        super().__init__(why)
        self.pause = pause


class Fetcher:
    """Fetches files, each whole or not at all.

    A refusal that may pass (no connection, silence, a broken-off answer, a server's own trouble) is met by trying
    again after a pause of a random length, which doubles each time: many who failed together don't come back together.
    """

    def __init__(
        self,
        client: httpx.Client,
        bounds: Bounds = BOUNDS,
        *,
        watch: Watch = unwatched,
        sleep: Callable[[float], object] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Use `client` for every request; see `client_within`.

        Args:
            client: makes the requests.
            bounds: how much is put up with.
            watch: is told of the progress.
            sleep: pauses for some seconds.
            chance: a random number from 0 up to 1.
        """
        self._client = client
        self._bounds = bounds
        self._watch = watch
        self._sleep = sleep
        self._chance = chance

    def fetch(self, url: str, known: Version | None = None) -> Fetched | None:
        """The file at `url`; None if it is still the version that is known.

        Raises:
            FetchError: it cannot be had, or not within the bounds.
        """
        longest = self._bounds.first_pause
        for attempt in range(1, self._bounds.attempts + 1):
            try:
                return self._attempt(url, known)
            except _PassingError as trouble:
                if attempt == self._bounds.attempts:
                    raise FetchError(f"{url}: {trouble} (tried {attempt} times)") from trouble
                pause = longest * self._chance() if trouble.pause is None else trouble.pause
                self._sleep(min(pause, self._bounds.longest_pause))
                longest = min(2 * longest, self._bounds.longest_pause)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _attempt(self, url: str, known: Version | None) -> Fetched | None:
        with _named(url), self._client.stream("GET", url, headers=_only_if_newer_than(known)) as response:
            if response.status_code == HTTPStatus.NOT_MODIFIED and known is not None:
                self._watch(url, 1.0)
                return None
            if response.status_code != HTTPStatus.OK:
                raise _refused(url, response)
            if url.startswith("https:") and response.url.scheme != "https":
                raise FetchError(f"{url}: leads to {response.url}, which is not encrypted")
            content = b"".join(self._chunks(url, response))
        self._watch(url, 1.0)
        return Fetched(File(url, content), response.headers.get("ETag"), response.headers.get("Last-Modified"))

    def _chunks(self, url: str, response: httpx.Response) -> Iterator[bytes]:
        announced = _length(response)
        too_large = FetchError(f"{url}: larger than {self._bounds.size / 1024**2:.3g} MiB, which no known file is")
        if announced is not None and announced > self._bounds.size:
            raise too_large
        deadline = time.monotonic() + self._bounds.whole
        size = 0
        # What arrives is unpacked piece by piece, so that a small answer cannot unfold to a huge one in memory.
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > self._bounds.size:
                raise too_large
            if time.monotonic() > deadline:
                raise _PassingError(f"not all there after {self._bounds.whole:g} s")
            if announced:
                self._watch(url, min(response.num_bytes_downloaded / announced, 1.0))
            yield chunk


def client_within(bounds: Bounds) -> httpx.Client:
    """What makes requests within bounds; close it in the end."""
    return httpx.Client(
        headers={"User-Agent": "lossbot", "Accept": "application/json, text/plain;q=0.9, */*;q=0.1"},
        timeout=httpx.Timeout(bounds.silence, connect=bounds.connecting),
        follow_redirects=True,
        max_redirects=bounds.redirects,
    )


@contextmanager
def _named(url: str) -> Iterator[None]:
    """Name the address in whatever goes wrong, and tell what may pass from what won't."""
    try:
        yield
    except httpx.TimeoutException as error:
        raise _PassingError("no answer in time") from error
    except httpx.UnsupportedProtocol as error:
        raise FetchError(f"{url}: {error}") from error
    except (httpx.TransportError, httpx.DecodingError) as error:
        raise _PassingError(f"the connection failed ({str(error) or type(error).__name__})") from error
    except httpx.TooManyRedirects as error:
        raise FetchError(f"{url}: leads from one address to the next without end") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FetchError(f"{url}: {error}") from error


def _only_if_newer_than(known: Version | None) -> Mapping[str, str]:
    if known is None:
        return {}
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _refused(url: str, response: httpx.Response) -> Exception:
    said = f"the server answers {response.status_code} {response.reason_phrase}".rstrip()
    if response.status_code in _MAY_PASS:
        return _PassingError(said, _asked_for(response))
    return FetchError(f"{url}: {said}")


def _asked_for(response: httpx.Response) -> float | None:
    """The pause that the server asks for, in seconds."""
    asked = response.headers.get("Retry-After", "")
    if asked.isdecimal():
        return float(asked)
    try:
        return max(0.0, parsedate_to_datetime(asked).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None


def _length(response: httpx.Response) -> int | None:
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isdecimal() else None
