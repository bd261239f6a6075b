"""What the archive's tests share: git by hand, and commits to make."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from tests.samples import FERNWEH, FERNWEH_TEXT, FIRST, SECOND, WEEK, at
from tracker.archive import Archive, Commit
from tracker.model import History, PageInfo, Snapshot, State, fingerprint

NOON = datetime(2026, 4, 1, 12, 0, 7, tzinfo=UTC)


def git(folder: Path, *args: str, **options) -> str:
    """What git prints; fails where git does."""
    done = subprocess.run(["git", *args], cwd=folder, capture_output=True, check=False, **options)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8", "surrogateescape")


@dataclass(frozen=True)
class Place:
    """A work tree, looked at with git itself."""

    root: Path

    def git(self, *args: str) -> str:
        return git(self.root, *args)

    def open(self) -> Archive:
        return Archive.open(self.root)

    def head(self) -> str:
        return self.git("rev-parse", "HEAD").strip()

    def subjects(self) -> list[str]:
        return self.git("log", "--format=%s").splitlines()

    def status(self) -> str:
        return self.git("status", "--porcelain", "-z", "--untracked-files=all")

    def refs(self) -> list[str]:
        return self.git("for-each-ref", "--format=%(refname)").splitlines()

    def committed(self, path: str) -> bytes:
        return subprocess.run(
            ["git", "cat-file", "blob", f"HEAD:{path}"], cwd=self.root, capture_output=True, check=True
        ).stdout

    def clone(self, name: str, *options: str) -> Place:
        """A clone beside this one, of this one's remote."""
        remote = self.git("remote", "get-url", "origin").strip()
        git(self.root.parent, "clone", "-q", *options, f"file://{remote}", name)
        return Place(self.root.parent / name)

    def publish(self) -> Path:
        """Give the branch a bare remote that has it."""
        bare = self.root.parent / "remote.git"
        git(self.root.parent, "init", "-q", "--bare", "-b", "main", str(bare))
        self.git("remote", "add", "origin", str(bare))
        self.git("push", "-q", "-u", "origin", "main")
        return bare


def commit(files: Mapping[str, bytes | None], subject: str = "Record", minutes: int = 0) -> Commit:
    return Commit(subject, "", (("Verdict", "none"),), NOON + timedelta(minutes=minutes), files)


def first(body: bytes = b"<h1>Privacy policy</h1>", markdown: str = FERNWEH_TEXT) -> History:
    """A first sight, whole: its page has the hash that page.json states."""
    page = PageInfo("page.html", FERNWEH.urls[0], FERNWEH.urls[0], "text/html", sha256(body).hexdigest())
    words = fingerprint(markdown)
    snapshot = Snapshot(FERNWEH, (page,), at("2026-03-01 06:00"), "0" * 64, "1" * 64, "Privacy policy", "en", (), words)
    return History(snapshot, markdown, WEEK, (State(words, at("2026-03-01 06:00"), None),), (), (body,))


def second(before: History | None = None) -> History:
    """The version after it, with its record."""
    before = before or first()
    markdown = before.markdown.replace("Lindenpost", "Birkenpost")
    states = (*before.states, State(fingerprint(markdown), at("2026-04-01 06:00"), FIRST.id))
    snapshot = replace(before.snapshot, fetched_at=at("2026-04-01 06:00"), fingerprint=fingerprint(markdown))
    return replace(before, snapshot=snapshot, markdown=markdown, states=states, records=(FIRST,))


def third() -> History:
    before = second()
    return replace(before, markdown=before.markdown + "\nMore.\n", records=(FIRST, SECOND))
