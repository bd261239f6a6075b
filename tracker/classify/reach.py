"""How far a sentence goes: a small word turns some into all, the earlier day into the later, a yes into a no."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from tracker.classify.clause import Clause, Side
from tracker.classify.lexicon import load

Pair = tuple[str, str]  # what went and what came, as words; one may be empty
_ALIKE = 0.5  # share of words of meaning that must stay
_BESIDE = 1  # other words of meaning that may come or go; where more did, the sentence is another
_DENYING = ("un", "in", "ir", "non")


def part_of_all(clause: Clause) -> Pair | None:
    """The words where a statement of some became one of all, or the other way round."""
    lost, gained = clause.shifted
    table = _words()
    for there, then in (("whole", "part"), ("part", "whole")):
        old, new = _of(lost, table[there]), _of(gained, table[then])
        if old and new and not table["alike"].issuperset((*old, *new)):
            return ", ".join(old), ", ".join(new)
    parts = [[f"{word} of" for word in _parted(side)] for side in (clause.old, clause.new)]
    return (", ".join(parts[0]), ", ".join(parts[1])) if bool(parts[0]) != bool(parts[1]) else None


def _parted(side: Side) -> list[str]:
    """The words for a part before "of": "some of your letters"."""
    listed = _words()["part"] | _words()["share"]
    return [word for word, following in pairwise(side.words) if following == "of" and word in listed]


def bounds_moved(clause: Clause) -> Pair | None:
    """The words that hold a statement within bounds ("aggregated", "gross", "prior") where hardly any others differ."""
    lost, gained = clause.shifted
    groups = _bounds()
    old = {word: groups[word] for word in lost if word in groups and not _is_name(word, clause.old)}
    new = {word: groups[word] for word in gained if word in groups and not _is_name(word, clause.new)}
    old, new = _without(old, new), _without(new, old)
    if not (old or new) or clause.fresh.total() + clause.gone.total() > len(old) + len(new) + _BESIDE:
        return None
    return ", ".join(old), ", ".join(new)


def opposites(clause: Clause) -> Pair | None:
    """A word and what became of it, where that is its opposite: "included", "excluded"; not where a "not" went too."""
    if clause.old.count("negation") != clause.new.count("negation"):
        return None  # "not allowed" and "prohibited" say the same
    lost, gained = clause.shifted
    known = _opposites()
    for old in lost:
        for new in (*known.get(old, ()), *_denials(old)):
            if new in gained:
                return old, new
    return None


def turned_by_a_word(clause: Clause) -> bool:
    """A sentence that stays says some for all, or the opposite of what it said."""
    return stays(clause) and bool(part_of_all(clause) or opposites(clause))


def stays(clause: Clause) -> bool:
    """Most of the sentence is still there; else it is another, and no word of it was turned."""
    return clause.shape == "modified" and clause.likeness >= _ALIKE


def parts_differ(clause: Clause) -> bool:
    """A word for a part came or went: "some rides are filmed", "rides are filmed"."""
    return any(_of(words, _words()["part"]) for words in clause.shifted)


def _of(words: Counter[str], known: Collection[str]) -> list[str]:
    return [word for word in words if word in known]


def _without(these: dict[str, int], those: dict[str, int]) -> dict[str, int]:
    """The words that no word of the other side says too."""
    return {word: group for word, group in these.items() if group not in those.values()}


def _is_name(word: str, said: Side) -> bool:
    """It stands with a capital within the sentence: "Private Packages" are a product."""
    return f" {word.capitalize()}" in said.text.raw


def _denials(word: str) -> Iterator[str]:
    """The word with and without what denies it: "insured" and "uninsured"."""
    for start in _DENYING:
        if len(word) > len(start) + 1:
            yield start + word
        if word.startswith(start) and len(word) > 2 * len(start) + 1:
            yield word[len(start) :]


@functools.cache
def _words() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load("scope.toml")["scope"].items()}


@functools.cache
def _bounds() -> Mapping[str, int]:
    """For each word that holds a sentence within bounds the number of its group."""
    return {word: at for at, group in enumerate(load("scope.toml")["bounds"]["groups"]) for word in group}


@functools.cache
def _opposites() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in load("scope.toml")["opposites"]["pairs"]:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}
