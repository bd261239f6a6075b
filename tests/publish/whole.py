"""Feeds and pages made in full, by path below `feeds/`."""

from __future__ import annotations

from typing import Any

from tracker.publish import plan_feeds, plan_site


def publish_feeds(*arguments: Any, **named: Any) -> dict[str, bytes]:
    """All that `plan_feeds` plans."""
    return {path: sheet.make() for path, sheet in plan_feeds(*arguments, **named).items()}


def publish_site(*arguments: Any, **named: Any) -> dict[str, bytes]:
    """All that `plan_site` plans."""
    return {path: sheet.make() for path, sheet in plan_site(*arguments, **named).items()}
