"""A redline cut into paragraphs, long unchanged runs folded: what the page of a change shows of a section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tracker.model import Redline
from tracker.model.quotes import tidied

_BESIDE = 1  # unchanged paragraphs shown on each side of a changed one
_WORTH_FOLDING = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the plain text. `mark` says at a glance whether it was added, taken out, or changed within."""

    mark: Literal["equal", "insert", "delete", "mixed"]
    runs: Redline


@dataclass(frozen=True, slots=True)
class Fold:
    """Unchanged paragraphs that are shown on demand."""

    paragraphs: tuple[Paragraph, ...]


def paragraphs(redline: Redline) -> tuple[Paragraph, ...]:
    """The redline line by line; lines without visible text are left out."""
    lines: list[list[tuple[Literal["equal", "delete", "insert"], str]]] = [[]]
    for op, text in redline:
        for place, piece in enumerate(text.split("\n")):
            if place:
                lines.append([])
            if piece:
                lines[-1].append((op, piece))
    return tuple(_paragraph(tuple(line)) for line in lines if any(text.strip() for _, text in line))


def folded(lines: tuple[Paragraph, ...]) -> tuple[Paragraph | Fold, ...]:
    """The paragraphs with those away from any difference folded."""
    changed = [place for place, line in enumerate(lines) if line.mark != "equal"]
    near = {place + step for place in changed for step in range(-_BESIDE, _BESIDE + 1)}
    shown: list[Paragraph | Fold] = []
    hidden: list[Paragraph] = []
    for place, line in enumerate(lines):
        if place in near:
            shown += _closed(hidden)
            hidden = []
            shown.append(line)
        else:
            hidden.append(line)
    return tuple(shown + _closed(hidden))


def _closed(hidden: list[Paragraph]) -> list[Paragraph | Fold]:
    return [Fold(tuple(hidden))] if len(hidden) >= _WORTH_FOLDING else list(hidden)


def _paragraph(runs: Redline) -> Paragraph:
    ops = {op for op, text in runs if text.strip()}
    return Paragraph(next(iter(ops)) if len(ops) == 1 else "mixed", tidied(runs))
