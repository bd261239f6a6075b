"""What holds for every text."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tracker
from tests.classify.checks import POLICY, changed

LINES = POLICY.split("\n")
CLAUSES = (
    "We share your personal data with advertising partners.",
    "We keep copies of your letters for 10 years.",
    "You agree that any dispute is settled by arbitration.",
    "We will not tell you when we disclose your data to the authorities.",
)
TEXTS = st.lists(st.sampled_from([*LINES, *CLAUSES, "", "- item", "| a | b |", "*", "[x](y)", "© 2020", "\ufffd"])).map(
    "\n".join
)


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_a_text_compared_with_itself_is_silent(text):
    change = tracker.compare(text, text)
    assert change.verdict == "noise"
    assert change.findings == ()


@given(TEXTS, TEXTS)
@settings(max_examples=60, deadline=None)
def test_the_verdict_is_the_highest_weight(before, after):
    change = tracker.compare(before, after)
    weights = ["noise", "editorial", "minor", "material"]
    assert weights.index(change.verdict) == max((weights.index(f.weight) for f in change.findings), default=0)
    assert (change.verdict == "noise") == (change.noise_kind is not None)
    assert change.summary
    assert "\n" not in change.summary
    assert type(change).from_dict(change.to_dict()) == change


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_text_makes_it_raise(before, after):
    tracker.compare(before, after)


@given(st.integers(0, len(LINES) - 1), st.sampled_from(CLAUSES), st.booleans())
@settings(max_examples=60, deadline=None)
def test_an_injected_clause_is_never_lost(place, clause, noisy):
    """Wherever it stands, and whatever else is only laid out in another way."""
    lines = [line.replace("- ", "* ").replace("We ", "We  ") for line in LINES] if noisy else list(LINES)
    if lines[place].startswith("|"):
        place = len(lines) - 1  # inside a table it would be a cell
    text = "\n".join([*lines[:place], "", clause, "", *lines[place:]])
    change = tracker.compare(POLICY, ("[Home](/)\n\n" if noisy else "") + text)
    assert change.verdict == "material", (change.summary, text)
    assert any(clause[:30] in finding.after for finding in change.findings if finding.weight == "material")


@given(
    st.sampled_from(
        [("for 30 days", "for 90 days"), ("3 March", "4 March"), ("twelve towns", "twelve fine old towns"), ("x", "x")]
    )
)
@settings(max_examples=8, deadline=None)
def test_white_space_markers_and_quotes_never_change_a_verdict(edit):
    plain = POLICY.replace(*edit)
    dressed = plain.replace("\n- ", "\n* ").replace("We ", "We  ").replace("your name", "“your name”")
    assert tracker.compare(POLICY, plain).verdict == tracker.compare(POLICY, dressed).verdict


def test_the_same_input_gives_the_same_bytes():
    after = changed(("for 30 days", "for 24 months"), ("age of 16", "age of 13"))
    assert tracker.compare(POLICY, after).to_json() == tracker.compare(POLICY, after).to_json()


def test_changes_are_values():
    change = tracker.compare(POLICY, changed(("for 30 days", "for 24 months")))
    assert dataclasses.replace(change) == change
    assert hash(change.findings)


DISGUISES = (
    "We have updated this policy, and we now share your personal data with advertisers.",
    "By your use of this site you agree that any dispute goes to arbitration.",
    "© 2024 Lindenhof Cycles. We may sell your personal data to anyone.",
    "Read more: we will sell your personal data.",
)


@pytest.mark.parametrize("clause", DISGUISES)
@pytest.mark.parametrize("place", ["top", "end"])
def test_a_clause_dressed_as_furniture_is_found(clause, place):
    text = f"{clause}\n\n{POLICY}" if place == "top" else f"{POLICY}\n{clause}\n"
    assert tracker.compare(POLICY, text).verdict == "material"


@given(st.integers(0, len(LINES) - 1), st.sampled_from(CLAUSES))
@settings(max_examples=30, deadline=None)
def test_a_change_taken_back_swaps_what_came_and_what_went(place, clause):
    after = "\n".join([*LINES[:place], "", clause, "", *LINES[place:]])
    there, back = tracker.compare(POLICY, after), tracker.compare(after, POLICY)
    assert sum(s.words_added for s in there.sections) == sum(s.words_removed for s in back.sections)
    assert sum(s.words_removed for s in there.sections) == sum(s.words_added for s in back.sections)
    assert there.verdict == back.verdict


def test_a_wholesale_replacement_is_bounded_and_says_so():
    before, after = (
        "\n\n".join(f"We keep your {word} number {n} for {n} days." for n in range(2, 2200)) for word in ("red", "blue")
    )
    change = tracker.compare(f"{POLICY}\n\n{before}", f"{POLICY}\n\n{after}")
    assert change.verdict == "material"
    assert change.truncated
