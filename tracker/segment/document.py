"""Titles to sections: every line in exactly one, blocks inside, ancestors in the path."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from tracker.model import Block, Document, Section
from tracker.segment.lines import Kind, Piece, pieces
from tracker.segment.titles import Title, titles

_ANCHOR_LENGTH = 80
_WORD = re.compile(r"[^\W_]+")


def segment(markdown: str) -> Document:
    r"""The sections and blocks of a text; never raises.

    The sections partition the lines, `"\n".join(document.lines)` is the text. What stands before the first title is
    a section with an empty heading and the anchor `start`; blank lines there belong to the first section.
    """
    lines = tuple(markdown.split("\n"))
    found = pieces(lines)
    return Document(lines, tuple(_sections(lines, found, titles(found))))


def _sections(lines: Sequence[str], found: Sequence[Piece], heads: Sequence[Title]) -> list[Section]:
    anchors = _Anchors()
    made: list[Section] = []
    path: list[Title] = []
    if not heads or heads[0].index > 0:
        first = heads[0].index if heads else len(found)
        end = found[first].start if heads else len(lines)
        made.append(Section("", 0, (), 1, end, _blocks(found[:first]), anchors.of("start")))
    for head, following in zip(heads, [*heads[1:], None], strict=False):
        while path and path[-1].level >= head.level:
            path.pop()
        start = found[head.index].start + 1 if made else 1
        end = found[following.index].start if following else len(lines)
        within = found[head.index : following.index if following else len(found)]
        run_in = not head.text.endswith(within[0].text)
        blocks = _blocks(within, titled=not run_in)
        above = tuple(title.text for title in path)
        made.append(Section(head.text, head.level, above, start, end, blocks, anchors.of(head.text)))
        path.append(head)
    return made


def _blocks(within: Sequence[Piece], *, titled: bool = False) -> tuple[Block, ...]:
    """The pieces of a section; what looks like a heading is one only where it is the section's title."""
    kinds: list[Kind] = ["paragraph" if piece.kind == "heading" else piece.kind for piece in within]
    if titled:
        kinds[0] = "heading"
    return tuple(
        [Block(kind, piece.raw, piece.start + 1, piece.end) for kind, piece in zip(kinds, within, strict=True)]
    )


class _Anchors:
    """Slugs of headings without their numbers, each given once."""

    def __init__(self) -> None:
        self.given: dict[str, int] = {}

    def of(self, heading: str) -> str:
        words = _WORD.findall(unicodedata.normalize("NFKC", heading).casefold())
        while len(words) > 1 and words[0].isdigit():
            words = words[1:]
        slug = "-".join(words)[:_ANCHOR_LENGTH].strip("-") or "section"
        anchor, number = slug, self.given.get(slug, 0)
        while anchor in self.given or number:
            number += 1
            anchor = f"{slug}-{number}"
            if anchor not in self.given:
                break
        self.given[slug] = max(number, 1)
        self.given.setdefault(anchor, 1)
        return anchor
