"""What can be read of the archive: one policy's damaged files are its own trouble."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from tracker.archive import Archive
from tracker.errors import ArchiveError
from tracker.model import History, NoticeRule, Record, Snapshot
from tracker.run.report import quietly


class Sound(NamedTuple):
    """The histories that can be read, in order of their ids, and what is wrong with the others, by id.

    `digests` are hashes of what each was read from, by id. `remains` are the changes that can still be read of the
    damaged ones, for the pages: histories without a text, a promise or a date of first sight.
    """

    histories: tuple[History, ...]
    problems: Mapping[str, str]
    digests: Mapping[str, str]
    remains: tuple[History, ...] = ()


def sound_histories(archive: Archive, progress: Callable[[str], None] = quietly) -> Sound:
    """Read every policy on file, declared or not; `progress` is called with a plain line for each that is damaged."""
    histories: list[History] = []
    remains: list[History] = []
    problems: dict[str, str] = {}
    digests: dict[str, str] = {}
    for name in archive.policies():
        try:
            version = archive.version(name)
        except ArchiveError as error:
            problems[name] = str(error)
            progress(f"{name}: {error}")
            if records := archive.records(name):
                remains.append(_remains(name, records))
        else:
            if version is not None:
                histories.append(version.history)
                digests[name] = version.digest
    return Sound(tuple(histories), problems, digests, tuple(remains))


def _remains(name: str, records: tuple[Record, ...]) -> History:
    last = records[-1]
    info = replace(last.policy, id=name)
    snapshot = Snapshot(info, (), last.seen.first_with, "", "", None, None, (), last.after)
    return History(snapshot, "", NoticeRule(none_found=True), (), records)
