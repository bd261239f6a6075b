"""Sections to units: the sentences, items and rows that are compared with one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.diff.features import Node, without_numbers
from tracker.model import Block, sentences, visible_words
from tracker.model.words import flat

_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
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


def units(nodes: Sequence[Node]) -> list[Unit]:
    """The units of some sections in order; those without words (icons, rules) are left out."""
    made: list[Unit] = []
    for node in nodes:
        tables = _headers(node.section.blocks)
        for at, block in enumerate(node.section.blocks):
            for text in _texts(block):
                if words := node.read(text):
                    if block.kind == "heading":
                        words = without_numbers(words)
                    header = tables.get(at, ())
                    cells = _cells(block.text) if block.kind == "row" else ()
                    key = _row_key(cells)
                    made.append(Unit(len(made), block.kind, text, words, "".join(words), header, key, cells))
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
