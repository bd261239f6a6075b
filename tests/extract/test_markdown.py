"""Markdown files, as publishers keep them."""

from __future__ import annotations

import pytest

from tests.extract.pages import EXPECTED
from tracker.errors import ExtractionError
from tracker.extract import extract


def read(text):
    return extract(text.encode(), media_type="text/markdown")


def test_what_was_written_here_comes_back_byte_for_byte():
    assert read(EXPECTED).markdown == EXPECTED


def test_front_matter_and_comments_are_no_text():
    found = read('---\ntitle: "Terms of use"\nlang: de-AT\n---\n<!-- reviewed by\nlegal --># Nutzung\n\nText <!-- open')
    assert (found.markdown, found.title, found.language) == ("# Nutzung\n\nText <!-- open\n", "Terms of use", "de")


def test_dates_stay_above_the_part_of_the_text_that_is_read():
    text = "---\nlayout: page\nlastUpdated: '2031-03-01T10:00:00Z'\n---\n# Shop\n\nBuy.\n\n# Privacy\n\nWe keep it.\n"
    found = extract(text.encode(), media_type="text/markdown", start="Privacy").markdown
    assert found == "---\nlast_updated: 2031-03-01\n---\n\n# Privacy\n\nWe keep it.\n"
    assert extract(found.encode(), media_type="text/markdown", start="Privacy").markdown == found


def test_dates_alone_are_no_text():
    with pytest.raises(ExtractionError):
        read("---\neffective_date: 2031-03-01\n---\n")


def test_link_definitions_are_put_in_place():
    text = "See [our terms][T], [this] and [that][].\n\n[t]: https://x.example/terms 'Terms'\n[this]: <https://x.example/this>\n"
    assert (
        read(text).markdown
        == "See [our terms](https://x.example/terms), [this](https://x.example/this) and [that][].\n"
    )


def test_the_first_heading_is_the_title():
    assert read("text\n\n# Privacy\n").title == "Privacy"
