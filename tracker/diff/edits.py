"""Which sentences, items and rows differ inside the groups of sections, each paired with what it was."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import Indel

from tracker.diff.groups import Group
from tracker.diff.redline import redline
from tracker.diff.units import Unit, units
from tracker.model import Edit

_WORD_PAIRS = 25_000_000  # of a gap: beyond, sentences are paired by their likeness only
_UNIT_PAIRS = 250_000  # of what is left: beyond, it stays unpaired
_LIKE = 0.6  # share of words that two sentences of one group have in common, in order
_LIKE_ELSEWHERE = 0.75  # ... and of two that stand in different groups
_LONG = 5  # words: a shorter sentence that turns up elsewhere may be chance
_Pair = tuple[tuple[Unit, ...], tuple[Unit, ...]]


@dataclass(slots=True)
class _Open:
    """The units of one group that are not yet explained, and the pairs found so far."""

    before: list[Unit] = field(default_factory=list)
    after: list[Unit] = field(default_factory=list)
    gap: dict[int, int] = field(default_factory=dict)  # place before -> place after at which it would stand
    pairs: list[_Pair] = field(default_factory=list)


def edits(groups: Sequence[Group]) -> list[tuple[Edit, ...]]:
    """The edits of every group, in reading order.

    A sentence that only moved, within its section or to another, is no edit.
    """
    code = _Codes()
    found = [_compare(group, code) for group in groups]
    _drop_equal_elsewhere(found)
    for one in found:
        _pair_alike(one.before, one.after, one, code, _LIKE)
    _pair_across(found, code)
    return [tuple(_edits_of(one)) for one in found]


class _Codes:
    """Words as characters, so that rapidfuzz compares sentences at the speed of strings."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}

    def __call__(self, words: Sequence[str]) -> str:
        codes = self.codes
        return "".join([codes.setdefault(word, chr(min(0xE000 + len(codes), 0x10FFFF))) for word in words])


def _compare(group: Group, code: _Codes) -> _Open:
    made = _Open()
    if group.before and group.after and group.same_words:
        return made
    left, right = units(group.before), units(group.after)
    if not left or not right:
        made.before, made.after = left, right
        return made
    ids: dict[tuple[str, ...], int] = {}
    keys = [[ids.setdefault(unit.words, len(ids)) for unit in side] for side in (left, right)]
    gaps = []
    for op in Indel.opcodes(*keys):
        if op.tag != "equal":
            gaps.append((left[op.src_start : op.src_end], right[op.dest_start : op.dest_end]))
            made.gap |= {unit.place: op.dest_start for unit in gaps[-1][0]}
    spare = Counter(u.words for gap in gaps for u in gap[0]) & Counter(u.words for gap in gaps for u in gap[1])
    _pair_rows(gaps, made)
    taken = (
        {unit.place for pair in made.pairs for unit in pair[0]},
        {unit.place for pair in made.pairs for unit in pair[1]},
    )
    moved = [Counter(spare), Counter(spare)]
    for gap in gaps:
        rest = tuple(
            [unit for unit in side if unit.place not in taken[at] and not _take(moved[at], unit.words)]
            for at, side in enumerate(gap)
        )
        _pair_gap(rest[0], rest[1], made, code)
    return made


def _take(spare: Counter[tuple[str, ...]], words: tuple[str, ...]) -> bool:
    if not spare[words]:
        return False
    spare[words] -= 1
    return True


def _pair_rows(gaps: Sequence[tuple[list[Unit], list[Unit]]], made: _Open) -> None:
    """Rows of one table are paired by their key column, where it names each row once."""
    sides = []
    for at in (0, 1):
        rows: dict[tuple[str, ...], list[Unit]] = defaultdict(list)
        for gap in gaps:
            for unit in gap[at]:
                if unit.row_key:
                    rows[unit.row_key].append(unit)
        sides.append(rows)
    for key, rows_before in sides[0].items():
        rows_after = sides[1].get(key, [])
        if len(rows_before) == len(rows_after) == 1 and rows_before[0].words != rows_after[0].words:
            made.pairs.append(((rows_before[0],), (rows_after[0],)))


def _pair_gap(left: list[Unit], right: list[Unit], made: _Open, code: _Codes) -> None:
    """Pair what stands between two equal sentences: those that share most of their words, in order."""
    sizes = [sum(len(unit.words) for unit in side) for side in (left, right)]
    if not left or not right or sizes[0] * sizes[1] > _WORD_PAIRS:
        made.before += left
        made.after += right
        return
    words = [[word for unit in side for word in unit.words] for side in (left, right)]
    if words[0] == words[1]:
        return
    owner = [[at for at, unit in enumerate(side) for _ in unit.words] for side in (left, right)]
    shared: Counter[tuple[int, int]] = Counter()
    for op in Indel.opcodes(code(words[0]), code(words[1])):
        if op.tag == "equal":
            places = range(op.src_end - op.src_start)
            shared.update((owner[0][op.src_start + k], owner[1][op.dest_start + k]) for k in places)
    partner: dict[tuple[int, int], tuple[int, int]] = {}
    for (i, j), count in shared.items():
        if count >= 0.5 * min(len(left[i].words), len(right[j].words)) and _same_sort(left[i], right[j]):
            _join(partner, (0, i), (1, j))
    parts: dict[tuple[int, int], tuple[list[Unit], list[Unit]]] = {}
    for at, side in enumerate((left, right)):
        for number, unit in enumerate(side):
            parts.setdefault(_root(partner, (at, number)), ([], []))[at].append(unit)
    for before, after in parts.values():
        if before and after:
            made.pairs.append((tuple(before), tuple(after)))
        else:
            made.before += before
            made.after += after


def _same_sort(one: Unit, other: Unit) -> bool:
    return (one.kind == "heading") == (other.kind == "heading") and (one.kind == "row") == (other.kind == "row")


def _root(parent: dict[tuple[int, int], tuple[int, int]], key: tuple[int, int]) -> tuple[int, int]:
    while key in parent:
        key = parent[key]
    return key


def _join(parent: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]) -> None:
    one, other = _root(parent, one), _root(parent, other)
    if one != other:
        parent[max(one, other)] = min(one, other)


def _drop_equal_elsewhere(found: Sequence[_Open]) -> None:
    """A sentence that left one section and stands word for word in another has moved."""
    gone = Counter(unit.words for one in found for unit in one.before if len(unit.words) >= _LONG)
    came = Counter(unit.words for one in found for unit in one.after if len(unit.words) >= _LONG)
    spare = [gone & came, gone & came]
    for one in found:
        one.before = [unit for unit in one.before if not _take(spare[0], unit.words)]
        one.after = [unit for unit in one.after if not _take(spare[1], unit.words)]


def _pair_alike(before: list[Unit], after: list[Unit], made: _Open, code: _Codes, least: float) -> None:
    if not before or not after or len(before) * len(after) > _UNIT_PAIRS:
        return
    choices = {at: code(unit.words) for at, unit in enumerate(after)}
    for unit in list(before):
        best = process.extractOne(code(unit.words), choices, scorer=Indel.normalized_similarity, score_cutoff=least)
        if best and _same_sort(unit, after[best[2]]):
            del choices[best[2]]
            made.pairs.append(((unit,), (after[best[2]],)))
            before.remove(unit)
    after[:] = [after[at] for at in choices]


def _pair_across(found: Sequence[_Open], code: _Codes) -> None:
    """Pair sentences that were edited on their way to another section; the edit is told where they arrived."""
    before = [unit for one in found for unit in one.before if len(unit.words) >= _LONG]
    if not before:
        return
    for one in found:
        after = [unit for unit in one.after if len(unit.words) >= _LONG]
        rest = {id(unit) for unit in after}
        _pair_alike(before, after, one, code, _LIKE_ELSEWHERE)
        rest -= {id(unit) for unit in after}
        one.after = [unit for unit in one.after if id(unit) not in rest]
    left = {id(unit) for unit in before}
    for one in found:
        one.before = [unit for unit in one.before if len(unit.words) < _LONG or id(unit) in left]


def _edits_of(one: _Open) -> Iterator[Edit]:
    pairs = [*one.pairs, *(((unit,), ()) for unit in one.before), *(((), (unit,)) for unit in one.after)]

    def place(pair: _Pair) -> tuple[int, int]:
        before, after = pair
        return (after[0].place, 1) if after else (one.gap.get(before[0].place, before[0].place), 0)

    for before, after in sorted(pairs, key=place):
        if [w for unit in before for w in unit.words] != [w for unit in after for w in unit.words]:
            unit = (after or before)[0]
            texts = " ".join(unit.text for unit in before), " ".join(unit.text for unit in after)
            yield Edit(*texts, redline(*texts)[0], unit.kind, unit.header)
