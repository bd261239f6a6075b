"""Known edits of real policies: figures below which nobody should fall without noticing."""

import runpy
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tracker.diff import diff
from tracker.segment import segment

SHARED = Path(__file__).resolve().parents[2] / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "eval" / "alignment.py").is_file(), reason="needs the labelled texts beside the repository"
)


def compare(before, after):
    """As `tracker.compare`, without the stages after the diff, which take four times as long."""
    groups = diff(segment(before), segment(after)).sections
    found = [{"kind": a.kind, "before": places(a.before), "after": places(a.after)} for a in groups]
    return SimpleNamespace(to_dict=lambda: {"sections": found})


def places(sections):
    return [{"start_line": section.start_line, "end_line": section.end_line} for section in sections]


def test_targets_are_met(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "tracker", SimpleNamespace(compare=compare))
    monkeypatch.syspath_prepend(str(SHARED / "eval"))
    monkeypatch.setattr(sys, "argv", ["alignment.py", str(SHARED / "gold" / "notice")])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(SHARED / "eval" / "alignment.py"), run_name="__main__")
    assert ended.value.code == 0, capsys.readouterr().out
