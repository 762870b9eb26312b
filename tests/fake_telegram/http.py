"""The little of HTTP/1.1 that a Bot API server needs, over real loopback sockets."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

HOST = "127.0.0.1"


class HangUp(Exception):  # noqa: N818 - not an error: the server means to
    """Close the connection without an answer."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request: where to, and its form fields, whichever way the body was encoded."""

    path: str
    fields: dict[str, Any]


Handler = Callable[[Request], Awaitable[tuple[int, Any]]]
"""Answers a request with a status and a value that is sent as JSON."""


class Server:
    """Serves JSON on a loopback port that the system chooses; connections are kept alive."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._connections: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.port = 0

    async def start(self, port: int = 0) -> None:
        """Listen; the chosen port is in `port`."""
        self._server = await asyncio.start_server(self._connected, HOST, port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Close every connection, whatever it waits for."""
        if self._server is None:
            return
        self._server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        self._server = None

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError, HangUp, asyncio.CancelledError):
                while True:
                    request = await _read(reader)
                    status, value = await self._handler(request)
                    body = json.dumps(value).encode()
                    writer.write(
                        b"HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        % (status, b"OK" if status == 200 else b"No", len(body))
                        + body
                    )
                    await writer.drain()
        finally:
            self._connections.discard(task)
            writer.close()


async def _read(reader: asyncio.StreamReader) -> Request:
    head = await reader.readuntil(b"\r\n\r\n")
    line, _, rest = head.partition(b"\r\n")
    headers = {
        name.strip().lower(): value.strip()
        for name, _, value in (one.partition(":") for one in rest.decode().splitlines())
    }
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    target = urlsplit(line.split(b" ")[1].decode())
    fields: dict[str, Any] = dict(parse_qsl(target.query, keep_blank_values=True))
    kind = headers.get("content-type", "").partition(";")[0]
    if body and kind == "application/json":
        fields |= json.loads(body)
    elif body and kind == "multipart/form-data":
        fields |= _parts(b"Content-Type: " + headers["content-type"].encode() + b"\r\n\r\n" + body)
    elif body:
        fields |= parse_qsl(body.decode(), keep_blank_values=True)
    return Request(unquote(target.path), fields)


def _parts(document: bytes) -> dict[str, Any]:
    """The fields of a multipart form: a file as bytes, anything else as text."""
    fields: dict[str, Any] = {}
    for part in BytesParser(policy=HTTP).parsebytes(document).iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        assert isinstance(name, str)
        assert isinstance(content, bytes)
        fields[name] = content if part.get_filename() else content.decode()
    return fields


async def post_json(url: str, value: Any, headers: dict[str, str]) -> int:
    """POST `value` as JSON; the status of the answer.

    Raises:
        OSError: nobody listens there.
    """
    target = urlsplit(url)
    body = json.dumps(value).encode()
    reader, writer = await asyncio.open_connection(target.hostname, target.port)
    lines = [
        f"POST {target.path or '/'} HTTP/1.1",
        f"Host: {target.netloc}",
        "Connection: close",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        *(f"{name}: {text}" for name, text in headers.items()),
    ]
    try:
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        status = await reader.readline()
        await reader.read()
    finally:
        writer.close()
        await writer.wait_closed()
    return int(status.split()[1])
