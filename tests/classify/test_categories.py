"""Which categories a change is filed under."""

from __future__ import annotations

import pytest

import tracker
from tests.classify.checks import POLICY, changed, check_material

STATEMENTS = [
    ("We collect your date of birth when you open an account.", "first_party_collection"),
    ("We share your ride data with insurance companies.", "third_party_sharing"),
    ("You can opt out of our letters in your settings.", "user_choice_control"),
    ("You have the right to a copy of your data, and to have inaccurate data corrected.", "access_edit_deletion"),
    ("We keep a copy of your passport for ten years.", "data_retention"),
    ("We encrypt your data and protect it against unauthorised access.", "data_security"),
    ("We will tell you of changes to this policy by post.", "policy_change_notice"),
    ("Your data may be transferred to countries outside the European Union.", "international_transfer"),
    ("Children under the age of 12 may not ride without a parent.", "children_specific_audiences"),
    ("Our legal basis for this is our legitimate interest.", "legal_basis_purpose"),
    ("We train our language models with your messages.", "ai_training"),
    ("We place cookies and pixels in your browser.", "cookies_tracking"),
    ("We are not liable for any damage to your luggage.", "liability_disputes"),
    ("A ride costs 3 euros, and we charge a fee for late returns.", "fees_payment"),
    ("We may suspend or terminate your account if you break these rules.", "termination_account"),
    ("You may cancel your account at any time by writing to us.", "termination_account"),
    ("Your subscription renews each year at the same price.", "fees_payment"),
    ("Cookies are not used by Lindenhof to collect information.", "cookies_tracking"),
    ("We do not track any individual people.", "cookies_tracking"),
    ("We treat the signals of browsers that say do not track as an objection.", "do_not_track"),
    (
        "To protect the site against attacks and misuse, we use Palisade's services.",
        "third_party_sharing",
    ),
    ("To guard our site against attacks, we use HTTPS, firewalls and sound sleep.", "data_security"),
]


@pytest.mark.parametrize(("sentence", "category"), STATEMENTS, ids=[sentence[:30] for sentence, _ in STATEMENTS])
def test_one_new_sentence_is_filed_under_its_matter(sentence, category):
    change = check_material(POLICY, f"{POLICY}\n## More\n\n{sentence}\n")
    assert change.categories[0] == category
    assert len(change.categories) <= 2


@pytest.mark.parametrize(
    ("old", "new", "category"),
    [
        (
            "We keep your letters to settle disputes and to meet our duties in law, and unless a law forbids it we will"
            " delete your account and all that belongs to it within 90 days of its end.",
            "We keep your letters to settle disputes and to meet our duties in law, and unless a law forbids it we will"
            " delete your account and all that belongs to it within 180 days of its end.",
            "data_retention",
        ),
        (
            "Your data may be provided to our partners for marketing.",
            "Your data is provided to our partners for marketing only if you have opted in.",
            "third_party_sharing",
        ),
        (
            'Lindenhof Ltd ("we", "us") lends bicycles and cares for them.',
            'Wendel Ltd ("we", "us") lends bicycles and cares for them.',
            "entity_contact",
        ),
    ],
)
def test_a_sentence_that_stays_is_filed_under_what_changed(old, new, category):
    more = f"{POLICY}\n## More\n\n{{}}\n"
    assert category in check_material(more.format(old), more.format(new)).categories


def test_a_purpose_under_a_title_on_legal_grounds_is_filed_under_it():
    more = POLICY + "\n## Legal basis for processing\n\nWe process your data to {}.\n"
    change = check_material(more.format("rent out bicycles"), more.format("rent out bicycles, research and marketing"))
    assert change.categories == ("legal_basis_purpose",)


def test_how_a_room_of_servers_is_kept_is_no_transfer():
    more = POLICY + "\n## More\n\nWe keep your data on {} environment.\n"
    change = tracker.compare(more.format("servers in a controlled"), more.format("a machine of ours in a locked"))
    assert "international_transfer" not in change.categories


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('Lindenhof ("we", "us") lends bicycles.', 'Lindenhof Ltd. ("we", "us") lends bicycles.'),
        ('Lindenhof Inc. ("we", "us") lends bicycles.', 'Lindenhof LLC ("we", "us") lends bicycles.'),
    ],
)
def test_the_same_company_in_another_form_is_not_another_that_speaks(old, new):
    more = f"{POLICY}\n## More\n\n{{}}\n"
    assert "speaker" not in {one.rule for one in tracker.compare(more.format(old), more.format(new)).findings}


def test_one_long_matter_does_not_silence_a_short_one():
    clauses = " ".join(f"We share your {what} with our partners in trade." for what in ("name", "voice", "age", "gait"))
    change = check_material(
        POLICY, changed(("under the age of 16", "under the age of 13")) + f"\n## More\n\n{clauses}\n"
    )
    assert change.categories[0] == "third_party_sharing"
    assert "children_specific_audiences" in change.categories


def test_what_a_privacy_policy_says_of_money_in_passing_is_no_category_of_its_rewriting():
    kinds = (
        "name and your address",
        "date of birth and your gender",
        "e-mail address",
        "telephone number and your photo",
    )
    more = " ".join(f"We collect your {kind} when you register." for kind in kinds) + " A copy costs a fee of 2 euros."
    change = check_material(POLICY, f"{POLICY}\n## More\n\n{more}\n")
    assert "first_party_collection" in change.categories
    assert "fees_payment" not in change.categories


def test_a_pointer_to_the_text_that_governs_now_is_one_matter():
    pointer = "# Privacy policy\n\nLindenhof Cycles is now part of Orchard Wheels, whose policy applies to your data.\n"
    change = tracker.compare(POLICY, pointer)
    assert change.verdict == "material"
    assert change.categories == ("entity_contact",)
    assert [finding.rule for finding in change.findings if finding.weight == "material"] == ["replaced"]


def test_rules_of_conduct_speak_of_children_and_harm_in_passing():
    rules = "# Acceptable use of Lindenhof Cycles\n\nWhoever rides with us keeps to these rules.\n\n## Rules\n\n"
    before = f"{rules}You may not ride on the pavement.\n"
    more = (
        "You may not upload pictures of children without their parents. You may not send messages that harass others. "
        "You may not carry weapons or fireworks in the basket. You may not sell rides to anybody else. "
        "We may suspend or terminate your account at once if you break a rule."
    )
    change = check_material(before, before + more)
    assert "termination_account" in change.categories
    assert not {"children_specific_audiences", "third_party_sharing"} & {*change.categories}


CONTACTS = (
    "Write to us at {0}@lindenhof.example.\n\nCall us at +41 44 555 01 {1}.\n\nOur post office box is {1}, 8000 Zurich."
)


def test_contacts_are_named_where_they_are_a_good_part_of_what_differs():
    def page(name, number, *said):
        return "\n\n".join([POLICY, "## Contact", CONTACTS.format(name, number), "## More", *said]) + "\n"

    added = "We sell your rides to advertisers."
    change = tracker.compare(page("clerk", 11), page("desk", 22, added))
    assert set(change.categories) == {"third_party_sharing", "entity_contact"}
    one = tracker.compare(page("clerk", 11), page("desk", 11, added))
    assert one.categories == ("third_party_sharing",)
    many = (
        f"We sell your {what} to advertisers." for what in ("rides", "routes", "letters", "photos", "steps", "trips")
    )
    often = tracker.compare(
        page("clerk", 11), page("desk", 22, *many, *(f"We rent your {n} to clubs." for n in range(30)))
    )
    assert "entity_contact" not in often.categories
