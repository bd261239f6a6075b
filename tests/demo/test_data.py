"""The data of the story holds together, before anything is played."""

from __future__ import annotations

import re
import urllib.error
import urllib.request

import pytest

from tracker.demo import play
from tracker.demo.server import serve
from tracker.demo.story import load, text
from tracker.errors import InputError

STORY = load()


def words(html):
    return re.sub(r"<(script|style)[^>]*>.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL).split()


@pytest.mark.parametrize("policy", STORY.policy, ids=lambda policy: policy.id)
def test_pages_look_like_real_ones(policy):
    html = text(f"pages/{policy.page}")
    assert 650 <= len(words(html)) <= 1500
    assert 8 <= html.count("<h2") <= 15
    assert "<nav" in html
    assert "<footer" in html
    assert ".example" in html


def test_every_edit_is_used_and_names_a_page():
    used = {name for day in STORY.day for name in (*day.apply, *day.undo)}
    assert used == set(STORY.edits)
    assert {edit.page for edit in STORY.edits.values()} <= {policy.page for policy in STORY.policy}


def test_days_are_in_order_and_speak_of_known_policies_and_readers():
    days = [day.on for day in STORY.day]
    assert days == sorted(set(days))
    ids = {policy.id for policy in STORY.policy}
    for day in STORY.day:
        assert set(day.expect) <= ids
        assert set(day.instead) <= ids
        assert set(day.mails) <= {reader.name for reader in STORY.subscriber}


def test_an_edit_stays_until_it_is_taken_back():
    pages = {day.on.isoformat(): STORY.pages(day.on) for day in STORY.day}
    assert "binding arbitration" in pages["2026-04-07"]["hexfern-terms"]
    assert pages["2026-04-10"]["hexfern-terms"] == pages["2026-04-01"]["hexfern-terms"]
    assert "Page not found" in pages["2026-03-23"]["parcelwren-terms"]
    assert pages["2026-03-24"]["parcelwren-terms"] == pages["2026-03-09"]["parcelwren-terms"]
    assert pages["2026-03-02"]["hexfern-terms"] == text("pages/hexfern-terms.html")


@pytest.mark.parametrize("day", STORY.day, ids=lambda day: str(day.on))
def test_something_is_expected_exactly_where_a_page_differs_in_words(day):
    """Only the redesign, the numbers of headings, and the page that comes back after the error differ quietly."""
    number = STORY.day.index(day)
    before = STORY.pages(STORY.day[number - 1].on) if number else {}
    differ = {policy for policy, html in STORY.pages(day.on).items() if html != before.get(policy)}
    quiet = {"2026-03-09": {"quillmoor-privacy", "parcelwren-terms"}, "2026-03-24": {"parcelwren-terms"}}
    assert differ - set(day.expect) == quiet.get(str(day.on), set())
    assert set(day.expect) <= differ


def test_the_server_shows_what_it_is_told_and_nothing_else():
    with serve() as pages:
        pages.html = {"/a": "<p>One</p>"}
        with urllib.request.urlopen(pages.address + "/a") as answer:
            assert answer.read() == b"<p>One</p>"
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(pages.address + "/b")
        assert error.value.code == 404


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("keep me")
    with pytest.raises(InputError, match="not empty"):
        play(tmp_path, lambda line: None)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
