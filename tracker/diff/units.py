"""Sections to units: the sentences, items and rows that are compared with one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.diff.features import Node, without_numbers
from tracker.model import Block, sentences, visible_words
from tracker.model.words import flat

_CELL = re.compile(r"\|(?<!\\\|)")


@dataclass(slots=True)  # not frozen: a rewritten text makes a thousand
class Unit:
    """One sentence, heading, list item or table row as plain text; `seen` is what a reader compares: `words` joined.

    `place` orders the units of a side. `row_key` names a row within its table: the words of its key column.
    """

    place: int
    kind: Literal["heading", "paragraph", "item", "row"]
    text: str
    words: tuple[str, ...]
    seen: str
    header: tuple[str, ...] = ()
    row_key: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


Place = tuple[Node, int]  # a section, and the number of a block in it


def units(before: Sequence[Node], after: Sequence[Node]) -> tuple[list[Unit], list[Unit]]:
    """The units of the sections of both sides in order, without the blocks that both begin and end with alike.

    Units without words (icons, rules) are left out.
    """
    left, right = _blocks(before), _blocks(after)
    start = _alike(left, right)
    end = _alike(left[start:][::-1], right[start:][::-1])
    return _units(left[start : len(left) - end]), _units(right[start : len(right) - end])


def _blocks(nodes: Sequence[Node]) -> list[Place]:
    return [(node, at) for node in nodes for at in range(len(node.section.blocks))]


def _alike(left: Sequence[Place], right: Sequence[Place]) -> int:
    """With how many equal blocks both sides begin."""
    count = 0
    for (node, at), (other, place) in zip(left, right, strict=False):
        one, another = node.section.blocks[at], other.section.blocks[place]
        if one.text != another.text or one.kind != another.kind:
            break
        count += 1
    return count


def _units(places: Sequence[Place]) -> list[Unit]:
    made: list[Unit] = []
    tables: dict[int, dict[int, tuple[str, ...]]] = {}
    for node, at in places:
        block = node.section.blocks[at]
        row = block.kind == "row"
        if row and node.index not in tables:
            tables[node.index] = _headers(node.section.blocks)
        for text in _texts(block):
            if words := node.read(text):
                if block.kind == "heading":
                    words = without_numbers(words)
                header = tables[node.index][at] if row else ()
                cells = _cells(block.text) if row else ()
                made.append(Unit(len(made), block.kind, text, words, "".join(words), header, _row_key(cells), cells))
    return made


def _texts(block: Block) -> Iterator[str]:
    text = flat(block.text)
    if block.kind in {"heading", "row"}:
        yield text
    else:
        yield from sentences(text)


def _cells(row: str) -> tuple[str, ...]:
    return tuple([flat(cell) for cell in _CELL.split(row.strip().strip("|"))])


def _row_key(cells: Sequence[str]) -> tuple[str, ...]:
    """The words of the first cell that is not a mere number."""
    for cell in cells:
        words = visible_words(cell)
        if words and not all(word.isdigit() for word in words):
            return words
    return ()


def _headers(blocks: Sequence[Block]) -> dict[int, tuple[str, ...]]:
    """The cells of the first row of the table, for each row."""
    made: dict[int, tuple[str, ...]] = {}
    header: tuple[str, ...] = ()
    for at, block in enumerate(blocks):
        if block.kind != "row":
            continue
        above = blocks[at - 1] if at else None
        if above is None or above.kind != "row" or block.start_line > above.end_line + 2:
            header = _cells(block.text)
        made[at] = header
    return made
