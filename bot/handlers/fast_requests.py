"""Requests to the Bot API by way of aiohttp: what the paid rate of a thousand messages a second needs.

httpx, which python-telegram-bot brings along, searches its pool in a time that grows with the square of its size.
aiohttp comes with the extra `broadcast` of this package; without it nothing here can be used.
"""

from typing import Any, Final

import aiohttp
import orjson
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

_JSON: Final = {"Content-Type": "application/json", "User-Agent": BaseRequest.USER_AGENT}
_FORM: Final = {"User-Agent": BaseRequest.USER_AGENT}


class FastRequest(BaseRequest):
    """A `telegram.request.BaseRequest` on an aiohttp session."""

    __slots__ = ("_connections", "_session", "_timeout")

    def __init__(self, connections: int = 64, *, timeout: float = 15.0) -> None:
        """Keep up to `connections` open, and give Telegram `timeout` seconds for an answer."""
        self._connections: Final = connections
        self._timeout: Final = timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """See `telegram.request.BaseRequest`."""
        return self._timeout

    async def initialize(self) -> None:
        """Open the session, once."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections), cookie_jar=aiohttp.DummyCookieJar()
            )

    async def shutdown(self) -> None:
        """Close the session; closing twice is closing once."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """See `telegram.request.BaseRequest`.

        Raises:
            TimedOut: there was no answer in time, and the request may have been carried out.
            NetworkError: the connection could not be made, or broke.
        """
        if self._session is None:
            raise RuntimeError("this request class is not initialized, or is shut down")
        timeout = aiohttp.ClientTimeout(
            connect=_seconds(pool_timeout, None),
            sock_connect=_seconds(connect_timeout, self._timeout),
            sock_read=_seconds(read_timeout, self._timeout),
        )
        body, headers = _body(request_data)
        try:
            async with self._session.request(
                method, URL(url, encoded=True), data=body, headers=headers, timeout=timeout
            ) as answer:
                return answer.status, await answer.read()
        except aiohttp.ConnectionTimeoutError as error:  # nothing can have arrived
            raise NetworkError("no connection in time") from error
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            # Its message may hold the address, and that holds the token.
            raise NetworkError(f"aiohttp.{type(error).__name__}") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """See `telegram.request.BaseRequest`."""
        try:
            return orjson.loads(payload)
        except orjson.JSONDecodeError as error:
            raise TelegramError("Invalid server response") from error


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    if data is None:
        return None, _FORM
    if not data.multipart_data:
        return orjson.dumps(data.parameters), _JSON
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, _FORM


def _seconds(given: Any, default: float | None) -> float | None:
    """A time-out as it was given, which may be not at all."""
    return default if given is BaseRequest.DEFAULT_NONE else given
