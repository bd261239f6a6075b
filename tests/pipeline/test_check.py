"""The publisher's gate with promises that stand in another document."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.pipeline import check

OLD = "# Privacy policy\n\nWe keep your orders for 30 days.\n\n## Contact\n\nWrite to us.\n"
NEW = OLD.replace("30 days", "24 months")
TERMS = (
    "# Terms\n\n## Changes\n\nWe may change these Terms and our Privacy Policy. We will e-mail you at least 30 days before a "
    "change takes effect.\n"
)
TODAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("others", "effective", "ready"),
    [
        ({}, date(2027, 3, 10), True),
        ({"terms.md": TERMS}, date(2027, 3, 30), False),
        ({"terms.md": TERMS}, date(2027, 3, 31), True),
        ({"terms.md": TERMS.replace("Privacy Policy", "Price List")}, date(2027, 3, 30), False),  # the text has no rule
        ({"rules.md": "# House rules\n\nBe kind."}, date(2027, 3, 10), True),
    ],
)
def test_another_document_can_ask_for_notice(others, effective, ready):
    assert check(OLD, NEW, today=TODAY, effective=effective, others=others).ready is ready


def test_a_text_with_a_rule_of_its_own_owes_only_what_the_other_says_of_it():
    ruled = "\n## Changes\n\nWe post changes to this policy on this page.\n"
    terms = {"terms.md": TERMS.replace("and our Privacy Policy", "")}
    assert check(OLD + ruled, NEW + ruled, today=TODAY, effective=TODAY, others=terms).ready
    found = check(OLD + ruled, NEW + ruled, today=TODAY, effective=TODAY, others={"terms.md": TERMS})
    assert found.earliest == date(2027, 3, 31)
    assert [tier.source for tier in found.rule.tiers] == ["", "terms.md"]
