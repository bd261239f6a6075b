"""Which pieces are titles, and how deep: written headings where a text has them, else what a reader takes for one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tracker.model.datafile import data_file
from tracker.segment.lines import Piece

Style = Literal["written", "bold", "numbered", "capitals", "short", "bullet", "run_in"]
_BOLD = re.compile(r"^\s{0,8}(?:[*+\-]\s{1,8}|\d{1,3}[.)]\s{1,8}){0,2}(\*\*|__)([^\n]{1,300}?)\1[:.]?\s{0,8}$")
_RUN_IN = re.compile(
    r"^\s{0,8}(?:[*+\-]\s{1,8}|\d{1,3}[.)]\s{1,8}){0,2}(?:\*\*|__)([^*_\n]{2,120})(?:\*\*|__)[ .:–—-]{0,4}\S"
)
_NUMBER = re.compile(
    r"^(?:(?:section|article|part|clause|chapter|schedule|annex|appendix|§)\s{0,3})?"
    r"(?:\d{1,3}(?:\.\d{1,3}){0,4}[.):]?|[IVX]{1,5}[.)]|[A-Z][.)])\s{1,20}(?=\S)"
    r"|^(?:section|article|part|clause|chapter|schedule|annex|appendix|§)\s{1,3}(?:\d{1,3}|[IVXA-Z]{1,5})\b[\s.:–—-]{0,6}",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_OTHER = re.compile(r"@|https?:|www\.|\d{6,}|\+\d|[\w)]\s?:\s|[|→»©]")
_ENTRIES = 20  # of a list, looked at for the line that introduces it
_STOPS = (".", ";", ",", ":", "!")

# A text has structure enough where a heading stands, on average, every so many words: the median policy has one
# every 360 words; above twice that, headings mark something else (the parts of a page, its editions).
_WORDS_A_HEADING = 800
_LEAST = 3
_WORDS_A_HEADING_OF_FEW = 200  # fewer headings suffice for a leaflet


@dataclass(frozen=True, slots=True)
class Title:
    """A piece that opens a section."""

    index: int  # of the piece
    level: int
    text: str


def titles(found: Sequence[Piece]) -> list[Title]:
    """The titles among the pieces of a document, in order.

    Written headings (# or underlined) are trusted alone where there are enough of them. Otherwise bold lines,
    numbered titles and capitals count too, and, unless those suffice, short lines and bullets above a paragraph;
    a text with none of these is cut at bold words that open its paragraphs.
    """
    words = sum(piece.length for piece in found)
    written = {i: _Mark("written", piece.level) for i, piece in enumerate(found) if _is_written(piece)}
    if _enough(len(written) - _is_document_title(found, written), words):
        return _levelled(found, written)
    bold = written | _without_menus({i: _bold(p) for i, p in enumerate(found) if i not in written and _is_bold(p)})
    if _enough(len(bold) - len(written), words):
        return _levelled(found, bold)
    guessed = _guessed(found, bold)
    if len(guessed) >= _LEAST:
        return _levelled(found, guessed)
    return _levelled(found, guessed | {i: _Mark("run_in") for i, piece in enumerate(found) if _is_run_in(piece)})


@dataclass(frozen=True, slots=True)
class _Mark:
    style: Style
    depth: int = 0


def _enough(count: int, words: int) -> bool:
    return words <= count * (_WORDS_A_HEADING if count >= _LEAST else _WORDS_A_HEADING_OF_FEW)


def _is_document_title(found: Sequence[Piece], marks: dict[int, _Mark]) -> bool:
    return bool(marks) and min(marks) == 0 and found[0].level == 1


def _is_written(piece: Piece) -> bool:
    return piece.kind == "heading" and bool(piece.text) and not is_metadata(piece.text)


def _is_bold(piece: Piece) -> bool:
    if piece.end - piece.start != 1 or piece.kind not in {"paragraph", "item"} or piece.length > 25:
        return False
    match = _BOLD.match(piece.raw.strip().replace("_**", "**").replace("**_", "**"))
    if not match or match[1] in match[2] or is_metadata(piece.text):
        return False
    return not piece.text.endswith((";", ",")) and (piece.length <= 8 or not piece.text.endswith("."))


def _bold(piece: Piece) -> _Mark:
    number = _NUMBER.match(piece.raw.strip("*_ \t\r"))
    return _Mark("numbered", _depth(number[0])) if number else _Mark("bold")


def _depth(number: str) -> int:
    """1 for "4." and "Section 4", 2 for "4.1"."""
    return max(1, sum(1 for token in _TOKEN.findall(number) if token.isdigit() or len(token) <= 3))


_RUN = (
    4  # bold lines in a row with nothing between them: a menu or a table of contents, of which the last may be a title
)


def _without_menus(marks: dict[int, _Mark]) -> dict[int, _Mark]:
    def run(index: int, step: int) -> int:
        count = 0
        while count < _RUN and index + step * (count + 1) in marks:
            count += 1
        return count

    return {i: mark for i, mark in marks.items() if not (run(i, 1) and run(i, 1) + run(i, -1) + 1 >= _RUN)}


def _is_run_in(piece: Piece) -> bool:
    match = _RUN_IN.match(piece.raw)
    return bool(match) and piece.length >= 8 and not is_metadata(piece.text)


def _guessed(found: Sequence[Piece], known: dict[int, _Mark]) -> dict[int, _Mark]:
    """Add numbered titles, capitals, short lines and bullets: chosen by looks, kept by what stands around them."""
    marks = {i: mark for i, piece in enumerate(found) if i not in known and (mark := _looks(piece))}
    heads = dict(known)
    below: Piece | None = None  # the next piece that is more than a date line
    for index in reversed(range(len(found))):  # a title may stand above a title, so decide from the end
        above_known = index > 0 and index + 1 in known  # the last short line of a section, not a title above a title
        if index in marks and below and not above_known and _opens_text(found, index, below, marks, heads):
            heads[index] = marks[index]
        if below is None or not is_metadata(found[index].text):
            below = found[index]
    return heads


def _looks(piece: Piece) -> _Mark | None:
    text = piece.text
    if piece.kind not in {"paragraph", "item"} or piece.end - piece.start != 1 or not text or is_metadata(text):
        return None
    source = piece.raw.strip().replace("\\", "")
    number = _NUMBER.match(source)
    body = source[number.end() :] if number else text
    length = len(body.split())
    if not body or length > 12 or not (body[0].isupper() or body[0].isdigit() or not body[0].islower()):
        return None
    if number and body[0].isalnum() and length <= (8 if body[-1] in ":." else 12) and _ends_as_title(body):
        return _Mark("numbered", _depth(number[0]))
    if _OTHER.search(text) or not text[0].isalnum():
        return None
    if text.isupper() and sum(map(str.isalpha, text)) >= 4 and not text.endswith((".", ";", ",")):
        return _Mark("capitals")
    if piece.kind == "item" and not number and piece.indent <= 3 and not text.endswith((";", ",", ":")):
        return _Mark("bullet")
    if piece.kind == "paragraph" and length <= 10 and not text.endswith(_STOPS):
        return _Mark("short")
    return None


def _ends_as_title(text: str) -> bool:
    """A title may end in a full stop where all its longer words are capitals: "Customer Obligations."."""
    longer = [word for word in text.split() if len(word) > 4]
    return not text.endswith((";", ",")) and (text[-1] != "." or (bool(longer) and not any(map(str.islower, longer))))


def _opens_text(
    found: Sequence[Piece], index: int, below: Piece, marks: dict[int, _Mark], heads: dict[int, _Mark]
) -> bool:
    """Tell a title from a short line: it stands above a longer piece, or above a title that does."""
    piece, style = found[index], marks[index].style
    if _in_list(index, marks):
        return False
    if style == "bullet":
        if _is_introduced(found, index):
            return False
        stands_above = below.kind == "paragraph" and index + 1 not in marks and below.length > piece.length
        in_list = index > 0 and found[index - 1].kind == "item" and index - 1 not in marks
        return stands_above and not in_list if piece.text.endswith(".") else stands_above or index + 1 in heads
    if index + 1 in marks or index + 1 in heads:
        return index + 1 in heads
    least = 8 if style in {"short", "capitals"} else 5
    return below.length >= max(least, piece.length) or below.kind == "row"


def _is_introduced(found: Sequence[Piece], index: int) -> bool:
    """Tell an entry of a short list: a line that ends with a colon stands above it and the entries before it."""
    first = index
    while first > max(0, index - _ENTRIES) and found[first - 1].kind == "item":
        first -= 1
    return first > 0 and found[first - 1].text.endswith(":")


def _in_list(index: int, marks: dict[int, _Mark]) -> bool:
    """Tell a line of a list or a menu: three lines of one look in a row."""
    near = [marks.get(i) for i in range(index - 2, index + 3)]
    return any(near[i] == near[i + 1] == near[i + 2] is not None for i in range(3))


def _levelled(found: Sequence[Piece], marks: dict[int, _Mark]) -> list[Title]:
    """Written headings keep their level; guessed styles nest in the order in which they first appear."""
    made: list[Title] = []
    levels: dict[_Mark, int] = {}
    numbers = {number for index in marks if (number := _number(found[index]))}
    base = current = 1
    for index in sorted(marks):
        mark = marks[index]
        if mark.style == "written":
            current = base = mark.depth
        elif index == 0 and len(marks) > 2:
            current = base = 1  # the title of the document
        else:
            depth = base + mark.depth if mark.style == "numbered" else (current if levels else base) + 1
            current = levels.setdefault(mark, min(6, depth))
        made.append(Title(index, current, _words_of_title(found[index], mark, numbers)))
    return made


def _words_of_title(piece: Piece, mark: _Mark, numbers: set[str]) -> str:
    """The title as a reader sees it: with its number, unless all have the same (lists that start again each time)."""
    if mark.style == "run_in" and (match := _RUN_IN.match(piece.raw)):
        return match[1].strip(" .:")
    number = _number(piece)
    if number and len(numbers) > 1 and not piece.text.startswith(number):
        return f"{number} {piece.text}"
    return piece.text


def _number(piece: Piece) -> str:
    match = _NUMBER.match(piece.raw.replace("\\", "").strip("#*_ \t\r\n"))
    return match[0].strip() if match else ""


@cache
def _vocabulary() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    data = data_file("tracker.segment", "titles.toml")
    return frozenset(data["words"]), tuple(data["phrases"]), frozenset(data["months"])


def is_metadata(text: str) -> bool:
    """Tell a line that only dates the document ("Last updated: 1 May 2024", "Version 2.1") from a title."""
    if len(text) > 120:
        return False
    words, phrases, months = _vocabulary()
    folded = text.casefold().strip(" *_[]().:")
    tokens = _TOKEN.findall(folded)
    dated = any(token.isdigit() or token in months for token in tokens)
    if folded.startswith(phrases) and (dated or len(tokens) <= 3):
        return True
    return (
        dated
        and any(a.isdigit() and len(a) == 4 for a in tokens)
        and all(token.isdigit() or token in words or token in months for token in tokens)
    )
