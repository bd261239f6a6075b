"""Which commits an outcome asks for, and the last one of a run: status, feeds and what is owed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from tracker.archive import Commit, changed, first_sight, outbox_files, outbox_path, state, status_files, technical
from tracker.model import History, Status
from tracker.model.wording import count
from tracker.pipeline import REREAD, Changed, FirstSeen, Outcome, Refreshed
from tracker.run.owed import Debts


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


def state_commit(root: Path, status: Status, feeds: Mapping[str, bytes], debt: Debts, now: datetime) -> Commit:
    """The last commit of a run."""
    mails = f", {count(debt.mails, 'mail')} owed" if debt.mails else ""
    files = status_files(status) | changed_feeds(root, feeds)
    files |= dict.fromkeys(map(outbox_path, debt.settled)) | outbox_files(debt.owed)
    return state(f"State of the checks{mails}", files, now)


def changed_feeds(root: Path, feeds: Mapping[str, bytes]) -> dict[str, bytes | None]:
    """The feed files whose bytes differ from those on file."""
    found: dict[str, bytes | None] = {}
    for path, body in feeds.items():
        on_file = root / "feeds" / path
        if not on_file.is_file() or on_file.read_bytes() != body:
            found[f"feeds/{path}"] = body
    return found
