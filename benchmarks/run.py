"""Whole runs over 200 pages of 60 KB from one local server: wall and CPU seconds of the job that people schedule.

    python benchmarks/run.py [PAGES]

First sight, unchanged with ETags (the first run of a day commits its state, a later one does not), 5 % of the pages
changed, a nonce in every page. The named alternative is the plainest job that could stand in for it: requests fetching
the same pages in one session, one after the other.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import requests

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.servers import page as conditional
from tests.stage import Stage, stage

WORDS = [
    "we",
    "keep",
    "share",
    "collect",
    "personal",
    "data",
    "account",
    "service",
    "purpose",
    "partner",
    "law",
    "right",
]


def page(number: int, *, nonce: int = 0, edit: str = "") -> str:
    """A policy of about 60 KB in forty sections."""
    rng = random.Random(number)
    parts = []
    for section in range(40):
        text = " ".join(f"{' '.join(rng.choices(WORDS, k=14)).capitalize()}." for _ in range(14))
        parts.append(f"<h2>Section {section}</h2><p>{text}</p>")
    body = "".join(parts)
    return (
        f"<html lang=en><head><title>Policy {number}</title></head><body nonce='{nonce}'><nav><a href=/>Home</a></nav>"
        f"<main><h1>Privacy policy {number}</h1><p>We keep personal data for {edit or '30 days'}.</p>{body}</main>"
        "</body></html>"
    )


def timed(name: str, work: Callable[[], object]) -> float:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{name:34s} {wall:6.2f} s wall {cpu:6.2f} s CPU")
    return cpu


def main(count: int) -> None:
    names = [f"policy-{number:04d}" for number in range(count)]
    with tempfile.TemporaryDirectory() as folder, stage(Path(folder) / "repository") as here:
        here.declare(*names)
        show(here, names)
        with requests.Session() as session:
            plain = timed("requests, one after the other", lambda: [session.get(here.site.url(f"/{n}")) for n in names])
        timed("first sight", here.run)
        quiet = timed("unchanged", lambda: here.run(days=0))
        timed("unchanged, the same day", here.run)
        show(here, names[: count // 20], edit="24 months")
        timed("5 % changed", here.run)
        show(here, names, nonce=1, changed=count // 20)
        timed("a nonce in every page", here.run)
        print(f"unchanged / requests: {quiet / plain:.2f} of its CPU")


def show(here: Stage, names: list[str], *, nonce: int = 0, edit: str = "", changed: int = 0) -> None:
    for number, name in enumerate(names):
        text = page(number, nonce=nonce, edit=edit or ("24 months" if number < changed else ""))
        here.site.routes[f"/{name}"] = conditional(text, etag=f'"{number}-{nonce}-{edit}"')


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
