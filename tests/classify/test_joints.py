"""An "or" in a promise of notice, or in a right, is no small word."""

from __future__ import annotations

import pytest

import tracker
from tests.classify.checks import POLICY, check_material, check_weight

PLACE = "## Children\n"


def placed(text: str, heading: str = "Letters") -> str:
    return POLICY.replace(PLACE, f"## {heading}\n\n{text}\n\n{PLACE}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("by e-mail about changes to these rules.", "by e-mail or on this page about changes to these rules."),
        ("by e-mail and by letter of changes to these rules.", "by e-mail or by letter of changes to these rules."),
        (
            "by e-mail of any material change to these rules.",
            "by e-mail of any change to these rules that we consider material.",
        ),
    ],
)
def test_a_promise_of_notice_with_a_choice_of_channel(before, after):
    old, new = placed(f"We will tell you {before}"), placed(f"We will tell you {after}")
    change = check_material(old, new, category="policy_change_notice")
    assert change.direction == "expands_company"


def test_the_heading_says_that_it_is_about_changes():
    heading = "Changes to these rules"
    old = placed("We will tell every rider by e-mail.", heading)
    check_material(old, old.replace("by e-mail.", "by e-mail or on this page."), category="policy_change_notice")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("If we revise this policy, we will tell you.", "When we revise this policy, we will tell you."),
        ("We will notify you of changes to this policy.", "We will notify you about changes to this policy."),
        ("We ride on sand and on grass for you.", "We ride on sand or on grass for you."),
    ],
)
def test_small_words_that_say_the_same(before, after):
    check_weight(placed(before), placed(after), "editorial")


def test_a_right_with_an_or_is_not_passed_over():
    before = placed("You have the right to move and delete your data.")
    change = tracker.compare(before, before.replace("move and delete", "move or delete"))
    assert change.verdict in {"minor", "material"}
