"""The phrases by which clauses are read: patterns from `phrases.toml`, compiled once.

In a pattern, `<name>` stands for an entry of the table `[words]` (nested to any depth) and `<gap:N>` for at most N
words in between. Gaps and words are bounded, so that no text can make a search slow.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from tracker.model.datafile import data_file

_NAME = re.compile(r"<([a-z_]{1,40})>")
_GAP = re.compile(r"<gap:(\d{1,2})>")
_NEAR = re.compile(r"<near:(\d{1,2})>")


@functools.cache
def _data() -> Mapping[str, Mapping[str, str | list[str]]]:
    return data_file("tracker.notice", "phrases.toml")


def _expand(pattern: str) -> str:
    words = _data()["words"]
    pattern = _NEAR.sub(r"(?:(?!<far>\\b)\\S{1,40} ){0,\1}", pattern)
    for _ in range(5):  # words may be made of words
        pattern = _NAME.sub(lambda match: f"(?:{_joined(words[match.group(1)])})", pattern)
    return _GAP.sub(r"(?:\\S{1,40} ){0,\1}", pattern)


def _joined(entry: str | list[str]) -> str:
    return entry if isinstance(entry, str) else "|".join(entry)


@functools.cache
def phrase(table: str, key: str) -> re.Pattern[str]:
    """The pattern that any phrase of an entry matches, to be searched in folded text."""
    return re.compile(rf"(?<!\w)(?:{_expand(_joined(_data()[table][key]))})")


@functools.cache
def phrases(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The entries of a table in the order of the file."""
    return tuple((key, phrase(table, key)) for key in _data()[table])


@functools.cache
def word(key: str) -> str:
    """An entry of `[words]` as a pattern to build others from."""
    return f"(?:{_expand(_joined(_data()['words'][key]))})"


def found(table: str, text: str) -> tuple[str, ...]:
    """The entries of a table that occur in a folded text, in the order of the file."""
    return tuple(key for key, pattern in phrases(table) if pattern.search(text))
