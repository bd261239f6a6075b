"""Policies are found where a home page links to them."""

from __future__ import annotations

import pytest

from tracker.find import kind_of, policy_links

HOME = """<html><body><nav><a href="/">Home</a><a href="/products">Products</a></nav>
<p>Read <a href="/blog/42">why our privacy matters more than ever to everyone who works here and to you as well</a></p>
<footer><a href="/legal/privacy#top">Privacy</a> <a href="/legal/privacy">Privacy policy</a>
<a href="https://other.example/terms">Terms of service</a> <a href="/legal/x7">Datenschutzerklärung</a>
<a href="javascript:show('privacy')">Privacy settings</a> <a href="http://[bad">Terms</a> <a href="mailto:privacy@acme.example">Privacy</a>
<a href="/legal/sub-processors">List</a></footer></body></html>"""


def test_each_policy_once_in_the_order_of_the_page():
    found = policy_links(HOME.encode(), "https://acme.example/")
    assert [(link.url, link.kind) for link in found] == [
        ("https://acme.example/legal/privacy", "privacy"),
        ("https://other.example/terms", "terms"),
        ("https://acme.example/legal/x7", "privacy"),
        ("https://acme.example/legal/sub-processors", "subprocessors"),
    ]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Privacy Policy | Acme", "privacy"),
        ("https://acme.example/legal/terms-and-conditions/", "terms"),
        ("Politique de confidentialité", "privacy"),
        ("AGB", "terms"),
        ("Cookie notice", "cookies"),
        ("Data Processing Addendum", "dpa"),
        ("Unterauftragsverarbeiter", "subprocessors"),
        ("Community standards", "guidelines"),
        ("Determine your size", None),
        ("Our products", None),
    ],
)
def test_a_kind_is_told_by_whole_words(words, kind):
    assert kind_of(words) == kind


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7", b"\x00\xff" * 50, b"<a href=>"])
def test_what_is_no_page_has_no_links(body):
    assert policy_links(body, "https://acme.example/") == ()
