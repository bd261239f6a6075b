"""A policy whose id was edited keeps its history: its folder is moved in a technical commit, nobody is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tracker.archive import Archive, Commit, technical
from tracker.model import History, Project
from tracker.pipeline import sources


@dataclass(frozen=True, slots=True)
class Moves:
    """The folders to move: the commits that do it, and the histories under their new ids."""

    commits: tuple[Commit, ...]
    histories: Mapping[str, History]


def renamed(archive: Archive, project: Project) -> Moves:
    """Find folders that no declaration names, and whose addresses are those of a policy that has no folder yet."""
    on_file = set(archive.policies())
    declared = {policy.id for policy in project.policies}
    orphans = {history.snapshot.sources: history for name in on_file - declared if (history := archive.history(name))}
    commits, histories = [], {}
    for policy in project.policies:
        old = orphans.get(sources(policy)) if policy.id not in on_file else None
        if old is None:
            continue
        info = replace(old.snapshot.policy, id=policy.id)
        new = replace(old, snapshot=replace(old.snapshot, policy=info))
        commits.append(technical(new, old, f"renamed from {old.snapshot.policy.id}"))
        histories[policy.id] = new
    return Moves(tuple(commits), histories)
