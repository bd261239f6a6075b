"""The sections of a change in reading order: moved ones marked at both ends, unchanged ones gathered."""

from __future__ import annotations

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
    order = _reading_order(sections)
    found: list[Part] = []
    for place, number in order:
        section = sections[number]
        if place == "here" and section.kind == "unchanged":
            if found and found[-1].place == "unchanged":
                found[-1] = Part("unchanged", found[-1].number, (*found[-1].sections, section))
            else:
                found.append(Part("unchanged", number, (section,)))
        else:
            lines = folded(paragraphs(section.redline)) if place == "here" else ()
            found.append(Part(place, number, (section,), lines))
    return tuple(found)


def _reading_order(sections: Sequence[SectionChange]) -> list[tuple[Place, int]]:
    """Numbers of sections in the order of the new text, with what was removed or has moved away set after the section
    that it followed in the old text.
    """
    there = sorted((n for n, s in enumerate(sections) if s.after), key=lambda n: sections[n].after[0].start_line)
    order: list[tuple[Place, int]] = [("here", number) for number in there]
    old = sorted((n for n, s in enumerate(sections) if s.before), key=lambda n: sections[n].before[0].start_line)
    anchor: tuple[Place, int] | None = None
    for number in old:
        section = sections[number]
        if section.after and section.kind != "moved":
            anchor = ("here", number)
            continue
        item: tuple[Place, int] = ("left", number) if section.after else ("here", number)
        order.insert(order.index(anchor) + 1 if anchor else 0, item)
        anchor = item
    return order
