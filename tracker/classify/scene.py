"""What the rules that set edits aside need to know beyond the edit: both pages, and the group's own text."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.classify.group import Group
from tracker.classify.page import Page, bounded, section_text
from tracker.model import Aligned, Edit, Section, sentences

SHORTEST = 24  # letters; a shorter piece stands on many pages by accident
_LABEL = 60  # letters
_ROW, _CELL = 1500, 8  # letters: the longest row looked at, the shortest cell believed
_DOUBLED = 1.3
_MOSTLY = 0.8  # share of the letters that came or went


@dataclass(frozen=True)
class Scene:
    """Both pages, and the groups of sections as aligned."""

    before: Page
    after: Page
    groups: Sequence[Aligned]
    _known: dict[int, Group] = field(default_factory=dict, compare=False)

    def home(self, group: int, edit: Edit) -> Section:
        """The section of the group that an edit stands in, newer side first."""
        pair = self.groups[group]
        sections = pair.after if edit.after and pair.after else pair.before or pair.after
        if len(sections) == 1:
            return sections[0]
        wanted = bounded(edit.after or edit.before)
        return next((section for section in sections if wanted in section_text(section)), sections[0])

    @functools.cached_property
    def damaged(self) -> bool:
        """One of the pages shows replacement characters where letters or signs stood."""
        return any("\ufffd" in line for page in (self.before, self.after) for line in page.document.lines)

    @functools.cached_property
    def copied(self) -> bool:
        """Most of what came or went stands, or stood, on the other page too: the text was doubled or halved.

        Then a short piece is a copy as well, which by itself could have been put into another list.
        """
        sizes = len(self.before.bounded), len(self.after.bounded)
        if max(sizes) < _DOUBLED * min(sizes):
            return False
        came = [piece for pair in self.groups for edit in pair.edits for piece in self._foreign(edit)]
        known = sum(len(piece) for piece, page in came if holds(piece, page.bounded))
        return known > _MOSTLY * sum(len(piece) for piece, _ in came)

    def _foreign(self, edit: Edit) -> list[tuple[str, Page]]:
        sides = ((edit.after, self.before), (edit.before, self.after))
        return [(piece, page) for text, page in sides for piece in pieces(text, shortest=0)]

    def group(self, place: int) -> Group:
        """The group at a place, with what is known of it so far."""
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = Group(self.groups[place])
        return known


def pieces(text: str, *, shortest: int = SHORTEST) -> tuple[str, ...]:
    """The sentences of one side of an edit as `bounded` writes them; empty where one is too short to be told apart."""
    found = _pieces(text)
    return found if found and all(len(piece) > shortest for piece in found) else ()


@functools.lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[str, ...]:
    return tuple([bounded(piece) for line in text.split("\n") for piece in sentences(line)])


def stands(piece: str, text: str) -> bool:
    """Whether a piece stands in a text, both as `bounded` writes them; a label before a colon may stand apart."""
    if holds(piece, text):
        return True
    *labels, said = piece.strip("|").split("|")
    return bool(labels) and f"|{said}|" in text and all(len(label) <= _LABEL and label in text for label in labels)


def holds(piece: str, text: str) -> bool:
    """Whether a piece stands in a text as it is, both as `bounded` writes them."""
    *others, said = piece.strip("|").split("|")
    if not said:
        return piece in text
    return said in _sentences_of(text) and (not others or piece in text)


@functools.lru_cache(maxsize=16)
def _sentences_of(text: str) -> frozenset[str]:
    """The sentences of a text as `bounded` writes it: to look one up takes no search through the page."""
    return frozenset(text.split("|"))


def cells_stand(piece: str, text: str) -> bool:
    """Whether a row can be cut into cells that each stand in a text as a sentence or label: a list made a table."""
    left = piece.strip("|").replace("|", "")
    if len(left) > _ROW:
        return False
    while left:
        sizes = range(len(left), _CELL - 1, -1)
        size = next((size for size in sizes if f"|{left[:size]}|" in text), 0)
        if not size:
            return False
        left = left[size:]
    return True
