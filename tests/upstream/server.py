"""The server: files with ETags, and misbehaviour on demand."""

import json
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from store.ingest.sync import UPSTREAMS


class Handler(BaseHTTPRequestHandler):
    """Answers with what its server is to serve."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "Server"

    def do_GET(self) -> None:
        upstream = self.server.upstream
        upstream.requests.append(self.path)
        upstream.on_request(len(upstream.requests))
        planned = upstream.misbehaviour[self.path]
        if planned:
            planned.popleft()(self)
        elif self.path in upstream.files:
            self.give(upstream.files[self.path])
        else:
            refuse(404)(self)

    def give(self, content: bytes) -> None:
        etag = f'"{sha256(content).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == etag:
            self.start(304, ETag=etag)
            return
        self.start(200, ETag=etag, Content_Length=str(len(content)))
        self.wfile.write(content)

    def start(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's own name
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server that ends without waiting for those it has stalled."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, upstream: "Upstream") -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.upstream = upstream

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients may go whenever they like."""


Misbehaviour = Callable[[Handler], None]


class Upstream:
    """What the public repositories hold, as far as it is fetched."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.requests: list[str] = []
        self.misbehaviour: defaultdict[str, deque[Misbehaviour]] = defaultdict(deque)
        self.on_request: Callable[[int], object] = lambda _: None
        self.stopped = Event()
        self.url = ""

    @contextmanager
    def served(self) -> Iterator["Upstream"]:
        """Serve on a loopback port that the system chooses."""
        with Server(self) as server:
            self.url = f"http://127.0.0.1:{server.server_port}"
            thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
            thread.start()
            try:
                yield self
            finally:
                self.stopped.set()
                server.shutdown()
                thread.join()

    def hold(self, name: str, rows: object) -> None:
        """Serve `rows` as the file of that name: JSON, or bytes as they are."""
        self.files[path_of(name)] = rows if isinstance(rows, bytes) else json.dumps(rows).encode()

    def misbehave(self, name: str, *how: Misbehaviour) -> None:
        """Misbehave at the next requests for a file, once in each way, and behave again."""
        self.misbehaviour[path_of(name)].extend(how)


def path_of(name: str) -> str:
    """Where the file of that name lies on the server."""
    return next(f"/{upstream.folder}/{name}" for upstream in UPSTREAMS.values() if name in upstream.files)


def refuse(status: int, **headers: str) -> Misbehaviour:
    return lambda handler: handler.start(status, Content_Length="0", **headers)


def hang_up(handler: Handler) -> None:
    handler.close_connection = True


def cut_short(handler: Handler) -> None:
    """Promise more than is sent."""
    handler.start(200, Content_Length="1000")
    handler.wfile.write(b'[{"date": ')
    handler.close_connection = True


def stall(handler: Handler) -> None:
    """Begin, and then say nothing more."""
    handler.start(200, Content_Length="1000")
    handler.wfile.write(b"[")
    handler.server.upstream.stopped.wait(10)


def trickle(handler: Handler) -> None:
    """Send a byte now and then, never long enough apart to look dead."""
    handler.start(200, Content_Length="10000")
    while not handler.server.upstream.stopped.wait(0.02):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def too_much(*, announced: bool) -> Misbehaviour:
    """Send 100,000 blanks, and say so before or not."""

    def misbehave(handler: Handler) -> None:
        handler.close_connection = True
        handler.start(200, **({"Content_Length": "100000"} if announced else {"Connection": "close"}))
        handler.wfile.write(b" " * 100_000)

    return misbehave


def redirected(to: str | None = None) -> Misbehaviour:
    """Lead to another address, by default back to the same one."""
    return lambda handler: handler.start(302, Location=to or handler.path, Content_Length="0")
