"""The story, played once for all tests that look at what it left."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tracker.demo import DayPlayed, play
from tracker.demo.story import Story, load


@dataclass(frozen=True)
class Played:
    folder: Path
    days: tuple[DayPlayed, ...]


@pytest.fixture(scope="session")
def story() -> Story:
    return load()


@pytest.fixture(scope="session")
def played(tmp_path_factory) -> Played:
    folder = tmp_path_factory.mktemp("story") / "repository"
    return Played(folder, play(folder, lambda line: None))
