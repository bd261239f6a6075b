"""Mails that come to light after a change was recorded: the record stays, the standing verdict moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.pipeline.test_follow import LONGER, START, TEXT, Story
from tracker.model import Evidence
from tracker.pipeline import standing
from tracker.pipeline.standing import baseline_verdicts

DATED = LONGER.replace("# Privacy policy of Acme\n", "# Privacy policy of Acme\n\nEffective as of 12 March 2027.\n")


def mail(received: datetime, effective: date | None = date(2027, 3, 12), *, authenticated: bool = True) -> Evidence:
    return Evidence("email", received, received, effective, authenticated, "Our privacy policy changes.")


@pytest.fixture
def story() -> Story:
    begun = Story()
    begun.check(TEXT)
    begun.check(DATED)
    return begun


def check_stands(story: Story, *evidence: Evidence, verdict: str | None) -> None:
    (record,) = story.history.records
    got = standing(replace(story.history, evidence=evidence))
    assert {name: found.verdict for name, found in got.items()} == ({record.id: verdict} if verdict else {})


def test_nothing_collected_leaves_the_record_as_it_stands(story):
    assert story.history.records[0].notice.verdict == "not_shown"
    check_stands(story, verdict=None)


def test_a_mail_early_enough_that_is_read_later_keeps_the_promise(story):
    check_stands(story, mail(START + timedelta(days=1, hours=5)), verdict="met")


def test_a_mail_too_late_breaks_it_as_received(story):
    check_stands(story, mail(datetime(2027, 3, 9, tzinfo=UTC)), verdict="breached")


def test_a_mail_about_another_date_is_about_another_change(story):
    check_stands(story, mail(START + timedelta(days=1, hours=5), date(2027, 5, 1)), verdict=None)


def test_a_mail_of_another_year_is_about_another_change(story):
    check_stands(story, mail(START - timedelta(days=400), None), verdict=None)


def test_evidence_that_proved_an_earlier_change_is_not_used_again(story):
    proof = mail(START + timedelta(hours=5))
    story.history = replace(
        story.history, evidence=(proof,), records=(replace(story.history.records[0], evidence=(proof,)),)
    )
    story.check(DATED.replace("24 months", "36 months"))
    assert story.history.records[1].evidence == ()


LATE = datetime(2027, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("quote", "early", "late"),
    [
        ("We are updating our privacy policy.", "met", "breached"),
        ("We are updating our policies.", "met", "breached"),
        ("We are updating our terms of service.", None, None),
        ("We are updating our policy.", "met", "not_shown"),
    ],
)
def test_a_mail_counts_for_what_it_names(story, quote, early, late):
    def named(item: Evidence) -> Evidence:
        return replace(item, quote=quote, sender="acme.example")

    check_stands(story, named(mail(START + timedelta(days=1, hours=5))), verdict=early)
    (record,) = story.history.records
    got = standing(replace(story.history, evidence=(named(mail(LATE)),)))
    assert got.get(record.id, record.notice).verdict == (late or record.notice.verdict)


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [("We are updating our privacy policy.", "breached"), ("We are updating our policy.", "not_shown")],
)
def test_a_mail_that_names_no_document_breaks_no_baseline(story, quote, verdict):
    snapshot = story.history.snapshot
    snapshot = replace(snapshot, policy=replace(snapshot.policy, applies=("eu-eecc",)))
    late = replace(mail(LATE), quote=quote, sender="acme.example")
    ((judged,),) = baseline_verdicts(replace(story.history, snapshot=snapshot, evidence=(late,))).values()
    assert judged.verdict == verdict
