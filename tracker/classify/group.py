"""A group of sections as aligned: what its edits have in common, worked out once for all of them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from tracker.classify.late import late
from tracker.classify.lexicon import page_words
from tracker.classify.page import section_text
from tracker.classify.tokens import read
from tracker.classify.wording import same_sense, sense
from tracker.model import Aligned, Edit

_BRIEF = 14  # words of a button or a menu entry
_LOOKED_AT = 20  # sentences; where more of a section came and went, it was written anew
_BESIDE = 5  # edits beside a line that are looked at


@dataclass(frozen=True)
class Group:
    """Sections that belong together, and their edits."""

    aligned: Aligned

    @late
    def texts(self) -> tuple[str, str]:
        """The sentences of the group, before and after, as `bounded` writes them."""
        before, after = self.aligned.before, self.aligned.after
        return "|".join(map(section_text, before)), "|".join(map(section_text, after))

    @late
    def added(self) -> Sequence[Edit]:
        """The edits with words on the newer side."""
        return [edit for edit in self.aligned.edits if edit.after]

    @late
    def removed(self) -> Sequence[Edit]:
        """The edits with words on the older side alone."""
        return [edit for edit in self.aligned.edits if not edit.after]

    @late
    def senses(self) -> dict[tuple[bool, Hashable], Edit]:
        """The sentences that came (True) or went whole, each by what it says in whatever words."""
        whole = [edit for edit in self.aligned.edits if not (edit.before and edit.after)]
        if len(whole) > _LOOKED_AT or len({bool(edit.after) for edit in whole}) < 2:
            return {}
        found = ((bool(edit.after), sense(read(edit.after or edit.before).words), edit) for edit in whole)
        return {(came, said): edit for came, said, edit in found if said is not None}

    def like(self, edit: Edit) -> Sequence[Edit]:
        """The edits of the group that stand on the same side as this one."""
        return self.added if edit.after else self.removed

    @late
    def has_buttons(self) -> bool:
        """The label of a button came or went with the group."""
        return any(is_button(edit.before or edit.after) for edit in self.aligned.edits if _came_or_went(edit))

    def restated(self, edit: Edit) -> bool:
        """A sentence that came or went whole went or came in other words too."""
        if not self.senses:
            return False
        words = read(edit.after or edit.before).words
        said = sense(words)
        other = self.senses.get((not edit.after, said)) if said is not None else None
        return other is not None and same_sense(read(other.after or other.before).words, words)

    def beside(self, place: int) -> list[str]:
        """The lines that came or went, as the edit at a place did, next to it."""
        edits = self.aligned.edits
        near = (*edits[max(0, place - _BESIDE) : place], *edits[place + 1 : place + _BESIDE + 1])
        added = bool(edits[place].after)
        texts = (edit.after if added else edit.before for edit in near if _came_or_went(edit))
        return [text for text in texts if text]


def _came_or_went(edit: Edit) -> bool:
    return not (edit.before and edit.after) and edit.kind != "row"


def is_button(text: str) -> bool:
    """All its words are the label of a button, or of several."""
    words = read(text).words
    return 0 < len(words) <= _BRIEF and named("button", words) >= len(words)


def named(what: str, words: Sequence[str]) -> int:
    """How many of the words name something of the site, such as menu entries."""
    found = page_words().find(words).get(what)
    return sum(len(term.split()) * times for term, times in found.items()) if found else 0
