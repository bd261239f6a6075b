"""Killed between any two steps, the next run finds the old state or the new one, and finishes.

Every call of git that writes and every write of a file is one step; a run is stopped before the first, before the
second, and so on.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive.repositories import Place, commit, git
from tracker.archive.journal import BASE, NEXT
from tracker.archive.lock import locked
from tracker.archive.repository import Repository
from tracker.archive.worktree import WorkTree
from tracker.errors import ArchiveError, LockedError
from tracker.model import Status

BEFORE = {"snapshots/x/policy.md": b"old\n", "feeds/gone": b"old\n", "snapshots/x/keep": b"kept\n"}
WORK = {
    "snapshots/x/policy.md": b"new\n",
    "snapshots/y/policy.md": b"another\n",
    "feeds/gone": None,
    "feeds/all.xml": b"<x/>",
}


READING = {
    "rev-parse",
    "for-each-ref",
    "diff-tree",
    "cat-file",
    "ls-tree",
    "ls-files",
    "rev-list",
    "merge-base",
    "remote",
}
READING |= {"symbolic-ref", "hash-object"}


class KilledError(BaseException):
    """As if the process had ended here."""


class Steps:
    """Counts what a run does to the disk, and stops it where told."""

    def __init__(self, monkeypatch) -> None:
        self.left: int | None = None
        for owner, name in ((Repository, "run"), (WorkTree, "put"), (WorkTree, "remove"), (WorkTree, "_write")):
            real = getattr(owner, name)

            def counted(*args, real=real, name=name, **kwargs):
                if self.left is not None and not (name == "run" and args[1] in READING):
                    if self.left == 0:
                        raise KilledError
                    self.left -= 1
                return real(*args, **kwargs)

            monkeypatch.setattr(owner, name, staticmethod(counted) if name == "_write" else counted)

    def stop(self, number: int, act) -> bool:
        """Whether the act was stopped before that step; false where it has fewer."""
        self.left = number
        try:
            act()
        except KilledError:
            return True
        finally:
            self.left = None
        return False


@pytest.fixture
def steps(monkeypatch):
    return Steps(monkeypatch)


@pytest.fixture
def ready(place):
    """An archive with a past, and a person at work."""
    place.open().commit([commit(BEFORE, "Before")])
    (place.root / "README.md").write_bytes(b"staged\n")
    place.git("add", "README.md")
    (place.root / "policies.toml").write_bytes(b"dirty\n")
    return place


def scratch(place: Place, number: int) -> Place:
    copy = place.root.parent / f"copy-{number}"
    shutil.copytree(place.root, copy, symlinks=True)
    return Place(copy)


def on_disk(place: Place) -> dict[str, bytes]:
    return {
        str(path.relative_to(place.root)): path.read_bytes()
        for top in ("snapshots", "feeds")
        for path in (place.root / top).rglob("*")
        if path.is_file()
    }


def check_whole(place: Place, status: str) -> str:
    """The state is the old or the new one in branch, index and work tree alike; returns the newest subject."""
    newest = place.subjects()[0]
    after = {path: data for path, data in (BEFORE | WORK).items() if data is not None}
    assert on_disk(place) == (BEFORE if newest in ("Before", "By hand") else after)
    assert place.status() == status
    assert not [ref for ref in place.refs() if "tracker" in ref]
    assert not (place.root / ".git/tracker.new").exists()
    return newest


def record(place: Place) -> None:
    place.open().commit(
        [commit(WORK, "First"), commit({"feeds/all.xml": b"<x/>", "snapshots/x/policy.md": b"new\n"}, "Second")]
    )


def every_crash(place: Place, steps: Steps, act):
    """A copy of the place for every step that the act can be stopped before."""
    number, stopped = 0, True
    while stopped:
        copy = scratch(place, number)
        stopped = steps.stop(number, lambda copy=copy: act(copy))
        yield copy, stopped
        number += 1
    assert number > 8


def test_a_commit_is_old_or_new(ready, steps):
    status = ready.status()
    seen = set()
    for copy, stopped in every_crash(ready, steps, record):
        copy.open()
        newest = check_whole(copy, status)
        seen.add((newest, stopped))
        if newest == "Before":
            record(copy)
            assert check_whole(copy, status) == "Second"
        assert copy.subjects()[:3] == ["Second", "First", "Before"]
    assert seen == {("Before", True), ("Second", True), ("Second", False)}


def test_a_recovery_may_be_killed_too(ready, steps):
    status = ready.status()
    half = scratch(ready, 1000)
    (half.root / ".git/index.lock").touch()
    with pytest.raises(ArchiveError, match="next run finishes"):
        record(half)
    (half.root / ".git/index.lock").unlink()
    for copy, _ in every_crash(half, steps, Place.open):
        copy.open()
        assert check_whole(copy, status) == "Second"


def test_a_first_commit_ever_is_old_or_new(tmp_path, steps):
    git(tmp_path, "init", "-q", "-b", "main", "work")
    for copy, _ in every_crash(
        Place(tmp_path / "work"), steps, lambda copy: copy.open().commit([commit(WORK | {"feeds/gone": b""})])
    ):
        copy.open()
        if copy.git("rev-list", "--all", "--count") == "0\n":
            assert on_disk(copy) == {}
            copy.open().commit([commit(WORK | {"feeds/gone": b""})])
        assert copy.subjects() == ["Record"]
        assert copy.status() == ""


def test_a_commit_by_hand_in_between_takes_the_branch(ready, steps):
    """What the killed run had put into the work tree must not pass for the state that was recorded."""
    for copy, _ in every_crash(ready, steps, record):
        if copy.subjects()[0] != "Before" or not [ref for ref in copy.refs() if "tracker" in ref]:
            continue
        git(copy.root, "commit", "-q", "-m", "By hand", "--only", "--", "README.md")
        copy.open()
        assert copy.subjects()[0] == "By hand"
        assert check_whole(copy, " M policies.toml\0") == "By hand"
        record(copy)
        assert copy.subjects()[:3] == ["Second", "First", "By hand"]


def test_a_branch_that_moves_meanwhile_wins(ready, monkeypatch):
    archive, real = ready.open(), Repository.set_ref

    def late(self, ref, new, old=None):
        if ref == "HEAD":
            monkeypatch.undo()
            git(ready.root, "commit", "-q", "-m", "By hand", "--only", "--", "README.md")
        return real(self, ref, new, old)

    monkeypatch.setattr(Repository, "set_ref", late)
    with pytest.raises(ArchiveError, match="branch moved"):
        archive.commit([commit(WORK)])
    assert check_whole(ready, " M policies.toml\0") == "By hand"


def test_what_a_person_wrote_since_is_not_taken_back(ready):
    (ready.root / ".git/index.lock").touch()
    with pytest.raises(ArchiveError, match="next run finishes"):
        record(ready)
    (ready.root / ".git/index.lock").unlink()
    (ready.root / "snapshots/y/policy.md").write_bytes(b"staged\n")
    git(ready.root, "add", "snapshots/y/policy.md")
    (ready.root / "snapshots/y/policy.md").write_bytes(b"mine\n")
    git(ready.root, "commit", "-q", "-m", "By hand", "--only", "--", "README.md")
    ready.open()
    assert (ready.root / "snapshots/y/policy.md").read_bytes() == b"mine\n"
    assert git(ready.root, "show", ":snapshots/y/policy.md") == "staged\n"
    assert (ready.root / "snapshots/x/policy.md").read_bytes() == b"old\n"


def test_a_full_disk_is_finished_when_there_is_room(ready):
    status = ready.status()

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WorkTree, "_write", staticmethod(full))
        with pytest.raises(ArchiveError, match="No space left"):
            record(ready)
    ready.open()
    assert check_whole(ready, status) == "Second"


__all__ = ["KilledError", "Path", "Place", "Repository", "locked", "os", "record", "signal"]  # for `child`


def child(place: Place, code: str) -> subprocess.Popen[bytes]:
    """A Python process of its own, at work in the place."""
    start = f"from tests.archive.test_crashes import *\nplace = Place(Path({str(place.root)!r}))\n"
    return subprocess.Popen(
        [sys.executable, "-c", start + code],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        env=dict(os.environ),
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals")
@pytest.mark.parametrize("step", ["update-index", "update-ref HEAD"])
def test_a_process_killed_for_real_is_finished(ready, step):
    status = ready.status()
    code = f"""
real = Repository.run
def run(self, *args, **kwargs):
    if " ".join(arg for arg in args if arg not in ("-m", "tracker")).startswith({step!r}):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(self, *args, **kwargs)
Repository.run = run
record(place)
"""
    process = child(ready, code)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert {BASE, NEXT} <= set(ready.refs())
    assert ready.subjects()[0] == "Before"
    ready.open()
    assert check_whole(ready, status) == "Second"


class TestLock:
    @pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals")
    def test_keeps_a_second_run_out_until_the_first_dies(self, ready):
        process = child(ready, "with place.open().lock():\n    print('in', flush=True)\n    signal.pause()")
        assert process.stdout.readline() == b"in\n"
        archive = ready.open()
        with pytest.raises(LockedError, match=rf"process {process.pid}, since 20\d\d-") as caught, archive.lock():
            pass
        assert caught.value.exit_code == 3
        with pytest.raises(LockedError):
            archive.commit([commit(WORK)])
        with pytest.raises(LockedError):
            archive.write({"feeds/a": b""})
        process.kill()
        process.communicate()
        with archive.lock():
            archive.commit([commit(WORK)])

    def test_leaves_the_other_runs_journal_alone(self, ready):
        (ready.root / ".git/index.lock").touch()
        with pytest.raises(ArchiveError, match="next run finishes"):
            record(ready)
        (ready.root / ".git/index.lock").unlink()
        holder = child(
            ready, "with locked(place.root / '.git/tracker.lock'):\n    print('in', flush=True)\n    signal.pause()"
        )
        assert holder.stdout.readline() == b"in\n"
        late = ready.open()
        assert late.status() == Status()
        assert NEXT in ready.refs()
        holder.kill()
        holder.communicate()
        with late.lock():
            assert NEXT not in ready.refs()
            assert ready.subjects()[0] == "Second"

    def test_keeps_out_another_archive_of_this_process(self, ready):
        first, second = ready.open(), ready.open()
        with first.lock():
            assert ready.open().policies() == ("x",)
            with pytest.raises(LockedError, match="this process"), second.lock():
                pass
            with first.lock():
                first.write({"feeds/a": b"1"})
            with pytest.raises(LockedError), second.lock():
                pass
        with second.lock():
            pass

    def test_is_let_go_after_an_error(self, ready):
        archive = ready.open()
        with pytest.raises(KilledError), archive.lock():
            raise KilledError
        with ready.open().lock():
            pass
