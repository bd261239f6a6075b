"""What the findings add up to: categories and direction."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Any

from tracker.classify.judge import Judged
from tracker.classify.lexicon import load
from tracker.model import Category, Direction, Verdict


@functools.cache
def _whole() -> dict[str, Any]:
    return dict(load("categories.toml")["whole"])


def about_privacy(text: str) -> bool:
    """Whether a text, case-folded, is a privacy policy rather than a contract, by the words that each is full of."""
    privacy, contract = (sum(map(text.count, _whole()[key])) for key in ("privacy_words", "contract_words"))
    return privacy > contract


def categories_of(found: Sequence[Judged], verdict: Verdict) -> tuple[Category, ...]:
    """The categories of the findings that carry the verdict, those that most words changed in first."""
    sizes = _sizes(found, verdict)
    return tuple(sorted(sizes, key=lambda category: -sizes[category]))


def leading_categories(found: Sequence[Judged], verdict: Verdict, *, privacy: bool) -> tuple[Category, ...]:
    """As `categories_of`, without those that are small beside the leading one.

    A finding speaks with the square root of the words that changed: a long clause says more than a short one, but not
    ten times as much. Two findings support two categories, ten support four, a hundred eight: more would tell a reader
    nothing.
    """
    rules = _whole()
    passing = rules["of_contracts"] if privacy else rules["of_privacy"]
    factors = {**dict.fromkeys(rules["narrow"], rules["brief"]), **dict.fromkeys(passing, rules["passing"])}
    voices: dict[Category, float] = {}
    for judged in found:
        category = judged.finding.category
        if judged.finding.weight == verdict and category != "other":
            voices[category] = voices.get(category, 0.0) + factors.get(category, 1.0) * math.sqrt(max(1, judged.size))
    findings = sum(judged.finding.weight == verdict and judged.finding.category in voices for judged in found)
    most = 1 + round(math.log2(max(1, findings)))
    bar = rules["share"] * max(voices.values(), default=0.0)
    kept = sorted((name for name in voices if voices[name] >= bar), key=lambda name: -voices[name])
    return tuple(kept[:most]) or categories_of(found, verdict)[:1]


def _sizes(found: Sequence[Judged], verdict: Verdict) -> dict[Category, int]:
    sizes: dict[Category, int] = {}
    for judged in found:
        if judged.finding.weight == verdict and verdict != "noise":
            category = judged.finding.category
            sizes[category] = sizes.get(category, 0) + max(1, judged.size)
    return sizes


def direction_of(found: Sequence[Judged]) -> Direction:
    """One way where all material findings that have a direction agree, else mixed; neutral where none has."""
    weight = "material" if any(judged.finding.weight == "material" for judged in found) else "minor"
    ways = {judged.finding.direction for judged in found if judged.finding.weight == weight} - {"neutral"}
    if len(ways) == 1:
        return next(iter(ways))
    return "mixed" if ways else "neutral"
