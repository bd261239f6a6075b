"""Whole-word redlines: the exact least difference of two texts, then cleaned up so that people can read it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from diff_match_patch import diff_match_patch

from tracker.diff.runs import joined, settled, without_confetti
from tracker.diff.sequences import Match, matches
from tracker.model import Redline

Operation = Literal["equal", "delete", "insert"]

# A word, or a character of a script without spaces. What stands between two words is compared by itself, so that a
# comma, or a line that ends elsewhere, changes no word.
_SCRIPT = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(rf"([{_SCRIPT}]|[^\W{_SCRIPT}]+)")
_SIGN = re.compile(f"[{_SCRIPT}]")
_PLAIN_WORD = re.compile(r"(\w+)")  # the same where there is none of these characters
_TO_WORDS = "".join(chr(code) if chr(code).isalnum() or chr(code) == "_" else " " for code in range(128))
_MARKS = "’“”–—•"  # commonest outside ASCII
_ANCHOR = 4  # words
_DIFFER = diff_match_patch()


def redline(before: str, after: str) -> tuple[Redline, bool]:
    """The operations that turn `before` into `after`, and whether a bounded fallback replaced the exact least ones.

    Equal and deleted text rebuild `before`, equal and inserted text rebuild `after`. Both are plain text whose only
    white space is single spaces and line ends.
    """
    if before == after:
        return ((("equal", before),) if before else ()), False
    if not before or not after:
        return replacement(before, after), False
    start, end = _ends(before, after)
    line, exact = _middle(before[start : len(before) - end], after[start : len(after) - end])
    around: list[tuple[Operation, str]] = [("equal", before[:start]), *line, ("equal", before[len(before) - end :])]
    return tuple(_merged(around)), not exact


def _ends(before: str, after: str) -> tuple[int, int]:
    """How many characters of whole lines both texts begin with, and end with; each line but the first has its end."""
    old, new = before.split("\n"), after.split("\n")
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    start = len("\n".join(old[:first]))
    return start, sum(map(len, old[len(old) - last :])) + last - (last == len(old) or last == len(new))


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """With how many equal lines both begin."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _middle(before: str, after: str) -> tuple[Iterable[tuple[Operation, str]], bool]:
    """The operations between the ends, and whether they are the exact least ones."""
    if not before or not after:
        return replacement(before, after), True
    word = WORD if _SIGN.search(before) or _SIGN.search(after) else _PLAIN_WORD
    old, new = word.split(before), word.split(after)  # words at odd places, what stands between them at even ones
    left, right = old[1::2], new[1::2]
    common, exact = matches(left, right, anchor=_ANCHOR)
    if exact:
        common = without_confetti(joined(left, right, common), len(left), len(right))
        common = settled(old, new, common)
    return _operations(old, new, common), exact


def replacement(before: str, after: str) -> Redline:
    """The coarsest redline: all of one text for all of the other."""
    return ((("delete", before),) if before else ()) + ((("insert", after),) if after else ())


def words_changed(line: Redline) -> tuple[int, int]:
    """Words inserted and words deleted."""
    count: Counter[Operation] = Counter()
    for operation, text in line:
        if operation != "equal":
            count[operation] += _count(text)
    return count["insert"], count["delete"]


def _count(text: str) -> int:
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, " ")
    return len(text.translate(_TO_WORDS).split() if text.isascii() else WORD.findall(text))


def _operations(old: Sequence[str], new: Sequence[str], common: Sequence[Match]) -> Iterator[tuple[Operation, str]]:
    """The operations in order, some of them empty; places in `old` and `new` are twice those of the words."""
    i = j = 0
    for match in [*common, Match(len(old) // 2, len(new) // 2, 0)]:
        for run in _pieces(old, new, match):
            yield from _replaced(old[i : 2 * run.i + 1], new[j : 2 * run.j + 1])
            i, j = 2 * (run.i + run.size), 2 * (run.j + run.size)
            yield "equal", "".join(old[2 * run.i + 1 : i])
    # the empty run at the end has taken what follows the last word


def _pieces(old: Sequence[str], new: Sequence[str], match: Match) -> Iterator[Match]:
    """A run of equal words, cut where what stands between two of them differs."""
    i, j, size = match.i, match.j, match.size
    if old[2 * i + 1 : 2 * (i + size)] == new[2 * j + 1 : 2 * (j + size)]:
        yield match
        return
    start = 0
    for at in range(1, size):
        if old[2 * (i + at)] != new[2 * (j + at)]:
            yield Match(i + start, j + start, at - start)
            start = at
    yield Match(i + start, j + start, size - start)


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Operation, str]]:
    """What stands between two runs: the marks that both sides begin and end with are equal.

    The space before a word comes and goes with the word.
    """
    start = len(old[0][: _DIFFER.diff_commonPrefix(old[0], new[0])].rstrip())
    end = _DIFFER.diff_commonSuffix(*(side[-1][start if len(side) == 1 else 0 :] for side in (old, new)))
    before, after = "".join(old), "".join(new)
    yield "equal", before[:start]
    yield "delete", before[start : len(before) - end]
    yield "insert", after[start : len(after) - end]
    yield "equal", before[len(before) - end :]


def _merged(operations: Iterable[tuple[Operation, str]]) -> Iterator[tuple[Operation, str]]:
    """Without empty operations, and equal text in one piece."""
    equal: list[str] = []
    for operation, text in operations:
        if not text:
            continue
        if operation == "equal":
            equal.append(text)
            continue
        if equal:
            yield "equal", "".join(equal)
            equal = []
        yield operation, text
    if equal:
        yield "equal", "".join(equal)
