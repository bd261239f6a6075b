"""`git log` reads as the story of a policy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.archive.repositories import NOON, first, second
from tests.samples import FERNWEH, FIRST, MATERIAL, NOISE, SECOND, SHARED, THIRD
from tracker.archive.commits import message
from tracker.archive.wording import changed, first_sight, highlight, state, technical, title
from tracker.model import NoticeVerdict, TierVerdict


def with_record(record):
    return changed(replace(second(), records=(record,)), first())


def finding(before, after):
    return replace(SHARED, section="Data retention", before=before, after=after)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("We keep logs for 30 days.", "We keep logs for 24 months.", "“30 days” became “24 months”"),
        ("We keep logs for 30 days.", "We keep logs for 60 days.", "“30 days” became “60 days”"),
        ("We may share it.", "We will share it.", "“may” became “will”"),
        ("We share it with Ann.", "We share it with Ann and Bob.", "added “and Bob”"),
        ("", "Adhoc Media advertising", "added “Adhoc Media advertising”"),
        ("We never sell it.", "", "removed “We never sell it”"),
        ("Same.", "Same.", ""),
        ("", "", ""),
        ("a " * 90, "b " * 90, ""),
    ],
)
def test_a_highlight_shows_the_words_that_differ(before, after, words):
    assert highlight(finding(before, after)) == words


def test_a_material_change_says_what_and_where():
    change = replace(MATERIAL, findings=(finding("for 30 days", "for 24 months"),))
    made = with_record(replace(FIRST, change=change))
    assert made.subject == "Fernweh Privacy policy: material change – Data retention: “30 days” became “24 months”"


def test_a_change_without_short_words_shows_its_summary():
    change = replace(MATERIAL, findings=(finding("a " * 90, "b " * 90),))
    assert with_record(replace(FIRST, change=change)).subject.endswith(f"material change – {MATERIAL.summary}")


def test_noise_and_withdrawal_have_their_own_words():
    assert with_record(NOISE).subject == "Fernweh Privacy policy: noise – only the layout differs"
    assert with_record(THIRD).subject.startswith("Fernweh Privacy policy: change withdrawn – ")


def test_a_change_carries_its_trailers():
    page = first().snapshot.pages[0]
    assert with_record(SECOND).trailers == (
        ("Policy", "fernweh-privacy"),
        ("Verdict", "material"),
        ("Change", SECOND.id),
        ("Source", "https://fernweh.example/privacy"),
        ("Fetched-At", "2026-04-01T06:00:00+00:00"),
        ("Snapshot-SHA256", page.sha256),
        ("Effective-Date", "2026-04-20"),
    )


def test_each_kind_says_its_verdict():
    verdicts = [
        dict(made.trailers)["Verdict"]
        for made in (
            first_sight(first()),
            with_record(NOISE),
            technical(second(), first(), "x"),
            state("Checks", {}, NOON),
        )
    ]
    assert verdicts == ["first", "noise", "technical", "none"]


def test_commits_are_dated_at_the_fetch():
    assert first_sight(first()).at == first().snapshot.fetched_at


def test_the_body_quotes_the_findings_and_the_notice():
    tier = TierVerdict("any", "not_shown", 7.0, 0.0, 0.0, ("No e-mail was collected.",))
    text = message(with_record(replace(SECOND, notice=NoticeVerdict("not_shown", (tier,))))).decode()
    assert "- Who receives it: A new kind of recipient is named" in text
    assert "  was: “We share it with our mail provider.”" in text
    assert "\n\nNotice\n- Promise not shown to be kept.\n- Promised for any change" in text


def test_the_service_is_named_once():
    assert title(FERNWEH) == "Fernweh Privacy policy"
    assert title(replace(FERNWEH, name="Fernweh privacy")) == "Fernweh privacy"


def test_a_password_in_an_address_is_left_out():
    page = replace(first().snapshot.pages[0], requested="https://ann:secret@fernweh.example/p?x=1")
    made = first_sight(replace(first(), snapshot=replace(first().snapshot, pages=(page,))))
    assert dict(made.trailers)["Source"] == "https://fernweh.example/p?x=1"
