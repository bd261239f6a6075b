"""Feeds and pages from what is on file; the same files give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tracker.archive import Archive, state
from tracker.declare import load
from tracker.model import NoticeVerdict, Owed, Project, Status
from tracker.model.baseline import BaselineVerdict
from tracker.pipeline import baseline_verdicts
from tracker.publish import NOTHING, plan_feeds, plan_site, remember, remembered_in
from tracker.run.commits import changed_feeds
from tracker.run.report import quietly
from tracker.run.sound import Sound, sound_histories
from tracker.run.stands import own_policies, stands


@dataclass(frozen=True, slots=True)
class Feeds:
    """Feeds by their paths below feeds/: those that had to be made, and what each of all was made of."""

    made: Mapping[str, bytes]
    inputs: Mapping[str, str]

    def note(self, archive: Archive) -> None:
        """Remember what they were made of, once they stand."""
        archive.made.note({f"feeds/{path}": made_of for path, made_of in self.inputs.items()})


def publish(root: Path, *, now: datetime, progress: Callable[[str], None] = quietly) -> tuple[str, ...]:
    """Write feeds/ from snapshots/; commit the feeds that differ, push, and name every file.

    What is damaged is left out, with a line to `progress`; what the feeds held of it stays there.
    """
    project = load(root)
    settings = project.settings
    archive = Archive.open(root)
    with archive.lock():
        stand, kept = sound_histories(archive, progress), archive.state()
        for line in kept.damaged.values():
            progress(line)
        feeds = make_feeds(archive, stand, project, afresh=True)
        changed = changed_feeds(root, feeds.made)
        if changed:
            archive.commit([state("Publish the feeds again", changed, now)])
            archive.write({path: feeds.made[path.removeprefix("feeds/")] for path in changed})  # those git had, too
            if settings.auto_push:
                archive.push()
        feeds.note(archive)
        site = write_site(archive, stand, kept.status, project, kept.outbox, afresh=True)
    return tuple(sorted([*(f"feeds/{path}" for path in feeds.made), *site]))


def make_feeds(archive: Archive, stand: Sound, project: Project, *, afresh: bool = False) -> Feeds:
    """The feeds that are not made of the same as those that stand; all where they are to be made `afresh`.

    Entries of policies with problems stay as the feeds on file have them.
    """
    lost = {name: archive.change_ids(name) for name in stand.problems}
    known = remember(archive.feeds(remembered_in(lost)), lost) if lost else NOTHING
    plan = plan_feeds(stand.histories, project.settings, known, stand.digests, own_policies(project))
    there = {} if afresh else archive.made.read()
    made = {path: sheet.make() for path, sheet in plan.items() if sheet.moved(there.get(f"feeds/{path}"))}
    return Feeds(made, {path: sheet.inputs for path, sheet in plan.items()})


def write_site(
    archive: Archive,
    stand: Sound,
    status: Status,
    project: Project,
    outbox: Collection[Owed],
    *,
    afresh: bool = False,
) -> tuple[str, ...]:
    """Write the pages, with the notice verdicts as they stand today, and name them all.

    Pages made of the same as those that stand are not made again, unless all are to be made `afresh`.
    """
    verdicts: dict[str, NoticeVerdict] = {}
    laws: dict[str, Sequence[BaselineVerdict]] = {}
    histories = (*stand.histories, *stand.remains)
    for history in histories:
        verdicts |= stands(history, project, outbox)
        laws |= baseline_verdicts(history)
    declared = {policy.id for policy in project.policies}
    plan = plan_site(histories, status, project.settings, verdicts, declared, laws, stand.digests, stand.problems)
    pages = {f"feeds/{path}": sheet for path, sheet in plan.items()}
    there = {} if afresh else archive.made.read()
    archive.write({path: sheet.make() for path, sheet in pages.items() if sheet.moved(there.get(path))})
    archive.made.note({path: sheet.inputs for path, sheet in pages.items()})
    return tuple(pages)
