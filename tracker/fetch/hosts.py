"""Many policies at once: hosts side by side, each of them visited by one request at a time and with a pause between."""

from __future__ import annotations

import queue
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import requests

from tracker.fetch.page import LONGEST_WAIT, Effects, Visit, fetch_page
from tracker.fetch.policy import fetch_policy
from tracker.fetch.trouble import TroubleError
from tracker.fetch.wire import Adapter, tls_context
from tracker.model import Declaration, FetchResult, Page, Settings, Validators

_MOST_THREADS = 16


def fetch(
    policies: Sequence[Declaration],
    settings: Settings,
    known: Mapping[str, Mapping[str, Validators]],
    *,
    clock: Callable[[], datetime],
    root: Path,
    environ: Mapping[str, str],
    sleep: Callable[[float], object] | None = None,
) -> Iterator[tuple[str, FetchResult]]:
    """Fetch each policy once and yield (policy id, result) as results come.

    `known` maps policy ids to the validators of each of their addresses (`file:PATH` for a file). Stopping the
    iteration, as Ctrl-C does, cuts what is under way.

    Raises:
        SettingsError: the certificates named in the environment cannot be read.
    """
    stopped = threading.Event()
    effects = Effects(clock, sleep or stopped.wait)
    hosts = _Hosts(policies, settings, environ, effects)
    results: queue.SimpleQueue[tuple[str, FetchResult] | Exception] = queue.SimpleQueue()

    def visit(group: Sequence[Declaration]) -> None:
        for policy in group:
            if stopped.is_set():
                return
            try:
                result = fetch_policy(
                    policy,
                    settings,
                    known.get(policy.id, {}),
                    get=hosts.get,
                    effects=effects,
                    root=root,
                    environ=environ,
                )
            except Exception as error:  # noqa: BLE001 - carried to the caller's thread, which raises it
                results.put(error)
                return
            results.put((policy.id, result))

    groups = _by_host(policies)
    pool = ThreadPoolExecutor(max(1, min(_MOST_THREADS, len(groups))), thread_name_prefix="fetch")
    try:
        for group in groups:
            pool.submit(visit, group)
        for _ in policies:
            match results.get():
                case Exception() as error:
                    raise error
                case found:
                    yield found
    finally:
        stopped.set()
        hosts.cut()
        pool.shutdown(cancel_futures=True)
        hosts.close()


def _by_host(policies: Sequence[Declaration]) -> list[list[Declaration]]:
    groups: dict[str, list[Declaration]] = {}
    for policy in policies:
        groups.setdefault(_host(policy.urls[0]) if policy.urls else "", []).append(policy)
    return list(groups.values())


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # it will be refused when its turn comes
        return ""


class _Host:
    """One session with one host: its connection is kept alive, its lock makes everybody wait for their turn."""

    def __init__(self, settings: Settings, tls: ssl.SSLContext) -> None:
        self.turn = threading.Lock()
        self.free_at = 0.0  # on the monotonic clock
        self.asks_for = 0.0  # seconds to be left alone, of which a run waits for a minute at most
        self.adapter = Adapter(allow_private=settings.allow_private_addresses, tls=tls)
        self.session = requests.Session()
        self.session.trust_env = False  # proxies and certificates come from `environ`, passwords from nowhere
        for scheme in ("https://", "http://"):
            self.session.mount(scheme, self.adapter)


class _Hosts:
    """All hosts of a run."""

    def __init__(
        self, policies: Sequence[Declaration], settings: Settings, environ: Mapping[str, str], effects: Effects
    ) -> None:
        names = {_host(url) for policy in policies for url in policy.urls}
        tls = tls_context(environ) if names else None
        self._hosts = {name: _Host(settings, tls) for name in names if tls}
        self._delay = settings.delay
        self._effects = effects

    def get(self, visit: Visit) -> Page | None:
        host = self._hosts[_host(visit.url)]
        with host.turn:
            if host.asks_for > LONGEST_WAIT:
                raise TroubleError(
                    "http_status", "The host asked for a pause before this page's turn.", retry_after=host.asks_for
                )
            wait = host.free_at - time.monotonic()
            if wait > 0:
                self._effects.sleep(wait)
            host.asks_for = 0.0
            try:
                return fetch_page(host.session, host.adapter, visit, self._effects)
            except TroubleError as met:
                host.asks_for = met.retry_after or 0.0
                raise
            finally:
                host.free_at = time.monotonic() + max(self._delay, host.asks_for)

    def cut(self) -> None:
        for host in self._hosts.values():
            host.adapter.cutoff.close()

    def close(self) -> None:
        for host in self._hosts.values():
            host.session.close()
