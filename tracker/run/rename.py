"""A policy whose id was edited keeps its history: its folder is moved in a technical commit, nobody is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tracker.archive import Commit, technical
from tracker.model import History, Project
from tracker.pipeline import sources
from tracker.run.sound import Sound


@dataclass(frozen=True, slots=True)
class Moves:
    """The commits that move folders, and every history by its id after them."""

    commits: tuple[Commit, ...]
    histories: Mapping[str, History]


def renamed(sound: Sound, project: Project) -> Moves:
    """Find histories that no declaration names, and whose addresses are those of a policy that has none yet.

    Nothing is moved to where damaged files are.
    """
    histories = {history.snapshot.policy.id: history for history in sound.histories}
    declared = {policy.id for policy in project.policies}
    orphans = {history.snapshot.sources: history for name, history in histories.items() if name not in declared}
    commits = []
    for policy in project.policies:
        if policy.id in histories or policy.id in sound.problems:
            continue
        old = orphans.pop(sources(policy), None)
        if old is not None:
            info = replace(old.snapshot.policy, id=policy.id)
            new = replace(old, snapshot=replace(old.snapshot, policy=info))
            commits.append(technical(new, old, f"renamed from {old.snapshot.policy.id}"))
            del histories[old.snapshot.policy.id]
            histories[policy.id] = new
    return Moves(tuple(commits), histories)
