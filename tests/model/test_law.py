"""A law beside the promise, in a line."""

from __future__ import annotations

import pytest

from tracker.model.baseline import BaselineVerdict, baselines
from tracker.model.law import LAW_WORDS, baseline_of, law_in_words


def verdict(name, least=None, most=None, word="not_shown"):
    return BaselineVerdict("any", word, None, least, most, ("why",), baseline=name)


@pytest.mark.parametrize(
    ("judged", "said"),
    [
        (verdict("eu-p2b", 3.0, 3.0), "article 3(2) to (4): 15 days; the page gave 3 days."),
        (verdict("eu-p2b", 3.0, 4.0), "15 days; the page gave 3 to 4 days."),
        (verdict("eu-p2b", 20.0), "15 days; the page gave at least 20 days."),
        (verdict("eu-p2b", -4.0, 1.0), "15 days; the page gave 0 to 1 day."),
        (verdict("eu-p2b"), "15 days; how much the page gave is not known."),
        (verdict("eu-psd2", 1.0, 1.0), "2 months; the page gave 1 day."),
    ],
)
def test_says_what_the_law_asks_and_what_the_page_gave(judged, said):
    assert law_in_words(judged).endswith(said)
    assert law_in_words(judged).startswith(baseline_of(judged).title)


def test_a_law_that_this_program_does_not_know_is_passed_over():
    assert law_in_words(verdict("xx-none", 1.0)) == ""


@pytest.mark.parametrize("law", baselines(), ids=lambda law: law.id)
def test_every_law_has_its_line_with_where_it_stands(law):
    said = law_in_words(verdict(law.id, 1.0, 2.0))
    assert law.citation in said
    assert ("guidance, not law" in said) == (law.force == "guidance")


def test_every_verdict_has_a_word_that_accuses_nobody():
    assert set(LAW_WORDS) == {"met", "not_shown", "breached", "nothing_promised"}
    assert not [word for word in LAW_WORDS.values() if "broken" in word or "breach" in word or "kept" in word]
