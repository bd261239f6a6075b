"""The table in story.toml is the test: every day of the story comes out as it was written down by hand."""

from __future__ import annotations

import email
import json
import subprocess
from dataclasses import replace
from email.policy import default

import feedparser
import pytest

from tracker.demo import differences
from tracker.demo.show import table, what_to_look_at
from tracker.demo.story import load

DAYS = load().day


def git(folder, *words):
    return subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("day", DAYS, ids=lambda day: str(day.on))
def test_the_day_comes_out_as_written(day, story, played):
    wrong = [line for line in differences(story, played.days) if line.startswith(str(day.on))]
    assert not wrong, "\n".join([day.title, *wrong])


def test_nothing_else_happens(story, played):
    assert differences(story, played.days) == ()


def test_the_comparison_is_awake(story, played):
    """Each field of an expectation, made wrong, is noticed."""
    wrong = {
        "verdict": "minor",
        "noise": "token",
        "sections": ("merged",),
        "category": "do_not_track",
        "quotes": ("words that stand nowhere",),
        "effective": story.day[0].on,
        "notice": "unheard_of",
        "days": (1, 1, 1),
        "told": False,
        "withdraws": story.day[0].on,
    }
    number, day = next((n, day) for n, day in enumerate(story.day) if "ledgerpine-subprocessors" in day.expect and n)
    for field, value in wrong.items():
        expect = dict(day.expect)
        expect["ledgerpine-subprocessors"] = replace(expect["ledgerpine-subprocessors"], **{field: value})
        days = (*story.day[:number], replace(day, expect=expect), *story.day[number + 1 :])
        assert set(differences(replace(story, day=days), played.days)) - set(differences(story, played.days)), field
    quiet = replace(story, day=(*story.day[:number], replace(day, expect={}, mails=()), *story.day[number + 1 :]))
    assert len(set(differences(quiet, played.days)) - set(differences(story, played.days))) >= len(day.expect) + 1


def test_every_version_is_a_commit_and_nothing_else_is(story, played):
    """One commit for each first sight and each change of a policy, in the order of the days, author-dated at noon."""
    expected = [
        (str(day.on), policy)
        for day in story.day
        for policy in (policy.id for policy in story.policy)
        if policy in day.expect and day.expect[policy].outcome != "held"
    ]
    lines = git(played.folder, "log", "--reverse", "--format=@%as", "--name-only", "--", "snapshots/*/policy.md")
    found = []
    for line in filter(None, lines.splitlines()):
        if line.startswith("@"):
            day = line[1:]
        else:
            found.append((day, line.split("/")[1]))
    assert sorted(found) == sorted(expected)


def test_the_work_tree_is_clean(played):
    assert git(played.folder, "status", "--porcelain") == ""


def test_the_diff_shows_the_changed_sentence_alone(played):
    shown = git(played.folder, "log", "-p", "--format=", "--", "snapshots/quillmoor-privacy/policy.md")
    changed = [line for line in shown.splitlines() if line[:1] in "+-" and line[:3] not in {"+++", "---"}]
    assert "+We use account data to let you in and to receive your requests." in changed
    assert "-We use account data to let you in and to recieve your requests." in changed


def test_feeds_show_what_is_told(story, played):
    told = sum(bool(expected.told) for day in story.day for expected in day.expect.values())
    feeds = {path.name: feedparser.parse(path.read_bytes()) for path in (played.folder / "feeds").rglob("*.xml")}
    assert feeds
    assert all(not feed.bozo for feed in feeds.values())
    assert max(len(feed.entries) for feed in feeds.values()) == told
    every = next(feed for feed in feeds.values() if len(feed.entries) == told)
    ids = [entry.id for entry in every.entries]
    assert len(set(ids)) == told
    assert all(name.startswith("tag:watcher.example,2026-") for name in ids)


def test_mails_go_to_those_who_asked(story, played):
    paths = sorted((played.folder / "mails").glob("*.eml"))
    assert [path.stem for path in paths] == sorted(f"{day.on}-{name}" for day in story.day for name in day.mails)
    texts = {path.stem: email.message_from_bytes(path.read_bytes(), policy=default) for path in paths}
    assert len({message["Message-ID"] for message in texts.values()}) == len(texts)
    body = texts["2026-04-20-omar"].get_body(("plain",)).get_content()
    assert "writing assistant" in body
    assert "Quillmoor" in body
    assert "withdrawn" in texts["2026-04-10-priya"].get_body(("plain",)).get_content()
    assert "operator@watcher.example" in texts["2026-04-20-omar"]["List-Unsubscribe"]


def test_no_address_of_a_person_enters_the_repository(story, played):
    everything = git(played.folder, "log", "-p", "--all", "--format=%H%n%an%n%ae%n%B")
    assert "reader.example" not in everything
    assert "out.quillmoor.example" not in everything
    for path in (played.folder / "feeds").rglob("*"):
        assert path.is_dir() or b"reader.example" not in path.read_bytes()


def test_everything_owed_is_sent(played):
    outbox = [json.loads(path.read_text()) for path in (played.folder / "snapshots/_state/outbox").glob("*.json")]
    assert outbox
    assert all(item["sent_at"] for item in outbox)


def test_the_page_exists_and_names_every_policy(story, played):
    index = (played.folder / "feeds/index.html").read_text()
    for policy in story.policy:
        assert policy.service in index


def test_the_table_and_the_pointers(played):
    shown = table(played.days)
    assert shown.row_count >= len(DAYS)
    assert any("index.html" in line for line in what_to_look_at(played.folder))
