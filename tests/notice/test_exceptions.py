"""What weakens a promise, or belongs to another one: alternatives, conditions, exceptions, prices, lists."""

from __future__ import annotations

import pytest

from tests.notice.reading import document
from tracker.model import Logic
from tracker.model.promise import rule_sentences
from tracker.notice import read_rule
from tracker.segment import segment

MAIL = "We will e-mail you at least 30 days before a change of this policy takes effect"
EITHER = ("email", "post_page")


def rule(said: str):
    return read_rule(document(said))


def telling(said: str):
    """The one tier that promises something."""
    (tier,) = (tier for tier in rule(said).tiers if tier.channels)
    return tier


@pytest.mark.parametrize(
    "said",
    [
        "If we change this policy, we will tell you by e-mail or by posting on this page.",
        "If we change this policy, we will tell you by e-mail or on this page.",
        "If we change this policy, we will notify you by e-mail or by publishing the new policy here.",
        "We may change this policy. We will either e-mail you or post the changes here.",
    ],
)
def test_the_page_can_be_an_alternative(said):
    found = telling(said)
    assert found.logic == (Logic("one_of", EITHER),)
    assert set(found.channels) == set(EITHER)
    assert "e-mail or posting" in " ".join(rule_sentences(rule(said)))


@pytest.mark.parametrize(
    "said",
    [
        "If we change this policy, we will e-mail you and post the new policy on this page.",
        "If we change this policy, we will post it here and notify you by e-mail.",
        "If we change this policy, we will notify you by e-mail or by posting a notice on our website.",
        "We may change this policy. We will e-mail you or post a notice in the app.",
    ],
)
def test_and_is_no_alternative(said):
    assert all("post_page" not in item.channels for item in telling(said).logic)


def test_an_alternative_in_the_app_is_told_from_one_on_the_page():
    in_app = telling("If we change this policy, we will notify you by e-mail or in the app.")
    assert in_app.logic == (Logic("one_of", ("email", "in_product")),)


@pytest.mark.parametrize("start", ["Where practicable", "Where practical", "If possible", "Where feasible"])
def test_a_condition_weakens(start):
    found = telling(f"We may change this policy. {start}, we will e-mail you.")
    assert found.channels == {"email": "conditional"}
    assert found.condition == start.lower()
    assert telling(f"{start}, we will e-mail you.") == found


def test_an_exception_for_what_is_urgent_is_kept():
    found = telling(f"{MAIL}, unless urgent security changes require an earlier date.")
    assert found.channels == {"email": "will"}
    assert found.condition == "unless urgent security changes require an earlier date"


@pytest.mark.parametrize(
    "unless",
    [
        "unless we consider this impractical",
        "except where we find it impractical",
        "unless this is not reasonably possible",
    ],
)
def test_an_exception_at_will_weakens(unless):
    found = telling(f"{MAIL} {unless}.")
    assert found.channels == {"email": "conditional"}
    assert found.condition == unless


def test_without_one_there_is_none():
    assert telling(f"{MAIL}.").condition is None
    assert telling(f"{MAIL}.").channels == {"email": "will"}


@pytest.mark.parametrize(
    ("said", "flags"),
    [
        ("We will e-mail you about one week before a change of this policy takes effect.", ("approximate_lead",)),
        ("We will e-mail you roughly 14 days before we change this policy.", ("approximate_lead",)),
        ("We will e-mail you at least one week before a change of this policy takes effect.", ()),
        ("We will e-mail you about changes of this policy 14 days before they take effect.", ()),
        (
            "We will e-mail you before a change of this policy that we consider material.",
            ("materiality_sole_discretion",),
        ),
        ("We will e-mail you before a material change of this policy.", ()),
    ],
)
def test_what_is_vague_is_flagged(said, flags):
    assert rule(said).flags == flags


def test_posting_is_no_letter():
    assert set(telling("We may change this policy. We will e-mail you or post the changes here.").channels) == set(
        EITHER
    )
    assert "personal_other" in telling("If we change this policy, we will tell you by e-mail or post.").channels


PRICES = "We will give 60 days' written notice of any price increase."


@pytest.mark.parametrize("heading", ["Changes", "Changes to these terms"])
def test_a_promise_about_prices_is_none_about_the_text(heading):
    assert read_rule(segment(f"# Terms of Service\n\n## {heading}\n\n{PRICES}")).none_found


def test_beside_a_rule_prices_add_nothing_to_it():
    said = "We may change these terms and will post them on this page."
    alone = read_rule(segment(f"# Terms of Service\n\n## Changes to these terms\n\n{said}"))
    for prices in (PRICES, "If we raise prices, we will e-mail you 60 days before."):
        both = read_rule(segment(f"# Terms of Service\n\n## Changes to these terms\n\n{said} {prices}"))
        assert both.tiers == alone.tiers


@pytest.mark.parametrize(
    "said",
    [
        "We will e-mail you 30 days before we change these terms or raise our prices.",
        "We may change these terms. We will e-mail you 30 days before any material change, such as price increases.",
    ],
)
def test_prices_as_one_matter_among_others_do_not_hide_the_promise(said):
    found = read_rule(segment(f"# Terms of Service\n\n## Changes to these terms\n\n{said}"))
    assert any(tier.lead.value == 30 for tier in found.tiers)


@pytest.mark.parametrize("heading", ["", "## Changes\n\n", "## Changes to this list\n\n"])
def test_a_promise_about_new_sub_processors_is_one_promise(heading):
    said = "We will post every new sub-processor here at least 30 days before it starts."
    found = read_rule(segment(f"# Sub-processors\n\nWe use these companies.\n\n{heading}{said}"))
    assert [(tier.trigger, tier.lead.value) for tier in found.tiers] == [("practice_change", 30)]
    assert found.clauses == (said,)


def test_one_about_the_text_too_stays_both():
    said = "We may change this addendum or add new sub-processors and will e-mail you 30 days before."
    found = read_rule(segment(f"# Data Processing Addendum\n\n## Changes\n\n{said}"))
    assert [tier.trigger for tier in found.tiers] == ["any", "practice_change"]
