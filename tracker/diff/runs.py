"""The runs of words that two texts have in common, put where a reader expects them.

A least difference is seldom the only one, and the one found by arithmetic leaves single words standing between edits.
Sides are lists of words at odd places and what stands between them at even ones; runs count words.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.diff.sequences import Match

_SHORT = 2  # words of a run that may stand between two edits by accident
_SHARE = 0.2  # of the words of the edits that the words between them may be
_NONE = Match(0, 0, 0)


def joined(left: Sequence[str], right: Sequence[str], common: Sequence[Match]) -> list[Match]:
    """The same number of equal words in fewer runs: those that follow the run before, or lead up to the next, as well.

    In `a b [c b] d`, also read as `a [b c] b d`, the words in brackets came. A run that vanishes between two edits
    leaves one edit where there were two.
    """
    made: list[Match] = []
    for found in common:
        run = found
        if made and _stands(left, right, run, made[-1].i + made[-1].size, made[-1].j + made[-1].size):
            run = made.pop()
            made.append(Match(run.i, run.j, run.size + found.size))
            continue
        while made and _stands(left, right, made[-1], run.i - made[-1].size, run.j - made[-1].size):
            size = made.pop().size
            run = Match(run.i - size, run.j - size, run.size + size)
        made.append(run)
    return made


def _stands(left: Sequence[str], right: Sequence[str], run: Match, i: int, j: int) -> bool:
    """Whether the words of a run stand at these places of the two sides too."""
    if left[i] != left[run.i] or right[j] != left[run.i]:
        return False  # as it is nearly always, without looking further
    words = left[run.i : run.i + run.size]
    return left[i : i + run.size] == words == right[j : j + run.size]


def without_confetti(common: Sequence[Match], before: int, after: int) -> list[Match]:
    """The runs, without those of one or two words between edits that outweigh them; `before` and `after` count words.

    Edits parted by such short runs only are judged together: told as one replacement, or in every detail.
    """
    kept: list[Match] = []
    islands: list[Match] = []
    last, edited = _NONE, 0
    for run in [*common, Match(before, after, 0)]:
        edited += _words_between(last, run)
        last = run
        if 0 < run.size <= _SHORT and (run.i or run.j) and (run.i + run.size < before or run.j + run.size < after):
            islands.append(run)
            continue
        if _SHARE * edited < sum(island.size for island in islands):
            kept += islands
        kept.append(run)
        islands, edited = [], 0
    return kept[:-1]


def _words_between(one: Match, other: Match) -> int:
    return other.i - one.i - one.size + other.j - one.j - one.size


def settled(old: Sequence[str], new: Sequence[str], common: Sequence[Match]) -> list[Match]:
    """The runs, parted so that words that only came, or only went, begin a line or a sentence where they can."""
    made = list(common[:1])
    for run in common[1:]:
        last = made[-1]
        i, j = last.i + last.size, last.j + last.size
        if i == run.i:
            step = _step(new, j, run.j, last.size, run.size)
        elif j == run.j:
            step = _step(old, i, run.i, last.size, run.size)
        else:
            step = 0
        if step:
            made[-1] = Match(last.i, last.j, last.size + step)
        made.append(Match(run.i + step, run.j + step, run.size - step))
    return made


def _step(side: Sequence[str], start: int, end: int, back: int, forth: int) -> int:
    """By how many words the words from `start` to `end` are best shifted, at most so many back and forth."""
    best, rank = 0, _rank(side[2 * start])
    for step in range(1, forth):
        if side[2 * start + 2 * step - 2 : 2 * start + 2 * step] != side[2 * end + 2 * step - 2 : 2 * end + 2 * step]:
            break
        if _rank(side[2 * (start + step)]) >= rank:
            best, rank = step, _rank(side[2 * (start + step)])
    for step in range(1, back):
        if side[2 * (start - step) : 2 * (start - step) + 2] != side[2 * (end - step) : 2 * (end - step) + 2]:
            break
        if _rank(side[2 * (start - step)]) > rank:
            best, rank = -step, _rank(side[2 * (start - step)])
    return best


def _rank(between: str) -> int:
    """How well a reader can tell what begins after these marks: a line, a sentence, a part of one, a word.

    Below zero within what is written as one word, such as an address.
    """
    if "\n" in between:
        return 3
    marks = between.rstrip()
    if not marks or marks == between:
        return -len(marks)
    return 2 if marks[-1] in ".!?:;。！？" else 1
