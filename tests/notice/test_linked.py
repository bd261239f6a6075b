"""Promises that stand in another document of the service, and what they are for this one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.notice.reading import document
from tracker.model import Lead, NoticeRule, Span
from tracker.model.promise import rule_sentences
from tracker.notice import read_rule
from tracker.notice.linked import Other, together
from tracker.segment import segment

SILENT = NoticeRule(none_found=True)
POSTED = read_rule(document("We will post changes to this policy on this page."))
NAMES_BOTH = "We may change these Terms and our Privacy Policy. We will e-mail you at least 30 days before."


def terms(*paragraphs: str, heading: str = "Changes"):
    about = "# Terms of Quince & Pell\n\nQuince & Pell mends violins. These terms are between you and us."
    return segment("\n\n".join([about, f"## {heading}", *paragraphs]))


def linked(text, own=SILENT, kind="privacy", name="Privacy"):
    return together(own, kind, name, [Other("quince-terms", "Terms of service", text)])


def leads(rule):
    return [(tier.lead.value, tier.lead.unit, tier.source) for tier in rule.tiers]


def test_a_promise_for_both_holds_for_the_policy_too_and_says_where_it_stands():
    rule = linked(terms(NAMES_BOTH), POSTED)
    own, other = rule.tiers
    assert (own.source, dict(own.channels)) == ("", {"post_page": "will"})
    assert (other.source, dict(other.channels)) == ("quince-terms", {"email": "will"})
    assert other.lead == Lead("fixed", 30, "day", "effective")
    (clauses,) = rule.linked
    assert (clauses.policy, clauses.state, clauses.heading) == ("quince-terms", "read", "Changes")
    assert clauses.clauses == (NAMES_BOTH,)
    assert clauses.spans == (Span(7, 0, len(NAMES_BOTH)),)
    assert rule.clauses == POSTED.clauses


@pytest.mark.parametrize(
    "said",
    [
        "We may change these Terms and the Privacy Policy on 10 days' notice by e-mail.",
        "We may update our policies from time to time and will e-mail you 10 days before.",
        "Any of these documents may be amended by us; we will e-mail you 10 days in advance of any amendment to our policies.",
        "If the Terms or the Privacy Notice change, you will be told by e-mail 10 days before the change takes effect.",
        "Changes to the Privacy Policy are announced by e-mail 10 days ahead; we may revise the Privacy Policy at any time.",
    ],
)
def test_ways_of_naming_the_policy(said):
    assert (10, "day", "quince-terms") in leads(linked(terms(said), POSTED))


@pytest.mark.parametrize(
    "said",
    [
        "We may change these Terms. We will e-mail you 10 days before a change takes effect.",
        "We may change our Cookie Policy at any time and will e-mail you 10 days before.",
        "How we treat your data stands in our Privacy Policy. We may change these Terms on 10 days' notice by e-mail.",
        "We use your address to tell you of changes to our Privacy Policy.",
    ],
)
def test_promises_about_other_documents_are_not_for_the_policy(said):
    rule = linked(terms(said), POSTED)
    assert rule.tiers == POSTED.tiers
    assert [other.state for other in rule.linked] == ["silent"]


def test_a_sentence_about_the_terms_alone_ends_what_is_said_of_both():
    said = f"{NAMES_BOTH} Changes to these Terms that concern repairs are announced on our blog 3 days before."
    assert leads(linked(terms(said), POSTED))[1:] == [(30, "day", "quince-terms")]


def test_a_heading_about_both_speaks_for_all_beneath_it():
    said = terms(
        "From time to time changes are needed. You will get an e-mail two weeks before a change takes effect.",
        heading="Changes to these Terms and to our Privacy Policy",
    )
    assert (2, "week", "quince-terms") in leads(linked(said, POSTED))


def test_a_name_for_several_documents_means_each_of_them():
    said = (
        "These Terms, the Privacy Policy and the price list (together, the “Agreement”) are all there is.",
        "We may amend the Agreement. We will give you notice by e-mail 14 days before an amendment takes effect.",
    )
    assert (14, "day", "quince-terms") in leads(linked(terms(*said, heading="General"), POSTED))


def test_a_policy_can_be_meant_by_its_own_name():
    said = "We may change our Workshop Rules. We will e-mail you 5 days before any change to our Workshop Rules takes effect."
    assert (5, "day", "quince-terms") in leads(linked(terms(said), POSTED, "other", "Workshop Rules"))


def test_a_policy_without_a_clause_takes_the_whole_rule_of_the_document_that_governs_it():
    said = "We may change these Terms. We will e-mail you 10 days before a change takes effect."
    rule = linked(terms(said))
    assert not rule.none_found
    assert leads(rule) == [(10, "day", "quince-terms")]


def test_two_documents_that_say_nothing_say_nothing():
    rule = linked(terms("We mend violins with care."))
    assert rule.none_found
    assert rule_sentences(rule)[-1].startswith("“Terms of service” (quince-terms) says nothing about changes")


def test_what_stands_word_for_word_in_both_counts_once():
    same = "We may change these Terms and our Privacy Policy. Changes are announced by e-mail a week before."
    own = read_rule(document(same))
    assert linked(terms(same), own).tiers == own.tiers


def test_a_document_that_is_not_on_file_is_said_to_be_missing():
    rule = together(POSTED, "privacy", "Privacy", [Other("quince-terms", "Terms of service", None)])
    assert rule.tiers == POSTED.tiers
    assert "“Terms of service” (quince-terms) is not on file" in " ".join(rule_sentences(rule))


def test_a_document_in_a_language_that_is_not_read_is_said_to_be_so():
    foreign = segment("# AGB\n\n" + "Wir werden die Kunden und die Werkstatt nicht ohne den Brief auf dem Tisch. " * 20)
    rule = together(POSTED, "privacy", "Privacy", [Other("quince-terms", "AGB", foreign)])
    assert [other.state for other in rule.linked] == ["not_read"]


def test_a_policy_whose_language_is_not_read_takes_no_rule_for_its_own():
    unread = NoticeRule(none_found=True, flags=("language_not_read",))
    said = terms("We may change these Terms. We will e-mail you 10 days before a change takes effect.")
    assert linked(said, unread).tiers == ()
    assert leads(linked(terms(NAMES_BOTH), unread)) == [(30, "day", "quince-terms")]


def test_a_silent_policy_takes_what_is_said_of_it_rather_than_the_whole_rule():
    said = f"{NAMES_BOTH} Changes to these Terms that concern repairs are announced on our blog 3 days before."
    (tier,) = linked(terms(said)).tiers
    assert (tier.lead.value, dict(tier.channels)) == (30, {"email": "will"})


def test_what_the_other_text_lacks_is_no_flag_of_this_one():
    said = f"{NAMES_BOTH} We will change the effective date at the top of the Privacy Policy at any time."
    assert set(linked(terms(said), POSTED).flags) & {"no_effective_date_in_text", "at_any_time"} == {"at_any_time"}


def test_a_name_of_one_word_means_anything():
    said = "We may change these Terms. We will e-mail you 5 days before any change to these Terms takes effect."
    assert [other.state for other in linked(terms(said), POSTED, "other", "Terms").linked] == ["silent"]


def test_what_comes_long_after_is_about_something_else():
    others = ["We mend violins."] * 8
    far = terms(NAMES_BOTH, *others, "The changes are announced on our blog 3 days before.")
    near = terms(NAMES_BOTH, "The changes are announced on our blog 3 days before.")
    assert "blog" not in " ".join(linked(far, POSTED).linked[0].clauses)
    assert "blog" in " ".join(linked(near, POSTED).linked[0].clauses)


def test_several_documents_add_up_in_their_order():
    first, second = Other("a", "Terms", terms(NAMES_BOTH)), Other("b", "Rules", terms(NAMES_BOTH.replace("30", "7")))
    rule = together(POSTED, "privacy", "Privacy", [first, second])
    assert leads(rule)[1:] == [(30, "day", "a"), (7, "day", "b")]


def test_no_links_leave_a_rule_as_it_is():
    assert together(POSTED, "privacy", "Privacy", []) is POSTED


def test_the_rule_in_words_names_the_other_document():
    said = rule_sentences(linked(terms(NAMES_BOTH), POSTED))
    assert "Any change, by “Terms of service”: e-mail, at least 30 days before it takes effect." in said
    assert said[-1] == "It is read together with “Terms of service” (quince-terms, line 7)."


@given(st.text(max_size=400), st.sampled_from(["privacy", "terms", "dpa", "subprocessors", "other"]))
def test_whatever_the_other_document_says_the_own_promises_stay(text, kind):
    rule = linked(segment(f"# Terms\n\n{text}\n\n{NAMES_BOTH}"), POSTED, kind, text[:40])
    assert rule.tiers[: len(POSTED.tiers)] == POSTED.tiers
    (other,) = rule.linked
    assert len(other.clauses) == len(other.spans)
    assert {tier.source for tier in rule.tiers} <= {"", "quince-terms"}
