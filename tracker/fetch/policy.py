"""All pages of one policy, or the reason why there are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tracker.fetch.browser import Browser
from tracker.fetch.headers import declared_headers, own_headers
from tracker.fetch.local import read_file
from tracker.fetch.network import Deadline, Effects, Network
from tracker.fetch.page import Visit, fetch_page
from tracker.fetch.robots import Robots
from tracker.fetch.shell import is_shell
from tracker.fetch.trouble import TroubleError
from tracker.model import Capture, Declaration, FetchResult, NotModified, Page, Settings, Validators


@dataclass(frozen=True)
class Tools:
    """What a run has for fetching, shared by all its policies."""

    network: Network
    robots: Robots
    browser: Browser
    effects: Effects


def fetch_policy(
    policy: Declaration,
    settings: Settings,
    known: Mapping[str, Validators],
    *,
    tools: Tools,
    environ: Mapping[str, str],
) -> FetchResult:
    """All or nothing: the pages of a policy are one text, so one that fails fails them all.

    Where some have changed and others answered 304, the others are fetched again without a condition.
    """
    place, clock = policy.urls[0], tools.effects.clock
    try:
        visit = Visit(
            place,
            headers=own_headers(policy, settings),
            permit=_anything if policy.ignore_robots else tools.robots.permit,
            declared=declared_headers(policy, environ),
            settings=settings,
        )
        pages: dict[str, Page | None] = {}
        for conditional in (True, False):
            for place in policy.urls:
                if pages.get(place) is None:
                    validators = known.get(place) if conditional else None
                    pages[place] = _page(replace(visit, url=place, known=validators), policy.fetch == "browser", tools)
            if not any(pages.values()):
                return NotModified(clock())
        return Capture(tuple(page for page in pages.values() if page), clock())
    except TroubleError as met:
        return met.failure(place, clock())


def fetch_file(
    file: str, settings: Settings, known: Mapping[str, Validators], *, root: Path, effects: Effects
) -> FetchResult:
    """A publisher's own text, from the repository."""
    try:
        read = read_file(root, file, known, settings.max_bytes)
    except TroubleError as met:
        return met.failure(f"file:{file}", effects.clock())
    return Capture((read,), effects.clock()) if read else NotModified(effects.clock())


def _page(visit: Visit, in_browser: bool, tools: Tools) -> Page | None:  # noqa: FBT001 - private, and read from one place
    """One page, shown by a browser where that is declared, or where nothing else makes it say anything.

    Conditions are for pages that say all by themselves: the shell of another can stay while its text changes.
    """
    if in_browser:
        tools.browser.require('The policy is declared with fetch = "browser".')
        visit = replace(visit, known=None)
    deadline = Deadline(visit.settings.deadline)
    page = fetch_page(tools.network, visit, deadline, tools.effects)
    if page is None or "html" not in page.media_type or not (in_browser or is_shell(page)):
        return page
    tools.browser.require("The page shows nothing without scripts.")
    return tools.browser.show(page, visit, deadline)


def _anything(_url: str) -> None: ...
