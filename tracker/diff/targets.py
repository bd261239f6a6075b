"""Links whose words stayed and whose target changed."""

from __future__ import annotations

from tracker.diff.groups import Group


def targets(group: Group) -> tuple[tuple[str, str, str], ...]:
    """(text, target before, target after) of links with equal visible words and another target, in order."""
    return ()
