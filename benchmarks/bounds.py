"""Pages made to cost time: does reading one take time in line with its size, or with the square of it?

usage: python -m benchmarks.bounds

Prints for each kind of page the CPU time of a page and of one four times its size, and exits with 1 where the second
takes more than seven times the first; the square would take sixteen. What takes less than a quarter of a second passes:
there the rest of the machine decides.
"""

from __future__ import annotations

import contextlib
import sys
import time

from tests.extract.costly import PAGES
from tracker.errors import ExtractionError
from tracker.extract import extract

SIZE = 8_000
MOST = 7.0
ENOUGH = 0.25  # seconds


def work(body: bytes) -> float:
    """CPU seconds of reading a page, the best of three."""
    took = []
    for _ in range(3):
        start = time.process_time()
        with contextlib.suppress(ExtractionError):
            extract(body, url="https://x.example/")
        took.append(time.process_time() - start)
    return min(took)


def main() -> int:
    """Print the table; 1 where a kind of page is out of bounds."""
    beyond = 0
    for name, page in PAGES.items():
        small, large = work(page(SIZE)), work(page(4 * SIZE))
        out = large > ENOUGH and large > MOST * small
        beyond += out
        print(f"{name:28s} {small * 1000:7.1f} ms {large * 1000:7.1f} ms, {large / small:5.1f} times{'  BEYOND' * out}")
    return min(beyond, 1)


if __name__ == "__main__":
    sys.exit(main())
