"""Redlines as paragraphs, sections in reading order."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from tests.samples import GONE, MATERIAL, MOVED, NEW, ref, untouched
from tracker.publish.redline import Fold, Paragraph, folded, paragraphs
from tracker.publish.sections import parts

OPS = st.sampled_from(["equal", "delete", "insert"])
REDLINES = st.lists(st.tuples(OPS, st.text("ab \n"))).map(tuple)


def marks(redline):
    return [(line.mark, "".join(text for _, text in line.runs)) for line in paragraphs(redline)]


def test_each_paragraph_says_at_a_glance_what_became_of_it():
    redline = (
        ("equal", "Same.\nWe keep it for "),
        ("delete", "30"),
        ("insert", "90"),
        ("equal", " days.\n"),
        ("delete", "Gone.\n"),
        ("insert", "New one.\nNew two.\n"),
        ("equal", "End."),
    )
    assert marks(redline) == [
        ("equal", "Same."),
        ("mixed", "We keep it for 3090 days."),
        ("delete", "Gone."),
        ("insert", "New one."),
        ("insert", "New two."),
        ("equal", "End."),
    ]


@given(REDLINES)
def test_no_visible_character_is_lost_and_each_keeps_its_mark(redline):
    for op in ("equal", "delete", "insert"):
        before = "".join(text for kind, text in redline if kind == op).replace("\n", "").replace(" ", "")
        after = "".join(text for line in paragraphs(redline) for kind, text in line.runs if kind == op)
        assert after.replace(" ", "") == before


@given(REDLINES)
def test_folding_keeps_every_paragraph_in_its_order_and_hides_no_difference(redline):
    lines = paragraphs(redline)
    flat: list[Paragraph] = []
    for item in folded(lines):
        if isinstance(item, Fold):
            assert len(item.paragraphs) > 1
            assert all(line.mark == "equal" for line in item.paragraphs)
            flat += item.paragraphs
        else:
            flat.append(item)
    assert tuple(flat) == lines


def test_a_removed_section_stands_where_it_was_and_unchanged_ones_are_gathered():
    shown = parts(MATERIAL.sections)
    assert [(part.place, part.sections[0].kind) for part in shown] == [
        ("unchanged", "unchanged"),
        ("here", "moved"),
        ("here", "modified"),
        ("here", "split"),
        ("here", "removed"),
        ("left", "moved"),
        ("here", "added"),
        ("unchanged", "unchanged"),
    ]
    assert len(shown[-1].sections) == 2


def test_what_stood_first_and_is_gone_comes_first():
    gone = dataclasses.replace(GONE, before=(ref("Promise", 1, 2),))
    rights = dataclasses.replace(untouched("Rights", 1, 5), before=(ref("Rights", 3, 7),))
    shown = parts((rights, gone))
    assert [part.sections[0].kind for part in shown] == ["removed", "unchanged"]


def test_sections_without_order_of_their_own_are_shown_once_each():
    shown = parts((NEW, MOVED, GONE))
    assert sorted(part.number for part in shown if part.place == "here") == [0, 1, 2]
    assert parts(()) == ()
