"""Links to groups: what became of each section, and the fewest that must have moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.diff.features import Link, Node
from tracker.diff.increasing import heaviest_run
from tracker.model import SectionKind


@dataclass(frozen=True, slots=True)
class Group:
    """Sections of either side that share text, in order; one side is empty where they came or went."""

    before: tuple[Node, ...]
    after: tuple[Node, ...]
    moved: bool = False

    @property
    def same_text(self) -> bool:
        """Whether both sides are the same, character for character."""
        return [node.raw for node in self.before] == [node.raw for node in self.after]

    @property
    def same_words(self) -> bool:
        """Whether a reader sees the same words on both sides; numbering is set aside."""
        return self.same_text or "".join(node.seen for node in self.before) == "".join(node.seen for node in self.after)

    @property
    def kind(self) -> SectionKind:
        """Split and merged come before moved, moved before renamed, renamed before modified."""
        if not self.before:
            return "added"
        if not self.after:
            return "removed"
        if len(self.after) > 1:
            return "split"
        if len(self.before) > 1:
            return "merged"
        if self.moved:
            return "moved"
        if self.same_text:
            return "unchanged"
        if "".join(self.before[0].title) != "".join(self.after[0].title):
            return "renamed"
        return "unchanged" if self.same_words else "modified"


def groups(before: Sequence[Node], after: Sequence[Node], made: set[Link]) -> list[Group]:
    """Every section in one group, in the order of the newer text; removed ones stand where they were."""
    parts = _connected(before, after, made)
    both = sorted((part for part in parts if part.before and part.after), key=lambda part: part.before[0].index)
    stay = set(heaviest_run([part.after[0].index for part in both], [_weight(part) for part in both]))
    placed = [Group(p.before, p.after, at not in stay) for at, p in enumerate(both)]
    placed += [part for part in parts if not (part.before and part.after)]
    return _in_reading_order(placed)


def _weight(group: Group) -> int:
    """As few groups as possible move; among equal numbers, those with the fewest characters."""
    return (1 << 40) + sum(len(node.raw) for node in group.before + group.after)


def _connected(before: Sequence[Node], after: Sequence[Node], made: set[Link]) -> list[Group]:
    parent = {(side, node.index): (side, node.index) for side, nodes in ((0, before), (1, after)) for node in nodes}

    def root(key: tuple[int, int]) -> tuple[int, int]:
        while parent[key] != key:
            parent[key] = key = parent[parent[key]]
        return key

    for i, j in sorted(made):
        parent[root((1, j))] = root((0, i))
    members: dict[tuple[int, int], tuple[list[Node], list[Node]]] = {}
    for side, nodes in ((0, before), (1, after)):
        for node in nodes:
            members.setdefault(root((side, node.index)), ([], []))[side].append(node)
    return [Group(tuple(left), tuple(right)) for left, right in members.values()]


def _in_reading_order(placed: Sequence[Group]) -> list[Group]:
    """Newer order; what was removed follows the section that it used to follow."""
    newer = sorted((group for group in placed if group.after), key=lambda group: group.after[0].index)
    last = {group.before[-1].index: at for at, group in enumerate(newer) if group.before}
    follow: dict[int, list[Group]] = {}
    at = -1
    gone = {group.before[0].index: group for group in placed if not group.after}
    for index in range(max([*gone, *last], default=-1) + 1):
        at = last.get(index, at)
        if index in gone:
            follow.setdefault(at, []).append(gone[index])
    made = list(follow.get(-1, []))
    for number, group in enumerate(newer):
        made += [group, *follow.get(number, [])]
    return made
