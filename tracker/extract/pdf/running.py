"""What a page carries only because it is a page: running heads and feet, page numbers.

Text counts as such where it returns, figures aside, at the same height in the margin of most pages.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from tracker.extract.pdf.glyphs import Page, Word
from tracker.extract.pdf.lines import gather, segments, spoken

_MARGIN = 0.16  # of the page's height, above and below
_SHARE = 0.4  # of the pages: left and right pages may differ, and the first may have none
_DRIFT = 6  # points by which the height may differ
_APART = 2.5  # times the size of the letters, between the parts of a running head
_FIGURES = re.compile(r"\d{1,20}")
_NUMBER = re.compile(r"\D{0,12}?(\d{1,4})(?:\D{1,8}(\d{1,4}))?\W{0,3}$")
_PARTS = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+|\t|\s{3,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLAIM = re.compile(r"©|\(c\)|copyright|all rights", re.IGNORECASE)


def without_running(pages: Sequence[Page]) -> list[str]:
    """Take running heads and feet out of the pages; returns what they alone say of dates, once each."""
    margins = [_margins(page) for page in pages]
    seen: dict[tuple[bool, str], list[tuple[int, float]]] = defaultdict(list)
    for number, rows in enumerate(margins):
        for row in rows:
            for part in segments(row, _APART):
                seen[_key(part, pages[number])].append((number, part[0].y))
    fewest = max(2, math.ceil(_SHARE * len(pages)))
    heights = {key: median(y for _, y in places) for key, places in seen.items()}
    running = {
        key
        for key, places in seen.items()
        if len({number for number, y in places if abs(y - heights[key]) <= _DRIFT}) >= fewest
    }
    said: dict[str, int] = {}
    for number, (page, rows) in enumerate(zip(pages, margins, strict=True)):
        gone: set[int] = set()
        for row in rows:
            keys = [_key(part, page) for part in segments(row, _APART)]
            if any(key in running and abs(row[0].y - heights[key]) <= _DRIFT for key in keys) or _is_number(
                spoken(row), number + 1, len(pages)
            ):
                gone |= set(map(id, row))
                for part in segments(row, _APART):
                    for piece in _PARTS.split(spoken(part)):
                        said[piece.strip()] = said.get(piece.strip(), 0) + 1
        page.words = [word for word in page.words if id(word) not in gone]
    return _dated(said, pages)


def _margins(page: Page) -> list[list[Word]]:
    """The rows in the margins above and below."""
    edge = _MARGIN * page.height
    return gather([word for word in page.words if word.y < edge or word.y > page.height - edge])


def _key(part: Sequence[Word], page: Page) -> tuple[bool, str]:
    return part[0].y > page.height / 2, _FIGURES.sub("#", spoken(part).casefold())


def _is_number(text: str, page: int, pages: int) -> bool:
    """Whether a line is this page's number: "3", "- 3 -", "Page 3 of 9", in any language."""
    match = _NUMBER.match(text) if len(text) <= 30 else None
    if match is None or int(match[1]) != page:
        return False
    return int(match[2]) == pages if match[2] else not any(map(str.isalpha, text))


def _dated(said: dict[str, int], pages: Sequence[Page]) -> list[str]:
    """What the margins say of a date that the text does not say: a policy's date often stands in its foot alone."""
    often = [piece for piece, count in said.items() if count >= 2 or len(pages) == 1]
    text = " ".join(word.text for page in pages for word in page.words)
    return [
        piece
        for piece in often
        if len(piece) <= 120 and _YEAR.search(piece) and not _CLAIM.search(piece) and piece not in text
    ]
