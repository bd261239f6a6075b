"""Reading notice rules: invented policies, one promise each, and quiet cases that must not be taken for one."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.notice.reading import document
from tracker.model import Lead
from tracker.notice import read_dates, read_rule
from tracker.segment import segment

RESERVED = "We may change this policy from time to time."


def tiers(*paragraphs):
    return {tier.trigger: tier for tier in read_rule(document(*paragraphs)).tiers}


def check_channels(sentence, expected, *, trigger="any"):
    assert dict(tiers(f"{RESERVED} {sentence}")[trigger].channels) == expected


def check_lead(sentence, *, kind, value=None, unit=None, measured=None, trigger="any"):
    assert tiers(f"{RESERVED} {sentence}")[trigger].lead == Lead(kind, value, unit, measured)


def check_none(markdown):
    rule = read_rule(segment(markdown))
    assert rule.none_found, rule.clauses


# --- finding ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "We may update this policy.",
        "Lantern & Loom reserves the right to amend these terms.",
        "This statement may be revised at any time.",
        "We reserve the right, in our discretion, to change or remove portions of this Agreement.",
        "From time to time we will modify the terms of this notice.",
        "Lantern & Loom amends its privacy notice now and then and asks you to look again.",
    ],
)
def test_a_reservation_is_found_under_any_heading(sentence):
    rule = read_rule(document("We keep lamps dry.", sentence, heading="General"))
    assert rule.clauses == (sentence,)


@pytest.mark.parametrize(
    "sentence",
    [
        "We use your address to notify you of changes to our terms and policies.",
        "We may change, suspend or discontinue the service at any time without notice.",
        "We may change our prices on 30 days' notice.",
        "You may change your account settings at any time.",
        "Other sites may change their privacy policies; please read them.",
        "If we are acquired we will tell you before your data becomes subject to another privacy policy.",
        "We record changes of your address.",
        "Your lamp may need a new part.",
    ],
)
def test_other_matters_are_no_clause(sentence):
    check_none(f"# Lantern & Loom\n\n## General\n\nWe sell lamps.\n\n{sentence}\n\nWe keep lamps dry.")


def test_the_clause_is_verbatim_with_its_places():
    text = document(
        "We **may** change this [policy](https://lantern.example/p) at any time.", "Please check back often."
    )
    rule = read_rule(text)
    assert rule.heading == "Changes to this policy"
    assert rule.clauses == (
        "We **may** change this [policy](https://lantern.example/p) at any time.",
        "Please check back often.",
    )
    assert [text.lines[span.line - 1][span.start : span.end] for span in rule.spans] == list(rule.clauses)


def test_a_sentence_over_two_lines_is_one_promise():
    wrapped = segment(
        "# Policy\n\n## Changes to this policy\n\nIf we change this policy,\nwe will e-mail you\n7 days ahead.\n"
    )
    rule = read_rule(wrapped)
    assert rule.tiers[0].lead == Lead("fixed", 7, "day", "notice")
    assert [span.line for span in rule.spans] == [5, 6, 7]


def test_of_several_clauses_the_general_one_comes_first():
    rule = read_rule(
        segment(
            "# Policy\n\n## Changes to this policy\n\nWe may change this policy. We will e-mail you.\n\n"
            "## Notice for California\n\nWe may change this California notice. We will post it here. We will say so."
        )
    )
    assert dict(rule.tiers[0].channels) == {"email": "will"}


# --- channels -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We will e-mail you about any change.", {"email": "will"}),
        ("We will notify you of any changes by email.", {"email": "will"}),
        ("You will be informed of any changes in writing.", {"personal_other": "will"}),
        ("We will notify you of changes in the app.", {"in_product": "will"}),
        ("We will announce changes through a pop-up when you log in.", {"in_product": "will"}),
        ("We will post a notice on our website before any change.", {"website_notice": "will"}),
        ("We will show a banner on our home page.", {"website_notice": "will"}),
        ("We will announce changes on our blog.", {"other": "will"}),
        ("We will let you know about changes.", {"unspecified": "will"}),
        ("We will post the new text on this page.", {"post_page": "will"}),
        ("The latest version will be available at lantern.example/policy.", {"post_page": "will"}),
        ("We will notify you of changes by posting the new policy on this page.", {"post_page": "will"}),
        ("When we do, we will update the date at the top of this page.", {"date_stamp": "will"}),
        ("We may do so without notice.", {"none_disclaimed": "will"}),
        ("Please check this page from time to time.", {"post_page": "implied"}),
        ("We are not obliged to notify you of changes.", {"none_disclaimed": "will"}),
    ],
)
def test_channels(sentence, expected):
    check_channels(sentence, expected)


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("We will e-mail you about changes.", "will"),
        ("We'll e-mail you about changes.", "will"),
        ("We will try to e-mail you about changes.", "efforts"),
        ("We will use reasonable efforts to notify you by e-mail.", "efforts"),
        ("Where required by law, we will notify you by e-mail.", "conditional"),
        ("We will notify you by e-mail as appropriate.", "conditional"),
        ("We may notify you of changes by e-mail.", "may"),
        ("In some cases we notify you by e-mail.", "may"),
    ],
)
def test_strength(sentence, strength):
    check_channels(sentence, {"email": strength})


def test_a_may_that_governs_the_change_is_no_weak_promise():
    found = tiers("We may change this policy and will e-mail you when we do.")
    assert dict(found["any"].channels) == {"email": "will"}


@pytest.mark.parametrize(
    "sentence",
    [
        "You are responsible for keeping your e-mail address current.",
        "If you object to a change you must notify us by e-mail.",
        "If you opted out of legal e-mails, changes bind you all the same.",
    ],
)
def test_what_readers_do_is_no_channel(sentence):
    assert "email" not in tiers(f"{RESERVED} {sentence}")["any"].channels


@pytest.mark.parametrize(
    ("sentence", "op"),
    [
        ("We will notify you by e-mail or in the app.", "one_of"),
        ("We will notify you by e-mail and in the app.", "all"),
        ("We will notify you, for example by e-mail or in the app.", "examples"),
        ("We will notify you by e-mail. We will also show a notice in the app.", "all"),
    ],
)
def test_logic(sentence, op):
    (logic,) = tiers(f"{RESERVED} {sentence}")["any"].logic
    assert (logic.op, set(logic.channels)) == (op, {"email", "in_product"})


def test_separate_promises_are_each_owed_as_they_stand():
    found = tiers(f"{RESERVED} We will notify you by e-mail. Changes will be announced in the app.")["any"]
    assert (set(found.channels), found.logic) == ({"email", "in_product"}, ())


# --- leads --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "value", "unit", "measured"),
    [
        ("We will e-mail you at least 30 days before changes take effect.", 30, "day", "effective"),
        ("We will give you thirty (30) days' notice by e-mail.", 30, "day", "notice"),
        ("Changes take effect 14 days after we post them on this page.", 14, "day", "posting"),
        ("Changes become effective two weeks after we notify you.", 2, "week", "notice"),
        ("We will notify you one month in advance.", 1, "month", "notice"),
        ("We will provide notice of not less than 2 months.", 2, "month", "notice"),
        ("You will be notified ten business days prior to the change.", 10, "business_day", "effective"),
        ("Changes apply no sooner than 7 calendar days following publication.", 7, "calendar_day", "posting"),
        ("Notice will be sent 48 hours before a change comes into force.", 48, "hour", "effective"),
        ("We will post the change on this page for 60 days before making it.", 60, "day", "effective"),
    ],
)
def test_fixed_leads(sentence, value, unit, measured):
    check_lead(sentence, kind="fixed", value=value, unit=unit, measured=measured)


@pytest.mark.parametrize(
    "sentence",
    [
        "You may object within 30 days of our e-mail about the change.",
        "If you keep using the lamps for more than 30 days after a change, you accept it.",
        "You may close your account with 30 days' notice if you dislike a change.",
        "We keep earlier versions of this policy for 90 days.",
    ],
)
def test_other_periods_are_no_leads(sentence):
    assert tiers(f"{RESERVED} {sentence}")["any"].lead.kind != "fixed"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("We will e-mail you before changes take effect.", "prior_unspecified"),
        ("We will give you prior notice of changes.", "prior_unspecified"),
        ("We will give you reasonable notice of changes by e-mail.", "reasonable"),
        ("We will e-mail you prior to or on the effective date.", "on_or_before_effective"),
        ("We will e-mail you promptly and notify you as soon as a change is made.", "after_or_promptly"),
        ("Changes are effective immediately upon posting.", "immediate"),
        ("We may do so without prior notice.", "disclaimed"),
        ("We will e-mail you about changes.", "none_stated"),
        ("We will not make significant changes without telling you.", "none_stated"),
    ],
)
def test_other_leads(sentence, kind):
    found = tiers(f"{RESERVED} {sentence}")
    assert {tier.lead.kind for tier in found.values()} | {"none_stated"} == {kind, "none_stated"}


# --- triggers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("If we make material changes, we will e-mail you.", "material"),
        ("If the changes are significant, we will e-mail you.", "material"),
        ("We will e-mail you about substantial changes to this policy.", "material"),
        ("If a change adversely affects you, we will e-mail you.", "adverse"),
        (
            "We will not make it less protective of data collected in the past without your consent.",
            "retroactive_adverse",
        ),
        ("If we use your data for a new purpose, we will e-mail you.", "new_purpose_or_use"),
        ("We will e-mail you about minor changes to this policy.", "non_material"),
    ],
)
def test_triggers(sentence, trigger):
    assert list(tiers(f"{RESERVED} {sentence}")) == ["any", trigger]


def test_two_tiers_in_one_sentence():
    found = tiers(
        "We may make non-material changes to this policy without notice, but we will e-mail you about material ones."
    )
    assert dict(found["non_material"].channels) == {"none_disclaimed": "will"}
    assert dict(found["material"].channels) == {"email": "will"}


def test_changes_required_by_law_take_effect_at_once():
    found = tiers(
        "Changes to this policy take effect 30 days after posting. Changes made for legal reasons are effective immediately."
    )
    assert found["any"].lead == Lead("fixed", 30, "day", "posting")
    assert found["legal_or_urgent"].lead.kind == "immediate"


def test_a_list_carries_on_what_leads_up_to_it():
    found = tiers(
        f"{RESERVED} We will announce material changes by:\n\n- e-mail to you; and\n- a notice on our website."
    )
    assert set(found["material"].channels) == {"email", "website_notice"}


# --- the rest -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "acceptance"),
    [
        ("By continuing to use our lamps after a change you accept it.", "continued_use"),
        (
            "If you do not object to the change within the notice period, you are deemed to consent.",
            "deemed_by_silence",
        ),
        ("We will ask for your consent to the change.", "explicit_consent"),
        ("You have the right to object to the change.", "right_to_object"),
        ("If you disagree with the changes, you may close your account.", "right_to_terminate"),
        ("If you disagree with the changes, stop using the service.", "must_stop_using"),
        ("We will give you the choice to opt out of the change.", "opt_out"),
    ],
)
def test_acceptance(sentence, acceptance):
    assert acceptance in tiers(f"{RESERVED} {sentence}")["any"].acceptance


@pytest.mark.parametrize(
    ("sentence", "effect"),
    [
        ("Changes are effective when posted on this page.", "on_posting"),
        ("Changes take effect 7 days after posting.", "after_period"),
        ("Changes are effective upon your acceptance.", "on_acceptance"),
        ("Changes take effect on the date stated in the notice.", "on_date_stated"),
        ("We will e-mail you.", "unstated"),
    ],
)
def test_effect(sentence, effect):
    assert tiers(f"{RESERVED} {sentence}")["any"].effect == effect


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Changes will not apply retroactively.", "prospective_only"),
        ("We use your data under the policy in effect when we received it.", "policy_at_collection"),
        ("Changes do not apply to disputes that arose before them.", "prior_disputes_protected"),
    ],
)
def test_grandfathering(sentence, name):
    assert name in read_rule(document(f"{RESERVED} {sentence}")).grandfathering


def test_earlier_versions():
    assert read_rule(document(f"{RESERVED} Earlier versions are kept in our archive.")).prior_versions == "linked"
    assert read_rule(document(f"{RESERVED} See the change log.")).prior_versions == "change_log"
    assert read_rule(document(RESERVED)).prior_versions == "none"


@pytest.mark.parametrize(
    ("sentence", "flag"),
    [
        ("We may do so at any time.", "at_any_time"),
        ("This is at our sole discretion.", "sole_discretion"),
        ("You must keep a current e-mail address with us.", "user_must_keep_contact_current"),
        ("You waive any right to receive specific notice.", "notice_waived"),
        ("We will e-mail you before changes. Changes are effective immediately.", "internal_conflict"),
    ],
)
def test_flags(sentence, flag):
    assert flag in read_rule(document(f"{RESERVED} {sentence}")).flags


def test_a_clause_that_was_read_before_is_placed_anew():
    said = f"{RESERVED} We will e-mail you. We will change the effective date at the top of this policy."
    bare = read_rule(document(said))
    dated = read_rule(document("Effective date: 1 March 2027", "[Previous versions](/old)", said))
    assert dated.tiers == bare.tiers
    assert (dated.spans[-1].line, bare.spans[-1].line) == (11, 7)
    assert (bare.prior_versions, dated.prior_versions) == ("none", "linked")
    assert "no_effective_date_in_text" in bare.flags
    assert "no_effective_date_in_text" not in dated.flags


@given(st.text(alphabet=st.sampled_from("We may change this policy. notice\n#-*|()[]’“7 days"), max_size=400))
def test_any_text_is_read_and_clauses_are_quotes(text):
    read = segment(text)
    rule = read_rule(read)
    assert len(rule.clauses) == len(rule.spans)
    for clause, span in zip(rule.clauses, rule.spans, strict=True):
        assert read.lines[span.line - 1][span.start : span.end] == clause


@pytest.mark.parametrize(
    "text",
    [
        "we may change continue to use notice by posting the " * 20_000,
        "We may change this policy. " * 30_000,
        "- We will e-mail you about changes:\n" * 20_000,
        "last updated effective as of " * 30_000,
    ],
)
def test_a_hostile_text_is_read_in_good_time(text):
    read = segment(f"## Changes to this policy\n\n{text}")
    started = perf_counter()
    read_rule(read)
    read_dates(read)
    assert (
        perf_counter() - started < 10
    )  # about one second alone on a slow machine; a pattern that backtracks takes for ever
