"""A version's files, and the way back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.archive.repositories import first, second, third
from tests.samples import FIRST, SECOND, TERMS
from tracker.archive.layout import UnreadableError, digest, read_version, version_digest, version_files
from tracker.model import PageInfo

FOLDER = "snapshots/fernweh-privacy/"


def files(history) -> dict[str, bytes]:
    return {path.removeprefix(FOLDER): data for path, data in version_files(history).items() if data is not None}


@pytest.mark.parametrize("history", [first(), second(), third(), replace(second(), evidence=TERMS.evidence)])
def test_reading_gives_back_what_was_written(history):
    assert read_version(files(history)) == history


def test_the_same_version_gives_the_same_bytes():
    assert version_files(third()) == version_files(read_version(files(third())))


@pytest.mark.parametrize("history", [first(), third(), replace(second(), evidence=TERMS.evidence)])
def test_the_digest_is_known_before_the_files_are_written(history):
    assert digest(files(history)) == version_digest(history)


def test_every_file_counts_for_the_digest_and_a_page_by_its_name():
    known = files(replace(second(), evidence=TERMS.evidence))
    for name in known:
        assert (digest({**known, name: known[name] + b" "}) == digest(known)) == (name == "page.html")
        assert digest({other: data for other, data in known.items() if other != name}) != digest(known)


def test_a_first_sight_has_these_files():
    assert set(files(first())) == {"policy.md", "page.html", "page.json", "rule.json", "states.json"}
    assert version_files(first())[FOLDER + "policy.md"] == first().markdown.encode()


def test_files_no_longer_made_are_deleted():
    old = replace(first(), evidence=TERMS.evidence)
    pdf = replace(old.snapshot.pages[0], file="page.pdf")
    new = replace(first(), snapshot=replace(old.snapshot, pages=(pdf,)))
    gone = {path for path, data in version_files(new, old).items() if data is None}
    assert gone == {FOLDER + "page.html", FOLDER + "evidence.json"}


def check_unreadable(found: dict[str, bytes], file: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=words) as caught:
        read_version(found)
    assert caught.value.file == file


@pytest.mark.parametrize("name", ["policy.md", "page.json", "rule.json", "states.json", "page.html"])
def test_a_missing_file_is_named(name):
    found = files(first())
    del found[name]
    check_unreadable(found, name, "missing")


@pytest.mark.parametrize("name", ["page.json", "rule.json", "states.json", f"changes/{FIRST.id}.json"])
@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'"x"', b"<<<<<<< HEAD\n{}\n", b"\xff", b"[" * 100_000, b"{}"])
def test_what_is_not_ours_is_named(name, data):
    check_unreadable(files(second()) | {name: data}, name, ".")


def test_a_later_schema_is_not_guessed_at():
    later = json.loads(files(first())["rule.json"]) | {"schema": "tracker/notice-rule@2"}
    check_unreadable(files(first()) | {"rule.json": json.dumps(later).encode()}, "rule.json", "notice-rule@2")


def test_a_value_of_the_wrong_kind_is_named_with_its_place():
    wrong = json.loads(files(first())["page.json"])
    wrong["pages"][0]["sha256"] = 7
    check_unreadable(files(first()) | {"page.json": json.dumps(wrong).encode()}, "page.json", "pages.0.sha256")


def test_page_bytes_must_be_those_described():
    check_unreadable(files(first()) | {"page.html": b"<h1>Edited</h1>"}, "page.html", "bytes")


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "page.json", "page-1.json", "/etc/passwd", "page.html/../x", "PAGE.HTML", ".git"]
)
def test_a_page_is_never_read_from_elsewhere(name):
    page = replace(first().snapshot.pages[0], file=name)
    odd = replace(first().snapshot, pages=(page,))
    check_unreadable(files(first()) | {name: b"x", "page.json": odd.to_json()}, "page.json", "no name of a page")


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page.pdf", "page.md", "page-1.html", "page-12.html"])
def test_pages_may_be_called(name):
    old = first()
    page = replace(old.snapshot.pages[0], file=name)
    renamed = replace(old, snapshot=replace(old.snapshot, pages=(page,)))
    assert read_version(files(renamed)) == renamed


def test_records_stand_in_the_order_of_their_chain():
    late_name = replace(FIRST, id="zz", previous=None)
    then = replace(SECOND, id="aa", previous="zz")
    assert read_version(files(replace(third(), records=(late_name, then)))).records == (late_name, then)


@pytest.mark.parametrize("stray", [replace(SECOND, previous="elsewhere"), replace(SECOND, previous=None)])
def test_a_record_outside_the_chain_is_named(stray):
    found = files(third()) | {f"changes/{SECOND.id}.json": stray.to_json()}
    with pytest.raises(UnreadableError, match="does not follow"):
        read_version(found)


def test_several_pages_keep_their_order():
    pages = tuple(
        PageInfo(f"page-{number}.html", "https://a.example/", "https://a.example/", "text/html", digest)
        for number, digest in ((2, first(b"two").snapshot.pages[0].sha256), (1, first(b"one").snapshot.pages[0].sha256))
    )
    both = replace(first(), snapshot=replace(first().snapshot, pages=pages), bodies=(b"two", b"one"))
    assert read_version(files(both)).bodies == (b"two", b"one")
