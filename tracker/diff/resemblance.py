"""Links by rare words: for sections so rewritten that hardly three words in a row are left of them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import chain, product

from tracker.diff.features import SHORT, Link, Node

_ALIKE = 0.25  # cosine: of true pairs 95 in 100 lie above, of others fewer than 1 in 100
_HOLDERS = 12  # sections of one side that may hold a word before it proposes nothing
_PROPOSALS = 8  # for each section


def link_resembling(
    before: Sequence[Node], after: Sequence[Node], left: Iterable[Node], right: Iterable[Node], made: set[Link]
) -> None:
    """Link sections without a partner to those of `left` and `right` that hold most of their rare words.

    What a section shares with a partner it has already counts no more, so that a second part can be found but a
    copy cannot. Short sections must have the same title. Adds to `made`.
    """
    alone = {node.index for node in left} - {i for i, _ in made}, {node.index for node in right} - {j for _, j in made}
    if not (alone[0] or alone[1]):
        return
    sides = {node.index: node for node in left}, {node.index: node for node in right}
    bags = _Bags(before, after, sides, made)
    pairs = [link for link in _proposals(bags) if (link[0] in alone[0] or link[1] in alone[1]) and link not in made]
    near: dict[tuple[int, int], list[Link]] = defaultdict(list)
    heap: list[tuple[float, Link]] = []
    current: dict[Link, float] = {}
    for link in pairs:
        near[0, link[0]].append(link)
        near[1, link[1]].append(link)

    def score(link: Link) -> None:
        node, other = sides[0][link[0]], sides[1][link[1]]
        current[link] = value = bags.cosine(link)
        short = min(len(node.body), len(other.body)) < SHORT
        if value >= _ALIKE and not (short and (node.title != other.title or not node.title)):
            heappush(heap, (-value, link))

    for link in pairs:
        score(link)
    while heap:
        value, link = heappop(heap)
        i, j = link
        if -value != current[link] or not (i in alone[0] or j in alone[1]) or link in made:
            continue
        made.add(link)
        bags.explain(link)
        alone[0].discard(i)
        alone[1].discard(j)
        for other in near[0, i] + near[1, j]:
            if other[0] in alone[0] or other[1] in alone[1]:
                score(other)


class _Bags:
    """The words of each section that no partner explains yet, each weighing more the fewer blocks hold it."""

    def __init__(
        self, before: Sequence[Node], after: Sequence[Node], sides: Sequence[Mapping[int, Node]], made: Iterable[Link]
    ) -> None:
        blocks = [set(words) for node in (*before, *after) for words in node.blocks]
        count = Counter(chain.from_iterable(blocks))
        weights = {number: max(0.1, math.log(len(blocks) / number)) for number in set(count.values())}
        self.weight = {word: weights[number] for word, number in count.items()}
        self.left: list[dict[int, Mapping[str, int]]] = [
            {index: Counter(node.body) for index, node in side.items()} for side in sides
        ]
        self.weighed: tuple[dict[int, tuple[Mapping[str, float], float]], ...] = {}, {}
        for link in sorted(made):
            if link[0] in sides[0] and link[1] in sides[1]:
                self.explain(link)

    def explain(self, link: Link) -> None:
        one, other = self.left[0][link[0]], self.left[1][link[1]]
        self.left[0][link[0]], self.left[1][link[1]] = _without(one, other), _without(other, one)
        self.weighed[0].pop(link[0], None)
        self.weighed[1].pop(link[1], None)

    def cosine(self, link: Link) -> float:
        one, mass = self._weighed(0, link[0])
        other, other_mass = self._weighed(1, link[1])
        words = [*filter(other.__contains__, one)]
        shared = sum(map(min, map(one.__getitem__, words), map(other.__getitem__, words)))
        return shared / math.sqrt((mass or 1) * (other_mass or 1))

    def _weighed(self, side: int, index: int) -> tuple[Mapping[str, float], float]:
        """The weight of each word that is left of a section, and of all of them."""
        known = self.weighed[side]
        if index not in known:
            bag = {word: number * self.weight[word] for word, number in self.left[side][index].items()}
            known[index] = bag, sum(bag.values())
        return known[index]


def _without(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    """The words that one bag holds more often than the other (as Counters subtract, three times as fast)."""
    return {word: left for word, number in one.items() if (left := number - other.get(word, 0)) > 0}


def _proposals(bags: _Bags) -> list[Link]:
    """For each section the few of the other side that share most of its rare words."""
    holders: list[dict[str, list[int]]] = [defaultdict(list), defaultdict(list)]
    for side, held in zip(bags.left, holders, strict=True):
        for index, bag in side.items():
            for word in bag:
                held[word].append(index)
    both = [(some, holders[1][word]) for word, some in holders[0].items() if word in holders[1]]
    rare = (product(*sides) for sides in both if max(map(len, sides)) <= _HOLDERS)
    shared = Counter(chain.from_iterable(rare))
    chosen: Counter[tuple[int, int]] = Counter()
    made: list[Link] = []
    for link in sorted(shared, key=lambda link: (-shared[link], link)):
        if chosen[0, link[0]] < _PROPOSALS or chosen[1, link[1]] < _PROPOSALS:
            chosen.update(enumerate(link))
            made.append(link)
    return made
