"""All pages of one policy, or the reason why there are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tracker.fetch.headers import declared_headers, own_headers
from tracker.fetch.local import read_file
from tracker.fetch.page import Effects, Visit
from tracker.fetch.trouble import TroubleError
from tracker.model import Capture, Declaration, Failure, FetchResult, NotModified, Page, Settings, Validators

Get = Callable[[Visit], Page | None]


def fetch_policy(
    policy: Declaration,
    settings: Settings,
    known: Mapping[str, Validators],
    *,
    get: Get,
    effects: Effects,
    root: Path,
    environ: Mapping[str, str],
) -> FetchResult:
    """All or nothing: the pages of a policy are one text, so one that fails fails them all.

    Where some have changed and others answered 304, the others are fetched again without a condition.
    """
    place = f"file:{policy.file}" if policy.file else ""
    try:
        if policy.file:
            read = read_file(root, policy.file, known, settings.max_bytes)
            return Capture((read,), effects.clock()) if read else NotModified(effects.clock())
        if policy.fetch == "browser":
            detail = 'This version has no browser; declare fetch = "http".'
            return Failure("unsupported", detail, policy.urls[0], effects.clock(), lasting=True)
        headers, secrets = own_headers(policy, settings), declared_headers(policy, environ)
        pages: dict[str, Page | None] = {}
        for conditional in (True, False):
            for place in policy.urls:
                if pages.get(place) is None:
                    validators = known.get(place) if conditional else None
                    pages[place] = get(Visit(place, headers, secrets, validators, settings, environ))
            if not any(pages.values()):
                return NotModified(effects.clock())
        return Capture(tuple(page for page in pages.values() if page), effects.clock())
    except TroubleError as met:
        return met.failure(place or policy.urls[0], effects.clock())
