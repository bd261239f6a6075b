"""Small tools on lxml trees that several steps of reading a page share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

Element: TypeAlias = Any  # an lxml element: its class has no public name, and lxml ships no types

# fmt: off
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
# fmt: on
_PARTS = frozenset(("li", "tr", "td", "th", "tbody", "thead", "tfoot", "body"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def words_of(element: Element) -> str:
    """The text of an element with white space folded."""
    return " ".join("".join(element.itertext()).split())


def drop(element: Element) -> None:
    """Empty an element so that nothing of it is read; the text that follows it stays where it is.

    It is not taken out of the tree: handing each tail on to a neighbour takes time that grows with the square of
    their number.
    """
    element.clear(keep_tail=True)
    if element.tag not in _PARTS:
        element.tag = "div" if element.tag in BLOCKS else "span"


def unwrap(element: Element) -> None:
    """Leave an element's content in its place without what the element means."""
    element.attrib.clear()
    element.tag = "span"


def elements(root: Element) -> Iterator[Element]:
    """Every element below and including the root, in order; comments and processing instructions are no elements."""
    found: Iterator[Element] = root.iter("*")
    return found


@dataclass(slots=True)
class Weight:
    """What an element holds, in characters: all text, text inside links, running text outside links; and its links."""

    text: int = 0
    linked: int = 0
    prose: int = 0
    links: int = 0
    flow: int = 0  # text outside links that still belongs to the enclosing block
    own: int = 0  # a block's own running text, not that of blocks inside it


_SENTENCE = 50  # characters from which the text of a block counts as prose
_SHORT_PROSE = frozenset(("td", "th", "dd", "dt", "li", *HEADINGS))


def weigh(root: Element, counted: Callable[[Element], bool] = lambda _: True) -> dict[Element, Weight]:
    """The weight of every element below and including the root, in one pass from the leaves up.

    Only links that are `counted` weigh as links.
    """
    weights: dict[Element, Weight] = {}
    for element in reversed(list(elements(root))):
        weight = weights.setdefault(element, Weight())
        if element.text and (own := len(element.text.strip())):
            weight.text += own
            weight.flow += own
        if element.tag == "a" and counted(element):
            weight.linked, weight.links = weight.text, weight.links + 1
            weight.flow = weight.prose = 0
        if element.tag in BLOCKS:
            if weight.flow >= _SENTENCE or (element.tag in _SHORT_PROSE):
                weight.prose += weight.flow
            weight.own, weight.flow = weight.flow, 0
        parent = element.getparent()
        if parent is not None and element is not root:
            above = weights.setdefault(parent, Weight())
            after = len(element.tail.strip()) if element.tail else 0
            above.text += weight.text + after
            above.linked += weight.linked
            above.prose += weight.prose
            above.links += weight.links
            above.flow += weight.flow + after
    return weights
