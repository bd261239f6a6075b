"""The other copy of the repository: fetch, join, push; never by force, and never through the work tree of a person.

Joining two sides needs no merge. Where both touched different files, our commits are put on top of theirs as they are.
Where they touched the same ones, the work of this run is to be done again on top of theirs (`LostRace`). Commits of an
earlier run that could not push hold what cannot be done again (mail ticked off), so they are put on top without the
files that every run makes anew; what stands against that is for the operator to settle.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from tracker.archive.journal import Journal, commit_head, quoted
from tracker.archive.repository import Entry, Failed, Repository
from tracker.errors import LostRace, PushError

THEIRS = "refs/worktree/tracker/remote"
Diff = dict[bytes, tuple[Entry | None, Entry | None]]


class Target(NamedTuple):
    """Where the branch is pushed."""

    remote: str
    ref: str


class Remote:
    """The remote of the current branch, if it has one. The caller holds the lock.

    `made_again` says of a path that every run makes the file anew. `made` holds the ids of the commits of this run, the
    only ones that may be thrown away.
    """

    def __init__(
        self,
        repository: Repository,
        journal: Journal,
        is_ours: Callable[[bytes], bool],
        made_again: Callable[[bytes], bool],
        made: set[str],
    ) -> None:
        self._repository = repository
        self._journal = journal
        self._is_ours = is_ours
        self._made_again = made_again
        self._made = made

    def pull(self) -> bool:
        """Bring in what the remote has; True where that changed the branch."""
        target = self._target()
        theirs = self._fetch(target) if target else None
        head = self._repository.commit_id("HEAD")
        if theirs is None or (head is not None and self._repository.is_ancestor(theirs, head)):
            return False
        self._join(theirs)
        return True

    def push(self) -> bool:
        """Send the branch; False where there is no remote, or as far as known nothing to send."""
        target = self._target()
        if target is None or self._repository.commit_id("HEAD") is None:
            return False
        refused = self._send(target)
        if refused and self.pull():
            refused = self._send(target)
        if refused:
            raise PushError(
                f"{target.remote} refuses {target.ref}; the commits stay here and go out with the next run. "
                f"git says: {refused}"
            )
        head, theirs = self._repository.commit_id("HEAD"), self._repository.commit_id(THEIRS)
        if head is None or (theirs is not None and self._repository.is_ancestor(head, theirs)):
            return False
        self._repository.run("update-ref", THEIRS, head)
        return True

    def tip(self) -> str | None:
        """The commit that counts as told of: the remote's, now; without a remote the branch's own."""
        target = self._target()
        return self._fetch(target) if target else self._repository.commit_id("HEAD")

    def _target(self) -> Target | None:
        """The upstream of the branch; where none is set the same name at the only remote, or at `origin`."""
        repository = self._repository
        remotes = repository.run("remote").decode("utf-8", "surrogateescape").split("\n")[:-1]
        if not remotes:
            return None
        branch = repository.line("symbolic-ref", "--quiet", "HEAD")
        if branch is None:
            raise PushError("HEAD is detached, so nothing says which branch to push to; check out a branch first.")
        short = branch.removeprefix("refs/heads/")
        remote, ref = repository.config(f"branch.{short}.remote"), repository.config(f"branch.{short}.merge")
        if remote is None:
            remote = remotes[0] if len(remotes) == 1 else "origin"
        if remote not in remotes:  # "." follows another branch of this very repository
            return None
        return Target(remote, ref or branch)

    def _fetch(self, target: Target) -> str | None:
        """The tip of the remote's branch; None where the remote has no such branch yet."""
        try:
            self._repository.run(
                "fetch",
                "--quiet",
                "--no-tags",
                "--no-recurse-submodules",
                "--no-write-fetch-head",
                "--end-of-options",
                target.remote,
                f"+{target.ref}:{THEIRS}",
            )
        except Failed as error:
            if "couldn't find remote ref" in error.reason:
                return None
            raise PushError(
                f"{target.remote} cannot be read; check the network and the key. git says: {error.reason}"
            ) from error
        return self._repository.commit_id(THEIRS)

    def _send(self, target: Target) -> str:
        """Push once; empty, or the reason of the refusal."""
        try:
            self._repository.run(
                "push",
                "--quiet",
                "--no-verify",
                "--recurse-submodules=no",
                "--end-of-options",
                target.remote,
                f"HEAD:{target.ref}",
            )
        except Failed as error:
            return error.reason
        return ""

    def _join(self, theirs: str) -> None:
        repository = self._repository
        head = repository.commit_id("HEAD")
        if head is None or repository.is_ancestor(head, theirs):
            self._guard(repository.diff(head, theirs))
            self._journal.adopt(theirs)
            return
        ahead = repository.ids(theirs, head)
        base = repository.line("merge-base", theirs, head)
        mine = [(commit, self._own_changes(commit)) for commit in ahead]
        both = _overlap(_paths(mine), repository.diff(base, theirs)) if base else _paths(mine)
        if both and self._made.issuperset(ahead):
            self._journal.adopt(theirs)
            raise LostRace("Another run recorded the same policies first; run again to go on from what it recorded.")
        if not base or not all(self._made_again(path) for path in both):
            raise PushError(
                "The branch and its remote hold different records of the same policies, some from an earlier run that "
                f"could not push. To go on from the remote's: `git reset --hard {theirs[:12]}` (your own edits that "
                "are not committed are lost), then run again."
            )
        self._guard(repository.diff(head, theirs), apart_from=_paths(mine))
        kept = [(commit, {path: item for path, item in new.items() if path not in both}) for commit, new in mine]
        kept = [item for item in kept if item[1]]
        tip = theirs
        if kept:
            tip = self._journal.record(self._replayed(kept, theirs))
        else:
            self._journal.adopt(theirs)
        if self._made.issuperset(ahead):
            self._made.update(repository.ids(theirs, tip))

    def _own_changes(self, commit: str) -> Diff:
        """What one of our commits changed; refuses a commit of a person, which is theirs to rebase."""
        parents = self._repository.run("rev-list", "--parents", "--max-count=1", commit).decode().split()[1:]
        changes = self._repository.diff(parents[0] if parents else None, commit) if len(parents) < 2 else {}
        if not changes or not all(self._is_ours(path) for path in changes):
            raise PushError(
                f"The remote has moved, and the branch holds a commit of yours ({commit[:12]}) that it lacks. "
                "Run `git pull --rebase`, then run again."
            )
        return changes

    def _guard(self, changes: Diff, apart_from: Iterable[bytes] = ()) -> None:
        """Refuse to bring in a file that a person is changing here."""
        spared = set(apart_from)
        foreign = {path: old for path, (old, _) in changes.items() if path not in spared and not self._is_ours(path)}
        index = self._repository.index() if foreign else {}
        for path, old in foreign.items():
            if index.get(path) != old or not self._journal.has(path, old):
                raise PushError(
                    f"The remote has changed {os.fsdecode(path)!r}, and so have you, without committing. "
                    "Commit or stash it, run `git pull --rebase`, then run again."
                )

    def _replayed(self, mine: list[tuple[str, Diff]], theirs: str) -> Iterator[bytes]:
        """The fast-import stream of our commits on top of theirs: same authors, dates, messages and bytes."""
        parent: str | None = theirs
        yield b"feature done\n"
        for commit, changes in mine:
            head, _, text = self._repository.run("cat-file", "commit", commit).partition(b"\n\n")
            people = [line + b"\n" for line in head.split(b"\n") if line.startswith((b"author ", b"committer "))]
            yield commit_head(b"".join(people), text, parent)
            parent = None
            for path, (_, new) in sorted(changes.items(), key=lambda item: item[1][1] is not None):  # deletions first
                change = "D " if new is None else f"M {new.mode} {new.id} "
                yield change.encode() + quoted(path) + b"\n"
        yield b"done\n"


def _paths(commits: Iterable[tuple[str, Diff]]) -> set[bytes]:
    return {path for _, changes in commits for path in changes}


def _overlap(ours: Iterable[bytes], theirs: Iterable[bytes]) -> set[bytes]:
    """Which of our paths they have too, or a part of, or something below; on a system that ignores case too."""
    folded = {os.fsdecode(path).casefold() for path in theirs}
    folders = {parent for path in folded for parent in _parents(path)}
    found = set()
    for path in ours:
        name = os.fsdecode(path).casefold()
        if name in folded or name in folders or any(parent in folded for parent in _parents(name)):
            found.add(path)
    return found


def _parents(path: str) -> Iterable[str]:
    while path := path.rpartition("/")[0]:
        yield path
