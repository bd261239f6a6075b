"""Tables by the rules drawn around their cells, and by the places where their cells begin."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from tracker.extract.pdf.glyphs import Page, Rule, Word
from tracker.extract.pdf.lines import Grid, Item, Line, gather, segments

_NEAR = 3.0  # points; ends of rules that far from each other meet
_MOST = 1500  # rules of a page looked at; a drawing has more
_APART = 1.5  # times the size of the letters, between the cells of a row
_FEWEST = 3  # rows with several cells that make a table without rules
_MARK = re.compile(r"[•◦▪●○■‣·–—*-]$|\(?\w{1,5}[.)]$")


def ruled(page: Page, number: int) -> list[Grid]:
    """The tables drawn on a page; their words are taken out of it."""
    upright = _distinct([rule for rule in page.rules if rule.x0 == rule.x1])
    level = _distinct([rule for rule in page.rules if rule.y0 == rule.y1])
    if not upright or not level or len(upright) + len(level) > _MOST:
        return []
    grids = []
    for columns, rows in _meeting(upright, level):
        if grid := _grid(page, columns, rows, number):
            grids.append(grid)
    return grids


def _distinct(rules: Sequence[Rule]) -> list[Rule]:
    """Rules without those that lie upon another: cells share their edges."""
    unique = {tuple(round(edge) for edge in (rule.x0, rule.y0, rule.x1, rule.y1)): rule for rule in rules}
    return list(unique.values())


def _meeting(upright: Sequence[Rule], level: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that meet, each as its upright and its level ones."""
    group = list(range(len(upright)))
    owners: list[int | None] = []

    def root(place: int) -> int:
        while group[place] != place:
            group[place] = group[group[place]]
            place = group[place]
        return place

    for rule in level:
        owner: int | None = None
        for place, other in enumerate(upright):
            if rule.x0 - _NEAR <= other.x0 <= rule.x1 + _NEAR and other.y0 - _NEAR <= rule.y0 <= other.y1 + _NEAR:
                if owner is None:
                    owner = root(place)
                else:
                    group[root(place)] = owner
        owners.append(owner)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for place, rule in enumerate(upright):
        found.setdefault(root(place), ([], []))[0].append(rule)
    for rule, owner in zip(level, owners, strict=True):
        if owner is not None:
            found[root(owner)][1].append(rule)
    return list(found.values())


def _steps(places: Sequence[float]) -> list[float]:
    """Places with those near each other taken for one."""
    steps: list[float] = []
    for place in sorted(places):
        if not steps or place - steps[-1] > _NEAR:
            steps.append(place)
    return steps


def _grid(page: Page, upright: Sequence[Rule], level: Sequence[Rule], number: int) -> Grid | None:
    # A row that goes on over the page is open below: its upright rules say where it ends.
    ends = [min(rule.y0 for rule in upright), max(rule.y1 for rule in upright)]
    ys = _steps([*ends, *(rule.y0 for rule in level)])[::-1]
    xs = _steps([rule.x0 for rule in upright])
    if len(xs) < 2 or len(ys) < 2:
        return None
    left = min([xs[0], *(rule.x0 for rule in level)])
    right = max([xs[-1], *(rule.x1 for rule in level)])
    inside = [
        word
        for word in page.words
        if left - _NEAR <= (word.x0 + word.x1) / 2 <= right + _NEAR and ys[-1] < word.y + word.size / 3 < ys[0]
    ]
    edges = _steps([left, *xs, right])
    rows = []
    for top, bottom in itertools.pairwise(ys):
        band = [word for word in inside if bottom <= word.y + word.size / 3 < top]
        middle = (top + bottom) / 2
        drawn = [rule.x0 for rule in upright if rule.y0 - _NEAR <= middle <= rule.y1 + _NEAR]
        cells: list[list[Word]] = [[] for _ in edges[1:]]
        for word in band:
            centre = (word.x0 + word.x1) / 2
            walls = [edge for edge in edges if edge <= centre and any(abs(edge - x) <= _NEAR for x in drawn)]
            cells[min(edges.index(walls[-1]) if walls else 0, len(cells) - 1)].append(word)
        rows.append([gather(cell) for cell in cells])
    rows = _filled(rows)
    if not rows or len(rows[0]) < 2 or (len(rows) < 2 and len(xs) < 3):  # one row may be the rest of a table
        return None
    taken = set(map(id, inside))
    page.words = [word for word in page.words if id(word) not in taken]
    return Grid(rows, left, right, ys[0], ys[-1], number)


def _filled(rows: Sequence[list[list[list[Word]]]]) -> list[list[list[list[Word]]]]:
    """A table without empty rows and columns."""
    rows = [row for row in rows if any(row)]
    kept = [place for place in range(max(map(len, rows), default=0)) if any(row[place] for row in rows)]
    return [[row[place] for place in kept] for row in rows]


def aligned(items: Sequence[Item]) -> list[Item]:
    """Lines in order, with those that stand in columns of short cells made into tables."""
    out: list[Item] = []
    place = 0
    while place < len(items):
        last = _table_end(items, place)
        if last is None:
            out.append(items[place])
            place += 1
        else:
            out.append(_unruled([item for item in items[place:last] if isinstance(item, Line)]))
            place = last
    return out


def _cells(item: Item) -> list[list[Word]]:
    """A line's cells; a list's sign and its text are one."""
    if not isinstance(item, Line):
        return []
    parts = segments(item.words, _APART)
    if len(parts) > 1 and len(parts[0]) == 1 and _MARK.match(parts[0][0].text):
        parts[:2] = [parts[0] + parts[1]]
    return parts


def _table_end(items: Sequence[Item], place: int) -> int | None:
    """Where the table ends that begins at `place`: lines of several cells, each beginning where the first ones do."""
    starts = [part[0].x0 for part in _cells(items[place])]
    if len(starts) < 2:
        return None
    rows, end, before = 0, place, items[place]
    for item in items[place:]:
        parts = _cells(item)
        if not isinstance(item, Line) or not isinstance(before, Line) or item.page != before.page or not parts:
            break
        if before.y - item.y > 3 * item.size:
            break
        if not all(any(abs(part[0].x0 - start) <= _NEAR for start in starts) for part in parts):
            break
        if len(parts) == 1 and (rows == 0 or before.y - item.y > 1.5 * item.size or parts[0][0].x0 < starts[1] - _NEAR):
            break
        rows += len(parts) > 1
        end += 1
        before = item
    return end if rows >= _FEWEST else None


def _unruled(lines: Sequence[Line]) -> Grid:
    """The table of these lines; a line without a first cell goes on with the row above it."""
    starts = [part[0].x0 for part in _cells(lines[0])]
    rows: list[list[list[list[Word]]]] = []
    for line in lines:
        parts = _cells(line)
        if not rows or abs(parts[0][0].x0 - starts[0]) <= _NEAR:
            rows.append([[] for _ in starts])
        for part in parts:
            column = min(range(len(starts)), key=lambda place, x=part[0].x0: abs(starts[place] - x))  # type: ignore[misc]
            rows[-1][column].append(part)
    return Grid(
        rows, lines[0].x0, max(line.x1 for line in lines), lines[0].y + lines[0].size, lines[-1].y, lines[0].page
    )
