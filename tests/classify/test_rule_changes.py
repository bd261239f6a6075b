"""Two notice rules, field by field: each difference once, its direction, and one wording for all who tell of it."""

from __future__ import annotations

import itertools
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
LEAVE = WayOut("terminate", "notice", 7, "day")
UNTIL_THEN = WayOut("object", "before_effective")


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
        ({"channels": {**TIER.channels, "email": "conditional"}}, "strength"),
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
        (replace(NOTHING, channels={"date_stamp": "will"}), replace(NOTHING, channels={"updates_page": "will"})),
        (TIER, replace(TIER, lead=Lead("fixed", 30, "calendar_day"))),
        (replace(TIER, lead=Lead("fixed", 7, "day")), replace(TIER, lead=Lead("fixed", 5, "business_day"))),
        (replace(TIER, lead=Lead("fixed", 2, "day")), replace(TIER, lead=Lead("fixed", 48, "hour"))),
        (replace(TIER, lead=Lead("fixed", 365, "day")), replace(TIER, lead=Lead("fixed", 1, "year"))),
        (replace(TIER, topics=("third_party_sharing",)), replace(TIER, topics=("data_retention",))),
        (replace(TIER, ways_out=(UNTIL_THEN,)), replace(TIER, ways_out=(UNTIL_THEN,))),
    ],
)
def test_as_much_in_other_words_is_no_difference(old, new):
    assert changed(rule(old), rule(new)) == []


def test_an_exception_from_a_promise_that_is_new_is_no_loss():
    told = replace(NOTHING, channels={"email": "conditional"}, condition="where practical")
    assert ("condition", "weaker") not in changed(rule(NOTHING), rule(told))


def test_an_exception_from_posting_is_a_loss_and_what_is_promised_less_firmly_beside_one_too():
    assert changed(rule(NOTHING), rule(replace(NOTHING, condition="unless urgent"))) == [("condition", "weaker")]
    excepted = replace(NOTHING, condition="unless urgent")
    told = replace(NOTHING, channels={"email": "will"})
    assert ("condition", "stronger") in changed(rule(excepted), rule(told))
    loose = replace(TIER, condition="unless urgent", channels={**TIER.channels, "email": "may"})
    assert changed(rule(TIER), rule(loose)) == [("condition", "weaker"), ("strength", "weaker")]


def test_times_of_notice_from_the_worst_to_the_best():
    kinds: tuple[LeadKind, ...] = (
        "disclaimed",
        "immediate",
        "after_or_promptly",
        "none_stated",
        "as_required_by_law",
        "on_or_before_effective",
        "prior_unspecified",
        "reasonable",
    )
    leads = [*map(Lead, kinds), Lead("fixed", 1, "hour"), Lead("fixed", 1, "day"), Lead("fixed", 1, "week")]
    for worse, better in itertools.combinations(leads, 2):
        one, other = (rule(replace(NOTHING, lead=lead)) for lead in (worse, better))
        assert changed(one, other) == [("lead", "stronger")]
        assert changed(other, one) == [("lead", "weaker")]


def test_a_refusal_counts_where_notice_was_doubtful_before():
    before = replace(TIER, lead=Lead("disclaimed"))
    after = replace(before, channels={**TIER.channels, "none_disclaimed": "will"})
    assert changed(rule(before), rule(after)) == [("refusal", "weaker")]
    only = replace(NOTHING, channels={"post_page": "will", "none_disclaimed": "will"})
    told = replace(NOTHING, channels={"email": "will", "post_page": "will"})
    assert changed(rule(told), rule(only)) == [("channels", "weaker")]  # once is enough


def test_consent_that_is_asked_for_no_longer():
    asked = replace(TIER, acceptance=(*TIER.acceptance, "explicit_consent"))
    (found,) = rule_changes(rule(asked), rule(TIER))
    assert (found.field, found.direction, found.before, found.after) == (
        "consent",
        "weaker",
        "consent is asked for",
        "",
    )
    (found,) = rule_changes(rule(TIER), rule(asked))
    assert (found.field, found.direction, found.before, found.after) == (
        "consent",
        "stronger",
        "",
        "consent is asked for",
    )


@pytest.mark.parametrize(
    ("way", "other", "weaker"),
    [
        (UNTIL_THEN, WayOut("object", "before_effective", 5, "day"), True),
        (WayOut("object", "before_effective", 5, "day"), UNTIL_THEN, True),  # the first days may be fewer
        (
            WayOut("object", "before_effective", 5, "day"),
            WayOut("object", "before_effective", 9, "day"),
            True,  # it ends earlier
        ),
        (WayOut("object", "before_effective", 9, "day"), WayOut("object", "before_effective", 5, "day"), False),
        (WayOut("object", "before_effective", 7, "day"), WayOut("object", "before_effective", 1, "week"), False),
        (WayOut("object", "notice", 9, "day"), WayOut("object", "posting", 9, "day"), True),
        (WayOut("object", "notice", 9, "day"), WayOut("terminate", "notice", 9, "day"), True),
    ],
)
def test_how_long_readers_can_act(way, other, weaker):
    found = changed(rule(replace(TIER, ways_out=(way,))), rule(replace(TIER, ways_out=(other,))))
    assert found == [("ways_out", "weaker")] * weaker


@pytest.mark.parametrize("name", ["updates_page", "other"])
def test_a_page_gives_way_to_what_is_seen_without_looking_for_it(name):
    old, new = (rule(replace(NOTHING, channels={one: "will"})) for one in (name, "in_product"))
    assert changed(old, new) == [("channels", "stronger")]
    assert ("places", "weaker") in changed(old, rule(NOTHING))
    dated = rule(replace(NOTHING, channels={"date_stamp": "will"}))
    assert changed(rule(NOTHING), dated) == [("places", "weaker")]


def test_the_sentences():
    def told(new: Tier, *more: Tier) -> str:
        (found,) = rule_changes(rule(TIER, *more), rule(new, *more))
        return found.said

    later, loose = replace(TIER, lead=Lead("reasonable")), replace(TIER, channels={**TIER.channels, "email": "may"})
    assert told(later) == (
        "The time of notice was “at least 30 days before it takes effect”, and is “a reasonable time before it takes effect”."
    )
    assert told(replace(TIER, lead=Lead())) == (
        "The time of notice was “at least 30 days before it takes effect”, and is not stated."
    )
    assert told(loose) == "E-mail was owed, and is only possible."
    assert told(loose, MATERIAL) == "For any change: e-mail was owed, and is only possible."
    assert told(replace(TIER, condition="unless urgent")) == "The promise now has an exception: “unless urgent”."
    both = replace(TIER, channels={"email": "will", "in_product": "will"})
    (found,) = rule_changes(rule(both), rule(replace(both, channels={"email": "may", "in_product": "may"})))
    assert found.said == "E-mail and a notice in the product were owed, and are only possible."
    (found,) = rule_changes(rule(replace(TIER, condition="unless urgent")), rule(TIER))
    assert found.said == "An exception to the promise is gone."
    one_will_do = replace(TIER, logic=(Logic("one_of", ("email", "updates_page")),))
    assert told(one_will_do) == "Any one of several means is enough for a notice."
    (found,) = rule_changes(rule(one_will_do), rule(TIER))
    assert found.said == "Each named means is owed now."
    asked = replace(TIER, acceptance=(*TIER.acceptance, "explicit_consent"))
    assert told(asked) == "Changes now need consent."
    (found,) = rule_changes(rule(asked), rule(TIER))
    assert found.said == "Changes no longer need consent."
    (found,) = rule_changes(rule(TIER), rule(TIER, user_duty_to_check=True))
    assert found.said == "People are now asked to look for changes themselves."
    vague = rule(TIER, flags=("approximate_lead",))
    (found,) = rule_changes(rule(TIER), vague)
    assert (found.said, found.before) == ("It now says that the time of notice is only approximate.", "")
    (found,) = rule_changes(vague, rule(TIER))
    assert (found.said, found.after) == ("It no longer says that the time of notice is only approximate.", "")
    (found,) = rule_changes(rule(TIER), rule(replace(TIER, ways_out=(WayOut("object", "notice", 7, "day"), LEAVE))))
    assert (found.before, found.after) == (
        "time to object within 30 days of the notice",
        "time to object within 7 days of the notice",
    )


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
        (
            channels("email", "in_product", op="one_of"),
            channels("email", "in_product", "unspecified", op="one_of"),
            "weaker",
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

    def test_one_beside_what_still_holds_is_new(self):
        assert changed(rule(TIER), rule(TIER, MATERIAL)) == [("tier", "stronger")]
        assert changed(rule(NOTHING), rule(NOTHING, MATERIAL)) == [("tier", "stronger")]

    def test_one_that_tells_nobody_is_no_narrower_one(self):
        found = changed(rule(TIER), rule(NOTHING, replace(NOTHING, trigger="material")))
        assert {("lead", "weaker"), ("channels", "weaker")} <= set(found)
        assert ("trigger", "weaker") not in found

    def test_one_for_other_changes_takes_the_place_of_none(self):
        adverse, small = replace(MATERIAL, trigger="adverse"), replace(MATERIAL, trigger="non_material")
        found = changed(rule(MATERIAL, adverse), rule(adverse, small))
        assert found == [("tier", "weaker"), ("tier", "stronger")]

    @pytest.mark.parametrize(
        "promised",
        [{"lead": Lead("fixed", 7, "day")}, {"channels": {"email": "will"}}, {"lead": Lead("disclaimed")}],
    )
    def test_one_that_tells_beforehand_or_people_is_missed(self, promised):
        other = replace(NOTHING, trigger="adverse", **promised)
        assert changed(rule(MATERIAL, other), rule(MATERIAL)) == [("tier", "weaker")]

    def test_one_that_tells_nobody_is_not_missed(self):
        other = replace(NOTHING, trigger="non_material")
        assert changed(rule(MATERIAL, other), rule(MATERIAL)) == []
        assert changed(rule(MATERIAL), rule(MATERIAL, other)) == []

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
    assert changed(new, rule(TIER, MATERIAL, flags=new.flags)) == [("tier", "stronger")]
    assert sorted(changed(new, old)) == [("duty", "other"), ("hedge", "stronger"), ("precision", "stronger")]


def test_a_promise_that_came_or_went():
    none = NoticeRule(none_found=True)
    (gone,) = rule_changes(rule(TIER), none)
    assert (gone.field, gone.direction, gone.after) == ("promise", "weaker", "")
    assert "30 days" in gone.before
    assert changed(none, rule(TIER)) == [("promise", "stronger")]
    assert changed(none, none) == []
    (gone,) = rule_changes(rule(Tier()), none)
    assert gone.before == "a clause that promises nothing in particular"
    (gone,) = rule_changes(rule(Tier(), NOTHING, Tier("material", lead=Lead("fixed", 7, "day"))), none)
    assert gone.before == "any change: posting the new text; material changes: at least 7 days before it takes effect"


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
