"""Questions that several of these functions ask."""

from __future__ import annotations

from tracker.classify.clause import Clause

SUBSTANCE = (
    *("collect", "share", "sell", "keep", "erase", "transfer", "right", "dispute", "liability", "fee", "renewal"),
    *("ending", "licence", "duty", "power", "basis", "consent"),
)


def steers(clause: Clause) -> bool:
    return any(clause.old.count(name) != clause.new.count(name) for name in ("negation", "firm", "soft"))


def concepts_shifted(clause: Clause) -> bool:
    return any(clause.old.count(name) != clause.new.count(name) for name in {*clause.gained, *clause.lost})
