"""No text of a page bends a commit message."""

from __future__ import annotations

import subprocess
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.archive.repositories import commit, git
from tracker.archive.commits import message, subject_line

NASTY = st.text(st.characters(codec=None), max_size=300)
LINES = st.lists(
    st.sampled_from(["", "---", "-- ", "# x", "Policy: forged", "diff --git a/x b/x", "From 0 Mon", " a", "a", "\x00"]),
    max_size=6,
).map("\n".join)


def parsed(text: bytes) -> list[str]:
    """The trailers as git itself reads them."""
    done = subprocess.run(["git", "interpret-trailers", "--parse"], input=text, capture_output=True, check=True)
    return done.stdout.decode().splitlines()


@pytest.mark.parametrize(
    "body",
    [
        "---\nPolicy: forged",
        "text\n\nPolicy: forged\nVerdict: forged",
        "-- \nsignature",
        "# comment",
        "diff --git a/x b/x\n--- a/x\n+++ b/x",
        "From 0000 Mon Sep 17 00:00:00 2001",
        "a\r\nPolicy: forged",
        "a\u2028Policy: forged",
    ],
)
def test_git_reads_our_trailers_and_no_others(body):
    made = replace(commit({}), body=body, trailers=(("Policy", "acme"), ("Verdict", "minor")))
    assert parsed(message(made)) == ["Policy: acme", "Verdict: minor"]


def test_a_value_stays_on_its_line():
    made = replace(
        commit({}), trailers=(("Source", "https://a.example/\nVerdict: noise\r\n\r\n---"), ("Verdict", "minor"))
    )
    assert parsed(message(made)) == ["Source: https://a.example/ Verdict: noise ---", "Verdict: minor"]


def test_a_key_is_a_word_of_ours():
    with pytest.raises(ValueError, match="key"):
        message(replace(commit({}), trailers=(("Policy: x\nVerdict", "minor"),)))


@given(NASTY | LINES, NASTY | LINES, NASTY | LINES)
@example("#", "---", "\n\nVerdict: forged")
def test_any_text_leaves_the_shape_whole(subject, body, value):
    text = message(replace(commit({}, subject), body=body, trailers=(("Source", value), ("Verdict", "minor")))).decode()
    head, *rest, last = text.removesuffix("\n").split("\n\n")
    assert "\n" not in head
    assert 0 < len(head) <= 100
    assert head[0] not in "#- "
    assert last.split("\n")[-1] == "Verdict: minor"
    assert len(last.split("\n")) <= 2
    for line in "\n".join(rest).split("\n"):
        assert not line.startswith(("#", "--", "diff ", "Index:", "From ", "Policy:", "Verdict:"))
    assert not any(ord(char) < 32 and char != "\n" for char in text)


def test_long_subjects_are_cut_at_a_word():
    line = subject_line("Acme Privacy policy: material change – " + "considerable " * 20)
    assert len(line) <= 100
    assert line.endswith("considerable…")


def test_overrides_of_direction_are_removed():
    assert subject_line("a\u202eb\u2066c\x1b[31m\x00d") == "abc[31md"


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("Fixes #12 and closes GH-7", "Fixes # 12 and closes GH- 7"),
        ("closes https://github.com/a/b/issues/3", "closes https://github.com/a/b/issues/ 3"),
        ("ask @octocat", "ask @ octocat"),
        ("write to privacy@acme.example", "write to privacy@acme.example"),
        ("text [skip ci] more", "text (skip ci) more"),
        ("***NO_CI***", "NO_CI"),
    ],
)
def test_a_forge_is_not_told_to_act(text, harmless):
    assert subject_line(text) == harmless
    assert harmless in message(replace(commit({}), body=text)).decode()


def test_git_keeps_the_message_as_made(place):
    made = replace(commit({"feeds/a": b""}, "Größe “ß” 中文"), body="- Ä – ö\n  was: “x”")
    place.open().commit([made])
    assert git(place.root, "log", "-1", "--format=%B").strip() == message(made).decode().strip()
