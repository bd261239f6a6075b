"""Whole-word redlines: the exact least difference of two texts, then cleaned up so that people can read it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from diff_match_patch import diff_match_patch

from tracker.diff.sequences import Codes, Match, matches
from tracker.model import Redline

Operation = Literal["equal", "delete", "insert"]

# A token is a word, a character of a script without spaces, or a mark, with the space or line end before it.
_SCRIPT = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN = re.compile(rf"[ \n]?(?:[{_SCRIPT}]|[^\W{_SCRIPT}]+|[^\w \n]|(?=[ \n]|$))")
_WORD = re.compile(r"\w")
_ANCHOR = 4  # tokens
_OPERATION: dict[int, Operation] = {0: "equal", -1: "delete", 1: "insert"}


def redline(before: str, after: str) -> tuple[Redline, bool]:
    """The operations that turn `before` into `after`, and whether a bounded fallback replaced the exact least ones.

    Equal and deleted text rebuild `before`, equal and inserted text rebuild `after`. Both are plain text whose only
    white space is single spaces and line ends.
    """
    if before == after:
        return ((("equal", before),) if before else ()), False
    if not before or not after:
        return replacement(before, after), False
    codes = Codes()
    left, right = (codes(filter(None, _TOKEN.findall(text))) for text in (before, after))
    common, exact = matches(codes, left, right, anchor=_ANCHOR)
    operations = list(_operations(left, right, common))
    differ = diff_match_patch()
    differ.diff_cleanupMerge(operations)
    if exact:  # the clean-up takes long on the large replacements of a bounded redline
        differ.diff_cleanupSemantic(operations)
    texts = {code: str(token) for token, code in codes.elements.items()}
    return tuple((_OPERATION[op], "".join([texts[code] for code in run])) for op, run in operations if run), not exact


def replacement(before: str, after: str) -> Redline:
    """The coarsest redline: all of one text for all of the other."""
    return ((("delete", before),) if before else ()) + ((("insert", after),) if after else ())


def words_changed(line: Redline) -> tuple[int, int]:
    """Words inserted and words deleted."""
    count: Counter[Operation] = Counter()
    for operation, text in line:
        if operation != "equal":
            count[operation] += sum(1 for token in _TOKEN.findall(text) if _WORD.search(token))
    return count["insert"], count["delete"]


def _operations(left: str, right: str, common: Sequence[Match]) -> Iterator[tuple[int, str]]:
    i = j = 0
    for match in [*common, Match(len(left), len(right), 0)]:
        yield -1, left[i : match.i]
        yield 1, right[j : match.j]
        yield 0, left[match.i : match.i + match.size]
        i, j = match.i + match.size, match.j + match.size
