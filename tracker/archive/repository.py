"""git in one repository, through plumbing only: no hook, filter, pager, prompt or work-tree helper ever runs."""

from __future__ import annotations

import functools
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

from tracker.errors import ArchiveError

os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")  # a machine without git hears of it from us, when git is needed
from git import Git
from git.exc import GitCommandNotFound

_OPTIONS = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.protectNTFS": "true",
    "core.protectHFS": "true",
    "core.quotePath": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "core.fsync": "committed",  # objects and refs: a mail that went out after a commit must not outlive it
    "core.fsyncMethod": "batch",  # one flush for many loose objects
    "log.showSignature": "false",
    "push.gpgSign": "false",
    "push.followTags": "false",
    "submodule.recurse": "false",
    "http.lowSpeedLimit": "1000",  # a dead connection ends the run after a minute instead of never
    "http.lowSpeedTime": "60",
}
_LOCK_RETRIES = (0.1, 0.3, 1.0)  # seconds; an editor's `git status` holds index.lock for moments
_FILTER = re.compile(r"filter\..{1,200}\.(?:clean|smudge|process|required)", re.DOTALL)
_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]{1,500}@")


class Entry(NamedTuple):
    """What a tree or the index has at a path: mode as git writes it ("100644") and object id."""

    mode: str
    id: str


class Failed(ArchiveError):  # noqa: N818 - most are caught inside the package and given better words
    """git said no. `reason` is its own message, credentials removed."""

    def __init__(self, args: Sequence[str], reason: str) -> None:
        self.reason = _CREDENTIALS.sub("", reason).strip()
        super().__init__(f"git {args[0]} failed: {self.reason or 'it does not say why'}")


class Repository:
    """One repository with a work tree. Paths in git are bytes, as git has them.

    It knows nothing of policies, and decides nothing.
    """

    def __init__(self, top: Path, git_dir: Path) -> None:
        self.top = top
        self.git_dir = git_dir
        self._git = Git(str(top))
        self._env = {
            "GIT_DIR": str(git_dir),
            "GIT_WORK_TREE": str(top),
            "GIT_INDEX_FILE": str(git_dir / "index"),
            "GIT_LITERAL_PATHSPECS": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_NO_REPLACE_OBJECTS": "1",
        }

    @classmethod
    def find(cls, folder: Path) -> Self:
        """The repository that holds a folder.

        Raises:
            ArchiveError: where there is none, it has no work tree, or git does not trust its owner.
        """
        try:
            found = ask(folder, "rev-parse", "--show-toplevel", "--absolute-git-dir").split(b"\n")
        except Failed as error:
            if "not a git repository" in error.reason:
                raise ArchiveError(
                    f"{folder} lies in no git repository; run `git init` there, or `tracker init`."
                ) from error
            raise ArchiveError(f"The repository of {folder} cannot be used. git says: {error.reason}") from error
        top, git_dir, *_ = (Path(os.fsdecode(line)) for line in found)
        return cls(top, git_dir)

    @functools.cached_property
    def _settings(self) -> dict[str, str]:
        pairs = (row.partition(b"\n") for row in _rows(self._execute(("config", "-z", "--list"))))
        return {os.fsdecode(key): os.fsdecode(value) for key, _, value in pairs}

    @functools.cached_property
    def _no_filters(self) -> dict[str, str]:
        """The environment that empties every configured filter.

        Writing the index compares files that changed in the same second as it did, and that would run their filters.
        """
        first = int(os.environ.get("GIT_CONFIG_COUNT") or 0)  # what the operator gives in this way stays
        keys = [key for key in self._settings if _FILTER.fullmatch(key)]
        added = {"GIT_CONFIG_COUNT": str(first + len(keys))} if keys else {}
        for number, key in enumerate(keys, first):
            added[f"GIT_CONFIG_KEY_{number}"] = key
            added[f"GIT_CONFIG_VALUE_{number}"] = "false" if key.endswith("required") else ""
        return added

    def identify(self, fallback_email: str) -> None:
        """Settle who commits: as git is configured, else `policy-tracker` and the address given."""
        name = _ident(self.config("user.name") or "policy-tracker")
        email = _ident(self.config("user.email") or fallback_email)
        for role in ("AUTHOR", "COMMITTER"):
            self._env[f"GIT_{role}_NAME"], self._env[f"GIT_{role}_EMAIL"] = name, email

    @property
    def identity(self) -> str:
        """`Name <address>`, fit for a commit."""
        return f"{self._env['GIT_COMMITTER_NAME']} <{self._env['GIT_COMMITTER_EMAIL']}>"

    def run(self, *args: str, stdin: Iterable[bytes] = ()) -> bytes:
        """Run git, its input given in parts, and return what it prints.

        Raises:
            Failed: where git exits with anything but 0.
        """
        return self._execute(args, stdin, self._no_filters)

    def _execute(
        self, args: Sequence[str], stdin: Iterable[bytes] = (), more: Mapping[str, str] | None = None
    ) -> bytes:
        settings = [part for key, value in _OPTIONS.items() for part in ("-c", f"{key}={value}")]
        with tempfile.TemporaryFile() as given:
            given.writelines(stdin)
            given.seek(0)
            status, out, reason = self._git.execute(
                ["git", *settings, *args],
                istream=given,
                env=self._env | dict(more or {}),
                with_exceptions=False,
                with_extended_output=True,
                stdout_as_string=False,
                strip_newline_in_stdout=False,
            )
        if status:
            raise Failed(args, reason or os.fsdecode(out))
        return out

    def line(self, *args: str) -> str | None:
        """The one line that git prints; None where it fails."""
        try:
            return os.fsdecode(self.run(*args)).removesuffix("\n")
        except Failed:
            return None

    def config(self, key: str) -> str | None:
        """The value of a setting when the repository was opened; None where it is not set."""
        return self._settings.get(key)

    def commit_id(self, name: str) -> str | None:
        """The id of the commit that a ref or id names; None where there is none."""
        return self.line("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")

    def is_ancestor(self, older: str, newer: str) -> bool:
        """Whether the older commit is the newer one or leads to it."""
        return self.line("merge-base", "--is-ancestor", older, newer) is not None

    def ids(self, old: str | None, new: str) -> list[str]:
        """The commits that lead to `new` and not to `old`, oldest first."""
        return self.run("rev-list", "--reverse", "--topo-order", new, *([f"^{old}"] if old else [])).decode().split()

    def set_ref(self, ref: str, new: str, old: str | None = None) -> None:
        """Point a ref at a commit, if it still points at `old` ("" for: if it is not there yet)."""
        expected = [] if old is None else [old or "0" * len(new)]
        self.run("update-ref", "-m", "tracker", ref, new, *expected)

    def refs(self, below: str) -> dict[str, str]:
        """The refs of a folder, each with its commit."""
        rows = self.run("for-each-ref", "--format=%(refname) %(objectname)", below).decode().splitlines()
        return {name: commit for name, _, commit in (row.partition(" ") for row in rows)}

    def drop_refs(self, *refs: str) -> None:
        """Delete refs; one that is not there is no error."""
        self.run("update-ref", "--stdin", stdin=[f"delete {ref}\n".encode() for ref in refs])

    def tree(self, commit: str | None, under: bytes = b"") -> dict[bytes, Entry]:
        """Every file of a commit, or those below a folder (with its slash)."""
        if commit is None:
            return {}
        where = ["--", os.fsdecode(under)] if under else []
        entries = {}
        for row in _rows(self.run("ls-tree", "-r", "-z", "--full-tree", commit, *where)):
            meta, _, path = row.partition(b"\t")
            mode, _, object_id = meta.decode().split(" ")
            entries[path] = Entry(mode, object_id)
        return entries

    def index(self) -> dict[bytes, Entry]:
        """Every file of the index; unmerged ones with an empty id, equal to nothing."""
        entries = {}
        for row in _rows(self.run("ls-files", "-s", "-z", "--full-name")):
            meta, _, path = row.partition(b"\t")
            mode, object_id, stage = meta.decode().split(" ")
            entries[path] = Entry(mode, object_id if stage == "0" else "")
        return entries

    def stage(self, entries: Mapping[bytes, Entry | None]) -> None:
        """Set these paths in the index (None removes) and leave all others as they are.

        Raises:
            ArchiveError: where another git program holds the index and does not let go.
        """
        if not entries:
            return
        rows = []
        for path, entry in entries.items():
            mode, object_id = entry or Entry("0", "0" * self._id_length)
            rows.append(f"{mode} {object_id}\t".encode() + path + b"\0")
        for pause in (*_LOCK_RETRIES, None):
            try:
                self.run("update-index", "-z", "--index-info", stdin=rows)
            except Failed as error:
                if pause is None or "index.lock" not in error.reason:
                    raise ArchiveError(
                        f"The index cannot be written; the next run finishes this one. git says: {error.reason}"
                    ) from error
                time.sleep(pause)
            else:
                return

    def diff(self, old: str | None, new: str) -> dict[bytes, tuple[Entry | None, Entry | None]]:
        """The paths whose entries differ between two commits (None: before the first), with both entries."""
        before = old or self.run("hash-object", "-t", "tree", "--stdin").decode().strip()
        fields = iter(_rows(self.run("diff-tree", "-r", "-z", "--no-renames", "--end-of-options", before, new)))
        found = {}
        for meta in fields:
            old_mode, new_mode, old_id, new_id, _ = meta.decode().removeprefix(":").split(" ")
            found[next(fields)] = (_entry(old_mode, old_id), _entry(new_mode, new_id))
        return found

    def blobs(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes of each object, in order."""
        wanted = list(ids)
        for start in range(0, len(wanted), 50):  # bounds the memory: a page may have twenty megabytes
            names = [f"{name}\n".encode() for name in wanted[start : start + 50]]
            out, at = self.run("cat-file", "--batch", stdin=names), 0
            while at < len(out):
                end = out.index(b"\n", at)
                name, kind, *size_text = out[at:end].decode().split(" ")
                if not size_text:
                    raise ArchiveError(f"git has lost the object {name} ({kind}); see `git fsck`.")
                size = int(size_text[0])
                yield name, out[end + 1 : end + 1 + size]
                at = end + 2 + size

    def blob_id(self, data: bytes) -> str:
        """The id git gives to these bytes."""
        algorithm = "sha1" if self._id_length == 40 else "sha256"
        return hashlib.new(algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()

    @functools.cached_property
    def _id_length(self) -> int:
        return 64 if self.config("extensions.objectformat") == "sha256" else 40


def ask(folder: Path, *args: str) -> bytes:
    """Run git in a folder before its repository is known."""
    try:
        status, out, reason = Git(str(folder)).execute(
            ["git", *args], with_exceptions=False, with_extended_output=True, stdout_as_string=False
        )
    except GitCommandNotFound as error:
        raise ArchiveError("git is not installed or not on PATH; install it and run again.") from error
    if status:
        raise Failed(args, reason)
    return out


def _rows(output: bytes) -> list[bytes]:
    return output.split(b"\0")[:-1]


def _entry(mode: str, object_id: str) -> Entry | None:
    return None if mode == "000000" else Entry(mode, object_id)


def _ident(text: str) -> str:
    return (
        " ".join("".join(char for char in text if char.isprintable() and char not in "<>").split()) or "policy-tracker"
    )
