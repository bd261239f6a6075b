"""A Word file to HTML with mammoth, which goes by styles and not by looks, and from there as any page.

Called in a process of its own only, see `tracker.extract.confined`: the XML of a small archive can be made to take
any amount of memory. What files say of their size is checked first, then what they really unpack to.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from xml.parsers.expat import ExpatError

import mammoth

from tracker.errors import ExtractionError
from tracker.extract.html import read_html
from tracker.extract.reading import Reading

PARTS = 2000  # files in the archive; a contract with pictures has 50
UNPACKED = 40_000_000  # bytes of XML; a text of 700,000 characters takes 15 million
_PIECE = 1 << 16  # bytes

_READ = re.compile(r".{1,200}\.(?:xml|rels)$", re.IGNORECASE)
_TYPED = re.compile(rb"<!\s{0,20}(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODED = re.compile(rb"\A[^>]{0,200}encoding\s{0,9}=\s{0,9}[\"'](?!utf-8|us-ascii)", re.IGNORECASE)
_RETURN = re.compile(r" ?<a href=\"#(?:foot|end)note-ref-\d{1,9}\">↑</a>")
_HEADING = re.compile(r"<h1>(.{1,1000}?)</h1>")
_DECLARED = re.compile(r"<dc:title>([^<]{1,300})</dc:title>")
_TAG = re.compile(r"<[^<>]{0,2000}>")

# Beside mammoth's own, which know the headings; a table of contents repeats them with page numbers.
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Bullet 3'] => ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
p[style-name='List Number 3'] => ul|ol > li > ul|ol > li > ol > li:fresh
p[style-name^='toc '] => !
p[style-name^='TOC '] => !
"""


def read(body: bytes) -> Reading:
    """Read a DOCX file.

    Raises:
        ExtractionError: where it is damaged, holds no text, or unpacks to more than any document holds.
    """
    try:
        parts = _parts(body)
        page = mammoth.convert_to_html(
            _stored(parts), style_map=_STYLES, include_embedded_style_map=False, convert_image=_no_image
        ).value
    except (
        zipfile.BadZipFile,
        zlib.error,
        ExpatError,
        KeyError,
        ValueError,
        NotImplementedError,
        EOFError,
        OSError,
    ) as error:
        raise ExtractionError(
            f"The Word file is damaged and cannot be read ({error}). Fetch it again, or declare another address."
        ) from error
    if not _TAG.sub("", page).strip():
        raise ExtractionError("The Word file holds no text. Open it: it may hold pictures of text, which are not read.")
    page = _RETURN.sub("", page)
    reading = read_html(
        f"<html><body>{page}</body></html>".encode("utf-8", "replace"), url=None, select=("body",), remove=()
    )
    return Reading(reading.markdown, _title(page, parts), None, reading.problems)


def _parts(body: bytes) -> dict[str, bytes]:
    """The XML in the archive by name; pictures, macros and whatever else is in it stay packed."""
    left = UNPACKED
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        entries = [entry for entry in archive.infolist() if _READ.match(entry.filename)]
        if len(archive.infolist()) > PARTS or sum(entry.file_size for entry in entries) > UNPACKED:
            raise _bomb()
        for entry in entries:
            if entry.flag_bits & 1:
                raise ExtractionError("The Word file is encrypted. Declare an address where it can be read.")
            data = bytearray()
            with archive.open(entry) as packed:
                while piece := packed.read(min(_PIECE, left + 1)):
                    data += piece
                    left -= len(piece)
                    if left < 0:
                        raise _bomb()
            if _TYPED.search(data) or _ENCODED.match(data) or b"\0" in data:
                raise ExtractionError(
                    "The Word file declares entities of its own or is not in UTF-8, as no word processor writes it. It "
                    "was not read; declare another address of the policy."
                )
            parts[entry.filename] = bytes(data)
    return parts


def _bomb() -> ExtractionError:
    return ExtractionError(
        f"The Word file unpacks to more than {UNPACKED // 1_000_000} MB of text or {PARTS} parts; no policy does. It "
        "was not read; declare another address of the policy."
    )


def _stored(parts: dict[str, bytes]) -> io.BytesIO:
    """The parts as an archive again, now of known size."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    stream.seek(0)
    return stream


def _no_image(_: object) -> list[object]:
    """Images count only by text, and this one is none."""
    return []


def _title(page: str, parts: dict[str, bytes]) -> str | None:
    """The first heading of level one, else what the file declares."""
    if (heading := _HEADING.search(page)) and (text := _TAG.sub("", heading[1]).strip()):
        return html.unescape(text)
    declared = _DECLARED.search(parts.get("docProps/core.xml", b"").decode("utf-8", "replace"))
    return html.unescape(declared[1]).strip() or None if declared else None
