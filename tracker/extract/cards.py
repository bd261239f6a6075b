"""Cards at the ends of a document: calls to act, advertisements and ways home that stand in the box of the text.

Where a text begins and ends, sites put small boxes of their own: a line or two and a link by itself that leads away.
What they say tells them from the text's last clause, which names what it is about or whom to write to.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from tracker.extract.census import Census, Weights
from tracker.extract.tree import BLOCKS, Element, has_text, words_of
from tracker.model.datafile import data_file

_FEW = 5  # cards at an end; more are a list of the text's own
_CARD = 400  # characters of a card
_LARGE = 60  # elements; no card holds more
_SAID = 10  # characters beside its links that a card has; fewer are a link of the text's own
_HOME = 60  # characters of a link that leads home
_MOST = 0.05  # of the document's prose
_WRAPPER = 0.5  # of the document's prose, in a box that wraps the text and is no section of it
_BOXES = frozenset(("div", "section", "aside", "article", "main", "center", "figure"))
_LINES = _BOXES | {"p", "span", "a", "nav"}

_AWAY = re.compile(r"(?!#|mailto:|tel:|javascript:)\S", re.IGNORECASE)
_TO_HOME = re.compile(
    r"(?:https?://([^/?#\s]{1,253}))?/?(?:\.{1,2}/){0,5}(?:(?:index|home|default)\.\w{2,5})?/?$", re.IGNORECASE
)
_ADDRESS = re.compile(r"\w\.\w")
_REACHED = re.compile(r"@|\d{4}|\d[\d ()/.-]{5,20}\d")  # an address, a year, a telephone number


@functools.cache
def _words() -> tuple[frozenset[str], re.Pattern[str]]:
    raw = data_file("tracker.extract", "cards.toml")
    own = "|".join(map(re.escape, [*raw["own"].split(), *raw["clauses"]]))
    return frozenset(raw["labels"].split()), re.compile(rf"\b(?:{own})", re.IGNORECASE)


def cards(page: Census, root: int, weights: Weights, host: str | None) -> list[int]:
    """The places of the cards before the first and after the last words of a document."""
    ends = (_cards(page, root, weights, host, backwards=backwards) for backwards in (False, True))
    return [place for found in ends if len(found) <= _FEW for place in found]


def _cards(page: Census, root: int, weights: Weights, host: str | None, *, backwards: bool) -> list[int]:
    """The places of the cards at one end."""
    found = []
    prose = weights.prose[root]
    least = _WRAPPER * prose if backwards else 1  # a last section of the text ends with words of its own
    box: int | None = root
    while box is not None:
        inner = None
        for place in _blocks(page, box, backwards=backwards):
            if is_card(page, place, weights, prose, host):
                found.append(place)
            elif weights.text[place]:
                inner = place
                break
        wraps = inner is not None and page.elements[inner].tag in _BOXES and weights.prose[inner] >= least > 0
        box = inner if wraps else None
    return found


def _blocks(page: Census, box: int, *, backwards: bool) -> Iterator[int]:
    """The places right inside a box from one of its ends, up to the first words of its own."""
    if backwards:
        for place in reversed([*page.children(box)]):
            if (page.elements[place].tail or "").strip():
                return
            yield place
    elif not (page.elements[box].text or "").strip():
        for place in page.children(box):
            yield place
            if (page.elements[place].tail or "").strip():
                return


def is_card(page: Census, place: int, weights: Weights, prose: int, host: str | None = None) -> bool:
    """Whether a block at an end of a document with so much prose is the site's, which is known by its host."""
    element = page.elements[place]
    if element.tag not in _LINES or weights.text[place] > _CARD or page.end(place) - place > _LARGE:
        return False
    if _leads_home(element, words_of(element), host):
        return True
    if element.tag not in _BOXES or weights.prose[place] > max(_MOST * prose, _SAID):
        return False
    return _is_advertisement(element) or _is_call(element, " ".join(" ".join(element.itertext()).split()))


def _leads_home(element: Element, text: str, host: str | None) -> bool:
    """Whether a line is nothing but a link to the page that the site begins with, and that link no address."""
    links = [*element.iter("a")]
    home = _TO_HOME.match((links[0].get("href") or "-").strip()) if len(links) == 1 and len(text) <= _HOME else None
    if home is None or (home[1] and home[1].lower().removeprefix("www.") != host):
        return False
    if element.tag not in BLOCKS and not _is_line(element):
        return False
    name = words_of(links[0])
    beside = text.replace(name, "", 1)
    return any(map(str.isalpha, name)) and not any(map(str.isalnum, beside)) and not _ADDRESS.search(name)


def _is_line(element: Element) -> bool:
    """Whether an element that is no block has no words before and after it in its line."""
    before, after = element.getprevious(), element.getnext()
    led = element.getparent().text if before is None else before.tail
    if (led or "").strip() or (element.tail or "").strip():
        return False
    return all(other is None or other.tag in BLOCKS or not has_text(other) for other in (before, after))


def _is_advertisement(element: Element) -> bool:
    labels, _ = _words()
    first = next((line for line in map(str.strip, element.itertext()) if line), "")
    return first.lower().strip(" .:–-") in labels


def _is_call(element: Element, text: str) -> bool:
    """Whether a box is a line or two and a link by itself that leads away, and says nothing that a policy would.

    Boxes that are alike are the sections of a text, and so is what bears a number.
    """
    beside = (element.getprevious(), element.getnext())
    if text[:1].isdigit() or any(other is not None and _are_alike(element, other) for other in beside):
        return False
    _, own = _words()
    links = [*element.iter("a")]
    named = sum(len(words_of(link)) for link in links)
    if not links or len(text) - named < _SAID or own.search(text) or _REACHED.search(text):
        return False
    return all(_AWAY.match((link.get("href") or "").strip()) for link in links) and any(map(_stands_alone, links))


def _are_alike(one: Element, other: Element) -> bool:
    return bool(one.tag == other.tag and one.get("class") == other.get("class"))


def _stands_alone(link: Element) -> bool:
    """Whether no words stand in one line with a link but those of other links."""
    block = next((above for above in link.iterancestors() if above.tag in BLOCKS), None)
    if block is None or (block.text or "").strip():
        return False
    return all(not (child.tail or "").strip() and (child.tag in BLOCKS or _is_linked(child)) for child in block)


def _is_linked(element: Element) -> bool:
    return element.tag == "a" or words_of(element) == " ".join(filter(None, map(words_of, element.iter("a"))))
