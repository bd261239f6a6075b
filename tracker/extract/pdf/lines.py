"""Words to lines, and lines to the order in which they are read: columns one after the other, tables in their place."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from tracker.extract.pdf.glyphs import Word

_GAP = 1.0  # times the size of the letters; a gap that can part columns, and no word space of justified text
_FEWEST = 6  # lines side by side that make two columns
_FILLED = 0.6  # of a column's width, that its lines fill where it holds prose and not the cells of a table
_DEEPEST = 3  # cuts into columns, one inside the other
_CANDIDATES = 300
_NOTE = re.compile(r"[\[(]?(\d{1,3}|[*†‡§])[\])]?[.,;]?$")


@dataclass(slots=True)
class Line:
    """Words on one base line of one column. `right` is how far the lines of the column reach."""

    words: list[Word]
    page: int
    column: int
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    right: float = 0

    @property
    def text(self) -> str:
        return spoken(self.words)


@dataclass(slots=True)
class Grid:
    """A table: rows of cells of lines of words, and the place it takes on its page."""

    rows: list[list[list[list[Word]]]]
    x0: float
    x1: float
    top: float
    bottom: float
    page: int


Item = Line | Grid


def gap_before(before: Word, word: Word) -> bool:
    """Whether a space stands between two words of a line."""
    return word.spaced or word.x0 - before.x1 > 0.15 * max(before.size, word.size)


def spoken(words: Sequence[Word]) -> str:
    """The text of a line."""
    parts: list[str] = []
    for place, word in enumerate(words):
        if place and gap_before(words[place - 1], word):
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


def gather(words: Sequence[Word]) -> list[list[Word]]:
    """Words that share a base line, or nearly, from top to bottom and each from its left."""
    rows: list[list[Word]] = []
    head: Word | None = None  # the largest word of the row: raised figures are smaller
    for word in sorted(words, key=lambda word: (-word.y, word.x0)):
        if head is None or head.y - word.y > 0.4 * max(head.size, word.size):
            rows.append([])
            head = word
        elif word.size > head.size:
            head = word
        rows[-1].append(word)
    for row in rows:
        row.sort(key=lambda word: word.x0)
        if _leftward(row):
            row.reverse()
    return rows


def _leftward(row: Sequence[Word]) -> bool:
    """Whether most of the letters are of a script that runs from right to left."""
    kinds = [unicodedata.bidirectional(char) for word in row if not word.text.isascii() for char in word.text]
    return 2 * sum(kind in {"R", "AL"} for kind in kinds) > sum(len(word.text) for word in row)


def segments(row: Sequence[Word], gap: float) -> list[list[Word]]:
    """A row cut where white space is wider than `gap` times the size of its letters."""
    parts: list[list[Word]] = []
    for word in row:
        if parts and word.x0 - parts[-1][-1].x1 <= gap * max(word.size, parts[-1][-1].size):
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts


def flow(words: Sequence[Word], grids: Sequence[Grid], page: int) -> list[Item]:
    """What a page holds in the order of reading."""
    items: list[Item] = []
    for column, (rows, inside) in enumerate(_columns(words, grids, 0)):
        lines = [_line(row, page, column) for row in rows]
        right = sorted(line.x1 for line in lines)[-1 - len(lines) // 20] if lines else 0
        for line in lines:
            line.right = right
        items += sorted([*lines, *inside], key=_height)
    return items


def _height(item: Item) -> float:
    return -item.y if isinstance(item, Line) else -item.top


def _line(row: list[Word], page: int, column: int) -> Line:
    weights: dict[float, int] = {}
    for word in row:
        weights[word.size] = weights.get(word.size, 0) + len(word.text)
    size = max(weights, key=lambda size: (weights[size], size))
    y = next(word.y for word in row if word.size == size)
    for place, word in enumerate(row):
        if word.size <= 0.8 * size and word.y > y + 0.12 * size and (note := _NOTE.match(word.text)):
            word.text = f"[{note[1]}]"
            word.spaced = place == 0
            word.x0 = row[place - 1].x1 if place else word.x0
            if place + 1 < len(row) and place == 0:
                row[1].spaced = True
    letters = [word for word in row if any(map(str.isalnum, word.text))]
    bold = bool(letters) and all(word.bold for word in letters)
    x0, x1 = min(word.x0 for word in row), max(word.x1 for word in row)
    return Line(row, page, column, x0, x1, y, size, bold)


def _columns(
    words: Sequence[Word], grids: Sequence[Grid], depth: int
) -> Iterator[tuple[list[list[Word]], Sequence[Grid]]]:
    """The page as columns; what crosses the gutter is read before what stands below it."""
    rows = gather(words)
    gutter = _gutter(rows) if depth < _DEEPEST else None
    if gutter is None:
        yield rows, grids
        return
    around: list[list[Word] | Grid] = sorted([*rows, *grids], key=_top)
    full: list[list[Word] | Grid] = []
    sided: list[list[Word] | Grid] = []
    for thing in around:
        if _crosses(thing, gutter):
            yield from _sides(sided, gutter, depth)
            sided = []
            full.append(thing)
        else:
            yield from _whole(full)
            full = []
            sided.append(thing)
    yield from _sides(sided, gutter, depth)
    yield from _whole(full)


def _top(thing: list[Word] | Grid) -> float:
    return -thing.top if isinstance(thing, Grid) else -thing[0].y


def _crosses(thing: list[Word] | Grid, x: float) -> bool:
    if isinstance(thing, Grid):
        return thing.x0 < x < thing.x1
    return any(part[0].x0 < x < part[-1].x1 for part in segments(thing, _GAP))


def _whole(things: Sequence[list[Word] | Grid]) -> Iterator[tuple[list[list[Word]], Sequence[Grid]]]:
    if things:
        yield (
            [thing for thing in things if not isinstance(thing, Grid)],
            [thing for thing in things if isinstance(thing, Grid)],
        )


def _sides(
    things: Sequence[list[Word] | Grid], x: float, depth: int
) -> Iterator[tuple[list[list[Word]], Sequence[Grid]]]:
    words = [word for thing in things if not isinstance(thing, Grid) for word in thing]
    grids = [thing for thing in things if isinstance(thing, Grid)]
    left = [word for word in words if word.x0 < x]
    right = [word for word in words if word.x0 >= x]
    for part, inside in (
        (left, [grid for grid in grids if grid.x0 < x]),
        (right, [grid for grid in grids if grid.x0 >= x]),
    ):
        if part or inside:
            yield from _columns(part, inside, depth + 1)


def _gutter(rows: Sequence[Sequence[Word]]) -> float | None:
    """Where a strip of white runs down between two columns of prose."""
    gaps = [
        [(one[-1].x1, other[0].x0) for one, other in itertools.pairwise(parts)]
        for parts in (segments(row, _GAP) for row in rows)
    ]
    places = sorted({round((a + b) / 2) for row in gaps for a, b in row})[:_CANDIDATES]
    best, count = None, _FEWEST - 1
    for place in places:
        beside = [row for row, free in zip(rows, gaps, strict=True) if any(a < place < b for a, b in free)]
        if len(beside) > count and _is_prose(beside, place):
            best, count = place, len(beside)
    return best


def _is_prose(rows: Sequence[Sequence[Word]], x: float) -> bool:
    """Whether both sides of `x` hold running text: several words a line, and lines that fill the column."""
    left = [[word for word in row if word.x0 < x] for row in rows]
    right = [[word for word in row if word.x0 >= x] for row in rows]
    for side in (left, right):
        width = max(row[-1].x1 for row in side) - min(row[0].x0 for row in side)
        if median(len(row) for row in side) < 3:
            return False
        if median((row[-1].x1 - row[0].x0) / max(width, 1) for row in side) < _FILLED:
            return False
    return True
