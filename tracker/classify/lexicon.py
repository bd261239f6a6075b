"""Words and what they stand for: concepts read from the data files beside this module, looked up in one pass."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from tracker.model.datafile import data_file

Terms = Mapping[str, Counter[str]]
Term = tuple[tuple[str, ...], str]  # the words after the first, and the concept
VOID = "void"
_SWALLOWED = frozenset(  # what void phrases hide
    {"right", "fee", "dispute", "share", "use", "hold", "consent", "children", "party", "duty", "negation"}
)
# The concepts of what a policy is there to settle.
SUBSTANCE = (
    *(
        "collect",
        "share",
        "sell",
        "keep",
        "hold",
        "erase",
        "transfer",
        "right",
        "dispute",
        "liability",
        "fee",
        "renewal",
    ),
    *("ending", "licence", "duty", "power", "basis", "consent"),
)
_MEMORY = 1 << 16  # words remembered; a policy has some 3,000 different ones
_SEQUENCES, _LONGEST = 8192, 400  # sequences remembered, each asked about several times over; longer ones are not


def load(name: str) -> Mapping[str, Any]:
    """A data file of this package, parsed."""
    return data_file("tracker.classify", f"words/{name}")


class Lexicon:
    """Terms of one or several words by concept; `find` returns what a sequence of words holds.

    No regular expressions: each word is looked up once, and only those that begin a term with the one that follows,
    so the time is linear whatever the text.
    """

    def __init__(self, terms: Mapping[str, Sequence[str]]) -> None:
        self._starts = _Starts(terms)
        self._known = functools.lru_cache(maxsize=_SEQUENCES)(self._find)

    def find(self, words: Sequence[str]) -> Terms:
        """The terms found, by concept, each as it stands in the text and as often; shared, so not to be changed."""
        asked = tuple(words)
        return self._known(asked) if len(asked) <= _LONGEST else self._find(asked)

    def _find(self, words: tuple[str, ...]) -> Terms:
        hits: list[tuple[int, int, str]] = []
        swallowed: set[int] = set()
        starts, following = map(self._starts.__getitem__, words), (*words[1:], "")
        for place, start in enumerate(starts):
            for rest, concept in start[following[place]] if start is not None else ():
                if len(rest) > 1 and not _follows(words, place + 1, rest):
                    continue
                end = place + 1 + len(rest)
                if concept == VOID:
                    swallowed.update(range(place, end))
                else:
                    hits.append((place, end, concept))
        found: dict[str, Counter[str]] = {}
        for place, end, concept in hits:
            if swallowed and concept in _SWALLOWED and swallowed.issuperset(range(place, end)):
                continue
            terms = found.get(concept)
            if terms is None:
                terms = found[concept] = empty_counter()
            term = words[place] if end == place + 1 else " ".join(words[place:end])
            terms[term] = terms.get(term, 0) + 1
        return found


class _Starts(dict[str, "_Start | None"]):
    """For each word the terms that begin with it, None where there are none; filled as words are met."""

    def __init__(self, terms: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self._phrases: dict[str, list[Term]] = {}
        self._prefixed: dict[str, list[tuple[str, Term]]] = {}
        for concept, members in terms.items():
            for member in members:
                first, *rest = member.split()
                term = (tuple(rest), concept)
                if first.endswith("*"):
                    self._prefixed.setdefault(first[:2], []).append((first[:-1], term))
                else:
                    self._phrases.setdefault(first, []).append(term)

    def __missing__(self, word: str) -> _Start | None:
        if len(self) >= _MEMORY:
            self.clear()
        terms = list(self._phrases.get(word, ()))
        terms += [term for start, term in self._prefixed.get(word[:2], ()) if word.startswith(start)]
        made = self[word] = _Start(terms) if terms else None
        return made


class _Start(dict[str, tuple[Term, ...]]):
    """The terms that begin with one word, by the word that follows it; filled as words are met."""

    def __init__(self, terms: Sequence[Term]) -> None:
        super().__init__()
        self._terms = tuple(terms)
        self._alone = tuple(term for term in terms if not term[0])
        seconds = {rest[0] for rest, _ in terms if rest}
        self._seconds = frozenset(word for word in seconds if word[-1] != "*")
        self._prefixes = tuple(word[:-1] for word in seconds if word[-1] == "*")

    def __missing__(self, following: str) -> tuple[Term, ...]:
        if len(self) >= _MEMORY:
            self.clear()
        if following in self._seconds or following.startswith(self._prefixes):
            made = tuple([term for term in self._terms if not term[0] or _follows((following,), 0, term[0][:1])])
        else:
            made = self._alone
        self[following] = made
        return made


def empty_counter() -> Counter[str]:
    """As `Counter()`, which takes longer to be made than all that is then counted here."""
    return Counter.__new__(Counter)


def _follows(words: Sequence[str], place: int, rest: tuple[str, ...]) -> bool:
    if place + len(rest) > len(words):
        return False
    for offset, want in enumerate(rest):
        have = words[place + offset]
        if not (have.startswith(want[:-1]) if want[-1] == "*" else have == want):
            return False
    return True


@functools.cache
def concepts() -> Lexicon:
    """The concepts of policies in English."""
    return Lexicon({name: table["terms"] for name, table in load("concepts.toml").items()})


@functools.cache
def page_words() -> Lexicon:
    """What tells menus, dialogs, error pages and pointers to other documents."""
    return Lexicon({name: table["terms"] for name, table in load("page.toml").items()})


@functools.cache
def confusable() -> frozenset[str]:
    """English words a letter away from another word with a meaning of its own."""
    return frozenset(load("language.toml")["confusable"]["words"])


@functools.cache
def small_words() -> frozenset[str]:
    """English words without a meaning of their own."""
    return frozenset(load("language.toml")["small"]["words"])
