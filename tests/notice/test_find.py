"""What spares sentences the long searches never spares one that they would find."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.notice import dates
from tracker.notice.find import _has_stems, find_clause
from tracker.notice.phrases import _expand
from tracker.segment import segment

FINDER = tomllib.loads(resources.files("tracker.notice").joinpath("phrases.toml").read_text("utf8"))["finder"]


@pytest.mark.parametrize("pattern", [*FINDER["about"], *FINDER["mechanics"]])
def test_every_phrase_about_the_document_has_its_stems(pattern):
    @settings(max_examples=60, deadline=None)
    @given(st.from_regex(re.compile(_expand(pattern), re.ASCII), fullmatch=True))
    def holds(found):
        assert _has_stems(found)

    holds()


@settings(max_examples=300, deadline=None)
@given(st.from_regex(re.compile(dates._dates().pattern, re.VERBOSE | re.ASCII), fullmatch=True))
def test_every_date_passes_the_quick_look(found):
    assert dates._DATED.search(found)


def test_a_list_is_read_with_what_leads_up_to_it_and_other_matters_are_left_out():
    text = """# General

Our head office is in Lindhaven.

We may change these terms and will then:

- write to the members of the guild
- leave a note at the door

Apples keep best in the dark.

Pears do not.

Plums neither."""
    clause = find_clause(segment(text))
    assert clause is not None
    assert [sentence.text.split()[0] for sentence in clause.sentences] == ["We", "write", "leave"]
    assert [(span.line, span.start) for sentence in clause.sentences for span in sentence.spans] == [
        (5, 0),
        (7, 2),
        (8, 2),
    ]
