"""Whoever owns a policy: what their mails and feeds say, and when a notice that they owe is done."""

from __future__ import annotations

import json

import pytest

from tracker.cli.tables import duty_in_words

OWN = """# Privacy

We are a shop for kites. This policy says what we do with the personal data of our customers.

## Data

We keep your personal data for 30 days after you close your account. We share none of it.

## Changes

We will e-mail you and show a notice on our website at least 10 days before a change takes effect.
"""
LONGER = OWN.replace("30 days", "two years").replace("# Privacy\n", "# Privacy\n\nEffective as of 20 March 2027.\n", 1)
BANNER = "We are updating our Privacy Policy. The new version takes effect on 20 March 2027.\n\n"


@pytest.fixture
def own(here):
    """A publisher's policy, on file."""
    here.declare(
        '[[policies]]\nid = "own"\nname = "Privacy policy"\nservice = "We"\nkind = "privacy"\nfile = "privacy.md"\n'
        'role = "publisher"\n'
    )
    write(here, OWN)
    here.run()
    return here


def write(here, text):
    (here.root / "privacy.md").write_text(text)


def owed(here):
    return {duty.channel: duty.state for duty in here.run().duties}


def test_the_mail_is_the_notice_and_does_not_say_that_it_was_not_collected(own):
    write(own, LONGER)
    own.run()
    own.send()
    text = " ".join(own.mails[0].get_body(("plain",)).get_content().split())
    assert "Promised for any change: e-mail and a notice on the website, at least 10 days" in text
    assert "collected" not in text
    (item,) = json.loads(own.text("feeds/all.json"))["items"]
    assert "collected" not in item["content_html"]


def test_a_banner_that_was_shown_in_time_is_a_notice_done(own):
    write(own, LONGER)
    assert owed(own) == {"email": "owed", "website_notice": "owed"}
    write(own, BANNER + LONGER)
    assert owed(own) == {"email": "owed", "website_notice": "done"}
    own.send()
    assert owed(own) == {"email": "done", "website_notice": "done"}


def test_a_promise_that_was_met_by_other_means_owes_nothing_more(own):
    told = [
        text.replace("e-mail you and show a notice on our website", "show a notice in our app")
        for text in (OWN, LONGER)
    ]
    write(own, told[0])
    own.run()
    write(own, told[1])
    assert owed(own) == {"in_product": "owed"}
    write(own, BANNER + told[1])
    assert owed(own) == {"in_product": "done"}


@pytest.mark.parametrize(
    ("days", "banner"),
    [
        (12, BANNER),
        (1, BANNER.replace("20 March", "21 March")),
        (1, BANNER.replace("Privacy Policy", "Terms of Service")),
    ],
    ids=["late", "of another day", "of another document"],
)
def test_another_banner_is_not(own, days, banner):
    write(own, LONGER)
    own.run(days=days)
    write(own, banner + LONGER)
    report = own.run()
    (duty,) = (duty for duty in report.duties if duty.channel == "website_notice")
    assert duty.state != "done"
    assert " done" not in duty_in_words(duty)


def test_a_change_taken_back_is_told_with_what_it_was(here):
    page = here.site.routes["/acme-privacy"][2].decode()
    here.run()
    here.show("acme-privacy", page.replace("for 30 days", "for two years"))
    here.run()
    here.send()
    here.show("acme-privacy", page)
    here.run()
    here.send()
    text = " ".join(here.mails[1].get_body(("plain",)).get_content().split())
    assert "It takes back: Data retention: “30 days” became “two years”" in text
