"""The words before and after as a reader should see them: what differs marked, what is equal and long cut short."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Literal

from tracker.model.change import Finding, Redline

Op = Literal["equal", "delete", "insert"]
_LONGEST = 400  # words of a side that are compared word by word; beyond it, only what both ends share is equal
_ISLAND = 2  # equal words between two differences that are not worth an interruption
_AROUND = 14  # equal words kept beside a difference
_MOST = 160  # words of a difference kept


def marked(before: str, after: str) -> Redline:
    """A redline of two quotes by words. Equal and deleted text give `before`, equal and inserted text `after`
    (white space aside).
    """
    old, new = before.split(), after.split()
    if len(old) <= _LONGEST and len(new) <= _LONGEST:
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        equal = [(a, b, n) for a, b, n in matcher.get_matching_blocks() if n]
    else:
        equal = _shared_ends(old, new)
    runs: list[tuple[Op, list[str]]] = []
    at_old = at_new = 0
    for a, b, n in [*_without_islands(equal, len(old), len(new)), (len(old), len(new), 0)]:
        runs += [("delete", old[at_old:a]), ("insert", new[at_new:b]), ("equal", old[a : a + n])]
        at_old, at_new = a + n, b + n
    return tuple((op, " ".join(words)) for op, words in runs if words)


def sides(finding: Finding) -> tuple[Redline, Redline]:
    """The two quotes of a finding, differing words marked, shortened for reading; an empty side gives no run."""
    redline = marked(finding.before, finding.after)
    before = tuple(run for run in redline if run[0] != "insert")
    after = tuple(run for run in redline if run[0] != "delete")
    return shortened(before), shortened(after)


def shortened(redline: Redline) -> Redline:
    """The redline with long equal runs cut to what stands beside a difference, and endless differences cut off."""
    last = len(redline) - 1
    return tuple(
        (op, _cut(text, first=0 if place == 0 else _AROUND, final=0 if place == last else _AROUND))
        if op == "equal" and last
        else (op, _cut(text, first=_MOST, final=0))
        for place, (op, text) in enumerate(redline)
    )


def joined(redline: Redline) -> str:
    """The runs as plain text."""
    return " ".join(text for _, text in redline)


def _cut(text: str, *, first: int, final: int) -> str:
    words = text.split()
    if len(words) <= first + final + 4:
        return text
    return " ".join([*words[:first], "…", *(words[-final:] if final else ())])


def _without_islands(equal: list[tuple[int, int, int]], old: int, new: int) -> list[tuple[int, int, int]]:
    """A lone equal word between two differences makes a redline hard to read: it is shown as replaced by itself."""
    return [(a, b, n) for a, b, n in equal if n > _ISLAND or (a == 0 and b == 0) or (a + n == old and b + n == new)]


def _shared_ends(old: list[str], new: list[str]) -> list[tuple[int, int, int]]:
    limit = min(len(old), len(new))
    start = next((n for n in range(limit) if old[n] != new[n]), limit)
    rest = limit - start
    end = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return [(0, 0, start), (len(old) - end, len(new) - end, end)]
