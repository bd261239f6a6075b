"""Texts in a language without rules: what shows without reading, and a finding that says so."""

from __future__ import annotations

from collections import Counter

from tracker.classify.clause import Clause
from tracker.classify.reason import Reason, editorial, material, minor
from tracker.classify.rules import figures
from tracker.classify.topics import category_of

_UNREAD = "The text is in a language that the rules do not read"


_LABEL = 4  # words


def _is_label(clause: Clause) -> bool:
    ended = clause.old.ended or clause.new.ended
    return clause.longest <= _LABEL and not ended and not (clause.old.quantities or clause.new.quantities)


def judge_unread(clause: Clause) -> tuple[str, Reason]:
    """A figure that changed and a row that came or went are material in any language; other sentences are minor.

    A title or a label of a few words is editorial: what stands below it is judged by itself.
    """
    if clause.edit.kind == "heading" or (clause.edit.kind == "paragraph" and _is_label(clause)):
        return "unread_language", editorial("other", f"{_UNREAD}; a title or label differs.")
    for rule in (figures.period_changed, figures.age_changed, figures.amount_changed):
        reason = rule(clause)
        if reason is not None:
            return rule.__name__, reason
    old = Counter(q.size for q in clause.old.quantities)
    new = Counter(q.size for q in clause.new.quantities)
    if clause.shape == "modified" and old != new:
        return "unread_figure", material("other", f"{_UNREAD}; a figure changed.", "mixed")
    if clause.edit.kind == "row" and clause.shape != "modified":
        return "unread_row", material("other", f"{_UNREAD}; a row of a table was {clause.shape}.", "mixed")
    return "unread_language", minor(category_of(clause), f"{_UNREAD}; words changed.")
