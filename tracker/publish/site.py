"""The pages: an index, one for each policy, one for each change."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model import History, Settings, Status


def publish_site(histories: Sequence[History], status: Status, settings: Settings) -> dict[str, bytes]:
    """The pages, by path below `feeds/`."""
    del histories, status, settings
    return {}
