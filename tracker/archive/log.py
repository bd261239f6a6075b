"""The log of a policy, for people to read. Nothing is decided by it: a scheduled job has a shallow clone."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from tracker.archive.layout import PAGE
from tracker.archive.repository import Repository

_TRAILER = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,40}): (.+)")


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One commit; `id` means something to the archive only."""

    id: str
    at: datetime
    subject: str
    body: str
    trailers: tuple[tuple[str, str], ...]


def read_log(repository: Repository, folder: bytes, limit: int | None = None) -> tuple[LogEntry, ...]:
    """The commits that touched a folder, newest first."""
    if repository.commit_id("HEAD") is None:
        return ()
    most = [] if limit is None else [f"--max-count={limit}"]
    out = repository.run("log", "-z", "--format=%H%n%at%n%B", *most, "HEAD", "--", os.fsdecode(folder))
    return tuple(_entry(item) for item in out.decode("utf-8", "replace").split("\0") if item)


def text_of(repository: Repository, path: bytes, entry: LogEntry) -> str | None:
    """A text file as a commit left it."""
    found = repository.tree(entry.id, path).get(path)
    if found is None:
        return None
    return next(data for _, data in repository.blobs([found.id])).decode("utf-8", "replace")


def files_of(repository: Repository, folder: bytes, entry: LogEntry) -> dict[str, bytes]:
    """The pages of a version, and what describes them, as a commit left them, by their names inside the folder."""
    entries = repository.tree(entry.id, folder)
    names = {place: os.fsdecode(place.removeprefix(folder)) for place in entries}
    wanted = [place for place, name in names.items() if name == "page.json" or PAGE.fullmatch(name)]
    bodies = repository.blobs([entries[place].id for place in wanted])
    return {names[place]: body for place, (_, body) in zip(wanted, bodies, strict=True)}


def _entry(item: str) -> LogEntry:
    commit, seconds, text = item.split("\n", 2)
    *paragraphs, last = text.strip("\n").split("\n\n")
    found = [_TRAILER.fullmatch(line) for line in last.split("\n")] if paragraphs else []
    trailers = tuple((match[1], match[2]) for match in found if match)
    if not trailers or len(trailers) < len(found):
        paragraphs, trailers = [*paragraphs, last], ()
    return LogEntry(
        id=commit,
        at=datetime.fromtimestamp(int(seconds), UTC),
        subject=paragraphs[0].replace("\n", " "),
        body="\n\n".join(paragraphs[1:]),
        trailers=trailers,
    )
