"""Until when readers can object to a change, or leave over it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.notice.reading import document
from tracker.model import Until, WayOut
from tracker.notice import read_rule
from tracker.notice.text import fold
from tracker.notice.timing import Timing, ends
from tracker.notice.ways import read_ways


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ("You may object within 60 days of the notice.", WayOut("object", "notice", 60, "day")),
        ("You may object to the change within 60 days.", WayOut("object", "notice", 60, "day")),
        (
            "Objections must reach us within six weeks after you receive our message.",
            WayOut("object", "notice", 6, "week"),
        ),
        (
            "If you do not object within thirty (30) days of receiving the notification, you are deemed to agree.",
            WayOut("object", "notice", 30, "day"),
        ),
        (
            "You have 14 days from the publication of the new text to reject it.",
            WayOut("object", "posting", 14, "day"),
        ),
        (
            "You may refuse the changes until 10 business days before they take effect.",
            WayOut("object", "before_effective", 10, "business_day"),
        ),
        (
            "Members may cancel within one month after the change becomes effective.",
            WayOut("terminate", "after_effective", 1, "month"),
        ),
        ("You can cancel your plan before the changes take effect.", WayOut("terminate", "before_effective")),
        (
            "You have the right to terminate this agreement at any time before the effective date.",
            WayOut("terminate", "before_effective"),
        ),
        ("Whoever objects by that date keeps the old terms.", WayOut("object", "before_effective")),
    ],
)
def test_ways_out_with_an_end(said, way):
    assert read_ways(fold(said)) == (way,)


@pytest.mark.parametrize(
    "said",
    [
        "You may object to any change.",
        "We may terminate your account within 30 days.",
        "We will e-mail you at least 30 days before a change takes effect.",
        "Continued use after 30 days means that you accept.",
        "We keep your data for 60 days.",
        "You have no right to object within 30 days or later.",
    ],
)
def test_nothing_that_ends_for_readers(said):
    assert read_ways(fold(said)) == ()


def test_each_way_has_its_own_period():
    said = "You may object within 2 weeks of the notice, or terminate the contract within 30 days of the notice."
    assert read_ways(fold(said)) == (
        WayOut("object", "notice", 2, "week"),
        WayOut("terminate", "notice", 30, "day"),
    )


def test_a_rule_quotes_the_sentence_that_grants_the_time():
    said = "We e-mail you about changes to this policy. You may **object** within 60 days of the e-mail; silence counts as consent."
    (tier,) = read_rule(document(said)).tiers
    assert tier.ways_out == (
        WayOut(
            "object", "notice", 60, "day", "You may object within 60 days of the e-mail; silence counts as consent."
        ),
    )
    assert set(tier.acceptance) >= {"right_to_object"}


TIMING = Timing(date(2027, 3, 1), date(2027, 3, 2), date(2027, 5, 12), stated=True)


@pytest.mark.parametrize(
    ("way", "told_on", "before"),
    [
        (WayOut("object", "before_effective"), None, date(2027, 5, 12)),
        (WayOut("object", "before_effective", 10, "day"), None, date(2027, 5, 3)),
        (WayOut("terminate", "after_effective", 1, "month"), None, date(2027, 6, 13)),
        # Nobody knows when the notice came: the last check without the change is safe.
        (WayOut("object", "notice", 60, "day"), None, date(2027, 5, 1)),
        (WayOut("object", "notice", 60, "day"), date(2027, 3, 10), date(2027, 5, 10)),
        (WayOut("object", "posting", 2, "week"), date(2027, 3, 10), date(2027, 3, 16)),
        # 31 January and a month is the last of February.
        (WayOut("object", "notice", 1, "month"), date(2027, 1, 31), date(2027, 3, 1)),
        (WayOut("object", "notice", 3, "business_day"), date(2027, 3, 5), date(2027, 3, 11)),
    ],
)
def test_the_day_from_which_it_is_too_late(way, told_on, before):
    (end,) = ends([way], TIMING, told_on)
    assert end.until == Until(way.way, before)


@pytest.mark.parametrize("counted_from", ["before_effective", "after_effective"])
def test_no_day_is_counted_from_an_effect_that_nobody_stated(counted_from):
    unstated = Timing(date(2027, 3, 1), date(2027, 3, 2), date(2027, 3, 2), stated=False)
    assert list(ends([WayOut("object", counted_from, 10, "day")], unstated, None)) == []


@given(
    st.text(max_size=200),
    st.sampled_from(["object", "cancel", "within 30 days", "of the notice", "before it takes effect"]),
)
def test_any_clause_can_be_read(text, part):
    for way in read_ways(fold(f"{text} {part} {text}")):
        assert (way.value is None) == (way.unit is None)
        assert way.value is not None or way.counted_from == "before_effective"
