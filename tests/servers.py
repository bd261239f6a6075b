"""A real web server on loopback for tests: routes in a dict, keep-alive, conditional answers, and ways to misbehave.

    with serve({"/privacy": page("<p>Hello</p>", etag='"1"'), "/old": redirect("/privacy")}) as site:
        requests.get(site.url("/privacy"))
        site.routes["/privacy"] = page("<p>Changed</p>", etag='"2"')
        assert site.seen[0].path == "/privacy"

A route is `(status, headers, body)` or a callable that takes the `Request` and returns such a triple, or None where
it has answered by itself on `request.wire`. A path without a route answers 404. Remember that a project must set
`allow_private_addresses = true` to fetch from here.
"""

from __future__ import annotations

import contextlib
import gzip
import http.server
import socket
import ssl
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import BinaryIO

Answer = tuple[int, Mapping[str, str], bytes]


@dataclass(frozen=True)
class Request:
    """What a client sent: `path` with its query, header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    wire: BinaryIO = field(repr=False)
    connection: socket.socket = field(repr=False)
    closing: threading.Event = field(repr=False)


Route = Answer | Callable[[Request], Answer | None]


@dataclass
class Site:
    """A running server. `routes` may change while it runs; `seen` lists the requests in the order of their coming.

    Requests for a robots.txt without a route are in `asides`: every visit of a host begins with one.
    """

    host: str
    port: int
    scheme: str
    routes: MutableMapping[str, Route]
    seen: list[Request] = field(default_factory=list)
    asides: list[Request] = field(default_factory=list)
    connections: int = 0

    def url(self, path: str = "/", *, host: str | None = None) -> str:
        return f"{self.scheme}://{host or self.host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [request.path for request in self.seen]


@contextlib.contextmanager
def serve(
    routes: Mapping[str, Route] | None = None, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> Iterator[Site]:
    """Serve the routes on a free port until the block ends."""
    closing = threading.Event()
    site = Site(host, 0, "https" if tls else "http", dict(routes or {}))
    server = _Server(site, closing, tls)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def page(
    body: str | bytes,
    *,
    media_type: str | None = "text/html; charset=utf-8",
    etag: str | None = None,
    last_modified: str | None = None,
    zipped: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Route:
    """A page that answers 304 where the client's validators still hold."""
    data = body.encode() if isinstance(body, str) else body
    own = {"Content-Type": media_type, "ETag": etag, "Last-Modified": last_modified}
    own |= {"Content-Encoding": "gzip" if zipped else None}
    sent = {name: value for name, value in own.items() if value is not None} | dict(headers or {})

    def answer(request: Request) -> Answer:
        asked = request.headers.get("if-none-match"), request.headers.get("if-modified-since")
        if (etag and asked[0] == etag) or (last_modified and not asked[0] and asked[1] == last_modified):
            return 304, {name: sent[name] for name in ("ETag", "Last-Modified") if name in sent}, b""
        return 200, sent, gzip.compress(data) if zipped else data

    return answer


def redirect(location: str, status: int = 302, headers: Mapping[str, str] | None = None) -> Route:
    return status, {"Location": location, **(headers or {})}, b""


def sequence(*routes: Route) -> Route:
    """Each route in its turn; the last one stays."""
    left = list(routes)
    lock = threading.Lock()

    def answer(request: Request) -> Answer | None:
        with lock:
            route = left.pop(0) if len(left) > 1 else left[0]
        return route(request) if callable(route) else route

    return answer


def reset(request: Request) -> None:
    """Cut the connection with a TCP reset before any answer."""
    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.connection.close()


def raw(data: bytes) -> Route:
    """These bytes as they are, then the end of the connection: for truncated bodies and answers that lie."""

    def answer(request: Request) -> None:
        request.wire.write(data)
        request.wire.flush()

    return answer


def drip(head: bytes, byte: bytes = b".", *, every: float = 0.02) -> Route:
    """`head`, then one byte at a time for ever: no single read takes long, all of them do."""

    def answer(request: Request) -> None:
        request.wire.write(head)
        while not request.closing.wait(every):
            request.wire.write(byte)
            request.wire.flush()

    return answer


def hang(request: Request) -> None:
    """No answer at all until the server closes."""
    request.closing.wait()


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, site: Site, closing: threading.Event, tls: ssl.SSLContext | None) -> None:
        self.site, self.closing, self.tls = site, closing, tls
        super().__init__((site.host, 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), OSError):  # a client that went away is what some tests are about
            super().handle_error(request, client_address)


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # one packet for head and body
    server: _Server

    def setup(self) -> None:
        if self.server.tls:
            self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        self.server.site.connections += 1
        super().setup()

    def handle(self) -> None:
        with contextlib.suppress(OSError, ValueError):  # the client has gone
            super().handle()

    def finish(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            super().finish()
        if self.server.tls:  # the server closes the socket it accepted, not the one wrapped around it
            self.connection.close()

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.rfile.read(int(headers.get("content-length", "0")))
        request = Request(self.command, self.path, headers, self.wfile, self.connection, self.server.closing)
        aside = self.path == "/robots.txt" and self.path not in self.server.site.routes
        (self.server.site.asides if aside else self.server.site.seen).append(request)
        route = self.server.site.routes.get(self.path, (404, {"Content-Type": "text/plain"}, b"no such page\n"))
        answer = route(request) if callable(route) else route
        if answer is None:
            self.close_connection = True
        else:
            self._send(*answer)

    do_POST = do_GET  # noqa: N815 - the name that http.server looks for

    def _send(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status not in {204, 304} and "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass
