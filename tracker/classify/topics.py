"""Which category a clause belongs to: its own words first; the headings above it speak softly."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from tracker.classify.clause import Clause, Side
from tracker.classify.lexicon import Terms, load
from tracker.model import Category


@functools.cache
def _weights() -> Mapping[str, Mapping[Category, float]]:
    """For each concept, how much one mention speaks for a category."""
    return {name: dict(table) for name, table in load("categories.toml")["concepts"].items()}


def category_of(clause: Clause, otherwise: Category = "other") -> Category:
    """The category that most words speak for; see `scores_of`."""
    scores = scores_of(clause)
    return max(scores, key=lambda category: scores[category]) if scores else otherwise


def likelier(clause: Clause, first: Category, second: Category) -> Category:
    """The one of two categories that more words speak for; the first where both are alike."""
    scores = scores_of(clause)
    return second if scores.get(second, 0.0) > scores.get(first, 0.0) else first


def scores_of(clause: Clause) -> dict[Category, float]:
    """How much speaks for each category; words that came or went count threefold, those of headings half."""
    scores: dict[Category, float] = {}
    for factor, terms in (
        (3.0, clause.gained),
        (3.0, clause.lost),
        (1.0, clause.old.terms),
        (1.0, clause.new.terms),
        (0.5, clause.context),
    ):
        for concept, weights in _weights().items() if terms else ():
            if concept in terms:
                times = min(2, terms[concept].total())
                for category, weight in weights.items():
                    scores[category] = scores.get(category, 0.0) + factor * weight * times
    return scores


def own_scores(side: Side) -> dict[Category, float]:
    """How much the words of one side alone speak for each category, each term counted up to twice."""
    scores: dict[Category, float] = {}
    for concept, weights in _weights().items():
        if concept in side.terms:
            for category, weight in weights.items():
                scores[category] = scores.get(category, 0.0) + weight * min(2, side.terms[concept].total())
    return scores


def strongest(terms: Terms) -> Category:
    """The category that the words of a link or a clause of a rule speak for most."""
    scores: dict[Category, float] = {}
    for concept in terms:
        for category, weight in _weights().get(concept, {}).items():
            scores[category] = scores.get(category, 0.0) + weight
    return max(scores, key=lambda category: scores[category]) if scores else "other"
