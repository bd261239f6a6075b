"""How often does the way from a raw page to a verdict cry wolf, and how often does it sleep?

usage: python -m benchmarks.noise FOLDER [--every N] [--each N] [--list]

FOLDER holds pages as NAME.html. Each page is changed as sites change between two captures without touching their
policy (markup, banners, menus, advertisements), and as companies change policies, the latter alone and among three
changes that mean nothing; `tests/noise` has them all. Both pages then go through extraction and comparison. A false
alarm is a verdict of minor or material; editorial is counted apart. A change of substance is missed where no finding
quotes it. The draws depend on the names of page and change alone, so two runs agree.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.noise.page import Node, parse
from tests.noise.pair import NOISE, Pages, compared, noisy, substantial
from tests.noise.substance import SUBSTANCE, Made, quotes

Trees = dict[str, Node]


def shuffled(trees: Trees, name: str) -> Iterator[tuple[str, Node]]:
    for stem in Random(name).sample(sorted(trees), len(trees)):
        yield stem, trees[stem]


def alarms(trees: Trees, name: str, most: int, *, listed: bool) -> Counter[str]:
    """The verdicts on one change that means nothing, on so many pages."""
    tally: Counter[str] = Counter()
    for stem, page in shuffled(trees, name):
        pages: Pages | None = noisy(name, page, stem) if tally.total() < most else None
        if pages is not None:
            verdict = compared(pages).verdict
            tally[verdict] += 1
            if listed and verdict != "noise":
                print(f"    {verdict:9s} {stem}")
    return tally


def misses(trees: Trees, name: str, most: int, *, noise: int, listed: bool) -> Counter[bool]:
    """How often a change of substance was found, by whether."""
    tally: Counter[bool] = Counter()
    for stem, page in shuffled(trees, name):
        case: tuple[Made, Pages] | None = substantial(name, page, stem, noise=noise) if tally.total() < most else None
        if case is not None:
            found = any(quotes(case[0], finding) for finding in compared(case[1]).findings if finding.weight != "noise")
            tally[found] += 1
            if listed and not found:
                print(f"    missed    {stem}")
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every N-th page only")
    parser.add_argument("--each", type=int, default=10, help="pages for each change, at most")
    parser.add_argument("--list", action="store_true", help="name the pages that were alarmed or missed")
    options = parser.parse_args()
    paths = sorted(options.folder.glob("*.html"))[:: options.every]
    trees = {path.stem: parse(path.read_text("utf8", "replace")) for path in paths}
    total: Counter[str] = Counter()
    for name in NOISE:
        tally = alarms(trees, name, options.each, listed=options.list)
        total += tally
        told = tally["minor"] + tally["material"]
        print(f"{name:32s} {told:3d} alarms, {tally['editorial']:3d} editorial of {tally.total()}")
    every = max(1, total.total())
    told = total["minor"] + total["material"]
    print(f"NOISE: {told / every:.1%} alarms, {total['editorial'] / every:.1%} editorial of {total.total()}\n")
    for noise in (0, 3):
        met: Counter[bool] = Counter()
        for name in SUBSTANCE:
            found = misses(trees, name, options.each, noise=noise, listed=options.list)
            met += found
            print(f"{name:32s} {found[False]:3d} missed of {found.total()}")
        share = met[False] / max(1, met.total())
        print(f"SUBSTANCE among {noise} changes without meaning: {share:.1%} missed of {met.total()}\n")


if __name__ == "__main__":
    main()
