"""Time and quality of extraction beside trafilatura, in one run on one set of pages.

usage: python benchmarks/extraction.py FOLDER [--every N]

FOLDER holds pages as NAME.html and, where it is known, what a person would have taken from each as NAME.md. Both
programs get the bytes of each page, turn about, so that a busy machine slows both alike; times are CPU time.
Needs `pip install trafilatura`, which the product does not.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import trafilatura

from tracker.extract import extract
from tracker.model.words import visible_words


def ours(body: bytes) -> str:
    return extract(body).markdown


def theirs(body: bytes) -> str:
    return (
        trafilatura.extract(body, output_format="markdown", include_links=True, include_tables=True, favor_recall=True)
        or ""
    )


def agreement(text: str, wanted: str) -> float:
    """The F1 of two bags of words."""
    have, want = Counter(visible_words(text)), Counter(visible_words(wanted))
    return 2 * (have & want).total() / max(1, have.total() + want.total())


def timed(read: Callable[[bytes], str], body: bytes) -> tuple[str, float]:
    start = time.process_time()
    text = read(body)
    return text, (time.process_time() - start) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every N-th page only")
    options = parser.parse_args()
    programs = {"tracker": ours, "trafilatura": theirs}
    times: dict[str, list[float]] = {name: [] for name in programs}
    shares: dict[str, list[float]] = {name: [] for name in programs}
    pages = sorted(options.folder.glob("*.html"))[:: options.every]
    for warm in programs.values():
        warm(pages[0].read_bytes())
    for page in pages:
        body, wanted = page.read_bytes(), page.with_suffix(".md")
        for name, read in programs.items():
            text, took = timed(read, body)
            times[name].append(took)
            if wanted.exists():
                shares[name].append(agreement(text, wanted.read_text("utf8")))
    print(f"{len(pages)} pages, {statistics.median(page.stat().st_size for page in pages) / 1000:.0f} KB the median")
    for name in programs:
        figures = sorted(times[name])
        middle, mean = statistics.median(figures), statistics.mean(figures)
        line = f"{name:12s} CPU ms: median {middle:.1f}, mean {mean:.1f}, largest {figures[-1]:.0f}"
        if shares[name]:
            line += (
                f" | words F1: median {statistics.median(shares[name]):.4f}, mean {statistics.mean(shares[name]):.4f}"
            )
        print(line)
    ours_took, theirs_took = times.values()
    middle = statistics.median(ours_took) / statistics.median(theirs_took)
    mean = statistics.mean(ours_took) / statistics.mean(theirs_took)
    print(f"ratio of the times: of the medians {middle:.2f}, of the means {mean:.2f}")


if __name__ == "__main__":
    main()
