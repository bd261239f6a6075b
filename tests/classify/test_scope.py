"""Small words that decide how far a sentence goes, and the same words where nothing hangs on them."""

from __future__ import annotations

import pytest

import tracker
from tests.classify.checks import POLICY

TURNED = [
    ("Guides screen some of your letters.", "Guides screen all of your letters."),
    ("We show aggregated answers of guests to the harbour.", "We show answers of guests to the harbour."),
    ("You bear what your gross negligence breaks.", "You bear what your negligence breaks."),
    ("Tea is free for members, Sundays excluded.", "Tea is free for members, Sundays included."),
    (
        "Members leave at noon or at dusk, whichever is earlier.",
        "Members leave at noon or at dusk, whichever is later.",
    ),
    ("Our watchmen are required to wear a badge.", "Our watchmen are encouraged to wear a badge."),
    ("Your boat is insured.", "Your boat is uninsured."),
    ("Members row with a coach.", "Members row without a coach."),
    ("Lockers are mandatory for members.", "Lockers are optional for members."),
    (
        "We set strictly necessary cookies without asking you.",
        "We set strictly necessary and statistical cookies without asking you.",
    ),
    (
        "You give us permission to show a photo in the hall.",
        "You give us permission to show a photo in the hall and in our letters.",
    ),
    ("Recordings are discarded at once.", "Recordings are stored at once."),
    ("The bell tells us who comes in.", "The bell tells us and our sponsors who comes in."),
    ("Coats are kept three years after the purchase.", "Coats are kept three years after the guarantee ends."),
    ("Three strikes may end a match.", "Three strikes will end a match."),
    ("The hall accepts no liability for coats.", "The hall accepts no liability for coats other than lost ones."),
    ("The courts of Brig have exclusive jurisdiction.", "The courts of Brig have non-exclusive jurisdiction."),
    ("We look after your coats in the hall.", "We do not look after your coats in the hall."),
]
SAME = [
    ("Members may borrow each of the boats.", "Members may borrow every one of the boats."),
    ("Coats are kept three years after the purchase.", "Coats are kept for three years after the purchase."),
    ("We tell you no later than 30 days before a ball.", "We tell you at least 30 days before a ball."),
    ("We do not write where you have not agreed to it.", "We write only where you have agreed to it."),
    ("Games run only with your consent, such as chess.", "Games run only with your consent, such as chess or darts."),
    ("If you have any questions, ask a guide.", "If you have some questions, ask a guide."),
    ("We like each of our members.", "We like every one of our members."),
]


def _changed(before, after):
    return tracker.compare(f"{POLICY}\n{before}\n", f"{POLICY}\n{after}\n")


@pytest.mark.parametrize(("before", "after"), TURNED)
def test_a_small_word_is_substance(before, after):
    for old, new in ((before, after), (after, before)):
        change = _changed(old, new)
        assert change.verdict == "material", [finding.rule for finding in change.findings]
        assert all(finding.before in {old, ""} or finding.after in {new, ""} for finding in change.findings)


@pytest.mark.parametrize(("before", "after"), SAME)
def test_the_same_reach_in_another_word_is_none(before, after):
    assert _changed(before, after).verdict != "material"


def test_a_name_holds_nothing_within_bounds():
    page = POLICY.replace(
        "We may use your e-mail address", "We lend you {} on request.\n\nWe may use your e-mail address"
    )
    for boats, weighs in (("Sole Boats", False), ("sole boats", True)):
        change = tracker.compare(page.format(boats), page.format(boats.split()[1]))
        assert any(finding.rule == "scope_changed" for finding in change.findings) is weighs


def test_an_entry_of_a_short_list_is_no_title():
    text = "# Work\n\nThese sub-processors are approved:\n\n- Acorn Ropes GmbH (hosting)\n- Birch Post AG (mail)\n\nWe tell you before we engage another one, and you may object.\n"
    change = tracker.compare(text, text.replace("Acorn Ropes GmbH", "Elm Sails, Inc."))
    assert (change.verdict, change.categories) == ("material", ("third_party_sharing",))


@pytest.mark.parametrize(
    "said",
    [
        "We destroy those of the winners.",
        "We record how hard people row.",
        "We pass them to the harbour master.",
    ],
)
def test_what_the_company_does_is_substance_whatever_it_is_done_with(said):
    page = POLICY.replace("We may use your e-mail address", f"{said}\n\nWe may use your e-mail address")
    assert tracker.compare(POLICY, page).verdict == "material"


def test_a_word_turned_in_a_sentence_written_anew_is_not_the_point():
    before, after = (
        "Members get all the pumps and tents that they ask for in spring.",
        "Guests of the harbour may now and then borrow some of its ropes.",
    )
    change = _changed(before, after)
    assert "scope_changed" not in {finding.rule for finding in change.findings}
