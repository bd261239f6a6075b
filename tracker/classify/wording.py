"""What a sentence says whatever words say it: phrases that mean the same in a policy stand for one another."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from tracker.classify.lexicon import confusable, load, small_words
from tracker.classify.order import in_order
from tracker.classify.quantities import quantities
from tracker.classify.tokens import SIGNS

_VOWELS = "aeiou"
_ALIKE = 80  # per cent of the letters; "fulfilment" and "fulfillment", "minimise" and "minimized"
_SHORTEST = 3  # letters of a word that can be inflected
_PEOPLE = ("er", "or", "ee")  # how words end that say who does it, or to whom it is done
_DEEDS = ("ed", "ing")
_MADE = ("r", "er", "or", "ee", "e")
_ENDING = 3  # letters in which an inflected word, or its other spelling, may end differently
_SPELLINGS = (
    ("is", "iz"),
    ("ys", "yz"),
    ("our", "or"),
    ("ence", "ense"),
    ("tre", "ter"),
    ("ogue", "og"),
)  # British and American
_PASSIVE = ("by", "be", "is", "are", "was", "were", "been", "being")
_SPELLED = 8  # letters; of longer words both spellings are in use, "cancelled" and "canceled"
_INFLECTED = ("ed", "ing", "er", "ers", "es")
_STEM, _TELLING = 6, 3  # letters of a word that tell it; words that tell a statement
_JOINTS = frozenset({"or", "unless", "except", "if", "some", "certain"})
_PARTLY = frozenset({"some", "certain"})  # small words that take back what is said of all
_CERTAIN = frozenset({"will"})  # "we will not share it" is no more than "it is not shared"; "may" is less
_WEIGHTY = frozenset({"not", "no", "never", "without", "may", "must", "can", "should", "only", "some", "certain"})
_ACTORS = frozenset({"we", "you", "they"})
_ACTED = {"us": "we", "them": "they"}
_SLACK = 2  # words that are known in one of their forms only
_ROUNDS = 2  # what stands for a phrase may hold words that others stand for, and these again
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]  # by first word


@functools.lru_cache(maxsize=2048)
def plainly(spelled: tuple[str, ...]) -> tuple[str, ...]:
    """The words with each phrase replaced by the first of its group, and without what adds nothing."""
    words = _abbreviated(spelled)
    found: list[str] = []
    figures = _figures()
    for word in _replaced(words, _phrases()):
        figure = figures.get(word, word)
        if not (figure[0].isdigit() and found[-1:] == [figure]):  # "thirty (30)"
            found.append(figure)
    return tuple(found)


def _replaced(words: Sequence[str], phrases: Phrases) -> Iterator[str]:
    """The words with what stands for each phrase in its place; the longest phrase that begins at a word is taken."""
    place = 0
    while place < len(words):
        for phrase, plain in phrases.get(words[place], ()):
            if len(phrase) == 1 or tuple(words[place : place + len(phrase)]) == phrase:
                yield from plain
                place += len(phrase)
                break
        else:
            yield words[place]
            place += 1


def same_sense(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """The same is said by and of the same; figures and addresses are not looked at.

    Words of meaning must be the same, but for synonyms and inflection; "may", "will", "not", "only" are among them.
    """
    if "shall" in old + new:
        return _same_sense(old, new) or _same_sense(*(_bound(words) for words in (old, new)))
    return _same_sense(old, new)


def _bound(words: tuple[str, ...]) -> tuple[str, ...]:
    """What somebody shall do he must do; in the text of a company "we shall" is also no more than "we will"."""
    return tuple(["must" if word == "shall" else word for word in words])


def _same_sense(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    before, after = plainly(old), plainly(new)
    if _turned_round(before, after) or _exchanged(before, after):
        return False
    if not _voiced(old, new) and not in_order(before, after):
        return False
    return _paired(*_differing(before, after), _inflected)


def _voiced(old: Sequence[str], new: Sequence[str]) -> bool:
    """One of two sentences says what somebody does, the other what is done: their words stand in another order."""
    return any(old.count(word) != new.count(word) for word in _PASSIVE)


def _exchanged(before: Sequence[str], after: Sequence[str]) -> bool:
    """A word took the place of another that the sentence says too: "free: free and paid lists", "paid: ..."."""
    old, new = (Counter(_ACTED.get(word, word) for word in words) for words in (before, after))
    known = (old.keys() & new.keys()) - small_words() - SIGNS
    came = any(new[word] > old[word] for word in known | _ACTORS)
    return came and any(old[word] > new[word] for word in known | _ACTORS)


def sense(words: tuple[str, ...]) -> Hashable:
    """A key that statements share which say the same; None for a few words."""
    told = _told(plainly(words))
    stems = frozenset(f"{_root(word)[:_STEM]} {times}" for word, times in told.items())
    figures = frozenset((quantity.kind, quantity.size) for quantity in quantities(words))
    return (stems, figures, frozenset(SIGNS.intersection(words))) if len(stems) >= _TELLING else None


def differing(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[Counter[str], Counter[str]]:
    """The words of meaning that went and that came, whatever words say them."""
    return _differing(plainly(old), plainly(new))


def _differing(before: Sequence[str], after: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    went, came = _told(before), _told(after)
    return went - came, came - went


def _abbreviated(words: Sequence[str]) -> Sequence[str]:
    """Without the words that an abbreviation behind them stands for: "Internet Protocol (IP) address"."""
    initials = "".join([word[0] for word in words])
    small = small_words()  # "the option to" is no abbreviation
    spelled = [
        place
        for place, word in enumerate(words)
        if place >= len(word) > 1 and initials.startswith(word, place - len(word), place) and word not in small
    ]
    if not spelled:
        return words
    left_out = {at for place in spelled for at in range(place - len(words[place]), place)}
    return [word for place, word in enumerate(words) if place not in left_out]


def joints(words: tuple[str, ...]) -> Counter[str]:
    """What joins or excepts: an "or" that stays one, however the rest is put."""
    return Counter(word for word in plainly(words) if word in _JOINTS)


def may_have_same_sense(old: Counter[str], new: Counter[str]) -> bool:
    """A quick look at the words of meaning of both sides: but for those with synonyms, as many came as went."""
    known = _vocabulary()
    went, came = (
        sum(word not in other and word not in known for word in side) for side, other in ((old, new), (new, old))
    )
    return abs(came - went) <= _SLACK


def same_term(term: str) -> str:
    """What a term of a concept has in common with those that say the same: "disclosed", "share"."""
    plain = plainly(tuple(term.split())) or (term,)
    return " ".join(word[:6] for word in plain)


def respelled(gone: Counter[str], fresh: Counter[str]) -> bool:
    """Each word that went came back in another spelling or inflection, or with letters exchanged."""
    return _paired(gone, fresh, _alike)


def _paired(gone: Counter[str], fresh: Counter[str], same: Callable[[str, str], bool]) -> bool:
    if gone.total() != fresh.total():
        return False
    left = list(fresh.elements())
    for word in gone.elements():
        match = next((other for other in left if same(word, other)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _alike(word: str, other: str) -> bool:
    if word[:2] != other[:2] or min(len(word), len(other)) < _SHORTEST or fuzz.ratio(word, other) < _ALIKE:
        return False
    if _doubled(*sorted((word, other), key=len)) or confusable().issuperset((word, other)):
        return False
    return not _another(_singular(word), _singular(other))


def _another(word: str, other: str) -> bool:
    """Who does it is neither the one it is done to nor what is done: "insurer" and "insured", "user" and "use"."""
    for doer, deed in ((word, other), (other, word)):
        if not doer.endswith(_PEOPLE) or (deed.startswith(doer) and not doer.startswith(deed)):
            continue  # "agree", "agreed"
        if deed.endswith(_DEEDS) or doer in {deed + end for end in _MADE} or doer == deed + deed[-1] + "er":
            return True
        if doer.endswith("ee") and deed.endswith(_PEOPLE) and not deed.endswith("ee"):
            return True
    return False


def _inflected(word: str, other: str) -> bool:
    """As `_alike`, but only the end differs and neither is known to be mistaken for another word."""
    shorter = min(len(word), len(other))
    stem = max(_SHORTEST, shorter - _ENDING)
    if shorter < _SHORTEST or word[:stem] != other[:stem] or not confusable().isdisjoint((word, other)):
        return False
    if _alike(word, other) or _singular(word) == _singular(other):
        return True
    if _doubled(*sorted((word, other), key=len)):
        return False
    return _root(word) == _root(other) and not _another(word, other)


def _doubled(short: str, long: str) -> bool:
    """A letter stands twice in one of two short words that end alike: "scraped", "scrapped"; "filed", "filled"."""
    if len(long) != len(short) + 1 or len(long) > _SPELLED or not long.endswith(_INFLECTED):
        return False
    return any(long[:at] + long[at + 1 :] == short and long[at] == long[at - 1] for at in range(1, len(long)))


def _root(word: str) -> str:
    """The word without what English inflection adds, in one of its spellings: "make", "making"; "log", "logged"."""
    for british, american in _SPELLINGS:
        word = word.replace(british, american)
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST - (ending in {"ing", "e"}):
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in _VOWELS else word


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _told(words: Sequence[str]) -> Counter[str]:
    empty = (small_words() | SIGNS | _CERTAIN) - _PARTLY
    told = Counter(word for word in words if word not in empty)
    for quantity in quantities(words):
        if quantity.kind in {"days", "months"}:  # two years are 24 months
            told.subtract(word for word in quantity.words.split() if word in told)
    return Counter({word: times if word in _WEIGHTY else 1 for word, times in told.items() if times > 0})


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
def _phrases() -> Phrases:
    """By first word: the phrases that begin with it, the longest first, each with what stands for it."""
    table = load("wording.toml")
    made: dict[tuple[str, ...], tuple[str, ...]] = {}
    for first, *others in table["verbs"]["groups"]:
        for verb in (first, *others):
            made.update({(form,): (first,) for form in (*_forms(verb), *table["irregular"].get(verb, ()))})
    for first, *others in table["same"]["groups"]:
        made.update({tuple(other.split()): tuple(first.split()) for other in others})
    made.update({tuple(term.split()): () for term in table["empty"]["terms"]})
    listed = _by_first_word(made)
    for _ in range(_ROUNDS):
        listed = _by_first_word({phrase: tuple(_replaced(plain, listed)) for phrase, plain in made.items()})
    return listed


def _by_first_word(made: Mapping[tuple[str, ...], tuple[str, ...]]) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for phrase, plain in made.items():
        found.setdefault(phrase[0], []).append((phrase, plain))
    return {word: tuple(sorted(pairs, key=lambda pair: -len(pair[0]))) for word, pairs in found.items()}


@functools.cache
def _vocabulary() -> frozenset[str]:
    """Every word that stands in a phrase, or for one, and its regular forms."""
    pairs = (pair for found in _phrases().values() for pair in found)
    words = {word for phrase, plain in pairs for word in (*phrase, *plain)}
    inflected = (word + ending for word in words for ending in ("s", "d", "ed", "ing"))
    return frozenset({*words, *map(_singular, words), *inflected})


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
