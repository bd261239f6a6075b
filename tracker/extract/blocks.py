"""Markdown read into leaves (heading, paragraph, table, code) and the lists and quotes that hold them.

The part of CommonMark that policies use: ATX and setext headings, nested lists, quotes, pipe tables, fenced code,
lazy continuation, hard breaks. Indented code is read as text: in policies an indent is layout. Every line is looked
at once, and nesting is bounded, so that hostile text costs no more than honest text of its size.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

DEEPEST = 12  # lists and quotes inside each other; what lies deeper is read as text

_MARKER = re.compile(r"( *)([-+*]|\d{1,9}[.)])( +|$)")
_ESCAPED_MARKER = re.compile(r"(\d{1,3})\\([.)] +)(?=\S)(?!\w{1,12}\.? \d{4}\b)|\\(- +)(?=\S)")
_LONE_MARKER = re.compile(r"(?:\\-|\d{1,3}\\[.)]) ?")
_HEADING = re.compile(r" *(#{1,6})(?: +(.*?))?(?: +#+)? *$")
_RULE = re.compile(r" {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+) *$")
_FENCE = re.compile(r" *(`{3,}|~{3,})[^`]*$")
_DELIMITERS = re.compile(r" {0,3}\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$")

Kind = Literal["heading", "text", "table", "code"]


@dataclass(eq=False, slots=True)
class Holder:
    """A list item or a quote. `width` is the indent of an item's content; a quote has the marker `>`."""

    marker: str
    width: int


@dataclass(eq=False, slots=True)
class Leaf:
    """Lines that belong together, inside `holders` (outermost first). `level` is a heading's."""

    kind: Kind
    holders: tuple[Holder, ...]
    lines: list[str]
    level: int = 0
    fence: str = ""


@dataclass(slots=True)
class _Reader:
    leaves: list[Leaf] = field(default_factory=list)
    open: tuple[Holder, ...] = ()
    leaf: Leaf | None = None  # the leaf that the next line may continue

    def feed(self, line: str) -> None:
        matched, rest = self._descend(line)
        if self.leaf and self.leaf.kind == "code":
            if matched == len(self.open):
                self._code(self.leaf, rest)
                return
            self.leaf = None
        if not rest.strip():
            self.leaf = None
            if matched < len(self.open):
                self.open = self.open[:matched]
            return
        fresh, rest = self._starts(matched, rest)
        text = self.leaf if self.leaf and self.leaf.kind == "text" else None
        if not fresh and matched < len(self.open):
            if text and not _opens_block(rest):  # lazy continuation
                self._continue(text, rest)
                return
            self.leaf = None
        if fresh or matched < len(self.open):
            self.open = self.open[:matched] + fresh
            self.leaf = None
        self._leaf(rest)

    def _descend(self, line: str) -> tuple[int, str]:
        """How many open holders this line continues, and what is left of it inside them."""
        rest, matched = line, 0
        for holder in self.open:
            if holder.marker == ">":
                inner = rest.lstrip(" ")
                if not inner.startswith(">"):
                    break
                rest = inner[1:].removeprefix(" ")
            elif rest.strip():
                if rest[: holder.width].strip():
                    break
                rest = rest[holder.width :]
            matched += 1
        return matched, rest

    def _starts(self, matched: int, rest: str) -> tuple[tuple[Holder, ...], str]:
        """The quotes and items that begin on this line, and what is left of it."""
        fresh: tuple[Holder, ...] = ()
        if _is_plain(rest):
            return fresh, rest
        while matched + len(fresh) < DEEPEST:
            inner = rest.lstrip(" ")
            inside_text = bool(self.leaf and self.leaf.kind == "text" and not fresh and matched == len(self.open))
            if inner.startswith(">"):
                fresh += (Holder(">", 2),)
                rest = inner[1:].removeprefix(" ")
                continue
            if not inside_text and (escaped := _ESCAPED_MARKER.match(inner)):
                inner = rest = escaped.expand(r"\1\2") + inner[escaped.end() :] if escaped[1] else inner[1:]
            marker = _MARKER.match(rest)
            if not marker or _RULE.match(rest):
                break
            if inside_text and (not rest[marker.end() :].strip() or marker[2][:-1] not in {"", "1"}):
                break  # CommonMark: only `1.` and bullets may interrupt a paragraph
            spaces = len(marker[3]) if len(marker[3]) <= 4 else 1
            fresh += (Holder(marker[2], len(marker[1]) + len(marker[2]) + max(spaces, 1)),)
            rest = rest[marker.end() :]
        return fresh, rest

    def _leaf(self, rest: str) -> None:
        leaf = self.leaf
        if _is_plain(rest) and not (leaf and leaf.kind == "table"):
            self._text(rest)
        elif not rest.strip() or (rest.strip() == "\\" and not leaf):  # an item that begins empty, a break of nothing
            self.leaf = None
        elif heading := _HEADING.match(rest):
            self._add("heading", (heading[2] or "").strip(), level=len(heading[1]))
            self.leaf = None
        elif fence := _FENCE.match(rest):
            self.leaf = self._add("code", fence=fence[1])
        elif leaf and leaf.kind == "text" and _UNDERLINE.match(rest) and not _is_row(leaf.lines[-1]):
            leaf.kind, leaf.level = "heading", 1 if "=" in rest else 2
            self.leaf = None
        elif leaf and leaf.kind == "text" and "|" in leaf.lines[-1] and _DELIMITERS.match(rest) and "|" in rest:
            self._table(leaf)
        elif _RULE.match(rest):
            self.leaf = None
        elif leaf and leaf.kind == "table" and "|" in rest:
            leaf.lines.append(rest.strip())
        elif _is_row(rest) and not (leaf and leaf.kind == "text"):
            self.leaf = self._add("table", rest.strip())
        else:
            self._text(rest)

    def _text(self, rest: str) -> None:
        if self.leaf and self.leaf.kind == "text":
            self._continue(self.leaf, rest)
        else:
            self.leaf = self._add("text", rest.lstrip())

    def _add(self, kind: Kind, line: str | None = None, *, level: int = 0, fence: str = "") -> Leaf:
        leaf = Leaf(kind, self.open, [] if line is None else [line], level, fence)
        self.leaves.append(leaf)
        return leaf

    def _continue(self, text: Leaf, rest: str) -> None:
        """One more line of a paragraph; a marker that stood alone before it turns out to begin an item."""
        if len(text.lines) > 1 or not _LONE_MARKER.fullmatch(text.lines[0]):
            text.lines.append(rest.lstrip())
            return
        self.leaves.remove(text)
        self.leaf = None
        fresh, rest = self._starts(len(self.open), f"{text.lines[0].rstrip()} {rest.lstrip()}")
        self.open += fresh
        self.leaf = self._add("text", rest)

    def _table(self, text: Leaf) -> None:
        """The last line of the paragraph turns out to be the head of a table."""
        head = text.lines.pop()
        if not text.lines:
            self.leaves.remove(text)
        self.leaf = self._add("table", head.strip())

    def _code(self, leaf: Leaf, line: str) -> None:
        if line.strip().startswith(leaf.fence) and not line.strip().strip(leaf.fence[0]):
            self.leaf = None
        else:
            leaf.lines.append(line)


def _is_plain(line: str) -> bool:
    """Whether a line can only be text: every mark begins with a sign or a number."""
    return line[:1].isalpha()


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _opens_block(line: str) -> bool:
    return bool(_HEADING.match(line) or _RULE.match(line) or _FENCE.match(line) or _is_row(line))


def read_blocks(markdown: str) -> list[Leaf]:
    """The leaves of a Markdown text, in order."""
    reader = _Reader()
    for line in markdown.split("\n"):
        reader.feed(line.expandtabs(4))
    return reader.leaves
