"""Words of a text, and lists of words and stems, as the rules about doubtful pages need them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tracker.model.datafile import data_file

_NOT = re.compile(r"n['’]t\b")
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003134f]")
_LETTERS = 2  # of a script without spaces make a word


def data(name: str) -> Mapping[str, Any]:
    """A data file of this package."""
    return data_file("tracker.doubt", f"{name}.toml")


def words_of(text: str) -> list[str]:
    """The words of a text in lower case; "isn't" is "is not", "n'existe" is "n existe"."""
    return _WORD.findall(_NOT.sub(" not", text.casefold()))


def count(text: str) -> int:
    """How many words a reader would count; scripts that put no spaces between words are counted by their letters."""
    spaced = sum(1 for word in _WORD.findall(_UNSPACED.sub(" ", text)) if not word.isdigit())
    return spaced + len(_UNSPACED.findall(text)) // _LETTERS


class Stems:
    """A list of words, some of them stems: with a star at the end, or at the beginning."""

    def __init__(self, words: Iterable[str]) -> None:
        listed = tuple(words)
        self._whole = frozenset(word for word in listed if "*" not in word)
        self._begins = tuple(word[:-1] for word in listed if word.endswith("*"))
        self._ends = tuple(word[1:] for word in listed if word.startswith("*"))

    def __contains__(self, word: str) -> bool:
        return word in self._whole or word.startswith(self._begins) or word.endswith(self._ends)

    def meet(self, words: frozenset[str]) -> bool:
        """Whether one of the words is in the list."""
        if not self._whole.isdisjoint(words):
            return True
        return bool(self._begins or self._ends) and any(word in self for word in words)
