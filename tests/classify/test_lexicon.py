"""Terms are found by concept, each as it stands in the text."""

from __future__ import annotations

from collections import Counter

from tracker.classify.lexicon import Lexicon

WORDS = Lexicon(
    {"keep": ["keep", "we keep", "retain*"], "share": ["pass on", "third part*"], "void": ["right to share"]}
)


def find(text: str) -> dict[str, Counter[str]]:
    return dict(WORDS.find(text.split()))


def test_each_term_counts_as_it_stands() -> None:
    assert find("we keep what others keep") == {"keep": Counter({"keep": 2, "we keep": 1})}


def test_a_star_stands_for_the_rest_of_a_word() -> None:
    assert find("retained by third parties") == {"keep": Counter(["retained"]), "share": Counter(["third parties"])}


def test_a_term_needs_all_its_words_in_order() -> None:
    assert find("pass it on") == {}
    assert find("on pass") == {}
    assert find("third") == {}


def test_the_same_words_are_asked_twice_and_answered_alike() -> None:
    assert find("we pass on") == find("we pass on") == {"share": Counter(["pass on"])}


def test_a_very_long_sentence_is_read_to_its_end() -> None:
    assert find("word " * 900 + "pass on") == {"share": Counter(["pass on"])}
