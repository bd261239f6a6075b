"""Which commits an outcome asks for, and the last one of a run: status, feeds and what is owed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from tracker.archive import Commit, changed, first_sight, outbox_files, state, status_files, technical
from tracker.model import History, Owed, Status
from tracker.pipeline import Changed, FirstSeen, Outcome, Refreshed

REREAD = "read with today's program"


def version_commits(on_file: History | None, outcome: Outcome) -> list[Commit]:
    """The commits for one policy, in order: a technical one first where our own reading had moved."""
    match outcome:
        case FirstSeen(history=history):
            return [first_sight(history)]
        case Refreshed(history=history, why=why):
            assert on_file is not None
            return [technical(history, on_file, why)]
        case Changed(history=history, refreshed=refreshed):
            assert on_file is not None
            own = [technical(refreshed, on_file, REREAD)] if refreshed is not None else []
            return [*own, changed(history, refreshed or on_file)]
        case _:
            return []


def state_commit(root: Path, status: Status, feeds: Mapping[str, bytes], owed: Sequence[Owed], now: datetime) -> Commit:
    """The last commit of a run."""
    mails = f", {len(owed)} mail{'s' * (len(owed) != 1)} owed" if owed else ""
    files = status_files(status) | changed_feeds(root, feeds) | outbox_files(owed)
    return state(f"State of the checks{mails}", files, now)


def changed_feeds(root: Path, feeds: Mapping[str, bytes]) -> dict[str, bytes | None]:
    """The feed files whose bytes differ from those on file."""
    found: dict[str, bytes | None] = {}
    for path, body in feeds.items():
        on_file = root / "feeds" / path
        if not on_file.is_file() or on_file.read_bytes() != body:
            found[f"feeds/{path}"] = body
    return found
