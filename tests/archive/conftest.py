"""Real repositories in temporary folders, away from the configuration of the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.archive.repositories import Place, git


@pytest.fixture(autouse=True)
def _no_machine_configuration(monkeypatch, tmp_path_factory):
    """git as it is on a fresh machine: nobody configured, no hooks, no filters."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch):
    """An index that another program holds is waited for, but not here."""
    monkeypatch.setattr("tracker.archive.repository._LOCK_RETRIES", ())


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A repository with one commit of a person's, its root the archive's."""
    root = tmp_path / "work"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.name", "Ada Person")
    git(root, "config", "user.email", "ada@example.org")
    (root / "README.md").write_bytes(b"Hello\n")
    (root / "policies.toml").write_bytes(b"# none yet\n")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "Start")
    return Place(root)
