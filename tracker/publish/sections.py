"""The sections of a change in reading order: moved ones marked at both ends, unchanged ones gathered."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.model import SectionChange
from tracker.publish.redline import Fold, Paragraph, folded, paragraphs

Place = Literal["here", "left", "unchanged"]


@dataclass(frozen=True, slots=True)
class Part:
    """One thing on the page: a changed section (`here`), the place that a moved one left, or unchanged sections.

    `number` names a changed section on its page, so that both ends of a move can be linked.
    """

    place: Place
    number: int
    sections: tuple[SectionChange, ...]
    lines: tuple[Paragraph | Fold, ...] = ()


def parts(sections: Sequence[SectionChange]) -> tuple[Part, ...]:
    """What the page shows, in the order of the new text; removed sections stand where they were."""
    found: list[Part] = []
    for unchanged, run in itertools.groupby(_reading_order(sections), lambda at: sections[at[1]].kind == "unchanged"):
        items = list(run)
        if unchanged:
            found.append(Part("unchanged", items[0][1], tuple(sections[number] for _, number in items)))
            continue
        for place, number in items:
            lines = folded(paragraphs(sections[number].redline)) if place == "here" else ()
            found.append(Part(place, number, (sections[number],), lines))
    return tuple(found)


def places(found: Sequence[Part]) -> dict[str, int]:
    """The number of the changed section under each heading that only one of them has."""
    headings = [
        (heading, part.number)
        for part in found
        if part.place == "here"
        for heading in dict.fromkeys(ref.heading for ref in (*part.sections[0].before, *part.sections[0].after))
    ]
    names = [heading for heading, _ in headings]
    return {heading: number for heading, number in headings if heading and names.count(heading) == 1}


def _reading_order(sections: Sequence[SectionChange]) -> list[tuple[Place, int]]:
    """Numbers of sections in the order of the new text, with what was removed or has moved away set after the section
    that it followed in the old text.
    """
    new = sorted((n for n, s in enumerate(sections) if s.after), key=lambda n: sections[n].after[0].start_line)
    old = sorted((n for n, s in enumerate(sections) if s.before), key=lambda n: sections[n].before[0].start_line)
    gone: dict[int | None, list[tuple[Place, int]]] = {}  # by the section that stayed before them
    stayed: int | None = None
    for number in old:
        section = sections[number]
        if section.after and section.kind != "moved":
            stayed = number
        else:
            gone.setdefault(stayed, []).append(("left" if section.after else "here", number))
    order = gone.get(None, [])
    for number in new:
        order += [("here", number), *gone.get(number, [])]
    return order
