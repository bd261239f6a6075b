"""The labelled changes: figures below which nobody should fall without noticing."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "eval" / "changes.py").is_file(), reason="needs the labelled texts beside the repository"
)


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, str(SHARED / "eval" / "changes.py"), str(SHARED / "gold" / "changes")],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    found = {
        name.strip(): float(value)
        for name, value in re.findall(r"^(\S.{8,38}?)\s{2,}([\d.]+)", done.stdout, re.MULTILINE)
    }
    assert found, done.stdout[-2000:] + done.stderr[-2000:]
    return found


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("material recall", 0.95),
        ("material precision", 0.9),
        ("noise recall", 0.92),
        ("macro F1 of the four verdicts", 0.8),
        ("category micro F1 (material)", 0.68),
    ],
)
def test_least(figures, name, least):
    assert figures[name] >= least


def test_substance_is_hardly_ever_lost(figures):
    assert figures["material or minor lost as noise"] <= 1
