"""The elements of a page counted once: where each stands and how much text is its own. Weighing needs the tree no more.

Reading a page asks three times how much text each element holds: to clear it, to find the document, to take out menus.
Walking the tree costs several times more than adding up what was counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import compress

from tracker.extract.tree import BLOCKS, HEADINGS, Element, drop

_DENSE = re.compile("[\u2e80-\ud7ff]")  # signs of Chinese, Japanese and Korean
_LETTERS = 3  # as many as one of these says as much as
_SENTENCE = 50  # characters from which the text of a block counts as prose
_PLAIN, _BLOCK, _SHORT_BLOCK, _LINK = range(4)
_KINDS = dict.fromkeys(BLOCKS, _BLOCK) | dict.fromkeys(("td", "th", "dd", "dt", "li", *HEADINGS), _SHORT_BLOCK)
_KINDS["a"] = _LINK


def _size(text: str) -> int:
    """The length of a text without white space at its ends, in letters."""
    bare = text.strip()
    if len(bare.encode("utf8", "replace")) < 2 * len(bare) or not _DENSE.search(bare):
        return len(bare)
    return _LETTERS * len(bare)


@dataclass(frozen=True, slots=True)
class Weights:
    """What elements hold, by their place in the census, in characters; 0 for those outside what was weighed."""

    text: list[int]
    linked: list[int]  # inside links
    prose: list[int]  # running text outside links
    links: list[int]  # not characters: how many there are
    own: list[int]  # a block's own running text, not that of blocks inside it


class Census:
    """The elements below and including a root, in the order of the page.

    It is right as long as the tree changes by `drop` alone. It keeps the elements alive, so that no step has to wrap
    them anew.
    """

    def __init__(self, root: Element) -> None:
        self.elements: list[Element] = list(root.iter("*"))
        places = {element: place for place, element in enumerate(self.elements)}
        self._above = [places.get(element.getparent(), 0) for element in self.elements]
        self._kinds = [_KINDS.get(element.tag, _PLAIN) for element in self.elements]
        texts, tails = ([element.text for element in self.elements], [element.tail for element in self.elements])
        self._text = [(len(text.strip()) if text.isascii() else _size(text)) if text else 0 for text in texts]
        self._tail = [(len(tail.strip()) if tail.isascii() else _size(tail)) if tail else 0 for tail in tails]
        self._ends = list(range(1, len(self.elements) + 1))
        for place in range(len(self.elements) - 1, 0, -1):
            above = self._above[place]
            if self._ends[above] == above + 1:  # so far; the last child comes first
                self._ends[above] = self._ends[place]
        self._there = bytearray(b"\1" * len(self.elements))

    def within(self, place: int) -> Iterator[int]:
        """The place itself and those of all elements inside it that were not dropped, in order."""
        end = self._ends[place]
        return compress(range(place, end), memoryview(self._there)[place:end])

    def children(self, place: int) -> Iterator[int]:
        """The places of the elements right inside one."""
        inner, end = place + 1, self._ends[place]
        while inner < end:
            if self._there[inner]:
                yield inner
            inner = self._ends[inner]

    def above(self, place: int) -> Iterator[int]:
        """The places of the elements around one, from the inside out, the root left out."""
        while place := self._above[place]:
            yield place

    def end(self, place: int) -> int:
        """The place after the last element inside one."""
        return self._ends[place]

    def drop(self, place: int) -> None:
        """Empty an element, in the tree and here."""
        drop(self.elements[place])
        self._text[place] = 0
        self._kinds[place] = _PLAIN
        self._there[place + 1 : self._ends[place]] = bytes(self._ends[place] - place - 1)

    def weigh(self, root: int = 0, counted: Callable[[Element], bool] | None = None) -> Weights:
        """The weight of every element below and including the root, from the leaves up.

        Only links that are `counted` weigh as links.
        """
        size = len(self.elements)
        text, linked, prose, links, own = ([0] * size for _ in range(5))
        flow = [0] * size  # text outside links that still belongs to the enclosing block
        kinds, texts, tails, aboves = self._kinds, self._text, self._tail, self._above
        for place in reversed([*self.within(root)]):
            held = text[place] = text[place] + texts[place]
            running = flow[place] + texts[place]
            kind = kinds[place]
            if kind == _LINK:
                if counted is None or counted(self.elements[place]):
                    linked[place], prose[place], running = held, 0, 0
                    links[place] += 1
            elif kind:
                if running >= _SENTENCE or kind == _SHORT_BLOCK:
                    prose[place] += running
                own[place], running = running, 0
            if place == root:
                break
            above, after = aboves[place], tails[place]
            if held:
                prose[above] += prose[place]
                linked[above] += linked[place]
            if held or after:
                text[above] += held + after
                flow[above] += running + after
            if links[place]:
                links[above] += links[place]
        return Weights(text, linked, prose, links, own)
