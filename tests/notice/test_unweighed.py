"""A change whose words were not read, held against promises for material changes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tracker import Seen, assess_notice, compare, read_notice_rule
from tracker.model import Change, Evidence, Finding, Lead, NoticeRule, Tier
from tracker.model.wording import notice_sentences
from tracker.notice.triggered import possible

GERMAN = (
    "# Datenschutzerklärung\n\nWir verarbeiten die Daten, die Sie uns geben, um den Dienst zu erbringen, und geben sie nicht an "
    "Dritte weiter. Sie haben das Recht auf Auskunft, und wir löschen die Daten nach 30 Tagen, wenn Sie das Konto schließen. "
    "Fragen zu der Verarbeitung Ihrer Daten beantwortet unsere Beauftragte unter der Adresse, die im Impressum steht.\n\n"
    "## Änderungen\n\n{}\n"
)
MAILED = GERMAN.format("Über wesentliche Änderungen dieser Erklärung informieren wir Sie 30 Tage vorher per E-Mail.")
SOLD = ("geben sie nicht an", "geben sie an")
SEEN = Seen(datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 3, 2, tzinfo=UTC))
WHY = "Whether this change is material was not judged"


def judged(text, *swap, evidence=()):
    return assess_notice(read_notice_rule(text), compare(text, text.replace(*swap)), SEEN, evidence)


def test_the_promise_is_not_shown_to_be_kept_rather_than_absent():
    change = compare(MAILED, MAILED.replace(*SOLD))
    assert (change.verdict, change.unweighed) == ("minor", True)
    found = judged(MAILED, *SOLD)
    assert found.verdict == "not_shown"
    (tier,) = (tier for tier in found.tiers if tier.trigger == "material")
    assert tier.verdict == "not_shown"
    told = " ".join(notice_sentences(found, read_notice_rule(MAILED)))
    assert "nothing is promised" not in told.lower()
    assert "promises no notice" not in told
    assert any(reason.startswith(WHY) for reason in tier.reasons)
    assert any("An e-mail was owed" in reason for reason in tier.reasons)


def test_a_figure_is_weighed_and_no_doubt_is_told():
    found = judged(MAILED, "nach 30 Tagen", "nach 90 Tagen")
    assert found.verdict == "not_shown"
    assert not any(reason.startswith(WHY) for tier in found.tiers for reason in tier.reasons)


def test_a_mail_in_time_keeps_the_promise_whatever_the_change_weighs():
    sent = datetime(2027, 1, 20, tzinfo=UTC)
    mail = Evidence("email", sent, sent, date(2027, 3, 2), authenticated=True, quote="Neue Fassung ab 2. März.")
    found = judged(MAILED, *SOLD, evidence=[mail])
    assert found.verdict == "met"


def test_a_text_that_promises_nothing_for_any_change_still_promises_nothing():
    refused = GERMAN.format("Wir können diese Erklärung jederzeit ohne vorherige Ankündigung ändern.")
    assert judged(refused, *SOLD).verdict == "nothing_promised"


@pytest.mark.parametrize(
    "said",
    [
        "Wir können diese Erklärung jederzeit ändern.",
        "Wir können diese Erklärung ändern. Mit der weiteren Nutzung stimmen Sie der Änderung zu.",
    ],
)
def test_a_text_in_which_no_promise_was_found_is_not_said_to_promise_nothing(said):
    text = GERMAN.format(said)
    rule = read_notice_rule(text)
    assert rule.flags == ("language_read_in_part",)
    found = judged(text, *SOLD)
    assert notice_sentences(found, rule) == (
        "Promise not read.",
        "The text is not in English: in what is read of it no promise of notice was found.",
    )
    assert judged(text, "Fragen zu", "**Fragen** zu").verdict == "nothing_promised"  # noise owes nothing


def unweighed(rule="unread_language", weight="minor", category="other", **more):
    finding = Finding(rule, category, weight, "", "old", "new", "")
    return Change(weight, "neutral", (category,), (finding,), (), None, None, "", **more)


@pytest.mark.parametrize(
    ("trigger", "held"),
    [
        ("material", True),
        ("adverse", True),
        ("practice_change", True),
        ("new_purpose_or_use", True),
        ("any", False),  # it is triggered as it is
        ("non_material", False),
        ("legal_or_urgent", False),
        ("mutual_only", False),
    ],
)
def test_which_promises_may_be_owed(trigger, held):
    rule = NoticeRule(none_found=False, tiers=(Tier(trigger, {"email": "will"}),))
    assert bool(possible(rule, unweighed())) is held
    assert not possible(rule, unweighed("wording"))
    assert not possible(rule, unweighed("unread_figure", "material"))
    assert not possible(rule, unweighed("unread_language", "noise"))
    assert not possible(rule, unweighed(category="effective_date"))


def test_a_promise_about_other_matters_is_not_owed():
    tier = Tier("material", {"email": "will"}, topics=("third_party_sharing",))
    rule = NoticeRule(none_found=False, tiers=(tier,))
    assert not possible(rule, unweighed())
    assert possible(rule, unweighed(category="third_party_sharing"))


def test_a_breach_of_what_may_not_have_been_owed_is_never_claimed():
    lead = Lead("fixed", 30, "day", "posting")
    rule = NoticeRule(none_found=False, tiers=(Tier("material", {"post_page": "will"}, lead=lead),))  # as declared
    weighed = Change("material", "neutral", (), (), (), date(2027, 3, 2), None, "")
    assert assess_notice(rule, weighed, SEEN).verdict == "breached"
    doubted = Change("minor", "neutral", ("other",), unweighed().findings, (), date(2027, 3, 2), None, "")
    assert assess_notice(rule, doubted, SEEN).verdict == "not_shown"
