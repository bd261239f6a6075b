"""Lines to pieces: the paragraphs, list items, rows and written headings of a text, before any title is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tracker.model.front import front_matter
from tracker.model.memory import Memory
from tracker.model.words import flat

Kind = Literal["heading", "paragraph", "item", "row"]
_ATX = re.compile(r"^[ \t]{0,3}(?:>[ \t]?){0,4}(?:[*+\-][ \t]{1,8}|\d{1,3}[.)][ \t]{1,8}){0,3}(#{1,6})[ \t]{1,40}\S")
_HASHES = re.compile(r"^[ \t]{0,3}(#{1,6})[ \t]{0,40}\r?$")  # a heading whose words stand on the next line
_BOLD_BREAK = re.compile(
    r"^[ \t]{0,3}(\*\*|__)[^*_\n]{1,200}\1(?:[ \u00a0]{2,20}|\\)\r?$"
)  # a bold line that ends in a hard break
_GAP = "[ \\t\\u00a0]{1,20}"
_ITEM = re.compile(
    rf"^([ \t]{{0,40}})(?:>[ \t]?){{0,4}}((?:[*+\-•‣◦▪·–●○■]{_GAP}){{1,4}}(?:\(?\d{{1,3}}[.)]{_GAP})?"
    rf"|\(?\d{{1,3}}[.)]{_GAP}|\((?:[a-zA-Z]|[ivxIVX]{{1,5}})\){_GAP}|[a-z][.)]{_GAP})(?=\S)"
)
_MARKS = frozenset(">#*_+-•‣◦▪·–●○■(=")  # with digits, what a line begins with that is more than words
_SETEXT_LIMIT = 300  # characters: a longer line above a rule is a paragraph above a rule


@dataclass(slots=True)  # not frozen: that makes each take five times as long, and a text has thousands
class Piece:
    """A block to be: 0-based lines `start` to `end` (end exclusive). `level` is set on written headings only.

    `text` is the plain text on one line; `marker` the list marker of an item, `indent` its depth in characters.
    """

    kind: Kind
    start: int
    end: int
    raw: str
    text: str
    level: int = 0
    marker: str = ""
    indent: int = 0

    @property
    def length(self) -> int:
        """Words, counted at white space."""
        return self.text.count(" ") + 1 if self.text else 0


def pieces(lines: Sequence[str]) -> list[Piece]:
    """Cut the lines of a document into pieces, in order; blank lines, rules and front matter belong to none."""
    return list(_Scanner(lines).scan())


@dataclass(slots=True)
class _Look:
    """What a line is by its own looks; what it becomes hangs on its neighbours too.

    `level` is that of a heading with hashes; `bare` says that its words stand on the next line. `marker` is that of a
    list item, `indent` its depth in characters. `plain` is a line of words that none of these applies to.
    """

    words: bool
    rule: bool = False
    underline: bool = False
    level: int = 0
    bare: bool = False
    row: bool = False
    between_rows: bool = False
    marker: str = ""
    indent: int = 0
    breaks: bool = False
    plain: bool = False


_BLANK, _PROSE = _Look(words=False), _Look(words=True, plain=True)


def _look(line: str) -> _Look:
    stripped = line.strip()
    if not stripped:
        return _BLANK
    start = line.lstrip(" \t")
    row = "|" in line and _is_row(line)
    if not (start[0] in _MARKS or start[0].isdigit() or start[1:2] in {".", ")"}):
        return _Look(words=True, row=True, between_rows=_is_row_rule(line)) if row else _PROSE
    rule, item = _is_rule(stripped), _ITEM.match(line)
    breaks = ("**" in line or "__" in line) and _BOLD_BREAK.match(line) is not None
    atx, hashes = (_ATX.match(line), _HASHES.match(line)) if "#" in line else (None, None)
    heading = atx or hashes
    return _Look(
        words=True,
        rule=rule,
        underline=_is_underline(stripped),
        level=len(heading[1]) if heading else 0,
        bare=hashes is not None,
        row=row,
        between_rows=row and _is_row_rule(line),
        marker=item[2].strip() if item else "",
        indent=len(item[1].expandtabs(4)) if item else 0,
        breaks=breaks,
        plain=not (atx or rule or row or item or breaks),
    )


_LOOKS = Memory(_look)


class _Scanner:
    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.looks = [*map(_LOOKS.__getitem__, lines), _BLANK]
        self.alone = _each_line_is_a_paragraph(lines)

    def scan(self) -> Iterator[Piece]:
        at, count = front_matter(self.lines), len(self.lines)
        while at < count:
            look = self.looks[at]
            end = at + 1
            if not look.words or look.rule:
                pass
            elif look is _PROSE and self.looks[end] is _BLANK:
                yield self._piece("paragraph", at, end, look)
            elif look.bare and self.looks[end].plain:
                end += 1
                yield self._piece("heading", at, end, look)
            elif look.level and not look.bare:
                yield self._piece("heading", at, end, look)
            elif self._is_title_over_rule(at):
                end += 1
                yield self._piece("heading", at, end, _Look(words=True, level=1 if "=" in self.lines[at + 1] else 2))
            elif look.row:
                if not look.between_rows:
                    yield self._piece("row", at, end, _PROSE)
            elif look.marker:
                end = self._end_of_item(at)
                yield self._piece("item", at, end, look)
            else:
                end = self._end_of_paragraph(at)
                yield self._piece("paragraph", at, end, _PROSE)
            at = end

    def _piece(self, kind: Kind, start: int, end: int, look: _Look) -> Piece:
        raw = self.lines[start] if end == start + 1 else "\n".join(self.lines[start:end])
        return Piece(kind, start, end, raw, flat(raw), look.level, look.marker, look.indent)

    def _is_title_over_rule(self, at: int) -> bool:
        if not self.looks[at + 1].underline:
            return False
        above = at == 0 or not self.looks[at - 1].words or self._is_heading(at - 1)
        look = self.looks[at]
        return above and len(self.lines[at]) <= _SETEXT_LIMIT and not look.row and not look.marker

    def _is_heading(self, at: int) -> bool:
        return bool(self.looks[at].level) and not self.looks[at].bare

    def _end_of_item(self, at: int) -> int:
        end = at + 1
        while self.looks[end].plain:
            line = self.lines[end]
            if not line[:1].isspace() and not _runs_on(self.lines[end - 1], line):
                break
            end += 1
        return end

    def _end_of_paragraph(self, at: int) -> int:
        end = at + 1
        if self.alone or self.looks[at].breaks or not self.looks[end].plain or self._is_lone_title(at):
            return end
        while self.looks[end].plain and not self.looks[end].underline:
            end += 1
        return end

    def _is_lone_title(self, at: int) -> bool:
        """Tell a title that stands right above its paragraph, with no blank line between them."""
        if at and self.looks[at - 1].words:
            return False
        line, following = self.lines[at], self.lines[at + 1]
        if len(line.split()) > 10:
            return False
        text = line.strip()
        long_below = len(following.split()) >= 12 and following.strip()[0].isupper()
        return long_below and text[0].isupper() and text[-1].isalnum()


def _is_underline(stripped: str) -> bool:
    return len(stripped) >= 2 and stripped[0] in "=-" and not stripped.strip(stripped[0])


def _is_rule(stripped: str) -> bool:
    return len(stripped) >= 2 and stripped[0] in "*-_=" and not stripped.strip(stripped[0] + " ")


def _is_row_rule(line: str) -> bool:
    return "--" in line and not line.strip().strip("|:- \t")


def _is_row(line: str) -> bool:
    stripped = line.lstrip()
    return stripped.startswith("|") or line.count(" | ") + stripped.rstrip().endswith(" |") >= 2


def _runs_on(line: str, following: str) -> bool:
    """Tell a wrapped line: the one above ends amid a sentence and the next goes on in lower case."""
    return not line.rstrip().endswith((".", ";", ":", "!", "?")) and following[:1].islower()


def _each_line_is_a_paragraph(lines: Sequence[str]) -> bool:
    """Tell texts that hold one paragraph a line and no blank lines from those that wrap or put a sentence a line."""
    full = [line for line in lines if line.strip()]
    if len(lines) - len(full) > 0.1 * len(full):
        return False
    wrapped = sum(_runs_on(line, after) for line, after in pairwise(full))
    return wrapped <= 0.3 * len(full)
