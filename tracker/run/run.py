"""One check of every policy: fetch, decide, commit all at once, push."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from tracker.archive import STATUS, Archive, Commit, KeptState, outbox_path, version_digest
from tracker.declare import load
from tracker.errors import InputError, LostRace, PushError
from tracker.model import Declaration, History, PolicyStatus, Project, Status
from tracker.run.check import check, histories_after
from tracker.run.commits import state_commit, version_commits
from tracker.run.owed import Debts, alert, debts, newly_stuck, publishers_duties
from tracker.run.people import people
from tracker.run.publish import make_feeds, write_site
from tracker.run.rename import renamed
from tracker.run.report import RunReport, describe, moved_for_good, quietly
from tracker.run.sound import Sound, sound_histories
from tracker.run.work import Work

STATUS_EVERY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _After:
    """What stands once a run has decided."""

    status: Status
    stand: Sound
    debt: Debts


def run(
    root: Path,
    *,
    now: datetime,
    environ: Mapping[str, str],
    only: Collection[str] = (),
    dry_run: bool = False,
    clock: Callable[[], datetime] | None = None,
    progress: Callable[[str], None] = quietly,
    project: Project | None = None,
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
        project: the declarations, where they were loaded already.

    Raises:
        DeclarationError, SettingsError, InputError: before anything is fetched.
        LockedError: where another run is at work.
        LostRace: where other runs recorded the same policies first, twice.
    """
    project = project or load(root)
    work = Work(
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


def _attempt(archive: Archive, work: Work) -> RunReport:
    if work.project.settings.auto_push and not work.dry_run:
        _catch_up(archive, work)
    kept = archive.state()
    status, outbox = kept.status, kept.outbox
    sound = sound_histories(archive, work.progress)
    moves = renamed(sound, work.project)
    outcomes = check(work, moves.histories, sound.problems, status)
    commits = list(moves.commits)
    for name, outcome in outcomes.items():
        commits += version_commits(moves.histories.get(name), outcome)
    checked = {name: outcome.status for name, outcome in outcomes.items()}
    declared = {policy.id for policy in work.project.policies}
    statuses = {name: last for name, last in {**status.policies, **checked}.items() if name in declared}
    stuck = newly_stuck(work, statuses)
    statuses |= {name: replace(statuses[name], alerted=True) for name in stuck}
    everything = histories_after(moves.histories, outcomes)
    debt = debts(work, outcomes, everything, outbox)
    owed = (item for item in (*debt.owed, *alert(work, stuck)) if outbox_path(item) not in kept.damaged)
    debt = replace(debt, owed=tuple(owed))  # in a damaged file may stand that a mail went out
    report = RunReport(
        started_at=work.now,
        policies=tuple(describe(name, outcome) for name, outcome in outcomes.items()),
        commits=len(commits),
        pushed=None,
        owed=debt.mails,
        alerts=tuple(stuck),
        duties=publishers_duties(work, everything, (*outbox, *debt.owed)),
        dry_run=work.dry_run,
        moved=_newly_moved(checked, status),
        damaged=_damaged(archive, work, kept),
    )
    if work.dry_run:
        return report
    after = _After(Status(status.written_at, statuses), _standing(everything, sound), debt)
    try:
        pushed = _record(archive, work, commits, after, kept)
    except PushError as error:
        return replace(report, pushed=False, push_problem=str(error))
    return replace(report, pushed=pushed or None)


def _newly_moved(checked: Mapping[str, PolicyStatus], before: Status) -> tuple[str, ...]:
    """What is said of the pages that the check before did not find to have moved."""
    return tuple(
        f"{name}: {moved_for_good(old, new)}"
        for name, last in checked.items()
        for old, new in last.moved.items()
        if before.policies.get(name, PolicyStatus()).moved.get(old) != new
    )


def _standing(histories: tuple[History, ...], sound: Sound) -> Sound:
    """What stands after the run, with the hashes of what each history was, or will be, read from."""
    read = {history.snapshot.policy.id: history for history in sound.histories}
    digests = {}
    for history in histories:
        name = history.snapshot.policy.id
        digests[name] = sound.digests[name] if read.get(name) is history else version_digest(history)
    return Sound(histories, sound.problems, digests, sound.remains)


def _damaged(archive: Archive, work: Work, kept: KeptState) -> tuple[str, ...]:
    """What is said of damaged files of the state; a damaged status is set aside, for it is written anew."""
    told = dict(kept.damaged)
    if STATUS in told:
        copy = "" if work.dry_run else f" It was kept as {archive.set_aside(STATUS)}."
        told[STATUS] = f"{STATUS} was damaged; this run went on without it.{copy}"
    for line in told.values():
        work.progress(line)
    return tuple(told.values())


def _catch_up(archive: Archive, work: Work) -> None:
    """Bring in what others pushed, so that races are rare; a remote that cannot be reached now may be by the end."""
    try:
        archive.pull()
    except PushError as error:
        work.progress(f"not brought up to date with the remote: {error}")


def _record(archive: Archive, work: Work, commits: list[Commit], after: _After, kept: KeptState) -> bool:
    """Commit all at once and push; a quiet run only writes the status file.

    Raises:
        PushError: the commits stand here, and the remote does not have them.
    """
    status, before, debt = after.status, kept.status, after.debt
    due = before.written_at is None or work.now - before.written_at >= STATUS_EVERY
    held_moved = {n: p.held for n, p in status.policies.items()} != {n: p.held for n, p in before.policies.items()}
    if commits or debt.owed or debt.settled or due or held_moved:
        status = replace(status, written_at=work.now)
        feeds = make_feeds(archive, after.stand, work.project)
        commits.append(state_commit(work.root, status, feeds.made, debt, work.now))
        archive.commit(commits)
        feeds.note(archive)
    else:
        archive.write({STATUS: status.to_json()})
    write_site(archive, after.stand, status, work.project, archive.outbox())
    return work.project.settings.auto_push and archive.push()
