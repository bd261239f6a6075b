"""A slip of the pen set right is editorial; a real word in the place of another is not."""

from __future__ import annotations

import pytest

import tracker
from tests.classify.checks import POLICY, changed, check_weight


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("we collect the following", "we colect the following"),
        ("We share your data", "We share yuor data"),
        ("use your personal data to bill", "use your presonal data to bill"),
        ("delete your account", "delete your acount"),
        ("see, correct and delete your data", "see, correct and delete your datas"),
        ("bill your rides and to answer your questions", "bill your rides and to answer your quessitions"),
        ("In Norway", "TIn Norway"),
    ],
)
def test_a_slip(right, wrong):
    policy = POLICY.replace("We share your data", "In Norway nobody rides. We share your data")
    check_weight(changed((right, wrong), text=policy), policy, "editorial")
    check_weight(policy, changed((right, wrong), text=policy), "editorial")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Nobody under the age", "Anybody under the age"),
        ("You have the right to see", "You must have the right to see"),
        ("We will never sell", "We will now sell"),
        ("with the garage", "with the garages abroad"),
        ("twelve towns", "twenty towns"),
        ("for 30 days", "for 300 days"),
        ("a repair shop", "a disrepair shop"),
        ("the clerk at", "the clerking at"),
        ("AB in Norway", "A in Norway"),
        ("the garage that repairs our bicycles", "the employer that repairs our bicycles"),
    ],
)
def test_another_word(old, new):
    policy = POLICY.replace(
        "We share your data", "AB in Norway and the clerk at a repair shop help. We share your data"
    )
    change = tracker.compare(policy, changed((old, new), text=policy))
    assert change.verdict != "noise"
    assert all(finding.rule != "slip" for finding in change.findings)


@pytest.mark.parametrize(("old", "new"), [("employer", "employee"), ("county", "country"), ("legal", "illegal")])
def test_words_a_letter_apart(old, new):
    before = POLICY.replace("to bill your rides", f"to bill the {old} of yours")
    found = tracker.compare(before, before.replace(f"the {old} of", f"the {new} of")).findings
    assert all(finding.rule != "slip" for finding in found)
