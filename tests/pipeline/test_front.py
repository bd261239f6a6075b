"""Front matter in the decider: what was filed without its dates, and several files that are one policy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.pipeline.test_follow import POLICY, TEXT, Story
from tracker.model.front import without_front
from tracker.pipeline import Changed, Refreshed, check
from tracker.pipeline.version import extract_pages

FRONT = "---\neffective_date: {}\n---\n\n"
TODAY = date(2026, 11, 22)
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


def drafted(front="2026-06-01", shown="1 June 2026", period="30 days"):
    text = (
        f"# Privacy policy\n\nEffective date: {shown}\n\n## Data\n\nWe keep your orders for {period}.\n\n## Changes\n\n"
    )
    return FRONT.format(front) + text + "We will email you at least 30 days before any change takes effect.\n"


def test_a_draft_whose_shown_date_is_the_old_one_is_not_ready():
    draft = drafted(front="2027-01-15", period="24 months")
    readiness = check(drafted(), draft, today=TODAY, effective=date(2027, 1, 15))
    (problem,) = readiness.problems
    assert "still bears the old date 1 June 2026" in problem
    assert not check(drafted(), draft, today=TODAY).ready


def test_a_draft_that_shows_the_new_date_is_ready_whatever_stands_above():
    draft = drafted(shown="15 January 2027", period="24 months")
    readiness = check(drafted(), draft, today=TODAY)
    assert (readiness.problems, readiness.effective_on) == ((), date(2027, 1, 15))


def test_a_date_above_a_text_that_shows_another_is_told_to_nobody():
    story = Story()
    story.check(drafted())
    outcome = story.check(drafted(front="2027-01-15"))
    assert isinstance(outcome, Changed)
    assert (outcome.record.change.verdict, outcome.record.told) == ("noise", False)


def test_two_dates_are_warned_of():
    ready = check(drafted(), drafted(front="2027-03-01", shown="1 April 2027"), today=TODAY)
    assert any("The front matter states 2027-03-01" in warning for warning in ready.warnings)
    alike = check(drafted(), drafted(front="2027-04-01", shown="1 April 2027"), today=TODAY)
    assert not any("front matter" in warning for warning in alike.warnings)
