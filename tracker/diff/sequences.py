"""The longest common subsequence of two sequences, within bounds of memory and time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from tracker.diff.increasing import heaviest_run

# rapidfuzz keeps one bit for each pair of elements: 400 million pairs are 50 MB, two sections of 20,000 words.
_PAIRS = 400_000_000
_PAIRS_BETWEEN = 4_000_000  # between two anchors, where the whole is too large


class Match(NamedTuple):
    """`left[i : i + size] == right[j : j + size]`."""

    i: int
    j: int
    size: int


def matches(left: Sequence[Hashable], right: Sequence[Hashable], *, anchor: int) -> tuple[list[Match], bool]:
    """What two sequences have in common, in order, and whether it is as much as possible.

    Sequences too long for the exact answer are held together at runs of `anchor` elements that either side has once.
    """
    if len(left) * len(right) <= _PAIRS:
        return list(_exact(left, right, 0, 0)), True
    return list(_anchored(left, right, anchor)), False


def _exact(left: Sequence[Hashable], right: Sequence[Hashable], i: int, j: int) -> Iterator[Match]:
    """What rapidfuzz compares are hashes, of 64 bits and a seed that nobody knows."""
    for block in Indel.opcodes(left, right).as_matching_blocks()[:-1]:
        yield Match(i + block.a, j + block.b, block.size)


def _anchored(left: Sequence[Hashable], right: Sequence[Hashable], anchor: int) -> Iterator[Match]:
    i = j = 0
    ends = Match(len(left), len(right), 0)
    for match in [*_anchors(left, right, anchor), ends]:
        if match.i < i or match.j < j:
            continue
        if (match.i - i) * (match.j - j) <= _PAIRS_BETWEEN:
            yield from _exact(left[i : match.i], right[j : match.j], i, j)
        if match.size:
            yield match
        i, j = match.i + match.size, match.j + match.size


def _anchors(left: Sequence[Hashable], right: Sequence[Hashable], anchor: int) -> list[Match]:
    here, there = _once(left, anchor), _once(right, anchor)
    pairs = [(i, there[run]) for run, i in here.items() if run in there]
    return [Match(*pairs[at], anchor) for at in heaviest_run([j for _, j in pairs], [1] * len(pairs))]


def _once(side: Sequence[Hashable], anchor: int) -> dict[tuple[Hashable, ...], int]:
    runs = list(zip(*(side[start:] for start in range(anchor)), strict=False))
    count = Counter(runs)
    return {run: i for i, run in enumerate(runs) if count[run] == 1}
