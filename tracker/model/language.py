"""The language that a text is written in: what is not read must not be judged as if it had been."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter

from tracker.model.datafile import data_file
from tracker.model.words import plain

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 60  # lines looked at
_LEAST = 20  # words, or letters of another script, below which a text is too short to tell
_SHARE = 0.12  # of all words; running text of a known language has twice as many small words
_MARGIN = 1.5  # another language must have so many times the small words of English
_DIFFERENT, _FEW = 4, 60  # small words that running text has at least, and words of a text that need not have so many
_LATIN = "\u0370"  # what stands before it is Latin, a sign or a figure
_MOSTLY = 0.5  # share of the letters; names and addresses stand in Latin letters everywhere
_KANA = 0.05  # share of the letters of other scripts; Japanese has Chinese letters too


@functools.lru_cache(maxsize=8)  # several stages ask it of the same two texts
def language_of(lines: tuple[str, ...]) -> str:
    """The likeliest language (BCP 47: `de`, or `und-Cyrl` where only the script tells), by a sample of the lines.

    Empty where the text is too short, or in none of the known ones.
    """
    words = _WORD.findall(plain("\n".join(lines[:: 1 + len(lines) // _SAMPLE])))
    script = _script("".join(words))
    if len(words) < _LEAST:
        return script
    tag = _by_words(words)
    return tag if tag and not (script and tag == "en") else script


def may_be_english(lines: tuple[str, ...]) -> bool:
    """Whether the rules for English may be asked: the text is in English, or nothing tells that it is not."""
    return language_of(lines) in {"", "en"}


def _by_words(words: list[str]) -> str:
    counts = Counter(map(str.casefold, words))
    shares = {tag: sum(counts[word] for word in small) / len(words) for tag, small in _small_words().items()}
    best = max(shares, key=lambda tag: shares[tag])
    running = _small_words()[best].intersection(words)  # not those with a capital, as in names
    if shares[best] <= _MARGIN * shares["en"] or len(running) < (_DIFFERENT if len(words) > _FEW else 2):
        best = "en"
    return best if shares[best] > _SHARE else ""


def _script(letters: str) -> str:
    """What another script tells of the language, where most letters are of it; empty for Latin ones."""
    other = [] if letters.isascii() else [letter for letter in letters if letter >= _LATIN]
    if len(other) < _LEAST or len(other) < _MOSTLY * len(letters):
        return ""
    counts = Counter(_scripts().get(unicodedata.name(letter, "").partition(" ")[0], "") for letter in other)
    if counts["ja"] > _KANA * len(other):
        return "ja"
    return counts.most_common(1)[0][0] or "und"


@functools.cache
def _small_words() -> dict[str, frozenset[str]]:
    return {
        tag: frozenset(words.split()) for tag, words in data_file("tracker.model", "languages.toml")["words"].items()
    }


@functools.cache
def _scripts() -> dict[str, str]:
    return dict(data_file("tracker.model", "languages.toml")["scripts"])
