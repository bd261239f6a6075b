"""Every rule by itself: a sentence that it answers and a neighbour that it leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.classify.clause import Clause, Side
from tracker.classify.rules import RULES, SLIGHT, rules
from tracker.classify.tokens import read
from tracker.model import Edit

NAMED = {rule.__name__: rule for rule in (*RULES, *SLIGHT)}


def clause(
    before: str,
    after: str,
    heading: str = "",
    kind: str = "paragraph",
    header: tuple[str, ...] = (),
    redline: tuple[tuple[str, str], ...] = (),
) -> Clause:
    redline = redline or (("delete", before), ("insert", after))
    old, new = read(before), read(after)
    edit = Edit(before, after, redline, kind, header)  # type: ignore[arg-type]
    return Clause(edit, Side(old, old.words), Side(new, new.words), heading)


ANSWERS = [
    ("period_changed", "We answer within 10 days.", "We answer within 20 days.", {}),
    ("bound_changed", "We write at least 10 days before a ride.", "We write at most 10 days before a ride.", {}),
    (
        "date_changed",
        "Write to us no later than 1 May 2030 if you object.",
        "Write to us no later than 1 March 2030 if you object.",
        {},
    ),
    (
        "frequency_changed",
        "The meter sends us its figures once a day.",
        "The meter sends us its figures every hour.",
        {},
    ),
    ("period_stated", "", "We answer your letter within 10 days.", {}),
    ("age_changed", "You must be at least 16 years old.", "You must be at least 13 years old.", {}),
    ("amount_changed", "A ticket costs 5 euros.", "A ticket costs 7 euros.", {}),
    ("number_changed", "You may borrow 5 books.", "You may borrow 3 books.", {"heading": "What you must pay"}),
    ("table_row", "", "Harbour Mail Ltd letters", {"kind": "row", "header": ("Recipient", "Task")}),
    ("sale", "", "We sell your personal data to brokers.", {}),
    ("training", "", "We use your letters to train our language models.", {}),
    ("opt_in_to_opt_out", "We write to you with your consent.", "We write to you unless you opt out.", {}),
    ("recipient_named", "We share your data with Harbour Mail Ltd.", "We share your data with Quill Post Ltd.", {}),
    ("recipient_listed", "", "Harbour Mail Ltd", {"heading": "Our service providers", "kind": "item"}),
    ("sharing", "", "We share your personal data with advertisers.", {}),
    ("collection", "", "We collect your date of birth when you join.", {}),
    ("purpose", "", "We use your personal data for advertising.", {}),
    ("retention", "", "We retain your data as long as we like.", {}),
    ("transfer", "", "We send your data to other countries without telling you.", {}),
    ("security", "", "We encrypt your data on our servers.", {}),
    ("legal_basis", "", "We rely on our legitimate interests when we write to you.", {}),
    ("right", "", "You have the right to correct your data.", {}),
    ("choice", "", "You can opt out of our letters.", {}),
    ("consent", "", "By joining you consent to our calling you by telephone.", {}),
    ("children", "", "We do not let children under the age of 12 join our club.", {}),
    ("signal", "", "We do not answer to the Do Not Track signal of a browser.", {}),
    ("tracking", "", "We use cookies and pixels to follow our visitors.", {}),
    ("notice_clause", "", "Your continued use means that you accept the changes to this policy.", {}),
    ("dispute", "", "Any dispute goes to arbitration in our home town.", {}),
    ("venue", "The courts of Aarhus decide any dispute.", "The courts of Odense decide any dispute.", {}),
    ("liability", "", "We are not liable for what you lose on the way.", {}),
    ("fee", "", "We charge you a fee for each letter.", {}),
    ("renewal", "", "Your subscription renews by itself unless you cancel it.", {}),
    ("ending", "", "We may suspend your account if we wish to.", {}),
    ("licence", "", "You grant us a perpetual licence to your content and drawings.", {}),
    ("duty", "", "You must not sing in the reading room.", {}),
    ("power", "", "We may change our prices in our sole discretion and at any time.", {}),
    ("party", "", "The data controller is Harbour Mail Ltd in the old town.", {}),
    (
        "speaker",
        'Harbour Mail Ltd ("we", "us") carries letters.',
        'Gannet Post Ltd ("we", "us") carries letters.',
        {},
    ),
    ("negation_changed", "We do not share your data.", "We share your data.", {}),
    ("scope_changed", "We share some of your letters.", "We share all of your letters.", {}),
    ("anchor_changed", "Coats are kept 9 days after a ball.", "Coats are kept 9 days after the season.", {}),
    ("others_beside", "The bell tells us who comes.", "The bell tells us and our sponsors who comes.", {}),
    ("opposite_said", "Your letters are included.", "Your letters are excluded.", {}),
    ("modal_changed", "We will delete your data.", "We may delete your data.", {}),
    (
        "alternative_changed",
        "Sailors may leave only with the consent of the mate and of the cook.",
        "Sailors may leave only with the consent of the mate or of the cook.",
        {},
    ),
    ("roles_turned", "We are liable to you for damage.", "You are liable to us for damage.", {}),
    ("promise_kept_out", "", "We never use your letters for anything else.", {}),
    ("topic_stated", "", "Letters are encrypted before they leave the house.", {}),
    (
        "limb_changed",
        "We share your name with the baker.",
        "We share your name with the baker unless you object.",
        {"redline": (("equal", "We share your name with the baker"), ("insert", " unless you object"), ("equal", "."))},
    ),
    ("sentence_stated", "", "Visitors may bring a dog into the garden.", {}),
    ("explanation", "", "Cookies are small files that a browser puts away.", {}),
    ("heading", "Our house", "Our garden", {"kind": "heading"}),
    ("assurance", "", "We are committed to being transparent about what we do with your data.", {}),
    ("pointer", "", "To learn more about knots, visit the harbour museum.", {}),
    ("field_changed", "Controller: Acorn Boats Ltd", "Controller: Birch Boats Ltd", {}),
    ("entry_listed", "", "singing after dark", {"heading": "You must not do any of this:", "kind": "item"}),
    ("announcement", "", "A new version of this text can be read on the board in the hall from May.", {}),
    ("contact", "", "Please email our office at hello@harbour.example.", {}),
    ("document", "Read our guidelines for guests.", "Read our guidelines and annex for guests.", {}),
    ("label", "Oak", "Elm", {}),
    ("unrecognised", "", "The lighthouse was painted red and white by our founder.", {}),
]
SILENT = "The lighthouse was painted red and white by a sailor."


@pytest.mark.parametrize(("name", "before", "after", "place"), ANSWERS, ids=[answer[0] for answer in ANSWERS])
def test_a_rule_answers(name, before, after, place):
    reason = NAMED[name](clause(before, after, **place))
    assert reason is not None
    assert reason.why.endswith(".")
    assert (reason.weight == "noise") == (reason.noise is not None)


@pytest.mark.parametrize("name", sorted(set(NAMED) - {"unrecognised"}))
def test_a_rule_leaves_what_is_not_its_own(name):
    assert NAMED[name](clause("", SILENT)) is None
    assert NAMED[name](clause(SILENT, SILENT.replace("a sailor", "the sailor"))) is None


def test_every_rule_is_shown():
    assert {answer[0] for answer in ANSWERS} == set(NAMED)
    assert all(rule.__doc__ for rule in NAMED.values())


SAMPLES = [text for _, before, after, _ in ANSWERS for text in (before, after) if text]
SIDES = st.lists(st.sampled_from(SAMPLES), max_size=2).map(" ".join)
PLACES = st.sampled_from(
    [{}, {"heading": "Who we share your data with"}, {"heading": "What we collect from you", "kind": "item"}]
    + [answer[3] for answer in ANSWERS if answer[3]]
)


@given(SIDES, SIDES, PLACES)
@settings(max_examples=400, deadline=None)
def test_a_rule_that_is_not_asked_would_not_have_answered(before, after, place):
    said = clause(before, after, **place)
    asked = rules(said)
    assert [rule.__name__ for rule in RULES if rule not in asked and rule(said) is not None] == []
    assert [rule for rule in RULES if rule in asked] == list(asked)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We keep it for 24 months.", "We keep it for two years."),
        ("We answer within thirty (30) days.", "We answer within 30 days."),
        ("This policy is valid from 3 May 2023.", "This policy is valid from 9 June 2024."),
        ("See section 4 for our prices.", "See section 5 for our prices."),
        ("Call us at +45 12 34 56 78.", "Call us at +45 87 65 43 21."),
    ],
)
def test_figures_that_are_no_promise(before, after):
    for name in ("period_changed", "age_changed", "amount_changed", "number_changed"):
        assert NAMED[name](clause(before, after)) is None, name
