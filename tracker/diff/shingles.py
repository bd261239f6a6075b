"""Links by rare runs of three words: what is left of a text when it is cut, joined or edited."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import chain, product

from tracker.diff.features import Link, Node
from tracker.diff.increasing import heaviest_run

Run = tuple[str, str, str]
_RARE = 4  # sections of one side that may hold a shingle before it says nothing about where a text went
_SHARE = 0.12  # of the rare shingles of the smaller section
_SHARE_OF_PART = 0.3  # ... where one of the two has a partner already: a sentence that moved makes no split
_LEAST = 3  # shingles
_FEW = 9  # pairs of sections: so few are compared with each other, more by way of an index
_IN_CHAIN = 1.25  # how much more a pair counts that keeps the order of both texts


def link_sharing(before: Sequence[Node], after: Sequence[Node], made: set[Link]) -> None:
    """Link sections that share rare runs of three words; adds to `made`.

    The strongest pair first; what it explains counts no more for weaker ones, so that a copy of a section does not
    pass for a part of it.
    """
    left, right = _runs(before), _runs(after)
    pairs = _shared(left, right)
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
        least = max(_LEAST, share * min(len(left[i]), len(right[j])))
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


def _runs(nodes: Sequence[Node]) -> dict[int, set[Run]]:
    """The runs of three words of each section."""
    return {node.index: set(zip(node.body, node.body[1:], node.body[2:], strict=False)) for node in nodes}


def _shared(left: Mapping[int, set[Run]], right: Mapping[int, set[Run]]) -> dict[Link, set[Run]]:
    """The rare runs that a section of either side has in common, for those that have any."""
    common = set().union(*left.values()) & set().union(*right.values())
    common -= _frequent(left, common) | _frequent(right, common)
    if len(left) * len(right) <= _FEW:
        found = {(i, j): common & runs & others for i, runs in left.items() for j, others in right.items()}
        return {link: runs for link, runs in found.items() if runs}
    held: list[dict[Run, list[int]]] = []
    for side in (left, right):
        holders: dict[Run, list[int]] = defaultdict(list)
        for index, runs in side.items():
            for run in runs & common:
                holders[run].append(index)
        held.append(holders)
    pairs: dict[Link, set[Run]] = defaultdict(set)
    for run, some in held[0].items():
        for link in product(some, held[1][run]):
            pairs[link].add(run)
    return pairs


def _frequent(side: Mapping[int, set[Run]], common: set[Run]) -> set[Run]:
    """Those that too many sections hold to tell where a text went."""
    if len(side) <= _RARE:
        return set()
    count = Counter(chain.from_iterable(runs & common for runs in side.values()))
    return {run for run, times in count.items() if times > _RARE}
