"""Consent walls that nothing but their words give away: a few sentences that ask, and a button that agrees."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from tracker.extract.census import Census, Weights
from tracker.extract.tree import Element, words_of
from tracker.model.datafile import data_file

_LONG = 1500  # characters of running text that such a wall has at most
_SHARE = 0.1  # of the page's prose
_SHORT, _MOST = 300, 0.4  # characters, and of the page's prose: so short a wall is much of a short page
_LABEL = 40  # characters of the words on a button


@functools.cache
def _words() -> tuple[frozenset[str], re.Pattern[str]]:
    raw = data_file("tracker.extract", "walls.toml")
    asked = "|".join(map(re.escape, raw["asked"].split()))
    return frozenset(raw["agree"].split()), re.compile(rf"\b(?:{asked})", re.IGNORECASE)


def unnamed_walls(page: Census, weights: Weights) -> Iterator[int]:
    """The places of the walls, each with all that is wrapped around it and holds no more prose than a wall may."""
    _, asked = _words()
    most = min(_LONG, max(_SHARE * weights.prose[0], min(_SHORT, _MOST * weights.prose[0])))
    around: dict[int, int] = {}
    judged = {0}  # what buttons have in common is looked at once
    for button in page.within(0):
        element = page.elements[button]
        if element.tag != "button" or weights.text[button] > _LABEL or not _agrees(element):
            continue
        wall = _wall(page, button, weights, most, around)
        if wall not in judged and not is_section(page.elements[wall]) and asked.search(words_of(page.elements[wall])):
            yield wall
        judged.add(wall)


def is_section(element: Element) -> bool:
    """Whether an element is a part of the document with a heading of its own, whatever it is called or asks."""
    inside = element.tag in {"main", "article"} or next(element.iterancestors("main", "article"), None) is not None
    return inside and next(element.iter("h2", "h3", "h4"), None) is not None


def _wall(page: Census, button: int, weights: Weights, most: float, around: dict[int, int]) -> int:
    """The place of the outermost element around a button that is no longer than a wall; 0 where none is.

    `around` remembers the answer for each element on the way.
    """
    way, wall = [], 0
    for above in page.above(button):
        if above in around:
            wall = around[above] or wall
            break
        if weights.prose[above] > most:
            break
        way.append(above)
        wall = above
    around.update(dict.fromkeys(way, wall))
    return wall


def _agrees(button: Element) -> bool:
    agree, _ = _words()
    return words_of(button).lower().strip("!. ").partition(" ")[0] in agree
