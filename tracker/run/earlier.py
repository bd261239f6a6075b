"""Versions from before the first check: from dated files or a web archive. Nobody is told of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from tracker.archive import Archive, Commit
from tracker.declare import load
from tracker.errors import InputError
from tracker.model import Capture, Declaration, History, PolicyStatus, Settings, Value, Verdict
from tracker.pipeline import Changed, Failed, FirstSeen, Outcome, Refreshed, Situation, Unchanged, Withheld, follow
from tracker.run.commits import version_commits
from tracker.run.publish import publish


@dataclass(frozen=True, slots=True)
class EarlierReport(Value):
    """What became of earlier captures: `versions` recorded, by verdict; those passed over, with the reason.

    `read` is the sum of the versions, of the unchanged ones, and of those passed over.
    """

    schema: ClassVar[str] = "tracker/earlier@1"
    policy: str
    read: int
    versions: Mapping[str, int]
    passed_over: tuple[str, ...] = ()
    unchanged: int = 0


def followed(root: Path, name: str) -> tuple[Declaration, Settings]:
    """The declaration of a policy that has no version on file yet.

    Raises:
        InputError: it is not declared, or has versions: earlier ones cannot be put before them.
    """
    project = load(root)
    policy = next((policy for policy in project.policies if policy.id == name), None)
    if policy is None:
        raise InputError(f"No policy is called {name}; `tracker status` lists them.")
    if Archive.open(root).history(name) is not None:
        raise InputError(
            f"snapshots/{name} holds versions already, and earlier ones cannot be put before them; "
            "bring them in before the first run, or under another id."
        )
    return policy, project.settings


def bring_in(root: Path, name: str, captures: Iterable[Capture], *, now: datetime) -> EarlierReport:
    """Record captures, oldest first, as the history of a policy; each commit bears the date of its capture.

    They are judged like any other, holds and returns included, but are not told: no feed and no mail shows them.
    """
    policy, settings = followed(root, name)
    archive = Archive.open(root, contact=settings.contact)
    history: History | None = None
    status, read = PolicyStatus(), 0
    commits: list[Commit] = []
    versions: dict[str, int] = {}
    passed_over: list[str] = []
    with archive.lock():
        for capture in captures:
            read += 1
            outcome = _untold(follow(Situation(policy, history, status, settings), capture))
            commits += version_commits(history, outcome)
            history, status = _after(outcome, history), outcome.status
            kind, reason = _counted(outcome)
            if kind:
                versions[kind] = versions.get(kind, 0) + 1
            if reason:
                passed_over.append(f"{capture.fetched_at:%Y-%m-%d}: {reason}")
        archive.commit(commits)
    publish(root, now=now)
    unchanged = read - sum(versions.values()) - len(passed_over)
    return EarlierReport(name, read, versions, tuple(passed_over), unchanged)


def _untold(outcome: Outcome) -> Outcome:
    if not isinstance(outcome, Changed):
        return outcome
    record = replace(outcome.record, told=False)
    return replace(
        outcome, record=record, history=replace(outcome.history, records=(*outcome.history.records[:-1], record))
    )


def _after(outcome: Outcome, before: History | None) -> History | None:
    return outcome.history if isinstance(outcome, FirstSeen | Changed | Refreshed) else before


def _counted(outcome: Outcome) -> tuple[Verdict | str, str]:
    """Under what a capture is counted, and why it was passed over."""
    match outcome:
        case FirstSeen():
            return "first", ""
        case Changed(record=record):
            return record.change.verdict, ""
        case Withheld(reason=reason):
            return "", reason
        case Failed(failure=failure):
            return "", failure.detail
        case Refreshed() | Unchanged():
            return "", ""
