"""Text cut for a subject or a title: what became of a quotation outlasts the quotation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model.phrase import briefly, one_line

REMOVED = (
    "Notice: “We will e-mail you at least 30 days before a change takes effect.” was removed in “6. Changes”; 5 more."
)


def test_what_fits_stays_as_it_is():
    assert briefly(REMOVED, len(REMOVED)) == REMOVED


@pytest.mark.parametrize("limit", [80, 100])
def test_the_longest_quotation_is_cut_first(limit):
    cut = briefly(REMOVED, limit)
    assert len(cut) <= limit
    assert cut.startswith("Notice: “We will e-mail you")
    assert cut.endswith("…” was removed in “6. Changes”; 5 more.")


def test_where_no_quotation_can_give_way_the_end_does():
    assert briefly(REMOVED, 50) == "Notice: “We will e-mail you at…” was removed in…"
    assert briefly("word " * 40, 50) == one_line("word " * 40, 50)


@given(st.text("“”ab ", max_size=300), st.integers(10, 100))
def test_it_is_never_longer_and_ends(text, limit):
    assert len(briefly(text, limit)) <= limit
