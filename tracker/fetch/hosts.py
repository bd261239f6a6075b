"""Many policies at once: hosts side by side, those of one host in their order, what failed once more at the end."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from tracker.fetch.browser import Browser
from tracker.fetch.network import LONGEST_WAIT, Effects, Network
from tracker.fetch.policy import Tools, fetch_file, fetch_policy
from tracker.fetch.robots import Robots
from tracker.model import Declaration, Failure, FetchResult, Settings, Validators

_MOST_THREADS = 16
_BREATHER = 10.0  # seconds before the last try of all, for what has failed a moment ago

_Check = Callable[[Declaration, Settings], FetchResult]
_Found = tuple[str, FetchResult]


def fetch(
    policies: Sequence[Declaration],
    settings: Settings,
    known: Mapping[str, Mapping[str, Validators]],
    *,
    clock: Callable[[], datetime],
    root: Path,
    environ: Mapping[str, str],
    sleep: Callable[[float], object] | None = None,
) -> Iterator[_Found]:
    """Fetch each policy once and yield (policy id, result) as results come.

    `known` maps policy ids to the validators of each of their addresses (`file:PATH` for a file). A policy that failed
    for a reason that can pass is tried once more when all others are done. Stopping the iteration, as Ctrl-C does,
    cuts what is under way.

    Raises:
        SettingsError: the certificates named in the environment cannot be read.
    """
    stopped = threading.Event()
    effects = Effects(clock, sleep or stopped.wait)
    pages = [policy for policy in policies if not policy.file]
    for policy in policies:
        if policy.file:
            yield (
                policy.id,
                fetch_file(policy.file, settings, known.get(policy.id, {}), root=root, effects=effects),
            )
    if not pages:
        return
    network = Network(settings, environ, effects)
    tools = Tools(network, Robots(network, settings, effects), Browser(network, environ), effects)

    def check(policy: Declaration, settings: Settings) -> FetchResult:
        return fetch_policy(policy, settings, known.get(policy.id, {}), tools=tools, environ=environ)

    pool = ThreadPoolExecutor(_MOST_THREADS, thread_name_prefix="fetch")
    try:
        again = dict[str, FetchResult]()
        for name, result in _side_by_side(pages, settings, check, pool, stopped):
            if len(policies) > 1 and settings.retries and _can_pass(result):
                again[name] = result
            else:
                yield name, result
        if again:
            effects.sleep(_BREATHER)
            tools.robots.once_more()
            left = [policy for policy in pages if policy.id in again]
            yield from _side_by_side(left, replace(settings, retries=0), check, pool, stopped)
    finally:
        stopped.set()
        network.cut()
        tools.browser.cut()
        pool.shutdown(cancel_futures=True)
        tools.browser.close()
        network.close()


def _can_pass(result: FetchResult) -> bool:
    return isinstance(result, Failure) and not result.lasting and (result.retry_after or 0) <= LONGEST_WAIT


def _side_by_side(
    policies: Sequence[Declaration],
    settings: Settings,
    check: _Check,
    pool: ThreadPoolExecutor,
    stopped: threading.Event,
) -> Iterator[_Found]:
    """Each policy's result as it comes; an error of our own is raised here, in the caller's thread."""
    results: queue.SimpleQueue[_Found | Exception] = queue.SimpleQueue()

    def visit(group: Sequence[Declaration]) -> None:
        for policy in group:
            if stopped.is_set():
                return
            try:
                results.put((policy.id, check(policy, settings)))
            except Exception as error:  # noqa: BLE001 - carried to the caller's thread, which raises it
                results.put(error)
                return

    for group in _by_host(policies):
        pool.submit(visit, group)
    for _ in policies:
        match results.get():
            case Exception() as error:
                raise error
            case found:
                yield found


def _by_host(policies: Sequence[Declaration]) -> list[list[Declaration]]:
    groups: dict[str, list[Declaration]] = {}
    for policy in policies:
        groups.setdefault(_host(policy.urls[0]), []).append(policy)
    return list(groups.values())


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # it will be refused when its turn comes
        return ""
