"""The note of what files were made of counts while they stand as they were written, and is never needed."""

from __future__ import annotations

import os

import pytest

FILES = {"feeds/a.html": b"a", "feeds/b.html": b"b"}
INPUTS = {"feeds/a.html": "made of a", "feeds/b.html": "made of b"}


@pytest.fixture
def archive(place):
    archive = place.open()
    archive.write(FILES)
    archive.made.note(INPUTS)
    return archive


def test_says_what_files_were_made_of(archive, place):
    assert archive.made.read() == INPUTS
    assert place.open().made.read() == INPUTS
    assert "made" not in place.status()


@pytest.mark.parametrize("act", ["edit", "touch", "remove", "link"])
def test_a_file_that_somebody_else_wrote_does_not_count(archive, place, act):
    path = place.root / "feeds/a.html"
    if act == "edit":
        path.write_bytes(b"mine")
    elif act == "touch":
        os.utime(path, ns=(1, 1))
    else:
        path.unlink()
        if act == "link":
            path.symlink_to(place.root / "feeds/b.html")
    assert archive.made.read() == {"feeds/b.html": "made of b"}


def test_what_is_not_known_is_not_noted(archive):
    archive.made.note({"feeds/a.html": "", "feeds/b.html": "made of b", "feeds/missing": "x"})
    assert archive.made.read() == {"feeds/b.html": "made of b"}


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"null", b"\xff", b"{}", b'{"root": 1}', b"[" * 100_000]
    + [
        b'{"root": "ROOT", "files": %s}' % files
        for files in (b"[]", b'{"feeds/a.html": 1}', b'{"\\u0000": ["", 1, 1]}')
    ],
)
def test_a_damaged_note_is_none(archive, place, data):
    note = place.root / ".git/tracker.made"
    assert note.is_file()
    note.write_bytes(data.replace(b"ROOT", str(place.root).encode()))
    assert archive.made.read() == {}


def test_a_note_of_another_folder_is_none(archive, place):
    note = place.root / ".git/tracker.made"
    note.write_bytes(note.read_bytes().replace(str(place.root).encode(), b"/elsewhere"))
    assert archive.made.read() == {}


def test_a_note_that_cannot_be_written_stops_nothing(archive, place):
    (place.root / ".git/tracker.new").mkdir()
    archive.made.note({"feeds/a.html": "other"})
    assert archive.made.read() == INPUTS
