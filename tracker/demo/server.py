"""A web server on the loopback address that shows the pages it is told to."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Pages:
    """A running server: `address` is its root, `html` its pages by path, which may be replaced at any time."""

    address: str = ""
    html: dict[str, str] = field(default_factory=dict)


@contextlib.contextmanager
def serve() -> Iterator[Pages]:
    """Serve on a free port of 127.0.0.1 until the block ends."""
    pages = Pages()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            page = pages.html.get(self.path)
            body = (page or "There is no such page.").encode()
            self.send_response(HTTPStatus.OK if page else HTTPStatus.NOT_FOUND)
            self.send_header("Content-Type", f"text/{'html' if page else 'plain'}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: the run reports what it fetched."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    pages.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield pages
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
