"""Policies that name others: a promise in the terms counts for the privacy policy, as it stood before the check."""

from __future__ import annotations

from dataclasses import replace

from tests.pipeline.test_follow import DAY, LONGER, POLICY, SETTINGS, TEXT, Story
from tracker.model import Declaration
from tracker.pipeline import Changed, Refreshed, Situation, Unchanged, follow, neighbours

TERMS = Declaration("acme-terms", "Terms of service", "Acme", "terms", urls=("https://acme.example/terms",))
TERMS_TEXT = """# Terms of Acme

These terms are between you and Acme. We lend tools, and you bring them back when you have used them.

## Changes

We may change these Terms and our Privacy Policy. You will be sent a letter at least 30 days before a change takes effect.
"""
LINKED = replace(POLICY, rules_from=("acme-terms",))
NO_CLAUSE = TEXT.replace(
    "We will tell you about any change of this policy by e-mail at least one week before it takes effect.", "Soon."
)


class Linked(Story):
    """A privacy policy followed beside terms that stand as they are given."""

    def __init__(self, terms: str | None = TERMS_TEXT) -> None:
        super().__init__(LINKED)
        self.set_terms(terms)

    def set_terms(self, text: str | None) -> None:
        beside = Story(TERMS)
        if text is not None:
            beside.check(text)
        self.on_file = {} if beside.history is None else {TERMS.id: beside.history}

    def take(self, result, *, days=1, secrets=()):
        near = neighbours(self.policy, [LINKED, TERMS], self.on_file)
        known = Situation(self.policy, self.history, self.status, SETTINGS, secrets, neighbours=near)
        outcome = follow(known, result)
        self.status = outcome.status
        self.history = getattr(outcome, "history", self.history)
        self.now += days * DAY
        return outcome


def sources(rule):
    return [tier.source for tier in rule.tiers]


def test_a_change_is_held_to_the_promises_of_both_documents():
    story = Linked()
    story.check(TEXT)
    assert sources(story.history.rule) == ["", "acme-terms"]
    outcome = story.check(LONGER)
    assert isinstance(outcome, Changed)
    letter = outcome.record.notice.tiers[1]
    assert (letter.verdict, letter.promised) == ("not_shown", 30)
    assert letter.reasons[0] == (
        "“Terms of service” (acme-terms, line 9) says: “You will be sent a letter at least 30 days before a change "
        "takes effect.”"
    )


def test_a_policy_that_says_nothing_is_held_to_what_the_terms_say():
    story = Linked()
    story.check(NO_CLAUSE)
    outcome = story.check(NO_CLAUSE.replace("30 days", "24 months"))
    assert outcome.record.notice.verdict == "not_shown"
    assert sources(outcome.record.rule) == ["acme-terms"]


def test_while_the_terms_are_not_on_file_the_policys_own_rule_counts_and_the_reasons_say_so():
    story = Linked(terms=None)
    story.check(TEXT)
    outcome = story.check(LONGER)
    (own,) = outcome.record.notice.tiers
    assert own.promised == 7
    assert own.reasons[-1].startswith("“Terms of service” (acme-terms) is not on file")


def test_nothing_is_not_promised_while_the_terms_are_not_on_file():
    story = Linked(terms=None)
    story.check(NO_CLAUSE)
    outcome = story.check(NO_CLAUSE.replace("30 days", "24 months"))
    assert outcome.record.notice.verdict == "not_shown"
    assert "is not on file" in outcome.record.notice.tiers[0].reasons[0]


def test_terms_that_change_their_promise_refresh_the_rule_and_tell_nobody():
    story = Linked()
    story.check(TEXT)
    assert isinstance(story.check(TEXT), Unchanged)
    story.set_terms(TERMS_TEXT.replace("30 days", "10 days"))
    outcome = story.check(TEXT)
    assert isinstance(outcome, Refreshed)
    assert outcome.history.rule.tiers[1].lead.value == 10
    assert outcome.history.markdown == story.history.markdown
    assert isinstance(story.check(TEXT), Unchanged)


def test_terms_that_change_elsewhere_refresh_nothing():
    story = Linked()
    story.check(TEXT)
    story.set_terms(TERMS_TEXT.replace("We lend tools", "We lend saws"))
    assert isinstance(story.check(TEXT), Unchanged)


def test_the_rule_is_that_of_the_terms_before_the_check_in_which_both_change():
    story = Linked()
    story.check(TEXT)
    outcome = story.check(LONGER)  # the terms on file are still the old ones: the run reads files, not each other
    assert outcome.record.rule.tiers[1].lead.value == 30


def test_a_declared_rule_takes_the_place_of_the_policys_own_alone():
    story = Linked()
    story.check(TEXT)
    declared = replace(story.history.rule, tiers=(replace(story.history.rule.tiers[0], channels={"other": "will"}),))
    story.policy = replace(LINKED, notice_rule=replace(declared, linked=()))
    story.check(TEXT)
    assert [dict(tier.channels) for tier in story.history.rule.tiers] == [{"other": "will"}, {"personal_other": "will"}]


def test_only_declared_names_are_neighbours():
    story = Linked()
    assert set(neighbours(LINKED, [LINKED, TERMS], story.on_file)) == {"acme-terms"}
    assert neighbours(POLICY, [LINKED, TERMS], story.on_file) == {}
