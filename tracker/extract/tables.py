"""Tables: those that only place things on the page are unwrapped, those that hold data stay, however short."""

from __future__ import annotations

import re

from tracker.extract.tree import Element, has_text, words_of

_LONG_CELL = 1500  # characters; no cell of data is longer in tables without a head
_LONG_NUMBER = 30  # characters
_NUMBER = re.compile(r"(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,4}|[a-zA-Z]|[ivxIVX]{1,5})[.)]{0,2}|[•·*–-])$")
_PARTS = ("tbody", "thead", "tfoot", "colgroup", "caption", "tr", "td", "th")


def mend_tables(root: Element) -> None:
    """Unwrap layout tables, innermost first."""
    rows_of: dict[Element, list[Element]] = {table: [] for table in root.iter("table")}
    for row in root.iter("tr"):
        rows_of.get(next(row.iterancestors("table"), None), []).append(row)
    for table, rows in reversed(rows_of.items()):
        cells = [[cell for cell in row if cell.tag in {"td", "th"}] for row in rows]
        if _is_numbering(cells):
            for row in cells:
                _number(row)
        if table is not root and (_is_layout(table, cells) or _is_numbering(cells)):
            _unwrap(table, rows, cells)


def _is_layout(table: Element, cells: list[list[Element]]) -> bool:
    if table.get("role") in {"presentation", "none"} or not cells:
        return True
    columns = max(map(len, cells))
    headed = any(cell.tag == "th" for row in cells for cell in row)
    if columns < 2 or (len(cells) < 2 and not headed) or next(table.iterdescendants("table"), None) is not None:
        return True
    if next(table.iterdescendants("h1", "h2", "h3"), None) is not None:
        return not headed
    return not headed and any(_is_longer(cell, _LONG_CELL) for row in cells for cell in row)


def _is_numbering(cells: list[list[Element]]) -> bool:
    """Whether a table only hangs numbers or bullets beside paragraphs, as word processors write lists."""
    full = False
    for row in cells:
        if any(map(has_text, row)):
            if len(row) != 2 or _is_longer(row[0], _LONG_NUMBER) or not _NUMBER.match(words_of(row[0])):
                return False
            full = True
    return full


def _is_longer(cell: Element, most: int) -> bool:
    """Whether a cell holds more text than that; no more of it is read than needed."""
    length = 0
    for text in cell.itertext():
        length += len("".join(text.split()))
        if length > most:
            return True
    return len(words_of(cell)) > most


def _number(row: list[Element]) -> None:
    if len(row) == 2:
        inner = next(row[1].iter("p"), row[1])
        inner.text = f"{words_of(row[0])} {(inner.text or '').lstrip()}"
        row[0].getparent().remove(row[0])


def _unwrap(table: Element, rows: list[Element], cells: list[list[Element]]) -> None:
    for part in [part for part in table if part.tag in {"tbody", "thead", "tfoot", "colgroup"}]:
        part.tag = "div"
    for row, held in zip(rows, cells, strict=True):
        for cell in held:
            cell.tag = "div"
        row.tag = "div"
    table.tag = "div"
