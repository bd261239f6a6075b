"""Which sections belong together: links between the sections of two versions, many to many."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence

from tracker.diff.features import SHORT, Link, Node, Words
from tracker.diff.resemblance import link_resembling
from tracker.diff.sequences import matches
from tracker.diff.shingles import link_sharing


def links(before: Sequence[Node], after: Sequence[Node]) -> set[Link]:
    """Pairs (index before, index after) of sections that share text, found from the surest evidence to the weakest."""
    made: set[Link] = set()
    _pair_equal(before, after, made, lambda node: node.raw)
    _pair_equal(before, after, made, lambda node: node.seen)
    _pair_equal(before, after, made, lambda node: node.body if len(node.body) >= SHORT else None)
    left, right = _free(before, made, 0), _free(after, made, 1)
    if left and right:
        link_sharing(left, right, made)
        link_resembling(before, after, left, right, made)
        _pair_in_place(before, after, made)
    return made


def _pair_in_place(before: Sequence[Node], after: Sequence[Node], made: set[Link]) -> None:
    """Link what is left under one title at one place: a section whose whole text was replaced is that section still."""
    titled: dict[Words, list[Node]] = defaultdict(list)
    for other in _free(after, made, 1):
        titled[other.title].append(other)
    for node in _free(before, made, 0):
        here = titled.get(node.title, [])
        if not node.title or len(here) != 1:
            continue
        i, j = node.index, here[0].index
        follows = (i - 1, j - 1) in made or (i == 0 and j == 0)
        leads = (i + 1, j + 1) in made or (i + 1 == len(before) and j + 1 == len(after))
        if follows and leads:
            made.add((i, j))


def _free(nodes: Iterable[Node], made: set[Link], side: int) -> list[Node]:
    taken = {link[side] for link in made}
    return [node for node in nodes if node.index not in taken]


def _pair_equal(
    before: Sequence[Node], after: Sequence[Node], made: set[Link], key: Callable[[Node], Hashable | None]
) -> None:
    """Link sections with equal keys: those in order first, then the others, in order of appearance."""
    left = [(node, k) for node in _free(before, made, 0) if (k := key(node)) is not None]
    right = [(node, k) for node in _free(after, made, 1) if (k := key(node)) is not None]
    common = {k for _, k in left} & {k for _, k in right}
    left, right = [pair for pair in left if pair[1] in common], [pair for pair in right if pair[1] in common]
    in_order, _ = matches([k for _, k in left], [k for _, k in right], anchor=1)
    for match in in_order:
        pairs = zip(left[match.i : match.i + match.size], right[match.j : match.j + match.size], strict=True)
        made |= {(node.index, other.index) for (node, _), (other, _) in pairs}
    waiting: dict[Hashable, deque[Node]] = defaultdict(deque)
    for node in _free([node for node, _ in right], made, 1):
        waiting[key(node)].append(node)
    for node in _free([node for node, _ in left], made, 0):
        if queue := waiting[key(node)]:
            made.add((node.index, queue.popleft().index))
