"""The labelled notice rules: figures below which nobody should fall without noticing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "eval" / "notice.py").is_file(), reason="needs the labelled texts beside the repository"
)


def test_targets_are_met():
    done = subprocess.run(
        [sys.executable, str(SHARED / "eval" / "notice.py"), str(SHARED / "gold" / "notice")],
        cwd=Path(__file__).resolve().parents[1],
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
