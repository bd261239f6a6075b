"""What the rules that set edits aside need to know beyond the edit: both pages, and the group's own text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.classify.page import Page, bounded, section_text
from tracker.model import Aligned, sentences

_LETTERS = 24  # a shorter piece stands on many pages by accident


@dataclass(frozen=True)
class Scene:
    """Both pages, and the groups of sections as aligned."""

    before: Page
    after: Page
    groups: Sequence[Aligned]
    _texts: dict[int, tuple[str, str]] = field(default_factory=dict, compare=False)

    def group_text(self, group: int) -> tuple[str, str]:
        """The sentences of a group, before and after, as `bounded` writes them."""
        if group not in self._texts:
            pair = self.groups[group]
            self._texts[group] = (
                "|".join(map(section_text, pair.before)),
                "|".join(map(section_text, pair.after)),
            )
        return self._texts[group]


def pieces(text: str) -> tuple[str, ...]:
    """The sentences of one side of an edit as `bounded` writes them; empty where one is too short to be told apart."""
    found = tuple(bounded(piece) for line in text.split("\n") for piece in sentences(line))
    return found if found and all(len(piece) > _LETTERS for piece in found) else ()
