"""A version of a policy: what extraction made of a page, and how its text falls into sections and blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from tracker.model.value import Value


@dataclass(frozen=True, slots=True)
class Extraction(Value):
    """What was read from a snapshot. `markdown` is `policy.md`, byte for byte: one sentence or clause a line."""

    schema: ClassVar[str] = "tracker/extraction@1"
    markdown: str
    title: str | None = None
    language: str | None = None  # BCP 47 primary tag, as the page declares it or as guessed
    problems: tuple[str, ...] = ()  # what was doubtful, in words for the operator


@dataclass(frozen=True, slots=True)
class Block(Value):
    """A heading, paragraph, list item or table row: the Markdown as it stands, and its 1-based lines, end inclusive."""

    kind: Literal["heading", "paragraph", "item", "row"]
    text: str
    start_line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Section(Value):
    """A heading and the lines of its own below it; its children lie outside and name it in their `path`.

    `heading` is plain text, empty for what stands before the first heading. `path` holds the headings of the
    ancestors, outermost first. Lines are 1-based, end inclusive. The sections of a document partition its lines.
    """

    heading: str
    level: int
    path: tuple[str, ...]
    start_line: int
    end_line: int
    blocks: tuple[Block, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Document(Value):
    """A segmented text: the lines, joined by newlines, are the Markdown it was made from."""

    schema: ClassVar[str] = "tracker/document@1"
    lines: tuple[str, ...]
    sections: tuple[Section, ...]
