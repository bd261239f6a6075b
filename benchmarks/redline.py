"""How close redlines are to the least difference, and how readable, over the changed sections of real pairs.

usage: python benchmarks/redline.py FOLDER

In the folder NAME.before.md and NAME.after.md make a pair. Of every group of sections that differs, the words inserted
and deleted are counted against the exact minimum (rapidfuzz's Indel on words): as found, and after single words
between edits were taken for accidents. A hunk is a run of edits parted by one or two equal words at most; one that has
such words in it is an island. Exits with 1 where a bound is missed.
"""

import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

from rapidfuzz.distance import Indel

from tracker.diff import diff
from tracker.diff.redline import WORD
from tracker.diff.sequences import matches
from tracker.model.words import flat
from tracker.segment import segment

BOUNDS = {"words before the clean-up": 1.05, "words after it": 1.10, "hunks with an island": 0.15}
SHORT = 2  # words


def measure(group, count):
    """Add the figures of one changed group of sections to the count."""
    sides = ["".join(text for kind, text in group.redline if kind != other) for other in ("insert", "delete")]
    words = [WORD.findall(side) for side in sides]
    left, right = words
    found, exact = matches(left, right, anchor=4)
    count["exact"] += exact
    count["groups"] += 1
    count["least"] += Indel.distance(left, right)
    count["found"] += len(left) + len(right) - 2 * sum(match.size for match in found)
    count["told"] += sum(len(WORD.findall(text)) for kind, text in group.redline if kind != "equal")
    for kinds in ({"equal", "delete"}, {"equal", "insert"}):
        pieces = [text for kind, text in group.redline if kind in kinds]
        count["split"] += sum(len(WORD.findall(one[-1:] + two[:1])) == 1 and (one[-1] + two[0]).isalnum()
                              for one, two in pairwise(pieces))  # fmt: skip
    hunks(group.redline, count)
    plain = ["\n".join(node_texts(side)) for side in (group.before, group.after)]
    count["rebuilt"] += sides == plain


def node_texts(sections):
    return [text for section in sections for block in section.blocks if (text := flat(block.text))]


def hunks(redline, count):
    inside = island = False
    for place, (kind, text) in enumerate([*redline, ("equal", "")]):
        if kind != "equal":
            inside = True
            continue
        last = place >= len(redline) - 1
        words = len(WORD.findall(text))
        if inside and words <= SHORT and not last:
            island = island or words > 0
        elif inside:
            count["hunks"] += 1
            count["islands"] += island
            inside = island = False


def main():
    count = Counter()
    paths = sorted(Path(sys.argv[1]).glob("*.before.md"))
    for path in paths:
        before, after = (Path(str(path).replace(".before.md", f".{side}.md")) for side in ("before", "after"))
        for group in diff(*(segment(side.read_text("utf8")) for side in (before, after))).sections:
            if group.redline and group.before and group.after:
                measure(group, count)
    figures = {
        "words before the clean-up": count["found"] / count["least"],
        "words after it": count["told"] / count["least"],
        "hunks with an island": count["islands"] / count["hunks"],
    }
    print(f"{len(paths)} pairs, {count['groups']} changed groups of sections, {count['hunks']} hunks")
    print(f"{'least words inserted and deleted':36s} {count['least']}")
    for name, figure in figures.items():
        print(f"{name:36s} {figure:.3f}   (bound {BOUNDS[name]:.2f})")
    print(f"{'words split':36s} {count['split']}")
    print(f"{'groups rebuilt on both sides':36s} {count['rebuilt']} of {count['groups']}")
    missed = [name for name, figure in figures.items() if figure > BOUNDS[name]]
    sys.exit(bool(missed or count["split"] or count["rebuilt"] != count["groups"]))


if __name__ == "__main__":
    main()
