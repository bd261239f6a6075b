"""In whose favour a change is: only where a figure or a word says so plainly."""

from __future__ import annotations

import pytest

import tracker
from tests.classify.checks import POLICY, changed

PLACE = "## Children\n"


def compared(before: str, after: str) -> tracker.Change:
    old, new = (POLICY.replace(PLACE, f"## Other matters\n\n{text}\n\n{PLACE}") for text in (before, after))
    return tracker.compare(old, new)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The monthly ticket costs 30 euros.", "The monthly ticket costs 35 euros."),
        ("Our liability is limited to 400 euros.", "Our liability is limited to 200 euros."),
        ("The courts of Aarhus decide any dispute.", "Binding arbitration in Aarhus decides any dispute."),
        ("The lock sends us its place once a day.", "The lock sends us its place every half hour."),
        ("We will answer your letters within 10 days.", "We will answer your letters within 40 days."),
        ("We do not sell your personal data.", "We may sell your personal data."),
        ("We do not use your rides for advertising.", "We use your rides for advertising."),
        ("We currently do not use cookies to follow you.", "We now use cookies to follow you."),
    ],
)
def test_a_figure_or_a_word_says_in_whose_favour(before, after):
    assert compared(before, after).direction == "expands_company"
    assert compared(after, before).direction == "protects_user"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We delete our server logs after 30 days.", "We delete our server logs after 7 days."),
        ("You may object within 10 days.", "You may object within 30 days."),
        ("We use your rides for maps unless you opt out.", "We use your rides for maps only with your consent."),
    ],
)
def test_a_figure_in_favour_of_users(before, after):
    assert compared(before, after).direction == "protects_user"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We give a discount on the fee of 5 euros.", "We give a discount on the fee of 9 euros."),
        ("You must be at least 14 years old.", "You must be at least 15 years old."),
    ],
)
def test_what_is_not_judged_is_in_nobodys_favour(before, after):
    change = compared(before, after)
    assert change.verdict == "material"
    assert change.direction == "neutral"


def test_mixed_takes_a_finding_each_way():
    worse, better = ("for 30 days", "for 90 days"), ("within one month", "within one week")
    assert tracker.compare(POLICY, changed(worse)).direction == "expands_company"
    assert tracker.compare(POLICY, changed(better)).direction == "protects_user"
    assert tracker.compare(POLICY, changed(worse, better)).direction == "mixed"


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("We do not sell your personal data.", "We may sell your personal data.", "sale"),
        ("We do not use your rides for advertising.", "We use your rides for advertising.", "purpose"),
    ],
)
def test_what_the_company_does_is_no_choice_and_no_duty(before, after, rule):
    found = compared(before, after).findings
    assert [finding.rule for finding in found if finding.weight == "material"] == [rule]


def test_now_says_nothing_by_itself():
    assert compared("We count rides by town.", "We now count rides by town.").verdict == "editorial"


def test_what_was_taken_out_is_said_plainly():
    change = compared("We will answer your letters within 10 days.", "We will answer your letters.")
    assert any(finding.why == "A period was taken out: 10 days." for finding in change.findings)
