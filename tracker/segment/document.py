"""Titles to sections: every line in exactly one, blocks inside, ancestors in the path."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from tracker.model import Block, Document, Section
from tracker.segment.lines import Piece, pieces
from tracker.segment.titles import Title, titles

_ANCHOR_LENGTH = 80


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
        made.append(Section("", 0, (), 1, end, tuple(map(_block, found[:first])), anchors.of("start")))
    for head, following in zip(heads, [*heads[1:], None], strict=False):
        while path and path[-1].level >= head.level:
            path.pop()
        start = found[head.index].start + 1 if made else 1
        end = found[following.index].start if following else len(lines)
        within = found[head.index : following.index if following else len(found)]
        run_in = not head.text.endswith(within[0].text)
        blocks = tuple(_block(piece, heading=not run_in and i == 0) for i, piece in enumerate(within))
        above = tuple(title.text for title in path)
        made.append(Section(head.text, head.level, above, start, end, blocks, anchors.of(head.text)))
        path.append(head)
    return made


def _block(piece: Piece, *, heading: bool = False) -> Block:
    kind = "heading" if heading else "paragraph" if piece.kind == "heading" else piece.kind
    return Block(kind, piece.raw, piece.start + 1, piece.end)


class _Anchors:
    """Slugs of headings without their numbers, each given once."""

    def __init__(self) -> None:
        self.given: dict[str, int] = {}

    def of(self, heading: str) -> str:
        folded = unicodedata.normalize("NFKC", heading).casefold()
        words = "".join(char if char.isalnum() else " " for char in folded).split()
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
