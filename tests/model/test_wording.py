"""Plain words: what people read everywhere."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import BREACHED, EITHER, FERNWEH, FIRST, HOSTILE, NOT_SHOWN, RECIPIENTS, SECOND, THIRD, WEEK, at
from tracker.model import (
    Acceptance,
    Category,
    Channel,
    Direction,
    Effect,
    Evidence,
    Finding,
    Lead,
    LeadKind,
    LeadUnit,
    NoiseKind,
    NoticeRule,
    NoticeVerdict,
    Seen,
    Strength,
    Tier,
    TierVerdict,
    Trigger,
    Verdict,
    promise,
    wording,
)
from tracker.model.points import points
from tracker.model.promise import judged_promises, lead_in_words, notice_sentences, rule_sentences, tier_in_words
from tracker.model.quotes import joined, marked, shortened, sides, tidied
from tracker.model.wording import (
    clean,
    count,
    evidence_in_words,
    headline,
    listed,
    moment,
    one_line,
    policy_title,
    sentence,
)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (wording.VERDICTS, Verdict),
        (wording.DIRECTIONS, Direction),
        (wording.CATEGORIES, Category),
        (wording.NOISE_KINDS, NoiseKind),
        (promise.TRIGGERS, Trigger),
        (promise.CHANNELS, Channel),
        (promise._STRENGTHS, Strength),
        (promise._LEADS, LeadKind),
        (promise._EFFECTS, Effect),
        (promise.ACCEPTANCES, Acceptance),
        (promise._UNITS, LeadUnit),
    ],
)
def test_there_are_words_for_every_value(table, words):
    assert set(table) == set(get_args(words))


@given(st.text())
def test_clean_text_can_be_written_anywhere(text):
    kept = clean(text)
    kept.encode()
    assert clean(kept) == kept
    assert not set(kept) & set("\x00\x07\x1b\x85\u202e\u2066\u2028\ufffe")


def test_clean_leaves_other_scripts_emoji_and_direction_marks_alone():
    text = "Größe, политика, 隐私, سياسة\u200f, שלום, \U0001f600, a\tb\nc"
    assert clean(text) == text


@given(st.text(), st.integers(5, 60))
def test_one_line_is_one_line_and_not_too_long(text, limit):
    line = one_line(text, limit)
    assert "\n" not in line
    assert len(line) <= limit


def test_one_line_is_cut_at_a_word():
    assert one_line("Shares data with advertisers", 20) == "Shares data with…"
    assert one_line("x" * 30, 20) == "x" * 19 + "…"


def test_lists_counts_and_sentences():
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert [count(1, "day"), count(0, "day"), count(2.5, "day"), count(7.0, "day")] == [
        "1 day", "0 days", "2.5 days", "7 days",
    ]  # fmt: skip
    assert sentence("no e-mail was collected") == "No e-mail was collected."
    assert sentence("Really?") == "Really?"
    assert sentence("") == ""


def test_times_are_shown_in_the_zone_of_the_policy_or_in_utc():
    assert moment(at("2026-04-01 06:00"), "Europe/Berlin") == "2026-04-01 08:00 CEST"
    assert moment(at("2026-04-01 06:00"), "../../etc/passwd") == "2026-04-01 06:00 UTC"
    assert wording.day_of(at("2026-04-01 23:00"), "Asia/Tokyo") == date(2026, 4, 2)
    assert wording.long_date(date(2026, 3, 5)) == "5 March 2026"


def test_a_title_does_not_say_the_service_twice():
    assert policy_title(FERNWEH) == "Fernweh – Privacy policy"
    assert policy_title(dataclasses.replace(FERNWEH, name="Fernweh privacy notice")) == "Fernweh privacy notice"


def test_headlines():
    assert headline(FIRST) == "Fernweh – Privacy policy: editorial change: Wording of “What we collect”."
    assert headline(THIRD) == (
        "Fernweh – Privacy policy: change withdrawn: The change first seen on 2026-04-02 was taken back."
    )


def test_the_weight_of_a_withdrawal_is_that_of_what_it_withdraws():
    assert wording.weight(THIRD, {SECOND.id: SECOND}) == "material"
    assert wording.weight(THIRD, {}) == "noise"


def test_first_sight_before_any_check():
    assert wording.seen_in_words(Seen(None, at("2026-04-01 06:00"))) == (
        "First seen 2026-04-01 06:00 UTC; there was no check before."
    )


def test_sections_in_words():
    assert wording.section_in_words(RECIPIENTS) == "“Who receives it” was split into “Who receives it” and “Partners”."
    assert wording.words_counted(RECIPIENTS) == "9 words added, 4 removed"
    first = dataclasses.replace(RECIPIENTS.before[0], heading="")
    assert wording.section_in_words(dataclasses.replace(RECIPIENTS, kind="modified", after=(first,))) == (
        "The opening text was changed."
    )


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        (Lead("fixed", 7, "day", "effective"), "at least 7 days before it takes effect"),
        (Lead("fixed", 1, "month", "notice"), "at least 1 month before it takes effect"),
        (Lead("fixed", 30, "day", "posting"), "taking effect at least 30 days after it is posted"),
        (Lead("fixed", 2, "business_day"), "at least 2 business days before it takes effect"),
        (Lead("prior_unspecified"), "before it takes effect"),
        (Lead(), ""),
    ],
)
def test_leads(lead, words):
    assert lead_in_words(lead) == words


def test_a_tier_in_words():
    assert tier_in_words(EITHER) == (
        "Any change: e-mail or a notice on the website, and posting the new text (implied), taking effect at "
        "least 30 days after it is posted."
    )
    assert tier_in_words(Tier("material", {"email": "efforts"}, condition="if we have your address")) == (
        "Material changes: e-mail (an effort is promised). Condition: if we have your address."
    )


def test_rules_that_promise_nothing():
    assert rule_sentences(NoticeRule(True)) == ("The text says nothing about how its changes are announced.",)
    assert rule_sentences(NoticeRule(False)) == ("The text reserves changes and promises no notice of them.",)
    assert rule_sentences(WEEK)[-1] == "Readers are asked to look at the page again from time to time."


def test_a_notice_verdict_shows_the_promise_the_lead_and_the_reasons():
    assert notice_sentences(NOT_SHOWN, WEEK)[2] == (
        "Promised for material changes: e-mail, at least 7 days before it takes effect. An e-mail was promised; none was "
        "collected. The page gave 0 of 7 days: first seen on 2026-04-02."
    )
    assert notice_sentences(BREACHED)[0] == "Promise broken."
    assert notice_sentences(NoticeVerdict("nothing_promised")) == ("Nothing promised.",)


def test_two_tiers_of_one_trigger_are_told_apart():
    rule = NoticeRule(False, tiers=(Tier("any", {"email": "will"}), Tier("any", {"post_page": "will"})))
    judged = TierVerdict("any", "met", None, None, None, ())
    lines = notice_sentences(NoticeVerdict("met", (judged, judged)), rule)
    assert "e-mail" in lines[1]
    assert "posting the new text" in lines[2]


def test_a_tier_that_promises_nothing_says_so_and_one_that_promises_the_page_alone_says_that():
    judged = TierVerdict("any", "nothing_promised", None, None, None, ())
    notice = NoticeVerdict("nothing_promised", (judged,))
    assert notice_sentences(notice, NoticeRule(False, tiers=(Tier(),)))[1] == "Nothing is promised for any change."
    posted = NoticeRule(False, tiers=(Tier("any", {"post_page": "will"}),))
    assert notice_sentences(notice, posted)[1] == "Promised for any change: posting the new text."


def test_no_promise_for_any_change_is_said_beside_one_for_material_changes():
    """It would read as the contrary of what follows."""
    rule = NoticeRule(False, tiers=(Tier("any"), Tier("material", {"email": "will"})))
    silent = TierVerdict("any", "nothing_promised", None, None, None, ("No notice of such a change.",))
    kept = TierVerdict("material", "met", None, None, None, ("An e-mail came.",))
    both = judged_promises(NoticeVerdict("met", (silent, kept)), rule)
    assert [judged.promise for judged in both] == ["Promised for material changes: e-mail."]
    alone = judged_promises(NoticeVerdict("nothing_promised", (silent,)), rule)
    assert [judged.promise for judged in alone] == ["Nothing is promised for any change."]


def test_a_reason_is_said_once():
    judged = TierVerdict("any", "breached", 7.0, 0.0, 0.0, ("too late", "Too late.", " "))
    (words,) = judged_promises(NoticeVerdict("breached", (judged,)))
    assert (words.promise, words.verdict, words.reasons) == (
        "Promised for any change.",
        "Promise broken.",
        ("Too late.",),
    )


class TestQuotes:
    def test_only_the_words_that_differ_are_marked(self):
        before, after = marked("We keep it for 30 days.", "We keep it for 90 days.")
        assert before == (("equal", "We keep it for"), ("delete", " 30"), ("equal", " days."))
        assert after == (("equal", "We keep it for"), ("insert", " 90"), ("equal", " days."))

    def test_a_lone_word_between_two_differences_is_marked_with_them(self):
        before, after = marked("We keep it for 30 days here.", "We keep logs of it twice weekly here.")
        assert before == (("equal", "We keep"), ("delete", " it for 30 days"), ("equal", " here."))
        assert after == (("equal", "We keep"), ("insert", " logs of it twice weekly"), ("equal", " here."))

    def test_a_side_that_is_empty_gives_no_run(self):
        assert marked("", "New.") == ((), (("insert", "New."),))

    @given(st.text("ab c."), st.text("ab c."))
    def test_each_side_keeps_its_text(self, before, after):
        one, two = marked(before, after)
        assert joined(one) == before.rstrip()
        assert joined(two) == after.rstrip()
        shared = [["".join(text.split()) for op, text in side if op == "equal"] for side in (one, two)]
        assert shared[0] == shared[1]

    def test_long_texts_are_compared_at_their_ends_only(self):
        same = "word " * 2000
        before, after = marked(f"{same}old {same}", f"{same}new {same}")
        assert [op for op, _ in before] == ["equal", "delete", "equal"]
        assert after[1] == ("insert", " new")

    def test_what_is_equal_and_long_is_cut_but_never_the_difference(self):
        text = " ".join(f"w{n}" for n in range(100))
        before, _ = sides(f"{text} 30 {text}", f"{text} 90 {text}")
        assert "w99 30 w0" in joined(before)
        assert len(joined(before).split()) < 40

    def test_an_endless_addition_is_cut(self):
        assert len(joined(shortened((("insert", "x " * 5000),))).split()) == 161

    def test_hostile_text_is_no_obstacle(self):
        assert sides(HOSTILE, HOSTILE + "x")

    def test_blanks_beside_a_difference_are_not_marked(self):
        assert tidied((("equal", "from"), ("insert", " 20 "), ("equal", "April"))) == (
            ("equal", "from"), ("equal", " "), ("insert", "20"), ("equal", " "), ("equal", "April"),
        )  # fmt: skip


class TestPoints:
    def test_findings_about_the_same_words_are_told_together(self):
        one = SECOND.change.findings[0]
        two = dataclasses.replace(one, category="user_choice_control", why="choices changed", weight="minor")
        (point,) = points((two, one)).main
        assert point.why == f"Choices changed. {one.why}"
        assert point.categories == ("user_choice_control", "third_party_sharing")
        assert point.where == "In “Who receives it” · choice and control, sharing with others · material change"

    def test_findings_without_words_stay_apart(self):
        bare = Finding("r", "other", "minor", "", "", "", "Moved.")
        assert len(points((bare, bare)).main) == 2

    def test_slight_findings_stand_back_where_there_are_weightier_ones(self):
        slight = FIRST.change.findings[0]
        found = points((slight, *SECOND.change.findings))
        assert [point.weight for point in found.rest] == ["editorial"]
        assert found.more == "1 further finding on the page of this change."
        assert points((slight,)).rest == ()
        assert points(()).main == ()


def test_an_announcement_on_a_page_was_seen_there_and_no_mail_server_comes_in():
    on = at("2027-03-10 06:00")
    banner = Evidence(
        "website_notice", None, on, date(2027, 5, 12), authenticated=False, quote="We are updating our terms."
    )
    assert evidence_in_words(banner) == "A notice on the website seen 2027-03-10 06:00 UTC; it names 12 May 2027."
    mail = dataclasses.replace(banner, channel="email")
    assert "received 2027-03-10 06:00 UTC, not vouched for by a mail server" in evidence_in_words(mail)
