"""What a reader makes of a body, before its Markdown is brought into canonical form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """Markdown as the reader wrote it, and what the page says of itself; `problems` are words for the operator.

    `front` is the front matter to keep, each of its lines with its end. `numbered` are the short texts with a digit
    that a page shows, those of the document among them, where asked for.
    """

    markdown: str
    title: str | None = None
    language: str | None = None
    problems: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    front: str = ""
