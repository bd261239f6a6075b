"""Where on the cleared page the document stands: the smallest element with nearly all prose, and what belongs to it."""

from __future__ import annotations

import functools
import re

from tracker.extract.cards import cards, is_card
from tracker.extract.census import Census, Weights
from tracker.extract.shape import is_bold_line
from tracker.extract.tree import HEADINGS, Element, is_hidden, words_of
from tracker.model.datafile import data_file

_SHARE = 0.95  # of the page's prose; an absolute share, since the densest block is often a single section
_INTRO = 50  # characters of running text that make a block before the root part of the document
_MENU = 0.6  # share of text inside links to other pages of the site from which a block is a menu

_SOME = 3  # links that a menu has at least
_MANY = 15  # links that a menu between paragraphs has at least

_NO_ROOT = frozenset(("p", "pre", "ul", "ol", "dl", "dt", "dd", "li", "a", *HEADINGS))
_BLOCKS = frozenset(("div", "ul", "ol", "section", "aside", "nav", "table", "p", "dl"))
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OTHER_PAGE = re.compile(r"(?!#|mailto:|tel:|javascript:)", re.IGNORECASE)


def find_root(page: Census) -> int:
    """The place of the element to render; what stands beside the way down to the prose and is no part of it goes."""
    weights = page.weigh()
    least = _SHARE * weights.prose[0]
    root, path = 0, []
    while least:
        inner = next((child for child in page.children(root) if _holds(page, child, weights, least)), None)
        if inner is None:
            break
        path.append((root, inner))
        root = inner
    top = root
    title = _title(page, root)
    for parent, inner in reversed(path):
        if _trim(page, parent, inner, weights, title):
            top = parent
    return top


def _holds(page: Census, place: int, weights: Weights, least: float) -> bool:
    return weights.prose[place] >= least and page.elements[place].tag not in _NO_ROOT


def _title(page: Census, root: int) -> int:
    """The place of the page's only title; what stands before that is the site's. 0 where there is none or several."""
    titles = [place for place in page.within(0) if page.elements[place].tag == "h1"]
    return titles[0] if len(titles) == 1 and titles[0] < page.end(root) else 0


def _trim(page: Census, parent: int, inner: int, weights: Weights, title: int) -> bool:
    """Drop what stands beside `inner` and is no part of the document; True where something stayed."""
    kept = False
    for place in page.children(parent):
        if place == inner:
            continue
        child = page.elements[place]
        introduces = place < inner and _introduces(child, weights.prose[place])
        introduces = introduces and (title < page.end(place) or _announces(words_of(child)))
        introduces = introduces and (not is_hidden(child) or next(child.iter("h1"), None) is not None)
        dated = 0 < title < place < inner and _YEAR.search(words_of(child)) is not None
        part = introduces or dated or _alike(child, page.elements[inner])
        part = part and not is_card(page, place, weights, weights.prose[0])
        if part and weights.linked[place] <= 0.5 * weights.text[place]:
            kept = True
        else:
            page.drop(place)
    return kept


def _alike(child: Element, inner: Element) -> bool:
    return child.tag == inner.tag and bool(child.get("class")) and child.get("class") == inner.get("class")


def _introduces(child: Element, prose: int) -> bool:
    """Whether a block before the root is its title, its date or its first words."""
    return prose >= _INTRO or child.tag in {"h1", "h2"} or next(child.iter("h1"), None) is not None


@functools.cache
def _announcements() -> tuple[re.Pattern[str], ...]:
    raw = data_file("tracker.extract", "announcements.toml")
    starts = ("|".join(map(re.escape, raw[key].split())) for key in ("document", "change", "law"))
    return tuple(re.compile(rf"\b(?:{stems})", re.IGNORECASE) for stems in starts)


def _announces(text: str) -> bool:
    """Whether words above the title are still the document’s: that it changes, when it applies, what it holds."""
    document, change, law = _announcements()
    return law.search(text) is not None or (document.search(text) is not None and change.search(text) is not None)


def prune(page: Census, root: int, host: str | None) -> None:
    """Take menus out of the document: blocks whose text is mostly links to other pages of the site.

    Between paragraphs such a block is more likely a list of the document's own ("you can opt out here: ..."), so there
    it must have many links.
    """
    weights = page.weigh(root, counted=lambda link: _to_other_page(link, host))
    for place in cards(page, root, weights, host):
        page.drop(place)
    limit = 0.1 * weights.prose[root]
    prose = _prose(page, root, weights)
    first, last = (prose[0], prose[-1]) if prose else (len(page.elements), -1)
    for place in page.within(root):
        if weights.links[place] < (_MANY if first < place < last else _SOME) or place == root:
            continue
        element = page.elements[place]
        linked = weights.linked[place] >= _MENU * weights.text[place] and weights.prose[place] <= limit
        own = (place < last and _titled(element)) or next(element.iter("h1"), None) is not None
        if linked and element.tag in _BLOCKS and not own:
            page.drop(place)


def _prose(page: Census, root: int, weights: Weights) -> list[int]:
    """The places of running text; what stands inside a link to another page is that page's."""
    found, covered = [], root
    for place in page.within(root):
        if place < covered:
            continue
        if weights.linked[place] and page.elements[place].tag == "a":
            covered = page.end(place)
        elif weights.own[place] >= _INTRO:
            found.append(place)
    return found


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
