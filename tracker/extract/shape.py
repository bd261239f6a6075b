"""Mending the structure of a document's tree, so that Markdown says what a reader sees.

Each step is one small function on the tree; `STEPS` is their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import Any

from lxml import etree

from tracker.extract.tables import mend_tables
from tracker.extract.tree import BLOCKS, HEADINGS, Element, drop, has_text, unwrap, words_of

_NOTE = re.compile(r"\[?\d{1,3}\]?$")
_PERMALINKS = frozenset("#¶🔗")
_TITLE = 120  # characters; a bold line up to here may be a heading
_CALLED_HEADING: Any = etree.XPath("descendant::*/@role[. = 'heading']/..")
_INSIDE = 50  # elements; asking each of many nested ones for all that it holds would take time without bound


def shape(root: Element) -> None:
    """Mend the tree of a document in place."""
    for step in STEPS:
        step(root)


def name_images(root: Element) -> None:
    """An image that stands alone in a cell, link or heading is read by its alternative text; others are decoration."""
    named: set[Element] = set()  # what holds text by now
    for image in list(root.iter("img")):
        alt = " ".join((image.get("alt") or "").split())
        holder = next((above for above in image.iterancestors("td", "th", "a", *HEADINGS)), None)
        drop(image)
        if alt and len(alt) <= _TITLE and holder is not None and holder not in named:
            image.text = None if has_text(holder) else alt
            named.add(holder)


def spell_headings(root: Element) -> None:
    """Elements that only say that they are headings become headings; what wraps a heading's text goes."""
    for element in _CALLED_HEADING(root):
        if element.tag not in HEADINGS:
            level = element.get("aria-level") or "2"
            element.tag = f"h{level}" if level in {"1", "2", "3", "4", "5", "6"} else "h2"
    for heading in list(root.iter(*HEADINGS)):
        if heading.tag not in HEADINGS:  # it stood in another
            continue
        if not has_text(heading):
            drop(heading)
        else:
            _bare(heading)
    for button in list(root.iter("button")):
        unwrap(button)


def _bare(heading: Element) -> None:
    """Take from a heading what wraps its text, and its link to itself."""
    for inner in list(heading.iterdescendants()):
        if _is_permalink(inner, heading):
            drop(inner)
        elif inner.tag in BLOCKS or inner.tag in {"strong", "b", "u", "em", "i"}:
            unwrap(inner)


def _is_permalink(element: Element, heading: Element) -> bool:
    """Whether an element is the sign that a heading's link to itself is drawn as; "#" may end a word, as in "C#"."""
    sign = (element.text or "").strip()
    if len(element) or sign not in _PERMALINKS:
        return False
    while sign == "#" and element is not heading:
        above = element.getparent()
        if element.getprevious() is not None or (above.text or "").strip():
            return False
        element = above
    return True


def free_blocks(root: Element) -> None:
    """A link around whole blocks would glue them into one line: the blocks stay, the link goes."""
    for link in list(root.iter("a")):
        if len(link) and any(inner.tag in BLOCKS for inner in link.iterdescendants()):
            link.attrib.clear()
            link.tag = "div"


def open_lists(root: Element) -> None:
    """A list whose items are sections with headings of their own is an outline: its numbers go into the headings."""
    for listing in list(root.iter("ol", "ul")):
        items = [item for item in listing if item.tag == "li" and (len(item) or item.text)]
        heads = [next((child for child in item if isinstance(child.tag, str)), None) for item in items]
        if not items or any(
            head is None or head.tag not in HEADINGS or (item.text or "").strip()
            for item, head in zip(items, heads, strict=True)
        ):
            continue
        for number, (item, head) in enumerate(zip(items, heads, strict=True), 1):
            if listing.tag == "ol" and head is not None:
                head.text = f"{number}. {head.text or ''}"
            item.tag = "div"
        listing.tag = "div"


def spell_definitions(root: Element) -> None:
    """The terms of a definition list in bold, each before what defines it."""
    for term in root.iter("dt"):
        if not any(inner.tag in BLOCKS or inner.tag in {"strong", "b"} for inner in term.iterdescendants()):
            bold = term.makeelement("strong")
            bold.text, term.text = term.text, None
            for child in list(term):
                bold.append(child)
            term.append(bold)


def mark_notes(root: Element) -> None:
    """The number of a footnote keeps apart from the word it stands at."""
    for note in root.iter("sup"):
        text = words_of(note) if _is_small(note) else ""
        if _NOTE.match(text) and not text.startswith("["):
            for child in list(note):
                note.remove(child)
            note.text = f"[{text}]"


def promote_bold(root: Element) -> None:
    """Where a document has no headings below its title, lines that are bold throughout are its headings."""
    if next(root.iter("h2", "h3", "h4", "h5", "h6"), None) is not None:
        return
    for line in list(root.iter("p", "div")):
        if is_bold_line(line):
            line.tag = "h2"
            for inner in list(line.iterdescendants("strong", "b")):
                unwrap(inner)


def is_bold_line(line: Element) -> bool:
    """Whether a short block is bold throughout, as headings are that no builder marked."""
    if (line.text and line.text.strip()) or not _is_small(line):
        return False
    bold = ""
    for child in line:
        if (child.tail or "").strip() or child.tag in BLOCKS:
            return False
        heavy = child.tag in {"strong", "b"} or (child.tag in {"u", "span", "font"} and is_bold_line(child))
        if words_of(child) and not heavy:
            return False
        bold += words_of(child)
    inside = next(line.iterancestors("li", "td", "th", "dd", "blockquote"), None)
    return 2 < len(bold) <= _TITLE and inside is None and bold[-1] not in ".,;" and any(map(str.isalpha, bold))


def _is_small(element: Element) -> bool:
    """Whether an element holds no more elements than a line of a document does."""
    return next(islice(element.iterdescendants(), _INSIDE, None), None) is None


STEPS: tuple[Callable[[Element], None], ...] = (
    name_images,
    spell_headings,
    free_blocks,
    open_lists,
    mend_tables,
    spell_definitions,
    mark_notes,
    promote_bold,
)
