"""Two captures of one page: with a change that means nothing, or with one of substance."""

from __future__ import annotations

import copy
from random import Random

import tracker
from tests.noise.furniture import FURNITURE
from tests.noise.markup import MARKUP
from tests.noise.page import Node, write
from tests.noise.spelling import SPELLING
from tests.noise.substance import SUBSTANCE, Made

Pages = tuple[str, str]
NOISE = (*MARKUP, *SPELLING, *FURNITURE)


def disturbed(names: tuple[str, ...], before: Node, after: Node, draw: Random) -> Pages | None:
    """Both pages as text, with the named changes made; nothing where one does not apply. The trees are changed."""
    for name in names:
        if name in MARKUP and not MARKUP[name](after, draw):
            return None
        if name in FURNITURE and not FURNITURE[name].apply(before, after, draw):
            return None
    first, second = write(before), write(after)
    for name in names:
        if name in SPELLING:
            second = SPELLING[name](second, draw)
    return first, second


def compared(pages: Pages) -> tracker.Change:
    before, after = (
        tracker.extract(page.encode("utf8"), media_type="text/html; charset=utf-8").markdown for page in pages
    )
    return tracker.compare(before, after)


def noisy(name: str, page: Node, seed: str) -> Pages | None:
    """A page before and after a change that means nothing, or after and before."""
    draw = Random(f"{seed} {name}")
    pages = disturbed((name,), copy.deepcopy(page), copy.deepcopy(page), draw)
    return pages if pages is None or draw.random() < 0.5 else pages[::-1]


def substantial(
    name: str, page: Node, seed: str, among: tuple[str, ...] = NOISE, noise: int = 0
) -> tuple[Made, Pages] | None:
    """A page before and after a change of substance, with so many changes that mean nothing beside it."""
    draw = Random(f"{seed} {name}")
    after = copy.deepcopy(page)
    made = SUBSTANCE[name](after, draw)
    for _ in range(10):
        if made is None:
            break
        pages = disturbed(tuple(draw.sample(among, noise)), copy.deepcopy(page), copy.deepcopy(after), draw)
        if pages is not None:
            return made, pages
    return None
