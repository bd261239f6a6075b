"""Markdown files, as publishers keep them."""

from __future__ import annotations

from tests.extract.pages import EXPECTED
from tracker.extract import extract


def read(text):
    return extract(text.encode(), media_type="text/markdown")


def test_what_was_written_here_comes_back_byte_for_byte():
    assert read(EXPECTED).markdown == EXPECTED


def test_front_matter_and_comments_are_no_text():
    found = read('---\ntitle: "Terms of use"\nlang: de-AT\n---\n<!-- reviewed by\nlegal --># Nutzung\n\nText <!-- open')
    assert (found.markdown, found.title, found.language) == ("# Nutzung\n\nText <!-- open\n", "Terms of use", "de")


def test_link_definitions_are_put_in_place():
    text = "See [our terms][T], [this] and [that][].\n\n[t]: https://x.example/terms 'Terms'\n[this]: <https://x.example/this>\n"
    assert (
        read(text).markdown
        == "See [our terms](https://x.example/terms), [this](https://x.example/this) and [that][].\n"
    )


def test_the_first_heading_is_the_title():
    assert read("text\n\n# Privacy\n").title == "Privacy"
