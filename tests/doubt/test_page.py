"""Pages that are no policy are told from those that are, short policies included."""

from __future__ import annotations

import time

import pytest

from tracker.doubt import hardly_a_policy, not_a_policy, not_the_next
from tracker.segment import segment

POLICY = (
    "# Privacy policy\n\nWe collect your name and e-mail address when you create an account. "
    "We use this personal data to provide the service and never share it with third parties without your consent.\n"
)


def check_doubted(text: str, word: str) -> None:
    reason = not_a_policy(segment(text))
    assert reason is not None
    assert word in reason


def check_trusted(text: str) -> None:
    assert not_a_policy(segment(text)) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "0 words."),
        ("# Privacy policy\n\nLoading…\n", "3 words"),
        ("One", "1 word, “One”."),
        ("# Page not found\n\n" + "Try the search above, or go back to our home page to see what is new. " * 3, "error"),
        ("# Hold on\n\nWe are checking your browser before you reach the site. This takes a few seconds. "
         "Your visit continues by itself when the check is done. Thank you.", "person"),
        ("# Sorry\n\nThis offer is not available in your country. Have a look at our other products, which we ship "
         "to almost everywhere, and come back another day.", "refuses"),
        ("# Hello\n\nPlease enable JavaScript. This site is an application and shows nothing without it. "
         "Ask your administrator if you do not know how that is done here.", "wall"),
        ("# Back soon\n\nThe shop is closed for a few hours while we put new shelves up. Come again this evening and "
         "bring your friends along with you.", "closed"),
        ("# Seite nicht gefunden\n\nVielleicht hilft die Suche weiter, oder der Weg zurück zur Startseite, auf der "
         "alle Neuigkeiten stehen, die es bei uns zu entdecken gibt.", "error"),
        ("# Page not found\n\n" + "Read more about our great holiday offers in the mountains and by the sea. " * 60,
         "error"),
    ],
)  # fmt: skip
def test_what_is_no_policy_is_doubted(text, word):
    check_doubted(text, word)


@pytest.mark.parametrize(
    "text",
    [
        POLICY,
        POLICY + "\nWhere a page cannot be found, our log keeps the address that you asked for.\n",
        POLICY + "\nWe use a captcha to keep robots out.\n",
        "# Datenschutz\n\nVerantwortlicher für die Verarbeitung personenbezogener Daten ist die Muster GmbH. Sie haben "
        "das Recht auf Auskunft über Ihre Daten und auf deren Löschung. Schreiben Sie uns dafür einen Brief.\n",
        "# Guidelines\n\nBe kind. Content that attacks people for who they are is prohibited on our service, and so is "
        "spam. Users who ignore these rules lose their account.\n",
        "# Maintenance of your data\n\n" + POLICY * 3,
    ],
)
def test_a_policy_is_trusted_whatever_it_mentions(text):
    check_trusted(text)


@pytest.mark.parametrize(
    "text",
    [
        "---\n\n" * 50_000,
        "# " + "a" * 1_000_000 + "\n",
        "b " * 300_000,
        "# x\n\n" * 30_000,
        "\n".join("ab" * 5_000 for _ in range(390)),
    ],
    ids=["rules", "long title", "words", "titles", "long words"],
)
def test_hostile_texts_cost_little(text):
    document = segment(text)
    start = time.process_time()
    not_a_policy(document)
    hardly_a_policy(document)
    not_the_next(document, document)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "text",
    [
        "# Your privacy choices\n\nYou can tell us not to share your personal information with companies that advertise. "
        "Write to choices@kestrel.example, and we stop within ten days. We never sell what we know of children.\n",
        "# We value your privacy\n\nWe keep your name and your address for as long as you have an account with us, and "
        "delete both a month after you close it. We share neither with anyone, unless a court asks us to.\n",
    ],
)
def test_a_short_policy_with_the_title_of_a_dialog_is_trusted(text: str) -> None:
    check_trusted(text)


@pytest.mark.parametrize(
    "text",
    [
        "# What is not allowed here\n\nNo spam, no harassment, no abuse. Moderators remove what is offensive, and who does "
        "it again is banned.\n",
        "# Livraison\n\nLes colis partent sous deux jours. Le délai et les frais dépendent du pays ; chaque commande est suivie.\n",
    ],
)
def test_rules_with_a_plain_title_read_like_a_policy(text: str) -> None:
    assert hardly_a_policy(segment(text)) is None
