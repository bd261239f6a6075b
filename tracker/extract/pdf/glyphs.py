"""The words of a PDF with their places, and the rules drawn on its pages, as PDFium finds them.

Lengths are in points with the origin at the lower left of the page as a reader holds it. Limits on pages, characters
and drawn objects keep the later steps cheap; what is beyond them is refused, never left out silently.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

from tracker.errors import ExtractionError

PAGES = 1000  # the longest contracts have a few hundred
CHARACTERS = 3_000_000  # in the whole file
OBJECTS = 200_000  # drawn on one page
APART = 0.25  # times the size of the letters; a gap that parts words where the file has no space
_LINKS = 2000  # on one page
_DOTS = 500  # small shapes on one page; a drawing has more
_TAIL = 4096  # bytes in which the end of the file shows itself; rubbish may follow it

_HYPHENS = dict.fromkeys((0x02, 0xAD, 0xFFFE), "-")  # PDFium's sign for a hyphen at the end of a line, soft hyphens
_LIGATURES = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_SIGNS = {
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF06F: "◦",
    0xF0D8: "▪",
    0xF076: "•",
    0xF0FC: "•",
    0xF02D: "-",
}  # Symbol, Wingdings


@dataclass(slots=True)
class Word:
    """Characters without white space between them, from `x0` to `x1` on the base line `y`."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    spaced: bool  # white space stands before it
    link: str | None = None


@dataclass(slots=True)
class Rule:
    """A straight line, or the edge of a box: upright where `x0` equals `x1`."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Page:
    """What a page holds; `pictures` is the share of its area that pictures cover."""

    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: float = 0


@dataclass(frozen=True, slots=True)
class File:
    """A PDF read."""

    pages: list[Page]
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class _View:
    """How a page lies: user space to what a reader sees. `turn` counts quarters clockwise."""

    left: float
    bottom: float
    width: float
    height: float
    turn: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        return ((x, y), (y, self.width - x), (self.width - x, self.height - y), (self.height - y, x))[self.turn]

    def direction(self, x: float, y: float) -> tuple[float, float]:
        return ((x, y), (y, -x), (-x, -y), (-y, x))[self.turn]

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        (xa, ya), (xb, yb) = self.point(x0, y0), self.point(x1, y1)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


@dataclass(frozen=True, slots=True)
class _Style:
    """What the characters of one text object share; `seen` is false for text that does not run from left to right."""

    y: float
    size: float
    bold: bool
    seen: bool


def read_file(body: bytes) -> File:
    """Read every page.

    Raises:
        ExtractionError: where the file is encrypted, damaged or larger than any policy.
    """
    if b"%%EOF" not in body[-_TAIL:] and b"startxref" not in body[-_TAIL:]:
        raise ExtractionError("The PDF has no end: the download broke off. Fetch it again, or declare another address.")
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in {c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY}:
            raise ExtractionError(
                "The PDF is encrypted and asks for a password. Declare an address where it can be read without one."
            ) from error
        raise ExtractionError(
            "The PDF is damaged: its pages cannot be found. Open the address in a browser; the download may have "
            "broken off, or the address may now give something else."
        ) from error
    count = len(document)
    if not 0 < count <= PAGES:
        raise ExtractionError(
            f"The PDF claims to have {count:,} pages; between 1 and {PAGES:,} are read. Declare the policy's own file."
        )
    pages, left = [], CHARACTERS
    for number in range(count):
        try:
            page = document[number]
        except pdfium.PdfiumError as error:
            raise ExtractionError(
                f"Page {number + 1} of the PDF cannot be read: the file is damaged or not complete. Fetch it again, or "
                "declare another address of the policy."
            ) from error
        pages.append(_page(page, left))
        left -= sum(len(word.text) for word in pages[-1].words)
        page.close()
    return File(pages, _title(document), _language(document))


def _title(document: Any) -> str:
    try:
        return str(document.get_metadata_value("Title"))
    except UnicodeDecodeError:  # half a character, in a title that nobody needs
        return ""


def _language(document: Any) -> str:
    size = c.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < size <= 100:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    c.FPDFCatalog_GetLanguage(document, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


def _page(page: Any, most: int) -> Page:
    one, two, three, four = page.get_cropbox()
    left, bottom, right, top = min(one, three), min(two, four), max(one, three), max(two, four)
    view = _View(left, bottom, right - left, top - bottom, page.get_rotation() // 90 % 4)
    width, height = (view.width, view.height) if view.turn % 2 == 0 else (view.height, view.width)
    found = Page(width, height)
    printed: set[tuple[str, int, int]] = set()
    textpage = page.get_textpage()
    if textpage.count_chars() > most:
        raise ExtractionError(f"The PDF holds more than {CHARACTERS:,} characters; no policy does. It was not read.")
    for word in _words(textpage, view):
        if 0 <= word.y <= height and word.x1 > 0 and word.x0 < width:
            place = (word.text, round(word.x0 / 2), round(word.y / 2))
            if place not in printed:  # some programs print a word twice to make it bold
                printed.add(place)
                found.words.append(word)
    textpage.close()
    for box, link in _links(page, view):
        for word in found.words:
            if box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= word.y + word.size / 3 <= box[3]:
                word.link = link
    _drawn(page, view, found)
    return found


def _words(textpage: Any, view: _View) -> Iterator[Word]:
    """The words in the order of the file; a word is broken where a style ends or a gap opens."""
    current: Word | None = None
    owner, style, spaced = None, _Style(0, 0, bold=False, seen=False), False
    x0, y0 = ctypes.c_double(), ctypes.c_double()
    heavy: dict[int | None, bool] = {}
    rect = c.FS_RECTF()
    for index in range(textpage.count_chars()):
        code = c.FPDFText_GetUnicode(textpage, index)
        text = _HYPHENS.get(code) or _LIGATURES.get(code) or _SIGNS.get(code) or (chr(code) if code < 0x110000 else "")
        if not text.strip() or code == 0:
            spaced = True
            if current:
                yield current
            current = None
            continue
        if 0xD800 <= code < 0xE000:
            continue
        handle = c.FPDFText_GetTextObject(textpage, index)
        address = ctypes.cast(handle, ctypes.c_void_p).value
        if address != owner or owner is None:
            owner = address
            c.FPDFText_GetCharOrigin(textpage, index, x0, y0)
            style = _style(textpage, index, view.point(x0.value, y0.value)[1], view, heavy)
        if not style.seen:
            continue
        c.FPDFText_GetLooseCharBox(textpage, index, rect)
        left, _, right, _ = view.box(rect.left, rect.bottom, rect.right, rect.top)
        if current and (
            current.y != style.y
            or current.size != style.size
            or current.bold != style.bold
            or not -0.5 * style.size < left - current.x1 < APART * style.size
        ):
            yield current
            current = None
        if current:
            current.text += text
            current.x1 = right
        else:
            current = Word(text, left, right, style.y, style.size, style.bold, spaced)
        spaced = False
    if current:
        yield current


def _style(textpage: Any, index: int, y: float, view: _View, heavy: dict[int | None, bool]) -> _Style:
    """The style of a character; `heavy` remembers which of the page's fonts are bold."""
    matrix = c.FS_MATRIX()
    c.FPDFText_GetMatrix(textpage, index, matrix)
    across, up = view.direction(matrix.a, matrix.b)
    size = c.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
    font = ctypes.cast(c.FPDFTextObj_GetFont(c.FPDFText_GetTextObject(textpage, index)), ctypes.c_void_p).value
    if font not in heavy:
        heavy[font] = _is_heavy(textpage, index)
    seen = math.isfinite(y) and 0.5 <= size <= 500 and across > 0 and abs(up) < 0.1 * across
    return _Style(round(y, 2), round(size, 1) if seen else 1.0, heavy[font], seen)


def _is_heavy(textpage: Any, index: int) -> bool:
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    c.FPDFText_GetFontInfo(textpage, index, name, 128, flags)
    face = name.raw.split(b"\0")[0].decode("utf-8", "replace").lower()
    named = any(word in face for word in ("bold", "black", "heavy", "demi"))
    return named or c.FPDFText_GetFontWeight(textpage, index) >= 600


def _links(page: Any, view: _View) -> Iterator[tuple[tuple[float, float, float, float], str]]:
    """Where the page's links to other documents lie, and what they lead to."""
    position, link = ctypes.c_int(0), c.FPDF_LINK()
    document = page.pdf
    for _ in range(_LINKS):
        if not c.FPDFLink_Enumerate(page, position, link):
            return
        action = c.FPDFLink_GetAction(link)
        if not action or c.FPDFAction_GetType(action) != c.PDFACTION_URI:
            continue
        size = c.FPDFAction_GetURIPath(document, action, None, 0)
        rect = c.FS_RECTF()
        if not 1 < size <= 4000 or not c.FPDFLink_GetAnnotRect(link, rect):
            continue
        buffer = ctypes.create_string_buffer(size)
        c.FPDFAction_GetURIPath(document, action, buffer, size)
        target = buffer.raw.rstrip(b"\0").decode("utf-8", "replace")
        yield view.box(rect.left, rect.bottom, rect.right, rect.top), target


def _drawn(page: Any, view: _View, found: Page) -> None:
    """The rules and the pictures among what is drawn."""
    count = c.FPDFPage_CountObjects(page)
    if count > OBJECTS:
        raise ExtractionError(f"A page of the PDF draws {count:,} objects; no policy does. It was not read.")
    edges = [ctypes.c_float() for _ in range(4)]
    area = 0.0
    dots: list[tuple[float, float, float]] = []
    for index in range(count):
        thing = c.FPDFPage_GetObject(page, index)
        kind = c.FPDFPageObj_GetType(thing)
        if kind not in {c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_IMAGE}:
            continue
        if not c.FPDFPageObj_GetBounds(thing, *edges):
            continue
        x0, y0, x1, y1 = view.box(*(edge.value for edge in edges))
        if not all(map(math.isfinite, (x0, y0, x1, y1))):
            continue
        if kind == c.FPDF_PAGEOBJ_IMAGE:
            area += max(min(x1, found.width) - max(x0, 0), 0) * max(min(y1, found.height) - max(y0, 0), 0)
        elif 1.5 <= x1 - x0 <= 8 and abs((x1 - x0) - (y1 - y0)) < 1:
            dots.append((x0, x1, (y0 + y1) / 2))
        else:
            found.rules += _edges(x0, y0, x1, y1, c.FPDFPath_CountSegments(thing))
    found.pictures = min(area / max(found.width * found.height, 1), 1)
    if len(dots) <= _DOTS:
        found.words += [word for dot in dots if (word := _bullet(dot, found.words))]


def _bullet(dot: tuple[float, float, float], words: Sequence[Word]) -> Word | None:
    """A small round or square shape as the sign of a list item, where it stands right before a line."""
    x0, x1, y = dot
    beside = [word for word in words if word.y - 0.2 * word.size < y < word.y + 0.8 * word.size]
    head = min((word for word in beside if word.x0 >= x1), key=lambda word: word.x0, default=None)
    if head is None or head.x0 - x1 > 2.5 * head.size or x1 - x0 > 0.6 * head.size:
        return None
    if any(x0 - 4 * head.size < word.x1 <= x0 + 1 for word in beside):
        return None
    return Word("•", x0, x1, head.y, head.size, head.bold, spaced=True)


def _edges(x0: float, y0: float, x1: float, y1: float, segments: int) -> list[Rule]:
    """A path as rules: a thin one is a line, a box of five points at most gives its edges."""
    if y1 - y0 <= 3 < x1 - x0:
        middle = (y0 + y1) / 2
        return [Rule(x0, middle, x1, middle)]
    if x1 - x0 <= 3 < y1 - y0:
        middle = (x0 + x1) / 2
        return [Rule(middle, y0, middle, y1)]
    if segments > 5 or x1 - x0 <= 3:
        return []
    return [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]
