"""The sentences of a document with the place each came from, as the readers of this package need them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.model import Document, Span, plain, sentences

_QUOTES = str.maketrans(
    {"'": "’", "‘": "’", "`": "’", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‑": "-", "–": "-"}
)
_CONTRACTIONS = (("’ll ", " will "), ("won’t", "will not"), ("can’t", "cannot"), ("n’t ", " not "))
_LONGEST = 6000  # characters of a sentence that are read; the longest real ones, lists and all, stay below
_MARKER = re.compile(r"[ \t>]{0,40}(?:(?:[*+\-•‣◦▪·]|\(?[0-9]{1,3}[.)]|\(?[a-z][.)])[ \t]+){0,4}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `text` is verbatim with its lines joined by a space; `low` is what a reader sees of it, folded.

    `section` and `passage` number the section and the block that it stands in; `item` marks list items and rows.
    """

    text: str
    low: str
    spans: tuple[Span, ...]
    section: int
    passage: int
    item: bool = False


def fold(text: str) -> str:
    """What a reader sees, in lower case, with `we'll` and `won't` spelled out and single spaces.

    Apostrophes become typographic, quotes and hyphens those of a typewriter.
    """
    low = plain(text).translate(_QUOTES).lower()
    for short, full in _CONTRACTIONS:
        low = low.replace(short, full)
    return " ".join(low.split())


def read_sentences(document: Document) -> tuple[Sentence, ...]:
    """All sentences outside headings, in order. A sentence may run over the lines of one block, never beyond."""
    found: list[Sentence] = []
    passage = 0
    for number, section in enumerate(document.sections):
        for block in section.blocks:
            if block.kind == "heading":
                continue
            passage += 1
            lines = document.lines[block.start_line - 1 : block.end_line]
            item = block.kind != "paragraph"
            for text, spans in _split(lines, block.start_line):
                low = fold(text[:_LONGEST])
                if low:
                    found.append(Sentence(text, low, spans, number, passage, item))
    return tuple(found)


def _split(lines: tuple[str, ...], first: int) -> list[tuple[str, tuple[Span, ...]]]:
    """The sentences of a block with their spans, one span for each line touched."""
    starts, joined = [], ""
    for line in lines:
        starts.append(len(joined))
        joined += line + " "
    found, at = [], 0
    marker = _MARKER.match(joined)
    at = marker.end() if marker else 0
    for sentence in sentences(joined[at:].rstrip()):
        start = joined.index(sentence, at)
        at = start + len(sentence)
        found.append((sentence, _spans(lines, starts, first, start, at)))
    return found


def _spans(lines: tuple[str, ...], starts: list[int], first: int, start: int, end: int) -> tuple[Span, ...]:
    spans = []
    for index, (line, offset) in enumerate(zip(lines, starts, strict=True)):
        low, high = max(start - offset, 0), min(end - offset, len(line))
        if low < high:
            inside = line[low:high]
            low += len(inside) - len(inside.lstrip())
            high -= len(inside) - len(inside.rstrip())
            if low < high:
                spans.append(Span(first + index, low, high))
    return tuple(spans)
