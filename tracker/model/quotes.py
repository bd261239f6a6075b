"""The words before and after as a reader should see them: what differs marked, what is equal and long cut short."""

from __future__ import annotations

import re
from typing import Literal

from rapidfuzz.distance import Indel

from tracker.model.change import Redline

Run = tuple[Literal["equal", "delete", "insert"], str]
_LONGEST = 2000  # tokens of a side that are compared one by one; beyond it, only what both ends share is equal
_ISLAND = 2  # equal tokens between two differences that are not worth an interruption
_AROUND = 14  # equal words kept beside a difference
_MOST = 160  # words of a difference kept
_TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])")  # a word or a sign with the white space before it


def sides(before: str, after: str) -> tuple[Redline, Redline]:
    """The two quotes of a finding, differing words marked, shortened for reading; an empty side gives no run."""
    old, new = marked(before, after)
    return tidied(shortened(old)), tidied(shortened(new))


def tidied(redline: Redline) -> Redline:
    """The redline with the white space around a difference left unmarked: underlined blanks are ugly."""
    found: list[Run] = []
    for op, text in redline:
        words = text.strip()
        if op == "equal" or not words:
            found.append((op, text))
            continue
        start = text.index(words)
        blanks: tuple[Run, ...] = (("equal", text[:start]), (op, words), ("equal", text[start + len(words) :]))
        found += [run for run in blanks if run[1]]
    return tuple(found)


def marked(before: str, after: str) -> tuple[Redline, Redline]:
    """Each text with the words that the other lacks marked; the runs of a side are its text, trailing space aside."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    equal = _matches([token.strip() for token in old], [token.strip() for token in new])
    return (
        _runs(old, [(a, n) for a, _, n in equal], "delete"),
        _runs(new, [(b, n) for _, b, n in equal], "insert"),
    )


def shortened(redline: Redline) -> Redline:
    """The redline with long equal runs cut to what stands beside a difference, and endless differences cut off."""
    last = len(redline) - 1
    return tuple(
        (op, _cut(text, first=0 if place == 0 else _AROUND, final=0 if place == last else _AROUND))
        if op == "equal" and last
        else (op, _cut(text, first=_MOST, final=0))
        for place, (op, text) in enumerate(redline)
    )


def joined(redline: Redline) -> str:
    """The runs as plain text."""
    return "".join(text for _, text in redline)


def _runs(tokens: list[str], equal: list[tuple[int, int]], other: Literal["delete", "insert"]) -> Redline:
    found: list[Run] = []
    at = 0
    for start, length in [*equal, (len(tokens), 0)]:
        if start > at:
            found.append((other, "".join(tokens[at:start])))
        if length:
            found.append(("equal", "".join(tokens[start : start + length])))
        at = start + length
    return tuple(found)


def _matches(old: list[str], new: list[str]) -> list[tuple[int, int, int]]:
    """Where the two agree: (place in old, place in new, length), without lone words between two differences."""
    if len(old) > _LONGEST or len(new) > _LONGEST:
        return _shared_ends(old, new)
    blocks = Indel.opcodes(old, new).as_matching_blocks()
    return [
        (a, b, n)
        for a, b, n in blocks
        if n > _ISLAND or (n and (a == b == 0 or (a + n == len(old) and b + n == len(new))))
    ]


def _shared_ends(old: list[str], new: list[str]) -> list[tuple[int, int, int]]:
    limit = min(len(old), len(new))
    start = next((n for n in range(limit) if old[n] != new[n]), limit)
    rest = limit - start
    end = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return [(0, 0, start), (len(old) - end, len(new) - end, end)]


def _cut(text: str, *, first: int, final: int) -> str:
    words = text.split()
    if len(words) <= first + final + 4:
        return text
    head, tail = " ".join(words[:first]), " ".join(words[-final:]) if final else ""
    return f"{text[: len(text) - len(text.lstrip())] if head else ''}{head} … {tail}"
