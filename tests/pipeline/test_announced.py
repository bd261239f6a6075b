"""A banner on the page is evidence for the change that it announces, and owes no notice itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.pipeline.test_follow import DAY, POLICY, SETTINGS, START, Story
from tracker.model import Capture, Declaration, Page, Validators
from tracker.pipeline import Changed, Refreshed, Situation, Unchanged, duties, follow, neighbours, standing

TEXT = """# Privacy policy of Acme

We collect your name and e-mail address when you open an account. We use them to run the service.

## How long we keep it

We keep personal data for 30 days after you close your account.

## Changes to this policy

We will put a prominent notice on our website at least one week before a change of this policy takes effect.
"""
BANNER = "We are updating our Privacy Policy. The new version takes effect on 20 March 2027."
ANNOUNCED = TEXT.replace("# Privacy policy of Acme\n", f"# Privacy policy of Acme\n\n{BANNER}\n")
LONGER = TEXT.replace("30 days", "24 months").replace(
    "# Privacy policy of Acme\n", "# Privacy policy of Acme\n\nEffective as of 20 March 2027.\n"
)


def page(text: str, banner: str = "") -> str:
    """The same words as a page, with a bar above them that extraction sets aside."""
    paragraphs = "".join(
        f"<h2>{part[3:]}</h2>"
        if part.startswith("## ")
        else f"<h1>{part[2:]}</h1>"
        if part.startswith("# ")
        else f"<p>{part}</p>"
        for part in text.strip().split("\n\n")
    )
    bar = f'<div role="dialog" class="cookie-banner">{banner}</div>' if banner else ""
    return f"<html><body>{bar}<main>{paragraphs}</main></body></html>"


def show(story: Story, text: str, banner: str = "", *, days: int = 1):
    """A check that finds a web page."""
    url = POLICY.urls[0]
    body = page(text, banner).encode()
    return story.take(Capture((Page(url, url, 200, "text/html", body, Validators()),), story.now), days=days)


def test_a_line_that_announces_a_change_owes_no_notice_and_is_kept_as_evidence():
    story = Story()
    story.check(TEXT)
    outcome = story.check(ANNOUNCED)
    assert isinstance(outcome, Changed)
    assert outcome.record.notice.tiers == ()
    (kept,) = story.history.evidence
    assert (kept.channel, kept.effective_on, kept.quote) == ("website_notice", date(2027, 3, 20), BANNER)
    assert (kept.sent_at, kept.received_at) == (START, START + DAY)
    assert duties(story.history, [], date(2027, 3, 3)) == ()


@pytest.mark.parametrize(("days", "verdict"), [(1, "met"), (10, "met"), (14, "not_shown")])
def test_the_change_that_follows_was_announced_on_the_site(days, verdict):
    story = Story()
    story.check(TEXT, days=days)
    story.check(ANNOUNCED, days=18 - days)  # first shown after so many days; the change comes on the 19th
    outcome = story.check(LONGER)
    (tier,) = outcome.record.notice.tiers
    assert tier.verdict == verdict
    assert tier.observed_min == (19 - days if verdict == "met" else 1)  # else what the page itself gave
    assert any(BANNER in reason for reason in tier.reasons)
    assert standing(story.history) == {}
    still_owed = duties(story.history, [], date(2027, 3, 19))
    assert bool(still_owed) is (verdict != "met")


def test_a_line_at_the_end_of_the_text_is_kept_as_no_announcement():
    story = Story()
    story.check(TEXT)
    story.check(TEXT + "\n\nWe keep bees.\n" * 12 + f"\n{BANNER}\n")
    assert story.history.evidence == ()


def test_an_announcement_owes_nothing_later_either():
    story = Story()
    story.check(TEXT)
    said = "Our new Privacy Policy applies from 20 March 2027. We will collect your location."
    outcome = story.check(ANNOUNCED.replace(BANNER, said))
    assert outcome.record.change.verdict == "material"  # what is coming is told
    assert outcome.record.notice.tiers == ()
    assert story.history.evidence
    assert standing(story.history) == {}


def test_a_banner_that_came_late_proves_no_breach_since_it_may_have_stood_elsewhere():
    story = Story()
    story.check(TEXT, days=14)
    story.check(ANNOUNCED, days=4)
    assert "nothing shows since when it stood there" in " ".join(story.check(LONGER).record.notice.tiers[0].reasons)


def test_a_bar_that_is_no_part_of_the_text_is_kept_beside_it_and_told_to_nobody():
    story = Story()
    show(story, TEXT)
    outcome = show(story, TEXT, BANNER, days=16)
    assert isinstance(outcome, Refreshed)
    assert outcome.why == "its page announces a change"
    assert outcome.history.records == ()
    assert isinstance(show(story, TEXT, BANNER), Unchanged)  # still stands
    assert show(story, LONGER).record.notice.verdict == "met"


def test_a_bar_above_the_new_text_itself_counts_too():
    story = Story()
    show(story, TEXT)
    assert show(story, LONGER, BANNER).record.notice.verdict == "met"


def test_a_bar_that_stood_there_from_the_first_sight_counts_from_then():
    story = Story()
    show(story, TEXT, BANNER, days=17)
    assert story.history.evidence[0].sent_at is None
    assert show(story, LONGER).record.notice.verdict == "met"


def test_a_bar_about_another_document_or_another_day_proves_nothing():
    for banner in (BANNER.replace("Privacy Policy", "Terms of Service"), BANNER.replace("20 March", "20 April")):
        story = Story()
        show(story, TEXT)
        show(story, TEXT, banner)
        assert show(story, LONGER).record.notice.verdict == "not_shown"


def test_the_day_that_the_page_announced_stands_in_for_one_the_new_text_does_not_state():
    story = Story()
    show(story, TEXT)
    show(story, TEXT, BANNER, days=18)
    outcome = show(story, TEXT.replace("30 days", "24 months"))
    assert outcome.record.notice.verdict == "met"
    assert "in force on 2027-03-20" in " ".join(outcome.record.notice.tiers[0].reasons)


def test_a_correction_between_announcement_and_change_uses_nothing_up():
    story = Story()
    story.check(TEXT)
    story.check(ANNOUNCED)
    story.check(ANNOUNCED.replace("to run the service", "in order to run the service"), days=15)
    assert story.check(LONGER).record.notice.verdict == "met"


NEWS = Declaration("acme-news", "News", "Acme", "other", urls=("https://acme.example/news",))
NEWS_TEXT = """# News from Acme

Acme lends tools. Here we say what is new: opening hours, new branches, and what our lawyers wrote.

## March

{}
"""


class Beside(Story):
    """A privacy policy followed beside a page of news."""

    news = Story(NEWS)

    def take(self, result, *, days=1, secrets=()):
        near = neighbours(self.policy, [self.policy, NEWS], {NEWS.id: self.news.history})
        outcome = follow(Situation(self.policy, self.history, self.status, SETTINGS, neighbours=near), result)
        self.status, self.history = outcome.status, getattr(outcome, "history", self.history)
        self.now += days * DAY
        return outcome


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (BANNER, "met"),
        ("We are updating our policies. The new versions take effect on 20 March 2027.", "met"),
        ("We are updating our Terms of Service. They take effect on 20 March 2027.", "not_shown"),
        ("We are updating this page. The new version takes effect on 20 March 2027.", "not_shown"),
    ],
)
def test_a_declared_page_of_news_announces_too(said, verdict):
    story = Beside(replace(POLICY, announced_in=("acme-news",)))
    story.news = Story(NEWS)
    story.news.check(NEWS_TEXT.format("We opened a branch."))
    story.news.check(NEWS_TEXT.format(f"We opened a branch.\n\n{said}"))
    story.check(TEXT, days=17)
    outcome = story.check(LONGER)
    assert outcome.record.notice.verdict == verdict
    assert [item.channel for item in outcome.record.evidence] == ["updates_page"] * (verdict == "met")
    assert standing(story.history) == {}
