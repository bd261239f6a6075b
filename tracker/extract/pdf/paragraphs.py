"""Lines to paragraphs: joined across lines, columns and pages, with words that a line's end had cut made whole."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.extract.pdf.glyphs import Word
from tracker.extract.pdf.lines import Grid, Item, Line, gap_before

BULLETS = "•◦▪●○■‣∙·–—*-"
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,6})[.)]$|\d{1,3}(?:\.\d{1,3}){1,4}[.)]?$")
_ENDED = re.compile(r"[.!?:;…。！？][\"'”’»)\]]*$")
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}$|(?:…\s?){2,}\s*\d{1,4}$")
_TRIM = "\"'“”‘’«»()[]{}.,;:!?…*"
_AND = frozenset("und oder bzw and or et ou y o e ed of en och eller og i oraz".split())  # noqa: SIM905 - "Daten- und ..."
_SHORT = 0.45  # of the column; a line that ends there was ended by hand, as those of an address are
_PREFIXES = frozenset(("non", "self", "ex", "e"))  # before a hyphen that is written wherever the word stands
_HANGING = 3  # times the size of the letters; below a number, text may stand further in than behind it
_INSET = 0.8  # times the size of the letters; a first line set in or out by more opens a paragraph


@dataclass(slots=True)
class Piece:
    """Text of one style."""

    text: str
    bold: bool
    link: str | None


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. `mark` is the sign of a list item, `inset` where it or else the text begins."""

    lines: list[Line]
    mark: str = ""
    inset: float = 0
    text_inset: float = 0
    pieces: list[Piece] = field(default_factory=list)

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def body_size(items: Sequence[Item]) -> float:
    """The size of most of the letters."""
    sizes: Counter[float] = Counter()
    for item in items:
        if isinstance(item, Line):
            sizes[item.size] += sum(len(word.text) for word in item.words)
    return max(sizes, key=lambda size: (sizes[size], size), default=10)


def paragraphs(items: Sequence[Item]) -> list[Paragraph | Grid]:
    """Lines and tables in order to paragraphs and tables."""
    items = _without_contents(items)
    leading = _leadings(items)
    known = vocabulary(items)
    out: list[Paragraph | Grid] = []
    for item in items:
        last = out[-1] if out else None
        if isinstance(item, Grid):
            out.append(item)
        elif isinstance(last, Paragraph) and not _begins(last, item, leading.get(item.size, 1.2 * item.size)):
            last.lines.append(item)
        else:
            mark, inset = mark_of(item)
            out.append(Paragraph([item], mark, item.x0 - item.shift, inset - item.shift))
    for block in out:
        if isinstance(block, Paragraph):
            block.pieces = joined([line.words for line in block.lines], known)
    return out


def _without_contents(items: Sequence[Item]) -> list[Item]:
    """The lines without a table of contents: its page numbers change with the layout."""
    led = {id(item) for item in items if isinstance(item, Line) and _LEADER.search(item.text)}
    return [item for item in items if id(item) not in led] if len(led) >= 3 else list(items)


def _leadings(items: Sequence[Item]) -> dict[float, float]:
    """For each size of letters the usual distance between the base lines of a paragraph."""
    seen: dict[float, Counter[float]] = {}
    for one, other in itertools.pairwise(items):
        if isinstance(one, Line) and isinstance(other, Line) and one.size == other.size and _together(one, other):
            step = one.y - other.y
            if 0.8 * one.size < step < 2.2 * one.size:
                seen.setdefault(one.size, Counter())[round(step * 2) / 2] += 1
    return {size: max(steps, key=lambda step, of=steps: (of[step], -step)) for size, steps in seen.items()}  # type: ignore[misc]


def _together(one: Line, other: Line) -> bool:
    return one.page == other.page and one.column == other.column


def mark_of(line: Line) -> tuple[str, float]:
    """A line's list sign or number, empty where it has none, and where the text after it begins."""
    first = line.words[0]
    if len(line.words) < 2:
        if first.text[0] in "•◦▪●○■‣" and len(first.text) > 1:
            return first.text[0], first.x0 + first.size / 2
        return "", first.x0
    second = line.words[1]
    apart = gap_before(first, second)
    if first.text in BULLETS and apart:
        return first.text, second.x0
    if first.text == "o" and second.x0 - first.x1 > 0.8 * second.size:  # how one word processor draws a circle
        return "◦", second.x0
    if first.text[0] in "•◦▪●○■‣" and first.text[1:2].isalpha():
        return first.text[0], first.x0 + first.size / 2
    return (first.text, second.x0) if apart and _NUMBERED.match(first.text) else ("", first.x0)


def _begins(block: Paragraph, line: Line, leading: float) -> bool:
    """Whether a line opens a new paragraph."""
    before = block.lines[-1]
    text = before.text
    ended = bool(_ENDED.search(text))
    if abs(line.size - before.size) > 0.08 * max(line.size, before.size):
        return True
    short = before.x1 + _first_width(line) + line.size < before.right  # what follows would have had its place
    mark, _ = mark_of(line)
    if not _together(before, line):
        cut = text.endswith("-") or line.words[0].text[0].islower()
        return bool(mark) or before.bold != line.bold or (not cut and (ended or short))
    if before.y - line.y > max(1.25 * leading, leading + 2) or before.y <= line.y:
        return True
    if mark and (
        mark in BULLETS
        or mark == "◦"
        or ended
        or short
        or abs(line.x0 - line.shift - block.inset) < 2 < len(block.mark)
    ):
        return True
    if before.bold != line.bold and (short or (line.bold and ended)):
        return True
    if short and (
        ended or line.words[0].text[0].isupper() or before.x1 - before.x0 < _SHORT * (before.right - before.x0)
    ):
        return True
    return _is_inset(block, line)


def _first_width(line: Line) -> float:
    return line.words[0].x1 - line.words[0].x0


def _is_inset(block: Paragraph, line: Line) -> bool:
    """Whether a line begins further in or out than the lines before it, as a first line does."""
    step = _INSET * line.size
    if len(block.lines) == 1:
        hanging = bool(block.mark) and line.x0 - line.shift <= block.text_inset + _HANGING * line.size
        return not hanging and line.x0 > block.lines[0].x0 + step
    return abs(line.x0 - block.lines[-1].x0) > step


def vocabulary(items: Sequence[Item]) -> frozenset[str]:
    """The words of a document that no line's end has cut."""
    known: set[str] = set()
    cut = False
    for item in items:
        rows = (
            [item.words] if isinstance(item, Line) else [row for cells in item.rows for cell in cells for row in cell]
        )
        for row in rows:
            ends = row[-1].text.endswith("-")
            known.update(word.text.strip(_TRIM) for word in row[cut : len(row) - ends])
            cut = ends
    return frozenset(known)


def joined(rows: Sequence[Sequence[Word]], known: frozenset[str]) -> list[Piece]:
    """Rows of words as running text."""
    pieces: list[Piece] = []
    for row in rows:
        for place, word in enumerate(row):
            glue = ""
            if place:
                glue = " " if gap_before(row[place - 1], word) else ""
            elif pieces:
                glue = _mend(pieces[-1], word.text, known)
            _append(pieces, word, glue)
    return pieces


def _append(pieces: list[Piece], word: Word, glue: str) -> None:
    last = pieces[-1] if pieces else None
    if last and last.bold == word.bold and last.link == word.link:
        last.text += glue + word.text
        return
    if last and glue:
        last.text += glue
    pieces.append(Piece(word.text, word.bold, word.link))


def _mend(last: Piece, following: str, known: frozenset[str]) -> str:
    """What stands between the end of a line and the next; a hyphen that only the line's end asked for is taken away."""
    head = last.text.rsplit(maxsplit=1)[-1] if last.text.strip() else ""
    if "://" in head and head[-1] in "/-?=&_.%":
        return ""
    if not head.endswith("-") or len(head) < 2 or not head[-2].isalnum():
        return " "
    tail = following.strip(_TRIM)
    if tail in _AND:
        return " "
    if not tail[:1].islower() or not head[-2].isalpha():
        return ""
    stem = head[:-1].lstrip(_TRIM)
    whole, hyphened = stem + tail, f"{stem}-{tail}"
    if stem.lower() in _PREFIXES or (
        whole not in known and (hyphened in known or (_knows(known, stem) and tail in known))
    ):
        return ""
    last.text = last.text[:-1]
    return ""


def _knows(known: frozenset[str], word: str) -> bool:
    return word in known or word.lower() in known or word.capitalize() in known
