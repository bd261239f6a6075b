"""Markdown written so that a line diff reads well: one sentence, or one clause of a long sentence, a line.

Where lines break depends on the words of the sentence alone, never on a column, so an edit to one sentence touches
the lines of that sentence only. A text already written so comes out byte for byte as it went in.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from tracker.extract.blocks import Holder, Leaf, read_blocks
from tracker.model.words import sentences, visible_words

LONG = 200  # characters; a sentence up to here stays on one line
_SHORT = 40  # a clause below this stays with its neighbour
_COMMA_AFTER = 110  # a clause that is still too long breaks at the first comma beyond

_TOKENS = re.compile(r"\\.|[\[\]]|`[^`\n]{1,500}`|<[^<>\n]{1,2000}>")
_TARGET = re.compile(
    r"\((?:<[^<>\n]{0,4000}>|[^()\s]{0,4000}(?:\([^()\s]{0,500}\)[^()\s]{0,500}){0,4})(?:\s\"[^\"\n]{0,500}\")?\)"
)
_CLOSING = re.compile(r"(?: #{1,100})+$")
_STOP = re.compile("[.!?…。！？]")  # what ends a sentence begins with one of these
_CLAUSE = re.compile(r"[;:](?= )")
_COMMA = re.compile(r",(?= )")
_CELLS = re.compile(r"(?<!\\)\|")
_DELIMITERS = re.compile(r"\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$")

# What would open a block at the start of a line, and is no block: it is written with a backslash before it.
_MARK = r"(?:[-+*](?: |$)|#{1,6}(?: |$)|>|\||`{3}|~{3}|(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,}|=+|-+)$)"
_BARE = re.compile(rf"{_MARK}|(\d{{1,9}})(?=[.)](?: |$))")
_ENUMERATED = re.compile(r"(?=\(\d{1,3}[.)] )")  # no block to Markdown, but taken for a list marker when words are read
_NUMBERED = re.compile(r" *(?:\(?\w{1,5}[.)]|[-•‣◦▪·●○■–])")
_GUARDED = re.compile(rf"(?:^|(?<= ))\\(?={_MARK}|\(\d{{1,3}}[.)] )|(?:^|(?<=[ *_]))(\d{{1,9}})\\(?=[.)](?: |$))")


def canonical(markdown: str) -> str:
    """Markdown in the one form that is kept and compared; a text in that form is left as it is, byte for byte."""
    out: list[str] = []
    last: Leaf | None = None
    written: set[int] = set()
    for leaf in read_blocks(markdown):
        lines = _written(leaf)
        if not lines:
            continue
        if not leaf.holders:
            if last is not None:
                out.append("")
            out += lines
            last = leaf
            continue
        if last is not None and _parted(last, leaf, written):
            out.append(_prefix(_common(last, leaf), written).rstrip())
        out.append(_prefix(leaf.holders, written) + lines[0])
        if len(lines) > 1:
            prefix = _prefix(leaf.holders, written)  # the same for all that follow
            out += [prefix + line if line else prefix.rstrip() for line in lines[1:]]
        last = leaf
    return "\n".join(out) + "\n" if out else ""


def _common(last: Leaf, leaf: Leaf) -> tuple[Holder, ...]:
    """The holders around both: what the blank line between them carries."""
    shared = []
    for one, other in zip(last.holders, leaf.holders, strict=False):
        if one is not other:
            break
        shared.append(one)
    return tuple(shared)


def _parted(last: Leaf, leaf: Leaf, written: set[int]) -> bool:
    """Whether a blank line stands between two leaves; none between the items of a list and the lists inside them."""
    fresh = [holder for holder in leaf.holders if id(holder) not in written]
    if not fresh or fresh[0].marker == ">" or not last.holders or last.kind != "text":
        return True
    shared = _common(last, leaf)
    if len(shared) < len(last.holders):
        return last.holders[len(shared)].marker == ">"
    return fresh[0].marker[:-1] not in {"", "1"}  # CommonMark: no other number may interrupt a paragraph


def _prefix(holders: tuple[Holder, ...], written: set[int]) -> str:
    parts = []
    for holder in holders:
        marker = _marker(holder)
        if holder.marker == ">" or id(holder) not in written:
            written.add(id(holder))
            parts.append(marker)
        else:
            parts.append(" " * len(marker))
    return "".join(parts)


def _marker(holder: Holder) -> str:
    if holder.marker == ">":
        return "> "
    return holder.marker[:-1] + ". " if holder.marker[0].isdigit() else "- "


def _written(leaf: Leaf) -> list[str]:
    """The lines of a leaf, without what its holders put before them."""
    if leaf.kind == "text":
        return _paragraph(leaf.lines)
    if leaf.kind == "table":
        return list(_table(leaf.lines))
    if leaf.kind == "heading":
        text = _CLOSING.sub("", _tidy(" ".join(leaf.lines)))
        return [f"{'#' * leaf.level} {text}"] if text.strip("# ") else []
    if any(map(str.strip, leaf.lines)):
        return [leaf.fence, *map(str.rstrip, leaf.lines), leaf.fence]
    return []


def _tidy(text: str) -> str:
    if "  " not in text and text.isprintable():  # of white space, only the plain space is printable
        return text.strip(" ")
    return " ".join(text.split())


def _table(rows: Sequence[str]) -> Iterator[str]:
    """One line a row; the first is the head, as wide as the widest, with the rule below it."""
    cells = [_cells(row) for place, row in enumerate(rows) if place != 1 or not _DELIMITERS.match(row)]
    cells = [row for row in cells if row]
    if not cells:
        return
    width = max(map(len, cells))
    head = cells[0] + [""] * (width - len(cells[0]))
    for row in (head, ["---"] * width, *cells[1:]):
        yield "| " + " | ".join(row) + " |"


def _cells(row: str) -> list[str]:
    """The cells of a row, trimmed, without empty ones at its end."""
    cells = [_tidy(cell) for cell in _CELLS.split(row.strip().removeprefix("|"))]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _paragraph(lines: Sequence[str]) -> list[str]:
    """The lines of running text: what lies between two hard breaks is joined, then broken by sentence and clause."""
    out: list[str] = []
    for text in _between_breaks(lines):
        if out:
            out[-1] += "  "
        first = True
        for piece in wrapped(text):
            out.append(piece if piece[0].isalpha() else _guard(piece, first=first))
            first = False
    return out


def _between_breaks(lines: Sequence[str]) -> list[str]:
    if len(lines) == 1 and "\\" not in lines[0]:
        text = _tidy(lines[0])
        return [text] if text else []
    parts: list[list[str]] = [[]]
    for line in lines:
        bare = line.rstrip()
        broken = bare.endswith("\\") and not bare.endswith("\\\\")
        parts[-1].append(bare[:-1] if broken else bare)
        if broken or line.endswith("  "):
            parts.append([])
    return [text for text in (_unguarded(_tidy(" ".join(part))) for part in parts) if text]


def _unguarded(text: str) -> str:
    """A text without the backslashes that only its old line breaks asked for."""
    if "\\" not in text:
        return text
    end = len(text)
    while text[end - 1 : end] == "\\" and text[end - 2 : end - 1] != "\\":
        end -= 1
        while text[end - 1 : end] == " ":
            end -= 1
    return _GUARDED.sub(r"\1", text[:end])


def _guard(line: str, *, first: bool) -> str:
    """A line that begins with no letter, with the backslash that stops it where it would open a block."""
    if bare := _BARE.match(line):
        return f"{bare[1]}\\{line[bare.end(1) :]}" if bare[1] else "\\" + line
    return line if first else _ENUMERATED.sub(r"\\", line, count=1) if line.startswith("(") else line


def wrapped(text: str) -> list[str]:
    """One line of running Markdown as its lines: sentences, and the clauses of those longer than `LONG`."""
    stop = _STOP.search(text)
    found = sentences(text) if stop and stop.end() < len(text) else (text,)
    if len(found) == 1 and len(text) <= LONG:
        return [text.strip(" ")]
    whole = _whole(text)
    lines = []
    for first, last in _parts(text, found, whole):
        if last - first <= LONG:
            lines.append(text[first:last])
            continue
        ends = [match.end() for match in _CLAUSE.finditer(text, first, last)]
        clauses = _merged(_cut(text, first, last, ends, whole)) if ends else [(first, last)]
        for begin, end in clauses:
            lines += [text[begin:end]] if end - begin <= LONG else _at_commas(text, begin, end, whole)
    return lines


def _parts(text: str, found: Sequence[str], whole: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where the sentences of a text stand; a bare number ("**1.1**.") opens the sentence that follows."""
    parts: list[tuple[int, int]] = []
    at, before = 0, ""
    for sentence in found:
        at = text.index(sentence, at)
        numbered = not (before[:1].isalpha() or any(map(str.isalpha, before)))
        joined = parts and (numbered or _is_no_start(text, at, whole))
        parts.append((parts.pop()[0] if joined else at, at + len(sentence)))
        at += len(sentence)
        before = sentence
    return parts


def _is_no_start(text: str, place: int, whole: Sequence[tuple[int, int]]) -> bool:
    """Whether no line may begin at a place."""
    if whole and (at := bisect.bisect_right(whole, (place, 0)) - 1) >= 0 and place < whole[at][1]:
        return True
    return _NUMBERED.match(text, place, place + 60) is not None and _reads_as_marker(text, place)


def _whole(text: str) -> list[tuple[int, int]]:
    """What no break may enter: links with their targets, code, autolinks, tags; spans in order, not overlapping."""
    if not ("[" in text or "`" in text or "<" in text):
        return []
    found: list[tuple[int, int]] = []
    brackets: list[int] = []
    for token in _TOKENS.finditer(text):
        sign = token.group()
        if sign == "[":
            brackets.append(token.start())
        elif sign == "]" and brackets:
            begin = brackets.pop()
            if target := _TARGET.match(text, token.end()):
                found.append((begin, target.end()))
        elif sign[0] in "`<":
            found.append(token.span())
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if merged and begin < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _cut(
    text: str, first: int, last: int, places: Sequence[int], whole: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The spans of a text between cuts at `places`, trimmed, with no cut inside `whole`."""
    spans, begin = [], first
    for place in (*places, last):
        if place != last and _is_no_start(text, place, whole):
            continue
        while begin < place and text[begin] == " ":
            begin += 1
        end = place
        while end > begin and text[end - 1] == " ":
            end -= 1
        if end > begin:
            spans.append((begin, end))
            begin = place
    return spans


def _reads_as_marker(text: str, place: int) -> bool:
    """Whether a line that began here, as if numbered, would lose its first word, as "2.6 Title" and "b) ..." do."""
    rest = text[place : place + 60].lstrip()
    return not _ENUMERATED.match(rest) and visible_words(f"x {rest}")[1:] != visible_words(rest)


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, with those too short to stand alone joined to the next, or at the end to the one before."""
    kept: list[tuple[int, int]] = []
    for begin, end in spans:
        if kept and (kept[-1][1] - kept[-1][0] < _SHORT or (end == spans[-1][1] and end - begin < _SHORT)):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((begin, end))
    return kept


def _at_commas(text: str, first: int, last: int, whole: Sequence[tuple[int, int]]) -> list[str]:
    """A clause that is still too long, broken at commas."""
    places, begin = [], first
    for comma in _COMMA.finditer(text, first, last):
        if last - begin <= LONG:
            break
        if comma.end() - begin >= _COMMA_AFTER and last - comma.end() >= _SHORT:
            places.append(comma.end())
            begin = comma.end() + 1
    return [text[begin:end] for begin, end in _cut(text, first, last, places, whole)] if places else [text[first:last]]
