"""Which sentences, items and rows differ inside the groups of sections, each with what it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter

from tracker.diff.groups import Group
from tracker.diff.pairs import Findings, Pair, pair_alike, pair_units, take
from tracker.diff.redline import redline
from tracker.model import Edit

_LIKE = 0.6  # share of words in common, in order, of two sentences of one group
_LIKE_ELSEWHERE = 0.75  # ... and of two that stand in different groups
_SIDES = attrgetter("before"), attrgetter("after")
_LONG = 5  # words: a shorter sentence that turns up elsewhere may be chance


def edits(groups: Sequence[Group]) -> list[tuple[Edit, ...]]:
    """The edits of every group, in reading order.

    A sentence that only moved, within its section or to another, is no edit; one edited on its way is told where it
    arrived.
    """
    found = [pair_units(group) for group in groups]
    _drop_equal_elsewhere(found)
    for one in found:
        one.pairs += pair_alike(one.before, one.after, _LIKE)
    _pair_elsewhere(found)
    return [tuple(_edits_of(one)) for one in found]


def _drop_equal_elsewhere(found: Sequence[Findings]) -> None:
    """A sentence that left one section and stands word for word in another has moved."""
    gone, came = (
        Counter(unit.seen for one in found for unit in side(one) if len(unit.words) >= _LONG) for side in _SIDES
    )
    spare = [gone & came, gone & came]
    for one in found:
        one.before = [unit for unit in one.before if not take(spare[0], unit)]
        one.after = [unit for unit in one.after if not take(spare[1], unit)]


def _pair_elsewhere(found: Sequence[Findings]) -> None:
    gone, came = ([unit for one in found for unit in side(one) if len(unit.words) >= _LONG] for side in _SIDES)
    owner = {id(unit): one for one in found for unit in one.after}
    pairs = pair_alike(gone, came, _LIKE_ELSEWHERE)
    for pair in pairs:
        owner[id(pair[1][0])].pairs.append(pair)
    paired = {id(unit) for before, after in pairs for unit in before + after}
    for one in found:
        one.before = [unit for unit in one.before if id(unit) not in paired]
        one.after = [unit for unit in one.after if id(unit) not in paired]


def _edits_of(one: Findings) -> Iterator[Edit]:
    pairs = [*one.pairs, *(((unit,), ()) for unit in one.before), *(((), (unit,)) for unit in one.after)]

    def place(pair: Pair) -> tuple[int, int]:
        before, after = pair
        return (after[0].place, 1) if after else (one.place.get(before[0].place, before[0].place), 0)

    for before, after in sorted(pairs, key=place):
        if "".join([unit.seen for unit in before]) != "".join([unit.seen for unit in after]):
            unit = (after or before)[0]
            old, new = (" ".join([unit.text for unit in side]) for side in (before, after))
            cells = (tuple([cell for unit in side for cell in unit.cells]) for side in (before, after))
            yield Edit(old, new, redline(old, new)[0], unit.kind, unit.header, *cells)
