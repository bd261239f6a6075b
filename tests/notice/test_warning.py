"""Other ways of promising notice: a warning, "never without notice", and a bare line "Notice of change: 30 days"."""

from __future__ import annotations

import pytest

from tests.notice.reading import document
from tracker.model import Lead
from tracker.notice import read_rule
from tracker.notice.text import fold


def read_clause(said):
    return read_rule(document(said, heading="Changes"))


@pytest.mark.parametrize(
    ("said", "channels", "lead"),
    [
        ("We give readers a month's warning of any change to this page.", {"unspecified"}, ("fixed", 1, "month")),
        ("You will get two weeks’ warning before we change this policy.", {"unspecified"}, ("fixed", 2, "week")),
        (
            "We may amend these terms after at least 30 days' prior warning by e-mail.",
            {"email"},
            ("fixed", 30, "day"),
        ),
        ("Changes to this policy come with thirty (30) days’ warning by e-mail.", {"email"}, ("fixed", 30, "day")),
        ("We will give you warning of changes to this policy by e-mail.", {"email"}, ("none_stated", None, None)),
        ("We will give you reasonable warning of changes to this policy.", {"unspecified"}, ("reasonable", None, None)),
        ("We will never change this policy without prior notice.", {"unspecified"}, ("prior_unspecified", None, None)),
        ("We do not change this policy without warning.", {"unspecified"}, ("none_stated", None, None)),
        ("Notice of amendment: thirty (30) days, by electronic mail.", {"email"}, ("fixed", 30, "day")),
        ("Notice of any change: at least ten days, by letter.", {"personal_other"}, ("fixed", 10, "day")),
    ],
)
def test_notice_in_other_words(said, channels, lead):
    (tier,) = [tier for tier in read_clause(said).tiers if tier.channels]
    assert set(tier.channels) == channels
    assert (tier.lead.kind, tier.lead.value, tier.lead.unit) == lead


def test_a_change_without_warning_is_one_without_notice():
    (tier,) = read_clause("We may change this policy at any time without warning.").tiers
    assert tier.channels == {"none_disclaimed": "will"}
    assert tier.lead == Lead("disclaimed")


@pytest.mark.parametrize(
    "said",
    [
        "We may change this policy. The lamp shows a warning when its battery is low.",
        "We may change this policy. Heed every warning on the packet.",
    ],
)
def test_a_warning_of_something_else_is_none(said):
    assert not any(tier.channels for tier in read_clause(said).tiers)


@pytest.mark.parametrize("said", ["warning messages", "the warning of the storm", "a weather warning", "warning: hot"])
def test_other_warnings_stay_what_they_are(said):
    assert fold(said) == said
