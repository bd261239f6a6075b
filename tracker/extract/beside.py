"""What a page shows beside its document: short texts with a number in them, such as a bar that names a coming day.

They are gathered before the page is cleared, from the tree that is read anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from tracker.extract.tree import BLOCKS, Element, is_hidden
from tracker.model.words import visible_words

_LONGEST = 1200  # characters of a text; an announcement is short
_MOST = 4000  # texts of a page
_DIGIT = re.compile(r"\d")
_UNREAD = frozenset(("head", "nav", "noscript", "script", "style", "svg", "template"))


def numbered(elements: Sequence[Element]) -> tuple[str, ...]:
    """The short texts with a digit that the blocks of a page show, in order; `elements` are all below its body.

    A text ends where a block begins or ends. What is hidden is not shown, and navigation announces nothing.
    """
    blocks = _Blocks()
    found: dict[str, None] = {}
    for block in blocks.around(_with_digits(elements)):
        for text in _texts(block):
            if len(text) <= _LONGEST and _DIGIT.search(text):
                found[" ".join(text.split())] = None
        if len(found) > _MOST:
            break
    return tuple(found)


def beside(texts: Iterable[str], markdown: str) -> tuple[str, ...]:
    """Those of the texts whose words are not in the text that was extracted: banners, dialogs, headers."""
    kept = " ".join(visible_words(markdown))
    return tuple(text for text in texts if " ".join(visible_words(text)) not in kept)


def _with_digits(elements: Iterable[Element]) -> Iterator[Element]:
    """The elements that hold a digit of their own."""
    search = _DIGIT.search
    for element in elements:
        if (text := element.text) and search(text):
            yield element
        if (tail := element.tail) and search(tail):
            yield element.getparent()


class _Blocks:
    """The blocks around elements. What was found is kept, so that no way up through a deep tree is gone twice."""

    def __init__(self) -> None:
        self._homes: dict[Element, Element | None] = {}  # None: not shown

    def around(self, elements: Iterable[Element]) -> Iterator[Element]:
        """The shown block around each of the elements, each once."""
        seen: set[Element] = set()
        for element in elements:
            block = self._home(element)
            if block is not None and block not in seen:
                seen.add(block)
                yield block

    def _home(self, element: Element) -> Element | None:
        way = []
        while element is not None and element not in self._homes:
            way.append(element)
            element = element.getparent()
        home = None if element is None else self._homes[element]
        hidden = element is not None and home is None
        for step in reversed(way):
            hidden = hidden or step.tag in _UNREAD or _is_unshown(step)
            home = None if hidden else (step if step.tag in BLOCKS else home)
            self._homes[step] = home
        return home


def _is_unshown(element: Element) -> bool:
    return is_hidden(element) or element.get("aria-hidden") == "true"


def _texts(block: Element) -> Iterator[str]:
    """The text of a block outside the blocks in it: a text before, between and after them."""
    own: list[str] = []
    walk = etree.iterwalk(block, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            own.append(element.tail or "" if element is not block else "")
        elif element is not block and element.tag in BLOCKS:
            yield "".join(own)
            own = []
            walk.skip_subtree()
        elif element is not block and (element.tag in _UNREAD or _is_unshown(element)):
            walk.skip_subtree()
        else:
            own.append(" " if element.tag == "br" else element.text or "")
    yield "".join(own)
