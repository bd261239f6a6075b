"""The heaviest increasing run of a sequence: what stays in place when as little as possible moves."""

from __future__ import annotations

from collections.abc import Sequence


def heaviest_run(places: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Indices of an increasing subsequence of `places` with the greatest total weight, in order; O(n log n).

    Equal `places` do not follow each other in the run.
    """
    ranks = {place: rank for rank, place in enumerate(sorted(set(places)), 1)}
    tree: list[int] = [-1] * (len(ranks) + 1)  # Fenwick tree: the best run that ends at a rank or below
    total: list[int] = list(weights)
    previous = [-1] * len(places)
    for index, place in enumerate(places):
        best, rank = -1, ranks[place] - 1
        while rank:
            if tree[rank] >= 0 and (best < 0 or total[tree[rank]] > total[best]):
                best = tree[rank]
            rank -= rank & -rank
        if best >= 0:
            total[index] = total[best] + weights[index]
            previous[index] = best
        rank = ranks[place]
        while rank < len(tree):
            if tree[rank] < 0 or total[index] > total[tree[rank]]:
                tree[rank] = index
            rank += rank & -rank
    at = max(range(len(places)), key=lambda index: total[index], default=-1)
    run = []
    while at >= 0:
        run.append(at)
        at = previous[at]
    return run[::-1]
