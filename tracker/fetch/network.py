"""The one door to the network: each request of a run goes through `Network.exchange`, whoever asks for it.

Pages, their redirects, robots.txt and what a browser wants for a page share the address gate, the time limits, and the
turns: one request at a time to a host, and a pause between its pages.
"""

from __future__ import annotations

import contextlib
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

import requests

from tracker.fetch.trouble import ERRORS, TroubleError, trouble
from tracker.fetch.wire import Adapter, Cutoff, proxies, tls_context
from tracker.model import Settings

LONGEST_WAIT = 60.0  # seconds that a run waits for a server, whatever it asks for

# A page waits for the pause after the one before, and makes the next one wait. More of it (a redirect, another try, a
# script that it needs) does not wait. What stands aside, robots.txt, does neither.
Part = Literal["page", "more", "aside"]


@dataclass(frozen=True)
class Effects:
    """The world outside, as far as fetching needs it."""

    clock: Callable[[], datetime]
    sleep: Callable[[float], object]


class Deadline:
    """What is left of a page's time, in seconds. Standing in a queue is not the page's fault and does not count."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    @property
    def left(self) -> float:
        return self._until - time.monotonic()

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        start = time.monotonic()
        try:
            yield
        finally:
            self._until += time.monotonic() - start


class _Host:
    """One host: its connections are kept alive, its lock makes everybody wait for their turn."""

    def __init__(self, settings: Settings, tls: ssl.SSLContext) -> None:
        self.turn = threading.Lock()
        self.delay = settings.delay
        self.free_at = 0.0  # on the monotonic clock
        self.asks_for = 0.0  # seconds to be left alone, of which a run waits for a minute at most
        self.asked_at = 0.0
        self.adapter = Adapter(allow_private=settings.allow_private_addresses, tls=tls)

    def wait(self) -> float:
        """Seconds until the next page may be asked for.

        Raises:
            TroubleError: that is too long for a run.
        """
        now = time.monotonic()
        asked = self.asked_at + self.asks_for - now
        if asked > LONGEST_WAIT:
            raise TroubleError(
                "http_status", "The host asked for a pause before this page's turn.", retry_after=self.asks_for
            )
        return max(self.free_at - now, asked, 0.0)


class Network:
    """All hosts of a run.

    Raises:
        SettingsError: the certificates named in the environment cannot be read.
    """

    def __init__(self, settings: Settings, environ: Mapping[str, str], effects: Effects) -> None:
        self.stopped = False
        self._settings, self._environ, self._effects = settings, environ, effects
        self._tls = tls_context(environ)
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def exchange(
        self, request: requests.Request, deadline: Deadline, *, part: Part = "page"
    ) -> Iterator[requests.Response]:
        """The answer to one request, its body unread; redirects are answers too.

        Raises:
            TroubleError: for whatever goes wrong, also while the body is read inside the block.
        """
        host = self._host(request.url)
        with deadline.paused():
            host.turn.acquire()
        try:
            if part == "page" and (wait := host.wait()):
                with deadline.paused():
                    self._effects.sleep(wait)
            with _limited(host.adapter.cutoff, deadline):
                yield from self._send(host.adapter, request, deadline)
        except TroubleError as met:
            if met.retry_after:
                host.asks_for, host.asked_at = met.retry_after, time.monotonic()
            raise
        finally:
            if part != "aside":
                host.free_at = time.monotonic() + host.delay
            host.turn.release()

    def slow_down(self, url: str, seconds: float) -> None:
        """Leave at least so much time between two pages of this host."""
        host = self._host(url)
        host.delay = max(host.delay, seconds)

    def cut(self) -> None:
        """End what is under way and whatever may follow."""
        with self._lock:
            self.stopped = True
            for host in self._hosts.values():
                host.adapter.cutoff.close()

    def close(self) -> None:
        for host in self._hosts.values():
            host.adapter.close()

    def _send(self, adapter: Adapter, request: requests.Request, deadline: Deadline) -> Iterator[requests.Response]:
        with adapter.send(
            request.prepare(),
            stream=True,
            timeout=max(min(self._settings.timeout, deadline.left), 0.001),
            proxies=proxies(request.url, self._environ),
        ) as response:
            yield response

    def _host(self, url: str) -> _Host:
        name = urlsplit(url).hostname or ""
        with self._lock:
            host = self._hosts.get(name)
            if host is None:
                host = self._hosts[name] = _Host(self._settings, self._tls)
                if self.stopped:
                    host.adapter.cutoff.close()
            return host


@contextlib.contextmanager
def _limited(cutoff: Cutoff, deadline: Deadline) -> Iterator[None]:
    """Cut the exchange at the deadline, and name what went wrong."""
    out_of_time = TroubleError("timeout", "The page took too long as a whole; see deadline in [tracker].")
    try:
        with cutoff.after(deadline.left):
            yield
    except ERRORS as error:
        raise (out_of_time if cutoff.expired else trouble(error)) from error
    except TroubleError:
        if cutoff.expired:
            raise out_of_time from None
        raise
    if cutoff.expired:  # a body without a length ends where the socket is shut
        raise out_of_time
