"""Whether the same words stand in an order that says the same: a phrase may move, two nouns may not change places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tracker.classify.lexicon import small_words

_JOINTS = frozenset({"and", "or"})
_PHRASE = 2  # words of meaning of a phrase that may move where small words differ


def in_order(old: Sequence[str], new: Sequence[str]) -> bool:
    """Two sentences of the same words of meaning: in one order, but for a phrase that moved or for their lists.

    True too of sentences of other words, which have no order in common.
    """
    before, after = list(_meaning(old)), list(_meaning(new))
    if before == after or Counter(before) != Counter(after):
        return True
    if Counter(old) != Counter(new):
        return _moved(before, after, _PHRASE)
    return _moved(old, new, 1) or _listed(old, new)


def _meaning(words: Sequence[str]) -> Iterator[str]:
    small = small_words()
    return (word for word in words if word not in small)


def _moved(old: Sequence[str], new: Sequence[str], least: int) -> bool:
    """One run of so many words at least went before or behind another."""
    start = 0
    while start < len(old) and old[start] == new[start]:
        start += 1
    end = len(old)
    while end > start and old[end - 1] == new[end - 1]:
        end -= 1
    first, second = list(old[start:end]), list(new[start:end])
    return any(first[cut:] + first[:cut] == second for cut in range(least, len(first) - least + 1))


def _listed(old: Sequence[str], new: Sequence[str]) -> bool:
    """The entries of a list stand in another order, between the same words before the first and behind the last."""
    before, after = _parts(old), _parts(new)
    for at, step in ((0, 1), (-1, -1)):
        first, second = before[at][::step], after[at][::step]
        same = next((count for count, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), 0)
        before[at], after[at] = first[same:][::step], second[same:][::step]
    return Counter(before) == Counter(after)


def _parts(words: Sequence[str]) -> list[tuple[str, ...]]:
    """What stands between the joints of a sentence."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word in _JOINTS:
            parts.append([])
        else:
            parts[-1].append(word)
    return [tuple(part) for part in parts]
