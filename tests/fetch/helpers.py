"""One policy, one fetch: what most tests of this folder need."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from tracker.fetch import fetch
from tracker.model import Capture, Declaration, Failure, FetchResult, Page, Settings, Validators

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
QUICK = Settings(allow_private_addresses=True, delay=0, timeout=5, deadline=10, contact="ops@example.com")


def declared(*urls: str, **fields: object) -> Declaration:
    return Declaration(**{"id": "acme", "name": "Privacy", "service": "Acme", "kind": "privacy", "urls": urls} | fields)


def get(
    policy: Declaration | str,
    *,
    settings: Settings = QUICK,
    known: Mapping[str, Validators] | None = None,
    environ: Mapping[str, str] | None = None,
    root: Path = Path("/nowhere"),
    waits: list[float] | None = None,
) -> FetchResult:
    """Fetch one policy; `waits` collects what would have been slept."""
    policy = declared(policy) if isinstance(policy, str) else policy
    found = dict(
        fetch(
            [policy],
            settings,
            {policy.id: known or {}},
            clock=lambda: NOW,
            root=root,
            environ=environ or {},
            sleep=[].append if waits is None else waits.append,
        )
    )
    assert list(found) == [policy.id]
    return found[policy.id]


def get_page(policy: Declaration | str, **options: object) -> Page:
    found = get(policy, **options)
    assert isinstance(found, Capture), found
    assert found.fetched_at == NOW
    (page,) = found.pages
    return page


def get_failure(policy: Declaration | str, **options: object) -> Failure:
    found = get(policy, **options)
    assert isinstance(found, Failure), found
    assert found.at == NOW
    return found
