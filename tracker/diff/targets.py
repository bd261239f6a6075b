"""Links whose words stayed and whose target changed."""

from __future__ import annotations

from collections import defaultdict

from tracker.diff.groups import Group
from tracker.model.words import links, visible_words


def targets(group: Group) -> tuple[tuple[str, str, str], ...]:
    """(text, target before, target after) of links with equal visible words and another target, in order.

    Links with the same words are matched by target first; what is left is paired in the order of the text.
    """
    if group.same_text:
        return ()
    left: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for node in group.before:
        for label, target in links(node.raw):
            left[visible_words(label)].append(target)
    waiting: list[tuple[str, tuple[str, ...], str]] = []
    for node in group.after:
        for label, target in links(node.raw):
            words = visible_words(label)
            if target in left[words]:
                left[words].remove(target)
            else:
                waiting.append((label, words, target))
    return tuple((label, left[words].pop(0), target) for label, words, target in waiting if left[words])
