"""Words and what they stand for: concepts read from the data files beside this module, looked up in one pass."""

from __future__ import annotations

import functools
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib import resources
from itertools import zip_longest
from typing import Any

Terms = Mapping[str, Counter[str]]
VOID = "void"
_SWALLOWED = frozenset(  # what void phrases hide
    {"right", "fee", "dispute", "share", "use", "hold", "consent", "children", "party"}
)
_MEMORY = 1 << 16  # distinct pairs of words remembered; a policy has some 10,000


def load(name: str) -> dict[str, Any]:
    """A data file of this package, parsed."""
    return tomllib.loads((resources.files("tracker.classify") / "words" / name).read_text("utf8"))


class Lexicon:
    """Terms of one or several words by concept; `find` returns what a sequence of words holds.

    No regular expressions: each word is looked up once, with the one that follows it, so the time is linear whatever
    the text.
    """

    def __init__(self, terms: Mapping[str, Sequence[str]]) -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._prefixed: dict[str, list[tuple[str, tuple[str, ...], str]]] = {}
        for concept, members in terms.items():
            for term in members:
                first, *rest = term.split()
                if first.endswith("*"):
                    self._prefixed.setdefault(first[:2], []).append((first[:-1], tuple(rest), concept))
                else:
                    self._phrases.setdefault(first, []).append((tuple(rest), concept))
        self._starting = functools.lru_cache(maxsize=_MEMORY)(self._look_up)

    def _look_up(self, word: str, following: str) -> tuple[tuple[tuple[str, ...], str], ...]:
        """The terms that may begin with two words: what follows the first of them, and the concept."""
        found = list(self._phrases.get(word, ()))
        found += [
            (rest, concept) for start, rest, concept in self._prefixed.get(word[:2], ()) if word.startswith(start)
        ]
        return tuple((rest, concept) for rest, concept in found if not rest or _follows((following,), 0, rest[:1]))

    def find(self, words: Sequence[str]) -> Terms:
        """The terms found, by concept, each as it stands in the text and as often."""
        hits: list[tuple[int, int, str]] = []
        swallowed: set[int] = set()
        for place, pair in enumerate(zip_longest(words, words[1:], fillvalue="")):
            for rest, concept in self._starting(*pair):
                if len(rest) > 1 and not _follows(words, place + 1, rest):
                    continue
                end = place + 1 + len(rest)
                if concept == VOID:
                    swallowed.update(range(place, end))
                else:
                    hits.append((place, end, concept))
        found: dict[str, Counter[str]] = {}
        for place, end, concept in hits:
            if swallowed and concept in _SWALLOWED and swallowed.issuperset(range(place, end)):
                continue
            found.setdefault(concept, Counter())[" ".join(words[place:end])] += 1
        return found


def _follows(words: Sequence[str], place: int, rest: tuple[str, ...]) -> bool:
    if place + len(rest) > len(words):
        return False
    for offset, want in enumerate(rest):
        have = words[place + offset]
        if not (have.startswith(want[:-1]) if want[-1] == "*" else have == want):
            return False
    return True


@functools.cache
def concepts() -> Lexicon:
    """The concepts of policies in English."""
    return Lexicon({name: table["terms"] for name, table in load("concepts.toml").items()})


@functools.cache
def page_words() -> Lexicon:
    """What tells menus, dialogs, error pages and pointers to other documents."""
    return Lexicon({name: table["terms"] for name, table in load("page.toml").items()})


@functools.cache
def small_words() -> frozenset[str]:
    """English words without a meaning of their own."""
    return frozenset(load("language.toml")["small"]["words"])
