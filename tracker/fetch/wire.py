"""One exchange with a server: connections to checked addresses only, certificates checked by name, a hard time limit.

Built on requests' transport adapters and urllib3's connection classes, both made to be derived from.
"""

from __future__ import annotations

import contextlib
import functools
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined] # in no stub, but documented

import requests
from requests.adapters import HTTPAdapter
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection
from urllib3.util.ssl_ import create_urllib3_context

from tracker.errors import SettingsError
from tracker.fetch.address import resolve


class Cutoff:
    """Shuts the socket in use when the time is up, from a thread of its own.

    Timeouts of the libraries hold for one read; a server that sends a byte now and then passes each of them.
    """

    def __init__(self) -> None:
        self.expired = False
        self.closed = False
        self._socket: socket.socket | None = None

    @contextlib.contextmanager
    def after(self, seconds: float) -> Iterator[None]:
        self.expired = self.closed
        timer = threading.Timer(seconds, self.cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            self._socket = None

    def watch(self, used: socket.socket | None) -> None:
        self._socket = used
        if self.expired:
            self.cut()

    def close(self) -> None:
        """Cut what is under way and whatever may follow."""
        self.closed = True
        self.cut()

    def cut(self) -> None:
        self.expired = True
        if isinstance(self._socket, socket.socket):
            with contextlib.suppress(OSError):
                # The plain shutdown also of a TLS socket: its own would change an object another thread is reading.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


class Adapter(HTTPAdapter):
    """requests' transport with the address gate and the cutoff built into every connection it makes.

    Not for use by several threads at a time: there is one cutoff.
    """

    def __init__(self, *, allow_private: bool, tls: ssl.SSLContext) -> None:
        self.cutoff = Cutoff()
        self._allow_private = allow_private
        self._tls = tls
        super().__init__(pool_connections=10, pool_maxsize=1)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._tls, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(
            self.cutoff, functools.partial(_connect, allow_private=self._allow_private)
        )

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, ssl_context=self._tls, **kwargs)
        manager.pool_classes_by_scheme = _pools(self.cutoff, None)
        return manager

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Leave it to the shared context, which always verifies; loading the roots anew costs 20 ms a connection."""

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        if kwargs.get("proxies") and not self._allow_private:
            # The proxy connects, so the gate can only look at where it is asked to go.
            parts = requests.compat.urlsplit(request.url or "")
            resolve(parts.hostname or "", parts.port or 443, allow_private=False, timeout=kwargs["timeout"])
        return super().send(request, *args, **kwargs)


def tls_context(environ: Mapping[str, str]) -> ssl.SSLContext:
    """The context for every connection of a run, with the usual roots or those of REQUESTS_CA_BUNDLE.

    Raises:
        SettingsError: the bundle cannot be read.
    """
    bundle = environ.get("REQUESTS_CA_BUNDLE") or environ.get("CURL_CA_BUNDLE") or DEFAULT_CA_BUNDLE_PATH
    context = create_urllib3_context()
    try:
        context.load_verify_locations(bundle)
    except (OSError, ssl.SSLError) as error:
        raise SettingsError(f"The certificates in {bundle} cannot be read; check REQUESTS_CA_BUNDLE.") from error
    return context


def proxies(url: str, environ: Mapping[str, str]) -> dict[str, str]:
    """The proxy that the environment names for an address, in requests' form; the same variables as for curl."""
    parts = requests.compat.urlsplit(url)
    names = (f"{parts.scheme}_proxy", "all_proxy")
    found = next((value for name in names if (value := environ.get(name) or environ.get(name.upper()))), None)
    exempt = environ.get("no_proxy") or environ.get("NO_PROXY") or ""
    if not found or (exempt and proxy_bypass_environment(parts.netloc, {"no": exempt})):
        return {}
    return {parts.scheme: found}


def _pools(
    cutoff: Cutoff, connect: Callable[[HTTPConnection], socket.socket] | None
) -> dict[str, type[HTTPConnectionPool]]:
    """Connection pools by scheme whose connections report to the cutoff and are made by `connect`.

    None is for connections to a proxy: that is the operator's own and may well be in a private network.
    """

    class Line:
        def getresponse(self: Any) -> Any:
            cutoff.watch(self.sock)
            return super().getresponse()  # type: ignore[misc]

        def _new_conn(self: Any) -> socket.socket:
            return connect(self) if connect else super()._new_conn()  # type: ignore[misc]

    class Plain(Line, HTTPConnection): ...

    class Secure(Line, HTTPSConnection): ...

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _connect(connection: HTTPConnection, *, allow_private: bool) -> socket.socket:
    """A socket to one of the checked addresses of the connection's host; the attempts share the connect timeout."""
    seconds = float(connection.timeout or 0)
    until = time.monotonic() + seconds
    try:
        addresses = resolve(connection.host, connection.port, allow_private=allow_private, timeout=seconds)
    except socket.gaierror as error:
        raise NameResolutionError(connection.host, connection, error) from error
    except TimeoutError as error:
        raise ConnectTimeoutError(connection, "no address of the host was found in time") from error
    failed: OSError = OSError("no address")
    for left, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
        share = max((until - time.monotonic()) / left, 0.001)
        try:
            return create_connection((address, connection.port), share, socket_options=connection.socket_options)
        except OSError as error:
            failed = error
    if isinstance(failed, TimeoutError):
        raise ConnectTimeoutError(connection, "no address of the host answered in time") from failed
    raise NewConnectionError(connection, "no address of the host could be reached") from failed
