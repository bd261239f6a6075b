"""Pages that hold several documents: what on them belongs to another one than the page is named for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.model import Document, PolicyKind, Section
from tracker.model.memory import remembered
from tracker.notice.phrases import phrase
from tracker.notice.text import fold

_KINDS: tuple[PolicyKind, ...] = ("privacy", "cookies", "terms", "dpa", "guidelines")
_SELF = re.compile(r"\b(?:this|these)\b")
_TITLE = 12  # words of a title that names one document
_SHORT = 6  # words of a heading under which another document begins: "Terms of Service", not "How the terms change"


@dataclass(frozen=True, slots=True)
class OneOfSeveral:
    """The document that a page is named for, by its kind."""

    kind: PolicyKind

    def elsewhere(self, section: Section) -> bool:
        """Whether a section stands under the title of another document."""
        return any(self._is_title(heading) for heading in (*section.path, section.heading))

    def _is_title(self, heading: str) -> bool:
        kinds = _titled(heading)
        return bool(kinds) and self.kind not in kinds

    def of_another(self, sentence: str) -> bool:
        """Whether a sentence names another document, and neither this one nor "these terms", whatever they are."""
        low = fold(sentence)
        return _SELF.search(low) is None and not _names(low, self.kind) and any(_names(low, kind) for kind in _KINDS)


def one_of_several(document: Document) -> OneOfSeveral | None:
    """The kind of a document, by its title; None where that names none, or more than one."""
    for section in document.sections[:2]:
        low = fold(section.heading)
        if low and len(low.split()) <= _TITLE:
            kinds = [kind for kind in _KINDS if _names(low, kind)]
            if kinds:
                return OneOfSeveral(kinds[0]) if len(kinds) == 1 else None
    return None


@remembered
def _titled(heading: str) -> tuple[PolicyKind, ...]:
    """The kinds that a heading names which is the title of a document; nothing for other headings."""
    low = fold(heading).strip(" .:")
    if len(low.split()) > _SHORT:
        return ()
    named = {kind: found for kind in _KINDS if (found := phrase("scope", kind).search(low))}
    return tuple(named) if any(found.end() == len(low) for found in named.values()) else ()


def _names(low: str, kind: PolicyKind) -> bool:
    return phrase("scope", kind).search(low) is not None
