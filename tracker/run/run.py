"""One check of every policy: fetch, decide, commit all at once, push."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from tracker.archive import STATUS, Archive, Commit
from tracker.declare import load
from tracker.errors import InputError, LostRace
from tracker.fetch import fetch
from tracker.mail import owe, recipient_key
from tracker.model import Declaration, History, Owed, PolicyStatus, Project, Record, Status, Validators
from tracker.pipeline import (
    Changed,
    FirstSeen,
    Outcome,
    Refreshed,
    Situation,
    digest,
    follow,
    secrets_of,
    sources,
)
from tracker.publish import publish_feeds, publish_site
from tracker.run.commits import state_commit, version_commits
from tracker.run.people import People, people
from tracker.run.rename import renamed
from tracker.run.report import RunReport, describe, quietly

STATUS_EVERY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Work:
    """What one attempt at a run has to go on."""

    root: Path
    project: Project
    chosen: tuple[Declaration, ...]
    people: People
    now: datetime
    clock: Callable[[], datetime]
    environ: Mapping[str, str]
    dry_run: bool
    progress: Callable[[str], None]


def run(
    root: Path,
    *,
    now: datetime,
    environ: Mapping[str, str],
    only: Collection[str] = (),
    dry_run: bool = False,
    clock: Callable[[], datetime] | None = None,
    progress: Callable[[str], None] = quietly,
) -> RunReport:
    """Check the declared policies once.

    Args:
        root: the folder with policies.toml, snapshots/ and feeds/.
        now: when the run starts, with its zone.
        environ: where secrets, subscribers and the key come from.
        only: ids of the policies to check; all where empty.
        dry_run: decide and report, write nothing.
        clock: tells the time of each fetch; `now` for all where absent (replays).
        progress: called with a plain line for every policy done.

    Raises:
        DeclarationError, SettingsError, InputError: before anything is fetched.
        LockedError: where another run is at work.
        PushError: where the remote refused; the commits are kept and the next run pushes them.
    """
    project = load(root)
    work = _Work(
        root=root,
        project=project,
        chosen=_choose(project, only),
        people=people(root, environ),
        now=now,
        clock=clock or (lambda: now),
        environ=environ,
        dry_run=dry_run,
        progress=progress,
    )
    archive = Archive.open(root, contact=project.settings.contact)
    with archive.lock():
        try:
            return _attempt(archive, work)
        except LostRace:
            progress("another run recorded first; checking once more on top of it")
            return _attempt(archive, work)


def _choose(project: Project, only: Collection[str]) -> tuple[Declaration, ...]:
    ids = {policy.id for policy in project.policies}
    unknown = sorted(set(only) - ids)
    if unknown:
        raise InputError(f"No policy is called {', '.join(unknown)}; `tracker status` lists them.")
    return tuple(policy for policy in project.policies if not only or policy.id in only)


def _attempt(archive: Archive, work: _Work) -> RunReport:
    status = archive.status()
    moves = renamed(archive, work.project)
    histories = {policy.id: moves.histories.get(policy.id) or archive.history(policy.id) for policy in work.chosen}
    outcomes = _check(work, status, histories)
    ordered = [(policy, outcomes[policy.id]) for policy in work.chosen]
    commits = list(moves.commits)
    for policy, outcome in ordered:
        commits += version_commits(histories[policy.id], outcome)
    statuses = {**status.policies, **{policy.id: outcome.status for policy, outcome in ordered}}
    alerts = _alerts(work, statuses)
    statuses |= {name: replace(statuses[name], alerted=True) for name in alerts}
    everything = _merge(archive, histories, outcomes)
    owed = _owed(archive, work, outcomes, alerts, statuses)
    report = RunReport(
        started_at=work.now,
        policies=tuple(describe(policy.id, outcome) for policy, outcome in ordered),
        commits=len(commits),
        pushed=None,
        owed=len(owed),
        alerts=alerts,
        dry_run=work.dry_run,
    )
    if work.dry_run:
        return report
    pushed = _record(archive, work, commits, Status(status.written_at, statuses), status, everything, owed)
    return replace(report, pushed=pushed)


def _check(work: _Work, status: Status, histories: Mapping[str, History | None]) -> dict[str, Outcome]:
    """Fetch and decide; results are taken as they come."""
    by_id = {policy.id: policy for policy in work.chosen}
    known = {
        policy.id: _validators(policy, histories[policy.id], status.policies.get(policy.id)) for policy in work.chosen
    }
    outcomes: dict[str, Outcome] = {}
    results = fetch(work.chosen, work.project.settings, known, clock=work.clock, root=work.root, environ=work.environ)
    for name, result in results:
        policy = by_id[name]
        situation = Situation(
            policy,
            histories[name],
            status.policies.get(name, PolicyStatus()),
            work.project.settings,
            secrets_of(policy, work.environ),
        )
        outcomes[name] = follow(situation, result)
        line = describe(name, outcomes[name])
        work.progress(f"[{len(outcomes)}/{len(by_id)}] {name}: {line.outcome}{f' - {line.detail}' * bool(line.detail)}")
    return outcomes


def _validators(policy: Declaration, history: History | None, status: PolicyStatus | None) -> Mapping[str, Validators]:
    """What may be sent to ask for changes only: nothing where a 304 would not mean "as on file"."""
    if history is None or status is None or status.held is not None:
        return {}
    on_file = history.snapshot
    if status.words != on_file.fingerprint.sha256 or on_file.sources != sources(policy):
        return {}
    return status.validators


def _alerts(work: _Work, statuses: Mapping[str, PolicyStatus]) -> tuple[str, ...]:
    least = work.project.settings.failures_before_alert
    return tuple(
        policy.id for policy in work.chosen if statuses[policy.id].failures >= least and not statuses[policy.id].alerted
    )


def _merge(
    archive: Archive, histories: Mapping[str, History | None], outcomes: Mapping[str, Outcome]
) -> tuple[History, ...]:
    """Every history as it will stand after this run, policies no longer followed included."""
    new: dict[str, History] = {name: history for name, history in histories.items() if history is not None}
    for name, outcome in outcomes.items():
        match outcome:
            case FirstSeen(history=history) | Refreshed(history=history) | Changed(history=history):
                new[name] = history
            case _:
                pass
    others = [archive.history(name) for name in archive.policies() if name not in histories]
    return tuple(sorted([*new.values(), *filter(None, others)], key=lambda history: history.snapshot.policy.id))


def _owed(
    archive: Archive,
    work: _Work,
    outcomes: Mapping[str, Outcome],
    alerts: Sequence[str],
    statuses: Mapping[str, PolicyStatus],
) -> tuple[Owed, ...]:
    told = tuple(
        outcome.record for outcome in outcomes.values() if isinstance(outcome, Changed) and outcome.record.told
    )
    withdrawn = _withdrawn_records(outcomes)
    if work.people.key is None:
        return ()
    owed = owe(told, work.people.subscribers, work.people.key, work.now, already=archive.outbox(), withdrawn=withdrawn)
    contact = work.project.settings.contact
    if alerts and "@" in contact:
        recipient = recipient_key(contact, work.people.key)
        since = [f"{name} {statuses[name].failing_since}" for name in alerts]
        owed = (*owed, Owed(f"alert-{digest(' '.join(since))[:24]}", recipient, (), work.now, failing=tuple(alerts)))
    return owed


def _withdrawn_records(outcomes: Mapping[str, Outcome]) -> dict[str, Record]:
    """The told changes that this run takes back, by id."""
    found: dict[str, Record] = {}
    for outcome in outcomes.values():
        if isinstance(outcome, Changed) and outcome.record.withdraws:
            found |= {record.id: record for record in outcome.history.records if record.id == outcome.record.withdraws}
    return found


def _record(
    archive: Archive,
    work: _Work,
    commits: list[Commit],
    status: Status,
    before: Status,
    histories: tuple[History, ...],
    owed: tuple[Owed, ...],
) -> bool | None:
    """Commit all at once and push; a quiet run only writes the status file."""
    due = before.written_at is None or work.now - before.written_at >= STATUS_EVERY
    held_moved = {n: p.held for n, p in status.policies.items()} != {n: p.held for n, p in before.policies.items()}
    if commits or owed or due or held_moved:
        status = replace(status, written_at=work.now)
        feeds = publish_feeds(histories, work.project.settings)
        commits.append(state_commit(work.root, status, feeds, owed, work.now))
        archive.commit(commits)
    else:
        archive.write({STATUS: status.to_json()})
    pushed = archive.push() if work.project.settings.auto_push else None
    site = publish_site(histories, status, work.project.settings)
    archive.write({f"feeds/{path}": body for path, body in site.items()})
    return pushed or None
