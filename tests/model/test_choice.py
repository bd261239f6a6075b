"""What readers can still do: told only where the rule says so, the change triggers it, and the day lies ahead."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from tests.samples import COMING, OBJECT, SECOND, THIRD, at
from tracker.model import NoticeVerdict, Seen, TierVerdict, Until
from tracker.model.choice import (
    choices_in_words,
    coming,
    deadline_in_words,
    deadlines,
    in_force_on,
    kept_in_words,
)
from tracker.model.promise import rule_sentences


def with_ways(*ways):
    tiers = (OBJECT.tiers[0], dataclasses.replace(OBJECT.tiers[1], acceptance=ways))
    return dataclasses.replace(COMING, rule=dataclasses.replace(OBJECT, tiers=tiers))


def effective(day, **other):
    return dataclasses.replace(COMING, change=dataclasses.replace(COMING.change, effective_on=day, **other))


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        (("right_to_object",), "You may object before 12 May 2027, by the policy’s own rule."),
        (
            ("deemed_by_silence",),
            "You may object before 12 May 2027, by the policy’s own rule; silence counts as acceptance.",
        ),
        (("right_to_terminate",), "You may end the contract before 12 May 2027, by the policy’s own rule."),
        (
            ("right_to_object", "deemed_by_silence", "right_to_terminate"),
            "You may object or end the contract before 12 May 2027, by the policy’s own rule; "
            "silence counts as acceptance.",
        ),
        (("continued_use", "explicit_consent", "must_stop_using", "opt_out"), ""),
        ((), ""),
    ],
)
def test_the_deadline_in_words(ways, said):
    assert deadline_in_words(with_ways(*ways)) == said


@pytest.mark.parametrize("day", [None, date(2026, 4, 10), date(2026, 4, 9), date(2020, 1, 1)])
def test_no_deadline_where_the_change_already_held_when_it_was_seen(day):
    assert coming(effective(day)) is None
    assert deadline_in_words(effective(day)) == ""


def test_the_day_first_seen_is_that_of_the_policys_zone():
    policy = dataclasses.replace(COMING.policy, timezone="Pacific/Auckland")
    late = dataclasses.replace(effective(date(2026, 4, 11)), policy=policy, seen=Seen(None, at("2026-04-10 20:00")))
    assert coming(late) is None  # it is the 11th there already
    assert coming(dataclasses.replace(late, policy=COMING.policy)) == date(2026, 4, 11)


def test_a_promise_that_the_change_does_not_trigger_gives_nothing():
    small = NoticeVerdict("met", (TierVerdict("non_material", "met", None, None, None, ()),))
    assert deadline_in_words(dataclasses.replace(COMING, notice=small)) == ""
    assert choices_in_words(dataclasses.replace(COMING, notice=NoticeVerdict("nothing_promised"))) == ()


def test_what_takes_a_change_back_gives_nothing_to_object_to():
    assert choices_in_words(dataclasses.replace(COMING, withdraws=SECOND.id)) == ()
    assert in_force_on(THIRD) is None


def test_a_date_from_before_the_change_is_that_of_an_earlier_text_unless_it_moved():
    assert in_force_on(effective(date(2025, 1, 1))) is None
    assert in_force_on(effective(date(2026, 4, 9))) == date(2026, 4, 9)  # the day of the last check without it
    moved = effective(date(2025, 1, 1), categories=("effective_date",))
    assert in_force_on(moved) == date(2025, 1, 1)


def test_what_stays_as_it_was_is_said_in_plain_words():
    kept = (
        "Disputes that arose earlier stay under the earlier text.",
        "Earlier purchases stay under the earlier text.",
    )
    assert kept_in_words(COMING) == kept
    assert set(kept) < set(rule_sentences(OBJECT))


def test_a_declared_rule_may_say_freely_what_stays():
    rule = dataclasses.replace(OBJECT, grandfathering=("gift cards keep\x00 their terms",), flags=())
    assert kept_in_words(dataclasses.replace(COMING, rule=rule)) == ("Gift cards keep their terms.",)


def test_a_hedge_is_told():
    rule = dataclasses.replace(OBJECT, grandfathering=("prospective_only",), flags=("hedged_grandfathering",))
    assert kept_in_words(dataclasses.replace(COMING, rule=rule))[0].startswith("Generally, changes hold for the future")


def with_ends(*ends):
    tiers = tuple(dataclasses.replace(tier, ways_out=ends) for tier in COMING.notice.tiers)
    return dataclasses.replace(with_ways("right_to_object", "right_to_terminate"), notice=NoticeVerdict("met", tiers))


def test_a_period_that_the_rule_counts_in_days_ends_before_the_change_holds():
    record = with_ends(Until("object", date(2027, 5, 1)))
    assert deadlines(record) == (Until("object", date(2027, 5, 1)), Until("terminate", date(2027, 5, 12)))
    assert deadline_in_words(record) == (
        "You may object before 1 May 2027 and end the contract before 12 May 2027, by the policy’s own rule."
    )


def test_the_earliest_of_several_ends_is_the_safe_one():
    record = with_ends(Until("object", date(2027, 5, 1)), Until("object", date(2027, 4, 20)))
    assert deadlines(record)[0] == Until("object", date(2027, 4, 20))


def test_a_period_that_was_over_when_the_change_was_first_seen_is_not_told():
    record = with_ends(Until("object", date(2020, 1, 1)))
    assert [end.way for end in deadlines(record)] == ["terminate"]


def test_an_end_counted_in_days_needs_no_effective_date():
    record = with_ends(Until("object", date(2030, 1, 1)))
    undated = dataclasses.replace(record, change=dataclasses.replace(record.change, effective_on=None))
    assert deadlines(undated) == (Until("object", date(2030, 1, 1)),)
