"""Files of the repository as pages, and only files of the repository."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace

import pytest

from tests.fetch.helpers import NOW, QUICK, declared, get, get_failure, get_page
from tracker.model import NotModified, Validators


def own(file):
    return declared(file=file)


@pytest.mark.parametrize(
    ("file", "media_type"),
    [
        ("privacy.md", "text/markdown"),
        ("legal/Privacy.HTML", "text/html"),
        ("privacy.txt", "text/plain"),
        ("privacy.pdf", "application/pdf"),
        ("privacy.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_a_file_is_a_page(tmp_path, file, media_type):
    (tmp_path / "legal").mkdir()
    (tmp_path / file).write_bytes(b"# Privacy\n")
    page = get_page(own(file), root=tmp_path)
    assert (page.url, page.requested, page.media_type) == (f"file:{file}", f"file:{file}", media_type)
    assert page.body == b"# Privacy\n"
    assert page.validators == Validators(etag=f"sha256:{hashlib.sha256(page.body).hexdigest()}")


def test_the_same_bytes_are_not_modified(tmp_path):
    (tmp_path / "a.md").write_text("one")
    known = {"file:a.md": get_page(own("a.md"), root=tmp_path).validators}
    assert get(own("a.md"), root=tmp_path, known=known) == NotModified(NOW)
    (tmp_path / "a.md").write_text("two")
    assert get_page(own("a.md"), root=tmp_path, known=known).body == b"two"


def test_links_inside_the_repository_are_followed(tmp_path):
    (tmp_path / "a.md").write_text("one")
    (tmp_path / "b.md").symlink_to("a.md")
    assert get_page(own("b.md"), root=tmp_path).body == b"one"


@pytest.mark.parametrize("target", ["../outside.md", "snapshots/acme/policy.md", ".git/a.md", "loop.md"])
def test_links_out_of_the_repository_or_into_generated_folders_are_not(tmp_path, target):
    root = tmp_path / "repo"
    for folder in (root / "snapshots/acme", root / ".git"):
        folder.mkdir(parents=True)
    for place in ("../outside.md", "snapshots/acme/policy.md", ".git/a.md"):
        (root / place).write_text("secret")
    (root / "loop.md").symlink_to(target)
    assert get_failure(own("loop.md"), root=root).kind == "missing_file"


@pytest.mark.parametrize(
    "file", ["../a.md", "/etc/passwd", "none.md", "folder.md", "", ".", "a\\b.md", "a\x00.md", "C:/a.md", "x" * 501]
)
def test_what_is_no_file_inside_is_missing(tmp_path, file):
    (tmp_path / "folder.md").mkdir()
    failure = get_failure(replace(own("x"), file=file or "."), root=tmp_path)
    assert (failure.kind, failure.lasting) == ("missing_file", True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_does_not_stop_the_run(tmp_path):
    os.mkfifo(tmp_path / "a.md")
    assert get_failure(own("a.md"), root=tmp_path).kind == "missing_file"


def test_other_limits_hold_for_files_too(tmp_path):
    (tmp_path / "big.md").write_bytes(b"x" * 1001)
    (tmp_path / "empty.md").write_bytes(b" \n")
    (tmp_path / "a.odt").write_bytes(b"x")
    small = replace(QUICK, max_bytes=1000)
    assert get_failure(own("big.md"), root=tmp_path, settings=small).kind == "too_large"
    assert get_failure(own("empty.md"), root=tmp_path).kind == "empty"
    assert get_failure(own("a.odt"), root=tmp_path).kind == "unsupported"
