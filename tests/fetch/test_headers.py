"""What a request says, and to whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fetch.helpers import QUICK, declared, get_failure, get_page
from tests.servers import page, redirect, serve

SECRET = {"Authorization": "env:ACME_TOKEN", "X-Team": "legal"}


def test_the_program_says_who_asks():
    with serve({"/": page("text")}) as site:
        get_page(site.url("/"), settings=replace(QUICK, contact="https://example.com/us"))
        get_page(site.url("/"), settings=replace(QUICK, contact=""))
    named, bare = (request.headers["user-agent"] for request in site.seen)
    assert named.startswith("policy-tracker/")
    assert named.endswith(" (+https://example.com/us)")
    assert "(" not in bare


def test_the_language_of_the_policy_is_asked_for():
    with serve({"/": page("text")}) as site:
        get_page(declared(site.url("/"), language="pt-BR"))
        get_page(declared(site.url("/")))
    assert site.seen[0].headers["accept-language"] == "pt-BR, *;q=0.5"
    assert "accept-language" not in site.seen[1].headers


def test_declared_headers_are_sent_with_their_secrets():
    with serve({"/": redirect("/b"), "/b": page("text")}) as site:
        get_page(declared(site.url("/"), headers=SECRET), environ={"ACME_TOKEN": "s3cret"})
    for request in site.seen:
        assert (request.headers["authorization"], request.headers["x-team"]) == ("s3cret", "legal")


def test_declared_headers_do_not_leave_their_origin():
    with serve({"/": page("text")}) as other, serve({"/": redirect(other.url("/"))}) as site:
        get_page(declared(site.url("/"), headers=SECRET), environ={"ACME_TOKEN": "s3cret"})
        assert "authorization" in site.seen[0].headers
        other.routes["/"] = redirect(site.url("/back"))
        site.routes["/back"] = page("text")
        get_page(declared(site.url("/"), headers=SECRET), environ={"ACME_TOKEN": "s3cret"})
    for request in (*other.seen, site.seen[-1]):
        assert {"authorization", "x-team"}.isdisjoint(request.headers)


@pytest.mark.parametrize("environ", [{}, {"ACME_TOKEN": ""}, {"ACME_TOKEN": "a\r\nX-Evil: 1"}, {"ACME_TOKEN": "ä"}])
def test_a_secret_that_is_missing_or_odd_is_a_failure(environ):
    with serve({"/": page("text")}) as site:
        failure = get_failure(declared(site.url("/"), headers=SECRET), environ=environ)
    assert (failure.kind, failure.lasting, site.seen) == ("missing_secret", True, [])
    assert "ACME_TOKEN" in failure.detail
    assert "Evil" not in failure.detail


def test_passwords_of_the_account_are_not_looked_up(monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password s3cret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with serve({"/": page("text")}) as site:
        get_page(site.url("/"))
    assert "authorization" not in site.seen[0].headers
