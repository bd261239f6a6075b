"""What was told must outlive a power cut: the state reaches the disk before it counts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.archive.repositories import commit
from tracker.archive.layout import is_state
from tracker.archive.worktree import WorkTree

OWED = "snapshots/_state/outbox/a.json"


@pytest.fixture
def done(monkeypatch):
    """What happens to names and bytes, in order."""
    happened = []
    flush, replace = os.fsync, Path.replace

    def flushed(handle):
        happened.append(("flush", Path(f"/proc/self/fd/{handle}").readlink().name))
        flush(handle)

    def renamed(self, target):
        happened.append(("rename", Path(target).name))
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", renamed)
    return happened


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux for the names of open files")
def test_the_state_is_flushed_before_it_takes_its_name_and_its_folder_after(tmp_path, done):
    WorkTree(tmp_path / "spare").put(tmp_path, OWED, b"{}")
    assert done == [("flush", "spare"), ("rename", "a.json"), ("flush", "outbox"), ("flush", "_state")]


def test_what_git_restores_is_not_waited_for(tmp_path, done):
    for path in ("snapshots/acme/page.html", "feeds/all.xml", "feeds/_state/index.html"):
        WorkTree(tmp_path / "spare").put(tmp_path, path, b"x")
    assert [what for what, _ in done] == ["rename"] * 3


def test_a_system_that_opens_no_folder_does_without(tmp_path, done, monkeypatch):
    work_tree, target = WorkTree(tmp_path / "spare"), tmp_path / OWED
    target.parent.mkdir(parents=True)
    monkeypatch.setattr("tracker.archive.worktree.WINDOWS", True)
    work_tree.put(tmp_path, OWED, b"{}")
    assert [what for what, _ in done] == ["flush", "rename"]


@pytest.mark.parametrize("path", [OWED, "_state/status.json", "snapshots/_state/status.json"])
def test_state_is_known_in_a_repository_of_its_own_too(path):
    assert is_state(path)


def test_git_flushes_what_a_commit_is_made_of(place):
    archive = place.open()
    archive.commit([commit({OWED: b"{}"})])
    settings = dict(
        line.split("=", 1) for line in archive._repository.run("config", "--list").decode().splitlines() if "=" in line
    )
    assert settings["core.fsync"] == "committed"
