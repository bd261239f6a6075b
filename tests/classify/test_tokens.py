"""A sentence as words: what is set aside, and what the quick looks may not miss."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tracker.classify import tokens
from tracker.classify.tokens import DATE, MAIL, URL, letters, read, squash

DATED = st.lists(
    st.sampled_from(
        ["4", "12th", "the 3rd", "of", "March", "may", "May", "août", "dec.", ",", "2031", "1999", "2031-05-04", "年", "5月"]
    ),
    max_size=7,
).map(" ".join)  # fmt: skip
ANY = st.text(alphabet="ab Z.9-/:@’“é_|ſ—\u00a0", max_size=30)


@given(DATED)
def test_the_quick_look_misses_no_date(text: str) -> None:
    assert tokens._may_hold_date(text) or not tokens._date().search(text)


@given(ANY)
def test_the_quick_look_misses_no_address(text: str) -> None:
    folded = text.casefold()
    quick = tokens._DOTTED.search(folded) or "://" in folded or "www." in folded
    assert quick or not tokens._URL.search(folded)


@given(ANY)
def test_letters_are_what_no_pattern_for_other_signs_matches(text: str) -> None:
    assert letters(text) == re.sub(r"[\W_]+", "", text)
    assert squash(text) == letters(text.casefold())


@given(ANY)
def test_plain_sentences_are_cut_into_the_same_words_as_others(text: str) -> None:
    folded = text.casefold()
    if folded.isascii():
        assert tokens._ASCII_TOKEN.findall(folded) == tokens._TOKEN.findall(folded)


def test_signs_stand_for_dates_and_addresses() -> None:
    found = read("Write to seeds@club.example or see www.club.example by 4 March 2031, or on 5 days a week.")
    assert (DATE in found.words, MAIL in found.words, URL in found.words) == (True, True, True)
    assert found.dates == ("2031 4 march",)
    assert "5" in found.words
