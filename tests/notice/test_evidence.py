"""Mails as evidence: who may speak for a service, who vouches for it, what is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.notice import read_mail
from tracker.notice.evidence import registrable

SERVER = "mx.watch.example"
PASSED = f"{SERVER}; dkim=pass (2048-bit key) header.d=lantern.example; dmarc=pass header.from=lantern.example"
TEXT = (
    "Hi Jane Doe,\n\nwe are updating our privacy policy. The changes take effect on 16 March 2026.\n"
    "Lantern & Loom, 1 Wick Lane. Questions: help@lantern.example, or write to jane.doe@watch.example.\n"
)


def message(
    *,
    sender="Lantern & Loom <news@mail.lantern.example>",
    subject="We are updating our privacy policy",
    text=TEXT,
    results=(PASSED,),
    html=None,
):
    made = EmailMessage()
    made["Received"] = f"from out.lantern.example by {SERVER}; Mon, 09 Mar 2026 10:00:05 +0100"
    for result in results:
        made["Authentication-Results"] = result
    made["Received"] = "from somewhere by out.lantern.example; Mon, 09 Mar 2026 03:00:00 +0100"
    made["From"], made["To"], made["Subject"] = sender, "Jane Doe <jane.doe@watch.example>", subject
    made["Date"] = "Mon, 09 Mar 2026 09:59:00 +0100"
    if html is None:
        made.set_content(text)
    else:
        made.set_content("See the HTML part.")
        made.add_alternative(html, subtype="html")
    return made.as_bytes()


def read(
    raw,
    *,
    servers=(SERVER,),
    domains=("www.lantern.example",),
    service="Lantern & Loom",
    kind="privacy",
    name="Our data",
):
    return read_mail(raw, servers=servers, domains=domains, service=service, kind=kind, name=name)


def test_an_announcement():
    found = read(message())
    assert found.channel == "email"
    assert found.sent_at == datetime(2026, 3, 9, 8, 59, tzinfo=UTC)
    assert found.received_at == datetime(2026, 3, 9, 9, 0, 5, tzinfo=UTC)
    assert found.effective_on == date(2026, 3, 16)
    assert found.authenticated
    assert found.quote == "we are updating our privacy policy. … The changes take effect on 16 March 2026."


def test_nothing_about_people_is_kept():
    text = "Hello Jane Doe, we have updated our privacy policy for jane.doe@watch.example. Lantern & Loom"
    found = read(message(text=text))
    assert found.quote.startswith("we have updated our privacy policy for [address]")
    assert "Jane" not in found.to_json().decode()


def test_the_html_part_speaks_where_the_plain_one_does_not():
    html = (
        "<html><head><title>x</title><style>p{}</style></head><body><p>Lantern &amp; Loom</p>"
        "<p>We&#8217;re updating our <b>terms of use</b>.</p><p>They are effective from 1 April 2026.</p></body></html>"
    )
    found = read(message(subject="News", html=html), kind="terms")
    assert found.effective_on == date(2026, 4, 1)
    assert found.quote.endswith("We’re updating our terms of use . … They are effective from 1 April 2026.")


@pytest.mark.parametrize(
    "sender",
    [
        "news@lantern.example",
        "Lantern & Loom <legal@mail.eu.lantern.example>",
        "=?utf-8?q?Lantern_=26_Loom?= <news@LANTERN.example>",
    ],
)
def test_the_service_speaks_from_its_domain(sender):
    assert read(message(sender=sender)) is not None


@pytest.mark.parametrize(
    "sender",
    [
        "Lantern & Loom <news@lantern.example.evil.example>",
        "Lantern & Loom <news@evil-lantern.example>",
        "news@lantern.example, news@evil.example",
        '"news@lantern.example" <news@evil.example>',
        "Lantern & Loom",
    ],
)
def test_others_do_not(sender):
    raw = message(sender="x@y.example").replace(b"From: x@y.example", f"From: {sender}".encode())
    assert read(raw) is None


def test_two_senders_are_none():
    assert read(b"From: evil@evil.example\n" + message()) is None


def test_a_mail_of_the_owners_other_service_is_not_this_services():
    assert read(message(), service="Candlewick") is None


FOOT = " Privacy Policy | Terms of Service | Unsubscribe. Lantern & Loom"


@pytest.mark.parametrize(
    ("subject", "text", "kinds"),
    [
        ("We are updating our Terms of Service", "The new terms take effect on 1 May 2026.", ["terms"]),
        ("News", "We have updated our Privacy Policy. It holds from 1 May 2026.", ["privacy"]),
        ("News", "We are changing our Cookie Policy and our Terms of Use.", ["cookies", "terms"]),
        ("Changes to our privacy policy", "We are changing our Terms of Use, too.", ["privacy", "terms"]),
        ("News", "We are updating our policies.", ["privacy", "cookies", "terms"]),
        ("News", "We are updating our policy. The changes take effect on 1 May 2026.", ["privacy", "cookies", "terms"]),
        ("Changes to Our Data", "We have revised Our Data and the Terms of Use.", ["privacy", "cookies", "terms"]),
    ],
)
def test_a_mail_is_about_the_documents_that_it_announces(subject, text, kinds):
    raw = message(subject=subject, text=text + FOOT)
    every = ("privacy", "cookies", "terms")
    assert [kind for kind in every if read(raw, kind=kind)] == kinds


def test_the_quote_names_the_document_where_the_mail_does():
    raw = message(subject="Changes to our privacy policy", text="They take effect on 1 May 2026." + FOOT)
    found = read(raw)
    assert found.quote == "Changes to our privacy policy … They take effect on 1 May 2026."
    assert found.effective_on == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Lamps at half price", "Lantern & Loom sells lamps. Read our privacy policy. Unsubscribe."),
        ("Your invoice", "Lantern & Loom thanks you. Terms apply from 1 March 2026."),
        ("Password changed", "Your password at Lantern & Loom was changed."),
    ],
)
def test_other_mails_announce_nothing(subject, text):
    assert read(message(subject=subject, text=text)) is None


@pytest.mark.parametrize(
    "results",
    [
        (),
        (f"{SERVER}; dkim=fail header.d=lantern.example; dmarc=fail header.from=lantern.example",),
        (f"{SERVER}; spf=pass smtp.mailfrom=lantern.example",),
        (f"{SERVER}; dkim=pass header.d=evil.example",),
        ("other.example; dkim=pass header.d=lantern.example",),
        (f"{SERVER}.evil.example; dkim=pass header.d=lantern.example",),
        (f"{SERVER}; dkim=none", PASSED),
        (f"{SERVER}; dkim=fail (dkim=pass header.d=lantern.example)",),
    ],
)
def test_nobody_vouches(results):
    found = read(message(results=results))
    assert found is not None
    assert not found.authenticated


@pytest.mark.parametrize(
    "result",
    [
        f"{SERVER}; dkim=pass header.i=@mail.lantern.example header.s=s1",
        f"{SERVER} 1; dmarc=pass (p=reject) header.from=lantern.example",
        "MX.Watch.Example; spf=fail; dkim=pass header.d=lantern.example",
    ],
)
def test_the_operators_server_vouches(result):
    assert read(message(results=(result,))).authenticated


def test_without_a_server_that_is_believed_nobody_vouches():
    assert not read(message(), servers=()).authenticated


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.lantern.example", "lantern.example"),
        ("lantern.example", "lantern.example"),
        ("a.b.lantern.co.uk", "lantern.co.uk"),
        ("lantern.de", "lantern.de"),
        ("x.lantern.github.io", "lantern.github.io"),
        ("lantern.github.io", "lantern.github.io"),
    ],
)
def test_registrable_names(host, name):
    assert registrable(host) == name


def test_a_neighbour_on_a_shared_host_is_a_stranger():
    raw = message(sender="news@evil.github.io")
    assert read(raw, domains=("lantern.github.io",)) is None


def test_missing_and_broken_dates():
    raw = (
        message()
        .replace(b"Date: Mon, 09 Mar 2026 09:59:00 +0100", b"Date: soon")
        .replace(b"; Mon, 09 Mar", b"; Never, 99")
    )
    found = read(raw)
    assert (found.sent_at, found.received_at) == (None, None)


def test_too_large_to_read():
    assert read(message() + b"x" * 3_000_001) is None


@given(st.binary(max_size=300), st.integers(0, 900))
def test_no_bytes_are_too_odd(noise, at):
    raw = message()
    read(raw[:at] + noise + raw[at:])


@given(st.text(max_size=80))
def test_no_header_is_too_odd(text):
    raw = message().replace(
        b"Subject: ", b"Subject: =?utf-8?b?" + text.encode("utf8", "replace").replace(b"\n", b"") + b"?= "
    )
    read(raw)
