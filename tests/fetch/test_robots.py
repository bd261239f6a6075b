"""What robots.txt asks for is done, unless the operator says otherwise; whatever it holds, it costs little."""

from __future__ import annotations

import time
import tracemalloc
from dataclasses import replace

import pytest

from tests.fetch.helpers import QUICK, declared, get, get_failure, get_page
from tests.fetch.test_address import GUARDED, name, pretend_public
from tests.fetch.test_hosts import run
from tests.servers import drip, page, redirect, sequence, serve
from tracker.fetch.robots import _MOST_BYTES, _relevant
from tracker.model import Capture, Failure

TEXT = page("<p>text</p>")
ONCE = replace(QUICK, retries=0)


def robots(text, **options):
    return page(text, media_type="text/plain", **options)


def test_robots_txt_is_asked_for_once_for_an_origin_before_its_first_page():
    with serve({"/robots.txt": robots("User-agent: *\nDisallow: /private/"), "/a": TEXT, "/b": TEXT}) as site:
        found = list(run([declared(site.url("/a"), id="a"), declared(site.url("/b"), id="b")]))
    assert all(isinstance(result, Capture) for _, result in found)
    assert site.paths() == ["/robots.txt", "/a", "/b"]
    assert site.connections == 1
    assert site.seen[0].headers["user-agent"].startswith("policy-tracker/")


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: policy-tracker\nDisallow: /legal", False),
        ("user-agent: Policy-Tracker\ndisallow: *privacy$", False),
        ("User-agent: *\nDisallow: /legal\nAllow: /legal/privacy", True),
        ("User-agent: otherbot\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: policy-tracker\nAllow: /", True),
        ("User-agent: a\nUser-agent: policy-tracker # us\nUser-agent: b\nDisallow: /", False),
        ("\ufeffUser-agent: *\r\nDisallow: /\r\n", False),
        ("<html><body>There is no such page.</body></html>", True),
        ("", True),
    ],
)
def test_rules_are_kept(text, allowed):
    with serve({"/robots.txt": robots(text), "/legal/privacy": TEXT}) as site:
        found = get(site.url("/legal/privacy"))
    assert isinstance(found, Capture) == allowed
    if not allowed:
        assert (found.kind, found.lasting) == ("robots", True)
        assert "ignore_robots = true" in found.detail
        assert site.paths() == ["/robots.txt"]


def test_an_operator_can_overrule_it_for_a_policy():
    with serve({"/robots.txt": robots("User-agent: *\nDisallow: /"), "/": TEXT}) as site:
        get_page(declared(site.url("/"), ignore_robots=True))
    assert site.paths() == ["/"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451])
def test_no_robots_txt_forbids_nothing(status):
    with serve({"/robots.txt": (status, {}, b"Disallow: /"), "/": TEXT}) as site:
        get_page(site.url("/"))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_in_trouble_forbids_everything_for_now(status):
    with serve({"/robots.txt": (status, {}, b""), "/": TEXT}) as site:
        failure = get_failure(site.url("/"))
    assert (failure.kind, failure.lasting) == ("robots", False)
    assert str(status) in failure.detail
    assert "ignore_robots" in failure.detail
    assert site.paths() == ["/robots.txt"] * 3


def test_trouble_that_passes_is_waited_out():
    with serve({"/robots.txt": sequence((503, {"Retry-After": "3"}, b""), robots("")), "/": TEXT}) as site:
        waits = []
        get_page(site.url("/"), waits=waits)
    assert waits[0] == 3


def test_a_host_that_cannot_be_reached_is_told_as_such_and_tried_for_one_page_only():
    with serve() as site:
        pass
    waits = []
    policies = [declared(site.url(f"/{n}"), id=f"p{n}") for n in range(20)]
    found = dict(run(policies, sleep=waits.append))
    assert {(result.kind, result.lasting) for result in found.values()} == {("connection", False)}
    assert "robots.txt" in found["p0"].detail
    assert len(waits) == 3  # two between the tries, one before the last of all


def test_it_is_asked_for_once_more_at_the_end_of_the_run():
    answers = sequence(*[(503, {}, b"")] * 3, robots("User-agent: *\nDisallow: /b"))
    with serve({"/robots.txt": answers, "/a": TEXT, "/b": TEXT}) as site:
        found = dict(run([declared(site.url("/a"), id="a"), declared(site.url("/b"), id="b")]))
    assert site.paths() == ["/robots.txt"] * 4 + ["/a"]
    assert isinstance(found["a"], Capture)
    assert (found["b"].kind, found["b"].lasting) == ("robots", True)


def test_a_slow_drip_ends_at_the_deadline():
    with serve({"/robots.txt": drip(b"HTTP/1.1 200 OK\r\n\r\n"), "/": TEXT}) as site:
        failure = get_failure(site.url("/"), settings=replace(ONCE, deadline=0.3))
    assert failure.kind == "timeout"


def test_redirects_of_robots_txt_are_followed_through_the_same_gate(monkeypatch):
    name(monkeypatch, {"acme.example": ["127.0.0.1"]})
    pretend_public(monkeypatch, "127.0.0.1")
    with serve({"/": TEXT}) as site:
        site.routes["/robots.txt"] = redirect("/real.txt")
        site.routes["/real.txt"] = robots("User-agent: *\nDisallow: /")
        assert get_failure(site.url("/", host="acme.example"), settings=GUARDED).kind == "robots"
        site.routes["/robots.txt"] = redirect(f"http://10.0.0.1:{site.port}/robots.txt")
        assert get_failure(site.url("/", host="acme.example"), settings=GUARDED).kind == "blocked_address"
        site.routes["/robots.txt"] = redirect("/robots.txt")  # without an end: as if there were none
        get_page(site.url("/", host="acme.example"), settings=GUARDED)


def test_a_redirect_is_held_against_the_rules_of_where_it_leads():
    with serve({"/robots.txt": robots("User-agent: *\nDisallow: /"), "/": TEXT}) as other:
        with serve({"/": redirect(other.url("/"))}) as site:
            assert get_failure(site.url("/")).kind == "robots"
        assert other.paths() == ["/robots.txt"]
    with serve({"/": redirect("/hidden"), "/robots.txt": robots("User-agent: *\nDisallow: /hidden")}) as site:
        assert get_failure(site.url("/")).kind == "robots"


def test_declared_headers_and_cookies_are_not_sent_for_robots_txt():
    with serve({"/robots.txt": robots(""), "/": TEXT}) as site:
        get_page(declared(site.url("/"), headers={"Cookie": "env:TOKEN"}), environ={"TOKEN": "s3cret"})
    assert ["cookie" in request.headers for request in site.seen] == [False, True]


@pytest.mark.parametrize(("asked", "kept"), [("7", 7), ("0.5", 3), ("86400", 30), ("-1", 3), ("nan", 3), ("soon", 3)])
def test_a_crawl_delay_is_kept_up_to_half_a_minute(asked, kept):
    waits = []
    text = f"User-agent: *\nCrawl-delay: {asked}"
    with serve({"/robots.txt": robots(text), "/0": TEXT, "/1": TEXT}) as site:
        policies = [declared(site.url(f"/{n}"), id=f"p{n}") for n in range(2)]
        list(run(policies, replace(QUICK, delay=3), sleep=waits.append))
    assert len(waits) == 1
    assert kept - 1 < waits[0] <= kept


def test_what_lies_beyond_the_limit_is_left_unread():
    rules = "User-agent: *\nDisallow: /early\n"
    text = rules + "# x\n" * (_MOST_BYTES // 4) + "Disallow: /late\n"
    with serve({"/robots.txt": robots(text, zipped=True), "/early": TEXT, "/late": TEXT}) as site:
        assert get_failure(site.url("/early")).kind == "robots"
        get_page(site.url("/late"))


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"User-agent: robot{n}\n" for n in range(10_000)) + "Disallow: /a\n" * 20_000,
        "User-agent: *\n" + "Disallow: /" + "a*" * 200_000 + "$\n",
        "User-agent: *\n" + "Disallow: /*a*a*a*a*a*a*a*a*b$\n" * 10_000,
        "User-agent: *\n" + "Allow: " + "%" * 400_000,
        "\0\x85\u2028" * 100_000,
        "user-agent" * 40_000,
    ],
    ids=["programs by rules", "one long pattern", "patterns", "escapes", "odd line ends", "one word"],
)
def test_hostile_rules_cost_little(text):
    with serve({"/robots.txt": robots(text), "/" + "a" * 1500: TEXT}) as site:
        start = time.process_time()
        tracemalloc.start()
        get(site.url("/" + "a" * 1500))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert time.process_time() - start < 5  # traced, so several times slower than in earnest
    assert peak < 60_000_000


@pytest.mark.parametrize(
    "line",
    ["User-agent: policy-tracker", "user agent *", "USERAGENT:*", "Disallow: /user-agent", "User-agent: policy*", ""],
)
def test_lines_that_are_about_us_stay(line):
    assert _relevant(line) == line


@pytest.mark.parametrize("line", ["User-agent: otherbot", "user  agent: policy-tracker-2", "User-agent: x # *"])
def test_names_of_others_do_not(line):
    assert _relevant(line) == "user-agent: another"


def test_files_of_the_repository_are_asked_about_nowhere(tmp_path):
    (tmp_path / "a.md").write_text("text")
    assert isinstance(get(declared(file="a.md"), root=tmp_path), Capture)


def test_one_origin_does_not_speak_for_another():
    with serve({"/robots.txt": robots("User-agent: *\nDisallow: /"), "/": TEXT}) as closed, serve({"/": TEXT}) as open_:
        policies = [declared(closed.url("/"), id="closed"), declared(open_.url("/"), id="open")]
        found = dict(run(policies))
    assert isinstance(found["closed"], Failure)
    assert isinstance(found["open"], Capture)
