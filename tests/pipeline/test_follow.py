"""What a check means: each outcome, and the rules that must not bend."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tracker.model import (
    Capture,
    Declaration,
    Failure,
    NotModified,
    Page,
    PolicyStatus,
    Settings,
    Validators,
    fingerprint,
)
from tracker.pipeline import (
    Changed,
    Failed,
    FirstSeen,
    Outcome,
    Refreshed,
    Situation,
    Unchanged,
    Withheld,
    follow,
)

DAY = timedelta(days=1)
START = datetime(2027, 3, 1, 6, tzinfo=UTC)
POLICY = Declaration("acme-privacy", "Privacy policy", "Acme", "privacy", urls=("https://acme.example/privacy",))
SETTINGS = Settings(base_url="https://watch.example/policies")
TEXT = """# Privacy policy of Acme

## What we collect

We collect your name and e-mail address when you open an account. We use them to run the service.

## How long we keep it

We keep personal data for 30 days after you close your account.

## Changes to this policy

We will tell you about any change of this policy by e-mail at least one week before it takes effect.

## Contact

Write to privacy@acme.example with any question about your rights or our processing.
"""
LONGER = TEXT.replace("30 days", "24 months")
ERROR = (
    "# Page not found\n\nThe page you are looking for has gone. Try the menu above, or go back to the start page.\n" * 2
)


class Story:
    """A policy followed check by check, a day apart."""

    def __init__(self, policy: Declaration = POLICY) -> None:
        self.policy, self.history, self.status, self.now = policy, None, PolicyStatus(), START

    def check(self, text: str | bytes, *, days: int = 1, secrets: tuple[str, ...] = ()) -> Outcome:
        body = text.encode() if isinstance(text, str) else text
        url = self.policy.urls[0]
        page = Page(url, url, 200, "text/markdown", body, Validators(etag=f'"{len(body)}"'))
        return self.take(Capture((page,), self.now), days=days, secrets=secrets)

    def take(self, result, *, days: int = 1, secrets: tuple[str, ...] = ()) -> Outcome:
        outcome = follow(Situation(self.policy, self.history, self.status, SETTINGS, secrets), result)
        self.status = outcome.status
        if isinstance(outcome, FirstSeen | Refreshed | Changed):
            self.history = outcome.history
        self.now += days * DAY
        return outcome


@pytest.fixture
def story() -> Story:
    begun = Story()
    assert isinstance(begun.check(TEXT), FirstSeen)
    return begun


def test_first_sight_has_no_record_and_tells_nobody():
    story = Story()
    outcome = story.check(TEXT)
    assert isinstance(outcome, FirstSeen)
    assert outcome.history.records == ()
    assert [state.fingerprint for state in outcome.history.states] == [fingerprint(outcome.history.markdown)]
    assert outcome.history.rule.tiers[0].lead.value == 1


def test_the_same_words_in_another_layout_are_unchanged(story):
    assert isinstance(story.check(TEXT.replace("## ", "### ").replace("e-mail", "*e-mail*")), Unchanged)


def test_not_modified_is_unchanged_and_counts_as_a_check(story):
    outcome = story.take(NotModified(story.now))
    assert isinstance(outcome, Unchanged)
    assert outcome.status.ok_at == START + DAY


def test_a_material_change_is_recorded_told_and_held_against_the_rule_before_it(story):
    outcome = story.check(LONGER.replace("at least one week before", "just before"))
    assert isinstance(outcome, Changed)
    record = outcome.record
    assert (record.change.verdict, record.told, record.withdraws) == ("material", True, None)
    assert record.seen.last_without == START
    assert record.seen.first_with == START + DAY
    assert record.rule.tiers[0].lead.value == 1
    assert record.notice.verdict == "not_shown"
    assert record.tag == f"tag:watch.example,2027-03-02:{record.id}"


def test_a_change_has_the_same_id_whenever_it_is_seen():
    early, late = Story(), Story()
    early.check(TEXT)
    late.check(TEXT, days=9)
    assert early.check(LONGER).record.id == late.check(LONGER).record.id


def test_the_same_words_after_another_change_have_another_id(story):
    first = story.check(LONGER).record
    story.check(TEXT)
    story.check(LONGER)
    story.check(LONGER)
    again = story.check(LONGER).record
    assert again.id != first.id


def test_a_told_change_taken_back_is_told_as_withdrawn(story):
    told = story.check(LONGER).record
    back = story.check(TEXT).record
    assert (back.change.noise_kind, back.told, back.withdraws) == ("return", True, told.id)
    assert back.notice.verdict == "nothing_promised"


def test_a_page_that_goes_back_and_forth_is_held_until_it_stands(story):
    story.check(LONGER)
    story.check(TEXT)
    assert isinstance(story.check(LONGER), Withheld)
    assert isinstance(story.check(LONGER), Withheld)
    outcome = story.check(LONGER)
    assert isinstance(outcome, Changed)
    assert outcome.record.change.verdict == "material"
    assert outcome.record.told
    assert outcome.record.seen.first_with == START + 3 * DAY


def test_a_flapping_page_that_returns_is_no_change(story):
    story.check(LONGER)
    story.check(TEXT)
    assert isinstance(story.check(LONGER), Withheld)
    assert isinstance(story.check(TEXT), Unchanged)
    assert story.status.held is None


def test_an_error_page_is_held_and_its_validators_are_forgotten(story):
    outcome = story.check(ERROR)
    assert isinstance(outcome, Withheld)
    assert outcome.status.held.checks == 1
    assert outcome.status.validators == {}
    assert outcome.status.ok_at == START
    for _ in range(5):
        assert isinstance(story.check(ERROR), Withheld)
    assert isinstance(story.check(TEXT), Unchanged)


def test_an_error_page_is_no_first_version():
    assert isinstance(Story().check(ERROR), Withheld)


def test_an_edited_address_is_our_change(story):
    story.policy = replace(POLICY, urls=("https://acme.example/legal/privacy",))
    outcome = story.check(LONGER)
    assert isinstance(outcome, Refreshed)
    assert outcome.history.records == ()
    assert outcome.history.snapshot.policy.urls == story.policy.urls
    assert isinstance(story.check(LONGER), Unchanged)


def test_an_edited_declaration_refreshes_once_without_a_fetch(story):
    story.policy = replace(POLICY, name="Privacy notice")
    outcome = story.take(NotModified(story.now))
    assert isinstance(outcome, Refreshed)
    assert outcome.history.snapshot.policy.name == "Privacy notice"
    assert outcome.history.records == ()
    assert isinstance(story.take(NotModified(story.now)), Unchanged)


def test_a_better_reading_comes_before_their_change_in_a_commit_of_its_own(story):
    story.history = replace(story.history, markdown="# Read badly\n")
    outcome = story.check(LONGER)
    assert isinstance(outcome, Changed)
    assert outcome.refreshed is not None
    assert "30 days" in outcome.refreshed.markdown
    assert {finding.category for finding in outcome.record.change.findings} == {"data_retention"}


def test_a_failure_is_counted_and_forgotten_when_it_passes(story):
    failure = Failure("timeout", "no answer in 30 seconds", POLICY.urls[0], story.now)
    assert isinstance(story.take(failure), Failed)
    second = story.take(replace(failure, at=story.now))
    assert (second.status.failures, second.status.failing_since) == (2, START + DAY)
    assert story.check(TEXT).status.failures == 0


SECRET = "s3cr3t_t0ken"


@pytest.mark.parametrize(
    "shown",
    [
        f"Your token is {SECRET}.".encode(),
        b"Your token is &#115;3cr3t_t0ken.",
        f"<html><body><p>{TEXT} Your token is {SECRET}.</p></body></html>".encode("utf-16"),
    ],
    ids=["plainly", "as an entity", "in UTF-16"],
)
def test_a_page_that_shows_a_secret_is_refused(story, shown):
    outcome = story.check(LONGER.encode() + b"\n" + shown if b"\0" not in shown else shown, secrets=(SECRET,))
    assert isinstance(outcome, Failed)
    assert SECRET not in outcome.failure.detail
    assert story.history.records == ()


def test_an_address_that_shows_a_secret_is_refused(story):
    url = POLICY.urls[0]
    page = Page(url, f"{url}?token={SECRET.replace('_', '%5F')}", 200, "text/markdown", LONGER.encode())
    assert isinstance(story.take(Capture((page,), story.now), secrets=(SECRET,)), Failed)


def test_a_hold_remembers_that_the_operator_was_told(story):
    story.check(ERROR)
    story.status = replace(story.status, alerted=True)
    assert story.check(ERROR).status.alerted
    assert not story.check(TEXT).status.alerted


def test_several_pages_are_one_version_each_kept_by_itself():
    story = Story(replace(POLICY, urls=("https://a.example/x?p=1", "https://a.example/x?p=2")))
    pages = [
        Page(url, url, 200, "text/markdown", body.encode())
        for url, body in zip(story.policy.urls, (TEXT, "# Annex\n\nWe share data with Beta Ltd.\n"), strict=True)
    ]
    outcome = story.take(Capture(tuple(pages), START))
    assert [info.file for info in outcome.history.snapshot.pages] == ["page-1.txt", "page-2.txt"]
    assert outcome.history.markdown.index("# Privacy policy") < outcome.history.markdown.index("# Annex")


def test_a_replacement_that_stands_is_recorded_as_such(story):
    other = (
        "# Nutzungsbedingungen\n\nDer Nutzer verpflichtet sich, die Dienste nur im Rahmen der Gesetze zu nutzen. Der "
        "Anbieter haftet nicht für Schäden, die aus der Nutzung entstehen, es sei denn, er hat sie selbst verursacht. "
        "Der Vertrag kann von beiden Seiten mit einer Frist von einem Monat gekündigt werden. Es gilt das Recht der "
        "Republik, und die Gerichte am Sitz des Anbieters sind zuständig für alle Streitigkeiten aus dem Vertrag.\n"
    )
    assert [type(story.check(other)) for _ in range(2)] == [Withheld, Withheld]
    outcome = story.check(other)
    assert isinstance(outcome, Changed)
    assert outcome.record.replaced
    assert outcome.record.change.verdict == "material"
    assert outcome.record.change.noise_kind is None


def test_another_way_of_fetching_is_our_change(story):
    story.policy = replace(POLICY, fetch="browser")
    assert isinstance(story.check(LONGER), Refreshed)


def test_a_page_that_a_browser_showed_says_so_and_stays_quiet(story):
    url = POLICY.urls[0]
    page = Page(url, url, 200, "text/markdown", LONGER.encode(), rendered=True)
    outcome = story.take(Capture((page,), story.now))
    assert "It was shown in a browser to be read." in outcome.history.snapshot.problems
    story.policy = replace(POLICY, name="Privacy notice")
    assert "It was shown in a browser to be read." in story.take(NotModified(story.now)).history.snapshot.problems
    assert isinstance(story.take(NotModified(story.now)), Unchanged)


LONG = (
    "# Privacy policy\n\n"
    + "\n\n".join(f"We keep personal data of kind {n} for {n} days after you close your account." for n in range(12))
    + "\n"
)
TERMS = (
    "# Terms of service\n\n"
    + "\n\n".join(
        f"You may use kite {n} under this agreement; we are liable for damage only as the law says." for n in range(40)
    )
    + "\n"
)


def test_another_document_is_held_and_recorded_as_a_replacement_once_it_stood():
    story = Story()
    story.check(LONG)
    for _ in range(2):
        held = story.check(TERMS)
        assert isinstance(held, Withheld)
        assert "another document" in held.reason
    recorded = story.check(TERMS)
    assert isinstance(recorded, Changed)
    assert recorded.record.replaced
    assert isinstance(story.check(LONG.replace("kind 3 ", "kind 4 ")), Withheld)


def test_a_text_cut_off_in_the_middle_of_a_sentence_is_held_and_dropped_when_it_is_whole_again():
    story = Story()
    story.check(LONG)
    assert "breaks off" in story.check(LONG[: len(LONG) // 2]).reason
    assert isinstance(story.check(LONG), Unchanged)


def test_what_does_not_read_like_a_policy_is_not_recorded_before_it_stood():
    story = Story()
    club = "# A day at the beach\n\n" + "The wind was fine and the children of the club flew their kites. " * 4 + "\n"
    assert isinstance(story.check(club), Withheld)
    assert isinstance(story.check(club), Withheld)
    assert isinstance(story.check(club), FirstSeen)
    assert isinstance(story.check(club.replace("fine", "strong")), Changed | Unchanged)
