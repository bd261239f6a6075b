"""Which reader a body needs: by its media type where that is told and true, else by its first bytes."""

from __future__ import annotations

import re
from email.message import Message
from typing import Literal

Kind = Literal["html", "text", "markdown", "pdf", "docx", "image", "archive", "data", "binary"]

_NAMED: dict[str, Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
}
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "archive"),
    (b"\xd0\xcf\x11\xe0", "binary"),
    (b"\x89PNG", "image"),
    (b"GIF8", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
)
_MARKUP = re.compile(rb"(?i)<(?:!doctype\s+html|html|head|body|title|meta|div|p|h[1-6]|table|main|article|section)\b")
_JSON = re.compile(rb"\s{0,100}[\[{]\s{0,100}[\"\]}\[{]")
_LOOK = 2048  # bytes in which markup shows itself


def media_type_of(declared: str) -> tuple[str, str | None]:
    """A Content-Type header's media type, in lower case, and its charset parameter."""
    message = Message()
    message["Content-Type"] = re.sub(r"[\r\n\x00]+", " ", declared)[:300] or "application/octet-stream"
    charset = message.get_param("charset")
    return message.get_content_type(), charset if isinstance(charset, str) else None


def kind_of(body: bytes, media_type: str) -> Kind:
    """What a body is. Magic bytes outrank the media type, and text that is plainly markup is read as markup."""
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n\x0b\x0c")
    if start.startswith(b"PK\x03\x04") and b"word/" in body and b"[Content_Types].xml" in body:
        return "docx"
    if b"%PDF-" in start[:1024] and not _marked_up(start[:1024]):  # rubbish may stand before it, as readers allow
        return "pdf"
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            return kind
    named = _NAMED.get(media_type)
    if named == "html" and not _marked_up(body):
        return "text"
    if named:
        return "html" if named == "text" and _MARKUP.match(start[:_LOOK]) else named
    if _marked_up(body):
        return "html"
    if _JSON.match(body):
        return "data"
    sample = body[:_LOOK]
    return "binary" if b"\x00" in sample and not body.startswith((b"\xff\xfe", b"\xfe\xff")) else "text"


def _marked_up(body: bytes) -> bool:
    return b"<" in body and bool(
        re.search(rb"<(?:[a-zA-Z][a-zA-Z0-9-]{0,20}[\s/>]|!)", body[:100_000].replace(b"\0", b""))
    )
