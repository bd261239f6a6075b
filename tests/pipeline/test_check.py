"""The publisher's gate with promises that stand in another document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tracker.model import Logic, NoticeRule, Tier
from tracker.pipeline import check
from tracker.pipeline.weakening import weaker

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


RULED = (
    "# Privacy policy\n\nEffective: 1 February 2026\n\nWe are Nettlebrook Ltd, the controller of your personal data, and keep "
    "your account data for 12 months.\n\n## Contact\n\nWrite to our privacy desk at any time.\n\n## Changes\n\nWe will tell "
    "you by e-mail at least one week before a material change takes effect.\n"
)
LATE = date(2027, 6, 1)


def said(new, old=RULED, **more):
    found = check(old, new, today=TODAY, effective=LATE, **more)
    return found.problems, found.warnings


@pytest.mark.parametrize("nothing", ["", "\n \n", "# Not found\n\nThe page you are looking for was not found.\n"])
def test_nothing_is_judged_where_a_text_is_none(nothing):
    (problem,), _ = said(nothing)
    assert problem.startswith("The new text is empty or no policy; nothing can be judged.")
    (problem,), _ = said(RULED, nothing)
    assert problem.startswith("The old text is empty or no policy; nothing can be judged.")


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("We will tell", "We may tell"),
        ("by e-mail", "on this page"),
        ("at least one week before", "before"),
        ("tell you", "post the new text, without notice to you,"),
        ("takes effect.", "takes effect. We may change this policy at any time without notice."),
        ("We will", "In our sole discretion, we will"),
    ],
)
def test_a_weaker_promise_is_a_problem(words, instead):
    problems, _ = said(RULED.replace("1 February 2026", "1 June 2027").replace(words, instead))
    assert any("its own notice rule" in problem for problem in problems)
    assert len(set(problems)) == len(problems)


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("by e-mail", "by e-mail or on this page"),
        ("a material change", "a change that we consider material"),
        ("takes effect.", "takes effect, unless we consider this impractical."),
        ("at least one week", "about one week"),
    ],
)
def test_other_words_of_a_promise_are_never_passed_over(words, instead):
    problems, warnings = said(RULED.replace("1 February 2026", "1 June 2027").replace(words, instead))
    assert problems or warnings
    assert all(
        "“We will tell you by e-mail at least one week" in warning and instead in warning for warning in warnings
    )


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("one week", "30 days"),
        ("one week before", "one\nweek before"),
        ("We are Nettlebrook", "We at Nettlebrook are"),
        ("one", "one"),
    ],
)
def test_what_weakens_nothing_needs_nobody(words, instead):
    assert said(RULED.replace("1 February 2026", "1 June 2027").replace(words, instead)) == ((), ())


def test_a_draft_with_the_day_of_the_text_in_force_is_not_ready():
    problems, _ = said(RULED.replace("12 months", "24 months"))
    assert problems == ("The draft still bears the old date 1 February 2026, and is to take effect on 1 June 2027.",)
    undated = RULED.replace("Effective: 1 February 2026\n\n", "").replace("12 months", "24 months")
    assert said(undated) == ((), ())


def test_fields_that_no_comparison_of_texts_weighs_count_too():
    old = NoticeRule(
        False,
        tiers=(
            Tier(
                "any", {"email": "will", "updates_page": "will", "post_page": "will"}, acceptance=("right_to_object",)
            ),
        ),
        grandfathering=("prospective_only",),
    )
    (tier,) = old.tiers
    weak = {
        "for material changes only": replace(tier, trigger="material"),
        "one of several": replace(tier, logic=(Logic("one_of", ("email", "updates_page")),)),
        "a page of updates": replace(tier, channels={"email": "will", "post_page": "will"}),
        "was “will”, and is “may”": replace(tier, channels={**tier.channels, "post_page": "may"}),
        "condition": replace(tier, condition="where practical"),
        "object": replace(tier, acceptance=()),
        "Silence": replace(tier, acceptance=("right_to_object", "deemed_by_silence")),
        "no notice": replace(tier, channels={**tier.channels, "none_disclaimed": "will"}),
    }
    assert not list(weaker(old, old))
    for words, new in weak.items():
        assert any(words in line for line in weaker(old, replace(old, tiers=(new,)))), words
    assert len(list(weaker(old, replace(old, grandfathering=(), flags=("urgent_exception",))))) == 2
