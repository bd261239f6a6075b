"""What is struck out on a page holds no more."""

from __future__ import annotations

import pytest

from tests.extract.pages import ARTICLE, CLAUSES, page
from tracker import compare
from tracker.extract import extract

SAID = "You may ask us for a copy of your letters at any time."


def _read(article: str) -> str:
    return extract(page(article), media_type="text/html").markdown


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_words_struck_out_are_gone(tag):
    before = ARTICLE + f"<p>{SAID} It is sent by post.</p>"
    after = before.replace(SAID, f"<{tag}>{SAID}</{tag}>")
    assert SAID in _read(before)
    assert SAID not in _read(after)
    assert "It is sent by post." in _read(after)
    assert compare(_read(before), _read(after)).verdict == "material"


def test_a_page_whose_tag_was_left_open_is_read():
    for article in (f"<s>{ARTICLE}", f"<s><div>{ARTICLE}</div></s>"):
        text = " ".join(_read(article).split())
        assert all(clause in text for clause in CLAUSES)
