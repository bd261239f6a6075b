"""What alignment knows of a section: its text as it stands, and, only when asked, its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from itertools import chain

from tracker.model import Document, Section, visible_words
from tracker.model.words import flat

Link = tuple[int, int]  # indices of a section before and a section after
Words = tuple[str, ...]
Reading = Callable[[str], Words]

SHORT = 20  # words: below this a section matches others by accident, so its title must agree too

_NUMBER = re.compile(r"(?:\d{1,4}(?:p\d{1,2})?|[ivx]{1,5}|[a-z])")
_LABEL = frozenset({"section", "article", "part", "clause", "chapter", "schedule", "annex", "appendix"})


class Node:
    """One section on one side of a comparison. Words are read late: equal sections are never tokenised."""

    def __init__(self, document: Document, index: int, read: Reading = visible_words) -> None:
        self.index = index
        self.section: Section = document.sections[index]
        self.raw = "\n".join(document.lines[self.section.start_line - 1 : self.section.end_line]).strip()
        self.read = read

    @cached_property
    def title(self) -> Words:
        """Words of the heading without its numbers: renumbering is not renaming."""
        return without_numbers(self.read(self.section.heading))

    @cached_property
    def blocks(self) -> tuple[Words, ...]:
        """Words of each block below the heading."""
        return tuple(self.read(block.text) for block in self.section.blocks if block.kind != "heading")

    @cached_property
    def body(self) -> Words:
        """Words below the heading."""
        return tuple(chain.from_iterable(self.blocks))

    @cached_property
    def seen(self) -> str:
        """All a reader sees, heading without its number included, white space folded away."""
        return "".join(self.title + self.body)

    @cached_property
    def text(self) -> str:
        """Plain text, a line for each block, no white space but single spaces and line ends."""
        return "\n".join(text for block in self.section.blocks if (text := flat(block.text)))


def without_numbers(words: Words) -> Words:
    """A title's words without the numbering before them ("3.1", "Section 4", "IV")."""
    start = 0
    while start < len(words) - 1 and (
        _NUMBER.fullmatch(words[start]) or (words[start] in _LABEL and _NUMBER.fullmatch(words[start + 1]))
    ):
        start += 1
    return words[start:]
