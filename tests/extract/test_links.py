"""Links as a reader means them."""

from __future__ import annotations

import pytest

from tests.extract.pages import ARTICLE, page
from tracker.extract import extract
from tracker.extract.links import lasting

HERE = "https://lumora.example/legal/privacy?lang=en"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/terms", "https://lumora.example/terms"),
        ("terms#part", "https://lumora.example/legal/terms#part"),
        (" https://a.example/x\n?utm_source=b&id=7&gclid=c ", "https://a.example/x?id=7"),
        ("https://a.example/x;jsessionid=AB12?a=1", "https://a.example/x?a=1"),
        ("https://a.example/a b(c)<d>", "https://a.example/ab(c)%3Cd%3E"),
        ("https://a.example/ä%20b", "https://a.example/%C3%A4%20b"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2Fx%3Ffbclid%3D1&h=AT0", "https://a.example/x"),
        ("mailto:ann@a.example?subject=hello", "mailto:ann@a.example"),
        ("tel:+356 21", "tel:+35621"),
        ("#rights", None),
        (HERE + "#rights", None),
        ("javascript:alert(1)", None),
        ("JaVa\tscript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("http://[broken", None),
        ("", None),
        (None, None),
        ("https://a.example/" + "x" * 5000, None),
    ],
)
def test_lasting_addresses(href, expected):
    assert lasting(href, HERE) == expected


def test_without_an_address_of_the_page_links_stay_relative():
    assert lasting("/terms?utm_medium=x", None) == "/terms"


def test_hidden_mail_addresses_are_revealed():
    def cloaked(key):
        code = bytes([key, *(key ^ byte for byte in b"dpo@lumora.example")]).hex()
        article = ARTICLE + (
            f'<p>Write to <a href="/cdn-cgi/l/email-protection#{code}"><span class="__cf_email__" data-cfemail="{code}">[email&#160;protected]</span></a>'
            f' or <a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{code}">[email&#160;protected]</a>.</p>'
        )
        return extract(page(article), url=HERE).markdown

    assert "Write to [dpo@lumora.example](mailto:dpo@lumora.example) or " in cloaked(7)
    assert cloaked(7) == cloaked(200)
    assert "protected" not in cloaked(7)


def test_base_addresses_of_the_page_count():
    text = extract(
        page(ARTICLE + '<p><a href="x">This one</a> counts.</p>', head='<base href="https://b.example/d/">'), url=HERE
    ).markdown
    assert "[This one](https://b.example/d/x) counts." in text
