"""Links whose words stayed and whose target changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from tracker.diff.features import Node
from tracker.diff.groups import Group
from tracker.model.words import links, visible_words

Found = dict[str, list[tuple[str, str]]]


def targets(group: Group) -> tuple[tuple[str, str, str], ...]:
    """(text, target before, target after) of links with equal visible words and another target.

    Links with the same words and the same target on both sides are set aside; what is left is paired in order.
    """
    if group.same_text:
        return ()
    left, right = _links(group.before), _links(group.after)
    made: list[tuple[str, str, str]] = []
    for words, after in right.items():
        before = left.get(words, [])
        same = Counter(target for _, target in before) & Counter(target for _, target in after)
        others = zip(_without(before, same), _without(after, same), strict=False)
        made += [(label, old, new) for (_, old), (label, new) in others]
    return tuple(made)


def _links(nodes: Sequence[Node]) -> Found:
    found: Found = defaultdict(list)
    for node in nodes:
        for label, target in links(node.raw):
            found["".join(visible_words(label))].append((label, target))
    return found


def _without(found: Sequence[tuple[str, str]], same: Counter[str]) -> list[tuple[str, str]]:
    spare, rest = Counter(same), []
    for label, target in found:
        if spare[target]:
            spare[target] -= 1
        else:
            rest.append((label, target))
    return rest
