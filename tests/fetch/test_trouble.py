"""What the libraries raise is told apart by type; what they say reaches nobody."""

from __future__ import annotations

import socket
import ssl

import pytest
import requests
import responses
import urllib3.exceptions as wire

from tests.fetch.helpers import get_failure, get_page
from tracker.fetch.trouble import trouble

SECRET = "http://user:s3cret@proxy.example/"


def unresolved(code):
    error = wire.NameResolutionError("acme.example", None, socket.gaierror(code, "no"))
    error.__cause__ = socket.gaierror(code, "no")
    return wrapped(error)


def wrapped(reason):
    return requests.ConnectionError(wire.MaxRetryError(None, SECRET, reason))


@pytest.mark.parametrize(
    ("error", "kind", "lasting"),
    [
        (unresolved(socket.EAI_NONAME), "dns", True),
        (unresolved(socket.EAI_AGAIN), "dns", False),
        (wrapped(wire.NewConnectionError(None, "refused")), "connection", False),
        (requests.ConnectTimeout(SECRET), "timeout", False),
        (requests.ReadTimeout(SECRET), "timeout", False),
        (wire.ReadTimeoutError(None, SECRET, "slow"), "timeout", False),
        (requests.exceptions.SSLError(wire.SSLError(ssl.SSLError("odd"))), "tls", True),
        (wrapped(wire.SSLError(ssl.SSLCertVerificationError("odd"))), "tls", True),
        (requests.exceptions.ProxyError(SECRET), "connection", False),
        (wire.IncompleteRead(3, 7), "connection", False),
        (wire.ProtocolError(SECRET, ConnectionResetError(104, "reset")), "connection", False),
        (wire.DecodeError("odd"), "undecodable", True),
        (requests.exceptions.InvalidURL(SECRET), "connection", True),
        (wire.LocationParseError(SECRET), "connection", True),
        (BrokenPipeError(32, "gone"), "connection", False),
        (UnicodeEncodeError("latin-1", "ä", 0, 1, "no"), "connection", True),
    ],
    ids=lambda item: type(item).__name__ if isinstance(item, Exception) else "",
)
def test_each_exception_has_its_kind(error, kind, lasting):
    found = trouble(error)
    assert (found.kind, found.lasting) == (kind, lasting)
    assert "s3cret" not in found.detail
    assert found.detail.endswith(".")


@responses.activate
def test_a_passing_exception_is_tried_again():
    responses.get("https://acme.example/robots.txt", status=404)
    responses.get("https://acme.example/privacy", body=requests.ReadTimeout("slow"))
    responses.get("https://acme.example/privacy", body="<p>text</p>", content_type="text/html")
    assert get_page("https://acme.example/privacy").body == b"<p>text</p>"


@responses.activate
def test_a_lasting_exception_is_not():
    responses.get("https://acme.example/robots.txt", status=404)
    answer = responses.get("https://acme.example/privacy", body=requests.exceptions.SSLError("odd"))
    assert get_failure("https://acme.example/privacy").kind == "tls"
    assert answer.call_count == 1


@responses.activate
def test_the_fragment_of_an_address_is_not_sent():
    responses.get("https://acme.example/robots.txt", status=404)
    responses.get("https://acme.example/privacy", body="<p>text</p>", content_type="text/html")
    found = get_page("https://acme.example/privacy#part")
    assert (found.requested, found.url) == ("https://acme.example/privacy#part", "https://acme.example/privacy")
