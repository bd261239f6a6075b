"""Finding the clause: of the whole document rather than a part, and never an entry of a table of contents."""

from __future__ import annotations

import pytest

from tracker.notice import read_rule
from tracker.segment import segment


def read(*blocks):
    return read_rule(segment("\n\n".join(["# Lantern & Loom privacy policy", "We sell lamps.", *blocks])))


@pytest.mark.parametrize("entry", ["Changes to our privacy policy", "Notification of changes to these terms"])
def test_an_entry_of_a_table_of_contents_is_no_clause(entry):
    assert read(entry, "How to reach us", "Write to us.").none_found


def test_the_clause_of_the_policy_comes_before_that_of_its_cookie_notice():
    rule = read(
        "## Miscellaneous",
        "We may change this policy. If we change this policy, we will post it on this page.",
        "## What are cookies",
        "Small files.",
        "## How lamps work",
        "With light.",
        "## Changes to this cookie notice",
        "We may change this cookie notice. If we change this cookie notice, we will e-mail you.",
    )
    assert rule.heading == "Miscellaneous"


def test_a_cookie_notice_of_its_own_has_its_clause():
    rule = read_rule(
        segment(
            "# Cookie notice\n\nSmall files.\n\n## Changes to this cookie notice\n\nWe may change this notice.\n\n"
            "## Older lamps\n\nWe may change this notice. We will post this notice on this page.\n"
        )
    )
    assert rule.heading == "Changes to this cookie notice"


def test_of_two_full_clauses_the_first_counts_however_long_the_second():
    change = "We may change this policy. If we change this policy, we will {}."
    more = (
        " We will post changes to this policy. We will date changes to this policy. We may amend this policy at once."
    )
    rule = read(
        "## Changes to this policy",
        change.format("write to you"),
        "## Changes to this policy for shops",
        change.format("e-mail you") + more,
    )
    assert rule.heading == "Changes to this policy"


@pytest.mark.parametrize(
    "sentence",
    [
        "To provide brighter lamps and to follow changes in fire safety, we may revise these terms.",
        "Whenever we change this policy, we will send you service messages.",
        "Please review this policy now and then as it may be updated.",
        "This policy gets updated from time to time.",
        "We will post policy updates on this page.",
        "We are entitled to adapt this data protection declaration at any time.",
        "From time to time we’ll tweak this policy.",
        "We may update all or any part of the shop, its lamps and the terms of this agreement.",
        "These conditions may be varied by us on giving you a month’s notice.",
    ],
)
def test_reasons_do_not_hide_a_clause(sentence):
    assert read("## General", sentence).clauses == (sentence,)


@pytest.mark.parametrize(
    "sentence",
    [
        "We use your address to tell you about changes to our terms.",
        "We send service messages, such as changes to our terms.",
        "We may change the lamps that we sell.",
        "We comply with the terms of the mint as they may be changed by its master.",
        "Our terms, which we may amend now and then, are all that was agreed.",
        "Our staff have no authority to vary these terms.",
    ],
)
def test_other_sentences_are_no_clause(sentence):
    assert read("## General", sentence).none_found


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        (
            "If we make material changes, we will notify you by e-mail at least 10 business days before they take effect.",
            10,
        ),
        ("We will e-mail you at least 12 days before any material change takes effect.", 12),
        ("If we make changes, we will inform you by e-mail at least 9 days before.", 9),
    ],
)
def test_a_promise_that_names_no_document_counts_where_nothing_else_does(sentence, lead):
    rule = read_rule(segment(f"# Privacy policy\n\nWe keep personal data for 30 days.\n\n{sentence}\n"))
    assert not rule.none_found
    assert rule.clauses == (sentence,)
    assert [tier.lead.value for tier in rule.tiers if tier.lead.value] == [lead]


@pytest.mark.parametrize(
    "sentence",
    [
        "We will notify you by e-mail at least 30 days before a change of prices takes effect.",
        "If we make material changes to the Services, we will notify you by e-mail.",
        "If we change our prices, we will notify you by e-mail.",
        "If we are acquired, we will notify you by e-mail before your data is transferred.",
        "We notify you of a data breach within 72 hours.",
        "If we change the pricing of your plan, we will notify you by e-mail before the change takes effect.",
        "We keep a list of our subprocessors and notify you by e-mail of material changes.",
        "We may discontinue features of the service. We will try to give advance notice of material changes.",
        "We will notify you by e-mail of material changes that affect the features of your plan.",
    ],
)
def test_a_promise_about_something_else_does_not(sentence):
    assert read_rule(segment(f"# Privacy policy\n\nWe keep personal data for 30 days.\n\n{sentence}\n")).none_found


@pytest.mark.parametrize("heading", ["Availability and changes", "Changes and cancellations", "Changes to the service"])
def test_a_heading_about_something_else_that_changes_is_no_clause(heading):
    text = f"# Terms of the mill\n\nHello.\n\n## {heading}\n\nWe may drop features. We will try to give notice of changes that matter.\n"
    assert read_rule(segment(text)).none_found
    own = "We may amend these terms and will e-mail you before we do."
    assert read_rule(segment(f"{text}\n{own}\n")).clauses[-1].endswith(own)


def test_the_parts_of_a_section_about_changes_are_one_clause():
    notice = "We may amend these terms and will e-mail you 30 days before we do."
    use = "Whoever uses the mill after an amendment of these terms accepts them."
    parts = f"### 9.1 Notice\n\n{notice}\n\n### 9.2 Use\n\n{use}\n\n### 9.3 Changes to the service\n\nWe may drop features.\n"
    text = f"# Terms of the mill\n\nHello.\n\n## 9. {{}}\n\n{parts}\n## 10. Law\n\nThe law of the valley applies.\n"
    assert read_rule(segment(text.format("Amendments"))).clauses == (notice, use)
    assert read_rule(segment(text.format("General"))).clauses == (notice,)
