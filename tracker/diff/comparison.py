"""Compare two segmented texts: align their sections, then find what differs inside each group."""

from __future__ import annotations

from tracker.diff.align import links
from tracker.diff.edits import edits
from tracker.diff.features import Node
from tracker.diff.groups import Group, groups
from tracker.diff.reading import reading
from tracker.diff.redline import redline, words_changed
from tracker.diff.targets import targets
from tracker.model import Aligned, Comparison, Document, Edit


def diff(before: Document, after: Document) -> Comparison:
    """What became of every section, in the order of the newer text; the same texts always give the same answer.

    `truncated` is set where sections were too large for the exact redline and a bounded one replaced it.
    """
    read = reading(before.lines, after.lines)
    left = [Node(before, index, read) for index in range(len(before.sections))]
    right = [Node(after, index, read) for index in range(len(after.sections))]
    made = groups(left, right, links(left, right))
    found = edits(made)
    aligned, cut = [], False
    for group, changes in zip(made, found, strict=True):
        value, short = _aligned(group, changes)
        aligned.append(value)
        cut |= short
    return Comparison(tuple(aligned), cut)


def _aligned(group: Group, changes: tuple[Edit, ...]) -> tuple[Aligned, bool]:
    sections = tuple(node.section for node in group.before), tuple(node.section for node in group.after)
    kind = group.kind
    if kind == "unchanged":
        return Aligned(kind, *sections, links=targets(group)), False
    line, cut = redline(*("\n".join(node.text for node in side if node.text) for side in (group.before, group.after)))
    added, removed = words_changed(line)
    return Aligned(kind, *sections, changes, line, added, removed, targets(group)), cut
