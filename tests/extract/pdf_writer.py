"""A writer of small PDF files: text, rules, dots and links at given places, in the fonts that every reader has."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

REGULAR, BOLD = "F", "B"


def assemble(objects, trailer=b""):
    """A file of these objects, numbered from 1; the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    ends = b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out))
    return out + head + table + ends


def stream(data, extra=b""):
    packed = zlib.compress(data, 9)
    return b"<</Filter/FlateDecode%b/Length %d>>\nstream\n%b\nendstream" % (extra, len(packed), packed)


def font(name):
    return b"<</Type/Font/Subtype/Type1/BaseFont/%b/Encoding/WinAnsiEncoding>>" % name


FONTS = (font(b"Helvetica"), font(b"Helvetica-Bold"))


def literal(text):
    data = text.encode("cp1252")
    return b"(" + data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


@dataclass
class Sheet:
    """One page; `y` counts from the bottom, in points. A page is 600 wide and 800 high."""

    parts: list[bytes] = field(default_factory=list)
    links: list[bytes] = field(default_factory=list)
    extra: bytes = b"/MediaBox[0 0 600 800]"

    def text(self, x, y, text, size=11, face=REGULAR, matrix="1 0 0 1"):
        self.parts.append(
            b"BT /%b %d Tf %b %d %d Tm %b Tj ET" % (face.encode(), size, matrix.encode(), x, y, literal(text))
        )
        return self

    def lines(self, x, y, lines, size=11, face=REGULAR, lead=14):
        for place, line in enumerate(lines):
            self.text(x, y - lead * place, line, size, face)
        return y - lead * len(lines)

    def rule(self, x0, y0, x1, y1):
        self.parts.append(b"%d %d m %d %d l S" % (x0, y0, x1, y1))

    def dot(self, x, y, side=3):
        self.parts.append(b"%d %d %d %d re f" % (x, y, side, side))

    def link(self, x0, y0, x1, y1, target):
        self.links.append(
            b"<</Type/Annot/Subtype/Link/Rect[%d %d %d %d]/Border[0 0 0]/A<</S/URI/URI%b>>>>"
            % (x0, y0, x1, y1, literal(target))
        )


@dataclass
class Paper:
    """A file of sheets."""

    sheets: list[Sheet] = field(default_factory=list)
    catalogue: bytes = b""
    info: bytes = b""

    def sheet(self, **given):
        self.sheets.append(Sheet(**given))
        return self.sheets[-1]

    def bytes(self):
        first = 6
        kids = b" ".join(b"%d 0 R" % (first + 2 * place) for place in range(len(self.sheets)))
        objects = [
            b"<</Type/Catalog/Pages 2 0 R%b>>" % self.catalogue,
            b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(self.sheets)),
            *FONTS,
            b"<<%b>>" % self.info,
        ]
        for place, sheet in enumerate(self.sheets):
            objects.append(
                b"<</Type/Page/Parent 2 0 R%b/Contents %d 0 R/Annots[%b]/Resources<</Font<</F 3 0 R/B 4 0 R>>>>>>"
                % (sheet.extra, first + 2 * place + 1, b" ".join(sheet.links))
            )
            objects.append(stream(b"\n".join(sheet.parts)))
        return assemble(objects, b"/Info 5 0 R")
