"""Fetch and decide, policy by policy: one policy's trouble is its own."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.archive import Archive
from tracker.errors import CorruptArchiveError
from tracker.fetch import fetch
from tracker.model import Declaration, Failure, FetchResult, History, PolicyStatus, Status, Validators
from tracker.pipeline import Changed, FirstSeen, Outcome, Refreshed, Situation, follow, secrets_of, sources
from tracker.run.report import describe
from tracker.run.work import Work


@dataclass(frozen=True, slots=True)
class Checked:
    """The files before the check, and what came of each policy, in the order of the declarations."""

    on_file: Mapping[str, History | None]
    outcomes: Mapping[str, Outcome]


def check(work: Work, archive: Archive, status: Status, moved: Mapping[str, History]) -> Checked:
    """Fetch and decide; results are taken as they come, and told in the order of the declarations.

    A policy whose files are damaged is not fetched: it fails with the word on how to restore them.
    """
    on_file: dict[str, History | None] = {}
    outcomes: dict[str, Outcome] = {}
    for policy in work.chosen:
        try:
            on_file[policy.id] = moved.get(policy.id) or archive.history(policy.id)
        except CorruptArchiveError as error:
            damage = Failure("unreadable", str(error), "", work.clock(), lasting=True)
            outcomes[policy.id] = _follow(work, policy, None, status, damage)
    sound = [policy for policy in work.chosen if policy.id in on_file]
    by_id = {policy.id: policy for policy in sound}
    known = {policy.id: _validators(policy, on_file[policy.id], status.policies.get(policy.id)) for policy in sound}
    results = fetch(sound, work.project.settings, known, clock=work.clock, root=work.root, environ=work.environ)
    for name, result in results:
        outcomes[name] = _follow(work, by_id[name], on_file[name], status, result)
        line = describe(name, outcomes[name])
        work.progress(
            f"[{len(outcomes)}/{len(work.chosen)}] {name}: {' - '.join(filter(None, (line.outcome, line.detail)))}"
        )
    return Checked(on_file, {policy.id: outcomes[policy.id] for policy in work.chosen})


def _follow(work: Work, policy: Declaration, history: History | None, status: Status, result: FetchResult) -> Outcome:
    settings = work.project.settings
    secrets = secrets_of(policy, work.environ)
    known = Situation(policy, history, status.policies.get(policy.id, PolicyStatus()), settings, secrets)
    try:
        return follow(known, result)
    except Exception as error:  # noqa: BLE001 - a fault of ours with one page must not stop the others
        place = traceback.extract_tb(error.__traceback__)[-1]
        detail = (
            f"A fault of the tracker: {type(error).__name__} at {place.name}, line {place.lineno}; please report it."
        )
        return follow(known, Failure("unreadable", detail, "", work.clock(), lasting=True))


def _validators(policy: Declaration, history: History | None, status: PolicyStatus | None) -> Mapping[str, Validators]:
    """What may be sent to ask for changes only: nothing where a 304 would not mean "as on file"."""
    if history is None or status is None or status.held is not None:
        return {}
    on_file = history.snapshot
    if status.words != on_file.fingerprint.sha256 or on_file.sources != sources(policy):
        return {}
    return status.validators


def histories_after(archive: Archive, checked: Checked) -> tuple[History, ...]:
    """Every history as it will stand after this run, policies no longer followed included, damaged ones left out."""
    new: dict[str, History] = {name: history for name, history in checked.on_file.items() if history is not None}
    for name, outcome in checked.outcomes.items():
        match outcome:
            case FirstSeen(history=history) | Refreshed(history=history) | Changed(history=history):
                new[name] = history
            case _:
                pass
    for name in archive.policies():
        if name not in checked.outcomes and (other := _sound(archive, name)) is not None:
            new[name] = other
    return tuple(new[name] for name in sorted(new))


def _sound(archive: Archive, name: str) -> History | None:
    try:
        return archive.history(name)
    except CorruptArchiveError:
        return None
