"""Whole-word redlines: the exact least difference of two texts, then cleaned up so that people can read it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel

from tracker.diff.increasing import heaviest_run
from tracker.model import Redline

Operation = Literal["equal", "delete", "insert"]

# A token is a word, a character of a script without spaces, or a mark, with the space or line end before it.
_SCRIPT = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN = re.compile(rf"[ \n]?(?:[{_SCRIPT}]|[^\W{_SCRIPT}]+|[^\w \n]|(?=[ \n]|$))")
_WORD = re.compile(r"\w")

# Indel keeps one bit for each pair of tokens: 400 million pairs are 50 MB, two sections of 20,000 tokens.
_PAIRS = 400_000_000
# Tokens become characters of the two private planes, which the clean-up takes for neither letters nor spaces.
_FIRST, _CODES = 0xF0000, 0x10FFFD - 0xF0000
_ANCHOR = 4  # tokens in a row, found once on either side, that hold the two sides together where pairs are too many
_OPERATION: dict[int, Operation] = {0: "equal", -1: "delete", 1: "insert"}


def redline(before: str, after: str) -> tuple[Redline, bool]:
    """The operations that turn `before` into `after`, and whether a bounded fallback replaced the exact least ones.

    Equal and deleted text rebuild `before`, equal and inserted text rebuild `after`. Both are plain text whose only
    white space is single spaces and line ends.
    """
    if before == after:
        return ((("equal", before),) if before else ()), False
    if not before or not after:
        return ((("delete", before),) if before else (("insert", after),)), False
    codes: dict[str, str] = {}
    left, right = _encode(before, codes), _encode(after, codes)
    if len(codes) > _CODES:
        return (("delete", before), ("insert", after)), True
    exact = len(left) * len(right) <= _PAIRS
    operations = list(_exact(left, right) if exact else _bounded(left, right))
    differ = diff_match_patch()
    differ.diff_cleanupMerge(operations)
    differ.diff_cleanupSemantic(operations)
    texts = dict(zip(codes.values(), codes, strict=True))
    return tuple((_OPERATION[op], "".join(map(texts.__getitem__, run))) for op, run in operations if run), not exact


def words_changed(line: Redline) -> tuple[int, int]:
    """Words inserted and words deleted."""
    count: Counter[Operation] = Counter()
    for operation, text in line:
        if operation != "equal":
            count[operation] += sum(1 for token in _TOKEN.findall(text) if _WORD.search(token))
    return count["insert"], count["delete"]


def _encode(text: str, codes: dict[str, str]) -> str:
    return "".join(
        [codes.setdefault(token, chr(_FIRST + min(len(codes), _CODES))) for token in _TOKEN.findall(text) if token]
    )


def _exact(left: str, right: str) -> Iterator[tuple[int, str]]:
    for op in Indel.opcodes(left, right):
        if op.tag == "equal":
            yield 0, left[op.src_start : op.src_end]
        else:
            yield -1, left[op.src_start : op.src_end]
            yield 1, right[op.dest_start : op.dest_end]


def _bounded(left: str, right: str) -> Iterator[tuple[int, str]]:
    """Hold the sides together at runs of tokens found once on either side; replace what is too large between them."""
    start, other = 0, 0
    for i, j in [*_anchors(left, right), (len(left), len(right))]:
        if i < start or j < other:
            continue
        if (i - start) * (j - other) <= _PAIRS // 100:
            yield from _exact(left[start:i], right[other:j])
        else:
            yield -1, left[start:i]
            yield 1, right[other:j]
        yield 0, left[i : i + _ANCHOR]
        start, other = i + _ANCHOR, j + _ANCHOR


def _anchors(left: str, right: str) -> list[tuple[int, int]]:
    ones = [_once(side) for side in (left, right)]
    pairs = [(i, ones[1][run]) for run, i in ones[0].items() if run in ones[1]]
    return [pairs[at] for at in heaviest_run([j for _, j in pairs], [1] * len(pairs))]


def _once(side: str) -> dict[str, int]:
    runs = [side[i : i + _ANCHOR] for i in range(len(side) - _ANCHOR + 1)]
    count = Counter(runs)
    return {run: i for i, run in enumerate(runs) if count[run] == 1}
