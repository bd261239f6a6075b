"""The sentences of a document with the place each came from, as the readers of this package need them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.model import Document, Span, plain, sentences
from tracker.model.memory import remembered

_SIGNS = (("'", "’"), ("‘", "’"), ("`", "’"), *((quote, '"') for quote in "“”„«»"), ("‑", "-"), ("–", "-"))
_CONTRACTIONS = (("’ll ", " will "), ("won’t", "will not"), ("can’t", "cannot"), ("n’t ", " not "))
_LONGEST = 6000  # characters of a sentence that are read; the longest real ones, lists and all, stay below
_MARKER = re.compile(r"[ \t>]{0,40}(?:(?:[*+\-•‣◦▪·]|\(?[0-9]{1,3}[.)]|\(?[a-z][.)])[ \t]+){0,4}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `text` is verbatim with its lines joined by a space; `low` is what a reader sees of it, folded.

    `within` are its spans in the block that begins at `line`; there, lines count from 0. `section` and `passage`
    number the section and the block that it stands in; `item` marks list items and rows.
    """

    text: str
    low: str
    within: tuple[Span, ...]
    line: int
    section: int
    passage: int
    item: bool = False

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the sentence stands in the document."""
        return tuple(Span(self.line + span.line, span.start, span.end) for span in self.within)


def fold(text: str) -> str:
    """What a reader sees, in lower case, with `we'll` and `won't` spelled out and single spaces.

    Apostrophes become typographic, quotes and hyphens those of a typewriter.
    """
    low = plain(text).lower()
    if "'" in low or "`" in low or not low.isascii():
        for short, full in (*_SIGNS, *_CONTRACTIONS):
            low = low.replace(short, full)
    return " ".join(low.split())


def read_sentences(document: Document, number: int) -> tuple[Sentence, ...]:
    """The sentences of a section outside its heading, in order; one may run over the lines of one block, not beyond."""
    found: list[Sentence] = []
    for passage, block in enumerate(document.sections[number].blocks):
        if block.kind != "heading":
            item = block.kind != "paragraph"
            for text, low, spans in _read(block.text):
                found.append(Sentence(text, low, spans, block.start_line, number, passage, item))
    return tuple(found)


@remembered
def _read(block: str) -> tuple[tuple[str, str, tuple[Span, ...]], ...]:
    """The sentences of a block: verbatim, folded, and their spans, whose lines count from 0."""
    read = ((text, fold(text[:_LONGEST]), spans) for text, spans in _split(block.split("\n")))
    return tuple(sentence for sentence in read if sentence[1])


def _split(lines: list[str]) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """The sentences of a block with their spans, one span for each line touched."""
    starts, joined = [], ""
    for line in lines:
        starts.append(len(joined))
        joined += line + " "
    marker = _MARKER.match(joined)
    at = marker.end() if marker else 0
    for sentence in sentences(joined[at:].rstrip()):
        start = joined.index(sentence, at)
        at = start + len(sentence)
        yield sentence, _spans(lines, starts, start, at)


def _spans(lines: list[str], starts: list[int], start: int, end: int) -> tuple[Span, ...]:
    spans = []
    first = bisect_right(starts, start) - 1
    for index in range(first, bisect_left(starts, end)):
        line, offset = lines[index], starts[index]
        low, high = max(start - offset, 0), min(end - offset, len(line))
        if low < high:
            inside = line[low:high]
            low += len(inside) - len(inside.lstrip())
            high -= len(inside) - len(inside.rstrip())
            if low < high:
                spans.append(Span(index, low, high))
    return tuple(spans)
