"""Where on the cleared page the document stands: the smallest element with nearly all prose, and what belongs to it."""

from __future__ import annotations

import re

from tracker.extract.shape import is_bold_line
from tracker.extract.tree import HEADINGS, Element, Weight, drop, elements, weigh

_SHARE = 0.95  # of the page's prose; an absolute share, since the densest block is often a single section
_INTRO = 50  # characters of running text that make a block before the root part of the document
_MENU = 0.6  # share of text inside links to other pages of the site from which a block is a menu

_MANY = 15  # links that a menu between paragraphs has at least

_NO_ROOT = frozenset(("p", "pre", "ul", "ol", "dl", "dt", "dd", "li", "a", *HEADINGS))
_BLOCKS = frozenset(("div", "ul", "ol", "section", "aside", "nav", "table", "p", "dl"))
_OTHER_PAGE = re.compile(r"(?!#|mailto:|tel:|javascript:)", re.IGNORECASE)


def find_root(body: Element) -> Element:
    """The element to render; what stands beside the way down to the prose and is no part of it is dropped."""
    weights = weigh(body)
    total = weights[body].prose
    root, path = body, []
    while total:
        inner = next((child for child in root if _holds(child, weights, _SHARE * total)), None)
        if inner is None:
            break
        path.append((root, inner))
        root = inner
    top = root
    for parent, inner in reversed(path):
        if _trim(parent, inner, weights):
            top = parent
    return top


def _holds(child: Element, weights: dict[Element, Weight], least: float) -> bool:
    known = weights.get(child)
    return known is not None and known.prose >= least and child.tag not in _NO_ROOT


def _trim(parent: Element, inner: Element, weights: dict[Element, Weight]) -> bool:
    """Drop what stands beside `inner` and is no part of the document; True where something stayed."""
    kept, before = False, True
    for child in list(parent):
        if child is inner:
            before = False
            continue
        weight = weights.get(child)
        if weight is None:
            continue
        if weight.linked <= 0.5 * weight.text and (_alike(child, inner) or (before and _introduces(child, weight))):
            kept = True
        else:
            drop(child)
    return kept


def _alike(child: Element, inner: Element) -> bool:
    return child.tag == inner.tag and bool(child.get("class")) and child.get("class") == inner.get("class")


def _introduces(child: Element, weight: Weight) -> bool:
    """Whether a block before the root is its title, its date or its first words."""
    return weight.prose >= _INTRO or child.tag in {"h1", "h2"} or next(child.iter("h1"), None) is not None


def prune(root: Element, host: str | None) -> None:
    """Take menus out of the document: blocks whose text is mostly links to other pages of the site.

    Between paragraphs such a block is more likely a list of the document's own ("you can opt out here: ..."), so there
    it must have many links.
    """
    weights = weigh(root, counted=lambda link: _to_other_page(link, host))
    limit = 0.1 * weights[root].prose
    every = list(elements(root))
    prose = [place for place, element in enumerate(every) if weights[element].own >= _INTRO]
    first, last = (prose[0], prose[-1]) if prose else (len(every), -1)
    for place, element in enumerate(every[1:], 1):
        weight = weights[element]
        linked = weight.linked >= _MENU * weight.text and weight.links >= (_MANY if first < place < last else 3)
        if linked and element.tag in _BLOCKS and weight.prose <= limit and not (place < last and _titled(element)):
            drop(element)


def _titled(element: Element) -> bool:
    """Whether a list stands under a heading of its own: "Contents", "Previous versions"."""
    before = element.getprevious()
    if before is None or before.tag == "h1":
        return False
    return before.tag in HEADINGS or (before.tag in {"p", "div"} and is_bold_line(before))


def _to_other_page(link: Element, host: str | None) -> bool:
    href = (link.get("href") or "").strip()
    if not href or not _OTHER_PAGE.match(href):
        return False
    if "://" not in href[:12]:
        return True
    return host is None or href.split("/", 3)[2].removeprefix("www.") == host
