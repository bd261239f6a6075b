"""What a page carries only because it is a page: running heads and feet, page numbers.

Text counts as such where it returns, figures aside, at the same height in the margin of most pages.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tracker.extract.pdf.glyphs import Page, Word
from tracker.extract.pdf.lines import gather, segments, spoken

_MARGIN = 0.16  # of the page's height, above and below
_ROWS = 4  # of a running head or foot
_SHARE = 0.4  # of the pages: left and right pages may differ, and the first may have none
_DRIFT = 6  # points by which the height may differ
_APART = 2.5  # times the size of the letters, between the parts of a running head
_FIGURES = re.compile(r"\d{1,20}")
_NUMBER = re.compile(r"\D{0,12}?(\d{1,4})(?:\D{1,8}(\d{1,4}))?\W{0,3}$")
_PARTS = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+|\t|\s{3,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_Key = tuple[bool, str]  # whether in the upper half of the page; the text with figures set aside
_CLAIM = re.compile(r"©|\(c\)|copyright|all rights", re.IGNORECASE)


@dataclass(slots=True)
class _Running:
    """What returns: the heights of each running text, by its key."""

    heights: dict[_Key, float]

    def holds(self, part: Sequence[Word], page: Page) -> bool:
        key = _key(part, page)
        return key in self.heights and abs(part[0].y - self.heights[key]) <= _DRIFT


def without_running(pages: Sequence[Page]) -> list[str]:
    """Take running heads and feet out of the pages; returns what they alone say of dates, once each."""
    margins = [_margins(page) for page in pages]
    running = _running(pages, margins)
    said: Counter[str] = Counter()
    for number, (page, sides) in enumerate(zip(pages, margins, strict=True), 1):
        gone: set[int] = set()
        for rows in sides:
            for row in rows:
                parts = segments(row, _APART)
                if not any(running.holds(part, page) for part in parts) and not _is_number(
                    spoken(row), number, len(pages)
                ):
                    break  # further in stands the text
                gone |= set(map(id, row))
                said.update({piece.strip() for part in parts for piece in _PARTS.split(spoken(part))})
        page.words = [word for word in page.words if id(word) not in gone]
    return _dated(said, pages)


def _margins(page: Page) -> tuple[list[list[Word]], list[list[Word]]]:
    """The rows in the margin above, then those in the margin below, each from the edge inwards."""
    edge = _MARGIN * page.height
    above = gather([word for word in page.words if word.y > page.height - edge])
    below = gather([word for word in page.words if word.y < edge])
    return above[:_ROWS], below[::-1][:_ROWS]


def _running(pages: Sequence[Page], margins: Sequence[tuple[list[list[Word]], list[list[Word]]]]) -> _Running:
    seen: dict[_Key, list[tuple[int, float, tuple[int, ...]]]] = defaultdict(list)
    for number, (page, sides) in enumerate(zip(pages, margins, strict=True)):
        for part in (part for rows in sides for row in rows for part in segments(row, _APART)):
            figures = tuple(int(figure) for figure in _FIGURES.findall(spoken(part)))
            seen[_key(part, page)].append((number, part[0].y, figures))
    fewest = max(2, math.ceil(_SHARE * len(pages)))
    heights = {}
    for key, places in seen.items():
        height = median(y for _, y, _ in places)
        near = {number: figures for number, y, figures in places if abs(y - height) <= _DRIFT}
        if len(near) >= fewest and _counts_pages(near):
            heights[key] = height
    return _Running(heights)


def _counts_pages(figures: Mapping[int, tuple[int, ...]]) -> bool:
    """Whether figures are the same on all pages, or one of them goes up with the pages."""
    if len(set(figures.values())) == 1:
        return True
    for column in zip(*figures.values(), strict=True):
        steps = Counter(value - page for page, value in zip(figures, column, strict=True))
        if max(steps.values()) >= 0.8 * len(figures):
            return True
    return False


def _key(part: Sequence[Word], page: Page) -> _Key:
    return part[0].y > page.height / 2, _FIGURES.sub("#", spoken(part).casefold())


def _is_number(text: str, page: int, pages: int) -> bool:
    """Whether a line is this page's number: "3", "- 3 -", "Page 3 of 9", in any language."""
    match = _NUMBER.match(text) if len(text) <= 30 else None
    if match is None or int(match[1]) != page:
        return False
    return int(match[2]) == pages if match[2] else not any(map(str.isalpha, text))


def _dated(said: Mapping[str, int], pages: Sequence[Page]) -> list[str]:
    """What the margins say of a date that the text does not say: a policy's date often stands in its foot alone."""
    often = [piece for piece, count in said.items() if count >= 2 or len(pages) == 1]
    text = " ".join(word.text for page in pages for word in page.words)
    return [
        piece
        for piece in often
        if len(piece) <= 120 and _YEAR.search(piece) and not _CLAIM.search(piece) and piece not in text
    ]
