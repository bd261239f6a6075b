"""What clauses promise, said in other words: the passive, lists, exceptions, asides, refusals, and other sentences."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.notice.reading import document
from tracker.notice import read_rule

MAY = "We may change this policy."


def read(*paragraphs):
    """Trigger to (channels, lead kind and number)."""
    rule = read_rule(document(*paragraphs))
    return {tier.trigger: (dict(tier.channels), (tier.lead.kind, tier.lead.value)) for tier in rule.tiers}


def check(sentence, channels, trigger="any"):
    assert read(f"{MAY} {sentence}")[trigger][0] == channels


@pytest.mark.parametrize(
    ("sentence", "channels"),
    [
        ("You will be sent an e-mail about each change.", {"email": "will"}),
        ("Customers receive an e-mail about every change.", {"email": "will"}),
        ("An e-mail will be sent to every customer two weeks ahead.", {"email": "will"}),
        ("We will email the new policy to you.", {"email": "will"}),
        ("Notification of changes is sent to the e-mail address linked to your account.", {"email": "will"}),
        ("We will send you a copy of the new policy by post.", {"personal_other": "will"}),
        ("A push notification about it will be sent to your phone.", {"in_product": "will"}),
        ("A banner will be displayed on the platform.", {"in_product": "will"}),
        ("Users are notified of changes through the in-app message centre.", {"in_product": "will"}),
        ("You will get a message in your inbox on the platform.", {"in_product": "will"}),
        ("We will also publish changes on our blog.", {"other": "will"}),
        ("Changes will be announced through channels such as our official website.", {"website_notice": "will"}),
        ("All customers shall be contacted by telephone or e-mail.", {"email": "will", "personal_other": "will"}),
        ("We may do so with 2 weeks’ notice. Notice of changes is sent to the e-mail on file.", {"email": "will"}),
        ("We will indicate on our website that it has changed.", {"website_notice": "will"}),
        ("Lantern & Loom informs its customers of changes.", {"unspecified": "will"}),
        ("We’ll communicate any change.", {"unspecified": "will"}),
    ],
)
def test_ways_of_saying_that_people_are_told(sentence, channels):
    check(sentence, channels)


@pytest.mark.parametrize(
    ("sentence", "channels"),
    [
        ("When we do, we will do so online.", {"post_page": "will"}),
        ("We will notify you here.", {"post_page": "will"}),
        ("What counts is the policy available at lantern.example/p.", {"post_page": "will"}),
        ("We may do so by placing the updated policy on the website.", {"post_page": "will"}),
        (
            "We will give you notice of changes. We will provide notice by posting the new policy.",
            {"post_page": "will"},
        ),
        ("Users may be told of changes by posting at lantern.example/p.", {"post_page": "will"}),
        ("Notice of changes shall consist of posting the new policy.", {"post_page": "will"}),
        ("Changes will be dated here.", {"date_stamp": "will"}),
        ("Changes take effect once they are posted.", {"post_page": "will"}),
    ],
)
def test_ways_of_saying_that_the_page_is_the_notice(sentence, channels):
    check(sentence, channels)


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("Best efforts shall be used to inform you of changes by e-mail.", "efforts"),
        ("We will do our best to inform you of changes by e-mail.", "efforts"),
        ("Where practicable, we will inform you of changes by e-mail.", "conditional"),
        ("We will inform you of changes by e-mail, or give any other notice required by law.", "will"),
        ("We may, where required, inform you of changes by e-mail.", "may"),
        ("In some cases, we will inform you of changes by e-mail.", "may"),
        ("You might be sent an e-mail about changes.", "may"),
        ("If required by law or if we change much, we will inform you of changes by e-mail.", "will"),
        ("We will inform you of changes by e-mail in accordance with law.", "conditional"),
        ("We undertake to inform you of changes by e-mail.", "will"),
        ("We will inform you of changes by e-mail, except if required by law to act at once.", "will"),
        ("We will inform you of changes by e-mail, unless the change is required by law.", "will"),
        ("At our discretion, to amend this policy, we need only tell you of changes by e-mail.", "will"),
    ],
)
def test_how_firmly(sentence, strength):
    assert read(f"{MAY} {sentence}")["any"][0]["email"] == strength


@pytest.mark.parametrize(
    "sentence",
    [
        "We are under no obligation to give notice of changes to this policy.",
        "We may change this policy without any announcement.",
        "This policy may be changed and no notice will be given of changes.",
    ],
)
def test_refusals(sentence):
    assert read(sentence)["any"][0] == {"none_disclaimed": "will"}


@pytest.mark.parametrize(
    "sentence",
    [
        "This policy tells you what we do, to inform users about how we work.",
        "By using the site and providing us with your address, you accept it.",
        "We will remind you of your right to leave.",
        "We may restrict access to the service without notice.",
        "Changes apply on the day stated in the notice.",
    ],
)
def test_sentences_that_promise_no_notice(sentence):
    check(sentence, {})


def test_items_are_ways_of_their_own():
    told = read(
        "Upon any material changes to this policy we will:",
        "* change the “Last updated” date up there\n* tell customers by e-mail at least 14 days before they take effect\n"
        "* show a notice in the app",
    )
    assert told["material"] == ({"email": "will", "in_product": "will", "date_stamp": "will"}, ("fixed", 14))


def test_a_way_is_not_read_across_two_items():
    told = read(
        "We may change this policy. We will tell you of changes by:",
        "* in-app notification\n* posting the new policy on our website",
    )
    assert told["any"][0] == {"in_product": "will", "post_page": "will"}


def test_a_further_notice_that_the_law_requires_is_conditional():
    told = read(f"{MAY} We will post the new policy here, or inform you by giving any other notice required by law.")
    assert told["any"][0] == {"post_page": "will", "unspecified": "conditional"}


def test_a_list_may_name_the_page():
    told = read("Members will be informed about terms changes:", "* on our terms page\n* by e-mail")
    assert told["any"][0] == {"email": "will", "post_page": "will"}


def test_a_chance_to_look_at_changes_beforehand_is_a_lead():
    told = read(f"{MAY} We will notify you and give you an opportunity to review changes before they go into effect.")
    assert told["any"] == ({"unspecified": "will"}, ("prior_unspecified", None))


def test_changes_of_practice_go_with_those_of_the_text():
    told = read(
        "Changes to this policy, or to how we treat your lamps, are e-mailed to you a fortnight before they apply."
    )
    assert told == dict.fromkeys(("any", "practice_change"), ({"email": "will"}, ("fixed", 2)))


PARTS = [
    "We may rewrite this policy as our shop grows.",
    "If a change is material, we will write to you by e-mail no later than ten working days before it takes effect.",
    "The date of the latest version stands at the top of this page.",
    "Please look at this policy from time to time.",
]


@pytest.mark.parametrize("order", list(permutations(range(len(PARTS)))))
def test_the_order_of_sentences_does_not_matter(order):
    told = read(" ".join(PARTS[index] for index in order))
    assert told["any"][0] == {"date_stamp": "will"}
    assert told["material"] == ({"email": "will"}, ("fixed", 10))


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("Any new wording shall apply to orders going forward.", "prospective_only"),
        ("New wording applies, and it shall apply to data collected after it was posted.", "prospective_only"),
        ("An old text applies to data collected when it was on this page.", "policy_at_collection"),
        ("We use information under the policy under which it was collected.", "policy_at_collection"),
        ("The old terms govern until your subscription renews.", "existing_term_protected"),
        ("Changes apply only to disputes that arise later.", "prior_disputes_protected"),
    ],
)
def test_what_stays_as_it_was(sentence, kept):
    assert kept in read_rule(document(f"{MAY} {sentence}")).grandfathering
