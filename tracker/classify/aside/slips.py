"""Slips of the pen: one word that is none became the word that was meant, or the other way round."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from tracker.classify.aside.common import steers
from tracker.classify.clause import Clause
from tracker.classify.lexicon import confusable, load, small_words
from tracker.classify.reason import Reason, editorial
from tracker.classify.scene import Scene

_SHORTEST = 4  # letters; among shorter words too many differ in one letter
_FAR = 2  # letters changed, put in, left out or exchanged with their neighbour
_VOWELS = frozenset("aeiouy")


def slip(clause: Clause, scene: Scene) -> Reason | None:
    """A word with letters exchanged, left out or doubled, which nothing else on the other page knows, set right."""
    if not clause.english:
        return None
    if _stray_capital(clause.edit.before.split(), clause.edit.after.split()):
        return editorial("other", "Only a stray letter before a word differs.")
    pair = None if steers(clause) else _one_word(clause)
    if pair is None or not _looks_like_a_slip(*pair) or not confusable().isdisjoint(pair):
        return None
    known = [_is_common(word) or _on_both(word, scene) for word in pair]
    if all(known) or not any(known):
        return None
    unknown = pair[known.index(False)]
    other = scene.after if unknown == pair[0] else scene.before
    if _stands(unknown, other.text) or unknown not in clause.edit.before + clause.edit.after:
        return None  # a word of the other page too, or written with a capital: a name
    return editorial("other", "Only the spelling of a word differs.", *pair)


def _one_word(clause: Clause) -> tuple[str, str] | None:
    """The one pair of words that differs, of letters alone; None where more or less differs."""
    pair = _lone_pair(clause.old.words, clause.new.words)
    return pair if pair and all(word.isalpha() and len(word) >= _SHORTEST for word in pair) else None


def _stray_capital(old: Sequence[str], new: Sequence[str]) -> bool:
    """A letter typed before a word: "TIn line with our goal" for "In line with our goal"."""
    pair = _lone_pair(old, new)
    if pair is None:
        return False
    right, wrong = sorted(pair, key=len)
    return wrong[1:] == right and wrong[:2].isupper() and right[1:].islower() and right.casefold() in small_words()


def _lone_pair(old: Sequence[str], new: Sequence[str]) -> tuple[str, str] | None:
    """The two words that differ where all others are the same, each in its place."""
    if len(old) != len(new):
        return None
    pairs = [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]
    return pairs[0] if len(pairs) == 1 else None


def _looks_like_a_slip(old: str, new: str) -> bool:
    """Neighbours exchanged, a letter left out or put in, or a vowel for a vowel; the first letter stays.

    Another consonant, as in "lessor" and "lessee", or another beginning, as in "able" and "unable", is another word.
    """
    if OSA.distance(old, new, score_cutoff=_FAR) > _FAR:
        return False
    if sorted(old) == sorted(new):
        return True
    if old[0] != new[0]:
        return False
    if OSA.distance(old, new) != 1:
        return _stuttered(*sorted((old, new), key=len))
    if len(old) != len(new):
        return True
    return all({*pair} <= _VOWELS for pair in zip(old, new, strict=True) if pair[0] != pair[1])


def _stuttered(short: str, long: str) -> bool:
    """Two letters put into the middle of a longer word: "notifice"; at its ends they would make another word."""
    if len(long) - len(short) != _FAR or len(short) <= _SHORTEST + 1 or short[-_FAR:] != long[-_FAR:]:
        return False
    return any(short[:place] + long[place : place + _FAR] + short[place:] == long for place in range(_FAR, len(short)))


def _stands(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) is not None


def _on_both(word: str, scene: Scene) -> bool:
    return _stands(word, scene.before.text) and _stands(word, scene.after.text)


def _is_common(word: str) -> bool:
    whole, beginnings = _common()
    return word in whole or word.startswith(beginnings)


@functools.cache
def _common() -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of the lists, and the beginnings that stand there for all words that begin so."""
    listed = {*_listed()}
    whole = {word for word in listed if not word.endswith("*")} | small_words()
    return frozenset(whole), tuple(word[:-1] for word in listed if word.endswith("*") and len(word) > _SHORTEST)


def _listed() -> Iterator[str]:
    for table in load("concepts.toml").values():
        for term in table["terms"]:
            yield from term.split()
