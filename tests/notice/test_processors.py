"""Promises to announce new sub-processors: read where a document is about processing, and nowhere else."""

from __future__ import annotations

import pytest

from tests.notice.reading import document
from tracker.model import Change, Lead, WayOut
from tracker.model.promise import rule_sentences
from tracker.notice import read_rule
from tracker.notice.linked import Other, together
from tracker.notice.triggered import triggered
from tracker.segment import segment

TITLE = "# Data Processing Addendum of Brook & Alder\n\nBrook & Alder keeps the ledgers of its customers.\n\n## 6. Others\n\n"
AHEAD = "We will notify customers by e-mail of any new sub-processor at least 14 days in advance."


def tier(*said: str):
    rule = read_rule(segment(TITLE + " ".join(said)))
    (only,) = rule.tiers
    assert (only.trigger, only.topics) == ("practice_change", ("third_party_sharing",))
    return only


@pytest.mark.parametrize(
    ("said", "channels", "lead"),
    [
        (AHEAD, {"email": "will"}, Lead("fixed", 14, "day", "notice")),
        (
            "The processor shall inform the controller of any intended changes concerning the addition or replacement "
            "of other processors.",
            {"unspecified": "will"},
            Lead(),
        ),
        (
            "Customers may subscribe to notifications of new sub-processors. The provider shall update the list at "
            "least thirty (30) days before authorising any new sub-processor.",
            {"email": "will", "post_page": "will"},
            Lead("fixed", 30, "day", "effective"),
        ),
        (
            "We may engage further sub-processors. Before we do so, we post their names on this page.",
            {"post_page": "will"},
            Lead("prior_unspecified", measured_from=None),
        ),
        (
            "Notice of a new sub-processor will be given in the admin console no later than two weeks prior to its "
            "engagement.",
            {"in_product": "will"},
            Lead("fixed", 2, "week", "effective"),
        ),
    ],
)
def test_promises(said, channels, lead):
    found = tier(said)
    assert dict(found.channels) == channels
    assert found.lead == lead


@pytest.mark.parametrize(
    "said",
    [
        "We may engage sub-processors without notice.",
        "Customer agrees that we use sub-processors. Each sub-processor is bound by terms no less protective.",
        "You must notify us of any sub-processor that you engage.",
        "A list of sub-processors is annexed.",
    ],
)
def test_what_promises_nothing(said):
    assert read_rule(segment(TITLE + said)).none_found


def test_the_time_to_object_belongs_to_it():
    found = tier(AHEAD, "The customer may object within 10 days of the notice.")
    assert found.ways_out == (
        WayOut("object", "notice", 10, "day", "The customer may object within 10 days of the notice."),
    )
    assert "right_to_object" in found.acceptance


def test_a_time_to_come_to_terms_is_no_time_to_object():
    found = tier(AHEAD, "If you object and we cannot agree within 30 days, you may terminate the service.")
    assert found.ways_out == ()


def test_it_stands_beside_the_rule_for_changes_of_the_text():
    said = AHEAD + "\n\n## 9. Changes\n\nWe may amend this addendum and will post it on this page."
    rule = read_rule(segment(TITLE + said))
    assert [found.trigger for found in rule.tiers] == ["any", "practice_change"]
    assert rule.heading == "9. Changes"
    assert len(rule.clauses) == len(rule.spans) == 2


def test_other_documents_make_no_rule_of_it():
    rule = read_rule(document("We will post changes to this policy here.", AHEAD))
    assert [found.trigger for found in rule.tiers] == ["any"]


def change(*categories, verdict="material"):
    return Change(verdict, "neutral", categories, (), (), None, None, "")


def test_it_is_about_new_recipients_only():
    rule = read_rule(segment(TITLE + AHEAD))
    assert triggered(rule, change("third_party_sharing")) == rule.tiers
    assert triggered(rule, change("data_security")) == ()
    assert triggered(rule, change("third_party_sharing", verdict="minor")) == ()


def test_the_agreement_speaks_for_the_list_that_is_linked_to_it():
    nothing = read_rule(segment("# Our helpers\n\n| Name | Task |\n|---|---|\n| Tern Mail Ltd | letters |\n"))
    rule = together(nothing, "subprocessors", "Our helpers", [Other("brook-dpa", "DPA", segment(TITLE + AHEAD))])
    assert [(found.trigger, found.source) for found in rule.tiers] == [("practice_change", "brook-dpa")]
    assert rule_sentences(rule)[0] == (
        "Changes of practice in matters of sub-processors and other recipients, by “DPA”: e-mail, at least 14 days "
        "before it takes effect."
    )
