"""What the operator names."""

from __future__ import annotations

import pytest

from tests.extract.pages import ARTICLE, CLAUSES, page
from tracker.errors import ExtractionError
from tracker.extract import extract

TWO = f'<div class="b"><h2>Second</h2><p>{CLAUSES[1]}</p></div>'


def test_select_takes_the_named_parts_in_the_order_of_the_page():
    body = page(ARTICLE, before=f'<div class="a"><h2>First</h2><p>{CLAUSES[0]}</p></div>', after=TWO)
    found = extract(body, select=[".b", "div.a", ".a h2"])
    assert found.markdown.startswith(f"## First\n\n{CLAUSES[0]}\n\n## Second\n")
    assert "Your rights" not in found.markdown


def test_select_that_partly_matches_is_told():
    found = extract(page(after=TWO), select=["#gone", ".b"])
    assert found.problems[0].startswith('select "#gone" matched nothing')


def test_select_that_matches_nothing_is_an_error_that_says_what_to_do():
    with pytest.raises(ExtractionError, match="leave `select` out"):
        extract(page(), select=["#gone"])


@pytest.mark.parametrize("selector", ["p[", "p:nonsense", ":has(", "p::before(", ""])
@pytest.mark.parametrize("key", ["select", "remove"])
def test_a_malformed_selector_is_named(selector, key):
    with pytest.raises(ExtractionError, match=key):
        extract(page(), **{key: [selector]})


def test_remove_drops_and_tells_when_it_no_longer_matches():
    found = extract(page(), remove=[".updated", ".gone"])
    assert "Effective" not in found.markdown
    assert [problem for problem in found.problems if '".gone" matched nothing' in problem]
    assert not [problem for problem in found.problems if ".updated" in problem]


def test_a_stretch_between_headings():
    found = extract(page(), start="how long we KEEP it", end="Your rights")
    assert found.markdown.startswith("## How long we keep it\n")
    assert found.markdown.endswith("unless a court orders us to.\n")


def test_a_heading_may_be_named_by_some_of_its_words():
    assert extract(page(), start="long we keep").markdown.startswith("## How long we keep it\n")


def test_headings_that_are_gone_are_told_and_nothing_is_lost():
    found = extract(page(), start="Gone", end="Gone too")
    assert found.markdown == extract(page()).markdown
    assert len([problem for problem in found.problems if "Gone" in problem]) == 2
