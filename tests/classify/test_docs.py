"""The pages about verdicts and rules agree with the program."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.classify.rulebook import PAGE, rulebook
from tracker.classify.decide import NOT_WEIGHED

ROOT = Path(__file__).parents[2]
VERDICTS = (ROOT / "docs/verdicts.md").read_text("utf8")
KINDS = re.findall(
    r"^### \d+\. [^\n]+\n\n`([\w-]+)`: \*\*(\w+)\*\*([^\n]*)\n\n```diff\n(.*?)```\n\n> ([^\n]+)\n",
    VERDICTS,
    re.MULTILINE | re.DOTALL,
)


def test_each_rule_has_its_entry():
    assert PAGE.read_text("utf8") == rulebook(), "run `python -m tests.classify.rulebook` and read what changed"


def test_rules_of_the_page_as_a_whole_have_theirs():
    sources = "\n".join(path.read_text("utf8") for path in (ROOT / "tracker/classify").rglob("*.py"))
    made = (
        set(re.findall(r'Finding\(\s*"(\w+)"', sources))
        | set(re.findall(r'yield\s*\(?\s*"(\w+)"', sources))
        | {NOT_WEIGHED}
    )
    assert made
    assert not {name for name in made if f"`{name}`" not in PAGE.read_text("utf8")}


def test_there_are_ten_kinds():
    assert len(KINDS) == 10
    assert {verdict for _, verdict, *_ in KINDS} == {"noise", "editorial", "minor", "material"}


@pytest.mark.parametrize(("case", "verdict", "topics", "quoted", "summary"), KINDS, ids=[kind[0] for kind in KINDS])
def test_a_kind_is_judged_as_the_page_says(case, verdict, topics, quoted, summary):
    folder = ROOT / "tests/golden" / case
    expected = json.loads((folder / "expected.json").read_text("utf8"))
    assert (expected["verdict"], expected["summary"]) == (verdict, summary)
    told = expected["noise_kind"] or ", ".join(name for name in expected["categories"] if name != "other")
    assert topics.strip(", ") == told
    for line in quoted.splitlines():
        side = "before.md" if line.startswith("- ") else "after.md"
        assert line[2:] in (folder / side).read_text("utf8")
