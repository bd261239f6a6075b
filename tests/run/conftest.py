"""A stage for every test of whole runs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.stage import Stage, stage


@pytest.fixture
def here(tmp_path) -> Iterator[Stage]:
    """A new repository beside a web server, with one policy declared and shown."""
    with stage(tmp_path / "repository") as made:
        yield made
