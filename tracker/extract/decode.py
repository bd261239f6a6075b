"""Bytes to text: which character set, and which characters never reach a reader."""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_BOMS = tuple(mark for mark, _ in _BOMS[1:])
_META = re.compile(rb"<meta[^<>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s{0,100}<\?xml[^<>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{2,40})")
_HEAD = 4096  # bytes in which a page declares its character set; the HTML standard asks for the first 1,024
_SAMPLE = 200_000  # bytes looked at when the character set must be guessed

# Labels that the WHATWG Encoding Standard reads as Windows code pages, because pages mean them so.
_WINDOWS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}

_NO_CHARSETS = frozenset(("unicode_escape", "raw_unicode_escape", "utf-7", "punycode", "idna", "undefined"))

_SPACES = [*"\u00a0\u1680\u202f\u205f\u3000\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", *map(chr, range(0x2000, 0x200B))]
_GONE = [*range(0x09), *range(0x0E, 0x1C), 0x1F, *range(0x7F, 0x85), *range(0x86, 0xA0), *range(0x202A, 0x202F)]
_GONE += [*map(ord, "\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff\ufffe\uffff"), *range(0x2066, 0x206A)]
_GONE += range(0xE000, 0xF900)
_UNSEEN: dict[str, str] = dict.fromkeys(map(chr, _GONE), "") | dict.fromkeys(_SPACES, " ")
_ODD = re.compile(f"[{''.join(_UNSEEN)}\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def decode(body: bytes, charset: str | None, *, markup: bool) -> str:
    """The text of a body: by its byte order mark, else as declared (`charset`, then the page itself), else guessed.

    Bytes that are not valid become U+FFFD. In `markup` the page's own declaration is looked for.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.decode(encoding, "replace").removeprefix("\ufeff")
    for label in (charset, _declared(body) if markup else None):
        if label and (text := _try(body, label)) is not None:
            return text
    return _guess(body)


def in_utf8(body: bytes, charset: str | None) -> bytes:
    """A page in UTF-8; one that is in UTF-8 already, as most are, is left as it is."""
    label = charset or _declared(body)
    if label and label.strip("\"' ").lower() in {"utf-8", "utf8"} and not body.startswith(_OTHER_BOMS):
        try:
            body.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return body.removeprefix(codecs.BOM_UTF8)
    return decode(body, charset, markup=True).encode("utf-8", "replace")


def _declared(body: bytes) -> str | None:
    head = body[:_HEAD]
    found = _XML.search(head) or _META.search(head)
    label = found[1].decode("ascii", "replace") if found else None
    return "utf-8" if label and label.lower().startswith("utf-16") else label  # so the HTML standard says


def _try(body: bytes, label: str) -> str | None:
    """The body in the character set of that label; None where Python knows none such or the bytes speak against it."""
    try:
        name = codecs.lookup(_WINDOWS.get(label.strip("\"' ").lower(), label.strip("\"' "))).name
        if name in _NO_CHARSETS:
            return None
        text = body.decode(name, "replace")
    except (LookupError, ValueError):
        return None
    if text.count("\ufffd") > 3 + len(text) // 500:
        return None
    return text


def _guess(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(body[:_SAMPLE]).best()
    return body.decode(best.encoding if best else "utf-8", "replace")


def readable(text: str) -> str:
    """A text without the characters that no reader sees: controls, invisible marks, directions, icon glyphs.

    Icon fonts live in the private use area; every kind of space but the line break becomes a plain one.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text if text.isprintable() else _CONTROLS.sub("", text)
    return unicodedata.normalize("NFC", _ODD.sub(_seen, text))


def _seen(sign: re.Match[str]) -> str:
    return _UNSEEN.get(sign[0], "?")
