"""Bytes of a page to `policy.md`."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.errors import ExtractionError
from tracker.extract.decode import check_size, decode, readable
from tracker.extract.html import read_html
from tracker.extract.lines import canonical
from tracker.extract.media import kind_of, media_type_of
from tracker.extract.reading import Reading
from tracker.extract.text import to_markdown
from tracker.model.document import Extraction


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
    check_size(body)
    name, charset = media_type_of(media_type)
    kind = kind_of(body, name)
    text = readable(decode(body, charset, markup=kind == "html"))
    if kind == "html":
        reading = read_html(text, url=url, select=tuple(select), remove=tuple(remove))
    elif kind == "text":
        reading = Reading(to_markdown(text))
    elif kind == "markdown":
        reading = Reading(text)
    else:
        raise ExtractionError(f"This is {kind}, which cannot be read yet.")
    return Extraction(canonical(reading.markdown), reading.title, reading.language, reading.problems)
