"""Entries of lists that went from under a "we do" to under a "we do not", or back: the same words say the opposite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.classify.lexicon import concepts
from tracker.classify.quote import cut
from tracker.classify.reason import Reason, material
from tracker.classify.tokens import read, squash
from tracker.classify.topics import strongest
from tracker.model import Aligned, Section
from tracker.model.words import flat

_DENIAL = frozenset({"not", "never", "no", "nobody", "none", "without"})
_QUOTE = 300  # characters


def turned_entries(groups: Sequence[Aligned]) -> Iterator[tuple[int, Reason]]:
    """The entries that stand under a denial on one side alone, each with the place of its newer group.

    What leads them now led others before: a lead in other words is judged by itself.
    """
    changed = [(place, pair) for place, pair in enumerate(groups) if pair.kind != "unchanged"]
    before = {said: lead for _, pair in changed for said, lead, _ in _entries(pair.before)}
    leads = {*before.values()}
    for place, pair in changed:
        for said, lead, text in _entries(pair.after):
            old = before.get(said)
            if old is not None and lead in leads and _denies(old) != _denies(lead):
                why = "An entry stands under the opposite of what led it before."
                category = strongest(concepts().find(read(f"{lead} {text}").words))
                quotes = (cut(f"{above} {text}", _QUOTE) for above in (old, lead))
                yield place, material(category, why, "mixed", *quotes)


def _entries(sections: Sequence[Section]) -> Iterator[tuple[str, str, str]]:
    """The letters of each entry, what leads its list, and the entry."""
    for section in sections:
        lead = section.heading
        for block in section.blocks:
            text = flat(block.text)
            if block.kind == "item":
                yield squash(text), lead, text
            elif block.kind == "paragraph":
                lead = text if text.endswith(":") else section.heading


def _denies(lead: str) -> bool:
    return not _DENIAL.isdisjoint(read(lead).words)
