"""Who does what, and what is not done: the same words in another order can turn a sentence round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.classify.lexicon import small_words
from tracker.classify.wording import same_term

_ACTORS = {"we": "we", "us": "we", "you": "you", "they": "they", "them": "they"}
_PERSONS = (  # whose something is, and who does it
    frozenset({"we", "us", "our", "ours", "ourselves"}),
    frozenset({"you", "your", "yours", "yourself"}),
    frozenset({"they", "them", "their", "theirs", "themselves"}),
)
_PARTIES, _JOINTS = frozenset({"we", "us", "you", "they", "them"}), frozenset({"and", "or"})
_NOT = frozenset({"not", "never"})
_REACH = 5  # words after an actor, or after "not", in which the deed stands


def turned(old: Sequence[str], new: Sequence[str]) -> bool:
    """The same deed is somebody else's now, or the "not" stands before another: "we are liable to you", "you to us"."""
    before, after = _deeds(old), _deeds(new)
    if any(before[deed].isdisjoint(after[deed]) for deed in before.keys() & after.keys()):
        return True
    gone, came = _denied(old), _denied(new)
    same = {deed for deed, _ in gone} == {deed for deed, _ in came}
    if not gone or not same or not gone.isdisjoint(came):
        return False
    things, others = ({same_term(thing) for _, thing in found} for found in (gone, came))
    return things.isdisjoint(others)  # "photos" are photographs


def persons_swapped(old: Sequence[str], new: Sequence[str]) -> bool:
    """What was ours is yours, or theirs, or who was told is who tells: fewer words for one and more for another."""
    shifts = [sum(map(words.__contains__, new)) - sum(map(words.__contains__, old)) for words in _PERSONS]
    return min(shifts) < 0 < max(shifts)


def party_left_out(old: Sequence[str], new: Sequence[str]) -> bool:
    """One of two who are named together is named no more: "you or we may end it", "we may end it"."""
    return _together(old) != _together(new)


def _together(words: Sequence[str]) -> int:
    """How often one party is named beside another, be it with a small word between: "for you and for us"."""
    return sum(
        word in _JOINTS
        and not _PARTIES.isdisjoint(words[max(0, place - 1) : place])
        and not _PARTIES.isdisjoint(words[place + 1 : place + 3])
        for place, word in enumerate(words)
    )


def _deeds(words: Sequence[str]) -> Mapping[str, set[str]]:
    """For each word of meaning that follows an actor, the actors."""
    found: dict[str, set[str]] = {}
    for place, word in enumerate(words):
        actor = _ACTORS.get(word)
        deed = _told(words, place + 1, 1) if actor else ()
        if actor and deed:
            found.setdefault(deed[0], set()).add(actor)
    return found


def _denied(words: Sequence[str]) -> set[tuple[str, str]]:
    """What follows each "not": the deed, and to what it is done."""
    denied = (_told(words, place + 1, 2) for place, word in enumerate(words) if word in _NOT)
    return {(found[0], found[1]) for found in denied if len(found) == 2}


def _told(words: Sequence[str], start: int, count: int) -> list[str]:
    """The first words of meaning from a place on."""
    small = small_words()
    return [word for word in words[start : start + _REACH] if word not in small and word not in _ACTORS][:count]
