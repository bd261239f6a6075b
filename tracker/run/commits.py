"""Which commits an outcome asks for; only files that differ from those on file are named in one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from tracker.archive import Commit, first_message, record_message, state_message, technical_message, version_files
from tracker.model import Declaration, History, Owed, Status
from tracker.pipeline import Changed, FirstSeen, Outcome, Refreshed


def version_commits(policy: Declaration, on_file: History | None, outcome: Outcome, now: datetime) -> list[Commit]:
    """The commits for one policy, in order: a technical one first where our own reading had moved."""
    match outcome:
        case FirstSeen(history=history):
            return [Commit(first_message(history), history.snapshot.fetched_at, changed_files(None, history))]
        case Refreshed(history=history, why=why):
            return [Commit(technical_message(policy, why), now, changed_files(on_file, history))]
        case Changed(history=history, record=record, refreshed=refreshed):
            commits = []
            if refreshed is not None:
                message = technical_message(policy, "read with today's program")
                commits.append(Commit(message, now, changed_files(on_file, refreshed)))
            at = history.snapshot.fetched_at
            commits.append(Commit(record_message(history, record), at, changed_files(refreshed or on_file, history)))
            return commits
        case _:
            return []


def changed_files(before: History | None, after: History) -> dict[str, bytes | None]:
    """The files of a version that differ from those of the one before; null for one that goes."""
    old = version_files(before) if before is not None else {}
    new = version_files(after)
    changed: dict[str, bytes | None] = {path: body for path, body in new.items() if old.get(path) != body}
    return changed | {path: None for path in old if path not in new}


def outbox_path(item: Owed) -> str:
    """Where an owed mail is kept."""
    return f"snapshots/_state/outbox/{item.id}.json"


def state_commit(
    root: Path, status: Status, feeds: Mapping[str, bytes], owed: Mapping[str, Owed], now: datetime
) -> Commit:
    """The last commit of a run: status, feeds and what is owed."""
    files: dict[str, bytes | None] = {"snapshots/_state/status.json": status.to_json()}
    files |= changed_feeds(root, feeds)
    files |= {path: item.to_json() for path, item in owed.items()}
    return Commit(state_message(len(owed)), now, files)


def changed_feeds(root: Path, feeds: Mapping[str, bytes]) -> dict[str, bytes | None]:
    """The feed files whose bytes differ from those on file."""
    changed: dict[str, bytes | None] = {}
    for path, body in feeds.items():
        on_file = root / "feeds" / path
        if not on_file.is_file() or on_file.read_bytes() != body:
            changed[f"feeds/{path}"] = body
    return changed
