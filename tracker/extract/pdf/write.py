"""Paragraphs and tables to Markdown: which lines are headings, how lists are nested, what is bold and linked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.extract.decode import readable
from tracker.extract.links import lasting
from tracker.extract.pdf.lines import Grid
from tracker.extract.pdf.paragraphs import BULLETS, Paragraph, Piece, joined
from tracker.extract.text import escape

_LARGER = 1.1  # times the size of most letters
_LONGEST = 200  # characters of a heading
_LONGEST_BOLD = 120  # characters of a heading that is no larger than the text
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,4})\.?[ )]")
_DECIMAL = re.compile(r"\d{1,3}[.)]$")
_OPENS = re.compile(r"(?=#{1,6}(?: |$)|>|\||[-+](?: |$)|[-=]+ *$)|(?<=\d)(?=[.)] )")
_ENUMERATOR = re.compile(r"\d{1,9}(?=[.)] )")
_STILL = re.compile(r"[.;,]$")

_Style = tuple[float, bool, bool]  # size, bold, capitals


@dataclass(slots=True)
class _Writer:
    """Markdown in the making. `items` are the open list items: where their sign and their text begin."""

    known: frozenset[str]
    lines: list[str] = field(default_factory=list)
    items: list[tuple[float, float]] = field(default_factory=list)

    def heading(self, block: Paragraph, level: int) -> None:
        self.items.clear()
        self.lines += ["", f"{'#' * level} {escape(readable(block.text)).strip()}", ""]

    def item(self, block: Paragraph) -> None:
        while self.items and self.items[-1][0] >= block.inset - 3:
            self.items.pop()
        self.lines.append("")  # or a number other than 1 could not begin a list
        pieces = _without_mark(block.pieces, block.mark)
        sign = f"{block.mark[:-1]}. " if _DECIMAL.match(block.mark) else "- "
        if sign == "- " and block.mark not in BULLETS:
            sign += f"{escape(block.mark)} "
        self.lines.append("    " * len(self.items) + sign + spelled(pieces))
        self.items.append((block.inset, block.text_inset))

    def text(self, block: Paragraph) -> None:
        while self.items and block.inset < self.items[-1][1] - 3:
            self.items.pop()
        self.lines += ["", "    " * len(self.items) + _guarded(spelled(block.pieces)), ""]

    def table(self, grid: Grid) -> None:
        self.items.clear()
        rows = [[spelled(joined(cell, self.known)).replace("|", r"\|") for cell in row] for row in grid.rows]
        self.lines.append("")
        for place, row in enumerate(rows):
            self.lines.append("| " + " | ".join(row) + " |")
            if place == 0:
                self.lines.append("| " + " | ".join("---" for _ in row) + " |")
        self.lines.append("")


def written(blocks: Sequence[Paragraph | Grid], body: float, known: frozenset[str]) -> tuple[str, str | None]:
    """Markdown, not yet in canonical form, and the title where one heading stands above all others."""
    styles = _heading_styles(blocks, body)
    levels = _levels(blocks, styles)
    writer = _Writer(known)
    title = None
    for place, block in enumerate(blocks):
        if isinstance(block, Grid):
            writer.table(block)
        elif place in levels:
            writer.heading(block, levels[place])
            if levels[place] == 1 and title is None:
                title = readable(block.text).strip()
        elif block.mark and "." not in block.mark[:-1]:
            writer.item(block)
        else:
            writer.text(block)
    return "\n".join(writer.lines), title


def _heading_styles(blocks: Sequence[Paragraph | Grid], body: float) -> dict[int, _Style]:
    """The style of each block that looks like a heading, by its place."""
    texts = [block for block in blocks if isinstance(block, Paragraph)]
    heavy = sum(len(block.text) for block in texts if block.bold)
    bold_counts = 2 * heavy < sum(len(block.text) for block in texts)
    found = {}
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and (style := _style(block, body, bold_counts=bold_counts)):
            found[place] = style
    return {
        place: style
        for place, style in found.items()
        if style[1] or style[0] >= _LARGER * body or _is_alone(place, found)
    }


def _is_alone(place: int, styles: Mapping[int, _Style]) -> bool:
    """Whether a line in capitals is no part of a list of such lines, as an overview of chapters is."""
    run = [near in styles and styles[near][2] for near in (place - 2, place - 1, place + 1, place + 2)]
    return not (run[1] and run[2]) and not all(run[:2]) and not all(run[2:])


def _style(block: Paragraph, body: float, *, bold_counts: bool) -> _Style | None:
    text = block.text.strip()
    letters = [char for char in text if char.isalpha()]
    if not letters or len(text) > _LONGEST or len(block.lines) > 4 or (block.mark and block.mark in BULLETS):
        return None
    bold = block.bold and bold_counts
    if block.size >= _LARGER * body:
        return None if text.endswith(".") and len(text.split()) > 12 else (block.size, bold, False)
    if block.size < 0.95 * body or len(text) > _LONGEST_BOLD or len(block.lines) > 2 or _STILL.search(text):
        return None
    capitals = len(letters) >= 4 and all(char.isupper() for char in letters)
    return (block.size, bold, capitals) if bold or (capitals and len(block.lines) == 1) else None


def _levels(blocks: Sequence[Paragraph | Grid], styles: Mapping[int, _Style]) -> dict[int, int]:
    """Levels by place: the larger and heavier the style the higher; inside a style the deeper number lies lower."""
    ranked: dict[_Style, list[int]] = {}
    for place, style in styles.items():
        ranked.setdefault(style, []).append(place)
    levels: dict[int, int] = {}
    order = sorted(ranked, reverse=True)
    level = 1 if order and len(ranked[order[0]]) == 1 else 2
    for style in order:
        depths = {place: _depth(blocks[place]) for place in ranked[style]}
        numbered = [depth for depth in depths.values() if depth]
        least, most = min(numbered, default=1), max(numbered, default=1)
        for place, depth in depths.items():
            levels[place] = min(level + max(depth - least, 0), 6)
        level += 1 + most - least
    return levels


def _depth(block: Paragraph | Grid) -> int:
    number = _NUMBER.match(block.text) if isinstance(block, Paragraph) else None
    return number[1].count(".") + 1 if number else 0


def _without_mark(pieces: Sequence[Piece], mark: str) -> list[Piece]:
    first, *others = pieces
    text = first.text.lstrip()
    text = text[1:] if mark == "◦" else text.removeprefix(mark)
    return [piece for piece in (Piece(text.lstrip(), first.bold, first.link), *others) if piece.text]


def spelled(pieces: Sequence[Piece]) -> str:
    """Pieces as Markdown, bold and linked as they are."""
    return "".join(_styled(pieces)).strip()


def _styled(pieces: Sequence[Piece]) -> Iterator[str]:
    plain = all(piece.bold for piece in pieces)
    for piece in pieces:
        text = escape(readable(piece.text))
        bare = text.strip()
        if not bare:
            yield text
            continue
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        if target := lasting(piece.link, None):
            label = bare.rstrip(".,;:!?") or bare  # words are linked whole, the full stop after them with them
            target = f"<{target}>" if "(" in target or ")" in target else target
            bare = f"[{label}]({target}){bare[len(label) :]}"
        if piece.bold and not plain and any(map(str.isalnum, bare)):
            bare = f"**{bare}**"
        yield before + bare + after


def _guarded(line: str) -> str:
    """A paragraph that would open a list, a heading or a table, with the backslash that stops it."""
    return _OPENS.sub(r"\\", line, count=1) if _OPENS.match(line) or _ENUMERATOR.match(line) else line
