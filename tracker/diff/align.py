"""Which sections belong together: links between the sections of two versions, many to many."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from rapidfuzz.distance import Indel

from tracker.diff.features import Node

Link = tuple[int, int]

_SHORT = 20  # words: below this a section matches others by accident, so its title must agree too


def links(before: Sequence[Node], after: Sequence[Node]) -> set[Link]:
    """Pairs (index before, index after) of sections that share text, found from the surest evidence to the weakest."""
    made: set[Link] = set()
    _pair_equal(before, after, made, lambda node: node.raw)
    _pair_equal(before, after, made, lambda node: node.words)
    _pair_equal(before, after, made, lambda node: node.body if len(node.body) >= _SHORT else None)
    _share_shingles(_free(before, made, 0), _free(after, made, 1), made)
    _resemble(before, after, made)
    return made


def _free(nodes: Iterable[Node], made: set[Link], side: int) -> list[Node]:
    taken = {link[side] for link in made}
    return [node for node in nodes if node.index not in taken]


def _pair_equal(
    before: Sequence[Node], after: Sequence[Node], made: set[Link], key: Callable[[Node], Hashable | None]
) -> None:
    """Link sections with equal keys: those in order first, then the others, in order of appearance."""
    left = [(node, k) for node in _free(before, made, 0) if (k := key(node))]
    right = [(node, k) for node in _free(after, made, 1) if (k := key(node))]
    common = {k for _, k in left} & {k for _, k in right}
    left, right = [pair for pair in left if pair[1] in common], [pair for pair in right if pair[1] in common]
    codes: dict[Hashable, int] = {}
    ids = [[codes.setdefault(k, len(codes)) for _, k in side] for side in (left, right)]
    for block in Indel.editops(*ids).as_matching_blocks() if common else ():
        made |= {(left[block.a + i][0].index, right[block.b + i][0].index) for i in range(block.size)}
    waiting: dict[Hashable, list[Node]] = defaultdict(list)
    for node in _free([node for node, _ in right], made, 1):
        waiting[key(node)].append(node)
    for node in _free([node for node, _ in left], made, 0):
        if queue := waiting[key(node)]:
            made.add((node.index, queue.pop(0).index))


_RARE = 4  # sections of one side that may hold a shingle before it says nothing about where a text went
_SHARE = 0.15  # of the rare shingles of the smaller section


def _share_shingles(before: Sequence[Node], after: Sequence[Node], made: set[Link]) -> None:
    """Link sections that share rare runs of three words: what is left of a text when it is cut, joined or edited."""
    holders: list[dict[Hashable, list[int]]] = []
    sizes: list[Counter[int]] = []
    for side in (before, after):
        found: dict[Hashable, list[int]] = defaultdict(list)
        size: Counter[int] = Counter()
        for node in side:
            body = node.body
            shingles = set(zip(body, body[1:], body[2:], strict=False))
            size[node.index] = len(shingles)
            for shingle in shingles:
                found[shingle].append(node.index)
        holders.append(found)
        sizes.append(size)
    mass: dict[Link, float] = defaultdict(float)
    for shingle, left in holders[0].items():
        right = holders[1].get(shingle, ())
        if len(left) <= _RARE and len(right) <= _RARE:
            for i in left:
                for j in right:
                    mass[i, j] += 1 / max(len(left), len(right))
    for (i, j), weight in mass.items():
        if weight >= 3 and weight >= _SHARE * min(sizes[0][i], sizes[1][j]):
            made.add((i, j))


_COSINE = 0.4


def _resemble(before: Sequence[Node], after: Sequence[Node], made: set[Link]) -> None:
    """Link what is left one to one, by rare words, title and neighbours."""
    left, right = _free(before, made, 0), _free(after, made, 1)
    if not left or not right:
        return
    count = Counter(word for node in [*left, *right] for word in set(node.body))
    total = len(left) + len(right)
    weight = {word: math.log(1 + total / number) for word, number in count.items()}
    vectors = {(side, node.index): _vector(node, weight) for side, nodes in enumerate((left, right)) for node in nodes}
    holders: dict[str, list[int]] = defaultdict(list)
    for node in right:
        for word in vectors[1, node.index]:
            holders[word].append(node.index)
    by_index = {node.index: node for node in right}
    scored = []
    for node in left:
        dots: dict[int, float] = defaultdict(float)
        for word, value in vectors[0, node.index].items():
            for j in holders[word]:
                dots[j] += value * vectors[1, j][word]
        for j, dot in dots.items():
            other = by_index[j]
            same = node.title == other.title and bool(node.title)
            if min(len(node.body), len(other.body)) < _SHORT and not same:
                continue
            score = dot + 0.25 * same + 0.1 * (((node.index - 1, j - 1) in made) + ((node.index + 1, j + 1) in made))
            scored.append((-score, node.index, j))
    used: tuple[set[int], set[int]] = set(), set()
    for score, i, j in sorted(scored):
        if -score >= _COSINE and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            made.add((i, j))


def _vector(node: Node, weight: dict[str, float]) -> dict[str, float]:
    values = {word: number * weight[word] for word, number in Counter(node.body).items()}
    length = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {word: value / length for word, value in values.items()}
