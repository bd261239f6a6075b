"""An edit made ready for the rules: what both sides say, and what came and went between them."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal

from tracker.classify.late import late
from tracker.classify.lexicon import Terms, concepts, empty_counter, page_words, small_words
from tracker.classify.quantities import Quantity, quantities
from tracker.classify.tokens import EMPTY, SIGNS, Text, read
from tracker.model import Edit

_JOINTS = frozenset(
    {"or", "and", "unless", "except", "if", "certain", "some", "applicable", "relevant"}
    | {"consider", "deem", "believe", "opinion"}
)
_COUNTS = re.compile(r"\W{0,3}\d{1,9} ?[^\W\d_A-Z]")
_CLOSING = (".", ";", "!", "。", "！", "．", "؛", "۔", "।", "։", "።")
_WHENEVER = frozenset({"when", "whenever", "where", "should"})
Shape = Literal["added", "removed", "modified"]


@dataclass(frozen=True)
class Side:
    """One side of a clause, read once; `words` may differ from `text.words` where a global rename was factored out."""

    text: Text
    words: tuple[str, ...]

    @late
    def terms(self) -> dict[str, Counter[str]]:
        return dict(concepts().find(self.words))

    @late
    def site(self) -> Terms:
        """What tells menus, dialogs and messages of the site, by what it tells."""
        return page_words().find(self.text.words)

    @late
    def is_sentence(self) -> bool:
        return is_sentence(self.words)

    @late
    def ended(self) -> bool:
        """It closes as a statement does."""
        return self.text.raw.rstrip().endswith(_CLOSING)

    @late
    def counts(self) -> bool:
        """It begins with a number of something, "30 people see it", and not with that of a section, "3 Fees"."""
        return _COUNTS.match(self.text.raw) is not None

    @late
    def quantities(self) -> tuple[Quantity, ...]:
        return quantities(self.words)

    @late
    def content(self) -> Counter[str]:
        """The words that say something: no small words, no signs, no numbers, no words of a figure."""
        empty = _empty_words()
        said = Counter([word for word in self.words if word not in empty and not word[0].isdigit()])
        if not self.quantities:
            return said
        for quantity in self.quantities:
            said.subtract(word for word in quantity.words.split() if word in said)
        return +said

    def has(self, *names: str) -> bool:
        return not self.terms.keys().isdisjoint(names)

    def count(self, name: str) -> int:
        found = self.terms.get(name)
        return found.total() if found else 0


_ABSENT = Side(EMPTY, ())


def side(text: Text, words: tuple[str, ...]) -> Side:
    """A side of a clause; the one that says nothing is always the same."""
    return Side(text, words) if words or text.raw else _ABSENT


@dataclass(frozen=True)
class Clause:
    """An edit in its place. `heading` is the nearest section's, `path` those above it, outermost first.

    `gained` and `lost` are by concept: the terms that one side has more often than the other, whatever their order,
    so that a list put in another order gains nothing.
    """

    edit: Edit
    old: Side
    new: Side
    heading: str = ""
    path: tuple[str, ...] = ()
    group: int = 0
    place: int = 0  # among the edits of its group
    english: bool = True
    widespread: frozenset[str] = frozenset()  # names that came in many edits: no recipients
    lead_in: str = field(default="", compare=False)  # what introduces the list that the item stands in

    @late
    def shape(self) -> Shape:
        if not self.edit.before:
            return "added"
        return "modified" if self.edit.after else "removed"

    @late
    def said(self) -> Side:
        """The side that stands, or stood, alone; the new one where both do."""
        return self.new if self.edit.after else self.old

    @late
    def gained(self) -> dict[str, Counter[str]]:
        return _surplus(self.new.terms, self.old.terms)

    @late
    def lost(self) -> dict[str, Counter[str]]:
        return _surplus(self.old.terms, self.new.terms)

    @late
    def fresh(self) -> Counter[str]:
        """Words of meaning that the new side has more often."""
        return _more(self.new.content, self.old.content)

    @late
    def gone(self) -> Counter[str]:
        """Words of meaning that the old side had more often."""
        return _more(self.old.content, self.new.content)

    @late
    def shifted(self) -> tuple[Counter[str], Counter[str]]:
        """All words, small ones too, that the old and that the new side has more often."""
        old, new = Counter(self.old.words), Counter(self.new.words)
        return old - new, new - old

    @late
    def joints(self) -> Counter[str]:
        """The words that join, except or condition and that came (above 0) or went (below 0): "or", "and", "unless"."""
        if not self.edit.before or not self.edit.after:
            return Counter()
        lost, gained = self.shifted
        moved = Counter({word: gained[word] - lost[word] for word in _JOINTS if word in lost or word in gained})
        if moved["if"] and not _WHENEVER.isdisjoint(self.new.words if moved["if"] < 0 else self.old.words):
            del moved["if"]  # "when we change this policy" says the same
        return moved

    @late
    def context(self) -> dict[str, Counter[str]]:
        """The concepts of the heading, of the headings above it and of the list's lead-in."""
        return dict(concepts().find(read(" . ".join((*self.path[-2:], self.heading, self.lead_in))).words))

    def has(self, *names: str) -> bool:
        """Either side speaks of one of these concepts."""
        return not self.spoken.isdisjoint(names)

    def has_any(self, names: Collection[str]) -> bool:
        """As `has`, for names that stand in a list."""
        return not self.spoken.isdisjoint(names)

    def about(self, *names: str) -> bool:
        """The clause, its heading or the sentence that introduces it speaks of one of these concepts."""
        return not (self.spoken.isdisjoint(names) and self.context.keys().isdisjoint(names))

    def touched(self, *names: str) -> bool:
        """Terms of these concepts came or went."""
        return not (self.gained.keys().isdisjoint(names) and self.lost.keys().isdisjoint(names))

    @late
    def spoken(self) -> set[str]:
        """The concepts that either side speaks of."""
        return self.old.terms.keys() | self.new.terms.keys()

    @late
    def longest(self) -> int:
        return max(len(self.old.words), len(self.new.words))

    @late
    def likeness(self) -> float:
        """Share of words of meaning that both sides have, 0 to 1."""
        total = self.old.content.total() + self.new.content.total()
        return 1.0 if not total else 1 - (self.fresh.total() + self.gone.total()) / total


def _surplus(more: dict[str, Counter[str]], less: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    found = {}
    for name, terms in more.items():
        left = _more(terms, less[name]) if name in less else terms
        if left:
            found[name] = left
    return found


def _more(these: Counter[str], those: Counter[str]) -> Counter[str]:
    """What one side has more often; the side itself where the other has nothing."""
    if not those or not these:
        return these
    left = empty_counter()
    for word, times in these.items():
        if (surplus := times - those.get(word, 0)) > 0:
            left[word] = surplus
    return left


@functools.cache
def _empty_words() -> frozenset[str]:
    return small_words() | SIGNS


def is_sentence(words: Iterable[str]) -> bool:
    """Running text rather than a label: six words or more, a sixth of them small words."""
    listed = tuple(words)
    return len(listed) >= 6 and len(list(filter(small_words().__contains__, listed))) * 6 >= len(listed)
