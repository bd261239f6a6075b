"""What a sentence says whatever words say it: phrases that mean the same in a policy stand for one another."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from tracker.classify.lexicon import load, small_words
from tracker.classify.tokens import SIGNS

_VOWELS = "aeiou"
_ALIKE = 80  # per cent of the letters; "fulfilment" and "fulfillment", "minimise" and "minimized"
_SHORTEST = 3  # letters of a word that can be inflected
_JOINTS = frozenset({"or", "unless", "except", "if", "some", "certain"})
_PARTLY = frozenset({"some", "certain"})  # small words that take back what is said of all
_CERTAIN = frozenset({"will"})  # "we will not share it" is no more than "it is not shared"; "may" is less
_ACTORS = frozenset({"we", "you", "they"})


def plainly(words: Sequence[str]) -> tuple[str, ...]:
    """The words with each phrase replaced by the first of its group, and without what adds nothing."""
    found: list[str] = []
    phrases, figures, place = _phrases(), _figures(), 0
    while place < len(words):
        for phrase, plain in phrases.get(words[place], ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                found += plain
                place += len(phrase)
                break
        else:
            word = figures.get(words[place], words[place])
            if not (word[0].isdigit() and found[-1:] == [word]):  # "thirty (30)"
                found.append(word)
            place += 1
    return tuple(found)


def same_sense(old: Sequence[str], new: Sequence[str]) -> bool:
    """The same is said by and of the same, in whatever order; figures and addresses are not looked at.

    Words of meaning must be the same, but for synonyms and inflection; "may", "will", "not", "only" are among them.
    """
    before, after = plainly(old), plainly(new)
    return not _turned_round(before, after) and respelled(*_differing(before, after))


def differing(old: Sequence[str], new: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    """The words of meaning that went and that came, whatever words say them."""
    return _differing(plainly(old), plainly(new))


def _differing(before: Sequence[str], after: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    went, came = _told(before), _told(after)
    return went - came, came - went


def joints(words: Sequence[str]) -> Counter[str]:
    """What joins or excepts: an "or" that stays one, however the rest is put."""
    return Counter(word for word in plainly(words) if word in _JOINTS)


def may_have_same_sense(gone: Counter[str], fresh: Counter[str]) -> bool:
    """A quick look before the long one: but for words with synonyms, as many words of meaning came as went."""
    known = _vocabulary()
    came, went = (sum(times for word, times in side.items() if word not in known) for side in (fresh, gone))
    return came == went


def same_term(term: str) -> str:
    """What a term of a concept has in common with those that say the same: "disclosed", "share"."""
    plain = plainly(term.split()) or (term,)
    return " ".join(word[:6] for word in plain)


def respelled(gone: Counter[str], fresh: Counter[str]) -> bool:
    """Each word that went came back in another spelling or inflection."""
    if gone.total() != fresh.total():
        return False
    left = list(fresh.elements())
    for word in gone.elements():
        match = next((other for other in left if _same_stem(word, other)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _same_stem(word: str, other: str) -> bool:
    if word[:2] != other[:2] or min(len(word), len(other)) < _SHORTEST:
        return False
    return fuzz.ratio(word, other) >= _ALIKE or _singular(word) == _singular(other)


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _told(words: Sequence[str]) -> Counter[str]:
    empty = (small_words() | SIGNS | _CERTAIN) - _PARTLY
    return Counter(word for word in words if word not in empty)


def _turned_round(before: Sequence[str], after: Sequence[str]) -> bool:
    """Somebody else may, must or will do it: "we may contact you", "you may contact us"."""
    old, new = set(_deeds(before)), set(_deeds(after))
    return bool(old) and bool(new) and old.isdisjoint(new) and {deed for _, deed in old} == {deed for _, deed in new}


def _deeds(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place, word in enumerate(words[:-1]):
        following = words[place + 1]
        if word in _ACTORS and (following not in small_words()):
            yield word, following


@functools.cache
def _phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """By first word: the phrases that begin with it, the longest first, each with what stands for it."""
    table = load("wording.toml")
    made: dict[tuple[str, ...], tuple[str, ...]] = {}
    for first, *others in table["verbs"]["groups"]:
        for verb in (first, *others):
            made.update({(form,): (first,) for form in (*_forms(verb), *table["irregular"].get(verb, ()))})
    for first, *others in table["same"]["groups"]:
        made.update({tuple(other.split()): tuple(first.split()) for other in others})
    made.update({tuple(term.split()): () for term in table["empty"]["terms"]})
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for phrase, plain in made.items():
        found.setdefault(phrase[0], []).append((phrase, plain))
    return {word: tuple(sorted(pairs, key=lambda pair: -len(pair[0]))) for word, pairs in found.items()}


@functools.cache
def _vocabulary() -> frozenset[str]:
    """Every word that stands in a phrase, or for one."""
    pairs = (pair for found in _phrases().values() for pair in found)
    return frozenset(word for phrase, plain in pairs for word in (*phrase, *plain))


@functools.cache
def _figures() -> Mapping[str, str]:
    """The figures of numbers that are spelled out."""
    return {word: str(value) for word, value in load("language.toml")["numbers"].items() if value > 1}


def _forms(verb: str) -> tuple[str, ...]:
    """The verb and its regular forms."""
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    plural = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s"
    return verb, plural, f"{verb}ed", f"{verb}ing"
