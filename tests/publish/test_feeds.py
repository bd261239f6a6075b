"""Feeds: what they hold, that they stay as they are, and that real clients read them."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import re
import sys

import feedparser
import pytest
from lxml import etree, html

from tests.publish.whole import publish_feeds
from tests.samples import (
    COMING,
    EDITORIAL,
    FERNWEH,
    FIRST,
    HISTORIES,
    HOSTILE_HISTORY,
    HOSTILE_RECORD,
    KIOSK,
    NOISE,
    SECOND,
    SETTINGS,
    TERMS,
    THIRD,
    at,
    history,
    record,
)
from tests.servers import page, serve
from tracker.model import Finding, Seen
from tracker.publish import entry, plan_feeds

# reader carries an older feedparser that asks for sgmllib by its old name; newer feedparsers install it under their own.
if importlib.util.find_spec("sgmllib") is None:
    sys.modules["sgmllib"] = importlib.import_module("feedparser_sgmllib")
from reader import make_reader

FEEDS = publish_feeds(HISTORIES, SETTINGS)
BASE = "https://watch.example.org/policies/"


def ids(files: dict[str, bytes], path: str) -> list[str]:
    return [item["id"] for item in json.loads(files[f"{path}.json"])["items"]]


def blocks(body: bytes, element: str) -> dict[str, bytes]:
    """The bytes of each entry, by its id."""
    found = re.findall(rb"(?s)<%s>.*?</%s>" % (element.encode(), element.encode()), body)
    return {re.search(rb"tag:[^<]*", block).group().decode(): block for block in found}


def test_each_policy_and_each_weight_has_its_feed_in_three_formats():
    expected = {
        f"{path}{ending}"
        for path in ("all", "material", "policies/fernweh-privacy", "policies/kiosk-terms")
        for ending in (".xml", ".atom.xml", ".json")
    }
    assert set(FEEDS) == {*expected, "dates.ics"}


def test_newest_first_and_noise_never():
    assert ids(FEEDS, "all") == [THIRD.tag, TERMS.tag, SECOND.tag, FIRST.tag]
    assert ids(FEEDS, "policies/fernweh-privacy") == [THIRD.tag, SECOND.tag, FIRST.tag]


def test_the_material_feed_tells_of_a_material_change_taken_back_but_of_nothing_smaller():
    assert ids(FEEDS, "material") == [THIRD.tag, TERMS.tag, SECOND.tag]


@pytest.mark.parametrize(
    "silent", [dataclasses.replace(SECOND, told=False), NOISE, dataclasses.replace(NOISE, told=True)]
)
def test_what_is_not_told_or_noise_is_in_no_feed(silent):
    files = publish_feeds([history(FERNWEH, silent)], SETTINGS)
    assert ids(files, "all") == []
    assert not any(silent.id.encode() in body for body in files.values())


def test_the_same_histories_give_the_same_bytes_in_any_order():
    assert publish_feeds(HISTORIES, SETTINGS) == FEEDS
    reversed_ = publish_feeds(HISTORIES[::-1], SETTINGS)
    assert reversed_ == FEEDS


@pytest.mark.parametrize("path", ["all", "material", "policies/fernweh-privacy"])
def test_old_entries_stay_byte_for_byte_when_new_ones_come(path):
    old = publish_feeds([history(FERNWEH, FIRST, SECOND), HISTORIES[1]], SETTINGS)
    for ending, element in ((".xml", "item"), (".atom.xml", "entry")):
        before, after = blocks(old[path + ending], element), blocks(FEEDS[path + ending], element)
        assert before
        assert before.items() < after.items()
    before, after = (json.loads(files[f"{path}.json"])["items"] for files in (old, FEEDS))
    assert all(item in after for item in before)


def test_a_feed_holds_fifty_entries():
    many = [
        record(
            n,
            change=EDITORIAL,
            seen=Seen(None, at(f"2026-{1 + n % 12:02d}-{1 + n // 12:02d} 06:00")),
            tag=f"tag:x,2026:{n}",
        )
        for n in range(1, 61)
    ]
    items = json.loads(publish_feeds([history(FERNWEH, *many)], SETTINGS)["all.json"])["items"]
    assert len(items) == 50
    dates = [item["date_published"] for item in items]
    assert dates == sorted(dates, reverse=True)


def test_a_policy_that_never_changed_has_a_valid_feed_with_a_date_of_its_own():
    files = publish_feeds([history(FERNWEH)], SETTINGS)
    parsed = feedparser.parse(files["policies/fernweh-privacy.atom.xml"])
    assert not parsed.bozo
    assert not parsed.entries
    assert parsed.feed.updated.startswith("2026-03-01T06:00")


def test_no_policy_at_all_still_makes_feeds():
    assert not feedparser.parse(publish_feeds([], SETTINGS)["all.xml"]).bozo


@pytest.mark.parametrize("ending", [".xml", ".atom.xml"])
def test_feedparser_reads_what_was_meant(ending):
    parsed = feedparser.parse(FEEDS[f"all{ending}"])
    assert not parsed.bozo
    entry = parsed.entries[2]
    assert entry.id == SECOND.tag
    assert entry.link == f"{BASE}changes/{SECOND.id}/"
    assert entry.title.startswith("Fernweh – Privacy policy: material change: Shares data")
    assert entry.published_parsed[:5] == (2026, 4, 2, 6, 0)
    assert {tag.term for tag in entry.tags} >= {"material change", "sharing with others"}
    assert parsed.feed.link == BASE


def test_an_entry_says_what_changed_why_when_and_whether_people_were_told():
    text = html.fromstring(json.loads(FEEDS["all.json"])["items"][2]["content_html"]).text_content()
    for words in (
        "Shares data with advertising partners",
        "In force from 20 April 2026",
        "First seen 2026-04-02 06:00 UTC; not yet there 2026-04-01 05:59 UTC",
        "A promise was taken out.",
        "We never sell your data to anyone.",
        "Promise not shown to be kept",
        "The page gave 0 of 7 days: first seen on 2026-04-02.",
    ):
        assert words in text


def test_an_entry_says_until_when_readers_may_object_and_what_stays_as_it_was():
    files = publish_feeds([history(KIOSK, COMING)], SETTINGS)
    text = html.fromstring(json.loads(files["all.json"])["items"][0]["content_html"]).text_content()
    assert "You may object or end the contract before 12 May 2027, by the policy’s own rule; silence counts" in text
    assert "Disputes that arose earlier stay under the earlier text. Earlier purchases stay" in text
    assert not any(b"You may object" in body for body in FEEDS.values())


def test_a_withdrawal_is_marked_and_linked_to_what_it_takes_back():
    item = json.loads(FEEDS["all.json"])["items"][0]
    assert "change withdrawn" in item["title"]
    assert f'href="{BASE}changes/{SECOND.id}/"' in item["content_html"]
    text = " ".join(html.fromstring(item["content_html"]).text_content().split())
    assert f"This takes back an earlier change: {SECOND.change.summary}" in text


def test_of_a_publishers_own_policy_a_feed_names_the_promise_and_judges_it_not():
    files = publish_feeds(HISTORIES, SETTINGS, own={FERNWEH.id})
    own, theirs = (
        " ".join(json.loads(files[f"policies/{name}.json"])["items"][-1]["content_html"].split())
        for name in (FERNWEH.id, KIOSK.id)
    )
    assert "How such changes are announced" in own
    assert not any(words in own for words in ("was collected", "told as promised", "shown to be kept"))
    assert "told as promised" in theirs


def test_whose_policy_it_is_decides_what_its_feeds_are_made_of():
    digests = {FERNWEH.id: "a", KIOSK.id: "b"}
    plans = [plan_feeds(HISTORIES, SETTINGS, digests=digests, own=own) for own in ((), {FERNWEH.id})]
    moved = {path for path, sheet in plans[1].items() if sheet.moved(plans[0][path].inputs)}
    assert f"policies/{FERNWEH.id}.xml" in moved
    assert f"policies/{KIOSK.id}.xml" not in moved


def test_links_are_absolute_in_every_format():
    for path, body in FEEDS.items():
        for link in re.findall(r"""href=(?:"|\\"|&quot;)([^"\\&]*)""", body.decode()):
            assert link.startswith("https://"), path


def test_an_entry_shows_the_weighty_findings_and_says_how_many_more_there_are():
    weak = [Finding("w", "other", "editorial", "", f"was {n}", f"is {n}", f"Reason {n}.") for n in range(5)]
    many = [Finding("w", "other", "minor", "", f"old {n}", f"new {n}", f"Minor {n}.") for n in range(20)]
    heavy = dataclasses.replace(SECOND.change.findings[0], why="The heavy one.")
    change = dataclasses.replace(SECOND.change, findings=(*weak, *many, heavy))
    files = publish_feeds([history(FERNWEH, record(1, change=change))], SETTINGS)
    content = json.loads(files["all.json"])["items"][0]["content_html"]
    assert content.index("The heavy one.") < content.index("Minor 10.")
    assert "Minor 11." not in content
    assert "Reason" not in content
    assert "14 further findings on the page" in content


def test_the_maker_is_named_without_a_version_so_that_an_upgrade_changes_no_byte():
    assert b"<generator>policy-tracker</generator>" in FEEDS["all.xml"]
    assert b"<generator>policy-tracker</generator>" in FEEDS["all.atom.xml"]


def test_what_a_template_lets_through_is_sanitised_once_more(monkeypatch):
    monkeypatch.setattr(
        entry, "render", lambda *_, **__: '<p onclick="x()">a<script>b()</script><a href="data:x">c</a></p>'
    )
    assert entry.entry_html(SECOND, SETTINGS) == "<p>a<a>c</a></p>"


class TestHostileText:
    files = publish_feeds([HOSTILE_HISTORY], SETTINGS)

    @pytest.mark.parametrize("path", [path for path in files if path.endswith(".xml")])
    def test_it_makes_no_feed_ill_formed_and_no_element_of_its_own(self, path):
        root = etree.fromstring(self.files[path])
        assert not {element for element in root.iter() if str(element.tag).endswith(("script", "img"))}

    @pytest.mark.parametrize("path", ["all.xml", "all.atom.xml"])
    def test_a_client_shows_it_as_text(self, path):
        parsed = feedparser.parse(self.files[path], sanitize_html=False)
        assert not parsed.bozo
        self.check(parsed.entries[0].content[0].value)

    def test_json_shows_it_as_text(self):
        item = json.loads(self.files["all.json"])["items"][0]
        self.check(item["content_html"])
        assert "\n" not in item["title"]
        assert item["id"] == HOSTILE_RECORD.tag

    @staticmethod
    def check(content: str) -> None:
        tree = html.fromstring(f"<div>{content}</div>")
        assert not list(tree.iter("script", "img", "iframe", "style"))
        assert all(link.startswith("https://") for link in tree.xpath("//@href"))
        assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
        assert "<script>alert(1)</script>" in tree.text_content()
        assert "{{ 7*7 }}" in tree.text_content()
        assert not re.search("[\x00\x1b\u202a-\u202e\u2066-\u2069\ufffe]", content)


def test_a_feed_reader_program_sees_each_change_once():
    first = publish_feeds([history(FERNWEH, FIRST, SECOND)], SETTINGS)
    with serve({"/all.xml": page(first["all.xml"], media_type="application/rss+xml")}) as site:
        reader = make_reader(":memory:")
        address = site.url("/all.xml")
        reader.add_feed(address)
        reader.update_feed(address)
        assert {entry.id for entry in reader.get_entries()} == {FIRST.tag, SECOND.tag}
        for entry in reader.get_entries():
            reader.mark_entry_as_read(entry)
        site.routes["/all.xml"] = page(FEEDS["all.xml"], media_type="application/rss+xml")
        reader.update_feed(address)
        fresh = {entry.id: entry for entry in reader.get_entries(read=False)}
        assert set(fresh) == {THIRD.tag, TERMS.tag}
        assert fresh[THIRD.tag].link == f"{BASE}changes/{THIRD.id}/"
        reader.close()
