"""Addresses: what may be linked, and where things live."""

from __future__ import annotations

from email.headerregistry import Address

import pytest

from tests.samples import SETTINGS
from tracker.model.address import absolute, change_page, contact_address, mail_address, policy_feed, web_address


@pytest.mark.parametrize("url", ["https://a.example/x?y#z", "http://127.0.0.1:8000/", "HTTPS://A.EXAMPLE"])
def test_web_pages_may_be_linked(url):
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "javascript://a.example/%0aalert(1)", "data:text/html,x", "file:///etc/passwd", "//a.example",
     "https:", "ftp://a.example", "", "https://[::1", " javascript:alert(1)", "java\nscript:alert(1)"],
)  # fmt: skip
def test_nothing_else_may(url):
    assert web_address(url) is None


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("watch@example.org", "mailto:watch@example.org"),
        ("https://example.org/contact", "https://example.org/contact"),
        ("a+b@example.org", "mailto:a%2Bb@example.org"),
        ("watch@example.org?bcc=x@y.z", None),
        ("watch@example.org\nBcc: x@y.z", None),
        ("", None),
    ],
)
def test_contacts(contact, link):
    assert contact_address(contact) == link


@pytest.mark.parametrize("contact", ["watch@example.org", "a.b+c@mail.example.org", "root@localhost"])
def test_mail_goes_to_plain_addresses(contact):
    assert mail_address(contact) == contact
    assert str(Address(addr_spec=contact)) == contact


@pytest.mark.parametrize(
    "contact",
    ["", "https://social.example/@op", "a..b@example.org", "a@b..example", "ü@example.org", "a,b@example.org",
     "a@b\n", "x>\n@y", "a@", "@b", f"{'a' * 64}@{'.'.join(['b' * 63] * 4)}"],
)  # fmt: skip
def test_and_to_nothing_else(contact):
    assert mail_address(contact) is None


def test_a_folder_is_named_by_its_page():
    assert absolute(change_page("a1"), SETTINGS) == "https://watch.example.org/policies/changes/a1/"
    assert absolute(policy_feed("a1") + ".xml", SETTINGS) == "https://watch.example.org/policies/policies/a1.xml"
