"""What a rule says of a clause, before it becomes a finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tracker.classify.clause import Clause
from tracker.model import Category, Direction, NoiseKind, Verdict


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule's answer. `old` and `new` are the few words that decided, where the rule can name them.

    `noise` says what kind of noise it is; it is set exactly where `weight` is noise.
    """

    weight: Verdict
    category: Category
    why: str
    direction: Direction = "neutral"
    old: str = ""
    new: str = ""
    noise: NoiseKind | None = None


Rule = Callable[[Clause], Reason | None]


def material(category: Category, why: str, direction: Direction = "neutral", old: str = "", new: str = "") -> Reason:
    """It changes what people are owed, or what is done with them or their data."""
    return Reason("material", category, why, direction, old, new)


def minor(category: Category, why: str, direction: Direction = "neutral") -> Reason:
    """Substance of small effect, or substance that no rule can weigh."""
    return Reason("minor", category, why, direction)


def editorial(category: Category, why: str, old: str = "", new: str = "") -> Reason:
    """Other words, the same meaning."""
    return Reason("editorial", category, why, "neutral", old, new)


def noise(kind: NoiseKind, why: str) -> Reason:
    """Nothing that the policy says."""
    return Reason("noise", "other", why, noise=kind)
