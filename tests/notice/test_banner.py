"""Announcements on pages: what is one, for which day, and about which document."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.notice.banner import banner_blocks, is_about, only_announces, read_banners
from tracker.segment import segment

TODAY = date(2027, 3, 10)
MAY = date(2027, 5, 12)


@pytest.mark.parametrize(
    "said",
    [
        "We are updating our Terms. The new version takes effect on 12 May 2027.",
        "We have made changes to these terms. They will apply from 12 May 2027.",
        "Our terms are changing on 12 May 2027.",
        "New terms come into force on 12 May.",
        "A new version of these Terms of Service will be effective as of May 12, 2027.",
        "Starting on May 12, our new Privacy Policy replaces this one.",
        "**Update:** we revised our [privacy policy](/new). It will take effect on 2027-05-12.",
    ],
)
def test_announcements(said):
    (banner,) = read_banners([said], TODAY)
    assert banner.effective_on == MAY
    assert "[" not in banner.quote


@pytest.mark.parametrize(
    "said",
    [
        "We have updated our privacy policy.",
        "We have updated our privacy policy, effective 1 March 2027.",  # is in force already
        "Our new terms apply from 12 May 2031.",  # nobody announces that early
        "The workshop is closed on 12 May 2027.",
        "We may change these terms. We will tell you 30 days before a change takes effect.",
        "Effective 12 May 2027",
        "Our terms are changing on 10 March 2027.",  # today
    ],
)
def test_what_announces_nothing(said):
    assert list(read_banners([said], TODAY)) == []


def test_a_day_without_a_year_is_the_next_one():
    (banner,) = read_banners(["Our new terms take effect on 3 January."], TODAY)
    assert banner.effective_on == date(2028, 1, 3)


@pytest.mark.parametrize(
    ("quote", "kind", "here", "about"),
    [
        ("We are updating our Terms of Service.", "terms", True, True),
        ("We are updating our Terms of Service.", "privacy", True, False),
        ("We are updating our Terms of Service.", "terms", False, True),
        ("We are updating this document.", "privacy", True, True),
        ("We are updating this document.", "privacy", False, False),
        ("We are updating our policies.", "cookies", False, True),
        ("We are updating our Privacy Policy and our Terms.", "privacy", False, True),
    ],
)
def test_which_document_an_announcement_is_about(quote, kind, here, about):
    assert is_about(quote, kind, "Legal", here=here) is about


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text):
    for banner in read_banners([text], TODAY):
        assert banner.effective_on > TODAY


TEXT = "# Terms\n\nThese terms are between you and us.\n\n## Orders\n\nWe deliver shoes within a week.\n"
BANNER = "We are updating our Terms. The new version takes effect on 12 May 2027.\n\n"


@pytest.mark.parametrize(
    ("before", "after", "announces"),
    [
        (TEXT, BANNER + TEXT, True),
        (TEXT, TEXT, False),
        (BANNER + TEXT, TEXT, False),
        (TEXT + "\nWe mend them too.\n", BANNER + TEXT, False),
        (TEXT, BANNER + TEXT.replace("a week", "a month"), False),
        (TEXT, "Our shop is closed on 12 May 2027.\n\n" + TEXT, False),
    ],
)
def test_a_change_that_only_announces_another(before, after, announces):
    assert only_announces(segment(before), segment(after), TODAY) is announces


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("We're updating our Terms of Use, effective June 1, 2027. See what's changing.", "2027-06-01"),
        ("Our Privacy Policy is changing on 15 April 2027.", "2027-04-15"),
        ("Important: new Terms of Service from 1 May 2027", "2027-05-01"),
        ("A new version of this policy will come into force on 30 April 2027. You can read it here.", "2027-04-30"),
        ("These terms are valid until 31 March 2027. From 1 April 2027 the new terms apply.", "2027-04-01"),
        (
            "We’ve made some updates to our User Agreement. The updated agreement takes effect for existing users on April 27, 2027.",
            "2027-04-27",
        ),
        ("Notice: This Privacy Notice will be replaced by a new one on 20/04/2027.", "2027-04-20"),
        (
            "Upcoming changes to our Privacy Policy. On May 3rd, 2027, we will start using a new Privacy Policy.",
            "2027-05-03",
        ),
        (
            "Please note that we have revised our Terms. The revised Terms will apply to you as of 1 July 2027 if you continue to use our services.",
            "2027-07-01",
        ),
        ("Effective 10 May 2027, these Terms will change. Preview the new Terms.", "2027-05-10"),
        (
            "The changes to these Terms take effect on 5 June 2027 for users who joined before 1 March 2027.",
            "2027-06-05",
        ),
        ("Our policies are being updated. Changes go live on March 29.", "2027-03-29"),
        ("Update: Our terms and conditions will change with effect from 1 April 2027.", "2027-04-01"),
        (
            "You are viewing the current version of our terms. The version effective May 1, 2027 can be found here.",
            "2027-05-01",
        ),
        ("We are changing our cookie policy - the changes start on 12th May.", "2027-05-12"),
    ],
)
def test_more_wordings(said, day):
    assert [banner.effective_on for banner in read_banners([said], TODAY)] == [date.fromisoformat(day)]


@pytest.mark.parametrize(
    "said",
    [
        "Last updated: 1 March 2027. We may update this policy from time to time.",
        "Our new shop opens on 1 May 2027. See our terms.",
        "The offer is valid until 30 June 2027; our Terms of Service apply.",
        "These Terms were updated on 1 March 2027 and take effect immediately.",
        "If we change these terms we will tell you 30 days before.",
        "The summer sale starts on 1 June. Terms and conditions apply.",
        "Our offices are closed from 1 April. Changes to your order are possible by e-mail.",
        "The Data Act applies from 12 September 2027. We have updated our policy accordingly.",
        "Register before 1 May to accept the new terms.",
        "This policy was changed on 1 March 2027; the next review is due on 1 March 2028.",
    ],
)
def test_more_that_announces_nothing(said):
    assert list(read_banners([said], TODAY)) == []


def test_a_line_deep_in_a_policy_is_no_banner_and_on_a_page_of_news_it_is_one():
    long = segment("# Terms\n\n" + "We deliver shoes.\n\n" * 20 + BANNER)
    assert not any(read_banners(banner_blocks(long, everywhere=False), TODAY))
    assert any(read_banners(banner_blocks(long, everywhere=True), TODAY))


def test_terms_that_were_updated_are_a_document():
    quote = "Our updated terms take effect on 3 May 2027."
    assert is_about(quote, "terms", "Terms of use", here=False)
    assert not is_about(quote, "privacy", "Privacy policy", here=True)
