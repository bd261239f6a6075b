"""Hosts side by side, each of them gently; one policy's trouble is its own."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fetch.helpers import NOW, QUICK, declared
from tests.servers import hang, page, redirect, sequence, serve
from tracker.errors import SettingsError
from tracker.fetch import fetch
from tracker.model import Capture, Failure, Validators


def run(policies, settings=QUICK, environ=None, sleep=lambda seconds: None):
    return fetch(policies, settings, {}, clock=lambda: NOW, root=Path("/nowhere"), environ=environ or {}, sleep=sleep)


def test_every_policy_has_one_result():
    with serve({"/a": page("A"), "/b": page("B")}) as site:
        policies = [declared(site.url(f"/{name}"), id=name) for name in "abc"] + [declared(file="x.md", id="d")]
        found = dict(run(policies))
    assert {name: type(result) for name, result in found.items()} == {
        "a": Capture,
        "b": Capture,
        "c": Failure,
        "d": Failure,
    }


def test_nothing_declared_is_nothing_fetched():
    assert list(run([])) == []


def test_a_host_is_visited_over_one_connection_with_pauses():
    waits = []
    with serve({f"/{n}": page("text") for n in range(4)}) as site:
        policies = [declared(site.url(f"/{n}"), id=f"p{n}") for n in range(4)]
        list(run(policies, replace(QUICK, delay=50), sleep=waits.append))
    assert site.paths() == ["/0", "/1", "/2", "/3"]
    assert site.connections == 1
    assert len(waits) == 3
    assert all(45 < wait <= 50 for wait in waits)


def test_the_connection_is_kept_whatever_the_answers():
    routes = {
        "/a": (304, {}, b""),
        "/b": (404, {}, b"gone"),
        "/c": (301, {"Location": "/d"}, b"moved"),
        "/d": page("text"),
    }
    with serve(routes) as site:
        policies = [declared(site.url(f"/{name}"), id=name) for name in "abcd"]
        known = {"a": {site.url("/a"): Validators('"1"')}}
        list(fetch(policies, QUICK, known, clock=lambda: NOW, root=Path("/nowhere"), environ={}))
    assert len(site.seen) == 5
    assert site.connections == 1


def test_a_host_that_asks_for_a_long_pause_is_left_alone_for_the_rest_of_the_run():
    with serve({"/a": (429, {"Retry-After": "3600"}, b""), "/b": page("text")}) as site:
        found = dict(run([declared(site.url("/a"), id="a"), declared(site.url("/b"), id="b")]))
    assert site.paths() == ["/a"]
    assert [(result.kind, result.retry_after) for result in found.values()] == [("http_status", 3600)] * 2


def test_a_host_that_asks_for_a_short_pause_is_asked_again_after_it():
    waits = []
    with serve({"/a": (429, {"Retry-After": "5"}, b""), "/b": page("text")}) as site:
        policies = [declared(site.url(f"/{name}"), id=name) for name in "ab"]
        found = dict(run(policies, sleep=waits.append))
    assert site.paths() == ["/a", "/a", "/a", "/b", "/a"]
    assert waits[:2] == [5, 5]
    assert 4 < waits[2] <= 5
    assert isinstance(found["b"], Capture)


def test_hosts_are_visited_side_by_side():
    """Each server answers only when both have been asked."""
    both = threading.Barrier(2, timeout=10)

    def together(request):
        both.wait()
        return 200, {"Content-Type": "text/html"}, b"text"

    with serve({"/": together}) as one, serve({"/": together}, host="127.0.0.2") as two:
        found = dict(run([declared(one.url("/"), id="one"), declared(two.url("/"), id="two")]))
    assert all(isinstance(result, Capture) for result in found.values())


def test_pages_of_one_host_are_never_asked_for_at_once():
    """Also where policies of different first hosts share a second one."""
    inside, most = [], []

    def counted(request):
        inside.append(request)
        most.append(len(inside))
        request.closing.wait(0.05)
        inside.remove(request)
        return 200, {"Content-Type": "text/html"}, b"text"

    with serve({"/": counted}) as shared, serve({"/": page("1")}, host="127.0.0.2") as one:
        policies = [declared(one.url("/"), shared.url("/"), id="a"), declared(shared.url("/"), id="b")]
        list(run(policies))
    assert most == [1, 1]


def test_a_result_is_there_before_the_slowest_host_answers():
    with serve({"/": hang}) as slow, serve({"/": page("text")}, host="127.0.0.2") as quick:
        policies = [declared(slow.url("/"), id="slow"), declared(quick.url("/"), id="quick")]
        results = run(policies, replace(QUICK, timeout=60, deadline=60))
        assert next(results)[0] == "quick"
        start = time.monotonic()
        results.close()
        assert time.monotonic() - start < 30  # the other was cut, not waited for


def test_an_error_of_our_own_reaches_the_caller(monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("tracker.fetch.hosts.fetch_policy", broken)
    with pytest.raises(ZeroDivisionError):
        list(run([declared("http://127.0.0.1/")]))


def test_certificates_that_cannot_be_read_stop_the_run(tmp_path):
    with pytest.raises(SettingsError, match="REQUESTS_CA_BUNDLE"):
        list(run([declared("https://example.com/")], environ={"REQUESTS_CA_BUNDLE": str(tmp_path / "none.pem")}))


def test_what_can_pass_is_tried_once_more_when_all_others_are_done():
    waits = []
    with serve({"/a": sequence((500, {}, b""), (500, {}, b""), (500, {}, b""), page("A")), "/b": page("B")}) as site:
        results = run([declared(site.url("/a"), id="a"), declared(site.url("/b"), id="b")], sleep=waits.append)
        assert next(results)[0] == "b"
        assert site.paths() == ["/a", "/a", "/a", "/b"]
        name, found = next(results)
    assert (name, found.pages[0].body) == ("a", b"A")
    assert waits[-1] == 10


def test_what_lasts_is_not_tried_again_nor_anything_where_no_retries_are_set():
    with serve({"/a": (403, {}, b""), "/b": (500, {}, b"")}) as site:
        policies = [declared(site.url(f"/{name}"), id=name) for name in "ab"]
        assert len(dict(run(policies, replace(QUICK, retries=0)))) == 2
        assert site.paths() == ["/a", "/b"]
        assert len(dict(run(policies))) == 2
    assert site.paths()[2:] == ["/a", "/b", "/b", "/b", "/b"]


def test_a_host_reached_by_a_redirect_has_its_pauses_too():
    """Its own pages and those that others lead to stand in one queue."""
    waits = []
    with serve({f"/{n}": page("text") for n in range(3)}, host="127.0.0.2") as other, serve() as site:
        site.routes |= {f"/{n}": redirect(other.url(f"/{n}")) for n in range(2)}
        policies = [declared(site.url("/0"), site.url("/1"), other.url("/2"), id="a")]
        list(run(policies, replace(QUICK, delay=50), sleep=waits.append))
    assert len(other.seen) == 3
    assert len(waits) == 3  # /1 of the first host, /1 and /2 of the second
    assert all(45 < wait <= 50 for wait in waits)


def test_two_hosts_that_lead_to_each_other_do_not_lock_up():
    with serve(host="127.0.0.2") as two, serve() as one:
        for n in range(10):
            one.routes[f"/{n}"], two.routes[f"/{n}"] = redirect(two.url(f"/end{n}")), redirect(one.url(f"/end{n}"))
            one.routes[f"/end{n}"] = two.routes[f"/end{n}"] = page("text")
        policies = [declared(site.url(f"/{n}"), id=f"{site.host}{n}") for n in range(10) for site in (one, two)]
        found = list(run(policies))
    assert len(found) == 20
    assert all(isinstance(result, Capture) for _, result in found)
