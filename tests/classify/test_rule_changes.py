"""Two notice rules, field by field: each difference once, its direction, and one wording for all who tell of it."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.classify.rule_changes import rule_changes
from tracker.model import (
    Acceptance,
    Channel,
    Lead,
    LeadKind,
    LeadUnit,
    Logic,
    NoticeRule,
    Strength,
    Tier,
    Trigger,
    WayOut,
)

TIER = Tier(
    "any",
    {"email": "will", "updates_page": "will", "post_page": "will"},
    lead=Lead("fixed", 30, "day"),
    acceptance=("right_to_object",),
    ways_out=(WayOut("object", "notice", 30, "day"),),
)
NOTHING = Tier("any", {"post_page": "will"})
MATERIAL = replace(TIER, trigger="material")


def rule(*tiers: Tier, **more) -> NoticeRule:
    return NoticeRule(False, clauses=(str((tiers, more)),), tiers=tiers, **more)


def changed(old: NoticeRule, new: NoticeRule) -> list[tuple[str, str]]:
    return [(found.field, found.direction) for found in rule_changes(old, new)]


@pytest.mark.parametrize(
    ("instead", "field"),
    [
        ({"trigger": "material"}, "trigger"),
        ({"topics": ("third_party_sharing",)}, "topics"),
        ({"lead": Lead("fixed", 7, "day")}, "lead"),
        ({"lead": Lead("reasonable")}, "lead"),
        ({"lead": Lead("disclaimed")}, "lead"),
        ({"channels": {"updates_page": "will", "post_page": "will"}}, "channels"),
        ({"logic": (Logic("one_of", ("email", "updates_page")),)}, "choice"),
        ({"channels": {"email": "will", "post_page": "will"}}, "places"),
        ({"channels": {**TIER.channels, "post_page": "may"}}, "places"),
        ({"channels": {**TIER.channels, "email": "efforts"}}, "strength"),
        ({"condition": "where practical"}, "condition"),
        ({"condition": "where practical", "channels": {**TIER.channels, "email": "conditional"}}, "condition"),
        ({"acceptance": (), "ways_out": ()}, "rights"),
        ({"acceptance": ("right_to_object", "deemed_by_silence")}, "silence"),
        ({"ways_out": ()}, "ways_out"),
        ({"ways_out": (WayOut("object", "notice", 2, "week"),)}, "ways_out"),
        ({"channels": {**TIER.channels, "none_disclaimed": "will"}}, "refusal"),
        ({"channels": {**TIER.channels, "none_disclaimed": "will"}, "lead": Lead("disclaimed")}, "lead"),
    ],
)
def test_one_weaker_field_is_one_difference(instead, field):
    new = replace(TIER, **instead)
    assert changed(rule(TIER), rule(new)) == [(field, "weaker")]
    (found,) = rule_changes(rule(TIER), rule(new))
    assert found.before != found.after
    assert all(direction == "stronger" for _, direction in changed(rule(new), rule(TIER)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TIER, replace(TIER, lead=Lead("fixed", 1, "month"))),
        (TIER, replace(TIER, ways_out=(WayOut("object", "notice", 2, "month"),))),
        (TIER, replace(TIER, channels=dict(reversed(TIER.channels.items())))),
        (NOTHING, replace(NOTHING, channels={"updates_page": "will"})),  # surer than posting
    ],
)
def test_as_much_in_other_words_is_no_difference(old, new):
    assert changed(rule(old), rule(new)) == []


def test_an_exception_from_a_promise_that_is_new_is_no_loss():
    told = replace(NOTHING, channels={"email": "conditional"}, condition="where practical")
    assert ("condition", "weaker") not in changed(rule(NOTHING), rule(told))


def channels(*names: Channel, op: str = "all") -> Tier:
    return Tier("any", dict.fromkeys(names, "will"), logic=(Logic(op, names),))


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        (channels("email"), channels("website_notice"), "weaker"),
        (channels("email"), channels("email", "in_product"), "stronger"),
        (channels("email"), channels("email", "in_product", op="one_of"), "weaker"),
        (channels("post_page"), channels("email", "in_product", op="one_of"), "stronger"),
        (channels("email", "in_product", op="one_of"), channels("email"), "stronger"),
        (channels("email", "in_product", op="one_of"), channels("post_page"), "weaker"),
        (
            channels("email", "in_product", op="one_of"),
            channels("email", "in_product", "website_notice", op="one_of"),
            "weaker",
        ),
        (
            channels("email", "in_product", "website_notice", op="one_of"),
            channels("email", "in_product", op="one_of"),
            "stronger",
        ),
        (channels("unspecified"), channels("email"), "stronger"),
        (channels("email"), channels("unspecified"), "weaker"),
        (channels("unspecified"), channels("post_page"), "weaker"),
    ],
)
def test_whether_other_channels_reach_people_more_surely(old, new, direction):
    assert ("channels", direction) in changed(rule(old), rule(new))


class TestPromisesForSeveralKindsOfChanges:
    def test_one_narrowed_beside_one_that_promises_nothing_is_one_difference(self):
        rest = replace(NOTHING, acceptance=TIER.acceptance, ways_out=TIER.ways_out)
        narrowed = replace(MATERIAL, acceptance=(), ways_out=())
        assert changed(rule(TIER), rule(rest, narrowed)) == [("trigger", "weaker")]

    def test_one_narrowed_and_weakened_says_both(self):
        later = replace(MATERIAL, lead=Lead("fixed", 7, "day"))
        assert changed(rule(TIER), rule(NOTHING, later)) == [("trigger", "weaker"), ("lead", "weaker")]

    def test_one_that_holds_for_any_change_now_is_lost_for_none(self):
        assert all(direction == "stronger" for _, direction in changed(rule(NOTHING, MATERIAL), rule(TIER)))

    def test_one_that_is_gone_is_held_against_what_holds_for_any_change(self):
        found = list(rule_changes(rule(NOTHING, MATERIAL), rule(NOTHING)))
        assert {(one.about, one.field) for one in found} >= {
            ("material changes", "lead"),
            ("material changes", "channels"),
        }
        assert all(one.said.startswith("For material changes: ") for one in found)

    def test_one_with_nothing_in_its_place_is_gone(self):
        other = replace(MATERIAL, trigger="adverse")
        assert changed(rule(MATERIAL, other), rule(other)) == [("tier", "weaker")]
        assert changed(rule(other), rule(MATERIAL, other)) == [("tier", "stronger")]

    def test_one_that_tells_nobody_is_not_missed(self):
        other = replace(NOTHING, trigger="non_material")
        assert changed(rule(MATERIAL, other), rule(MATERIAL)) == []

    def test_one_promise_each_is_compared_whatever_it_is_for(self):
        assert changed(rule(MATERIAL), rule(replace(MATERIAL, trigger="adverse"))) == []


def test_what_belongs_to_the_whole_rule():
    old = rule(TIER, grandfathering=("prospective_only", "prior_disputes_protected"), user_duty_to_check=True)
    new = rule(TIER, flags=("approximate_lead", "materiality_sole_discretion", "urgent_exception"))
    assert sorted(changed(old, new)) == [
        ("duty", "other"),
        ("exclusion", "weaker"),
        ("hedge", "weaker"),
        ("kept", "weaker"),
        ("precision", "weaker"),
    ]
    assert sorted(changed(new, old)) == [("duty", "other"), ("hedge", "stronger"), ("precision", "stronger")]


def test_a_promise_that_came_or_went():
    none = NoticeRule(none_found=True)
    (gone,) = rule_changes(rule(TIER), none)
    assert (gone.field, gone.direction, gone.after) == ("promise", "weaker", "")
    assert "30 days" in gone.before
    assert changed(none, rule(TIER)) == [("promise", "stronger")]
    assert changed(none, none) == []


def one_of(kind):
    return st.sampled_from(get_args(kind))


LEADS = one_of(LeadKind).flatmap(
    lambda kind: (
        st.builds(Lead, st.just(kind), st.integers(1, 90), one_of(LeadUnit)) if kind == "fixed" else st.just(Lead(kind))
    )
)
TIERS = st.builds(
    Tier,
    one_of(Trigger),
    st.dictionaries(one_of(Channel), one_of(Strength), max_size=4),
    st.just(()) | st.just((Logic("one_of", ("email", "in_product", "post_page")),)),
    LEADS,
    acceptance=st.lists(one_of(Acceptance), unique=True, max_size=3).map(tuple),
    condition=st.none() | st.just("where practical"),
)
RULES = st.lists(TIERS, max_size=3).map(lambda tiers: rule(*tiers)) | st.just(NoticeRule(none_found=True))


@given(RULES)
def test_a_rule_beside_itself_differs_in_nothing(one):
    assert changed(one, one) == []


@given(RULES, RULES)
def test_no_field_of_a_promise_is_named_twice(old, new):
    found = [(one.about, one.field, one.before, one.after) for one in rule_changes(old, new)]
    assert len(found) == len(set(found))
    for one in rule_changes(old, new):
        assert one.said.endswith(".")
        assert one.said[0].isupper()
