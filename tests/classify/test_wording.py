"""The same said in other words is editorial; a duty, a right or a recipient in other words is not the same."""

from __future__ import annotations

from collections import Counter

import pytest

import tracker
from tests.classify.checks import POLICY, check_weight
from tracker.classify.wording import may_have_same_sense, plainly, same_sense


def _with(sentence: str) -> str:
    return POLICY.replace("We may use your e-mail address", f"{sentence} We may use your e-mail address")


# Nouns for verbs, and phrases that policies use for one another.
NOUNS_AND_PHRASES = [
    ("The use of your rides by us ends with the hire.", "Our usage of your rides ends with the hire."),
    ("Upon termination of the hire, we delete your rides.", "When the hire is terminated, we delete your rides."),
    ("We process rides in accordance with the GDPR.", "We process rides in compliance with the GDPR."),
    ("We need your name in order to hire out a bicycle.", "Your name is necessary to hire out a bicycle."),
    ("We aim to answer letters promptly.", "We try to answer letters quickly."),
    ("We have no obligation to mend a lock.", "We are under no obligation to mend a lock."),
    ("We have designated a clerk for letters.", "We have appointed a clerk for letters."),
    ("We accept no liability for wet saddles.", "We are not liable for wet saddles."),
    (
        "If you have questions or concerns about a ride, write to us.",
        "If you have a question about a ride, write to us.",
    ),
    ("We collect your name when you register.", "We collect your name upon registration."),
    ("If we make changes to the hire, you can end it.", "If we change the hire, you can terminate it."),
    ("You can turn off the bell in your browser.", "You can disable the bell in your web browser."),
    ("We cannot mend locks abroad.", "We are unable to mend locks abroad."),
    ("You have the option to bring your own lock.", "You can bring your own lock."),
    ("You may lodge a complaint with the clerk.", "You may complain to the clerk."),
    ("Pumps are lent on the basis of this list.", "Pumps are lent based on this list."),
    ("We make use of the log for debugging bells.", "The log is used to debug bells."),
    (
        "To the fullest extent permitted by law, bells are free.",
        "To the extent allowed by applicable law, bells are free.",
    ),
    ("We customise the colour of each pump.", "We customize the color of each pump."),
    ("Riders are not allowed to ride in the hall.", "Riders are prohibited from riding in the hall."),
    ("We keep rides as long as your account is active.", "We keep rides as long as your account remains active."),
    ("You are entitled to rectification of your rides.", "You have the right to correct your rides."),
    ("Please let us know about a broken bell.", "Please notify us of a broken bell."),
    ("We encourage you to read the rules of the hall.", "Please read the rules of the hall."),
    (
        "This page explains what bells are and how we use them.",
        "This page describes what bells are and how they are used.",
    ),
    ("We will not use your photos without asking.", "We will not use your photographs without asking."),
    ("If you fail to pay, we may limit your rides.", "If you do not pay, we may restrict your rides."),
    ("We may need to close the hall.", "We may have to close the hall."),
    ("The clerk of the hall can be contacted by letter.", "You can contact the clerk of the hall by letter."),
    ("Riders are billed on a monthly basis.", "Riders are billed monthly."),
    ("We may send you emails about new bells.", "We may email you about new bells."),
    ("Bells are the property of the hall.", "Bells are owned by the hall."),
    ("The list of bells can be found on our site.", "The list of bells is available on our website."),
    ("Please fill in the form at the door.", "Please fill out the form at the door."),
    ("We may refuse riders where the law requires it.", "We may refuse riders where required by law."),
]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Prior to a ride, the app shows the price.", "Before a ride, the app shows the price."),
        ("We use your address in order to send you the key.", "We use your address to send you the key."),
        ("Your address is used by us to send you the key.", "We use your address to send you the key."),
        ("We gather your name when you visit the shop.", "We collect your name when you visit the shop."),
        ("We may disclose your data where a law requires it.", "We may share your data where a law requires it."),
        (
            "A rider must lock his or her bicycle before he or she leaves.",
            "A rider must lock their bicycle before they leave.",
        ),
        ("The chairman decides on objections.", "The chair decides on objections."),
        ("Should you lose the key, you must tell us.", "If you lose the key, you must tell us."),
        ("You agree that you will not lend the bicycle to others.", "You must not lend the bicycle to others."),
        ("You may withdraw your consent at any time.", "You can withdraw your consent at any time."),
        (
            "You are entitled to ask us for a copy of your data.",
            "You have the right to ask us for a copy of your data.",
        ),
        ("We retain your rides for a period of two years.", "We keep your rides for two years."),
        ("You need to be 16 years of age or older to ride.", "You must be at least 16 years old to ride."),
        (
            "In case of a repair, the rental will be extended.",
            "In the event of a repair, the rental shall be extended.",
        ),
        ("This includes, but is not limited to, your name and town.", "This includes your name and town."),
        ("Please feel free to contact us about a repair.", "Please contact us about a repair."),
        ("We do not lend pumps, nor do we lend locks.", "We do not lend pumps. We do not lend locks."),
        ("This policy applies to all our bicycles.", "This policy covers all our bicycles."),
        ("We take reasonable steps to protect your data.", "We take reasonable measures to safeguard your data."),
        ("We answer your letter within 30 days.", "We will respond to your letter within thirty (30) days."),
        ("You acknowledge and agree that chains are oily.", "You agree that chains are oily."),
        ("These terms shall be governed by the laws of Norway.", "These terms are governed by the laws of Norway."),
        ("Your rides will not be shared with the town.", "We will not share your rides with the town."),
        ("We keep rides for the period necessary to bill them.", "We keep rides as long as necessary to bill them."),
        ("You shall not ride pumps for any unlawful end.", "You must not ride pumps for any illegal end."),
        ("Our shops are not directed to children.", "Our shops are not intended for children."),
        ("We do not give your name to anyone else.", "We do not give your name to anybody else."),
        ("You may ask to see your rides and to delete your rides.", "You may ask to see and delete your rides."),
        ("We retain your rides for 24 months.", "We keep your rides for two years."),
        ("Locks cost 5 euros a month.", "Locks cost €5 per month."),
        ("We keep your Internet Protocol (IP) address.", "We keep your IP address."),
        ("Contact the clerk, Mr. Hobb, about a repair.", "Contact the clerk, Ms. Vane, about a repair."),
        ("Rides: we note where each ride ends.", "What we note of a ride: we note where each ride ends."),
        ("The following data are noted: weather, wind and rain.", "We note the weather, wind and rain."),
        ("Lindenhof Cycles Ltd. lends pumps in the EU.", "Lindenhof Cycles Limited lends pumps in the European Union."),
        *NOUNS_AND_PHRASES,
    ],
)
def test_the_same_in_other_words(old, new):
    check_weight(_with(old), _with(new), "editorial")
    check_weight(_with(new), _with(old), "editorial")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We may share your data with the town.", "We will share your data with the town."),
        ("We share your data with the town.", "We sell your data to the town."),
        ("You may contact us by letter.", "We may contact you by letter."),
        ("We keep your rides for a period of two years.", "We keep your rides for a period of three years."),
        ("You must be at least 16 years old to ride.", "You must be at least 14 years old to ride."),
        ("We ask for your consent before a ride.", "We ask for your consent after a ride."),
        ("We share your rides if you agree.", "We share your rides unless you agree."),
        ("We share your rides with your consent.", "We share your rides without your consent."),
        ("You may not lend the bicycle.", "You may lend the bicycle."),
        ("You must tell us of a repair.", "You should tell us of a repair."),
        ("We delete all your rides when you ask.", "We delete some of your rides when you ask."),
        ("A copy is free of charge.", "A copy is subject to a charge."),
        ("Members may ask for a copy.", "Visitors may ask for a copy."),
        ("We ask for your consent to lend it.", "We ask for your content to lend it."),
        ("Austria: riders must be at least 15 years old.", "Australia: riders must be at least 15 years old."),
        ("We note where rides end. We sell no pumps.", "We note where walks end. We buy no pumps."),
        ("You must bring the bicycle to us on Monday.", "We must bring the bicycle to you on Monday."),
        ("We remove your name from the list.", "We delete your name."),
        ("The company shall not be liable for wet saddles.", "We shall not be liable for wet saddles."),
        ("We never lend pumps to anyone.", "We no longer lend pumps to anyone."),
        ("You may not ride on the beach.", "You must not ride on the beach."),
        ("We do our best to mend locks.", "We use best efforts to mend locks."),
        ("We enable clubs to see rides.", "We permit clubs to see rides."),
        ("Rides are seen by the listed clubs.", "Rides are seen by the clubs."),
        ("The trainer keeps the list.", "The trainee keeps the list."),
        ("The licensor pays.", "The licensee pays."),
        ("We bill you every month.", "We bill you every week."),
        ("You must return three of the bicycles.", "You must return two of the bicycles."),
        ("We store rides as long as necessary.", "We store rides as long as we like."),
        ("We tell you of changes by e-mail and on this page.", "We tell you of changes by e-mail or on this page."),
        ("You have the option to bring a lock.", "You have the obligation to bring a lock."),
        ("Clerks are required by law to keep letters.", "Clerks are permitted by law to keep letters."),
        ("Clerks are not obliged to answer.", "Clerks are not allowed to answer."),
        ("We limit the use of rides.", "We prohibit the use of rides."),
        ("We accept responsibility for locks.", "We accept no responsibility for locks."),
        ("You may withdraw your consent.", "You may refuse your consent."),
        ("We keep your account settings.", "We keep your browser settings."),
        ("Pumps are available at night.", "Pumps are unavailable at night."),
        ("We identify riders at the door.", "We verify riders at the door."),
        ("We collect your name from the club.", "We receive your name from the club."),
        ("You can turn off the bell.", "You can turn on the bell."),
        ("We aim to answer within a reasonable time.", "We answer within a reasonable time."),
        ("Rides are kept as long as your account is active.", "Rides are kept as long as necessary."),
        ("We will not use your photos without asking.", "We will not use your letters without asking."),
        ("You may ride in the hall.", "We may ride in the hall."),
        ("They use us.", "We use them."),
        ("We make reasonable efforts to mend bells.", "We make every effort to mend bells."),
        ("We email you about bells.", "You email us about bells."),
        ("Bells belong to you.", "Bells belong to us."),
        ("Riders are limited to the hall.", "Riders are not limited to the hall."),
        ("We let you ride at night.", "We let you know at night."),
    ],
)
def test_other_words_that_say_something_else(old, new):
    for before, after in ((old, new), (new, old)):
        found = tracker.compare(_with(before), _with(after))
        assert not {"reworded", "restated"} & {finding.rule for finding in found.findings}


def test_a_synonym_beside_a_change_of_substance_does_not_hide_it():
    check_weight(
        _with("We disclose your rides to the town."), _with("We share your rides with the town's insurer."), "material"
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def test_plainly():
    assert plainly(_words("prior to the ride he or she shall retain it")) == _words("before the ride they will keep it")
    assert plainly(()) == ()


def test_who_does_it_to_whom():
    assert not same_sense(_words("we may contact you"), _words("you may contact us"))
    assert same_sense(_words("you may contact us today"), _words("you can contact us today"))


@pytest.mark.parametrize("denial", ["not", "no", "never", "without"])
def test_how_often_it_is_denied_counts(denial):
    assert not same_sense(_words(f"{denial} pumps {denial} locks"), _words(f"{denial} pumps locks"))


@pytest.mark.parametrize(
    ("word", "other", "same"),
    [
        ("insurers", "insured", False),
        ("publisher", "publishing", False),
        ("user", "use", False),
        ("controller", "control", False),
        ("employer", "employees", False),
        ("agree", "agreed", True),
        ("deliver", "delivered", True),
        ("adviser", "advisors", True),
    ],
)
def test_who_does_it_is_not_what_is_done(word, other, same):
    assert same_sense((word,), (other,)) is same
    assert same_sense((other,), (word,)) is same


def test_words_that_only_one_side_has_are_told_at_once():
    assert may_have_same_sense(Counter(["retain"]), Counter(["keep"]))
    assert not may_have_same_sense(Counter(["retain"]), Counter(["keep", "saddle", "rain", "wind"]))
