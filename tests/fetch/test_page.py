"""Redirects, statuses, conditions, time limits and repeated tries of one page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fetch.helpers import NOW, QUICK, declared, get, get_failure, get_page
from tests.fetch.test_address import name
from tests.servers import drip, hang, page, raw, redirect, reset, sequence, serve
from tracker.model import Capture, NotModified, Validators

TEXT = page("<p>text</p>")


def test_a_page_comes_with_its_address_type_and_validators():
    with serve({"/privacy": page("<p>text</p>", etag='"7"', last_modified="Sun, 01 Feb 2026 10:00:00 GMT")}) as site:
        found = get_page(site.url("/privacy"))
    assert (found.requested, found.url, found.status) == (site.url("/privacy"), site.url("/privacy"), 200)
    assert (found.body, found.media_type) == (b"<p>text</p>", "text/html; charset=utf-8")
    assert found.validators == Validators('"7"', "Sun, 01 Feb 2026 10:00:00 GMT")


@pytest.mark.parametrize("known", [Validators(etag='"7"'), Validators(last_modified="Sun, 01 Feb 2026 10:00:00 GMT")])
def test_known_validators_save_the_body(known):
    with serve({"/": page("text", etag='"7"', last_modified="Sun, 01 Feb 2026 10:00:00 GMT")}) as site:
        assert get(site.url("/"), known={site.url("/"): known}) == NotModified(NOW)


def test_a_validator_is_sent_to_the_address_that_gave_it_and_to_no_other():
    """Two pages of one site may well have the same tag; a redirect that moved must not read as "unchanged"."""
    with serve({"/": redirect("/v1"), "/v1": page("one", etag='"1"'), "/v2": page("two", etag='"1"')}) as site:
        found = get_page(site.url("/"))
        assert found.validators == Validators('"1"', url=site.url("/v1"))
        known = {site.url("/"): found.validators}
        assert get(site.url("/"), known=known) == NotModified(NOW)
        site.routes["/"] = redirect("/v2")
        assert get_page(site.url("/"), known=known).body == b"two"
        site.routes["/"] = page("three", etag='"1"')
        assert get_page(site.url("/"), known=known).body == b"three"
        site.routes["/"] = redirect("/v2")
        assert get_page(site.url("/"), known={site.url("/"): Validators('"1"')}).body == b"two"


def test_a_304_to_a_question_without_condition_is_a_failure():
    with serve({"/": redirect("/b"), "/b": (304, {}, b"")}) as site:
        assert get_failure(site.url("/"), known={site.url("/"): Validators('"1"')}).kind == "http_status"


def test_validators_that_could_not_be_sent_back_are_left_out():
    head = b'HTTP/1.1 200 OK\r\nETag: "a\x01b"\r\nLast-Modified: ' + b"x" * 600
    with serve(
        {"/": raw(head + b"\r\nContent-Type: text/html;\r\n charset=utf-8\r\nContent-Length: 4\r\n\r\ntext")}
    ) as site:
        found = get_page(site.url("/"))
    assert (found.validators, found.media_type) == (Validators(), "text/html; charset=utf-8")


def test_a_304_that_nobody_asked_for_is_a_failure():
    with serve({"/": (304, {}, b"")}) as site:
        assert get_failure(site.url("/")).kind == "http_status"


@pytest.mark.parametrize(
    ("first", "second", "moved"),
    [(301, 308, "/c"), (301, 302, "/b"), (302, 301, None), (303, 301, None), (307, 308, None)],
)
def test_a_page_is_moved_for_good_as_far_as_every_redirect_says_so(first, second, moved):
    with serve({"/a": (first, {"Location": "/b"}, b""), "/b": (second, {"Location": "/c"}, b""), "/c": TEXT}) as site:
        assert get_page(site.url("/a")).moved == (moved and site.url(moved))


@pytest.mark.parametrize("to", ["/a/", "/a#now"])
def test_a_slash_more_is_no_move(to):
    with serve({"/a": sequence((301, {"Location": to}, b""), TEXT), "/a/": TEXT}) as site:
        assert get_page(site.url("/a")).moved is None


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_recorded(status):
    moved = (status, {"Location": "b?x=1"}, b"It has moved.")
    with serve({"/a": moved, "/b?x=1": redirect("/c#part"), "/c": TEXT}) as site:
        found = get_page(site.url("/a"))
    assert (found.requested, found.url) == (site.url("/a"), site.url("/c"))
    assert found.redirects == (site.url("/a"), site.url("/b?x=1"))
    assert site.connections == 1


def test_ten_redirects_are_followed_and_no_more():
    chain = {f"/{n}": redirect(f"/{n + 1}") for n in range(11)} | {"/11": TEXT}
    with serve(chain) as site:
        assert get_page(site.url("/1")).url == site.url("/11")
        failure = get_failure(site.url("/0"))
    assert (failure.kind, failure.lasting) == ("too_many_redirects", True)


def test_a_redirect_that_sets_a_cookie_and_comes_back_is_followed():
    def answer(request):
        if "seen=1" in request.headers.get("cookie", ""):
            return 200, {"Content-Type": "text/html"}, b"text"
        return 302, {"Location": "/", "Set-Cookie": "seen=1"}, b""

    with serve({"/": answer}) as site:
        assert get_page(site.url("/")).body == b"text"


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://example.com/",
        "javascript:alert(1)",
        "http://user:pass@example.com/",
        "http://a\\@example.com/",
        "http://exa\tmple.com/",
        "http:///nowhere",
        "/a\tb",
        "//exam\tple.com/",
        "source:http://example.com/",
    ],
)
def test_redirects_to_what_is_no_web_address_are_refused(target):
    with serve({"/": redirect(target)}) as site:
        failure = get_failure(site.url("/"))
    assert failure.lasting
    assert failure.kind == "unsupported"


@pytest.mark.parametrize(
    "url", ["http://[::1/", "http://me:secret@127.0.0.1/", "http://a\\@127.0.0.1/", "file:///etc/passwd", "x"]
)
def test_the_first_address_is_held_against_the_same_rules(url):
    """Also where it was typed at a prompt and never declared."""
    assert get_failure(url).kind == "unsupported"


def test_a_redirect_without_target_is_a_status():
    with serve({"/": (302, {}, b"")}) as site:
        assert get_failure(site.url("/")).kind == "http_status"


@pytest.mark.parametrize(
    ("status", "kind", "tries"),
    [
        (404, "gone", 1),
        (410, "gone", 1),
        (401, "http_status", 1),
        (403, "http_status", 1),
        (451, "http_status", 1),
        (418, "http_status", 1),
        (204, "http_status", 1),
        (429, "http_status", 3),
        (500, "http_status", 3),
        (503, "http_status", 3),
    ],
)
def test_statuses_have_their_kind_and_passing_ones_are_tried_again(status, kind, tries):
    with serve({"/": (status, {}, b"sorry")}) as site:
        failure = get_failure(site.url("/"))
    assert (failure.kind, failure.lasting, len(site.seen)) == (kind, tries == 1, tries)
    assert failure.url == site.url("/")


@pytest.mark.parametrize("trouble", [(503, {}, b""), (429, {}, b""), reset], ids=["503", "429", "reset"])
def test_passing_trouble_passes(trouble):
    waits = []
    with serve({"/": sequence(trouble, trouble, TEXT)}) as site:
        assert get_page(site.url("/"), waits=waits).body == b"<p>text</p>"
    assert 0.5 <= waits[0] <= 1.5
    assert 1 <= waits[1] <= 3


@pytest.mark.parametrize("asked", ["7", "Sun, 01 Mar 2026 12:00:07 GMT", "Sun, 01 Mar 2026 12:00:07 -0000"])
def test_retry_after_is_kept(asked):
    waits = []
    with serve({"/": sequence((503, {"Retry-After": asked}, b""), TEXT)}) as site:
        get_page(site.url("/"), waits=waits)
    assert waits == [7]


def test_a_server_that_asks_for_too_long_a_wait_is_left_alone():
    with serve({"/": (429, {"Retry-After": "86400"}, b"")}) as site:
        failure = get_failure(site.url("/"))
    assert (failure.retry_after, len(site.seen)) == (86400, 1)


@pytest.mark.parametrize("asked", ["soon", "-5", "9" * 400, "1e9", "", "Sun, 99 Foo 2026"])
def test_a_senseless_retry_after_does_no_harm(asked):
    with serve({"/": (503, {"Retry-After": asked}, b"")}) as site:
        failure = get_failure(site.url("/"))
    assert failure.kind == "http_status"
    assert failure.retry_after is None or 0 <= failure.retry_after <= 1e9


@pytest.mark.parametrize(
    "route",
    [
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        drip(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"),
        drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1", b"0"),
        drip(b"HTTP/1.1 200 OK\r\nX-Slow: "),
        drip(b"HTTP/1.1 302 OK\r\nLocation: /\r\nContent-Length: 1000\r\n\r\n"),
    ],
    ids=["until closed", "length", "chunks", "chunk size", "headers", "redirect"],
)
def test_a_slow_drip_ends_at_the_deadline(route):
    with serve({"/": route}) as site:
        failure = get_failure(site.url("/"), settings=replace(QUICK, deadline=0.3, retries=0))
    assert (failure.kind, failure.lasting) == ("timeout", False)
    assert "deadline" in failure.detail


def test_silence_ends_at_the_timeout():
    with serve({"/": hang}) as site:
        failure = get_failure(site.url("/"), settings=replace(QUICK, timeout=0.2, retries=1))
    assert (failure.kind, len(site.seen)) == ("timeout", 2)


def test_no_wait_goes_beyond_the_deadline():
    waits = []
    with serve({"/": (503, {}, b"")}) as site:
        get_failure(site.url("/"), settings=replace(QUICK, deadline=0.4), waits=waits)
    assert waits == []


def test_a_port_where_nobody_listens_is_a_connection_failure():
    with serve() as site:
        pass
    assert get_failure(site.url("/")).kind == "connection"


def test_a_name_that_does_not_exist_is_a_dns_failure():
    assert get_failure("http://nobody.invalid/").kind == "dns"


@pytest.mark.parametrize("url", [f"http://{'a' * 64}.example/", "http://a..b/", "http://xn--a/"])
def test_names_that_cannot_be_are_failures_too(url):
    assert get_failure(url).kind in {"dns", "connection"}


def test_cookies_do_not_follow_a_redirect_to_another_host(monkeypatch):
    """Not even where the server says that they may: two hosts of one domain can belong to two companies."""
    name(monkeypatch, {"a.acme.example": ["127.0.0.1"], "b.acme.example": ["127.0.0.1"]})
    with serve({"/b": TEXT}) as site:
        elsewhere = {"Location": site.url("/b", host="b.acme.example"), "Set-Cookie": "id=1; Domain=acme.example"}
        site.routes["/a"] = (302, {"Location": "/same", "Set-Cookie": "id=1; Domain=acme.example"}, b"")
        site.routes["/same"] = (302, elsewhere, b"")
        get_page(site.url("/a", host="a.acme.example"))
    assert ["cookie" in request.headers for request in site.seen] == [False, True, False]


def test_cookies_of_one_page_are_not_sent_for_the_next():
    cookie = (200, {"Content-Type": "text/html", "Set-Cookie": "id=1"}, b"text")
    with serve({"/a": cookie, "/b": cookie}) as site:
        assert isinstance(get(declared(site.url("/a"), site.url("/b"))), Capture)
    assert ["cookie" in request.headers for request in site.seen] == [False, False]
