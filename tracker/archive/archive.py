"""The repository that remembers: what every policy said, what was made of it, and what is owed to whom."""

from __future__ import annotations

import hashlib
import os
import shlex
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Self, TypeVar

from tracker.archive import layout
from tracker.archive.commits import Commit
from tracker.archive.journal import Journal, stream
from tracker.archive.lock import locked
from tracker.archive.log import LogEntry, files_of, read_log, text_of
from tracker.archive.made import Made
from tracker.archive.remote import Remote
from tracker.archive.repository import Entry, Repository
from tracker.archive.worktree import WorkTree, check_parents, read
from tracker.errors import ArchiveError, CorruptArchiveError, LockedError
from tracker.model import History, Owed, Record, Status, Value
from tracker.model.address import mail_address

_TOPS = ("snapshots", "feeds")
_V = TypeVar("_V", bound=Value)


class Version(NamedTuple):
    """A history, and a hash of the files that it was read from."""

    history: History
    digest: str


class KeptState(NamedTuple):
    """What `snapshots/_state/` holds; `damaged` says by path what is wrong with a file, and how to restore it."""

    status: Status
    outbox: tuple[Owed, ...]
    damaged: Mapping[str, str]


class Archive:
    """`snapshots/` and `feeds/` below a root, and the git repository that holds them.

    What to do is decided from the files; the log is read only to show it. Everything that writes holds the lock (and
    takes it where the caller does not). It does not know what a change means, and never touches a path of anyone else.
    """

    def __init__(self, root: Path, repository: Repository) -> None:
        self._root = root
        self._repository = repository
        self._work_tree = WorkTree(repository.git_dir / "tracker.new")
        self._own = repository.top == root / "snapshots"
        inside = "." if self._own else root.relative_to(repository.top).as_posix()
        self._prefix = "" if inside == "." else inside
        self._journal = Journal(repository, self._work_tree, self._is_ours)
        self._made: set[str] = set()
        self._remote = Remote(repository, self._journal, self._is_ours, self._made_again, self._made)
        self._locked = False
        self._committed: Mapping[bytes, Entry] = {}

    @classmethod
    def open(cls, root: Path, *, contact: str = "") -> Self:
        """The archive of a root folder; finishes or takes back what a killed run left.

        Args:
            root: the folder of policies.toml, snapshots/ and feeds/.
            contact: the operator's address, for commits where git has no identity configured.

        Raises:
            ArchiveError: where no repository holds the folder.
        """
        root = root.resolve()
        snapshots = root / "snapshots"
        if snapshots.is_symlink():
            raise ArchiveError(f"{snapshots} is a symbolic link; make it a folder (or a repository of its own).")
        if not root.is_dir():
            raise ArchiveError(f"{root} is not a folder; run `tracker init` where the archive should be.")
        repository = Repository.find(snapshots if snapshots.is_dir() else root)
        repository.identify(mail_address(contact) or "policy-tracker@localhost")
        archive = cls(root, repository)
        if archive._journal.pending():
            with suppress(LockedError), archive.lock():  # where another run is at work, it is its own
                pass
        return archive

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep other runs out, and finish what a killed one left; may be entered again by the one that holds it.

        Raises:
            LockedError: naming the process that is at work, and since when.
        """
        if self._locked:
            yield
            return
        with locked(self._repository.git_dir / "tracker.lock"):
            self._locked = True
            try:
                self._journal.recover()
                yield
            finally:
                self._locked = False

    def policies(self) -> tuple[str, ...]:
        """The ids that have a folder with a version or changes in it, declared today or not, in order."""
        try:
            found = sorted((self._root / "snapshots").iterdir())
        except FileNotFoundError:
            return ()
        return tuple(
            item.name
            for item in found
            if item.name[0] not in "._" and not item.is_symlink() and item.is_dir() and self._has_policy(item.name)
        )

    def history(self, policy_id: str) -> History | None:
        """Everything known of a policy; None before its first sight.

        Raises:
            CorruptArchiveError: naming the file that is not what the program wrote, and how to restore it.
        """
        found = self.version(policy_id)
        return found.history if found else None

    def version(self, policy_id: str) -> Version | None:
        """The history of a policy with a hash of what it was read from; raises as `history`."""
        folder = f"snapshots/{policy_id}"
        _check(f"{folder}/policy.md")
        if not self._has_policy(policy_id):
            return None
        names = self._names(folder)
        wanted = [name for name in names if name in _VERSION or layout.PAGE.fullmatch(name)]
        wanted += [name for name in self._names(folder, "changes/") if layout.RECORD.fullmatch(name)]
        files = {name: data for name in wanted if (data := read(self._root, f"{folder}/{name}")) is not None}
        try:
            history = layout.read_version(files)
        except layout.UnreadableError as error:
            raise self._corrupt(f"{folder}/{error.file}", error) from error
        if history.snapshot.policy.id != policy_id:
            raise self._corrupt(f"{folder}/page.json", ValueError("it belongs to another policy"))
        if edited := self._edited(folder, files):
            raise self._corrupt(f"{folder}/{edited}", ValueError("it differs from the committed one"))
        return Version(history, layout.digest(files))

    def histories(self) -> tuple[History, ...]:
        """The history of every policy, in the order of `policies`."""
        return tuple(history for name in self.policies() if (history := self.history(name)) is not None)

    def status(self) -> Status:
        """The last checks; empty before the first. What `state` says of a damaged file holds here too."""
        return self.state().status

    def outbox(self) -> tuple[Owed, ...]:
        """All mail owed and sent that can be read, oldest first."""
        return self.state().outbox

    def state(self) -> KeptState:
        """The last checks and all mail owed and sent, without what is damaged, which is named.

        Where the status is damaged, that of the last commit counts: held captures and failures in a row stay known. Its
        validators do not, so that every page is asked for afresh.
        """
        damaged: dict[str, str] = {}
        status, known = self._readable(Status, layout.STATUS, damaged), None
        if status is None and layout.STATUS in damaged:
            known = self._committed_status()
        owed = []
        for name in self._names(layout.OUTBOX):
            path = f"{layout.OUTBOX}/{name}"
            if name.endswith(".json") and (item := self._readable(Owed, path, damaged)) is not None:
                if layout.outbox_path(item) == path:
                    owed.append(item)
                else:  # a copy would be a second mail
                    damaged[path] = str(self._corrupt(path, ValueError("it holds another mail than it is named for")))
        outbox = tuple(sorted(owed, key=lambda item: (item.owed_at, item.id)))
        return KeptState(status or known or Status(), outbox, damaged)

    def set_aside(self, path: str) -> str:
        """Keep a copy of a damaged file beside it, for the operator; returns the copy's path.

        The file itself stays until it is written anew, so that a run killed in between loses nothing.
        """
        data = read(self._root, path) or b""
        copy = f"{path}.damaged-{hashlib.sha256(data).hexdigest()[:8]}"
        self.write({copy: data})
        return copy

    def change_ids(self, policy_id: str) -> frozenset[str]:
        """The ids of a policy's changes, by the names of their files, which may be damaged."""
        names = self._names(f"snapshots/{policy_id}", "changes/")
        return frozenset(Path(name).stem for name in names if layout.RECORD.fullmatch(name))

    def records(self, policy_id: str) -> tuple[Record, ...]:
        """The changes of a policy that can be read, oldest first, whatever is wrong with its other files.

        One that does not stand as it was committed is left out.
        """
        folder, found = f"snapshots/{policy_id}", []
        for name in self._names(folder, "changes/"):
            with suppress(ArchiveError, layout.UnreadableError):
                data = read(self._root, f"{folder}/{name}") if layout.RECORD.fullmatch(name) else None
                if data is not None and self._edited(folder, {name: data}) is None:
                    found.append(layout.read_value(Record, name, data))
        return tuple(sorted(found, key=lambda record: record.seen.first_with))

    def feeds(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Files below feeds/ by their paths there, as they stand; those that cannot be read are left out."""
        found: dict[str, bytes] = {}
        for path in paths:
            with suppress(ArchiveError):
                if (data := read(self._root, f"feeds/{path}")) is not None:
                    found[path] = data
        return found

    def commit(self, commits: Sequence[Commit]) -> None:
        """Make these commits on the current branch, in order; all or none, also when killed.

        A record (`changes/<id>.json`) that stands already keeps its bytes. Files outside the repository (feeds/ where
        snapshots/ is a repository of its own) are written when the commits stand. A commit without files in the
        repository is not made.

        Raises:
            ArchiveError: where a path is not below snapshots/ or feeds/, or the repository refuses.
        """
        inside: list[tuple[Commit, dict[bytes, bytes | None]]] = []
        outside: dict[str, bytes | None] = {}
        for commit in commits:
            files: dict[bytes, bytes | None] = {}
            for path, data in self._checked(commit.files).items():
                place = self._place(path)
                if place is None:
                    outside[path] = data
                else:
                    files[place] = data
            if files:
                inside.append((commit, files))
        with self.lock():
            if inside:
                repository = self._repository
                head = repository.commit_id("HEAD")
                tip = self._journal.record(stream(inside, head, repository.identity))
                self._made.update(repository.ids(head, tip))
            self._put(outside)

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files without committing them, each whole or not at all."""
        checked = self._checked(files)
        with self.lock():
            self._put(checked)

    @property
    def made(self) -> Made:
        """What the files written without a commit were made of."""
        return Made(self._repository.git_dir / "tracker.made", self._root)

    def pull(self) -> bool:
        """Bring in what the remote has; True where that changed the files. False where there is no remote.

        Raises:
            LostRace: another run recorded the same; the commits of this run are gone, its work is to be done again.
            PushError: the remote cannot be reached, or both sides hold commits that do not go together.
        """
        with self.lock():
            return self._remote.pull()

    def push(self) -> bool:
        """Send the branch to its remote; never by force. False where there is no remote, or it had everything.

        Where the remote has moved, the commits of this program are put on top of what it has, and sent once more.

        Raises:
            LostRace: as for `pull`.
            PushError: the remote cannot be reached or refuses.
        """
        with self.lock():
            return self._remote.push()

    def told(self, paths: Sequence[str]) -> frozenset[str]:
        """Which of these files the remote's branch (without a remote: the last commit) has with the same bytes.

        Raises:
            PushError: where the remote cannot be reached.
        """
        with self.lock():
            tree = self._repository.tree(self._remote.tip())
        same = set()
        for path in paths:
            _check(path)
            place, data = self._place(path), read(self._root, path)
            if place is not None and data is not None:
                entry = tree.get(place)
                if entry is not None and entry.id == self._repository.blob_id(data):
                    same.add(path)
        return frozenset(same)

    def log(self, policy_id: str, limit: int | None = None) -> tuple[LogEntry, ...]:
        """The commits of a policy, newest first, as far as a shallow clone reaches."""
        return read_log(self._repository, self._policy_folder(policy_id), limit)

    def text_at(self, policy_id: str, when: datetime) -> str | None:
        """`policy.md` as it stood at a time, by the dates of the commits; None before its first sight."""
        for entry in self.log(policy_id):
            if entry.at <= when:
                return self.text_of(policy_id, entry)
        return None

    def pages_at(self, policy_id: str, when: datetime) -> tuple[tuple[bytes, str, str], ...] | None:
        """Body, media type and address of each page, as `text_at` would date them; None where they cannot be had."""
        entry = next((entry for entry in self.log(policy_id) if entry.at <= when), None)
        if entry is None:
            return None
        try:
            return layout.read_pages(files_of(self._repository, self._policy_folder(policy_id), entry))
        except layout.UnreadableError:
            return None

    def text_of(self, policy_id: str, entry: LogEntry) -> str | None:
        """`policy.md` as a commit left it; None where it had none."""
        return text_of(self._repository, self._policy_folder(policy_id) + b"policy.md", entry)

    def _has_policy(self, policy_id: str) -> bool:
        """Whether a folder is a policy's: it holds some of what makes a version; all else there is a person's."""
        return not {"page.json", "policy.md", "states.json", "changes"}.isdisjoint(
            self._names(f"snapshots/{policy_id}")
        )

    def _policy_folder(self, policy_id: str) -> bytes:
        path = f"snapshots/{policy_id}/policy.md"
        _check(path)
        place = self._place(path)
        assert place is not None
        return place.removesuffix(b"policy.md")

    def _names(self, folder: str, below: str = "") -> list[str]:
        try:
            return sorted(f"{below}{item.name}" for item in (self._root / folder / below).iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return []

    def _place(self, path: str) -> bytes | None:
        """Where a path from the root stands in the repository; None outside it."""
        if not self._own:
            return os.fsencode(f"{self._prefix}/{path}" if self._prefix else path)
        top, _, rest = path.partition("/")
        return os.fsencode(rest) if top == "snapshots" else None

    def _is_ours(self, place: bytes) -> bool:
        if self._own:
            return True
        prefix = os.fsencode(f"{self._prefix}/") if self._prefix else b""
        return place.startswith(tuple(prefix + top.encode() + b"/" for top in _TOPS))

    def _made_again(self, place: bytes) -> bool:
        feeds = self._place("feeds/")
        return place == self._place(layout.STATUS) or (feeds is not None and place.startswith(feeds))

    def _checked(self, files: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
        """The files, without records that stand already; nothing is written where one path will not do."""
        going = {path for path, data in files.items() if data is None}
        known = {name.casefold(): name for name in self._names("snapshots")}
        kept = {}
        for path, data in files.items():
            _check(path)
            check_parents(self._root, path, going)
            top, folder, *rest = path.split("/")
            if top == "snapshots" and rest and known.setdefault(folder.casefold(), folder) != folder:
                raise ArchiveError(
                    f"snapshots/{folder} differs from snapshots/{known[folder.casefold()]} only in case; "
                    "some systems cannot keep both. Rename one."
                )
            written_once = top == "snapshots" and layout.RECORD.fullmatch("/".join(rest))
            if not (written_once and data is not None and read(self._root, path) is not None):
                kept[path] = data
        return kept

    def _put(self, files: Mapping[str, bytes | None]) -> None:
        for path, data in files.items():
            if data is None:
                self._work_tree.remove(self._root, path)
            else:
                self._work_tree.put(self._root, path, data)

    def _readable(self, cls: type[_V], path: str, damaged: dict[str, str]) -> _V | None:
        """The value of a file; None where there is none, or it is damaged, which is noted."""
        try:
            data = read(self._root, path)
            return None if data is None else layout.read_value(cls, path, data)
        except layout.UnreadableError as error:
            damaged[path] = str(self._corrupt(path, error))
        except ArchiveError as error:  # no plain file
            damaged[path] = str(error)
        return None

    def _committed_status(self) -> Status | None:
        """The status of the last commit without validators; None where that has none, or is damaged too."""
        place, head = self._place(layout.STATUS), self._repository.commit_id("HEAD")
        assert place is not None
        try:
            (entry,) = self._repository.tree(head, place).values()
            ((_, data),) = self._repository.blobs([entry.id])
            status = layout.read_value(Status, layout.STATUS, data)
        except (ValueError, ArchiveError):  # there is none, or it cannot be read
            return None
        policies = {name: replace(policy, validators={}) for name, policy in status.policies.items()}
        return replace(status, policies=policies)

    def _edited(self, folder: str, files: Mapping[str, bytes]) -> str | None:
        """The first of these files that git has with other bytes; pages are left to the hashes of page.json."""
        places = {name: self._place(f"{folder}/{name}") for name in sorted(files) if not layout.PAGE.fullmatch(name)}
        ids = {place: self._repository.blob_id(files[name]) for name, place in places.items() if place is not None}

        def differing() -> str | None:
            entries = ((name, self._committed.get(place), place) for name, place in places.items() if place is not None)
            return next((name for name, entry, place in entries if entry and entry.id != ids[place]), None)

        if not self._committed or differing():  # what was listed may be from before a commit
            head = self._repository.commit_id("HEAD")
            self._committed = self._repository.tree(head, self._place("snapshots/") or b"")
        return differing()

    def _corrupt(self, path: str, why: Exception) -> CorruptArchiveError:
        place = self._place(path)
        assert place is not None
        # Counted from the top, and no folder of this machine: pages and the committed status show these words.
        restore = shlex.join(["git", "restore", "--", f":/{os.fsdecode(place)}"])
        return CorruptArchiveError(
            f"{path} is not what the tracker wrote: {why}. To restore the committed one, in the repository: {restore}"
        )


_VERSION = frozenset({"policy.md", "page.json", "rule.json", "states.json", "evidence.json"})


def _check(path: str) -> None:
    """Refuse what must never be written, whatever a declaration or a page says.

    Raises:
        ArchiveError: for paths that leave snapshots/ and feeds/, or that some system reads as git's own.
    """
    parts = path.split("/")
    visible = ["".join(char for char in part if unicodedata.category(char) != "Cf") for part in parts]
    if (
        len(parts) < 2
        or parts[0] not in _TOPS
        or "\0" in path
        or "\\" in path
        or any(part.strip(". ") == "" or part != part.rstrip(". ") for part in parts)
        or any(part.casefold().split(":")[0] in {".git", "git~1"} for part in visible)
    ):
        raise ArchiveError(f"{path!r} is not a path below snapshots/ or feeds/; nothing was written.")
