"""How firmly something is promised: one small word turns a promise into a possibility."""

from __future__ import annotations

from collections import Counter

from tracker.classify.clause import Clause
from tracker.classify.reason import Reason, material, minor
from tracker.classify.rules.common import sale_turned, use_turned
from tracker.classify.topics import category_of
from tracker.model import Category

_PRACTICE = (
    "collect",
    "use",
    "share",
    "sell",
    "keep",
    "hold",
    "erase",
    "transfer",
    "security",
    "right",
    "choice",
    "children",
    "ai",
)
_CONTRACT = ("fee", "renewal", "ending", "dispute", "liability", "notice", "duty", "licence")
_ALIKE = 0.5  # share of words of meaning that must stay, else the sentences say different things anyway


def modal_changed(clause: Clause) -> Reason | None:
    """From "will" to "may", "only" dropped, "must" to "should": the promise stays, its force does not."""
    if clause.shape != "modified" or clause.likeness < _ALIKE or not clause.touched("firm", "soft"):
        return None
    firm = clause.new.count("firm") - clause.old.count("firm")
    soft = clause.new.count("soft") - clause.old.count("soft")
    if not firm and not soft:
        return None
    old, new = _words(clause.lost, "firm", "soft"), _words(clause.gained, "firm", "soft")
    why = f"How firmly it is promised changed: {_became(old, new)}."
    swapped = firm * soft < 0 or (firm and not clause.new.count("soft")) or "only" in f"{old} {new}"
    owed = clause.has("us") and clause.has("you", "data", "recipient")
    if swapped and (clause.has(*_PRACTICE, *_CONTRACT) or owed):
        return material(category_of(clause), why, "mixed", old, new)
    return minor(category_of(clause), why)


def negation_changed(clause: Clause) -> Reason | None:
    """A "not" that comes or goes turns the sentence round; a negated promise lost is a practice gained."""
    if clause.shape != "modified" or clause.likeness < _ALIKE:
        return None
    if clause.old.count("negation") == clause.new.count("negation"):
        return None
    old, new = _words(clause.lost, "negation"), _words(clause.gained, "negation")
    why = f"What is denied changed: {_became(old, new)}."
    if clause.has(*_PRACTICE, *_CONTRACT) or (clause.has("data", "datatype") and clause.has("us", "you", "recipient")):
        gone = clause.new.count("negation") < clause.old.count("negation")
        return material(_category(clause), why, "expands_company" if gone else "protects_user")
    return minor(category_of(clause), why)


def _category(clause: Clause) -> Category:
    """What "we do not" was said of, where the sentence says it plainly."""
    if sale_turned(clause):
        return "third_party_sharing"
    return "first_party_collection" if use_turned(clause) else category_of(clause)


def promise_kept_out(clause: Clause) -> Reason | None:
    """A promise such as "we do not ...": a whole sentence of what is not done was added or removed."""
    if clause.shape == "modified":
        return None
    side = clause.new if clause.shape == "added" else clause.old
    if side.has("negation") and side.has("us") and side.has("collect", "use", "share", "sell", "keep", "ai"):
        category = category_of(clause)
        if category == "entity_contact":
            return None  # "if you think that we have not ..., write to us"
        came = clause.shape == "added"
        verb = "added" if came else "removed"
        return material(
            category,
            f"A promise not to do something was {verb}.",
            "protects_user" if came else "expands_company",
        )
    return None


def _words(terms: dict[str, Counter[str]], *names: str) -> str:
    return ", ".join(word for name in names for word in terms.get(name, ()))


def _became(old: str, new: str) -> str:
    if old and new:
        return f"“{old}” became “{new}”"
    return f"“{new}” was put in" if new else f"“{old}” was taken out"
