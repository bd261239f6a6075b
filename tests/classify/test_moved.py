"""Entries that went from one list to another."""

from __future__ import annotations

import pytest

from tracker import compare

POLICY = """# Privacy at Fernhill

## Who gets what

We share these with our partners:

- your name and the town you live in
- {}

We never share these with anybody:

- {}
- the number of your card

## Leaving

You may leave at any time, and we then close your account and delete what we have kept of you.
"""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the places where you have been with the bicycle", "the letters that you write to our team"),
        ("your location", "your letters"),
    ],
)
def test_an_entry_that_went_under_the_opposite_is_material(one, other):
    change = compare(POLICY.format(one, other), POLICY.format(other, one))
    assert (change.verdict, change.categories) == ("material", ("third_party_sharing",))
    assert {finding.rule for finding in change.findings} >= {"entry_turned"}


def test_an_entry_that_moved_within_its_list_is_not():
    before = POLICY.format("your letters", "your location")
    after = before.replace("- your location\n- the number of your card", "- the number of your card\n- your location")
    assert compare(before, after).verdict in {"noise", "editorial"}


def test_a_lead_in_other_words_is_judged_by_itself():
    before = POLICY.format("your letters", "your location")
    change = compare(before, before.replace("We never share these with anybody:", "Nobody but us sees these:"))
    assert "entry_turned" not in {finding.rule for finding in change.findings}
