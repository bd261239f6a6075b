"""Reading the archive again with today's program: our upgrade is never their change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tracker.archive import Archive
from tracker.declare import load
from tracker.model import NotModified, PolicyStatus
from tracker.pipeline import Refreshed, Situation, follow, neighbours
from tracker.run.commits import version_commits
from tracker.run.report import quietly
from tracker.run.sound import sound_histories


def reprocess(root: Path, *, now: datetime, progress: Callable[[str], None] = quietly) -> tuple[str, ...]:
    """Extract every stored snapshot of a declared policy again; commit what differs as technical, and name it.

    What is damaged is left as it is, with a line to `progress`.
    """
    project = load(root)
    archive = Archive.open(root)
    commits, names = [], []
    with archive.lock():
        on_file = {history.snapshot.policy.id: history for history in sound_histories(archive, progress).histories}
        for policy in project.policies:
            history = on_file.get(policy.id)
            near = neighbours(policy, project.policies, on_file)
            situation = Situation(policy, history, PolicyStatus(), project.settings, reread=True, neighbours=near)
            outcome = follow(situation, NotModified(now))
            if isinstance(outcome, Refreshed):
                commits += version_commits(history, outcome)
                names.append(policy.id)
        if commits:
            archive.commit(commits)
            if project.settings.auto_push:
                archive.push()
    return tuple(names)
