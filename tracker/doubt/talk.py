"""Sentences that talk about this visit ("try again", "you have been blocked"), by the kind of page that says them."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from tracker.doubt.words import Stems, data, words_of

_SHORT_TITLE = 12  # words; a longer one is a sentence


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page that is no policy: its name, what is told of it, and what it says."""

    name: str
    told: str
    lines: tuple[tuple[Stems, ...], ...]
    titles: frozenset[str]


def talk(line: str) -> Kind | None:
    """The kind of page that says this sentence; None for all others."""
    words = frozenset(words_of(line))
    if not words:
        return None
    for kind in _kinds():
        if any(all(group.meet(words) for group in groups) for groups in kind.lines):
            return kind
    return None


def title_talk(heading: str) -> Kind | None:
    """The kind of page with this heading; None for all others."""
    words = words_of(heading)
    if not words or len(words) > _SHORT_TITLE:
        return talk(heading)
    padded = f" {' '.join(words)} "
    for kind in _kinds():
        if " ".join(words) in kind.titles or any(f" {title} " in padded for title in kind.titles if " " in title):
            return kind
    return talk(heading)


def groups(line: str) -> tuple[Stems, ...]:
    """A line of a data file: a space parts the groups, a bar the words of a group."""
    return tuple(Stems(group.split("|")) for group in line.split())


@functools.cache
def _kinds() -> tuple[Kind, ...]:
    return tuple(
        Kind(name, entry["told"], tuple(map(groups, entry["lines"])), frozenset(entry["titles"]))
        for name, entry in data("page_talk").items()
    )
