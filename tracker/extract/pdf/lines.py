"""Words to lines, and lines to the order in which they are read: columns one after the other, tables in their place."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from tracker.extract.pdf.glyphs import APART, Word

_GAP = 0.7  # times the size of the letters; a gap that can part columns, and seldom a word space of justified text
_FEWEST = 5  # lines on either side that make two columns
_FILLED = 0.6  # of a column's width, that its lines fill where it holds prose and not the cells of a table
_DEEPEST = 3  # cuts into columns, one inside the other
_CANDIDATES = 300
_NOTE = re.compile(r"[\[(]?(\d{1,3}|[*†‡§])[\])]?[.,;]?$")


@dataclass(slots=True)
class Line:
    """Words on one base line of one column.

    `right` is how far the lines of the column reach, `shift` how far the column begins behind the first one.
    """

    words: list[Word]
    page: int
    column: int
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    right: float = 0
    shift: float = 0

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
_Thing = list[Word] | Grid
_Rows = list[Sequence[Word]]


def gap_before(before: Word, word: Word) -> bool:
    """Whether a space stands between two words of a line."""
    return word.spaced or word.x0 - before.x1 > APART * max(before.size, word.size)


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
    for place in range(len(rows) - 1, 0, -1):
        if _is_raised(rows[place - 1], rows[place]):
            rows[place - 1 : place + 1] = [rows[place - 1] + rows[place]]
    for row in rows:
        row.sort(key=lambda word: word.x0)
        if _leftward(row):
            row.reverse()
    return rows


def _is_raised(row: Sequence[Word], below: Sequence[Word]) -> bool:
    """Whether a row holds nothing but the raised figures of footnotes that belong to the row below it."""
    size = max(word.size for word in below)
    return row[0].y - below[0].y < 0.7 * size and all(
        word.size <= 0.86 * size and _NOTE.match(word.text) for word in row
    )


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
    first = 0.0
    for column, (rows, inside) in enumerate(_columns(words, grids, 0)):
        lines = [_line(row, page, column) for row in rows]
        right = sorted(line.x1 for line in lines)[-1 - len(lines) // 20] if lines else 0
        left = min((line.x0 for line in lines), default=first)
        first = left if column == 0 else first
        for line in lines:
            line.right = right
            line.shift = left - first
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
        if word.size <= 0.86 * size and word.y > y + 0.12 * size and (note := _NOTE.match(word.text)):
            word.text = f"[{note[1]}]"
            word.spaced = place == 0
            word.x0 = row[place - 1].x1 if place else word.x0
            if place + 1 < len(row):
                _set_off(row[place + 1], word, apart=place == 0)
    letters = [word for word in row if any(map(str.isalnum, word.text))]
    bold = bool(letters) and all(word.bold for word in letters)
    x0, x1 = min(word.x0 for word in row), max(word.x1 for word in row)
    return Line(row, page, column, x0, x1, y, size, bold)


def _set_off(word: Word, note: Word, *, apart: bool) -> None:
    """The word after a footnote's figure: a space where the note itself begins, none before a full stop."""
    if apart:
        word.spaced = True
    elif word.text[0] in ".,;:!?)":
        word.spaced, word.x0 = False, note.x1


def _columns(
    words: Sequence[Word], grids: Sequence[Grid], depth: int
) -> Iterator[tuple[list[list[Word]], Sequence[Grid]]]:
    """The page as columns; what crosses the gutter is read before what stands below it."""
    rows = gather(words)
    gutter = _gutter(rows) if depth < _DEEPEST else None
    if gutter is None:
        yield rows, grids
        return
    full: list[_Thing] = []
    around: list[_Thing] = sorted([*rows, *grids], key=_top)
    for crossing, band in itertools.groupby(around, lambda thing: _crosses(thing, gutter)):
        things = list(band)
        beside = 0 if crossing else _beside_until(things, gutter)
        if beside:
            yield from _whole(full)
            yield from _sides(things[:beside], gutter, depth)
            full = []
        full += things[beside:]
    yield from _whole(full)


def _beside_until(things: Sequence[_Thing], x: float) -> int:
    """How many things of a band make columns: none where nothing stands on the right, and not what follows below."""
    last = max((place for place, thing in enumerate(things, 1) if _end(thing) > x), default=0)
    while 0 < last < len(things) and _top(things[last]) - _top(things[last - 1]) < 1.8 * _size(things[last]):
        last += 1
    return last


def _end(thing: _Thing) -> float:
    return thing.x1 if isinstance(thing, Grid) else thing[-1].x1


def _size(thing: _Thing) -> float:
    return 0 if isinstance(thing, Grid) else thing[0].size


def _top(thing: _Thing) -> float:
    return -thing.top if isinstance(thing, Grid) else -thing[0].y


def _crosses(thing: _Thing, x: float) -> bool:
    if isinstance(thing, Grid):
        return thing.x0 < x < thing.x1
    return any(part[0].x0 < x < part[-1].x1 for part in segments(thing, _GAP))


def _whole(things: Sequence[_Thing]) -> Iterator[tuple[list[list[Word]], Sequence[Grid]]]:
    if things:
        yield (
            [thing for thing in things if not isinstance(thing, Grid)],
            [thing for thing in things if isinstance(thing, Grid)],
        )


def _sides(things: Sequence[_Thing], x: float, depth: int) -> Iterator[tuple[list[list[Word]], Sequence[Grid]]]:
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
    starts = {round(row[0].x0 - 0.3 * row[0].size) for row in rows}  # columns whose lines stand at different heights
    places = sorted(starts.union(round((a + b) / 2) for row in gaps for a, b in row))[:_CANDIDATES]
    best, count = None, _FEWEST - 1
    for place in places:
        left, right = _beside(rows, gaps, place)
        number = min(_level_with(left, right), _level_with(right, left))
        if number > count and _is_prose(left) and _is_prose(right):
            best, count = place, number
    return best


def _level_with(rows: _Rows, others: _Rows) -> int:
    """How many of the rows stand at the height of the others."""
    if not others:
        return 0
    low, high = others[-1][0].y - others[-1][0].size, others[0][0].y + others[0][0].size
    return sum(low <= row[0].y <= high for row in rows)


def _beside(
    rows: Sequence[Sequence[Word]], gaps: Sequence[Sequence[tuple[float, float]]], x: float
) -> tuple[_Rows, _Rows]:
    """What stands left and right of `x` in the fullest band of the page that nothing crosses there."""
    best: tuple[_Rows, _Rows] = ([], [])
    band: tuple[_Rows, _Rows] = ([], [])
    for row, free in zip(rows, gaps, strict=True):
        if row[0].x0 < x < row[-1].x1 and not any(a < x < b for a, b in free):
            band = ([], [])
            continue
        for side, words in zip(
            band, ([word for word in row if word.x0 < x], [word for word in row if word.x0 >= x]), strict=True
        ):
            if words:
                side.append(words)
        best = max(best, band, key=lambda sides: min(map(len, sides)))
    return best


def _is_prose(rows: Sequence[Sequence[Word]]) -> bool:
    """Whether a side holds running text: several words a line, and lines that fill the column."""
    width = max(row[-1].x1 for row in rows) - min(row[0].x0 for row in rows)
    filled = median((row[-1].x1 - row[0].x0) / max(width, 1) for row in rows)
    return median(map(len, rows)) >= 3 and filled >= _FILLED
