"""What the findings add up to: categories and direction."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.classify.judge import Judged
from tracker.model import Category, Direction, Verdict

_SHARE = 0.03  # of the words that changed: what less of a rewritten policy concerns is told by its sections

_SHARE = 0.03  # of the words that changed: what less of a rewritten policy concerns is told by its sections


def categories_of(found: Sequence[Judged], verdict: Verdict) -> tuple[Category, ...]:
    """The categories of the findings that carry the verdict, those that most words changed in first."""
    sizes: dict[Category, int] = {}
    for judged in found:
        if judged.finding.weight == verdict and verdict != "noise":
            category = judged.finding.category
            sizes[category] = sizes.get(category, 0) + max(1, judged.size)
    bar = _SHARE * sum(sizes.values())
    return tuple(sorted((category for category in sizes if sizes[category] >= bar), key=lambda c: -sizes[c]))


def direction_of(found: Sequence[Judged]) -> Direction:
    """One way where all material findings that have a direction agree, else mixed; neutral where none has."""
    weight = "material" if any(judged.finding.weight == "material" for judged in found) else "minor"
    ways = {judged.finding.direction for judged in found if judged.finding.weight == weight} - {"neutral"}
    if len(ways) == 1:
        return next(iter(ways))
    return "mixed" if ways else "neutral"
