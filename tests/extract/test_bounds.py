"""Pages made to cost time: four times the page asks for little more than four times the steps, never sixteen times.

Steps are counted, not timed: calls of functions, ours and the libraries'. `python -m benchmarks.bounds` prints times.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any

import pytest

from tests.extract.costly import PAGES
from tracker.errors import ExtractionError
from tracker.extract import extract, extract_beside

SIZE = 1_000
SLACK = 1.75  # a square law would need 4


class Steps:
    """A profile function that counts calls."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, frame: FrameType, event: str, argument: Any) -> None:
        self.made += event in {"call", "c_call"}


@contextlib.contextmanager
def counted() -> Iterator[Steps]:
    before, steps = sys.getprofile(), Steps()
    sys.setprofile(steps)
    try:
        yield steps
    finally:
        sys.setprofile(before)


def steps(body: bytes) -> int:
    with counted() as made, contextlib.suppress(ExtractionError):
        extract_beside(
            body, media_type="text/html", url="https://x.example/", select=(), remove=(), start=None, end=None
        )
    return made.made


@pytest.mark.parametrize("name", PAGES)
def test_steps_grow_with_the_page_and_not_with_its_square(name):
    page = PAGES[name]
    steps(page(SIZE))  # imports and caches
    assert steps(page(4 * SIZE)) < 4 * SLACK * steps(page(SIZE)) + 2_000


def test_marks_beyond_any_document_leave_their_words():
    text = extract(b"<p>We keep <i>data</i>: " + b"<b>one</b> " * 25_000 + b"</p><p>The <b>end</b>.</p>").markdown
    assert text.count("one") == 25_000
    assert "**one**" in text
    assert "The **end**." in text
