"""A run writes only what moved, and what then stands is what writing all of it would give."""

from __future__ import annotations

import shutil

import pytest

from tests.stage import DAY, PAGE
from tracker import run
from tracker.model.markup import render

LONGER = PAGE.replace("30 days", "24 months")
MAIL = (
    b"From: Acme <news@acme.example>\r\nTo: me@example.org\r\nSubject: Our privacy policy changes\r\n"
    b"Date: Mon, 01 Mar 2027 08:00:00 +0000\r\nMessage-ID: <1@acme.example>\r\n\r\n"
    b"We will change our privacy policy on 20 March 2027: we will keep personal data for longer.\r\n"
)


@pytest.fixture
def here(here):
    """Two policies on file."""
    here.show("beta-privacy", PAGE)
    here.declare("acme-privacy", "beta-privacy")
    here.run()
    return here


@pytest.fixture
def made(monkeypatch):
    """The templates filled in, but for those of feeds."""
    names = []

    def noted(name, /, **values):
        names.append(name)
        return render(name, **values)

    monkeypatch.setattr("tracker.publish.site.render", noted)
    return names


def pages(root):
    found = [path for path in (root / "feeds").rglob("*") if path.is_file()]
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def check_whole(here):
    """What stands is what a fresh machine would write."""
    copy = here.root.parent / "fresh"
    shutil.copytree(here.root, copy)
    shutil.rmtree(copy / "feeds")
    run.publish(copy, now=here.now)
    assert pages(here.root) == pages(copy)
    shutil.rmtree(copy)


def declare(here, *names, title="Policy changes", **more):
    senders = 'senders = ["acme.example"]\n' + "".join(f"{key} = {value}\n" for key, value in more.items())
    here.declare(*(here.entry(name, extra=senders) for name in names), settings=f'title = "{title}"')


def test_a_quiet_run_makes_the_index_alone(here, made):
    here.run(days=0)
    made.clear()
    stamps = {path: (here.root / path).stat().st_mtime_ns for path in pages(here.root)}
    here.run(days=0)
    assert made == ["index.html"]
    moved = {path for path in pages(here.root) if (here.root / path).stat().st_mtime_ns != stamps[path]}
    assert moved == {"feeds/index.html", "feeds/style.css"}
    check_whole(here)


def test_what_stands_is_the_same_as_if_all_had_been_made(here):
    def mended(name, data=b"mine"):
        (here.root / name).write_bytes(data)

    both = ("acme-privacy", "beta-privacy")
    events = [
        lambda: None,
        lambda: here.show("acme-privacy", LONGER),
        lambda: declare(here, *both),
        lambda: run.collect(here.root, [MAIL], now=here.now),
        lambda: here.site.routes.pop("/beta-privacy"),
        lambda: declare(here, *both, title="Another title"),
        lambda: here.show("beta-privacy", LONGER),
        lambda: declare(here, *both, applies='["us-ftc"]', tags='["vendor"]'),
        lambda: here.show("acme-privacy", PAGE),
        lambda: mended("feeds/policies/acme-privacy/index.html"),
        lambda: shutil.rmtree(here.root / "feeds/changes"),
        lambda: mended("snapshots/beta-privacy/page.json", b"{"),
        lambda: here.git("restore", "snapshots"),
        lambda: declare(here, "acme-privacy"),
        lambda: mended(".git/tracker.made", b"{"),
        here.send,
    ]
    for event in events:
        event()
        here.run(days=0)  # a day after the last one: feeds are looked at too
        if (here.root / "snapshots/beta-privacy/page.json").read_bytes() != b"{":
            check_whole(here)
        here.now += DAY


def test_no_feed_is_made_again_where_nothing_changed(here, monkeypatch):
    asked = []
    monkeypatch.setattr("tracker.publish.feeds.dates", lambda *known: asked.append("dates.ics") or b"")
    monkeypatch.setattr("tracker.publish.feeds.Feed", lambda path, *known: asked.append(path))
    here.run()
    assert asked == []


def test_a_changed_policy_moves_its_own_pages_once(here, made):
    here.show("acme-privacy", LONGER)
    here.run()
    made.clear()
    here.run()
    assert made == ["index.html"]


def test_publishing_makes_every_page(here, made):
    run.publish(here.root, now=here.now)
    assert sorted(set(made)) == ["changes.html", "index.html", "policy.html", "service.html"]
