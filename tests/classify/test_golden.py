"""Whole changes of invented policies, each a folder with both texts and what must be said of the change.

A new folder fails until somebody has written, or read and accepted, its expected.json.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tracker

CASES = sorted(path.parent for path in (Path(__file__).parents[1] / "golden").glob("*/before.md"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Path):
    change = tracker.compare(*((case / name).read_text("utf8") for name in ("before.md", "after.md")))
    expected = case / "expected.json"
    assert expected.is_file(), f"write {expected}, after reading:\n{told(change)}"
    assert told(change) == json.loads(expected.read_text("utf8"))


def told(change: tracker.Change) -> dict[str, object]:
    """What of a change a golden fixes: all that a reader is told, and what became of each section."""
    data = change.to_dict()
    keys = ("verdict", "noise_kind", "direction", "categories", "summary", "effective_on", "updated_on")
    said = ("weight", "rule", "category", "section", "before", "after")
    return {key: data[key] for key in keys} | {
        "findings": [
            {key: finding[key] for key in said} for finding in data["findings"] if finding["weight"] != "noise"
        ],
        "sections": {
            (section["after"] or section["before"])[0]["heading"]: section["kind"]
            for section in data["sections"]
            if section["kind"] != "unchanged"
        },
    }


def test_there_are_cases_of_every_weight():
    verdicts = {json.loads((case / "expected.json").read_text("utf8"))["verdict"] for case in CASES}
    assert verdicts == {"noise", "editorial", "minor", "material"}
