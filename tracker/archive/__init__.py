"""The archive: policies, records and mail owed in git, committed all or nothing, pushed without force."""

from tracker.archive.archive import Archive, KeptState
from tracker.archive.commits import Commit
from tracker.archive.create import create_repository, repository_top
from tracker.archive.layout import (
    ATTRIBUTES,
    OUTBOX,
    STATUS,
    outbox_files,
    outbox_path,
    status_files,
    version_digest,
    version_files,
)
from tracker.archive.log import LogEntry
from tracker.archive.wording import changed, first_sight, state, technical

__all__ = [
    "ATTRIBUTES",
    "OUTBOX",
    "STATUS",
    "Archive",
    "Commit",
    "KeptState",
    "LogEntry",
    "changed",
    "create_repository",
    "first_sight",
    "outbox_files",
    "outbox_path",
    "repository_top",
    "state",
    "status_files",
    "technical",
    "version_digest",
    "version_files",
]
