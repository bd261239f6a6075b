"""Runs stand where a reader expects them: no confetti between edits, whole lines and sentences that come and go."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from tracker.diff.redline import redline
from tracker.diff.runs import joined, without_confetti
from tracker.diff.sequences import Match, matches

LETTERS = st.text(alphabet="abcd", max_size=24)
WORD = re.compile(r"\w+")


def shared(left: str, right: str) -> list[Match]:
    return matches(left, right, anchor=1)[0]


def words_told(before: str, after: str) -> int:
    return sum(len(WORD.findall(text)) for kind, text in redline(before, after)[0] if kind != "equal")


@given(LETTERS, LETTERS)
def test_joining_keeps_every_equal_word_and_their_order(left: str, right: str) -> None:
    found = shared(left, right)
    made = joined(left, right, found)
    assert sum(run.size for run in made) == sum(run.size for run in found)
    assert len(made) <= len(found)
    i = j = 0
    for run in made:
        assert run.i >= i
        assert run.j >= j
        assert left[run.i : run.i + run.size] == right[run.j : run.j + run.size]
        i, j = run.i + run.size, run.j + run.size


def test_a_run_that_also_follows_the_one_before_parts_nothing() -> None:
    assert joined("ab", "acb" + "b", [Match(0, 0, 1), Match(1, 3, 1)]) == [Match(0, 0, 1), Match(1, 3, 1)]
    assert joined("ab", "abcb", [Match(0, 0, 1), Match(1, 3, 1)]) == [Match(0, 0, 2)]
    assert joined("ab", "acab", [Match(0, 0, 1), Match(1, 3, 1)]) == [Match(0, 2, 2)]


def test_words_equal_by_accident_amid_large_edits_are_told_as_edits() -> None:
    runs = [Match(0, 0, 3), Match(9, 8, 1), Match(15, 14, 3)]
    assert without_confetti(runs, 18, 17) == [runs[0], runs[2]]


def test_a_word_between_two_small_edits_stays() -> None:
    runs = [Match(0, 0, 3), Match(4, 4, 1), Match(6, 6, 3)]
    assert without_confetti(runs, 9, 9) == runs


@pytest.mark.parametrize(("size", "stays"), [(1, False), (2, False), (3, True), (4, True)])
def test_three_words_in_a_row_are_no_accident(size: int, *, stays: bool) -> None:
    """So many equal words amid edits of forty."""
    runs = [Match(0, 0, 5), Match(15, 15, size), Match(25 + size, 25 + size, 5)]
    assert (without_confetti(runs, 30 + size, 30 + size) == runs) is stays


@pytest.mark.parametrize(("edited", "stays"), [(4, True), (5, False), (8, False)])
def test_a_word_amid_edits_five_times_as_long_is_an_accident(edited: int, *, stays: bool) -> None:
    """One equal word amid edits of so many."""
    runs = [Match(0, 0, 5), Match(5 + edited, 5, 1), Match(6 + edited, 6, 5)]
    assert (without_confetti(runs, 11 + edited, 11) == runs) is stays


def test_what_both_texts_begin_or_end_with_stays_however_short() -> None:
    runs = [Match(0, 0, 1), Match(20, 20, 1)]
    assert without_confetti(runs, 21, 21) == runs


@given(st.lists(LETTERS, max_size=6), st.lists(LETTERS, max_size=6))
def test_the_clean_up_tells_at_most_two_fifths_more_than_the_least_difference(old: list[str], new: list[str]) -> None:
    before, after = ("\n".join(" ".join(line) for line in side if line) for side in (old, new))
    least = Indel.distance("".join(old), "".join(new))
    assert least <= words_told(before, after) <= 1.4 * least + 1e-9


def test_a_sentence_that_came_has_its_own_full_stop() -> None:
    before = "We keep seeds. You may ask for them."
    after = "We keep seeds. We keep tools. You may ask for them."
    assert redline(before, after)[0] == (
        ("equal", "We keep seeds."), ("insert", " We keep tools."), ("equal", " You may ask for them."),
    )  # fmt: skip


def test_a_line_that_came_begins_and_ends_as_a_line() -> None:
    before, after = "We keep seeds.\nWe lend tools.", "We keep seeds.\nWe keep tools.\nWe lend tools."
    assert redline(before, after)[0] == (
        ("equal", "We keep seeds."), ("insert", "\nWe keep tools."), ("equal", "\nWe lend tools."),
    )  # fmt: skip


def test_an_address_is_not_taken_apart() -> None:
    before, after = "See seeds.example.org today", "See seeds.example.org, tools.example.org today"
    assert redline(before, after)[0] == (
        ("equal", "See seeds.example.org"), ("insert", ", tools.example.org"), ("equal", " today"),
    )  # fmt: skip


def test_a_line_end_that_moves_changes_no_word() -> None:
    assert words_told("We keep seeds and tools", "We keep seeds\nand tools") == 0
