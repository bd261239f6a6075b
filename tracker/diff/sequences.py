"""The longest common subsequence of two encoded sequences, within bounds of memory and time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from tracker.diff.increasing import heaviest_run

# rapidfuzz keeps one bit for each pair of elements: 400 million pairs are 50 MB, two sections of 20,000 words.
_PAIRS = 400_000_000
_PAIRS_BETWEEN = 4_000_000  # between two anchors, where the whole is too large
# Characters of the private planes come first, which the clean-up of a redline takes for neither letters nor spaces.
_CODES = (*range(0xF0000, 0xFFFFE), *range(0x100000, 0x10FFFE), *range(0x10000, 0xEFFFF))


class Codes(dict[Hashable, str]):
    """Elements as characters, so that sequences of anything can be compared at the speed of strings.

    Beyond a million different elements it is `full`, and what it makes is not to be compared.
    """

    def __call__(self, elements: Iterable[Hashable]) -> str:
        return "".join(map(self.__getitem__, elements))

    def __missing__(self, element: Hashable) -> str:
        code = self[element] = chr(_CODES[len(self) % len(_CODES)])
        return code

    @property
    def full(self) -> bool:
        """Whether different elements share a character, so that equal characters prove nothing."""
        return len(self) > len(_CODES)


@dataclass(frozen=True, slots=True)
class Match:
    """`left[i : i + size] == right[j : j + size]`."""

    i: int
    j: int
    size: int


def matches(codes: Codes, left: str, right: str, *, anchor: int) -> tuple[list[Match], bool]:
    """What two encoded sequences have in common, in order, and whether it is as much as possible.

    Sequences too long for the exact answer are held together at runs of `anchor` elements that either side has once.
    """
    if codes.full:
        return [], False
    if len(left) * len(right) <= _PAIRS:
        return list(_exact(left, right, 0, 0)), True
    return list(_anchored(left, right, anchor)), False


def _exact(left: str, right: str, i: int, j: int) -> Iterator[Match]:
    for op in Indel.opcodes(left, right):
        if op.tag == "equal":
            yield Match(i + op.src_start, j + op.dest_start, op.src_end - op.src_start)


def _anchored(left: str, right: str, anchor: int) -> Iterator[Match]:
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


def _anchors(left: str, right: str, anchor: int) -> list[Match]:
    here, there = _once(left, anchor), _once(right, anchor)
    pairs = [(i, there[run]) for run, i in here.items() if run in there]
    return [Match(*pairs[at], anchor) for at in heaviest_run([j for _, j in pairs], [1] * len(pairs))]


def _once(side: str, anchor: int) -> dict[str, int]:
    runs = [side[i : i + anchor] for i in range(len(side) - anchor + 1)]
    count = Counter(runs)
    return {run: i for i, run in enumerate(runs) if count[run] == 1}
