"""Front matter in the decider: what was filed without its dates, and several files that are one policy."""

from __future__ import annotations

from dataclasses import replace

from tests.pipeline.test_follow import POLICY, TEXT, Story
from tracker.model.front import without_front
from tracker.pipeline import Refreshed
from tracker.pipeline.version import extract_pages

FRONT = "---\neffective_date: {}\n---\n\n"
DATED = FRONT.format("2027-03-01") + TEXT


def test_what_an_earlier_program_filed_without_the_dates_is_read_again_and_is_no_change():
    story = Story()
    story.check(DATED)
    history = story.history
    snapshot = replace(history.snapshot, reader="earlier")
    story.history = replace(history, snapshot=snapshot, markdown=without_front(history.markdown))
    assert isinstance(story.check(DATED), Refreshed)
    assert story.history.markdown == history.markdown


def test_of_several_files_the_first_dates_the_text():
    pages = [
        (
            f"{FRONT.format(day)}# Part {number}\n\nWe keep it.\n".encode(),
            "text/markdown",
            f"https://a.example/{number}",
        )
        for number, day in enumerate(("2027-03-01", "2026-01-01"), 1)
    ]
    text, _ = extract_pages(POLICY, pages)
    assert text.markdown == FRONT.format("2027-03-01") + "# Part 1\n\nWe keep it.\n\n# Part 2\n\nWe keep it.\n"
