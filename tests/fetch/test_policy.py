"""Several pages are one text: all of them or none."""

from __future__ import annotations

from tests.fetch.helpers import NOW, declared, get, get_failure
from tests.servers import page, serve
from tracker.model import Capture, NotModified, Validators


def two(site):
    return declared(site.url("/b"), site.url("/a")), {
        site.url("/a"): Validators('"a1"'),
        site.url("/b"): Validators('"b1"'),
    }


def test_pages_come_in_declared_order():
    with serve({"/a": page("A", etag='"a1"'), "/b": page("B", etag='"b1"')}) as site:
        found = get(two(site)[0])
    assert isinstance(found, Capture)
    assert [made.body for made in found.pages] == [b"B", b"A"]


def test_all_unmodified_is_not_modified():
    with serve({"/a": page("A", etag='"a1"'), "/b": page("B", etag='"b1"')}) as site:
        policy, known = two(site)
        assert get(policy, known=known) == NotModified(NOW)


def test_unmodified_pages_beside_a_changed_one_are_fetched_again():
    with serve({"/a": page("A2", etag='"a2"'), "/b": page("B", etag='"b1"')}) as site:
        policy, known = two(site)
        found = get(policy, known=known)
    assert isinstance(found, Capture)
    assert [made.body for made in found.pages] == [b"B", b"A2"]
    assert site.paths() == ["/b", "/a", "/b"]
    assert "if-none-match" not in site.seen[-1].headers


def test_one_missing_page_fails_the_policy_and_is_named():
    with serve({"/b": page("B")}) as site:
        failure = get_failure(two(site)[0])
    assert (failure.kind, failure.url) == ("gone", site.url("/a"))


def test_addresses_that_differ_only_in_their_query_are_two_pages():
    with serve({"/p?id=1": page("one", etag='"x"'), "/p?id=2": page("two", etag='"x"')}) as site:
        policy = declared(site.url("/p?id=1"), site.url("/p?id=2"))
        found = get(policy)
        assert [(made.requested, made.body) for made in found.pages] == [
            (site.url("/p?id=1"), b"one"),
            (site.url("/p?id=2"), b"two"),
        ]
        known = {made.requested: made.validators for made in found.pages}
        site.routes["/p?id=2"] = page("new", etag='"y"')
        assert [made.body for made in get(policy, known=known).pages] == [b"one", b"new"]
