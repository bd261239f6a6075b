"""Feeds and pages from what is on file; the same files give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path

from tracker.archive import Archive, state
from tracker.declare import load
from tracker.model import History, NoticeVerdict, Owed, Project, Settings, Status
from tracker.publish import NOTHING, publish_feeds, publish_site, remember, remembered_in
from tracker.run.commits import changed_feeds
from tracker.run.report import quietly
from tracker.run.sound import sound_histories
from tracker.run.stands import stands


def publish(root: Path, *, now: datetime, progress: Callable[[str], None] = quietly) -> tuple[str, ...]:
    """Write feeds/ from snapshots/; commit the feeds that differ, push, and name every file.

    What is damaged is left out, with a line to `progress`; what the feeds held of it stays there.
    """
    project = load(root)
    settings = project.settings
    archive = Archive.open(root)
    with archive.lock():
        sound, kept = sound_histories(archive, progress), archive.state()
        for line in kept.damaged.values():
            progress(line)
        feeds = feed_files(archive, sound.histories, sound.problems, settings)
        changed = changed_feeds(root, feeds)
        if changed:
            archive.commit([state("Publish the feeds again", changed, now)])
            if settings.auto_push:
                archive.push()
        site = site_files(sound.histories, kept.status, project, kept.outbox)
        archive.write(site)
    return tuple(sorted([*(f"feeds/{path}" for path in feeds), *site]))


def feed_files(
    archive: Archive, histories: Sequence[History], problems: Collection[str], settings: Settings
) -> dict[str, bytes]:
    """The feeds by their paths below feeds/. Entries of policies with problems stay as the feeds on file have them."""
    lost = {name: archive.change_ids(name) for name in problems}
    known = remember(archive.feeds(remembered_in(lost)), lost) if lost else NOTHING
    return publish_feeds(histories, settings, known)


def site_files(
    histories: Sequence[History], status: Status, project: Project, outbox: Collection[Owed]
) -> dict[str, bytes]:
    """The pages by their paths, with the notice verdicts as they stand today."""
    verdicts: dict[str, NoticeVerdict] = {}
    for history in histories:
        verdicts |= stands(history, project, outbox)
    declared = {policy.id for policy in project.policies}
    site = publish_site(histories, status, project.settings, verdicts, declared)
    return {f"feeds/{path}": body for path, body in site.items()}
