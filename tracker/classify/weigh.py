"""What the findings add up to: categories and direction."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Any, Literal

from tracker.classify.judge import Judged
from tracker.classify.lexicon import load
from tracker.model import Category, Direction, Document, Verdict

Kind = Literal["privacy", "contract", "conduct"]
_FIGURES = frozenset({"period_changed", "bound_changed", "amount_changed"})  # never said in passing
_CONTACTS = frozenset({"contact", "address_replaced", "address_line", "name_replaced", "postal_address"})
_SEVERAL, _PART = 2, 0.1  # the fewest contacts, and their share of the findings
_TITLES = 2  # sections at the top whose headings may be the title


@functools.cache
def _whole() -> dict[str, Any]:
    return dict(load("categories.toml")["whole"])


def kind_of(document: Document) -> Kind:
    """What a text is: rules of conduct by its title, else a privacy policy or a contract by the words it is full of."""
    titles = " ".join(section.heading for section in document.sections[:_TITLES]).casefold()
    if any(title in titles for title in _whole()["conduct_titles"]):
        return "conduct"
    text = "\n".join(document.lines).casefold()
    privacy, contract = (sum(map(text.count, _whole()[key])) for key in ("privacy_words", "contract_words"))
    return "privacy" if privacy > contract else "contract"


def categories_of(found: Sequence[Judged], verdict: Verdict) -> tuple[Category, ...]:
    """The categories of the findings that carry the verdict, those that most words changed in first."""
    sizes = _sizes(found, verdict)
    return tuple(sorted(sizes, key=lambda category: -sizes[category]))


def leading_categories(found: Sequence[Judged], verdict: Verdict, kind: Kind) -> tuple[Category, ...]:
    """As `categories_of`, without those that are small beside the leading one in a text of this kind.

    A finding speaks with the square root of the words that changed: a long clause says more than a short one, but not
    ten times as much. Findings without a category set the bar too, but are told only where there are no others. Two
    findings support two categories, ten support four, a hundred eight: more would tell a reader nothing.
    """
    if verdict == "noise":
        return ()
    rules = _whole()
    findings = sum(judged.finding.weight == verdict and judged.finding.category != "other" for judged in found)
    factors = {**dict.fromkeys(rules["narrow"], rules["brief"]), **dict.fromkeys(rules[kind], rules["passing"])}
    voices: dict[Category, float] = {}
    for judged in found:
        category = judged.finding.category
        if judged.finding.weight == verdict:
            factor = 1.0 if judged.finding.rule in _FIGURES else factors.get(category, 1.0)
            voices[category] = voices.get(category, 0.0) + factor * math.sqrt(max(1, judged.size))
    bar = rules["share"] * max(voices.values(), default=0.0)
    kept = sorted((name for name in voices if voices[name] >= bar), key=lambda name: -voices[name])
    named = [name for name in kept if name != "other"]
    most = 1 + round(math.log2(max(1, findings)))
    told = tuple(named[:most] or kept)
    return told if "entity_contact" in told or not _many_contacts(found) else (*told, "entity_contact")


def _many_contacts(found: Sequence[Judged]) -> bool:
    """Addresses and ways to get in touch, small matters each, are a good part of what differs."""
    weighed = [judged.finding for judged in found if judged.finding.weight != "noise"]
    contacts = sum(finding.rule in _CONTACTS for finding in weighed)
    return contacts >= _SEVERAL and contacts >= _PART * len(weighed)


def _sizes(found: Sequence[Judged], verdict: Verdict) -> dict[Category, int]:
    sizes: dict[Category, int] = {}
    for judged in found:
        if judged.finding.weight == verdict and verdict != "noise":
            category = judged.finding.category
            sizes[category] = sizes.get(category, 0) + max(1, judged.size)
    return sizes


def direction_of(found: Sequence[Judged]) -> Direction:
    """Mixed only where findings of the highest weight point both ways, else the one way that any of them points.

    A finding that is itself "mixed" was not judged either way: it counts for neither, and by itself makes neutral.
    """
    weight = "material" if any(judged.finding.weight == "material" for judged in found) else "minor"
    ways = {judged.finding.direction for judged in found if judged.finding.weight == weight} - {"neutral", "mixed"}
    if len(ways) == 1:
        return next(iter(ways))
    return "mixed" if ways else "neutral"
