"""Texts in a language without rules: what shows without reading, and a finding that says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tracker.classify.clause import Clause, Side
from tracker.classify.reason import Reason, editorial, material, minor
from tracker.classify.rules import figures
from tracker.classify.scene import Scene
from tracker.classify.topics import category_of
from tracker.model import Edit

_UNREAD = "The text is in a language that the rules do not read"
_GOOD_PART = 0.25  # of the letters
_LABEL = 4  # words
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = 2  # words from a day to its year
_COUNTED = ("円", "元", "원", "ドル", "ユーロ", "人", "名", "명")  # behind a number that looks like a year and is none
_ARTICLE = frozenset({"art", "artikel", "article", "artículo", "artigo", "articolo", "статья", "статьи"})
_BEFORE_ARTICLE = ("第", "제")
_BEHIND_ARTICLE = ("条", "條", "項", "项", "号", "章", "节", "節", "款", "조", "항")


def _is_label(clause: Clause) -> bool:
    ended = clause.old.ended or clause.new.ended
    return clause.longest <= _LABEL and not ended and not (clause.old.quantities or clause.new.quantities)


def _figures(side: Side) -> Counter[float]:
    """The figures of a sentence but for days beside a year, the numbers of articles and the number it begins with."""
    years = [place for place, word in enumerate(side.words) if _YEAR.fullmatch(word)]
    places = [place for place, word in enumerate(side.words) if word[0].isdigit()]
    passed = {
        place
        for place in places
        if (place == 0 and not side.counts)
        or any(abs(place - year) <= _DATED for year in years)
        or side.words[place - 1] in _ARTICLE
        or side.words[place - 1].endswith(_BEFORE_ARTICLE)
        or _following(side, place).startswith(_BEHIND_ARTICLE)
    }
    numbers = Counter(side.words[place] for place in passed)
    said = Counter(q.size for q in side.quantities if not numbers[q.words])
    return said + Counter(float(side.words[place]) for place in years if _following(side, place).startswith(_COUNTED))


def _following(side: Side, place: int) -> str:
    return "".join(side.words[place + 1 : place + 2])


def unread_size(scene: Scene, edits: Sequence[Edit]) -> Reason | None:
    """A good part of the text came or went, whatever it says."""
    went = sum(len(edit.before) for edit in edits if not edit.after)
    came = sum(len(edit.after) for edit in edits if not edit.before)
    if max(went / max(1, len(scene.before.text)), came / max(1, len(scene.after.text))) < _GOOD_PART:
        return None
    return material("other", f"{_UNREAD}; a good part of it {'came' if came > went else 'went'}.", "mixed")


def judge_unread(clause: Clause) -> tuple[str, Reason]:
    """A figure that changed and a row that came or went are material in any language; other sentences are minor.

    A title or a label of a few words is editorial: what stands below it is judged by itself.
    """
    if clause.edit.kind == "heading" or (clause.edit.kind == "paragraph" and _is_label(clause)):
        return "unread_language", editorial("other", f"{_UNREAD}; a title or label differs.")
    for rule in (figures.period_changed, figures.age_changed, figures.amount_changed):
        reason = rule(clause)
        if reason is not None:
            if rule is figures.period_changed:
                reason = replace(reason, category="other")  # what the period is of was not read
            return rule.__name__, reason
    if clause.shape == "modified" and _figures(clause.old) != _figures(clause.new):
        return "unread_figure", material("other", f"{_UNREAD}; a figure changed.", "mixed")
    if clause.shape != "modified" and any(q.kind != "number" for q in clause.said.quantities):
        return "unread_figure", material("other", f"{_UNREAD}; a sentence with a figure was {clause.shape}.", "mixed")
    if clause.edit.kind == "row" and clause.shape != "modified":
        return "unread_row", material("other", f"{_UNREAD}; a row of a table was {clause.shape}.", "mixed")
    return "unread_language", minor(category_of(clause), f"{_UNREAD}; words changed.")
