"""How far a sentence goes: a small word turns some into all, the earlier day into the later, a yes into a no."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from tracker.classify.clause import Clause, Side
from tracker.classify.lexicon import load
from tracker.classify.reason import Reason, material
from tracker.classify.rules.wording import CONTRACT, PRACTICE
from tracker.classify.topics import category_of

_ALIKE = 0.5  # share of words of meaning that must stay, else the sentences say different things anyway
_BESIDE = 1  # other words of meaning that may come or go; where more did, the sentence is another and other rules ask
_SOMEBODY = ("us", "you", "company", "recipient", "children", "data", "datatype", "purpose", "ai", "tracking", "signal")
CONCERNED = (*_SOMEBODY, *PRACTICE, *CONTRACT)
_DENYING = ("un", "in", "im", "ir", "non", "dis")


def scope_changed(clause: Clause) -> Reason | None:
    """Some became all, or a word came or went that holds a statement within bounds: "aggregated", "gross", "prior"."""
    if not _stays(clause):
        return None
    lost, gained = _differences(clause)
    table = _words()
    for there, then in (("whole", "part"), ("part", "whole")):
        old, new = _of(lost, table[there]), _of(gained, table[then])
        if old and new:
            return _told(clause, "How much it holds of", old, new)
    old, new = (
        tuple(word for word in _of(words, table["bounds"]) if not _is_name(word, said))
        for words, said in ((lost, clause.old), (gained, clause.new))
    )
    if (old or new) and clause.fresh.total() + clause.gone.total() <= len(old) + len(new) + _BESIDE:
        return _told(clause, "What keeps it within bounds", old, new)
    return None


def _is_name(word: str, said: Side) -> bool:
    """It stands with a capital within the sentence: "Private Packages" are a product."""
    return f" {word.capitalize()}" in said.text.raw


def opposite_said(clause: Clause) -> Reason | None:
    """A word became its opposite: what was included is excluded, the earlier of two days is the later."""
    if not _stays(clause):
        return None
    lost, gained = _differences(clause)
    opposites = _opposites()
    for old in lost:
        for new in gained:
            if new in opposites.get(old, ()) or _denied(old, new):
                return _told(clause, "What is said", (old,), (new,))
    return None


def _stays(clause: Clause) -> bool:
    return clause.shape == "modified" and clause.likeness >= _ALIKE and clause.has_any(CONCERNED)


def _differences(clause: Clause) -> tuple[Counter[str], Counter[str]]:
    """The words, small ones too, that one side has more often."""
    old, new = Counter(clause.old.words), Counter(clause.new.words)
    return old - new, new - old


def _of(words: Counter[str], known: Collection[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word in known)


def _told(clause: Clause, what: str, old: Sequence[str], new: Sequence[str]) -> Reason:
    gone, came = ", ".join(old), ", ".join(new)
    if gone and came:
        how = f"“{gone}” became “{came}”"
    else:
        how = f"“{came}” was put in" if came else f"“{gone}” was taken out"
    return material(category_of(clause), f"{what} changed: {how}.", "mixed", gone, came)


def _denied(word: str, other: str) -> bool:
    shorter, longer = sorted((word, other), key=len)
    return len(shorter) > len(longer) // 2 and any(longer == start + shorter for start in _DENYING)


@functools.cache
def _words() -> Mapping[str, frozenset[str]]:
    table = load("scope.toml")
    return {
        **{name: frozenset(words) for name, words in table["scope"].items()},
        "bounds": frozenset(table["bounds"]["words"]),
    }


@functools.cache
def _opposites() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in load("scope.toml")["opposites"]["pairs"]:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}
