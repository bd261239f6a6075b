"""Whether a readable text is simply the next version of the one before: no policy any more, cut off, another document.

A real replacement looks the same on its first day: what is doubted here is to be confirmed by later checks.
"""

from __future__ import annotations

import functools
from collections import Counter

from tracker.doubt.page import MANY_SIGNS, hardly_a_policy, names_policy, signs_in, titles_of
from tracker.doubt.words import Stems, data, words_of
from tracker.model import Document, plain

_KEPT = (
    0.2  # share of the new lines that stood in the old text; a rewrite by the same company keeps its address and terms
)
_LOST = 0.1  # share of the old lines that a text lacks at its end
_MANY = 8  # lines; below them nothing can be told
_HEADS = 3  # headings among which a text's title is sought
_TOP = 4  # lines from the top in which a text says whom it is for


def not_the_next(before: Document, after: Document) -> str | None:
    """Why `after` is hardly the next version of `before`, in a sentence for the operator; None where it may be."""
    if hardly_a_policy(before) is None and (reason := hardly_a_policy(after)):
        return reason
    old, new = _lines(before), _lines(after)
    if len(old) < _MANY:
        return None
    return _cut_off(old, new) or _other(before, after, old, new)


def _cut_off(old: list[str], new: list[str]) -> str | None:
    """The text is the beginning of the one before and stops in the middle of a sentence."""
    if not 1 < len(new) <= (1 - _LOST) * len(old) or new[:-1] != old[: len(new) - 1]:
        return None
    last, full = new[-1], old[len(new) - 1]
    if len(last) < len(full) and full.startswith(last.rstrip(" …")):
        return f"The text breaks off in the middle of a sentence: “{last[-60:]}”."
    return None


def _other(before: Document, after: Document, old: list[str], new: list[str]) -> str | None:
    if sum((Counter(old) & Counter(new)).values()) >= _KEPT * len(new):
        return None
    heads = [titles_of(document)[:_HEADS] for document in (before, after)]
    if not all(heads):
        return None
    titles = [next(filter(names_policy, head), head[0]) for head in heads]
    kinds = [kinds_of(title) for title in titles]
    unlike = kinds[1] or (not names_policy(titles[1]) and signs_in("\n".join(new)) < MANY_SIGNS)
    if kinds[0] and not kinds[0] & kinds[1] and unlike:
        return f"The page shows another document: “{titles[1]}” where “{titles[0]}” stood."
    tops = [_regions(" ".join([title, *lines[:_TOP]])) for title, lines in zip(titles, (old, new), strict=True)]
    if (named := _regions(titles[1]) - tops[0]) or (named := _regions(titles[0]) - tops[1]):
        return f"The page shows a text for another country or region ({', '.join(sorted(named))})."
    return None


def kinds_of(title: str) -> frozenset[str]:
    """The kinds of document that a title names."""
    words = frozenset(words_of(title))
    return frozenset(kind for kind, stems in _kinds().items() if stems.meet(words))


def _lines(document: Document) -> list[str]:
    return [line for line in map(str.strip, plain("\n".join(document.lines)).split("\n")) if line]


def _regions(text: str) -> frozenset[str]:
    words = frozenset(words_of(text))
    return frozenset(name for name, spellings in _names().items() if spellings & words)


@functools.cache
def _kinds() -> dict[str, Stems]:
    return {
        kind: Stems(part for stem in stems.split() for part in stem.split("-"))
        for kind, stems in data("signs")["kinds"].items()
    }


@functools.cache
def _names() -> dict[str, frozenset[str]]:
    groups = [entry.split("|") for entry in data("signs")["regions"]["names"].split()]
    return {group[0]: frozenset(group) for group in groups}
