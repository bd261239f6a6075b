"""What stands in a policy's old place is held with its words, its link and what to do; a policy that moves is none."""

from __future__ import annotations

import pytest

from tests.doubt.test_limits import words
from tracker.doubt import not_a_policy
from tracker.doubt.words import count
from tracker.model import plain
from tracker.segment import segment

NEW = "https://trust.rookery.example/privacy"
ADVICE = "if the policy is there now, follow that address instead (url in policies.toml)."
HAS_MOVED = f"Our privacy policy has moved [here]({NEW})."


def doubt(text: str) -> str | None:
    return not_a_policy(segment(text))


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (f"{HAS_MOVED}\n", "Our privacy policy has moved here"),
        (f"# Privacy policy\n\nThis page has moved.\nLook for it at <{NEW}>.\n", "This page has moved"),
        ("# We have moved\n\nOur legal documents have a new home.\nThe privacy policy, the terms and all notices about "
         f"cookies are in our [trust centre]({NEW}), together with certificates and reports.\n",
         "Our legal documents have a new home"),
        ("# Privacy policy\n\nThis privacy policy has been replaced by our new "
         f"[privacy notice]({NEW}).\nPlease read the new notice, which is about all personal data that we process.\n",
         "This privacy policy has been replaced by our new privacy notice"),
        (f"Unsere Datenschutzerklärung ist umgezogen: <{NEW}>\n", f"Unsere Datenschutzerklärung ist umgezogen: {NEW}"),
        (f"Notre politique de confidentialité a été déplacée [ici]({NEW}).\n",
         "Notre politique de confidentialité a été déplacée ici"),
    ],
)  # fmt: skip
def test_a_page_that_says_where_the_policy_went_is_held_with_its_words_its_link_and_what_to_do(text, quoted):
    assert doubt(text) == f"The policy is elsewhere now: the page says “{quoted}”. It links to {NEW}: {ADVICE}"


def test_of_a_page_next_to_empty_its_words_and_links_are_told():
    said = doubt(f"# Privacy policy\n\nRead it in our [trust centre]({NEW}) or [as one file](https://b.example/a_b).\n")
    assert said == (
        "The page is almost empty: 12 words, “Privacy policy / Read it in our trust centre or as one file”. "
        f"It links to {NEW} and https://b.example/a_b: {ADVICE}"
    )


@pytest.mark.parametrize(("number", "held"), [(60, True), (119, True), (120, False), (200, False)])
def test_a_longer_text_says_more_than_where_to_look(number, held):
    text = f"# Privacy policy\n\n{HAS_MOVED}\n{words(number - 8)}"
    assert count(plain(text)) == number
    assert (doubt(text) is not None) is held


@pytest.mark.parametrize(
    "sentence",
    [
        "This policy replaces all earlier ones, which stand in our [archive](https://rookery.example/old).",
        "Your data were moved to servers in Iceland; our [list](https://rookery.example/list) names them.",
        "We may move this list; see our [site](https://rookery.example).",
        "Our privacy policy has moved with the times.",
    ],
)
def test_a_short_policy_that_speaks_of_moving_is_one(sentence):
    text = (
        "# Privacy policy\n\nWe keep your name and your address for as long as you have an account with us, and delete "
        f"both a month after you close it.\n{sentence}\n"
    )
    assert doubt(text) is None


@pytest.mark.parametrize("link", ["javascript:alert(1)", "mailto:a@b.example", "https://a\\@b.example/", "/new"])
def test_only_addresses_that_could_be_declared_are_named(link):
    said = doubt(f"Our policy has moved [here]({link}) today.\n")
    assert said == "The page is almost empty: 6 words, “Our policy has moved here today”."
