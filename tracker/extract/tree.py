"""Small tools on lxml trees that several steps of reading a page share."""

from __future__ import annotations

from collections.abc import Iterator
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


def has_text(element: Element) -> bool:
    """Whether an element holds more than white space."""
    return any(map(str.strip, element.itertext()))


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


def is_hidden(element: Element) -> bool:
    """Whether an element by itself says that it is not shown until a reader asks for it."""
    return element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", "")
