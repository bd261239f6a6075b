"""What alignment knows of a section: its text as it stands, and, only when asked, its words."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import chain

from tracker.model import Document, Section, visible_words
from tracker.model.words import flat

_NUMBER = re.compile(r"^(?:\d{1,4}|[ivx]{1,5}|[a-z])$")
_LABEL = frozenset({"section", "article", "part", "clause", "chapter", "schedule", "annex", "appendix"})


Link = tuple[int, int]  # indices of a section before and a section after

SHORT = 20  # words: below this a section matches others by accident, so its title must agree too


class Node:
    """One section on one side of a comparison. Words are read late: equal sections are never tokenised."""

    def __init__(self, document: Document, index: int) -> None:
        self.index = index
        self.section: Section = document.sections[index]
        self.raw = "\n".join(document.lines[self.section.start_line - 1 : self.section.end_line]).strip()

    @cached_property
    def title(self) -> tuple[str, ...]:
        """Words of the heading without its numbers: renumbering is not renaming."""
        return without_numbers(visible_words(self.section.heading))

    @cached_property
    def blocks(self) -> tuple[tuple[str, ...], ...]:
        """Visible words of each block below the heading."""
        return tuple(visible_words(block.text) for block in self.section.blocks if block.kind != "heading")

    @cached_property
    def body(self) -> tuple[str, ...]:
        """Visible words below the heading."""
        return tuple(chain.from_iterable(self.blocks))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Visible words, heading included, its numbers left out."""
        return self.title + self.body

    @cached_property
    def text(self) -> str:
        """Plain text, a line for each block, no white space but single spaces and line ends."""
        return "\n".join(text for block in self.section.blocks if (text := flat(block.text)))


def without_numbers(words: tuple[str, ...]) -> tuple[str, ...]:
    """A title's words without the numbering before them ("3.1", "Section 4", "IV")."""
    start = 0
    while start < len(words) - 1 and (
        _NUMBER.match(words[start]) or (words[start] in _LABEL and _NUMBER.match(words[start + 1]))
    ):
        start += 1
    return words[start:]
