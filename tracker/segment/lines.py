"""Lines to pieces: the paragraphs, list items, rows and written headings of a text, before any title is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

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
_SETEXT_LIMIT = 300  # characters: a longer line above a rule is a paragraph above a rule


@dataclass(frozen=True, slots=True)
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
    """Cut the lines of a document into pieces, in order; blank lines and rules belong to none."""
    return list(_Scanner(lines).scan())


class _Scanner:
    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.alone = _each_line_is_a_paragraph(lines)

    def scan(self) -> Iterator[Piece]:
        at, count = 0, len(self.lines)
        while at < count:
            line = self.lines[at]
            if not line.strip() or _is_rule(line):
                at += 1
                continue
            if (hashes := _HASHES.match(line)) and at + 1 < count and self._is_plain(at + 1):
                yield self._piece("heading", at, at + 2, level=len(hashes[1]))
                at += 2
            elif atx := _ATX.match(line):
                yield self._piece("heading", at, at + 1, level=len(atx[1]))
                at += 1
            elif self._is_title_over_rule(at):
                yield self._piece("heading", at, at + 2, level=1 if "=" in self.lines[at + 1] else 2)
                at += 2
            elif _is_row(line):
                if not _is_row_rule(line):
                    yield self._piece("row", at, at + 1)
                at += 1
            elif item := _ITEM.match(line):
                end = self._end_of_item(at)
                indent = len(item[1].expandtabs(4))
                yield self._piece("item", at, end, marker=item[2].strip(), indent=indent)
                at = end
            else:
                end = self._end_of_paragraph(at)
                yield self._piece("paragraph", at, end)
                at = end

    def _piece(self, kind: Kind, start: int, end: int, *, level: int = 0, marker: str = "", indent: int = 0) -> Piece:
        raw = "\n".join(self.lines[start:end])
        return Piece(kind, start, end, raw, flat(raw), level, marker, indent)

    def _is_title_over_rule(self, at: int) -> bool:
        if at + 1 >= len(self.lines) or not _is_underline(self.lines[at + 1]):
            return False
        above = at == 0 or not self.lines[at - 1].strip() or bool(_ATX.match(self.lines[at - 1]))
        line = self.lines[at]
        return above and len(line) <= _SETEXT_LIMIT and not _is_row(line) and not _ITEM.match(line)

    def _is_plain(self, at: int) -> bool:
        line = self.lines[at]
        return (
            bool(line.strip())
            and not _BOLD_BREAK.match(line)
            and not (_ATX.match(line) or _is_rule(line) or _is_row(line) or _ITEM.match(line))
        )

    def _end_of_item(self, at: int) -> int:
        end = at + 1
        while end < len(self.lines) and self._is_plain(end):
            line = self.lines[end]
            if not line[:1].isspace() and not _runs_on(self.lines[end - 1], line):
                break
            end += 1
        return end

    def _end_of_paragraph(self, at: int) -> int:
        end = at + 1
        if self.alone or _BOLD_BREAK.match(self.lines[at]) or self._is_lone_title(at):
            return end
        while end < len(self.lines) and self._is_plain(end) and not _is_underline(self.lines[end]):
            end += 1
        return end

    def _is_lone_title(self, at: int) -> bool:
        """Tell a title that stands right above its paragraph, with no blank line between them."""
        line, following = self.lines[at], self.lines[at + 1] if at + 1 < len(self.lines) else ""
        words = line.split()
        if len(words) > 10 or not following.strip() or (at and self.lines[at - 1].strip()):
            return False
        text = line.strip()
        long_below = len(following.split()) >= 12 and following.strip()[0].isupper()
        return long_below and text[0].isupper() and text[-1].isalnum()


def _is_underline(line: str) -> bool:
    stripped = line.strip()
    return len(stripped) >= 2 and stripped[0] in "=-" and not stripped.strip(stripped[0])


def _is_rule(line: str) -> bool:
    stripped = line.strip()
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
