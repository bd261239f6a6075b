"""Small words that decide how far a sentence goes."""

from __future__ import annotations

from tracker.classify.clause import Clause
from tracker.classify.reach import Pair, bounds_moved, opposites, part_of_all, stays
from tracker.classify.reason import Reason, material
from tracker.classify.rules.wording import CONTRACT, PRACTICE, became
from tracker.classify.topics import category_of

_SOMEBODY = ("us", "you", "company", "recipient", "children", "data", "datatype", "purpose", "ai", "tracking", "signal")
CONCERNED = (*_SOMEBODY, *PRACTICE, *CONTRACT)


def scope_changed(clause: Clause) -> Reason | None:
    """Some became all, or a word came or went that holds a statement within bounds: "aggregated", "gross", "prior"."""
    if not _is_asked(clause):
        return None
    if pair := part_of_all(clause):
        return _told(clause, "How much it holds of", pair)
    if pair := bounds_moved(clause):
        return _told(clause, "What keeps it within bounds", pair)
    return None


def opposite_said(clause: Clause) -> Reason | None:
    """A word became its opposite: what was included is excluded, the earlier of two days is the later."""
    pair = opposites(clause) if _is_asked(clause) else None
    return _told(clause, "What is said", pair) if pair else None


def _is_asked(clause: Clause) -> bool:
    return stays(clause) and clause.has_any(CONCERNED)


def _told(clause: Clause, what: str, pair: Pair) -> Reason:
    return material(category_of(clause), f"{what} changed: {became(*pair)}.", "mixed", *pair)
