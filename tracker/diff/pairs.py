"""Inside one group of sections: which sentence, item or row became which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import Indel

from tracker.diff.groups import Group
from tracker.diff.units import Unit, units

Pair = tuple[tuple[Unit, ...], tuple[Unit, ...]]
Gap = tuple[list[Unit], list[Unit]]

_WORD_PAIRS = 25_000_000  # of a gap: beyond, sentences are paired by their likeness only
_UNIT_PAIRS = 250_000  # of what is left: beyond, it stays unpaired
_HALF = 0.5  # of the words of the shorter sentence, found in order in the longer one


class Codes:
    """Words as characters, so that rapidfuzz compares sentences at the speed of strings."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def __call__(self, words: Sequence[str]) -> str:
        codes = self._codes
        return "".join([codes.setdefault(word, chr(min(0xE000 + len(codes), 0x10FFFF))) for word in words])


@dataclass(slots=True)
class Findings:
    """The pairs found in one group, and the units of either side that nothing explains yet.

    `place` maps the place of a unit before to the place after at which it would stand.
    """

    pairs: list[Pair] = field(default_factory=list)
    before: list[Unit] = field(default_factory=list)
    after: list[Unit] = field(default_factory=list)
    place: dict[int, int] = field(default_factory=dict)


def pair_units(group: Group, code: Codes) -> Findings:
    """Pair what differs between the two sides of a group; what is equal, or only moved within it, is left out."""
    found = Findings()
    if group.before and group.after and group.same_words:
        return found
    left, right = units(group.before), units(group.after)
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
        _pair_gap((rest[0], rest[1]), found, code)
    return found


def take(spare: Counter[str], unit: Unit) -> bool:
    """Use up one of the equal sentences of the other side, if there is one."""
    if not spare[unit.seen]:
        return False
    spare[unit.seen] -= 1
    return True


def _gaps(left: list[Unit], right: list[Unit], found: Findings) -> list[Gap]:
    """What stands between the sentences that are equal, in order."""
    ids: dict[str, int] = {}
    keys = [[ids.setdefault(unit.seen, len(ids)) for unit in side] for side in (left, right)]
    gaps = []
    for op in Indel.opcodes(*keys):
        if op.tag != "equal":
            gap = left[op.src_start : op.src_end], right[op.dest_start : op.dest_end]
            found.place |= {unit.place: op.dest_start for unit in gap[0]}
            gaps.append(gap)
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


def _pair_gap(gap: Gap, found: Findings, code: Codes) -> None:
    """Pair the sentences of a gap that share most of their words in order; one may become several, or several one."""
    words = [[word for unit in side for word in unit.words] for side in gap]
    if not words[0] or not words[1] or len(words[0]) * len(words[1]) > _WORD_PAIRS:
        found.before += gap[0]
        found.after += gap[1]
    elif "".join(words[0]) != "".join(words[1]):
        for before, after in _connected(gap, _shared_words(gap, words, code)):
            if before and after:
                found.pairs.append((tuple(before), tuple(after)))
            else:
                found.before += before
                found.after += after


def _shared_words(gap: Gap, words: Sequence[Sequence[str]], code: Codes) -> Counter[tuple[int, int]]:
    """How many words the sentences i and j of a gap have in common, in the least difference of its two sides."""
    owner = [[at for at, unit in enumerate(side) for _ in unit.words] for side in gap]
    shared: Counter[tuple[int, int]] = Counter()
    for op in Indel.opcodes(code(words[0]), code(words[1])):
        if op.tag == "equal":
            run = range(op.src_end - op.src_start)
            shared.update((owner[0][op.src_start + at], owner[1][op.dest_start + at]) for at in run)
    return shared


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


def pair_alike(before: list[Unit], after: list[Unit], code: Codes, least: float) -> list[Pair]:
    """Pair each sentence with the most similar one, from `least` up (share of words in common, in order).

    Takes what it pairs out of both lists.
    """
    if not before or not after or len(before) * len(after) > _UNIT_PAIRS:
        return []
    choices = {at: code(unit.words) for at, unit in enumerate(after)}
    made: list[Pair] = []
    alone: list[Unit] = []
    for unit in before:
        best = process.extractOne(code(unit.words), choices, scorer=Indel.normalized_similarity, score_cutoff=least)
        if best and same_sort(unit, after[best[2]]):
            del choices[best[2]]
            made.append(((unit,), (after[best[2]],)))
        else:
            alone.append(unit)
    before[:], after[:] = alone, [after[at] for at in choices]
    return made
