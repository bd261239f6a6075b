"""Substance of small effect."""

from __future__ import annotations

from tracker.classify.clause import Clause
from tracker.classify.reason import Reason, editorial, minor
from tracker.classify.rules.common import explains, says, whole
from tracker.classify.rules.talk import assures, points
from tracker.classify.tokens import MAIL, PHONE, URL
from tracker.classify.topics import category_of

_BRIEF = 8  # words of a pointer
_LABEL = 4  # words
_IS = frozenset({"is", "are", "was", "were", "has", "have"})
_TO_COME = frozenset({"superseded", "superceded", "replaced", "updating", "coming", "upcoming", "soon", "will"})


def explanation(clause: Clause) -> Reason | None:
    """What a cookie is, what a law says: an explanation adds nothing to what people are owed."""
    if whole(clause) and explains(clause):
        return minor(category_of(clause), "An explanation of a word or a law came or went.")
    return None


def pointer(clause: Clause) -> Reason | None:
    """Where more can be read, on another page or further down, came or went."""
    if points(clause):
        return minor(category_of(clause), "A pointer to more about it came or went.")
    return None


def assurance(clause: Clause) -> Reason | None:
    """Good will, or the law that holds anyway: no more is owed by it, and no less."""
    if assures(clause):
        return minor(category_of(clause), "An assurance that promises nothing in particular came or went.")
    return None


def contact(clause: Clause) -> Reason | None:
    """A way to reach the company was added, dropped or reworded."""
    signs = {MAIL, PHONE, URL}
    touched = clause.touched("contact") or clause.old.text.addresses != clause.new.text.addresses
    if (clause.has("contact") or signs & {*clause.old.words, *clause.new.words}) and (touched or whole(clause)):
        return minor("entity_contact", "A way to get in touch, or what is said of it, changed.")
    return None


def document(clause: Clause) -> Reason | None:
    """Another document is named, or takes precedence."""
    if clause.touched("document", "binding"):
        return minor(category_of(clause), "A document that the text names changed.")
    return None


def announcement(clause: Clause) -> Reason | None:
    """A coming version, or an earlier one, is pointed to."""
    if clause.has("announce", "update_note") and clause.longest <= _BRIEF and _TO_COME.isdisjoint(clause.said.words):
        return editorial("effective_date", "A pointer to a version of the text differs.")
    if clause.has("announce", "update_note"):
        return minor("effective_date", "What is said about versions of the text changed.")
    return None


def heading(clause: Clause) -> Reason | None:
    """A title: what stands below it is judged by itself; it may name another company, or announce a coming version."""
    if clause.edit.kind != "heading":
        return None
    if clause.shape == "modified" and clause.touched("company"):
        return minor("entity_contact", "The company is named otherwise in a heading.")
    if says(clause.new) != says(clause.old):
        return minor(category_of(clause), "A statement came or went that looks like a heading.")
    if clause.has("announce", "update_note") and clause.longest > _BRIEF:
        return minor("effective_date", "A heading says something about versions of the text.")
    return editorial(category_of(clause), "A heading changed.")


def label(clause: Clause) -> Reason | None:
    """A few words that state nothing and name nothing that the rules know."""
    sides = [side for side in (clause.old, clause.new) if side.words]
    if clause.edit.kind != "paragraph" or clause.longest > _LABEL or any(side.terms or side.ended for side in sides):
        return None
    if any(side.is_sentence or not _IS.isdisjoint(side.words) for side in sides):
        return None  # "locks are optional"
    return editorial("other", "A label changed.")


def unrecognised(clause: Clause) -> Reason | None:
    """No rule can weigh the sentence; it is shown rather than passed over: unknown words may say anything."""
    if clause.shape == "modified":
        why = "The sentence says something else; no rule can weigh it."
    else:
        why = f"A sentence was {clause.shape}; no rule can weigh it."
    return minor(category_of(clause), why)
