"""A PDF read from beginning to end; called in a process of its own only, see `tracker.extract.confined`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.errors import ExtractionError
from tracker.extract.decode import readable
from tracker.extract.pdf.glyphs import File, read_file
from tracker.extract.pdf.lines import Grid, Item, Line, flow, spoken
from tracker.extract.pdf.paragraphs import body_size, paragraphs, vocabulary
from tracker.extract.pdf.running import without_running
from tracker.extract.pdf.tables import aligned, ruled
from tracker.extract.pdf.write import written
from tracker.extract.reading import Reading
from tracker.extract.text import escape

_SMALL = 0.92  # times the size of most letters; footnotes are set smaller
_FEW = 4  # words; a page with fewer and with pictures is one picture
_NOTE = re.compile(r"\[(?:\d{1,3}|[*†‡§])\]|\d{1,3}[.)]?$|[*†‡§]")
_PROGRAM = re.compile(r"^(?:microsoft (?:word|powerpoint) - )|\.(?:docx?|pdf|odt|indd|rtf|html?)$", re.IGNORECASE)
_UNTOLD = re.compile(r"^\W*(?:untitled|document\d*|title)?\W*$", re.IGNORECASE)


def read(body: bytes) -> Reading:
    """Read a PDF.

    Raises:
        ExtractionError: where it is encrypted, damaged, made of pictures, or larger than any policy.
    """
    file = read_file(body)
    problems = _pictures(file)
    said = without_running(file.pages)
    items: list[Item] = []
    for number, page in enumerate(file.pages):
        grids = ruled(page, number)
        items += aligned(flow(page.words, grids, number))
    _widen(items)
    body_letters = body_size(items)
    items, notes = _without_notes(items, body_letters)
    known = vocabulary(items)
    blocks = [*paragraphs(_one_table(items)), *paragraphs(notes)]
    markdown, title = written(blocks, body_letters, known)
    markdown += "".join(f"\n\n{escape(readable(piece))}" for piece in said)
    return Reading(markdown, title or _title(file.title), _language(file.language), tuple(problems))


def _pictures(file: File) -> list[str]:
    """The pages that are pictures, in words for the operator.

    Raises:
        ExtractionError: where all are.
    """
    bare = [number for number, page in enumerate(file.pages, 1) if len(page.words) < _FEW]
    if len(bare) == len(file.pages) and sum(len(page.words) for page in file.pages) < _FEW:
        raise ExtractionError(
            "The PDF holds no text; what its pages show are pictures, as a scanner makes them, and pictures are not "
            "read. Declare an address where the policy is text, or ask its owner for such a file."
        )
    pictured = [str(number) for number in bare if file.pages[number - 1].pictures > 0.2]
    if not pictured:
        return []
    return [f"Pictures without text were not read: page{'s' * (len(pictured) > 1)} {', '.join(pictured[:20])}."]


def _widen(items: Sequence[Item]) -> None:
    """Lines of pages with one column reach as far as on the other pages: a page may hold one short paragraph."""
    lines = [item for item in items if isinstance(item, Line)]
    many = {line.page for line in lines if line.column > 0}
    single = [line for line in lines if line.page not in many]
    if single:
        reach = sorted(line.right for line in single)[len(single) // 2]
        for line in single:
            line.right = max(line.right, reach)


def _without_notes(items: Sequence[Item], body: float) -> tuple[list[Item], list[Item]]:
    """The lines without the footnotes of each page, and those: a sentence runs on over them."""
    notes: set[int] = set()
    for page in {item.page for item in items}:
        lines = [item for item in items if item.page == page and isinstance(item, Line)]
        tail: list[Line] = []
        while lines and lines[-1].size <= _SMALL * body:
            tail.insert(0, lines.pop())
        while tail and not _NOTE.match(tail[0].words[0].text):
            tail.pop(0)
        if lines:
            notes |= set(map(id, tail))
    return [item for item in items if id(item) not in notes], [item for item in items if id(item) in notes]


def _one_table(items: Sequence[Item]) -> list[Item]:
    """Tables that a page's end had cut made one; their head, repeated on the new page, is read once."""
    out: list[Item] = []
    for item in items:
        last = out[-1] if out else None
        if isinstance(item, Grid) and isinstance(last, Grid) and item.page == last.page + 1 and _alike(last, item):
            rows = item.rows[1:] if _words(item.rows[0]) == _words(last.rows[0]) else item.rows
            if rows and not rows[0][0]:  # the rest of a row that the page's end had cut
                for cell, rest in zip(last.rows[-1], rows.pop(0), strict=True):
                    cell.extend(rest)
            last.rows += rows
            last.page = item.page
        else:
            out.append(item)
    return out


def _alike(one: Grid, other: Grid) -> bool:
    return len(one.rows[0]) == len(other.rows[0]) and abs(one.x0 - other.x0) < 5 and abs(one.x1 - other.x1) < 5


def _words(row: Sequence[Sequence[Sequence[object]]]) -> list[str]:
    return [" ".join(spoken(line) for line in cell) for cell in row]  # type: ignore[arg-type]


def _title(declared: str) -> str | None:
    """The title that the file declares, where a person gave it one."""
    title = readable(_PROGRAM.sub("", declared.strip())).strip()
    return None if _UNTOLD.match(title) or "/" in title or len(title) > 200 else title


def _language(declared: str) -> str | None:
    primary = declared.strip().replace("_", "-").split("-")[0].lower()
    return primary if primary.isalpha() and 2 <= len(primary) <= 3 else None
