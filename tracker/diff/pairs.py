"""Inside one group of sections: which sentence, item or row became which."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import Indel

from tracker.diff.groups import Group
from tracker.diff.sequences import Match, matches
from tracker.diff.units import Unit, units

Pair = tuple[tuple[Unit, ...], tuple[Unit, ...]]
Gap = tuple[list[Unit], list[Unit]]

_WORD_PAIRS = 25_000_000  # of a gap: beyond, sentences are paired by their likeness only
_UNIT_PAIRS = 250_000  # of what is left: beyond, it stays unpaired
_WORD_PAIRS_APART = 1_000_000_000  # ... and in words
_RAREST = 4  # words
_HALF = 0.5  # of the words of the shorter sentence, found in order in the longer one


@dataclass(slots=True)
class Findings:
    """The pairs found in one group, and the units of either side that nothing explains yet.

    `place` maps the place of a unit before to the place after at which it would stand.
    """

    pairs: list[Pair] = field(default_factory=list)
    before: list[Unit] = field(default_factory=list)
    after: list[Unit] = field(default_factory=list)
    place: dict[int, int] = field(default_factory=dict)


def pair_units(group: Group) -> Findings:
    """Pair what differs between the two sides of a group; what is equal, or only moved within it, is left out."""
    found = Findings()
    if group.before and group.after and group.same_words:
        return found
    left, right = units(group.before, group.after)
    if not left or not right:
        found.before, found.after = left, right
        return found
    gaps = _gaps(left, right, found)
    _pair_headings(group, gaps, found)
    _pair_rows(gaps, found)
    paired = [{unit.place for pair in found.pairs for unit in pair[side]} for side in (0, 1)]
    moved = Counter(unit.seen for gap in gaps for unit in gap[0]) & Counter(
        unit.seen for gap in gaps for unit in gap[1]
    )
    spare = [Counter(moved), Counter(moved)]
    for gap in gaps:
        rest = [
            [unit for unit in gap[side] if unit.place not in paired[side] and not take(spare[side], unit)]
            for side in (0, 1)
        ]
        _pair_gap((rest[0], rest[1]), found)
    return found


def take(spare: Counter[str], unit: Unit) -> bool:
    """Use up one of the equal sentences of the other side, if there is one."""
    if not spare[unit.seen]:
        return False
    spare[unit.seen] -= 1
    return True


def _gaps(left: list[Unit], right: list[Unit], found: Findings) -> list[Gap]:
    """What stands between the sentences that are equal, in order."""
    common, _ = matches([unit.seen for unit in left], [unit.seen for unit in right], anchor=1)
    gaps: list[Gap] = []
    i = j = 0
    for match in [*common, Match(len(left), len(right), 0)]:
        if match.i > i or match.j > j:
            found.place |= {unit.place: j for unit in left[i : match.i]}
            gaps.append((left[i : match.i], right[j : match.j]))
        i, j = match.i + match.size, match.j + match.size
    return gaps


def _pair_headings(group: Group, gaps: Sequence[Gap], found: Findings) -> None:
    """One section that became one section has one heading, however differently it reads."""
    if len(group.before) == len(group.after) == 1:
        sides = [[unit for gap in gaps for unit in gap[side] if unit.kind == "heading"] for side in (0, 1)]
        if len(sides[0]) == len(sides[1]) == 1:
            found.pairs.append(((sides[0][0],), (sides[1][0],)))


def _pair_rows(gaps: Sequence[Gap], found: Findings) -> None:
    """Rows of one table are paired by their key column, where it names each row once."""
    sides: list[dict[tuple[str, ...], list[Unit]]] = [defaultdict(list), defaultdict(list)]
    for gap in gaps:
        for rows, side in zip(sides, gap, strict=True):
            for unit in side:
                if unit.row_key:
                    rows[unit.row_key].append(unit)
    for key, before in sides[0].items():
        after = sides[1].get(key, [])
        if len(before) == len(after) == 1 and before[0].seen != after[0].seen:
            found.pairs.append(((before[0],), (after[0],)))


def _pair_gap(gap: Gap, found: Findings) -> None:
    """Pair the sentences of a gap that share most of their words in order; one may become several, or several one."""
    words = [[word for unit in side for word in unit.words] for side in gap]
    if not words[0] or not words[1] or len(words[0]) * len(words[1]) > _WORD_PAIRS:
        found.before += gap[0]
        found.after += gap[1]
    elif "".join(words[0]) != "".join(words[1]):
        for before, after in _connected(gap, _shared_words(gap, words)):
            if before and after:
                found.pairs.append((tuple(before), tuple(after)))
            else:
                found.before += before
                found.after += after


def _shared_words(gap: Gap, words: Sequence[Sequence[str]]) -> Counter[tuple[int, int]]:
    """How many words the sentences i and j of a gap have in common, in the least difference of its two sides."""
    owner = [[at for at, unit in enumerate(side) for _ in unit.words] for side in gap]
    runs = (
        zip(owner[0][match.i : match.i + match.size], owner[1][match.j : match.j + match.size], strict=True)
        for match in matches(*words, anchor=2)[0]
    )
    return Counter(chain.from_iterable(runs))


def _connected(gap: Gap, shared: Counter[tuple[int, int]]) -> list[Gap]:
    """Sentences that share half of the shorter one's words, put together; the others alone."""
    left, right = gap
    parent = {(side, at): (side, at) for side in (0, 1) for at in range(len(gap[side]))}

    def root(key: tuple[int, int]) -> tuple[int, int]:
        while parent[key] != key:
            key = parent[key]
        return key

    for (i, j), count in shared.items():
        one, other = left[i], right[j]
        if count >= _HALF * min(len(one.words), len(other.words)) and same_sort(one, other):
            parent[root((1, j))] = root((0, i))
    parts: dict[tuple[int, int], Gap] = {}
    for side in (0, 1):
        for at, unit in enumerate(gap[side]):
            parts.setdefault(root((side, at)), ([], []))[side].append(unit)
    return list(parts.values())


def same_sort(one: Unit, other: Unit) -> bool:
    """Headings pair with headings, rows with rows, and text with text."""
    return (one.kind == "heading") == (other.kind == "heading") and (one.kind == "row") == (other.kind == "row")


def _worth_comparing(before: Sequence[Unit], after: Sequence[Unit]) -> bool:
    words = [sum(len(unit.words) for unit in side) for side in (before, after)]
    return 0 < len(before) * len(after) <= _UNIT_PAIRS and words[0] * words[1] <= _WORD_PAIRS_APART


def pair_alike(before: list[Unit], after: list[Unit], least: float) -> list[Pair]:
    """Pair each sentence with the most similar one, from `least` up (share of words in common, in order).

    Takes what it pairs out of both lists.
    """
    if not _worth_comparing(before, after):
        return []
    held = _holders(after)
    taken: set[int] = set()
    made: list[Pair] = []
    alone: list[Unit] = []
    for unit in before:
        choices = {at: after[at].words for at in sorted(_near(unit, held, least) - taken)}
        best = process.extractOne(unit.words, choices, scorer=Indel.normalized_similarity, score_cutoff=least)
        if best and same_sort(unit, after[best[2]]):
            taken.add(best[2])
            made.append(((unit,), (after[best[2]],)))
        else:
            alone.append(unit)
    before[:], after[:] = alone, [unit for at, unit in enumerate(after) if at not in taken]
    return made


def _holders(units: Sequence[Unit]) -> dict[str, list[int]]:
    """For each word the places of the sentences that hold it."""
    held: dict[str, list[int]] = defaultdict(list)
    for at, unit in enumerate(units):
        for word in set(unit.words):
            held[word].append(at)
    return held


def _near(unit: Unit, held: Mapping[str, Sequence[int]], least: float) -> set[int]:
    """The places of all sentences that may be similar enough, and of few others.

    What is that similar misses so few of the words that it must hold some of the rarest.
    """
    shared = math.ceil(least / (2 - least) * len(unit.words) - 1e-6)  # 2 * shared / (len(words) + shared) == least
    some = min(_RAREST, shared)
    places = sorted([held[word] for word in unit.words if word in held], key=len)
    count = Counter(chain.from_iterable(places[: max(0, len(places) - shared + some)]))
    return {at for at, times in count.items() if times >= some}
