"""How a commit comes about so that a run killed anywhere leaves the old state or the new one, never a mixture.

1. `refs/worktree/tracker/journal/base` := HEAD
2. the new commits go into `.../next`, all in one stream          <- from here on they will happen
3. work tree, then index, are brought along for exactly the paths that differ
4. the branch moves from base to next, if it still stands at base
5. next, then base, are deleted

`recover` looks at what a killed run left: next there and HEAD at base: go on with 3; HEAD at next: go on with 5; HEAD
elsewhere (somebody committed in between): take back what 3 had written, and forget it. No next: nothing had happened.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tracker.archive.commits import Commit, message
from tracker.archive.repository import Entry, Failed, Repository
from tracker.archive.worktree import WorkTree
from tracker.errors import ArchiveError

FOLDER = "refs/worktree/tracker/journal/"  # under refs/worktree/ each linked work tree has its own
BASE = FOLDER + "base"
NEXT = FOLDER + "next"
_LINK, _SUBMODULE, _EXECUTABLE = "120000", "160000", "100755"


class Step(NamedTuple):
    """Give a path this entry (None: remove it), in the work tree and in the index.

    Where `only_from` is a tuple, only if it now has the entry inside: what a person did to the file stays.
    """

    path: bytes
    target: Entry | None
    only_from: tuple[Entry | None] | None = None


class Journal:
    """Moves the branch, with work tree and index, from one commit to another. The caller holds the lock."""

    def __init__(self, repository: Repository, work_tree: WorkTree, is_ours: Callable[[bytes], bool]) -> None:
        self._repository = repository
        self._work_tree = work_tree
        self._is_ours = is_ours

    def record(self, stream: Iterable[bytes]) -> str:
        """Run a fast-import stream that fills `NEXT`, then make it the state of the branch; returns the new tip."""
        base = self._begin()
        try:
            self._repository.run("fast-import", "--quiet", "--done", "--date-format=raw", stdin=stream)
        except Failed as error:
            raise ArchiveError(f"The commits cannot be stored. git says: {error.reason}") from error
        tip = self._repository.commit_id(NEXT)
        assert tip is not None
        self._finish(base, tip)
        return tip

    def adopt(self, tip: str) -> None:
        """Make a commit that exists already the state of the branch."""
        base = self._begin()
        self._repository.set_ref(NEXT, tip)
        self._finish(base, tip)

    def pending(self) -> bool:
        """Whether a run is at work, or was killed."""
        return bool(self._repository.refs(FOLDER))

    def recover(self) -> None:
        """Finish or take back what a killed run left."""
        left = self._repository.refs(FOLDER)
        base, tip = left.get(BASE), left.get(NEXT)
        if tip is not None:
            head = self._repository.commit_id("HEAD")
            if head == base:
                self._finish(base, tip)
            elif head != tip:
                self._take_back(base, tip, head)
        if left:
            self._clear()  # what is left of a kill before the first commit or after the last step

    def _begin(self) -> str | None:
        self.recover()
        head = self._repository.commit_id("HEAD")
        if head is not None:
            self._repository.set_ref(BASE, head)
        return head

    def _finish(self, base: str | None, tip: str) -> None:
        self._apply(
            Step(path, after, None if self._is_ours(path) else (before,))
            for path, (before, after) in self._repository.diff(base, tip).items()
        )
        try:
            self._repository.set_ref("HEAD", tip, base or "")
        except Failed as error:
            self._take_back(base, tip, self._repository.commit_id("HEAD"))
            raise ArchiveError(
                f"The branch moved while the run was committing; run again. git says: {error.reason}"
            ) from error
        self._clear()

    def _take_back(self, base: str | None, tip: str, head: str | None) -> None:
        now = self._repository.tree(head)
        self._apply(
            Step(path, now.get(path), (after,)) for path, (_, after) in self._repository.diff(base, tip).items()
        )
        self._clear()

    def _clear(self) -> None:
        self._repository.drop_refs(NEXT, BASE)

    def _apply(self, steps: Iterable[Step]) -> None:
        todo = list(steps)
        on_disk = [step for step in todo if step.only_from is None or self.has(step.path, step.only_from[0])]
        for step in on_disk:
            if step.target is None:  # first, so that a folder can take the place of a file, and the other way round
                self._work_tree.remove(self._repository.top, os.fsdecode(step.path))
        self._write([(step.path, step.target) for step in on_disk if step.target is not None])
        index = self._repository.index() if any(step.only_from for step in todo) else {}
        self._repository.stage(
            {step.path: step.target for step in todo if step.only_from in (None, (index.get(step.path),))}
        )

    def _write(self, entries: Sequence[tuple[bytes, Entry]]) -> None:
        plain = [(path, entry) for path, entry in entries if entry.mode != _SUBMODULE]
        contents = self._repository.blobs(entry.id for _, entry in plain)
        for (path, entry), (_, data) in zip(plain, contents, strict=True):
            name = os.fsdecode(path)
            if entry.mode == _LINK:
                self._work_tree.link(self._repository.top, name, data)
            else:
                self._work_tree.put(self._repository.top, name, data, executable=entry.mode == _EXECUTABLE)

    def has(self, path: bytes, entry: Entry | None) -> bool:
        """Whether the work tree has this entry at this path (line ends of Windows apart, which git may have made)."""
        target = self._repository.top / os.fsdecode(path)
        try:
            mode = target.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return entry is None
        if entry is None or entry.mode == _SUBMODULE:
            return entry is not None
        if stat.S_ISLNK(mode):
            return entry == Entry(_LINK, self._repository.blob_id(os.fsencode(target.readlink())))
        if not stat.S_ISREG(mode) or entry.mode == _LINK:
            return False
        data = target.read_bytes()
        return entry.id in {self._repository.blob_id(data), self._repository.blob_id(data.replace(b"\r\n", b"\n"))}


def stream(
    commits: Iterable[tuple[Commit, Mapping[bytes, bytes | None]]], parent: str | None, identity: str
) -> Iterator[bytes]:
    """The fast-import stream of these commits, each with its files by their paths in the repository."""
    yield b"feature done\n"
    for commit, files in commits:
        when = f"{int(commit.at.timestamp())} {commit.at.strftime('%z')[:5]}"
        people = f"author {identity} {when}\ncommitter {identity} {when}\n".encode()
        yield commit_head(people, message(commit), parent)
        parent = None  # the next one goes on top of this one
        for path, data in sorted(files.items(), key=lambda item: (item[1] is not None, item[0])):  # deletions first
            if data is None:
                yield b"D %s\n" % quoted(path)
            else:
                yield b"M 100644 inline %s\ndata %d\n" % (quoted(path), len(data))
                yield data
                yield b"\n"
    yield b"done\n"


def commit_head(people: bytes, text: bytes, parent: str | None) -> bytes:
    """How a commit begins in a fast-import stream; without a parent it goes on top of the one before."""
    onto = f"from {parent}\n".encode() if parent else b""
    return b"commit %s\n%sdata %d\n%s\n%s" % (NEXT.encode(), people, len(text), text, onto)


def quoted(path: bytes) -> bytes:
    """A path as fast-import reads it, whatever bytes it has."""
    return b'"' + path.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'
