"""Plain text to Markdown, line for line: bullets, numbers, rows and underlined headings become what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.extract.reading import Reading

_ITEM = re.compile(
    r"(?P<indent> *)(?:(?P<bullet>[-*+•‣◦▪·●○■–—])|(?P<number>\d{1,3})[.)])[ ]+(?P<text>(?!\w{1,12}\.? \d{4}\b).*\S.*)$"
)
_UNDERLINE = re.compile(r" *(={3,}|-{3,}|~{3,}|\*{3,}|_{3,}) *$")
_SIGN = re.compile(r"[\\*`\[\]]|~~|<(?=[a-zA-Z/!?])|&(?=#?\w{1,30};)|(?<!\w)_|_(?!\w)")
_START = re.compile(r"(?=#{1,6}(?: |$)|>|\||[-+](?: |$)|[-=]+ *$)|(?<=\d)(?=[.)] )")
_NUMBER = re.compile(r"\d{1,9}(?=[.)] )")
_LETTER = re.compile(r"\w")
_WRAPPED = range(50, 116)  # characters: the width of text whose lines were broken by hand or by an editor


def read_text(text: str) -> Reading:
    """Read a plain text file; its first line, where it is short, gives the title."""
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return Reading(to_markdown(text), first if len(first) <= 120 else None)


def to_markdown(text: str) -> str:
    """Plain text as Markdown. Every line stands by itself unless the whole text was wrapped at one column."""
    lines = [line.expandtabs(4).rstrip() for line in text.split("\n")]
    return "\n".join(_blocks(_unwrapped(lines)))


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines with hand-made breaks inside paragraphs undone, where the text is wrapped at a column throughout."""
    lengths = sorted(len(line) for line in lines if line.strip())
    if len(lengths) < 8 or lengths[-1] not in _WRAPPED or lengths[len(lengths) // 2] < 0.6 * lengths[-1]:
        return list(lines)
    joined: list[str] = []
    before = ""
    for line in lines:
        if line.strip() and len(before) >= 0.6 * lengths[-1] and not _ITEM.match(line) and not _is_row(line):
            joined[-1] += " " + line.strip()
        else:
            joined.append(line)
        before = line
    return joined


def _blocks(lines: Sequence[str]) -> Iterator[str]:
    """Markdown lines. An item's text ends with its line, so a blank line parts it from what is no item."""
    indents: list[int] = []
    kind = ""
    for place, line in enumerate(lines):
        if not _LETTER.search(line):
            if _UNDERLINE.match(line) and kind == "text" and len(lines[place - 1]) < 100:
                yield ""
                kind = "rule"
            elif not line.strip():
                yield ""
            continue
        if row := _row(lines, place):
            yield from ("",) if kind != "row" else ()
            yield row
            kind = "row"
        elif item := _ITEM.match(line):
            yield from ("",) if kind != "item" else ()
            while indents and indents[-1] >= len(item["indent"]):
                indents.pop()
            indents.append(len(item["indent"]))
            marker = f"{item['number']}." if item["number"] else "-"
            yield "    " * (len(indents) - 1) + f"{marker} {escape(item['text'])}"
            kind = "item"
            continue
        else:
            yield ""
            underlined = place + 1 < len(lines) and re.match(r" *(?:={3,}|-{3,}) *$", lines[place + 1])
            yield ("## " if underlined and len(line) < 100 else "") + _guarded(escape(line.strip()))
            yield ""
            kind = "text"
        indents.clear()


def _is_row(line: str) -> bool:
    return line.count("|") >= 2


def _row(lines: Sequence[str], place: int) -> str | None:
    """A line of cells as a table row; a table has two such lines at least."""
    if not _is_row(lines[place]):
        return None
    near = lines[max(place - 1, 0) : place] + lines[place + 1 : place + 2] if isinstance(lines, list) else ()
    if not any(map(_is_row, near)):
        return None
    cells = [escape(cell.strip()) for cell in lines[place].strip().strip("|").split("|")]
    return "| " + " | ".join(cells) + " |"


def escape(text: str) -> str:
    """Text in which no character is markup any more."""
    return _SIGN.sub(lambda sign: {"<": "&lt;", "&": "&amp;"}.get(sign[0]) or "\\" + sign[0], text)


def _guarded(line: str) -> str:
    return _START.sub(r"\\", line, count=1) if _START.match(line) or _NUMBER.match(line) else line
