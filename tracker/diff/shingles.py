"""Links by rare runs of three words: what is left of a text when it is cut, joined or edited."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import chain, product

from tracker.diff.features import Link, Node
from tracker.diff.increasing import heaviest_run

Run = int  # the hash of three words: quicker to make and to look up than the words
_RARE = 4  # sections of one side that may hold a shingle before it says nothing about where a text went
_SHARE = 0.12  # of the rare shingles of the smaller section
_SHARE_OF_PART = 0.3  # ... where one of the two has a partner already: a sentence that moved makes no split
_LEAST = 3  # shingles
_FEW = 2500  # pairs of sections: so few are compared with each other, more by way of an index
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
    return {node.index: set(map(hash, zip(node.body, node.body[1:], node.body[2:], strict=False))) for node in nodes}


def _shared(left: Mapping[int, set[Run]], right: Mapping[int, set[Run]]) -> dict[Link, set[Run]]:
    """The rare runs that a section of either side has in common, for those that have any."""
    there = _kept(right, set().union(*left.values()))
    here = _kept(left, set().union(*there.values()))
    if frequent := _frequent(here) | _frequent(there):
        here, there = ({index: runs - frequent for index, runs in side.items()} for side in (here, there))
    if len(left) * len(right) <= _FEW:
        found = {(i, j): runs & others for i, runs in here.items() for j, others in there.items()}
        return {link: runs for link, runs in found.items() if runs}
    pairs: dict[Link, set[Run]] = defaultdict(set)
    holders = _holders(there)
    for run, some in _holders(here).items():
        for link in product(some, holders[run]):
            pairs[link].add(run)
    return pairs


def _kept(side: Mapping[int, set[Run]], known: set[Run]) -> dict[int, set[Run]]:
    return {index: runs & known for index, runs in side.items()}


def _frequent(side: Mapping[int, set[Run]]) -> set[Run]:
    """Those that too many sections hold to tell where a text went."""
    if len(side) <= _RARE:
        return set()
    return {run for run, times in Counter(chain.from_iterable(side.values())).items() if times > _RARE}


def _holders(side: Mapping[int, set[Run]]) -> dict[Run, list[int]]:
    holders: dict[Run, list[int]] = defaultdict(list)
    for index, runs in side.items():
        for run in runs:
            holders[run].append(index)
    return holders
