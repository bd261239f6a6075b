"""Links by rare runs of three words: what is left of a text when it is cut, joined or edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import product

from tracker.diff.features import Link, Node
from tracker.diff.increasing import heaviest_run

Run = tuple[str, str, str]
_RARE = 4  # sections of one side that may hold a shingle before it says nothing about where a text went
_SHARE = 0.12  # of the rare shingles of the smaller section
_SHARE_OF_PART = 0.3  # ... where one of the two has a partner already: a sentence that moved makes no split
_LEAST = 3  # shingles
_IN_CHAIN = 1.25  # how much more a pair counts that keeps the order of both texts


def link_sharing(before: Sequence[Node], after: Sequence[Node], made: set[Link]) -> None:
    """Link sections that share rare runs of three words; adds to `made`.

    The strongest pair first; what it explains counts no more for weaker ones, so that a copy of a section does not
    pass for a part of it.
    """
    left, right = _Shingles(before), _Shingles(after)
    pairs: dict[Link, set[Run]] = defaultdict(set)
    for run, held in left.holders.items():
        others = right.holders.get(run, ())
        if len(held) <= _RARE and len(others) <= _RARE:
            for link in product(held, others):
                pairs[link].add(run)
    chain = _chain(pairs, made)
    heap = [
        (-len(runs) * (_IN_CHAIN if link in chain else 1), link) for link, runs in pairs.items() if len(runs) >= _LEAST
    ]
    heapify(heap)
    explained: tuple[dict[int, set[Run]], dict[int, set[Run]]] = defaultdict(set), defaultdict(set)
    while heap:
        weight, (i, j) = heappop(heap)
        fresh = pairs[i, j] - explained[0][i] - explained[1][j]
        share = _SHARE_OF_PART if explained[0][i] or explained[1][j] else _SHARE
        least = max(_LEAST, share * min(left.sizes[i], right.sizes[j]))
        if len(fresh) < least:
            continue
        strength = len(fresh) * (_IN_CHAIN if (i, j) in chain else 1)
        if strength < -weight:
            heappush(heap, (-strength, (i, j)))
            continue
        made.add((i, j))
        explained[0][i] |= fresh
        explained[1][j] |= fresh


def _chain(pairs: Mapping[Link, set[Run]], made: set[Link]) -> set[Link]:
    """The heaviest set of pairs that keeps the order of both texts: it tells which of two copies became which."""
    weights = {link: len(runs) for link, runs in pairs.items()} | dict.fromkeys(made, 20)
    ordered = sorted(weights, key=lambda link: (link[0], -link[1]))
    return {ordered[at] for at in heaviest_run([j for _, j in ordered], [weights[link] for link in ordered])}


class _Shingles:
    """Runs of three words: which sections hold each, and how many a section has."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.holders: dict[Run, list[int]] = defaultdict(list)
        self.sizes: dict[int, int] = {}
        for node in nodes:
            body = node.body
            runs = set(zip(body, body[1:], body[2:], strict=False))
            self.sizes[node.index] = len(runs)
            for run in runs:
                self.holders[run].append(node.index)
