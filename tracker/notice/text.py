"""The sentences of a document with the place each came from, as the readers of this package need them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from tracker.model import Block, Document, Span, plain, sentences
from tracker.model.memory import remembered
from tracker.notice.phrases import phrase

_SIGNS = (("'", "’"), ("‘", "’"), ("`", "’"), *((quote, '"') for quote in "“”„«»"), ("‑", "-"), ("–", "-"))
_MAY = re.compile(r"(?:(?<=\d )|(?<=\d(?:st|nd|rd|th) ))may(?=,? \d{4}\b)|\bmay(?= \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b)")
_CONTRACTIONS = (("’ll ", " will "), ("won’t", "will not"), ("can’t", "cannot"), ("n’t ", " not "))
_WORDS = re.compile(r"[^\W\d_]{2,40} [^\W\d_]{2,40}")  # no marker, no markup: a reader sees these
_LONGEST = 6000  # characters of a sentence that are read; the longest real ones, lists and all, stay below
_MARKER = re.compile(r"[ \t>]{0,40}(?:(?:[*+\-•‣◦▪·]|\(?[0-9]{1,3}[.)]|\(?[a-z][.)])[ \t]+){0,4}")


class Said:
    """A sentence of a block, folded and located when first asked for: of most sentences neither is."""

    __slots__ = ("_ends", "_lines", "_low", "_starts", "_within", "text")

    def __init__(self, text: str, lines: Sequence[str], starts: Sequence[int], ends: tuple[int, int]) -> None:
        self.text = text
        self._lines, self._starts, self._ends = lines, starts, ends
        self._low: str | None = None
        self._within: tuple[Span, ...] | None = None

    @property
    def low(self) -> str:
        """What a reader sees of it, folded."""
        if self._low is None:
            self._low = fold(self.text[:_LONGEST])
        return self._low

    @property
    def within(self) -> tuple[Span, ...]:
        """Its spans in the block, whose lines count from 0."""
        if self._within is None:
            self._within = tuple(_spans(self._lines, self._starts, *self._ends))
        return self._within

    @property
    def seen(self) -> bool:
        """Whether a reader sees anything of it."""
        return _WORDS.match(self.text) is not None or bool(self.low)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `text` is verbatim with its lines joined by a space; `low` is what a reader sees of it, folded.

    `number` counts the sentences of its block, which begins at `line`. `section` and `passage` number the section and
    the block that it stands in; `item` marks list items and rows.
    """

    text: str
    number: int
    line: int
    section: int
    passage: int
    item: bool = False
    said: Said = field(default=Said("", (), (), (0, 0)), compare=False, repr=False)

    @property
    def low(self) -> str:
        """What a reader sees of it, folded."""
        return self.said.low

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the sentence stands in the document."""
        return tuple(Span(self.line + span.line, span.start, span.end) for span in self.said.within)


def fold(text: str) -> str:
    """What a reader sees, in lower case, with `we'll` and `won't` spelled out and single spaces.

    Apostrophes become typographic, quotes and hyphens those of a typewriter; the month of May is written as in
    French and German, so that "on 4 May 2026" promises nothing weakly. A warning given ahead ("a month's warning of any
    change") is the notice that others call it.
    """
    low = plain(text).lower()
    if "may" in low:
        low = _MAY.sub("mai", low)
    if "'" in low or "`" in low or not low.isascii():
        for short, full in (*_SIGNS, *_CONTRACTIONS):
            low = low.replace(short, full)
    low = " ".join(low.split())
    return phrase("folded", "warning").sub(_as_notice, low) if "warning" in low else low


def _as_notice(said: re.Match[str]) -> str:
    return said.group().replace("warning", "notice")


def read_sentences(document: Document, number: int) -> tuple[Sentence, ...]:
    """The sentences of a section outside its heading, in order; one may run over the lines of one block, not beyond."""
    return tuple(chain.from_iterable(read_block(document, number, at) for at in range(len(_blocks(document, number)))))


def read_block(document: Document, number: int, passage: int) -> list[Sentence]:
    """The sentences of one block of a section, none for a heading."""
    block = _blocks(document, number)[passage]
    if block.kind == "heading":
        return []
    item = block.kind != "paragraph"
    return [
        Sentence(said.text, place, block.start_line, number, passage, item, said)
        for place, said in enumerate(_read(block.text))
    ]


def _blocks(document: Document, number: int) -> Sequence[Block]:
    return document.sections[number].blocks


@remembered
def _read(block: str) -> tuple[Said, ...]:
    """The sentences of a block that a reader sees."""
    return tuple(said for said in _split(block.split("\n")) if said.seen)


def _split(lines: list[str]) -> Iterator[Said]:
    """The sentences of a block."""
    starts, joined = [], ""
    for line in lines:
        starts.append(len(joined))
        joined += line + " "
    marker = _MARKER.match(joined)
    at = marker.end() if marker else 0
    for sentence in sentences(joined[at:].rstrip()):
        start = joined.index(sentence, at)
        at = start + len(sentence)
        yield Said(sentence, lines, starts, (start, at))


def _spans(lines: Sequence[str], starts: Sequence[int], start: int, end: int) -> tuple[Span, ...]:
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
