"""Questions that several of these functions ask."""

from __future__ import annotations

from collections import Counter

from tracker.classify.clause import Clause


def steers(clause: Clause) -> bool:
    return any(clause.old.count(name) != clause.new.count(name) for name in ("negation", "firm", "soft"))


def concepts_shifted(clause: Clause) -> bool:
    return any(clause.old.count(name) != clause.new.count(name) for name in {*clause.gained, *clause.lost})


def promises_moved(clause: Clause) -> bool:
    """A period, an age or an amount came, went or changed."""
    old, new = (
        Counter((q.kind, q.size) for q in side.quantities if q.kind != "number") for side in (clause.old, clause.new)
    )
    return old != new


def rejoined(clause: Clause) -> bool:
    """An "or" came to a promise of notice or to a right: small words, yet they say how much is promised."""
    return bool(clause.joints) and (clause.about("notice") or clause.has("right"))
