"""Bytes of a page to `policy.md`: the text of the policy and nothing else, as Markdown that a line diff reads well.

The way: which reader (`media`) · which characters (`decode`) · read (`html`, `text`) · canonical lines (`lines`) · what
is doubtful (`doubts`). Nothing here knows the network, a clock or a disk; the same bytes give the same text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tracker.errors import ExtractionError
from tracker.extract.beside import beside
from tracker.extract.confined import confined
from tracker.extract.decode import decode, in_utf8, readable
from tracker.extract.doubts import doubts
from tracker.extract.html import read_html
from tracker.extract.lines import canonical
from tracker.extract.markdown import read_markdown
from tracker.extract.media import Kind, kind_of, media_type_of
from tracker.extract.reading import Reading
from tracker.extract.selection import between
from tracker.extract.text import read_text
from tracker.model.document import Extraction
from tracker.model.language import language_of


@dataclass(frozen=True, slots=True)
class _Source:
    """A body as its reader needs it."""

    body: bytes
    charset: str | None
    url: str | None
    select: Sequence[str]
    remove: Sequence[str]
    with_numbered: bool


def _html(source: _Source) -> Reading:
    page = in_utf8(source.body, source.charset)
    return read_html(
        page, url=source.url, select=source.select, remove=source.remove, with_numbered=source.with_numbered
    )


def _text(source: _Source) -> Reading:
    return read_text(readable(decode(source.body, source.charset, markup=False)))


def _markdown(source: _Source) -> Reading:
    return read_markdown(readable(decode(source.body, source.charset, markup=False)))


def _pdf(source: _Source) -> Reading:
    return confined("pdf", source.body)


def _docx(source: _Source) -> Reading:
    return confined("docx", source.body)


_READERS: Mapping[Kind, Callable[[_Source], Reading]] = {
    "html": _html,
    "text": _text,
    "markdown": _markdown,
    "pdf": _pdf,
    "docx": _docx,
}


def extract(
    body: bytes,
    *,
    media_type: str = "text/html",
    url: str | None = None,
    select: Sequence[str] = (),
    remove: Sequence[str] = (),
    start: str | None = None,
    end: str | None = None,
) -> Extraction:
    """Read the policy out of a body.

    `media_type` is a Content-Type header's value, `charset` parameter and all; where the bytes say otherwise, they are
    believed. `url` makes links absolute. `select` and `remove` are CSS selectors for pages; `start` and `end` name the
    heading the policy begins with and the heading after it.

    Raises:
        ExtractionError: where no text can be read; its words say what to do.
    """
    reading = _read(body, media_type, url, select, remove)
    return _extraction(reading, start, end)


def extract_beside(
    body: bytes,
    *,
    media_type: str,
    url: str,
    select: Sequence[str],
    remove: Sequence[str],
    start: str | None,
    end: str | None,
) -> tuple[Extraction, tuple[str, ...]]:
    """As `extract`, with the short numbered texts that the page shows beside the policy: bars, dialogs, headers."""
    reading = _read(body, media_type, url, select, remove, with_numbered=True)
    extraction = _extraction(reading, start, end)
    return extraction, beside(reading.numbered, extraction.markdown)


def _read(
    body: bytes,
    media_type: str,
    url: str | None,
    select: Sequence[str],
    remove: Sequence[str],
    *,
    with_numbered: bool = False,
) -> Reading:
    if not body.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise ExtractionError("The page is empty: nothing but white space came back. Look at the address in a browser.")
    name, charset = media_type_of(media_type)
    kind = kind_of(body, name)
    reader = _READERS.get(kind)
    if reader is None:
        raise ExtractionError(
            f"This is {kind} ({name}), which cannot be read. Declare the address of a web page, PDF, "
            "Word file (.docx), plain text or Markdown."
        )
    return reader(_Source(body, charset, url, select, remove, with_numbered))


def _extraction(reading: Reading, start: str | None, end: str | None) -> Extraction:
    markdown, problems = between(canonical(reading.markdown), start, end)
    if start is not None or end is not None:
        markdown = canonical(markdown)
    if not any(map(str.isalnum, markdown)):
        raise ExtractionError(
            "No text was found on the page. It may need a browser to show itself, or ask for consent first."
        )
    language = reading.language or language_of(tuple(markdown.split("\n"))) or None
    problems = [*reading.problems, *problems, *doubts(markdown, language)]
    text = f"{reading.front}\n{markdown}" if reading.front else markdown
    return Extraction(text, reading.title, language, tuple(problems))
